"""The routes of the interface and of the feeds: each address answers what its table says."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from functools import cache, partial
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from sitrep.errors import SitrepError, StoreError, UnknownError, UsageError
from sitrep.protocols import Keeper
from sitrep.settings import Settings
from sitrep.web.api import listing, openapi
from sitrep.web.api.answers import JSON, Answer, Refusal, dump
from sitrep.web.api.asking import Asking, Operation
from sitrep.web.api.given import read_parameters
from sitrep.web.api.log import LONGEST_BODY
from sitrep.web.api.shapes import contract
from sitrep.web.api.table import OPERATIONS, ROOT

__all__ = ["routes"]

#: query parameters that are read; the search has eleven
_MOST_PARAMETERS = 50
_HTML = "text/html"
_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'"


def routes(
    keeper: Keeper, settings: Settings, *, token: str | None = None, write: bool = False
) -> list[BaseRoute]:
    """The routes under ``/api/v1`` and ``/feeds``, for ``application(..., more=...)``.

    Args:
        keeper: all that they know.
        settings: limits.
        token: the word that is asked for; for reading, the desk's guard asks for it.
        write: corrections are taken, from requests that bring the token.

    Raises:
        UsageError: when writing is allowed without a token.
    """
    if write and token is None:
        raise UsageError("writing through the interface needs a token; give one, or only read")
    served = tuple(one for one in OPERATIONS if write or not one.writes)

    @cache
    def document() -> dict[str, object]:
        return openapi.document(token=token is not None, write=write)

    page = listing.listing(served, f"{ROOT}/openapi.json")
    about = {
        f"{ROOT}/openapi.json": ("application/openapi+json", lambda: dump(document())),
        f"{ROOT}/ledger.schema.json": ("application/schema+json", lambda: dump(contract())),
        f"{ROOT}/": (_HTML, lambda: page.encode("utf-8")),
    }
    by_path: dict[str, dict[str, Operation]] = {}
    for one in served:
        by_path.setdefault(one.path, {})[one.method] = one
    common = partial(_Resource, keeper, settings, token)
    return [
        *(Route(path, common(methods)) for path, methods in by_path.items()),
        *(
            Route(path, common({"GET": _about(path, media, make)}))
            for path, (media, make) in about.items()
        ),
        Route(f"{ROOT}/{{rest:path}}", common({})),
        Route("/feeds/{rest:path}", common({})),
    ]


def _about(path: str, media: str, make: Callable[[], bytes]) -> Operation:
    headers = {"Content-Security-Policy": _PAGE_POLICY} if media == _HTML else {}
    return Operation(
        path, path, path, lambda _: Answer(make(), media, headers=headers), gives={media: None}
    )


class _Resource:
    """One address: reads the request, does the work beside the event loop, and answers."""

    def __init__(
        self,
        keeper: Keeper,
        settings: Settings,
        token: str | None,
        methods: Mapping[str, Operation],
    ) -> None:
        self.keeper = keeper
        self.settings = settings
        self.token = token
        self.methods = methods
        reading = ("GET", "HEAD") if "GET" in methods else ()
        self.allow = ", ".join([*reading, *sorted(set(methods) - {"GET"}), "OPTIONS"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        request = Request(scope, receive)
        try:
            found = await self._answer(request)
        except Refusal as refused:
            found = refused.answer()
        except SitrepError as fault:
            found = _told(fault).answer()
        except Exception:
            broken = Refusal(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "something broke in the interface",
                remedy="the log of the service tells what; nothing in the ledger was changed",
            )
            await _response(request, broken.answer())(scope, receive, send)
            raise
        await _response(request, found)(scope, receive, send)

    async def _answer(self, request: Request) -> Answer:
        if not self.methods:
            raise Refusal(
                HTTPStatus.NOT_FOUND,
                f"there is nothing at {request.url.path[:120]}",
                remedy=f"{ROOT}/ lists what there is",
            )
        if request.method == "OPTIONS":
            return Answer(b"", "", HTTPStatus.NO_CONTENT, headers={"Allow": self.allow})
        operation = self.methods.get("GET" if request.method == "HEAD" else request.method)
        if operation is None:
            raise Refusal(
                HTTPStatus.METHOD_NOT_ALLOWED,
                f"{request.method[:20]} is not taken here",
                limit=self.allow,
                remedy="use a method that is allowed; writing is off unless it was asked for",
                headers={"Allow": self.allow},
            )
        if operation.writes:
            self._check_writer(request)
        asking = Asking(
            keeper=self.keeper,
            settings=self.settings,
            base=str(request.base_url).rstrip("/"),
            given=read_parameters(
                operation.takes, request.path_params, _query(request.scope["query_string"])
            ),
            accept=", ".join(request.headers.getlist("accept")),
            body=await _body(request, operation),
        )
        return await run_in_threadpool(operation.work, asking)

    def _check_writer(self, request: Request) -> None:
        """Who writes brings the token itself: a cookie could be sent by another page."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        wanted = (self.token or "").encode("utf-8")
        word = given.strip().encode("utf-8", "replace")
        if not wanted or scheme.lower() != "bearer" or not hmac.compare_digest(word, wanted):
            raise Refusal(
                HTTPStatus.UNAUTHORIZED,
                "the token is missing or wrong",
                remedy="send Authorization: Bearer with the token of the service",
                headers={"WWW-Authenticate": 'Bearer realm="sitrep"'},
            )


def _query(written: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            written.decode("ascii", "replace"),
            keep_blank_values=True,
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError as fault:
        raise Refusal(
            HTTPStatus.BAD_REQUEST,
            "too many parameters",
            limit=f"{_MOST_PARAMETERS} parameters",
            remedy="give each at most once",
        ) from fault


async def _body(request: Request, operation: Operation) -> bytes:
    if operation.body is None:
        return b""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != JSON:
        raise Refusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "the body is of another media type",
            parameter="Content-Type",
            value=media,
            limit=JSON,
            remedy=f"send {JSON}",
        )
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > LONGEST_BODY:
            raise Refusal(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                "the body is too long",
                limit=f"{LONGEST_BODY:,} bytes",
                remedy="send several corrections",
            )
    return bytes(found)


def _told(fault: SitrepError) -> Refusal:
    """A fault of the ledger or of its use, as a refusal."""
    if isinstance(fault, UnknownError):
        return Refusal(
            HTTPStatus.NOT_FOUND, str(fault), remedy="list or search for the ids that are known"
        )
    if isinstance(fault, UsageError):
        return Refusal(HTTPStatus.BAD_REQUEST, str(fault), remedy="change what is asked for")
    if isinstance(fault, StoreError):
        return Refusal(HTTPStatus.SERVICE_UNAVAILABLE, str(fault), remedy="try again later")
    return Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, str(fault), remedy="see the log")


def _response(request: Request, found: Answer) -> Response:
    """The answer with its headers; 304 when the reader has these very bytes."""
    headers = {"X-Content-Type-Options": "nosniff", **found.headers}
    links = [f'<?{_with(request, changed)}>; rel="{name}"' for name, changed in found.links.items()]
    if links:
        headers["Link"] = ", ".join(links)
    if found.status == HTTPStatus.NO_CONTENT:
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    if request.method in ("GET", "HEAD") and found.status == HTTPStatus.OK:
        tag = f'"{sha256(found.body).hexdigest()[:32]}"'
        headers |= {"ETag": tag, "Cache-Control": "private, no-cache"}
        if _has(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    else:
        headers["Cache-Control"] = "no-store"
    text = found.media.startswith("text/") or found.media.endswith("xml")
    bare = text and "charset" not in found.media
    headers["Content-Type"] = found.media + ("; charset=utf-8" if bare else "")
    headers["Content-Length"] = str(len(found.body))
    body = b"" if request.method == "HEAD" else found.body
    return Response(body, status_code=found.status, headers=headers)


def _with(request: Request, changed: Mapping[str, int]) -> str:
    kept = [pair for pair in _query(request.scope["query_string"]) if pair[0] not in changed]
    return urlencode([*kept, *changed.items()])


def _has(header: str, tag: str) -> bool:
    """True when If-None-Match names the tag; its comparison is the weak one (RFC 9110)."""
    named = [one.strip().removeprefix("W/") for one in header.split(",")]
    return "*" in named or tag in named
