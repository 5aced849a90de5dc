"""The clauses of a sentence that can be said alone without changing what is true."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.claims.certainty import conditions
from sitrep.claims.tree import Tree
from sitrep.data.tables import words
from sitrep.records import Span

__all__ = ["Unit", "clean", "split", "trimmed"]

#: conjunctions whose clauses are both asserted; "or", "nor" and "yet" are not split
_JOINING = frozenset({"and", "but", ";", "while"})
_PAIRED = frozenset({"either", "neither", "both", "not", "whether"})
_EDGE = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "…", "...", "•", "*", "·"})
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_QUOTES = {"“": "”", "‘": "’", "«": "»", '"': '"', "'": "'"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of words of one sentence, both ends included, and its predicate."""

    first: int
    last: int
    head: int


def split(tree: Tree, first: int, last: int, head: int) -> list[Unit]:
    """The stretch cut at clauses that stand alone; the whole stretch when none do.

    Two finite clauses with full subjects of their own, joined by "and", "but" or a
    semicolon, are cut. Nothing is cut under a condition, a choice, a negation that reaches
    over both, an opening modifier that holds for both, or inside quotation marks.

    Args:
        tree: the sentence.
        first: index of the stretch's first word.
        last: index of its last word.
        head: index of its predicate.

    Returns:
        One or more units, in order, none overlapping another.
    """
    whole = Unit(first, last, head)
    if tree.subject(head) is None or not _free(tree, head):
        return [whole]
    cuts = [kid for kid in tree.kids(head, "conj", "parataxis") if first <= kid <= last]
    cuts = [kid for kid in cuts if _alone(tree, head, kid)]
    if not cuts or _shared_tail(tree, head, cuts[0]):
        return [whole]
    units = []
    begin, here = first, head
    for cut in cuts:
        edge = tree.first[cut]
        units.append(Unit(begin, edge - 1, here))
        begin, here = edge, cut
    units.append(Unit(begin, last, here))
    if all(_balanced(tree, unit) for unit in units):
        return units
    return [whole]


def trimmed(tree: Tree, unit: Unit) -> Unit:
    """The unit without conjunctions, commas and openers at its edges."""
    first, last = unit.first, unit.last
    while first < last and (
        (tree.tokens[first].upos in ("CCONJ", "PUNCT", "SYM") and _edge(tree, first))
        or _opener(tree, first, unit.head)
        or _subordinator(tree, first, unit.head)
    ):
        first += 1
    while last > first and tree.tokens[last].upos == "PUNCT" and _edge(tree, last):
        last -= 1
    return Unit(first, last, unit.head)


def clean(text: str, span: Span) -> Span:
    """The span without white space, commas, stray marks and a wrapping pair of marks.

    Args:
        text: the report's text.
        span: a stretch of it.

    Returns:
        The span, shorter at its edges where they are not part of the saying. A final stop
        goes too, so that a clause and a whole sentence end alike.
    """
    start, end = span.start, span.end
    while start < end:
        if text[start].isspace() or text[start] in ",;:•*·–—-" or _stray(text, start, end, start):
            start += 1
        elif (
            text[end - 1].isspace()
            or text[end - 1] in ",;:–—"
            or _stray(text, start, end, end - 1)
            or _stop(text, start, end)
        ):
            end -= 1
        elif _wrapped(text, start, end):
            start, end = start + 1, end - 1
        else:
            break
    return Span(start, end)


def _stray(text: str, start: int, end: int, at: int) -> bool:
    """True for a mark at an edge whose partner stands outside the span."""
    mark = text[at]
    if mark == '"':
        return text.count('"', start, end) % 2 == 1
    if at == start and mark in _PAIRS:
        return text.find(_PAIRS[mark], start + 1, end) < 0
    opening = _CLOSING.get(mark)
    return at == end - 1 and opening is not None and text.find(opening, start, end) < 0


def _wrapped(text: str, start: int, end: int) -> bool:
    """True when one pair of quotation marks holds the whole span."""
    first, last = text[start], text[end - 1]
    if end - start < 3 or first not in _QUOTES or _QUOTES[first] != last:
        return False
    return text.count(first, start, end) == (2 if first == last else 1)


def _stop(text: str, start: int, end: int) -> bool:
    """True for a full stop that ends a sentence, not an abbreviation ("U.S.")."""
    if text[end - 1] != ".":
        return False
    word = text[max(start, end - 8) : end - 1].rsplit(None, 1)[-1:] or [""]
    return "." not in word[0] and not (len(word[0]) == 1 and word[0].isupper())


def _edge(tree: Tree, at: int) -> bool:
    token = tree.tokens[at]
    return token.upos == "CCONJ" or tree.lemma(at) in _EDGE


def _subordinator(tree: Tree, at: int, head: int) -> bool:
    """True for "that" and "while" over the unit's own predicate: what follows is said too."""
    concessive = tree.lemma(at) in ("while", "although", "though", "whereas")
    own = tree.heads[at] == head and tree.relation(at) == "mark"
    after = at > 0 and tree.tokens[at - 1].upos in ("CCONJ", "VERB")
    that = tree.lemma(at) == "that" and (tree.tokens[at].upos == "SCONJ" or after)
    return (concessive and own) or that


def _opener(tree: Tree, at: int, head: int) -> bool:
    """True for "However" or "Meanwhile" with a comma after it."""
    after = at + 1
    return (
        tree.lemma(at) in words("leaning", "openers")
        and tree.tokens[at].upos == "ADV"
        and after < len(tree)
        and tree.lemma(after) == ","
        and at < head
    )


def _free(tree: Tree, head: int) -> bool:
    """True when nothing opens the sentence that would hold for all its clauses."""
    subject = tree.subject(head)
    if subject is None or conditions(tree, head):
        return False
    start = tree.first[subject]
    for kid in tree.children[head]:
        if kid >= start:
            continue
        if tree.relation(kid) in ("advcl", "obl", "ccomp", "parataxis", "mark"):
            return False
        if tree.relation(kid) in ("advmod", "cc") and tree.lemma(kid) in _PAIRED:
            return False
    return not any(tree.lemma(kid) in _PAIRED for kid in tree.kids(head, "cc"))


def _alone(tree: Tree, head: int, kid: int) -> bool:
    """True when the clause of ``kid`` has its own full subject and tense, joined by "and"."""
    subject = tree.subject(kid)
    if subject is None or not tree.finite(kid) or tree.tokens[subject].upos in ("PRON", "DET"):
        return False
    if any(tree.lemma(d) in words("leaning", "demonstratives") for d in tree.kids(subject, "det")):
        return False
    first = tree.first[kid]
    if first <= head or tree.first[subject] - first > 2:
        return False
    joined = [tree.lemma(at) for at in range(first, tree.first[subject])]
    joiners = [word for word in joined if word in _JOINING]
    other = [word for word in joined if word not in _JOINING and word != ","]
    return bool(joiners) and not other and not conditions(tree, kid)


def _shared_tail(tree: Tree, head: int, cut: int) -> bool:
    """True when a modifier of the first clause stands behind the second."""
    return any(
        kid > cut and tree.relation(kid) not in ("punct", "conj", "parataxis")
        for kid in tree.children[head]
    )


def _balanced(tree: Tree, unit: Unit) -> bool:
    depth = straight = 0
    for at in range(unit.first, unit.last + 1):
        lemma = tree.tokens[at].lemma
        depth += (lemma in ("“", "(", "[", "``", "«")) - (lemma in ("”", ")", "]", "''", "»"))
        straight += lemma == '"'
    return depth == 0 and straight % 2 == 0
