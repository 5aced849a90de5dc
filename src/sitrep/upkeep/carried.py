"""Two versions of one article in; which claims of the one are claims of the other out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.records import Claim, Report

__all__ = ["Carried", "carry"]

#: likeness of two claims' words (0 to 100) from which the later one is the earlier one edited;
#: below it the one was taken out and the other put in. A changed figure or name in a sentence of
#: ten words leaves 80 and more; two sentences of one report share 20 to 45.
EDITED = 60.0


@dataclass(frozen=True, slots=True)
class Carried:
    """Claims of an earlier version by those of a later one: the same words, or edited ones."""

    same: Mapping[str, str]
    edited: Mapping[str, str]


def carry(earlier: Report, old: Sequence[Claim], later: Report, new: Sequence[Claim]) -> Carried:
    """Which claims of an earlier version stand in a later one, from new id to old id.

    Equal words in the order of the text come first; what is left is matched by likeness, the
    most alike first, one to one.
    """
    from rapidfuzz import fuzz

    waiting: dict[str, list[str]] = {}
    for claim in sorted(old, key=lambda c: (c.start, c.end, c.id)):
        waiting.setdefault(_words(earlier, claim), []).append(claim.id)
    same: dict[str, str] = {}
    left = []
    for claim in sorted(new, key=lambda c: (c.start, c.end, c.id)):
        twins = waiting.get(_words(later, claim))
        if twins:
            same[claim.id] = twins.pop(0)
        else:
            left.append(claim)
    taken = set(same.values())
    pairs = sorted(
        (-score, n.id, o.id)
        for n in left
        for o in old
        if o.id not in taken
        and (score := fuzz.token_sort_ratio(_words(later, n), _words(earlier, o))) >= EDITED
    )
    stood = " ".join(earlier.text.split())
    words = {claim.id: _words(later, claim) for claim in left}
    edited: dict[str, str] = {}
    matched: set[str] = set()
    for _, mine, theirs in pairs:
        if mine in matched or theirs in taken:
            continue
        matched.add(mine)
        taken.add(theirs)
        # words that stood there before are no edit, wherever the claim was cut
        (same if words[mine] in stood else edited)[mine] = theirs
    return Carried(same, edited)


def _words(report: Report, claim: Claim) -> str:
    return " ".join(claim.span.of(report.text).split())
