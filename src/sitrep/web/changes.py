"""What a form changes: corrections, their undoing, work started and stopped, a look taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sitrep.errors import UsageError
from sitrep.kept import Correction, CorrectionKind
from sitrep.web.desk import Desk, address
from sitrep.web.guard import COOKIE

if TYPE_CHECKING:
    from starlette.datastructures import FormData

__all__ = ["CHANGES"]

Change = Callable[[Desk, Request, "FormData"], Response]

_KINDS: tuple[CorrectionKind, ...] = get_args(CorrectionKind)
#: characters of a name, an id or a reason in a form; things that one correction names
_LONGEST, _MOST = 400, 500


def _field(form: FormData, name: str) -> str:
    found = form.get(name, "")
    if not isinstance(found, str) or len(found) > _LONGEST:
        raise UsageError(f"{name}: at most {_LONGEST} characters are taken")
    return found.strip()


def _correct(desk: Desk, _: Request, form: FormData) -> Response:
    written = _field(form, "kind")
    kind = next((one for one in _KINDS if one == written), None)
    if kind is None:
        raise UsageError(f"kind: {written!r} is none of {', '.join(_KINDS)}")
    named = [one for one in form.getlist("of") if isinstance(one, str) and one]
    if not named:
        raise UsageError("nothing was chosen: tick what the correction is about, then send again")
    if len(named) > _MOST or any(len(one) > _LONGEST for one in named):
        raise UsageError(f"at most {_MOST} things are corrected at once")
    kept = desk.keeper.correct(
        Correction(
            kind=kind,
            of=tuple(dict.fromkeys(named)),
            to=_field(form, "to") or None,
            story=_field(form, "story") or None,
            reason=_field(form, "reason"),
        )
    )
    desk.shelf.stale()
    return _back(form, done=kept.number)


def _undo(desk: Desk, _: Request, form: FormData) -> Response:
    written = _field(form, "number")
    if not written.isascii() or not written.isdigit():
        raise UsageError(f"number: {written!r} is no number of a correction")
    back = desk.keeper.undo(int(written[:9]))
    desk.shelf.stale()
    return _back(form, done=back.number)


def _back(form: FormData, done: int | None = None) -> Response:
    """To the page that the form stood in: a path of the desk, whatever the form says."""
    wanted = urlsplit(_field(form, "back") or "/")
    path = wanted.path if wanted.path.startswith("/") and wanted.path[:2] != "//" else "/"
    asked = f"?{wanted.query}&" if wanted.query else "?"
    target = f"{path}{asked}done={done}" if done else path
    return RedirectResponse(target, HTTPStatus.SEE_OTHER)


def _stop(desk: Desk, request: Request, form: FormData) -> Response:
    job = desk.shelf.works.of(request.path_params["job"])
    if job is not None:
        job.stop()
        job.ended.wait(2.0)
    return _back(form)


def _start(desk: Desk, request: Request, form: FormData) -> Response:
    desk.shelf.works.forget(request.path_params["job"])
    return _back(form)


def _look(desk: Desk, _: Request, form: FormData) -> Response:
    """Marks as seen what the page showed; what came after it was made is still new."""
    written = _field(form, "until")
    try:
        until = datetime.fromisoformat(written)
    except ValueError as error:
        raise UsageError(f"until: {written[:40]!r} is no moment") from error
    if until.tzinfo is None or until > desk.clock():
        raise UsageError(f"until: {written[:40]!r} has not come, or names no zone")
    desk.keeper.seen(until.astimezone(UTC))
    desk.shelf.stale()
    return RedirectResponse("/new", HTTPStatus.SEE_OTHER)


def _enter(desk: Desk, request: Request, form: FormData) -> Response:
    given = form.get("token", "")
    if not isinstance(given, str) or not desk.access.is_word(given.strip()):
        return RedirectResponse(address("login", wrong="1"), HTTPStatus.SEE_OTHER)
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        COOKIE,
        desk.access.cookie,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


CHANGES: tuple[tuple[str, Change], ...] = (
    ("/correct", _correct),
    ("/undo", _undo),
    ("/new/look", _look),
    ("/progress/{job}/stop", _stop),
    ("/progress/{job}/start", _start),
    ("/login", _enter),
)
