"""Which claims give only a lower bound that a figure they agree with has outdone."""

from __future__ import annotations

from collections.abc import Iterable

from sitrep.records import ComparedFigure, Difference

__all__ = ["outdone"]

#: a figure of up to so many times a lower bound outdoes it; more may be that of another happening
NEAR = 2.0


def outdone(differences: Iterable[Difference]) -> frozenset[str]:
    """Ids of claims that give only a lower bound, somewhat below a figure they agree with.

    "At least 50" is an older or vaguer word for 59, and for "at least 59".

    Args:
        differences: of a finding, or of several.
    """
    return frozenset(
        bound.claim
        for difference in differences
        for bound in difference.figures
        if any(_is_above(figure, bound) for figure in difference.figures)
    )


def _is_above(figure: ComparedFigure, bound: ComparedFigure) -> bool:
    """True when one figure of a side lies near above the open bound of another."""
    if bound.low is None or bound.high is not None or figure.low is None:
        return False
    same = (figure.side, figure.unit) == (bound.side, bound.unit)
    return same and bound.low < figure.low <= NEAR * bound.low
