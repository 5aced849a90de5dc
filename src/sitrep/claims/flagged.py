"""Claims whose words were found damaged only when the whole story was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitrep.claims.slots import Placed
from sitrep.records import Claim, Flag

__all__ = ["with_flags"]


def with_flags(claims: Sequence[Claim], flags: Sequence[Flag]) -> tuple[Claim, ...]:
    """The claims; those that a flag touches, and that had none, with the flag's kind.

    Args:
        claims: of one story, in any order.
        flags: found in its reports beside those of each report alone.
    """
    by_report: dict[str, list[Flag]] = {}
    for flag in flags:
        by_report.setdefault(flag.report, []).append(flag)
    placed = {
        report: Placed((flag.span, flag) for flag in found) for report, found in by_report.items()
    }
    marked = []
    for claim in claims:
        found = placed[claim.report].inside(claim.span) if claim.report in placed else []
        if found and claim.flagged is None:
            claim = replace(claim, flagged=found[0][1].kind)
        marked.append(claim)
    return tuple(marked)
