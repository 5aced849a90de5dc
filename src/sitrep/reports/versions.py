"""Reports and withdrawals in, the reports that stand out: no older versions, nothing killed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sitrep.arrivals import Withdrawal
from sitrep.records import Problem, Report
from sitrep.reports.draft import trouble

__all__ = ["settle"]


def settle(
    reports: Sequence[Report], withdrawals: Sequence[Withdrawal]
) -> tuple[tuple[Report, ...], list[Problem]]:
    """The reports that stand, in their order, and a problem for each that does not.

    Of reports with one ``guid`` and publisher the one with the latest time stands; where times
    are missing or equal, all do. A withdrawal takes back what has its ``guid`` or ``url`` and
    no later time than its own.

    Args:
        reports: of one reading.
        withdrawals: of the same reading.
    """
    newest: dict[tuple[str, str | None], Report] = {}
    for report in reports:
        if report.guid is None or _time(report) is None:
            continue
        key = (report.guid, report.publisher)
        if key not in newest or _later(report, newest[key]):
            newest[key] = report
    latest = sorted(withdrawals, key=lambda one: (one.at is None, str(one.at)))
    by_guid: dict[str | None, Withdrawal] = {one.guid: one for one in latest if one.guid}
    by_url: dict[str | None, Withdrawal] = {one.url: one for one in latest if one.url}
    kept: list[Report] = []
    problems: list[Problem] = []
    for report in reports:
        killed = by_guid.get(report.guid) or by_url.get(report.url)
        best = newest.get((report.guid or "", report.publisher))
        if killed and not _after(_time(report), killed.at):
            told = f"taken back by its publisher ({killed.path}: {killed.reason})"
            problems.append(trouble(report.path or "", told))
        elif best and _later(best, report):
            problems.append(trouble(report.path or "", f"an older version of {best.path}"))
        else:
            kept.append(report)
    return tuple(kept), problems


def _time(report: Report) -> datetime | None:
    return report.updated or report.published


def _later(one: Report, other: Report) -> bool:
    return _after(_time(one), _time(other))


def _after(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one > other
