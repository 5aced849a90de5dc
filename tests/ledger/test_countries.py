"""Countries under one name: what a report calls a country is compared as that country."""

from __future__ import annotations

from sitrep.ledger.features import content_words
from sitrep.records import Ledger
from tests.pipeline import ledger, report

FULL = "North Korea sent troops to help Russia on Monday."
SHORT = "North Korea held a parade in May. The North sent troops to help Russian forces."


def words(made: Ledger, text: str, *, called: bool) -> list[str]:
    """The forms under which the words of the last sentence of a report are compared."""
    report_id = next(r.id for r in made.reports if r.text == text)
    analysis = next(a for a in made.analyses if a.report == report_id)
    claim = max((c for c in made.claims if c.report == report_id), key=lambda c: c.start)
    names = {
        m.span: "PRK"
        for e in analysis.entities
        for m in e.mentions
        if called and e.name == "North Korea"
    }
    sentence = analysis.sentences[claim.sentence]
    return [form for form, _ in content_words(sentence, claim, text, names)]


def test_a_short_name_of_a_country_is_compared_as_that_country() -> None:
    made = ledger(report(FULL, "Post", 0), report(SHORT, "Herald", 5))
    assert "PRK" in words(made, FULL, called=False)
    assert "PRK" not in words(made, SHORT, called=False)
    assert "PRK" in words(made, SHORT, called=True)
    one = next(f for f in made.findings if f.text.startswith("North Korea sent"))
    texts = {
        c.id: c.span.of(t)
        for t in (FULL, SHORT)
        for c in made.claims
        if next(r for r in made.reports if r.id == c.report).text == t
    }
    assert "The North sent troops to help Russian forces" in {texts[c] for c in one.claims}
