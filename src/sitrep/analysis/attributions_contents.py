"""The content of a cue verb by the frames it takes: clause, infinitive, object, preposition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_sources import agent_of, is_passive
from sitrep.analysis.attributions_trees import Tree
from sitrep.records import CueClass, Span

__all__ = ["content_of"]

_Found = tuple[list[Span], str, CueClass] | None
_Frames = Mapping[str, CueClass]
_Finder = Callable[[Tree, int, _Frames, Cues], _Found]

_QUOTE_MARKS = frozenset("\"“”''‘«")
_DOUBLE_MARKS = frozenset({'"', "“", "”", "''", "``"})
_RELATIVE = frozenset({"that", "which", "who", "whom"})
#: words that as the whole content of a phrase tell nothing: "he mentioned it"
_EMPTY = frozenset({"it", "itself", "himself", "herself", "themselves", "so", "something"})
#: as what the parse hangs the subject of a clause on the verb that tells the clause
_CUT_OFF = frozenset({"obj", "nmod", "obl"})
_NOMINAL = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN", "PRON"})


def content_of(
    tree: Tree, verb: int, frames: _Frames, cues: Cues
) -> tuple[list[Span], str, CueClass] | None:
    """The content of a cue verb with the frame it was found in and its class.

    Args:
        tree: the sentence.
        verb: the cue verb.
        frames: the frames that the table lists for the verb.
        cues: the table.

    Returns:
        The content's stretches, None when the verb has no content of a listed frame. A clause
        comes before an object with complement, an infinitive, and a mere phrase.
    """
    for finder in _FINDERS:
        found = finder(tree, verb, frames, cues)
        if found is not None and found[0]:
            return found
    return None


def _clause(tree: Tree, verb: int, frames: _Frames, cues: Cues) -> _Found:
    """Of "X said that Y", "X asked whether Y", "X said: Y"."""
    kind = frames.get("clause")
    if kind is None:
        return None
    for kid in tree.children(verb, "ccomp", "csubj"):
        if _participle_of(tree, kid, cues) is not None:
            return None
        if tree.relation(kid) == "ccomp" or is_passive(tree, verb):
            spans = _side(tree, verb, kid)
            return _with_next(tree, verb, kid, spans, cues), "clause", kind
    for kid in tree.children(verb, "parataxis", "dep"):
        between = {tree.word(at) for at in range(verb, kid)}
        if tree.tokens[kid].upos in _NOMINAL and between & {":", ",", *_QUOTE_MARKS}:
            return _side(tree, verb, kid), "clause", kind
    for kid in tree.children(verb, "xcomp"):
        mark = tree.child(kid, "mark")
        if mark is not None and tree.word(mark) in ("whether", "how", "that"):
            return _side(tree, verb, kid), "clause", kind
    for kid in tree.children(verb, "advcl"):
        # "to say when it will start": the parse takes the question for a time
        if tree.subtree(kid)[0] == verb + 1 and tree.tokens[verb + 1].xpos in ("WRB", "WP", "WDT"):
            return _side(tree, verb, kid), "clause", kind
    return None


def _participle_of(tree: Tree, clause: int, cues: Cues) -> int | None:
    """A participle of saying that the parse put inside its own content: ", saying it fell"."""
    first = next((at for at in tree.subtree(clause) if tree.tokens[at].upos != "PUNCT"), clause)
    token = tree.tokens[first]
    if token.xpos != "VBG" or tree.heads[first] != clause or tree.relation(first) != "advcl":
        return None
    frames = cues.frames(cues.lemma(tree.word(first), token.lemma))
    return first if "clause" in frames and tree.child(first, "obj", "ccomp") is None else None


def _after_participle(tree: Tree, verb: int, frames: _Frames, cues: Cues) -> _Found:
    """The content of such a participle: the clause that it stands in."""
    kind = frames.get("clause")
    head = tree.heads[verb]
    if kind is None or head <= verb or tree.relation(head) != "ccomp":
        return None
    if _participle_of(tree, head, cues) != verb:
        return None
    places = tree.subtree(head, (verb,))
    return _one(tree, places[0], places[-1]), "clause", kind


def _with_next(tree: Tree, verb: int, clause: int, spans: list[Span], cues: Cues) -> list[Span]:
    """The clause with a second one that the parse hung beside it: one content has both."""
    later = [kid for kid in tree.children(verb, "ccomp") if kid > clause > verb]
    later += [
        kid
        for kid in tree.children(verb, "conj")
        if kid > clause > verb and _told_too(tree, verb, kid, cues)
    ]
    if not later or not spans:
        return spans
    end = tree.trimmed(max(later), tree.subtree(max(later), (verb,))[-1])
    if end is None or end.end <= spans[-1].end:
        return spans
    return [*spans[:-1], Span(spans[-1].start, end.end)]


def _told_too(tree: Tree, verb: int, clause: int, cues: Cues) -> bool:
    """True for a clause after "and" that the verb before it tells as well.

    It begins with "that", or has words in marks and no cue of its own: of "said the sea was
    rough and ships would be “in peril”" all is told. Without marks it is more often the
    reporter's own.
    """
    mark = tree.child(clause, "mark")
    if mark is not None and tree.word(mark) == "that":
        return True
    subject = tree.child(clause, "nsubj", "expl")
    if subject is None or subject > clause or tree.child(verb, "nsubj") is None:
        return False
    for place in range(subject + 1, tree.subtree(clause)[-1]):
        if tree.word(place) in _DOUBLE_MARKS:
            return True
        token = tree.tokens[place]
        if token.upos == "VERB" and cues.frames(cues.lemma(tree.word(place), token.lemma)):
            return False
    return False


def _side(tree: Tree, verb: int, clause: int) -> list[Span]:
    """The clause as one stretch when it stands on one side of its verb, else in its pieces.

    What stands before "X said," and a comma belongs to what was said as well.
    """
    places = tree.subtree(clause, (verb,))
    if places[-1] < verb:
        return _one(tree, places[0], places[-1])
    if places[0] <= verb:
        own = [at for at in places if at > verb]
        if own and tree.tokens[verb - 1].upos != "PUNCT" and tree.child(verb, "nsubj") is None:
            # "people who fought say it fell": the parse gave the speaker to the clause.
            return _one(tree, own[0], own[-1])
        return tree.runs(places, apart=(verb,))
    first = _clause_start(tree, verb, clause, places)
    return [*_fronted(tree, verb, first), *_one(tree, first, places[-1])]


def _one(tree: Tree, first: int, last: int) -> list[Span]:
    span = tree.trimmed(first, last)
    return [span] if span is not None else []


def _clause_start(tree: Tree, verb: int, clause: int, places: list[int]) -> int:
    """Where the clause begins: at its "that", or where the parse has cut off its subject."""
    first = places[0]
    that = next((kid for kid in tree.children(clause, "mark") if tree.word(kid) == "that"), None)
    if that is not None and that > first:
        return that
    for place in range(verb + 1, first):
        if tree.word(place) == "that" and tree.heads[place] >= place:
            return place
    cut = next((kid for kid in tree.kids[verb] if kid > verb and _is_bare(tree, kid)), None)
    halved = tree.tokens[first].upos == "CCONJ"  # "said ships and boats would wait"
    if cut is not None and cut < first and (halved or _lacks_subject(tree, clause)):
        cut_off = tree.subtree(cut)
        between = range(verb + 1, cut_off[0])
        right_after = all(tree.tokens[place].upos == "PUNCT" for place in between)
        if right_after and cut_off[-1] + 1 == first and tree.word(first) not in ",:;":
            return cut_off[0]
    return first


def _is_bare(tree: Tree, place: int) -> bool:
    """True for a noun phrase without a preposition, which may be the subject of a clause."""
    return tree.tokens[place].relation in _CUT_OFF and tree.child(place, "case") is None


def _lacks_subject(tree: Tree, clause: int) -> bool:
    """True for a clause whose finite verb has no subject: the parse gave it to the outer verb."""
    if tree.child(clause, "nsubj", "csubj", "expl", "mark") is not None:
        return False
    helpers = [kid for kid in tree.children(clause, "aux", "cop") if kid < clause]
    return tree.tokens[helpers[0] if helpers else clause].xpos in ("VBD", "VBZ", "VBP", "VB", "MD")


def _fronted(tree: Tree, verb: int, first: int) -> list[Span]:
    """The phrase before "X said,": "In March, X said, the port closed"."""
    subject = tree.child(verb, "nsubj")
    comma = first - 1
    if subject is None or subject > verb or tree.word(comma) != "," or comma <= verb:
        return []
    if tree.word(first) in _QUOTE_MARKS and tree.text[tree.tokens[first].end].isupper():
        return []
    before = tree.subtree(subject)[0]
    fronted = [kid for kid in tree.children(verb, "obl", "advcl", "advmod") if kid < before]
    if not fronted or tree.word(before - 1) != ",":
        return []
    places = sorted({at for kid in fronted for at in tree.subtree(kid)})
    return _one(tree, places[0], places[-1])


def _around(tree: Tree, verb: int, frames: _Frames, _: Cues) -> _Found:
    """Of "Y, X said" and "Y, as X said": the content is the clause that the verb leans on."""
    kind = frames.get("clause")
    head = tree.heads[verb]
    if kind is None or head < 0 or tree.child(verb, "obj", "xcomp") is not None:
        return None
    relation = tree.relation(verb)
    subject = tree.child(verb, "nsubj")
    if relation == "parataxis":
        if subject is None:
            return None
        # "The port, X said, will close": hung on the noun, it leans on the noun's clause
        if tree.relation(head) == "nsubj" and head < verb < tree.heads[head]:
            head = tree.heads[head]
    elif relation == "advcl":
        if tree.case(verb) != "as" or (subject is None and agent_of(tree, verb) is None):
            return None
        if subject is not None and tree.tokens[subject].relation == "nsubj:pass":
            return None
    else:
        return None
    places = tree.subtree(head, (verb,))
    while places and tree.tokens[places[0]].upos in ("CCONJ", "PUNCT"):
        if tree.word(places[0]) in _QUOTE_MARKS:
            break
        places = places[1:]
    return tree.runs(places, apart=tree.subtree(verb)), "around", kind


def _small(tree: Tree, verb: int, frames: _Frames, _: Cues) -> _Found:
    """Of "X called the move a mistake", "X described Z as ...": object and complement together."""
    small, as_ = frames.get("small"), frames.get("as")
    patient = _patient(tree, verb)
    if small is not None:
        objects = [kid for kid in tree.children(verb, "obj") if kid > verb]
        predicate = objects[1] if len(objects) > 1 else tree.child(verb, "xcomp")
        if predicate is None and patient is not None and patient < verb and objects:
            predicate = objects[0]
        if predicate is None and patient in objects:
            # "called the statement “offensive”": the parse hung the adjective on the noun
            predicate = next((k for k in tree.children(patient, "amod") if k > patient), None)
        if predicate is not None and tree.child(predicate, "mark") is None:
            return _joined(tree, verb, patient, predicate), "small", small
    if as_ is not None:
        if patient is None and "to_" in frames:  # "refers to the governor as a fool"
            patient = next((k for k in tree.children(verb, "obl") if tree.case(k) == "to"), None)
        below = () if patient is None else tree.children(patient, "nmod", "acl")
        for kid in (*tree.children(verb, "obl", "obj", "xcomp", "advcl", "nmod"), *below):
            if kid > verb and "as" in (tree.case(kid)[:2], tree.word(tree.subtree(kid)[0])):
                passive = patient is not None and patient < verb
                barred = list(tree.children(kid, "case", "mark")) if passive else []
                if patient is not None:
                    barred += tree.children(patient, "case")
                return _joined(tree, verb, patient, kid, barred), "as", as_
    return None


def _patient(tree: Tree, verb: int) -> int | None:
    """What is called, described or wanted: the object, or the subject of a passive."""
    if is_passive(tree, verb):
        subject = tree.child(verb, "nsubj:pass")
        if subject is None and tree.relation(verb) == "acl":
            subject = tree.heads[verb]
        return subject
    before = tree.child(verb, "obj")
    return before if before is not None else tree.child(verb, "iobj")


def _infinitive(tree: Tree, verb: int, frames: _Frames, _: Cues) -> _Found:
    """Of "X plans to Y", "X urged Z to Y", "Z is expected to Y"."""
    kind = frames.get("to")
    if kind is None:
        return None
    for kid in tree.children(verb, "xcomp", "ccomp", "advcl"):
        mark = tree.child(kid, "mark")
        if kid < verb or mark is None or tree.word(mark) != "to":
            continue
        if tree.relation(kid) == "advcl" and _apart(tree, verb, kid):
            continue
        patient = _patient(tree, verb)
        if kind == "appearance":
            patient = tree.child(verb, "nsubj")
        called = [k for k in tree.children(verb, "obl") if verb < k < kid]
        if called and tree.case(called[-1]) in ("on", "upon", "for") and patient is None:
            # "called on the mayor to resign"
            return tree.runs(_phrase_and_clause(tree, called[-1], kid)), tree.case(called[-1]), kind
        if patient is None:
            patient = next((k for k in tree.children(verb, "expl") if verb < k < kid), None)
        return _joined(tree, verb, patient, kid), "to", kind
    return None


def _apart(tree: Tree, verb: int, clause: int) -> bool:
    """True when more than an object or a time ("pledged Saturday to") parts verb and clause."""
    if tree.child(verb, "obj") is not None:
        return False
    times = {
        at for kid in tree.children(verb, "obl") if not tree.case(kid) for at in tree.subtree(kid)
    }
    return sum(at not in times for at in range(verb + 1, clause)) > 1


def _phrase_and_clause(tree: Tree, noun: int, clause: int) -> list[int]:
    places = [*tree.subtree(noun, tree.children(noun, "case")), *tree.subtree(clause)]
    return sorted(places)


def _phrases(tree: Tree, verb: int, frames: _Frames, cues: Cues) -> _Found:
    """An object or prepositional phrase as content: "backs the plan", "warned of famine"."""
    patient = _patient(tree, verb)
    if patient is not None and tree.word(patient) in _RELATIVE | _EMPTY:
        patient = None
    if patient is not None and patient == tree.heads[verb] and agent_of(tree, verb) is None:
        patient = None
    lemma = cues.lemma(tree.word(verb), tree.tokens[verb].lemma)
    below = [] if patient is None else list(tree.children(patient, "acl"))
    for kid in (*tree.children(verb, "obl", "advcl", "nmod"), *below):
        case = tree.case(kid).split(" ")[0]
        kind = frames.get("to_" if case == "to" else case) if case else None
        if kind is None or kid < verb or case in ("as", "clause", "object", "small", "quote"):
            continue
        if patient is not None and verb < patient < kid:
            if lemma in cues.addressing:
                return tree.runs(tree.subtree(kid)), case, kind
            return _joined(tree, verb, patient, kid), case, kind
        barred = [mark for mark in tree.children(kid, "case") if tree.word(mark) == case]
        return tree.runs(tree.subtree(kid, barred)), case, kind
    kind = frames.get("object")
    if patient is None or kind is None or _carried(tree, lemma, patient, cues):
        return None
    if is_passive(tree, verb) and agent_of(tree, verb) is None:
        return None
    return tree.runs(tree.subtree(patient, (verb,))), "object", kind


def _carried(tree: Tree, lemma: str, patient: int, cues: Cues) -> bool:
    """True for "expressed concern that …": the noun is the cue, its clause the content."""
    if lemma not in cues.carriers or tree.tokens[patient].lemma.lower() not in cues.nouns:
        return False
    return any(kid > patient for kid in tree.children(patient, "acl", "nmod", "ccomp"))


def _joined(
    tree: Tree, verb: int, patient: int | None, predicate: int, barred: Iterable[int] = ()
) -> list[Span]:
    """The object and its complement: one stretch after the verb, pieces around it."""
    barred = {verb, *barred}
    places = set(tree.subtree(predicate, barred))
    if patient is not None and tree.tokens[patient].relation != "expl":
        places |= set(tree.subtree(patient, barred))
    elif patient is not None and patient > verb:
        places.add(patient)
    if min(places) > verb:
        return _one(tree, min(places), max(places))
    return tree.runs(places, apart=(verb,))


_FINDERS: tuple[_Finder, ...] = (_clause, _after_participle, _around, _small, _infinitive, _phrases)
