"""The words in which the desk tells what happened: corrections, changes, problems."""

from __future__ import annotations

from sitrep.errors import UnknownError
from sitrep.kept import Change, ChangeKind, Correction, CorrectionKind
from sitrep.protocols import Keeper
from sitrep.records import Report
from sitrep.renderings.lookup import plain_name
from sitrep.renderings.visible import one_line
from sitrep.renderings.wording import counted

__all__ = ["CHANGES", "KINDS", "changed", "corrected", "headline", "report_name", "story_title"]

#: what a correction of each kind is called
KINDS: dict[CorrectionKind, str] = {
    "merge": "Stories merged",
    "split": "Story split",
    "move": "Report moved",
    "same-source": "Same source",
    "not-a-dispute": "Not a dispute",
    "speaker": "Speaker set",
    "outcome": "Outcome set",
}
#: what one change and several of a kind are called, in the order in which they are told
CHANGES: dict[ChangeKind, tuple[str, str]] = {
    "disputed": ("Now disputed", "Now disputed"),
    "settled": ("No longer disputed", "No longer disputed"),
    "revised": ("Figure revised", "Figures revised"),
    "strengthened": ("Better supported", "Better supported"),
    "withdrawn": ("Withdrawn", "Withdrawn"),
    "edited": ("Article edited", "Articles edited"),
    "outcome": ("Forecast judged", "Forecasts judged"),
    "story": ("New story", "New stories"),
    "merged": ("Stories merged or split", "Stories merged or split"),
    "claim": ("New finding", "New findings"),
}
OUTCOMES = {
    "confirmed": "it came true",
    "refuted": "it did not come true",
    "unresolvable": "it cannot be told",
}
#: names that a correction tells in full; more are counted
_MOST_NAMES = 4
#: characters of a first line that may be a headline
_HEADLINE = 140


def corrected(keeper: Keeper, one: Correction) -> str:
    """What a correction says, with names in place of ids."""
    if one.kind == "merge":
        return f"{counted(len(one.of), 'story', 'stories')} are one: {_titles(keeper, one.of)}"
    if one.kind == "split":
        return f"A story of its own: {_reports(keeper, one.of)}"
    if one.kind == "move":
        return f"{_reports(keeper, one.of)} belongs to “{story_title(keeper, one.to or '')}”"
    if one.kind == "same-source":
        return f"One voice: {_reports(keeper, one.of)}"
    if one.kind == "not-a-dispute":
        return f"{counted(len(one.of), 'claim does', 'claims do')} not conflict"
    if one.kind == "speaker":
        return f"The speaker is {one_line(one.to or 'nobody')}"
    return f"A forecast: {OUTCOMES.get(one.to or '', one.to or '')}"


def changed(one: Change) -> str:
    """What was before and what is now, in words; "" where the text of the change says all."""
    if one.kind == "story" and one.after and one.after.isdigit():
        now = counted(int(one.after), "report", "reports")
        return f"{one.before} reports before, {one.after} now" if one.before else now
    if one.kind == "strengthened":
        before = counted(int(one.before or 0), "independent line", "independent lines")
        return f"{before} before, {one.after} now"
    if one.kind == "outcome":
        return one_line(one.after or "")
    if one.before and one.before != one.after:
        return f"before: {one_line(one.before)}"
    return ""


def report_name(keeper: Keeper, report: str) -> str:
    """The name that readers know a report by; its id when the ledger has it no more."""
    try:
        found = keeper.report(report)
    except UnknownError:
        return report
    return plain_name(found)


def headline(report: Report) -> str:
    """A report's title, else its first line where that is short enough to be one, else ""."""
    if report.title and one_line(report.title):
        return one_line(report.title)
    first = next((line for line in report.text[:2_000].splitlines() if line.strip()), "")
    return one_line(first) if len(first) <= _HEADLINE else ""


def story_title(keeper: Keeper, story: str) -> str:
    """A story's title; its id when the ledger has it no more."""
    try:
        return one_line(keeper.story(story).title) or story
    except UnknownError:
        return story


def _reports(keeper: Keeper, reports: tuple[str, ...]) -> str:
    return _joined([report_name(keeper, report) for report in reports[:_MOST_NAMES]], len(reports))


def _titles(keeper: Keeper, stories: tuple[str, ...]) -> str:
    found = dict.fromkeys(f"“{story_title(keeper, story)}”" for story in stories)
    return _joined(list(found)[:_MOST_NAMES], len(found))


def _joined(names: list[str], total: int) -> str:
    left = total - len(names)
    if left:
        return f"{', '.join(names)} and {left} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
