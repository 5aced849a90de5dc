"""What the pages of a story share: its views, its corrections, and the wait until it is ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sitrep.kept import Correction, StoryCard
from sitrep.renderings.wording import counted
from sitrep.web.asked import number
from sitrep.web.desk import Desk, address
from sitrep.web.links import Beside
from sitrep.web.shelf import Told
from sitrep.web.wording import corrected
from sitrep.web.work import Job

__all__ = ["VIEWS", "by_hand", "frame", "notice", "progress", "told_page", "waiting"]

#: views of a story: the last part of the address, and the name
VIEWS = (
    ("", "Brief"),
    ("agreement", "Who agrees"),
    ("copies", "Who copied whom"),
    ("quotes", "Who said what"),
    ("reactions", "Reactions"),
    ("numbers", "Numbers"),
    ("timeline", "Timeline"),
    ("outlook", "Outlook"),
    ("new", "What is new"),
    ("sources", "Sources"),
    ("corrections", "Corrections"),
)
#: what the stages of an analysis are called
STAGES = {
    "": "Getting ready",
    "reading": "Reading the reports",
    "stories": "Weighing what they say",
    "news": "Comparing with before",
    "waiting": "Waiting for other work to end",
}

Values = Callable[[Told], Mapping[str, object]]


def told_page(
    desk: Desk, request: Request, view: str, template: str, values: Values, *, keep: bool = True
) -> Response:
    """A page on a story, or the page that shows how far its analysis has come.

    Args:
        desk: asked for it.
        request: with the story's id in its path.
        view: which of ``VIEWS`` it is.
        template: of the page.
        values: what the template is told, made from the story.
        keep: whether the page may be given to the next reader as it is, as long as the story
            stays the same.
    """
    asked = request.path_params["story"]
    card = desk.keeper.story(asked)
    if card.id != asked:
        # merged into another story: its addresses lead there for ever
        rest = request.url.path.split("/")[3:]
        return RedirectResponse(address("story", card.id, *rest[:1]), HTTPStatus.MOVED_PERMANENTLY)
    told = desk.shelf.told(card)
    if isinstance(told, Job):
        return _waiting(desk, request, card, told, view)
    message = notice(desk, request)
    key = f"{request.url.path}?{request.url.query}"
    if keep and message is None and key in told.pages:
        return HTMLResponse(told.pages[key])
    page = desk.write(
        template,
        here=request.url.path,
        notice=message,
        **frame(card, view, told.corrections),
        links=Beside(),
        told=told,
        **values(told),
    )
    if keep and message is None:
        told.remember(key, page)
    return HTMLResponse(page)


def frame(card: StoryCard, view: str, corrections: tuple[Correction, ...]) -> dict[str, Any]:
    """What the frame around every view of a story shows."""
    return {
        "card": card,
        "view": view,
        "views": VIEWS,
        "title": card.title,
        "view_name": dict(VIEWS).get(view, ""),
        "corrected_by_hand": sum(not one.undone for one in corrections),
    }


def by_hand(corrections: Sequence[Correction], *kinds: str) -> dict[str, Correction]:
    """The corrections of some kinds that hold, by what they correct."""
    return {
        identity: one
        for one in corrections
        if one.kind in kinds and not one.undone
        for identity in one.of
    }


def notice(desk: Desk, request: Request) -> dict[str, object] | None:
    """What was just done, named by its number in the log, with the way back."""
    if not request.query_params.get("done"):
        return None
    wanted = number(request, "done")
    found = [one for one in desk.keeper.corrections() if one.number == wanted]
    if not found:
        return None
    return {"correction": found[0], "words": corrected(desk.keeper, found[0])}


def _waiting(desk: Desk, request: Request, card: StoryCard, job: Job, view: str) -> Response:
    reports = counted(card.reports, "report is", "reports are")
    words = f"{reports} read and weighed against each other."
    return waiting(desk, request, job, words, layout="story.html.j2", **frame(card, view, ()))


def waiting(
    desk: Desk, request: Request, job: Job, words: str, *, layout: str, **values: Any
) -> Response:
    """The page of work that goes on, was stopped or broke.

    Args:
        desk: asked for it.
        request: for the page that is waited for.
        job: the work.
        words: what it does.
        layout: the template around the page.
        values: what the layout is told.
    """
    broken = job.state == "failed"
    return desk.page(
        "waiting.html.j2",
        request,
        code=HTTPStatus.SERVICE_UNAVAILABLE if broken else HTTPStatus.OK,
        layout=layout,
        job=job,
        words=words,
        stage=_stage(job),
        back=_back(request),
        notice=notice(desk, request),
        **values,
    )


def _stage(job: Job) -> str:
    return STAGES["waiting"] if job.state == "waiting" else STAGES.get(job.stage, job.stage)


def _back(request: Request) -> str:
    """The page that was asked for, so that it is shown once the work is done."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def progress(desk: Desk, request: Request) -> Response:
    """How far some work has come: a part of a page, asked for again and again."""
    job = desk.shelf.works.of(request.path_params["job"])
    if job is None or job.is_over:
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Refresh": "true"})
    return desk.page("progress.html.j2", request, job=job, stage=_stage(job))
