"""The stretches of a sentence that become claims, each with the attribution that holds it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.claims.clauses import Unit, split, trimmed
from sitrep.claims.tree import Tree
from sitrep.records import Attribution, Span

__all__ = ["Held", "held_units"]


@dataclass(frozen=True, slots=True)
class Held:
    """A unit and the attribution whose content it is; None in the report's own voice."""

    unit: Unit
    attribution: Attribution | None


def held_units(tree: Tree, attributions: Sequence[Attribution]) -> list[Held]:
    """What a sentence claims, stretch by stretch.

    The content of an attribution is claimed by its source; the words around it ("the
    minister said") claim nothing more. What the report says beside it in its own voice is
    a claim too.

    Args:
        tree: the sentence.
        attributions: those with content in the sentence.

    Returns:
        Units in the order of the text, clean at their edges.
    """
    found: list[Held] = []
    taken: set[int] = set()
    for attribution in attributions:
        ranges = _content(tree, attribution)
        cue = _cue_head(tree, attribution)
        for first, last in ranges:
            head = _top(tree, first, last)
            if _says(tree, head) or _is_that_clause(tree, first, head):
                found.append(Held(Unit(first, last, head), attribution))
                taken.add(head)
                if cue is not None:
                    taken.add(cue)
    inner = [held for held in found if not _is_cue(tree, held, attributions)]
    if tree.root not in taken and not _inside(tree.root, inner):
        inner.append(Held(_own_voice(tree, attributions, inner), None))
    out = [
        Held(trimmed(tree, unit), held.attribution)
        for held in inner
        for unit in split(tree, held.unit.first, held.unit.last, held.unit.head)
    ]
    return sorted(out, key=lambda held: (held.unit.first, held.unit.last))


def _words(tree: Tree, span: Span) -> tuple[int, int] | None:
    """The first and last word inside ``span``; None when it holds no whole word."""
    first = bisect_left([token.start for token in tree.tokens], span.start)
    last = bisect_right([token.end for token in tree.tokens], span.end) - 1
    return (first, last) if first <= last else None


def _content(tree: Tree, attribution: Attribution) -> list[tuple[int, int]]:
    """Word ranges of the content in this sentence; broken halves are joined unless each says."""
    parts = attribution.parts or (attribution.span,)
    ranges = [found for part in parts if (found := _words(tree, part)) is not None]
    if len(ranges) > 1 and not all(_says(tree, _top(tree, *pair)) for pair in ranges):
        return [(ranges[0][0], ranges[-1][1])]
    return ranges


def _top(tree: Tree, first: int, last: int) -> int:
    """The word of the range that governs the most of it: its head stands outside."""
    tops = [at for at in range(first, last + 1) if not first <= tree.heads[at] <= last]
    predicates = [at for at in tops if tree.is_predicate(at)]
    return max(predicates or tops, key=lambda at: (tree.last[at] - tree.first[at], -at))


def _says(tree: Tree, head: int) -> bool:
    """True when the word heads a clause that can be true or false by itself.

    Embedded questions ("whether it fell", "how it might end") and relative clauses are
    part of what stands around them.
    """
    if tree.tokens[head].relation == "acl:relcl" or _asks(tree, head):
        return False
    return tree.is_predicate(head) and tree.subject(head) is not None and tree.finite(head)


def _is_that_clause(tree: Tree, first: int, head: int) -> bool:
    """True for "that …" with a finite predicate: its subject is there, wherever it was hung."""
    return tree.lemma(first) == "that" and first in tree.kids(head, "mark") and tree.finite(head)


def _asks(tree: Tree, head: int) -> bool:
    if tree.relation(head) not in ("ccomp", "advcl", "acl", "csubj", "root"):
        return False
    if any(tree.lemma(mark) in ("whether", "if") for mark in tree.kids(head, "mark")):
        return tree.relation(head) != "advcl"
    opening = [tree.first[head], *tree.kids(head, "mark", "advmod", "nsubj", "obj")]
    return tree.relation(head) != "root" and any(
        tree.tokens[at].xpos in ("WRB", "WP", "WDT") and at < head for at in opening
    )


def _cue_head(tree: Tree, attribution: Attribution) -> int | None:
    """The head of the clause in which the cue stands."""
    if attribution.cue_span is None:
        return None
    found = _words(tree, attribution.cue_span)
    if found is None:
        return None
    return tree.clause_of(_top(tree, *found))


def _is_cue(tree: Tree, held: Held, attributions: Sequence[Attribution]) -> bool:
    """True when the unit only reports a further attribution, whose content is the claim."""
    for other in attributions:
        if other is held.attribution or other.cue_span is None:
            continue
        if _cue_head(tree, other) == held.unit.head and any(
            _says(tree, _top(tree, *pair)) for pair in _content(tree, other)
        ):
            return True
    return False


def _inside(at: int, units: Sequence[Held]) -> bool:
    return any(held.unit.first <= at <= held.unit.last for held in units)


def _own_voice(tree: Tree, attributions: Sequence[Attribution], said: Sequence[Held]) -> Unit:
    """The sentence less an attribution that trails it after a comma and is claimed itself."""
    last = len(tree) - 1
    for attribution in attributions:
        cue = _cue_head(tree, attribution)
        if cue is None or tree.relation(cue) not in ("advcl", "parataxis", "conj"):
            continue
        first = tree.first[cue]
        ends = all(tree.tokens[at].upos == "PUNCT" for at in range(tree.last[cue] + 1, last + 1))
        claimed = any(held.attribution is attribution and held.unit.first > first for held in said)
        if claimed and ends and first > tree.root and _breaks(tree, first):
            last = min(last, first - 1)
    return Unit(0, last, tree.root)


def _breaks(tree: Tree, first: int) -> bool:
    """True when a comma, dash or semicolon stands at or before word ``first``."""
    return any(tree.lemma(at) in (",", "–", "—", "-", ";", ":") for at in (first - 1, first))
