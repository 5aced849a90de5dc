"""Whether a report shows that it gathered news itself."""

from __future__ import annotations

import re
from functools import cache

from sitrep.data.tables import table
from sitrep.records import Analysis, Report

__all__ = ["gathers"]


@cache
def _phrases() -> tuple[str, ...]:
    phrases = table("gathering")
    return (*phrases["told"], *phrases["saw"])


@cache
def _pattern(publisher: str) -> re.Pattern[str]:
    """Matches any phrase of the table with the outlet's own name in its place."""
    outlet = re.escape(publisher.lower().removeprefix("the ")) if publisher else "(?!)"
    alternatives = "|".join(
        re.escape(phrase).replace(r"\{outlet\}", f"(?:the )?{outlet}") for phrase in _phrases()
    )
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def gathers(report: Report, analysis: Analysis) -> bool:
    """True when the report's prose says that its own people asked or saw.

    Debris and headings do not count. Only what the text says is believed: a byline alone
    shows that somebody wrote, not that somebody went.
    """
    pattern = _pattern(report.publisher or "")
    return any(
        pattern.search(sentence.span.of(report.text).lower())
        for sentence in analysis.sentences
        if sentence.kind == "prose"
    )
