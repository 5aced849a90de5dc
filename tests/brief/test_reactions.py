"""Reactions and the timeline: what was said, and more than one moment."""

from __future__ import annotations

from dataclasses import replace

from sitrep.brief.desk import Desk
from sitrep.brief.voices import reactions
from sitrep.records import Analysis, CueState, Ledger, Line
from sitrep.settings import Settings
from tests.pipeline import ledger, report


def heads(text: str, kind: str) -> list[str]:
    """The labels of the lines of one kind of section."""
    made = ledger(report(text, "Post", 0))
    return [x.label or "" for s in made.briefs[0].sections if s.kind == kind for x in s.lines]


FIRE = "A fire closed the harbour of Port Vela. "


def test_who_may_say_a_thing_has_not_reacted() -> None:
    said = "Mayor Anna Holt said that smugglers from Orvenia had set the blaze."
    made = ledger(report(FIRE + said, "Post", 0))
    told = replace(made, analyses=tuple(_guessed(a, "asserted") for a in made.analyses))
    guessed = replace(made, analyses=tuple(_guessed(a, "hypothetical") for a in made.analyses))
    assert [x.label for x in _reactions(told)] == ["Anna Holt"]
    assert _reactions(guessed) == ()


def _guessed(analysis: Analysis, state: CueState) -> Analysis:
    attributions = tuple(replace(a, cue_state=state) for a in analysis.attributions)
    return replace(analysis, attributions=attributions)


def _reactions(made: Ledger) -> tuple[Line, ...]:
    return reactions(Desk(made, made.stories[0], Settings())).lines


def test_one_moment_makes_no_timeline() -> None:
    first = "The warehouse in Port Vela burned on 3 May 2024."
    second = " The harbour of Port Vela opened again on 6 May 2024."
    assert heads(first, "timeline") == []
    assert heads(first + second, "timeline") == ["3 May 2024", "6 May 2024"]
