"""Attributions without a verb of saying: "according to X", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_drafts import Draft
from sitrep.analysis.attributions_sources import phrase
from sitrep.analysis.attributions_trees import Tree
from sitrep.records import Span

__all__ = ["phrase_drafts"]

_BREAKS = frozenset({":", ";"})
#: words that link a sentence to the one before and are no part of what is said
_OPENERS = frozenset(
    {"however", "indeed", "so", "fact", "still", "meanwhile", "moreover", "instead", "overall"}
)
_CLAUSE_TOPS = frozenset({"root", "conj", "parataxis", "ccomp", "advcl", "acl", "csubj"})


def phrase_drafts(tree: Tree, sentence: int, cues: Cues) -> Iterator[Draft]:
    """The attributions by prepositional phrase and by adverb, in order."""
    for place, token in enumerate(tree.tokens):
        if token.lemma.lower() in cues.adverbs and token.upos == "ADV":
            yield from _adverb(tree, sentence, place, cues)
        elif tree.word(place) in ("according", "per"):
            yield from _according(tree, sentence, place)
        elif token.upos == "NOUN" and tree.word(place) in cues.owned:
            yield from _owned(tree, sentence, place)


def _according(tree: Tree, sentence: int, place: int) -> Iterator[Draft]:
    """Of "according to X, Y": the content is the clause around the phrase."""
    last = place
    if tree.word(place) == "according":
        if place + 1 >= len(tree.tokens) or tree.word(place + 1) != "to":
            return
        last = place + 1
        cased = tree.relation(place) in ("case", "mark")
        holder = tree.heads[place] if cased else tree.child(place, "obl")
        adjunct = holder if cased else place
    else:
        holder = adjunct = tree.heads[place]
        if tree.relation(place) != "case" or holder is None or holder < 0:
            return
        if tree.tokens[holder].upos != "PROPN":
            return
    if holder is None or adjunct is None or holder < 0:
        return
    content = _sentence_around(tree, place, adjunct)
    if content:
        yield Draft(
            sentence=sentence,
            cue=Span(tree.tokens[place].start, tree.tokens[last].end),
            content=content,
            kind="speech",
            frame="credit",
            source=phrase(tree, holder, (place,)),
            holder=holder,
            verb=place,
        )


def _owned(tree: Tree, sentence: int, place: int) -> Iterator[Draft]:
    """Of "in X's view, Y" and "Y, by X's account": X is the source."""
    holder = tree.child(place, "nmod:poss")
    if holder is None or tree.case(place) not in ("in", "by") or tree.heads[place] < 0:
        return
    places = [at for at in tree.subtree(place) if tree.tokens[at].upos != "PUNCT"]
    first, last = places[0], places[-1]
    beside = {tree.word(at) for at in (first - 1, last + 1) if 0 <= at < len(tree.tokens)}
    if last > place or not beside & {",", "-", "—", "–"}:
        return  # "in his view of the port": a view of something is no view that Y
    content = _sentence_around(tree, first, place)
    if content:
        yield Draft(
            sentence=sentence,
            cue=tree.tokens[place].span,
            content=content,
            kind="cognition",
            frame="credit",
            source=phrase(tree, holder, (place,)),
            holder=holder,
            verb=place,
        )


def _sentence_around(tree: Tree, place: int, adjunct: int) -> list[Span]:
    """What a phrase at ``place`` covers: the sentence around it, up to a colon or semicolon.

    A phrase inside a clause, without a comma, covers that clause only.
    """
    inner = [at for at in tree.subtree(adjunct) if at >= place]
    end = place
    while end + 1 in inner:
        end += 1
    start, stop = 0, len(tree.tokens)
    for at in range(place - 1, -1, -1):
        if tree.word(at) in _BREAKS:
            start = at + 1
            break
    for at in range(end + 1, len(tree.tokens)):
        if tree.word(at) in _BREAKS:
            stop = at
            break
    before = list(range(_after_opener(tree, start, place), place))
    after = list(range(end + 1, stop))
    if before and len(after) > 1 and tree.tokens[after[1]].upos in ("CCONJ", "SCONJ"):
        after = []  # ", but …" begins a clause of the reporter's own
    closing = all(tree.tokens[at].upos == "PUNCT" for at in after)
    if before and not closing and not _set_off(tree, place, end):
        top = _clause_top(tree, tree.heads[adjunct])
        return tree.runs(tree.subtree(top, (adjunct, *tree.children(top, "mark", "cc"))))
    spans = [tree.trimmed(part[0], part[-1]) for part in (before, after) if part]
    return [span for span in spans if span is not None]


def _set_off(tree: Tree, first: int, last: int) -> bool:
    """True when commas or dashes stand on both sides."""
    right = tree.word(last + 1) if last + 1 < len(tree.tokens) else ""
    return tree.tokens[first - 1].upos == "PUNCT" and right in (",", "-", "—", "–", ")")


def _after_opener(tree: Tree, start: int, stop: int) -> int:
    """The place after "But", "However," and the like, which link the sentence to the last."""
    for at in range(start, min(start + 3, stop)):
        if tree.word(at) == "," and tree.tokens[start].upos in ("ADV", "ADP", "CCONJ", "SCONJ"):
            words = {tree.word(place) for place in range(start, at)}
            if words & _OPENERS:
                return at + 1
    if start < stop and tree.tokens[start].upos == "CCONJ":
        return start + 1
    return start


def _clause_top(tree: Tree, place: int) -> int:
    """The head word of the clause that a phrase stands in."""
    while tree.relation(place) not in _CLAUSE_TOPS and tree.heads[place] >= 0:
        place = tree.heads[place]
    return place


def _adverb(tree: Tree, sentence: int, place: int, cues: Cues) -> Iterator[Draft]:
    """Of "X reportedly does Y": the clause on both sides of the adverb, source not told."""
    head = tree.heads[place]
    if head < 0:
        return
    places = tree.subtree(head, (place, *tree.children(head, "cc", "mark", "advcl:relcl")))
    if tree.relation(head) == "root":
        others = [kid for kid in tree.children(head, "conj", "parataxis") if kid > head]
        places = tree.subtree(head, (place, *others))
    content = tree.runs(places)
    if content:
        yield Draft(
            sentence=sentence,
            cue=tree.tokens[place].span,
            content=content,
            kind=cues.adverbs[tree.tokens[place].lemma.lower()],
            frame="adverb",
            verb=place,
        )
