"""A story's part of a ledger: what its own reports tell, and nothing of the others."""

from __future__ import annotations

from datetime import UTC, datetime

from sitrep.ledger.parts import by_story
from sitrep.pipeline import conclude, read_one
from sitrep.records import (
    Analysis,
    Claim,
    Entity,
    Forecast,
    Ledger,
    Mention,
    Report,
    Span,
    Story,
)
from sitrep.settings import DEFAULT
from tests.pipeline import NOW, report, tagger

FIRE = Story("s1", "Fire", ("a", "b"))
FLOOD = Story("s2", "Flood", ("c",))


def claim(name: str, of: str) -> Claim:
    return Claim(name, of, 0, 4, "statement", None, "asserted", "positive")


BOTH = Ledger(
    version="1",
    created=datetime(2024, 5, 6, tzinfo=UTC),
    reports=(Report("a", "Kestrany burns"), Report("b", "Fire out"), Report("c", "Kestrany wet")),
    analyses=(Analysis("a"), Analysis("b"), Analysis("c")),
    entities=(
        Entity("e1", "Kestrany", "place", mentions=(Mention("a", 0, 8), Mention("c", 0, 8))),
        Entity("e2", "Fire", "event", mentions=(Mention("b", 0, 4),)),
    ),
    claims=(claim("c1", "a"), claim("c2", "b"), claim("c3", "c")),
    forecasts=(Forecast("p1", "c3", "report", "likely", Span(0, 4)),),
)


def test_each_story_has_its_own_reports_claims_and_forecasts() -> None:
    fire, flood = by_story(BOTH, [FLOOD, FIRE])
    assert [s.id for s in (*fire.stories, *flood.stories)] == ["s1", "s2"]
    assert [r.id for r in fire.reports] == ["a", "b"]
    assert [a.report for a in fire.analyses] == ["a", "b"]
    assert [c.id for c in fire.claims] == ["c1", "c2"]
    assert fire.forecasts == ()
    assert [f.id for f in flood.forecasts] == ["p1"]


def test_an_entity_keeps_only_the_mentions_of_the_story() -> None:
    fire, flood = by_story(BOTH, [FIRE, FLOOD])
    assert {e.name: [m.report for m in e.mentions] for e in fire.entities} == {
        "Kestrany": ["a"],
        "Fire": ["b"],
    }
    assert {e.name: [m.report for m in e.mentions] for e in flood.entities} == {"Kestrany": ["c"]}


def test_what_stands_in_no_story_is_left_out() -> None:
    (flood,) = by_story(BOTH, [FLOOD])
    assert [r.id for r in flood.reports] == ["c"]


def test_no_body_that_only_another_story_names_becomes_a_source() -> None:
    """Whom "the owner of the Quay Works" speaks for is for the reports of her story to tell."""
    fire = [
        report("A fire destroyed a cafe in Osmere on Monday. Nobody was hurt.", "The Herald", 1),
        report(
            "A fire destroyed a cafe in Osmere. “Nobody was hurt,” said Ada Corrigan, a lawyer"
            " for Quay Works.",
            "The Courier",
            2,
        ),
    ]
    other = [report("Quay Works opened a new dock in Tarnbridge on Friday.", "The Post", 90)]
    alone = _findings(fire, [fire])
    assert alone
    assert _findings([*fire, *other], [fire, other])[: len(alone)] == alone


def _findings(reports: list[Report], stories: list[list[Report]]) -> list[object]:
    """The findings of the first story."""
    readings = [read_one(one, settings=DEFAULT, tagger=tagger()) for one in reports]
    given = [
        Story(f"s{number}", "", tuple(sorted(r.id for r in one)))
        for number, one in enumerate(stories)
    ]
    ledger = conclude(given, reports, readings, (), DEFAULT, now=NOW)
    return [finding for finding in ledger.findings if finding.story == "s0"]
