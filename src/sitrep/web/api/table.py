"""The one table of operations: the routes, their description and their page come from it."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import Any, get_args

from sitrep.kept import Change as NewsItem
from sitrep.kept import ChangeKind, Correction, Due, HitKind, StoryCard, StoryOrder, Version
from sitrep.kept import Hit as Found
from sitrep.records import Status
from sitrep.web.api import exported, finding, log, stories
from sitrep.web.api.answers import JSON
from sitrep.web.api.asking import Operation, as_json
from sitrep.web.api.given import (
    FURTHEST,
    LIMIT,
    OFFSET,
    Choice,
    Flag,
    Instant,
    Number,
    Parameter,
    Text,
    identity,
)
from sitrep.web.api.shapes import named, of, page, ref
from sitrep.web.feeds import table as feeds

__all__ = ["OPERATIONS", "ROOT"]

#: where the interface lives; another number would mean that something changed its meaning
ROOT = "/api/v1"

_STORY = identity("story", "the id of a story")
_REPORT = identity("report", "the id of a report")
_OF_STORY = identity("story", "of one story only", "query")
_PAGING = (LIMIT, OFFSET)
#: the contract's names of what stands in its lists
_ITEMS = {
    "findings": "finding",
    "claims": "claim",
    "quotes": "quote",
    "attributions": "attribution",
    "quantities": "quantity",
    "times": "time",
    "entities": "entity",
    "forecasts": "forecast",
    "copies": "copy",
    "origins": "origin",
    "reports": "report",
}
#: lists whose items stand in one report, which narrows them
_BY_REPORT = frozenset({"claims", "quotes", "attributions", "quantities", "times"})


def _list(kind: type) -> dict[str, dict[str, Any] | None]:
    return as_json(page(ref(named(kind))))


def _choice(words: Any) -> Choice:
    return Choice(tuple(get_args(words)))


def _part(key: str) -> Operation:
    takes: tuple[Parameter, ...] = (_STORY, *_PAGING)
    if key == "findings":
        takes += (Parameter("status", _choice(Status), "of this status only"),)
    if key in _BY_REPORT:
        takes += (identity("report", "of one report only", "query"),)
    return Operation(
        f"list_{key}",
        f"{ROOT}/stories/{{story}}/{key}",
        f"The {key} of a story's ledger"
        + (", the most important first" if key == "findings" else ", in the contract's order"),
        partial(stories.in_ledger, key),
        as_json(page(ref(_ITEMS[key]))),
        takes,
        paged=True,
    )


_ORDER = Parameter("order", _choice(StoryOrder), "which stories come first", "newest")
_SEARCH = (
    Parameter("words", Text(), "what is looked for, matched as words", ""),
    Parameter("kind", _choice(HitKind), "claims, quotations or reports only"),
    Parameter("who", Text(), "said by this speaker or source"),
    Parameter("about", Text(), "that names this person, body, place or thing"),
    Parameter("since", Instant(), "published at or after"),
    Parameter("until", Instant(), "published at or before"),
    Parameter("status", _choice(Status), "in findings of this status only"),
    _OF_STORY,
    Parameter("meaning", Flag(), "find by meaning too, not by words alone", default=True),
    Parameter("limit", Number(1, 100), "hits of a page", 20),
    Parameter("offset", Number(0, 10_000), "hits to pass over", 0),
)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "list_stories",
        f"{ROOT}/stories",
        "Stories with their counts",
        stories.list_stories,
        _list(StoryCard),
        (
            _ORDER,
            Parameter("words", Text(), "whose title or texts hold these words", ""),
            Parameter("disputed", Flag(), "with disputed findings only", default=False),
            *_PAGING,
        ),
        paged=True,
    ),
    Operation(
        "show_story",
        f"{ROOT}/stories/{{story}}",
        "One story's card",
        stories.story,
        as_json(ref(named(StoryCard))),
        (_STORY,),
    ),
    Operation(
        "show_ledger",
        f"{ROOT}/stories/{{story}}/ledger",
        "One story's ledger, whole: the contract sitrep.ledger/1",
        stories.ledger,
        as_json(ref("ledger")),
        (_STORY,),
    ),
    Operation(
        "show_brief",
        f"{ROOT}/stories/{{story}}/brief",
        "One story's brief as JSON, Markdown, HTML or text, by format or Accept",
        stories.brief,
        {
            **dict.fromkeys(stories.BRIEF_FORMS.values()),
            JSON: {"anyOf": [ref("brief"), {"type": "null"}]},
        },
        (
            _STORY,
            Parameter("format", Choice(tuple(stories.BRIEF_FORMS)), "goes before Accept"),
        ),
        fails=(HTTPStatus.NOT_ACCEPTABLE,),
    ),
    Operation(
        "export_story",
        f"{ROOT}/stories/{{story}}/export/{{format}}",
        "One story as a file, in one of the formats of `sitrep export`",
        exported.exported,
        exported.media_types(),
        (_STORY, Parameter("format", Choice(exported.EXPORTS), "of the file", place="path")),
    ),
    Operation(
        "export_table",
        f"{ROOT}/stories/{{story}}/tables/{{table}}",
        "One table of a story's ledger, as CSV",
        exported.table,
        {"text/csv": None},
        (_STORY, Parameter("table", Choice(exported.TABLE_NAMES), "which table", place="path")),
    ),
    *(_part(key) for key in stories.LISTS),
    Operation(
        "show_report",
        f"{ROOT}/reports/{{report}}",
        "One report with its text, into which all spans point",
        finding.report,
        as_json(ref("report")),
        (_REPORT,),
    ),
    Operation(
        "show_story_of_report",
        f"{ROOT}/reports/{{report}}/story",
        "Which story a report is in",
        finding.story_of,
        as_json(
            {
                "type": "object",
                "properties": {"report": of(str), "story": of(str)},
                "required": ["report", "story"],
                "additionalProperties": False,
            }
        ),
        (_REPORT,),
    ),
    Operation(
        "list_versions",
        f"{ROOT}/reports/{{report}}/versions",
        "The versions of the article that a report is one of, oldest first",
        finding.versions,
        _list(Version),
        (_REPORT, *_PAGING),
        paged=True,
    ),
    Operation(
        "search",
        f"{ROOT}/search",
        "Claims, quotations and reports, best first",
        finding.search,
        as_json(page(ref(named(Found)), counted=False)),
        _SEARCH,
        fails=(HTTPStatus.NOT_FOUND,),
        paged=True,
    ),
    Operation(
        "list_news",
        f"{ROOT}/news",
        "What changed, newest first",
        finding.news,
        _list(NewsItem),
        (
            Parameter("since", Instant(), "after this time; from the beginning when left out"),
            Parameter("until", Instant(), "up to this time; until now when left out"),
            Parameter("kind", _choice(ChangeKind), "changes of this kind only"),
            _OF_STORY,
            *_PAGING,
        ),
        paged=True,
    ),
    Operation(
        "list_due",
        f"{ROOT}/forecasts/due",
        "Forecasts that nothing settled yet, those with the nearest end first",
        finding.due,
        _list(Due),
        (Parameter("until", Instant(), "whose time ends at or before"), *_PAGING),
        paged=True,
    ),
    Operation(
        "list_corrections",
        f"{ROOT}/corrections",
        "The log of corrections, oldest first, the undone among them",
        log.corrections,
        _list(Correction),
        (_OF_STORY, *_PAGING),
        fails=(HTTPStatus.NOT_FOUND,),
        paged=True,
    ),
    Operation(
        "add_correction",
        f"{ROOT}/corrections",
        "Correct the ledger; kept for ever, and undone by its number",
        log.correct,
        as_json(ref(named(Correction))),
        method="POST",
        body=log.CORRECTION,
        status=HTTPStatus.CREATED,
        fails=(HTTPStatus.NOT_FOUND,),
    ),
    Operation(
        "undo_correction",
        f"{ROOT}/corrections/{{number}}/undo",
        "Take a correction back",
        log.undo,
        as_json(ref(named(Correction))),
        (Parameter("number", Number(1, FURTHEST), "its place in the log", place="path"),),
        method="POST",
    ),
    Operation(
        "list_problems",
        f"{ROOT}/problems",
        "What could not be read or decided, newest first",
        log.problems,
        as_json(page(ref("problem"))),
        _PAGING,
        paged=True,
    ),
    Operation(
        "show_health",
        f"{ROOT}/health",
        "That the ledger can be read",
        log.health,
        as_json(
            {
                "type": "object",
                "properties": {
                    "status": {"const": "ok"},
                    "version": of(str),
                    "stories": {"type": "integer", "minimum": 0},
                },
                "required": ["status", "version", "stories"],
                "additionalProperties": False,
            }
        ),
    ),
    *feeds.OPERATIONS,
)
