"""``sitrep stories`` and ``sitrep show``: what a kept ledger holds."""

from __future__ import annotations

from collections.abc import Sequence

from sitrep.commands.exits import DONE
from sitrep.commands.keeping import kept
from sitrep.commands.lines import as_json, count, day, paragraph, say
from sitrep.commands.progress import progress
from sitrep.errors import UnknownError
from sitrep.kept import StoryCard, StoryOrder
from sitrep.records import Finding, Ledger, Report

__all__ = ["show", "stories"]

#: findings of a story that are listed, the most important first
_MOST = 40


def stories(
    db: str, order: StoryOrder, words: str, form: str, *, disputed: bool, limit: int
) -> int:
    """The exit code of ``sitrep stories``, after they were listed."""
    with kept(db) as keeper:
        cards = keeper.stories(order=order, words=words, disputed=disputed, limit=limit)
        total = keeper.count(words=words, disputed=disputed)
    if form == "json":
        as_json(cards)
        return DONE
    lines = [line for card in cards for line in _card(card)]
    more = total - len(cards)
    say([*lines, *([f"and {more:,} more; see --limit"] if more > 0 else [])])
    if not cards:
        say(["no stories"])
    return DONE


def _card(card: StoryCard) -> list[str]:
    marks = [f"{card.reports} report{'' if card.reports == 1 else 's'}", count(card.origins)]
    if card.disputed:
        marks.append(f"{card.disputed} in dispute")
    if card.grown:
        marks.append(f"{card.grown} new in a day")
    if card.origins and not card.ready:
        marks.append("grew since it was analysed")
    title = card.title or "(no title)"
    return [f"{card.id}  {title}", f"    {day(card.last)} · {' · '.join(marks)}"]


def show(db: str, name: str, form: str, *, quiet: bool) -> int:
    """The exit code of ``sitrep show``, after a story or a report was shown.

    Raises:
        UnknownError: when the ledger has neither a story nor a report of that id.
    """
    with progress(quiet=quiet) as shown, kept(db) as keeper:
        try:
            report = keeper.report(name)
        except UnknownError:
            report = None
        if report is not None:
            versions = keeper.versions(name)
            story = keeper.story_of(name)
        else:
            card = keeper.story(name)
            ledger = keeper.ledger(card.id, progress=shown)
            card = keeper.story(card.id)
    if report is not None:
        if form == "json":
            as_json(report)
        else:
            say(_report(report, story, [v.report for v in versions]))
    elif form == "json":
        as_json(ledger.findings)
    else:
        say([*_card(card), "", *_reports(ledger), "", *_findings(ledger.findings)])
    return DONE


def _report(report: Report, story: str, versions: Sequence[str]) -> list[str]:
    publisher = report.publisher or "publisher not named"
    lines = [
        f"{report.id}  {report.title or '(no title)'}",
        f"    {publisher} · {day(report.published)} · story {story}",
    ]
    if report.url:
        lines.append(f"    {report.url}")
    if len(versions) > 1:
        lines.append(f"    version {versions.index(report.id) + 1} of {len(versions)}")
    return [*lines, "", *report.text.splitlines()]


def _reports(ledger: Ledger) -> list[str]:
    copied = {c.by: c for c in ledger.copies if c.directed and c.probability >= 0.5}
    names = {r.id: r.publisher or r.path or r.id for r in ledger.reports}
    lines = ["Reports"]
    for report in sorted(ledger.reports, key=lambda r: (day(r.published), r.id)):
        copy = copied.get(report.id)
        origin = f" · {copy.kind} copy of {names[copy.of]}" if copy else ""
        lines.append(f"  {report.id}  {day(report.published)}  {names[report.id]}{origin}")
    return lines


def _findings(findings: Sequence[Finding]) -> list[str]:
    lines = ["Findings"]
    for finding in findings[:_MOST]:
        low, high = finding.k.low, finding.k.high
        lines.append(
            f"  {finding.id}  {finding.status} · {low if low == high else f'{low}–{high}'}"
        )
        lines.extend(paragraph(finding.text, "      "))
    if len(findings) > _MOST:
        lines.append(f"  and {len(findings) - _MOST} more; --format json has all")
    return lines
