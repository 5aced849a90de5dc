"""Attributions that a verb marks: "X said that Y", "Y, X said", "X warned of Y"."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.analysis.attributions_cues import Cues, load_cues
from sitrep.analysis.attributions_drafts import Draft
from sitrep.analysis.attributions_sources import is_passive, phrase, source_of_verb
from sitrep.analysis.attributions_trees import Tree
from sitrep.analysis.speakers import can_speak
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
        if token.upos not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
            continue
        lemma = cues.lemma(tree.word(verb), token.lemma)
        frames = cues.frames(lemma)
        if lemma in cues.light and _carries(tree, verb, cues):
            continue
        if frames and token.relation not in ("aux", "cop", "amod", "aux:pass"):
            found = _content(tree, verb, dict(frames))
            if found is not None:
                content, frame, kind = found
                yield draft_of(tree, sentence, verb, content, frame, kind)


def _carries(tree: Tree, verb: int, cues: Cues) -> bool:
    """True for "declined to say that …": the cue is the verb of saying, with the light one."""
    for kid in tree.children(verb, "xcomp"):
        frames = cues.frames(_lemma(tree, kid))
        if frames.get("clause") and tree.child(kid, "ccomp") is not None:
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


def _content(
    tree: Tree, verb: int, frames: dict[str, CueClass]
) -> tuple[list[Span], str, CueClass] | None:
    """The content of a cue verb with the frame it was found in; clauses before phrases."""
    for finder in (_clause, _around, _small, _infinitive, _phrases):
        found = finder(tree, verb, frames)
        if found is not None and found[0]:
            return found
    return None


_Found = tuple[list[Span], str, CueClass] | None


def _clause(tree: Tree, verb: int, frames: dict[str, CueClass]) -> _Found:
    kind = frames.get("clause")
    if kind is None:
        return None
    for kid in tree.children(verb, "ccomp", "csubj:pass", "csubj"):
        if tree.word(kid) and (tree.relation(kid) == "ccomp" or is_passive(tree, verb)):
            return _spans(tree, kid, verb), "clause", kind
    # A quotation or sentence set beside the verb: "X said: Y", "X said, Y".
    for kid in tree.children(verb, "parataxis", "dep"):
        if kid > verb and tree.tokens[kid].upos in ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "PRON"):
            between = {tree.word(at) for at in range(verb, kid)}
            if between & {":", ",", '"', "“", "''"} and not frames.get("none"):
                return _spans(tree, kid, verb), "clause", kind
    for kid in tree.children(verb, "xcomp"):
        if tree.child(kid, "mark") is not None and tree.word(tree.child(kid, "mark") or 0) in (
            "whether",
            "how",
            "that",
        ):
            return _spans(tree, kid, verb), "clause", kind
    return None


def _around(tree: Tree, verb: int, frames: dict[str, CueClass]) -> _Found:
    """Of "Y, X said" and "Y, as X said": the content is the clause that the verb leans on."""
    kind = frames.get("clause")
    head = tree.heads[verb]
    if kind is None or head < 0:
        return None
    relation = tree.relation(verb)
    if relation == "parataxis":
        if tree.child(verb, "nsubj") is None or tree.child(verb, "obj", "xcomp") is not None:
            return None
    elif relation == "advcl":
        if tree.case(verb) != "as" or tree.child(verb, "obj", "xcomp") is not None:
            return None
        if tree.child(verb, "nsubj") is None and agent_missing(tree, verb):
            return None
    else:
        return None
    return tree.runs(_without_marks(tree, tree.subtree(head, (verb,)))), "around", kind


def agent_missing(tree: Tree, verb: int) -> bool:
    """True when "as reported" has no "by X"."""
    return all(tree.case(kid) != "by" for kid in tree.children(verb, "obl"))


def _without_marks(tree: Tree, places: list[int]) -> list[int]:
    while places and tree.tokens[places[0]].upos in ("CCONJ", "PUNCT"):
        if tree.word(places[0]) in ('"', "“", "''", "‘", "'"):
            break
        places = places[1:]
    return places


def _small(tree: Tree, verb: int, frames: dict[str, CueClass]) -> _Found:
    """Of "X called the move a mistake", "X described Z as ...": object and complement together."""
    small, as_ = frames.get("small"), frames.get("as")
    passive = is_passive(tree, verb)
    patient = tree.child(verb, "nsubj:pass") if passive else tree.child(verb, "obj")
    if small is not None:
        objects = [kid for kid in tree.children(verb, "obj") if kid > verb]
        predicate = objects[1] if len(objects) > 1 else tree.child(verb, "xcomp")
        if predicate is not None and tree.child(predicate, "mark") is None:
            return _joined(tree, verb, patient, predicate), "small", small
    if as_ is not None:
        for kid in tree.children(verb, "obl", "xcomp", "advcl", "nmod"):
            if tree.case(kid).split(" ")[0] == "as" and kid > verb:
                return _joined(tree, verb, patient, kid), "as", as_
    return None


def _infinitive(tree: Tree, verb: int, frames: dict[str, CueClass]) -> _Found:
    kind = frames.get("to")
    if kind is None:
        return None
    for kid in tree.children(verb, "xcomp", "ccomp", "advcl"):
        mark = tree.child(kid, "mark")
        if kid < verb or mark is None or tree.word(mark) != "to":
            continue
        if tree.relation(kid) == "advcl" and kid - verb > 2 and tree.child(verb, "obj") is None:
            continue
        patient = None
        if kind == "appearance" or (is_passive(tree, verb) and tree.tokens[verb].lemma != "tell"):
            patient = tree.child(verb, "nsubj:pass", "nsubj")
        elif tree.child(verb, "obj") is not None:
            patient = tree.child(verb, "obj")
        return _joined(tree, verb, patient, kid), "to", kind
    return None


def _phrases(tree: Tree, verb: int, frames: dict[str, CueClass]) -> _Found:
    """An object or prepositional phrase as content: "backs the plan", "warned of famine"."""
    for kid in tree.children(verb, "obl", "advcl", "nmod"):
        case = tree.case(kid).split(" ")[0]
        kind = frames.get("to_" if case == "to" else case) if case else None
        if kind is not None and kid > verb and case not in ("as", "clause", "object", "small"):
            barred = [mark for mark in tree.children(kid, "case") if tree.word(mark) == case]
            return tree.runs(tree.subtree(kid, barred)), case, kind
    kind = frames.get("object")
    if kind is None:
        return None
    passive = is_passive(tree, verb)
    patient = tree.child(verb, "nsubj:pass") if passive else tree.child(verb, "obj")
    if patient is None or tree.tokens[patient].lemma in ("that", "which", "who", "what"):
        return None
    return tree.runs(tree.subtree(patient)), "object", kind


def _joined(tree: Tree, verb: int, patient: int | None, predicate: int) -> list[Span]:
    places = set(tree.subtree(predicate, (verb,)))
    if patient is not None:
        places |= set(tree.subtree(patient, (verb,)))
    return tree.runs(places)


def _spans(tree: Tree, clause: int, verb: int) -> list[Span]:
    return tree.runs(tree.subtree(clause, (verb,)))


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
    prepositions = {frame, frame.rstrip("_")}
    for kid in tree.children(verb, "obl", "advcl"):
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
