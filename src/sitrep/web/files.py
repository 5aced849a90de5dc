"""The desk's own files: style sheets and scripts, named by what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.responses import Response

__all__ = ["answer", "stamp"]

#: name in the address: room, folder, kind
_FILES = {
    "page.css": ("sitrep.renderings", "templates", "text/css"),
    "desk.css": ("sitrep.web", "static", "text/css"),
    "desk.js": ("sitrep.web", "static", "text/javascript"),
    "htmx.min.js": ("sitrep.web", "static", "text/javascript"),
    "icon.svg": ("sitrep.web", "static", "image/svg+xml"),
}


@cache
def _bytes(name: str) -> bytes:
    room, folder, _ = _FILES[name]
    return (files(room) / folder / name).read_bytes()


@cache
def stamp(name: str) -> str:
    """The address of a file with a few digits of its hash: another content, another address."""
    return f"/static/{name}?{sha256(_bytes(name)).hexdigest()[:12]}"


def answer(name: str, headers: Mapping[str, str]) -> Response:
    """One of the desk's files.

    Args:
        name: of the file.
        headers: of the request; one that has the file already is told so.

    Raises:
        HTTPException: 404 for any name that is not one of them.
    """
    if name not in _FILES:
        raise HTTPException(404)
    tag = f'"{sha256(_bytes(name)).hexdigest()[:32]}"'
    kept = {"ETag": tag, "Cache-Control": "public, max-age=31536000, immutable"}
    if headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=kept)
    return Response(_bytes(name), media_type=_FILES[name][2], headers=kept)
