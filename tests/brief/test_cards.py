"""What was arranged is news; what a report thinks will come is not."""

from __future__ import annotations

import pytest

from tests.pipeline import ledger, report

REST = " Bread has become dear in the north. Schools closed in Sund."


@pytest.mark.parametrize(
    ("text", "told", "remark"),
    [
        (
            "The council of Sund will meet on Wednesday to choose a harbour master.",
            True,
            "plan, ",
        ),
        (
            "Harbour master Ana Ruiz plans to close the port of Ellery next week.",
            True,
            "plan, planned",
        ),
        (
            "Secretary Ada Brook said 1,200 names will be removed from the rolls of voters.",
            True,
            "forecast, expected",
        ),
        ("The new cranes will change the balance of trade on the coast.", False, ""),
        ("The new cranes could close the gap between the ports of the coast.", False, ""),
    ],
)
def test_what_was_arranged_is_told_as_news(text: str, told: bool, remark: str) -> None:
    brief = ledger(report(text + REST, "Post", 0)).briefs[0]
    above = [x for s in brief.sections if s.kind == "takeaways" for x in s.lines]
    lines = [line for line in (brief.standfirst, *above) if line and line.text == text]
    assert bool(lines) is told
    assert all((line.note or "").startswith(remark) for line in lines)


def test_what_is_told_as_news_is_not_repeated_in_the_outlook() -> None:
    text = "The council of Sund will meet on Wednesday to choose a harbour master."
    brief = ledger(report(text + REST, "Post", 0)).briefs[0]
    told = [x.text for s in brief.sections if s.kind in ("takeaways", "outlook") for x in s.lines]
    first = [brief.standfirst.text] if brief.standfirst else []
    assert [*first, *told].count(text) == 1
