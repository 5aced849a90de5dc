"""Posts of social media in a report: quotations without marks, said by who posted them."""

from __future__ import annotations

import pytest
from tests.pipeline import ledger, report

from sitrep.analysis.quotes_posts import find_posts

FOUND = [
    (
        "Please bow your head. The carnage must end. — Ana M. Ruiz (@AnaRuiz) August 28, 2016",
        "Please bow your head. The carnage must end.",
    ),
    (
        (
            "Crews are at the mole: https://t.co/s9bYFTef0Hpic.twitter.com/7gBq — Kell Fire "
            "(@kellfire) May 28, 2016"
        ),
        "Crews are at the mole:",
    ),
    ("This is a great sight pic.twitter.com/nMeC — Stev (@St_ev)", "This is a great sight"),
    (
        '"Ina" Marr was shot at her home. @kelltv - Alexa Bell (@AlexaB) April 3, 2016',
        '"Ina" Marr was shot at her home. @kelltv',
    ),
]
NOT_FOUND = [
    "The mayor — Ana Ruiz — wrote to the council on Monday.",
    "The mayor wrote on Monday (@AnaRuiz) that the mole was shut.",
    "— Ana Ruiz (@AnaRuiz) August 28, 2016",
    "Follow our reporter Ana Ruiz (@AnaRuiz) for more.",
    "She wrote it — Ana Ruiz (@AnaRuiz) was angry — on Monday.",
    "word " * 80 + "— Ana Ruiz (@AnaRuiz) August 28, 2016",
    "",
]
UGLY = [
    "— (@" * 20_000,
    " " * 500 + "— Ana (@a)",
    "x — \u202eAna\u202c (@ana)",
    "https://t.co/a https://t.co/b — Ana (@ana) May 1, 2024",
]


@pytest.mark.parametrize(("line", "words"), FOUND)
def test_a_post_is_the_line_before_who_posted_it(line: str, words: str) -> None:
    text = f"The mole at Kell broke.\n\n{line}\nThe mayor spoke on Monday."
    assert [span.of(text) for span in find_posts(text)] == [words]


@pytest.mark.parametrize("line", NOT_FOUND)
def test_what_is_no_post(line: str) -> None:
    assert find_posts(f"The mole at Kell broke.\n{line}\nThe mayor spoke.") == ()


@pytest.mark.parametrize("line", UGLY)
def test_ugly_posts_stay_inside_the_text(line: str) -> None:
    assert all(0 <= span.start < span.end <= len(line) for span in find_posts(line))


def test_a_post_is_said_by_who_posted_it_and_no_fact_of_the_report() -> None:
    text = (
        "The mole at Kell broke on Sunday and sank two trawlers.\n\n"
        "An eight-year-old girl drowned. The carnage must end. — Ana Ruiz (@AnaRuiz) May 6, "
        "2024\n\n"
        "Crews are on the mole: https://t.co/s9bY — Kell Fire (@kellfire) May 6, 2024\n"
    )
    book = ledger(report(text, "Post", 0))
    (analysis,) = book.analyses
    assert [(q.speaker, q.span.of(text)) for q in analysis.quotes] == [
        ("Ana Ruiz", "An eight-year-old girl drowned. The carnage must end."),
        ("Kell Fire", "Crews are on the mole:"),
    ]
    posted = [c for c in book.claims if "carnage" in c.span.of(text)]
    assert [(c.kind, c.span.of(text)) for c in posted] == [("quote", "The carnage must end")]
    brief = book.briefs[0]
    told = [x.text for s in brief.sections if s.kind == "takeaways" for x in s.lines]
    assert not [line for line in told if "carnage" in line or "@" in line]
