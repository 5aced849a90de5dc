"""Marks of one producer: oddities of make-up that few texts have and two of one hand share.

A text that names neither publisher nor author can still show who made it. Used only between
such texts, and only for doubt: whoever may be one producer is not counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sitrep.lineage.pages import Page
from sitrep.records import Copy

__all__ = ["marks_of", "one_hand"]

#: how often each mark stands in news texts (counted in 1,129 texts of 200 words or more of
#: news-cluster-5w1h, gva-full, gvc and newswcl50)
FREQUENCY: Mapping[str, float] = {"apostrophes": 0.053, "openings": 0.03}
#: how often the other text of a producer has a mark that one has, and how often two unsigned
#: reports of one story are by one producer before anything is seen: both set by hand
_FAITHFUL = 0.6
_PRIOR = 0.1
#: what no number of marks can go beyond: make-up alone never convinces the bold count
_MOST = 0.85
_WORDS = {
    "apostrophes": "both write one word with two kinds of apostrophe",
    "openings": "both open with a row of bare one-sentence points",
}
#: words a text must have to be judged at all
_LEAST_WORDS = 200
#: one-sentence lines at the head, and sentences in some later paragraph, that make a list of
#: summary points without bullets
_OPENING_LINES = 5
_PARAGRAPH = 3
_APOSTROPHE = re.compile(r"\b(\w+)(['’])s\b")
_STOP = re.compile(r"(?<=[a-z0-9%”\"’')]{2})[.!?][\"”’)]*(?=\s|$)")


def marks_of(page: Page) -> frozenset[str]:
    """The marks that a report's make-up shows.

    ``apostrophes``: one word with both kinds of apostrophe ("Ukraine's", "Ukraine’s") outside
    quotations. ``openings``: five or more one-sentence lines at the head, then paragraphs.

    Args:
        page: the report, its prose and quotations told apart.
    """
    if len(page.words) < _LEAST_WORDS:
        return frozenset()
    found = set()
    if _mixed_apostrophes(page):
        found.add("apostrophes")
    if _summary_opening(page.report.text):
        found.add("openings")
    return frozenset(found)


def one_hand(pages: Sequence[Page]) -> tuple[Copy, ...]:
    """Unsigned reports that may have one producer, each tied to the first with its mark.

    Args:
        pages: the reports of a story, in order of id.

    Returns:
        Copies of kind ``common_upstream`` without passages, undirected: they speak of the
        whole reports. Reports with a publisher or a byline are left out.
    """
    marked: dict[str, list[str]] = {}
    shared: dict[tuple[str, str], list[str]] = {}
    for page in pages:
        if page.report.publisher is None and page.report.byline is None:
            for mark in sorted(marks_of(page)):
                marked.setdefault(mark, []).append(page.report.id)
    for mark, reports in sorted(marked.items()):
        for other in reports[1:]:
            shared.setdefault((reports[0], other), []).append(mark)
    return tuple(
        Copy(
            one,
            other,
            "common_upstream",
            round(_probability(marks), 4),
            0.0,
            reasons=(
                f"Neither names its publisher, and {'; '.join(_WORDS[mark] for mark in marks)}.",
            ),
            directed=False,
        )
        for (one, other), marks in sorted(shared.items())
    )


def _probability(marks: Sequence[str]) -> float:
    odds = _PRIOR / (1.0 - _PRIOR)
    for mark in marks:
        odds *= _FAITHFUL / FREQUENCY[mark]
    return min(_MOST, odds / (1.0 + odds))


def _mixed_apostrophes(page: Page) -> bool:
    kinds: dict[str, set[str]] = {}
    text = page.report.text
    for word, quoted in zip(page.words, page.quoted, strict=True):
        if not quoted:
            match = _APOSTROPHE.fullmatch(text, word.start, word.end)
            if match:
                kinds.setdefault(match[1].lower(), set()).add(match[2])
    return any(len(seen) > 1 for seen in kinds.values())


def _summary_opening(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    opening = 0
    while opening < len(lines) and len(_STOP.findall(lines[opening])) == 1:
        opening += 1
    if opening < _OPENING_LINES:
        return False
    return any(len(_STOP.findall(line)) >= _PARAGRAPH for line in lines[opening:])
