"""Attributions that a verb marks: "X said that Y", "Y, X said", "X warned of Y"."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.analysis.attributions_contents import content_of
from sitrep.analysis.attributions_cues import Cues, load_cues
from sitrep.analysis.attributions_drafts import Draft
from sitrep.analysis.attributions_sources import phrase, source_of_verb
from sitrep.analysis.attributions_trees import Tree
from sitrep.analysis.speakers import can_speak, is_thing, stands_for
from sitrep.records import CueClass, CueState, Span

__all__ = ["cue_span", "cue_state", "draft_of", "verb_drafts"]

_NEGATIONS = frozenset({"not", "n't", "never", "no", "n’t"})
_HYPOTHETICAL = frozenset({"would", "could", "should", "might", "may", "'d", "’d"})


def verb_drafts(tree: Tree, sentence: int, cues: Cues) -> Iterator[Draft]:
    """The attributions of a sentence that its verbs mark, in order.

    Args:
        tree: the sentence's parse.
        sentence: its index, kept in the drafts.
        cues: the table of cue words.
    """
    for verb, token in enumerate(tree.tokens):
        if token.upos != "VERB" and not _misread(tree, verb):
            continue
        lemma = cues.lemma(tree.word(verb), token.lemma)
        frames = cues.frames(lemma)
        if lemma in cues.light and _carries(tree, verb, cues):
            continue
        if frames and token.relation not in ("aux", "cop", "amod", "aux:pass"):
            found = content_of(tree, verb, frames, cues)
            if found is not None and not _is_purpose(tree, verb, found[2]):
                content, frame, kind = found
                draft = draft_of(tree, sentence, verb, content, frame, kind)
                if not _is_thing(tree, draft):
                    yield draft


def _is_purpose(tree: Tree, verb: int, kind: CueClass) -> bool:
    """True for "troops to support the army": an aim or use, nobody's judgement or wish."""
    if kind not in ("evaluation", "intention") or tree.relation(verb) not in ("acl", "advcl"):
        return False
    mark = tree.child(verb, "mark")
    return mark is not None and tree.word(mark) in ("to", "on", "for")


def _is_thing(tree: Tree, draft: Draft) -> bool:
    """True when the source is a thing: "the shift raises questions", "the loss supports Y".

    Studies and figures may still show that something is so (a clause).
    """
    if draft.frame in ("clause", "around", "quote") or draft.holder is None:
        return False
    return draft.kind != "appearance" and is_thing(tree, stands_for(tree, draft.holder))


def _misread(tree: Tree, place: int) -> bool:
    """True for a participle or past form that the tagger took for another part of speech."""
    token = tree.tokens[place]
    if token.upos not in ("NOUN", "PROPN", "ADJ", "AUX"):
        return False
    return token.xpos.startswith("VB") or tree.word(place).endswith(("ing", "said", "says"))


def _carries(tree: Tree, verb: int, cues: Cues) -> bool:
    """True for "declined to say that …": the cue is the verb of saying, with the light one."""
    for kid in tree.children(verb, "xcomp"):
        frames = cues.frames(_lemma(tree, kid))
        if frames and content_of(tree, kid, frames, cues) is not None:
            return True
    return False


def draft_of(
    tree: Tree, sentence: int, verb: int, content: list[Span], frame: str, kind: CueClass
) -> Draft:
    """A draft with the cue and source of ``verb``."""
    holder = source_of_verb(tree, verb)
    via_holder = None
    cited = _cited(tree, verb)
    if cited is not None:
        via_holder, holder = holder, cited[0]
        before = tree.tokens[cited[1] - 1].start
        content = [Span(part.start, min(part.end, before)) for part in content]
        content = [part for part in content if part.start < part.end]
    source = phrase(tree, holder, (verb,)) if holder is not None else None
    return Draft(
        sentence=sentence,
        cue=cue_span(tree, verb, frame),
        content=content,
        kind=kind,
        frame=frame,
        source=source,
        holder=holder,
        state=cue_state(tree, verb),
        via=phrase(tree, via_holder, (verb,)) if via_holder is not None else None,
        via_holder=via_holder,
        verb=verb,
    )


def _cited(tree: Tree, verb: int) -> tuple[int, int] | None:
    """Whom the source itself cites ("the agency said, citing the ministry"), and where."""
    for head in (verb, *tree.children(verb, "ccomp")):
        for kid in tree.children(head, "advcl"):
            if tree.word(kid) in ("citing", "quoting") and tree.word(kid - 1) == ",":
                cited = tree.child(kid, "obj")
                if cited is not None and can_speak(tree, cited):
                    return cited, kid
    return None


def cue_span(tree: Tree, verb: int, frame: str) -> Span:
    """The cue with auxiliaries, negation, particle and the preposition of its frame."""
    places = {verb}
    first = verb
    heads = [verb]
    while (
        tree.relation(first) == "xcomp"
        and tree.heads[first] >= 0
        and tree.heads[first] < first
        and _lemma(tree, tree.heads[first]) in load_cues().light
        and first - tree.heads[first] <= 3
    ):
        first = tree.heads[first]
        heads.append(first)
    for head in heads:
        places |= {head}
        for kid in tree.children(head, "aux", "advmod", "compound:prt", "mark"):
            if not tree.kids[kid] and kid - head <= 1 and tree.word(kid) not in ("as", "that"):
                places.add(kid)
    prepositions = {frame, frame.rstrip("_")} - {"to"} | ({"to"} if frame == "to_" else set())
    for kid in tree.children(verb, "obl", "advcl", "xcomp"):
        for case in tree.children(kid, "case", "mark"):
            if tree.word(case) in prepositions and case == max(places) + 1:
                places.add(case)
    last = first = verb
    while last + 1 in places:
        last += 1
    while first - 1 in places or (first - 1 > min(places) and _filler(tree, first - 1)):
        first -= 1
    while first < verb and first not in places:
        first += 1
    return Span(tree.tokens[first].start, tree.tokens[last].end)


def _lemma(tree: Tree, place: int) -> str:
    return load_cues().lemma(tree.word(place), tree.tokens[place].lemma)


def _filler(tree: Tree, place: int) -> bool:
    """True for words that may stand between the parts of a verb group."""
    return tree.tokens[place].upos in ("ADV", "AUX", "PART", "ADP", "VERB")


def cue_state(tree: Tree, verb: int) -> CueState:
    """Whether it was said at all: "did not say", "declined to say", "would say"."""
    at = verb
    for _ in range(3):
        words = {tree.word(kid) for kid in tree.children(at, "advmod", "aux", "det")}
        if words & _NEGATIONS:
            return "negated"
        if words & _HYPOTHETICAL and at == verb:
            return "hypothetical"
        head = tree.heads[at]
        if tree.relation(at) != "xcomp" or head < 0:
            break
        at = head
        if _lemma(tree, at) in load_cues().refusals:
            return "negated"
    return "asserted"
