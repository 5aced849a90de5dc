"""What was said, counted, dated and foreseen in a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from sitrep.web.asked import pages_of, words
from sitrep.web.desk import Desk
from sitrep.web.links import passage
from sitrep.web.pages.common import by_hand, told_page
from sitrep.web.shelf import Told
from sitrep.web.views import dated, figures
from sitrep.web.views.foreseen import STATES, foreseen
from sitrep.web.views.voices import Actor, Speaker, Words, actors, speakers

__all__ = ["numbers", "outlook", "quotes", "reactions", "timeline"]

#: quotations, actors, figures, happenings and forecasts of a page
_QUOTES, _ACTORS, _FIGURES, _HAPPENINGS, _FORECASTS = 40, 20, 40, 60, 40


def quotes(desk: Desk, request: Request) -> Response:
    """Quotations by speaker, each with the wordings that the reports give it."""
    asked = words(request, "who")

    def values(told: Told) -> Mapping[str, object]:
        everyone = told.made("speakers", lambda: speakers(told.lookup))
        chosen = [s for s in everyone if not asked or s.name == asked]
        flat = [(speaker, one) for speaker in chosen for one in speaker.words]
        pages = pages_of(request, len(flat), _QUOTES)
        return {
            "speakers": _grouped(flat[pages.start : pages.end]),
            "everyone": everyone,
            "asked": asked,
            "pages": pages,
            "varied": sum(bool(one.variants) for _, one in flat),
            "passage": passage,
            "corrections": by_hand(told.corrections, "speaker"),
        }

    return told_page(desk, request, "quotes", "quotes.html.j2", values)


def _grouped(flat: Sequence[tuple[Speaker, Words]]) -> list[tuple[Speaker, list[Words]]]:
    found: list[tuple[Speaker, list[Words]]] = []
    for speaker, one in flat:
        if not found or found[-1][0] is not speaker:
            found.append((speaker, []))
        found[-1][1].append(one)
    return found


def reactions(desk: Desk, request: Request) -> Response:
    """What each named actor is said to say, think or want."""
    asked = words(request, "who")

    def values(told: Told) -> Mapping[str, object]:
        everyone: Sequence[Actor] = told.made("actors", lambda: actors(told.lookup))
        chosen = [one for one in everyone if not asked or one.name == asked]
        pages = pages_of(request, len(chosen), _ACTORS)
        return {
            "actors": chosen[pages.start : pages.end],
            "everyone": everyone,
            "asked": asked,
            "pages": pages,
            "passage": passage,
            "most": 200 if asked else 5,
            "corrections": by_hand(told.corrections, "speaker"),
        }

    return told_page(desk, request, "reactions", "reactions.html.j2", values)


def numbers(desk: Desk, request: Request) -> Response:
    """Figures over time, then what else is counted."""

    def values(told: Told) -> Mapping[str, object]:
        found = told.made("series", lambda: figures.series(told.lookup, told.story))
        others = told.made("counted", lambda: figures.counted(told.lookup, told.story, found))
        pages = pages_of(request, len(others), _FIGURES)
        return {
            "series": found if pages.number == 1 else (),
            "others": others[pages.start : pages.end],
            "pages": pages,
            "passage": passage,
        }

    return told_page(desk, request, "numbers", "numbers.html.j2", values)


def timeline(desk: Desk, request: Request) -> Response:
    """What happened when, drawn and told."""

    def values(told: Told) -> Mapping[str, object]:
        found = told.made("days", lambda: dated.days(told.lookup, told.story))
        flat = [(day, one) for day in found for one in day.happenings]
        pages = pages_of(request, len(flat), _HAPPENINGS)
        part: list[dated.Day] = []
        for day, one in flat[pages.start : pages.end]:
            if part and part[-1].heading == day.heading:
                part[-1] = dated.Day(day.heading, (*part[-1].happenings, one))
            else:
                part.append(dated.Day(day.heading, (one,)))
        return {
            "days": part,
            "picture": dated.drawn(told.lookup, tuple(part), "t"),
            "pages": pages,
            "passage": passage,
        }

    return told_page(desk, request, "timeline", "timeline.html.j2", values)


def outlook(desk: Desk, request: Request) -> Response:
    """Forecasts by what became of them, with the way to say what did."""

    def values(told: Told) -> Mapping[str, object]:
        found = told.made("foreseen", lambda: foreseen(told.lookup, told.story))
        flat = [(state, one) for state, own in found.items() for one in own]
        pages = pages_of(request, len(flat), _FORECASTS)
        part: dict[str, list[object]] = {}
        for state, one in flat[pages.start : pages.end]:
            part.setdefault(state, []).append(one)
        return {
            "groups": [
                (STATES[state], state, own, len(found[state])) for state, own in part.items()
            ],
            "pages": pages,
            "passage": passage,
            "corrections": by_hand(told.corrections, "outcome"),
        }

    return told_page(desk, request, "outlook", "outlook.html.j2", values)
