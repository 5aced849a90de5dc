"""Point by point: the table of who agrees with whom, and one finding with every voice."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from string import ascii_uppercase

from starlette.requests import Request
from starlette.responses import Response

from sitrep.errors import UnknownError
from sitrep.records import Count, Finding, Status
from sitrep.renderings import pictures
from sitrep.renderings.wording import lines_of_reporting
from sitrep.web.asked import choice, pages_of
from sitrep.web.desk import Desk
from sitrep.web.links import passage
from sitrep.web.pages.common import by_hand, told_page
from sitrep.web.shelf import Told
from sitrep.web.views.agreement import Voice, ranked, row, told_in, voices

__all__ = ["agreement", "finding"]

#: which findings the table shows: those told by several reports, some of them, or the others
SHOWN = {
    "several": "Told by several",
    "corroborated": "Corroborated",
    "disputed": "Disputed",
    "updated": "Updated",
    "alone": "Told by one report",
}
STATUSES: dict[str, Status] = {
    "corroborated": "corroborated",
    "disputed": "disputed",
    "updated": "updated",
}
#: rows and columns of a page, as marks and as words
_ROWS, _VOICES, _WORD_ROWS, _WORD_VOICES, _ALONE = 25, 24, 12, 4, 50


def agreement(desk: Desk, request: Request) -> Response:
    """Findings down, voices across, marks or words in the cells."""
    shown = choice(request, "show", tuple(SHOWN), "several")
    cells = choice(request, "cells", ("marks", "words"), "marks")

    def values(told: Told) -> Mapping[str, object]:
        lookup, story = told.lookup, told.story
        status, alone = STATUSES.get(shown), shown == "alone"
        found = ranked(lookup, story, status=status, alone=alone)
        down = _ALONE if alone else _ROWS if cells == "marks" else _WORD_ROWS
        pages = pages_of(request, len(found), down)
        part = found[pages.start : pages.end]
        everyone = voices(lookup, story)
        # voices that tell something of what is shown come first, each in its place in time
        speaking = [v for v in everyone if any(_speaks(told, v, one) for one in part)]
        width = _VOICES if cells == "marks" else _WORD_VOICES
        across = pages_of(request, len(speaking), width, "voices")
        columns = speaking[across.start : across.end]
        return {
            "shown": shown,
            "shown_names": SHOWN,
            "cells": cells,
            "rows": [row(lookup, one, columns) for one in part],
            "columns": columns,
            "voices": everyone,
            "silent": len(everyone) - len(speaking),
            "pages": pages,
            "across": across,
            "passage": passage,
            "dots": pictures.dots,
            "one_line": Count(1, 1),
            "perhaps": Count(0, 1),
            "lines": lines_of_reporting,
            "names": lookup.name,
        }

    return told_page(desk, request, "agreement", "agreement.html.j2", values)


def _speaks(told: Told, voice: Voice, one: Finding) -> bool:
    own = set(voice.reports)
    return any(told.lookup.claim[c].report in own for c in one.claims if c in told.lookup.claim)


def finding(desk: Desk, request: Request) -> Response:
    """One finding: its status, its sides, and what each voice says in its own words."""
    asked = request.path_params["finding"]

    def values(told: Told) -> Mapping[str, object]:
        lookup = told.lookup
        one = lookup.finding.get(asked)
        if one is None:
            raise UnknownError(
                f"the story has no finding {asked!r}; they change when reports or corrections come"
            )
        hand = by_hand(told.corrections, "not-a-dispute")
        everyone = voices(lookup, told.story)
        entries = [(voice, entry) for voice in everyone for entry in told_in(lookup, one, voice)]
        heard = {voice.number for voice, _ in entries}
        entries.sort(key=lambda told_by: told_by[1].side)
        pages = pages_of(request, len(entries), 40)
        sides = {
            ascii_uppercase[at % 26] if one.status == "disputed" else str(at + 1): side
            for at, side in enumerate(one.sides)
        }
        part = groupby(entries[pages.start : pages.end], key=lambda told_by: told_by[1].side)
        return {
            "finding": one,
            "groups": [(name, sides.get(name), list(own)) for name, own in part],
            "silent": [voice for voice in everyone if voice.number not in heard],
            "corrected": next((hand[c] for c in one.claims if c in hand), None),
            "pages": pages,
            "passage": passage,
            "dots": pictures.dots,
            "lines": lines_of_reporting,
            "names": lookup.name,
        }

    return told_page(desk, request, "agreement", "finding.html.j2", values)
