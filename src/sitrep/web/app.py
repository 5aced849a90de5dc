"""The desk as a web application: routes, guard, and what is told when something goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sitrep.errors import StoreError, UnknownError, UsageError
from sitrep.protocols import Keeper
from sitrep.settings import Settings
from sitrep.web import changes, files, pages
from sitrep.web.desk import Desk
from sitrep.web.guard import Access, Guard

if TYPE_CHECKING:
    from starlette.datastructures import FormData

__all__ = ["application"]

_LOG = logging.getLogger("sitrep.web")

Page = Callable[[Desk, Request], Response]
Change = Callable[[Desk, Request, "FormData"], Response]
#: fields of a form; a story of 200 reports has as many boxes
MOST_FIELDS = 1_000


def application(
    keeper: Keeper,
    settings: Settings,
    *,
    allowed_hosts: Collection[str] = ("127.0.0.1", "localhost", "::1"),
    token: str | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    more: Sequence[BaseRoute] = (),
) -> Starlette:
    """The desk over a kept ledger.

    Args:
        keeper: all that the desk knows.
        settings: limits; the largest upload of the interface is ``max_file_bytes``.
        allowed_hosts: names that the desk may be called by, without port (DNS rebinding).
        token: the word that every request must bring, by ``Authorization: Bearer`` or by the
            cookie that the page of entry sets; None opens all to whoever reaches the port.
        clock: gives the present moment (aware, UTC); the machine's by default.
        more: further routes under the same guard (``/api/…``, feeds); they come first.

    Returns:
        An ASGI application. It makes no request to anywhere.
    """
    access = Access(token)
    desk = Desk(keeper, settings, access, clock, programs=bool(more))
    return Starlette(
        routes=[*more, *_routes(desk)],
        middleware=[
            Middleware(
                Guard,
                allowed_hosts=allowed_hosts,
                access=access,
                most_bytes={"/api/": settings.max_file_bytes},
                open_paths=("/login", "/static/"),
            )
        ],
        exception_handlers={
            HTTPException: partial(_told, desk),
            UnknownError: partial(_told, desk),
            UsageError: partial(_told, desk),
            StoreError: partial(_told, desk),
            Exception: partial(_told, desk),
        },
    )


def _routes(desk: Desk) -> list[BaseRoute]:
    def page(path: str, answer: Page) -> Route:
        async def get(request: Request) -> Response:
            return await run_in_threadpool(answer, desk, request)

        return Route(path, get, methods=["GET"])

    def change(path: str, answer: Change) -> Route:
        async def post(request: Request) -> Response:
            form = await request.form(max_fields=MOST_FIELDS, max_files=0)
            desk.check(form)
            return await run_in_threadpool(answer, desk, request, form)

        return Route(path, post, methods=["POST"])

    return [
        Route("/static/{name}", _static, methods=["GET"]),
        *(page(path, answer) for path, answer in pages.PAGES),
        *(change(path, answer) for path, answer in changes.CHANGES),
    ]


async def _static(request: Request) -> Response:
    return files.answer(request.path_params["name"], dict(request.headers))


#: what a reader is told of an answer that is none
_WORDS = {
    HTTPStatus.NOT_FOUND: (
        "There is no such page",
        "The address is wrong, or what it led to is gone.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: ("That cannot be done here", "This page takes no such request."),
    HTTPStatus.FORBIDDEN: ("That was not sent from this desk", ""),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "Something broke in the desk",
        "The log of the desk tells what. Nothing in the ledger was changed.",
    ),
}


async def _told(desk: Desk, request: Request, error: Exception) -> Response:
    """A page for a fault: what it is, and what to do."""
    status, heading, words = _fault(error)
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOG.error("%s %s broke", request.method, request.url.path, exc_info=error)
    if request.url.path.startswith("/static/"):
        return Response(heading, status_code=status, media_type="text/plain")
    return desk.page(
        "fault.html.j2", request, code=status, title=heading, heading=heading, words=words
    )


def _fault(error: Exception) -> tuple[HTTPStatus, str, str]:
    if isinstance(error, UnknownError):
        return HTTPStatus.NOT_FOUND, "That is not in the ledger", str(error)
    if isinstance(error, UsageError):
        return HTTPStatus.BAD_REQUEST, "That cannot be done", str(error)
    if isinstance(error, StoreError):
        return HTTPStatus.SERVICE_UNAVAILABLE, "The ledger cannot be read", str(error)
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        heading, words = _WORDS.get(status, (status.phrase, ""))
        return status, heading, words or error.detail
    heading, words = _WORDS[HTTPStatus.INTERNAL_SERVER_ERROR]
    return HTTPStatus.INTERNAL_SERVER_ERROR, heading, words
