"""Attributions without a verb of saying: "according to X", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_drafts import Draft
from sitrep.analysis.attributions_sources import phrase
from sitrep.analysis.attributions_trees import Tree
from sitrep.records import Span

__all__ = ["phrase_drafts"]

_CLAUSE_TOPS = frozenset({"root", "conj", "parataxis", "ccomp", "advcl", "acl", "csubj"})


def phrase_drafts(tree: Tree, sentence: int, cues: Cues) -> Iterator[Draft]:
    """The attributions by prepositional phrase and by adverb, in order."""
    for place, token in enumerate(tree.tokens):
        if token.lemma.lower() in cues.adverbs and token.upos == "ADV":
            yield from _adverb(tree, sentence, place, cues)
        elif tree.word(place) in ("according", "per"):
            yield from _according(tree, sentence, place)


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
    head = tree.heads[adjunct]
    if head < 0:
        return
    top = _clause_top(tree, head)
    places = tree.subtree(top, (adjunct,))
    if tree.relation(top) != "root":
        marks = set(tree.children(top, "mark", "cc"))
        while places and (places[0] in marks or tree.tokens[places[0]].upos == "PUNCT"):
            places = places[1:]
    content = tree.runs(_unbroken(tree, places, adjunct))
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


def _unbroken(tree: Tree, places: list[int], adjunct: int) -> list[int]:
    """The places less the commas that only set the phrase off."""
    first, *_, last = [*tree.subtree(adjunct), adjunct]
    loose = {first - 1, last + 1}
    return [at for at in places if at not in loose or tree.tokens[at].upos != "PUNCT"]


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
