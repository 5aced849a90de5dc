"""Attributions that a noun or adjective marks: "the claim that", "concerns about", "is sure"."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_drafts import Draft
from sitrep.analysis.attributions_sources import phrase, source_of_verb
from sitrep.analysis.attributions_trees import Tree
from sitrep.analysis.speakers import is_thing, stands_for
from sitrep.records import CueClass, Span

__all__ = ["adjective_drafts", "noun_drafts"]

_CONTENT_CASES = frozenset(
    {"of", "about", "over", "on", "for", "against", "to", "regarding", "that", "with", "in"}
)
#: prepositions before the holder of a cue noun, and those before its content behind the holder
_HELD = ("by", "from", "among", "within")
_ABOUT = ("about", "over", "regarding")
#: words from a carrying verb to its cue noun ("made a rather surprising claim")
_CARRIED_WORDS = 6


def noun_drafts(tree: Tree, sentence: int, cues: Cues) -> Iterator[Draft]:
    """The attributions of a sentence that its cue nouns mark, in order."""
    for noun, token in enumerate(tree.tokens):
        kind = cues.nouns.get(token.lemma.lower()) if token.upos == "NOUN" else None
        if kind is None or (kind == "evaluation" and _is_given(tree, noun, cues)):
            continue
        drawn = _drawn(tree, sentence, noun, kind, cues)
        if drawn is not None:
            yield drawn
            continue
        found = _content_of_noun(tree, noun)
        if found is None:
            continue
        content, last = found
        holder, first = _holder_of_noun(tree, noun, cues)
        # "fears of a wider war" tells a thought without its holder; a mere "support for the
        # plan" or "report of a fire" tells none.
        that = False
        if content and last == noun:
            bare = any(_is_bare(tree, noun, kid) for kid in tree.children(noun, "acl", "ccomp"))
            that = bare or content[0].of(tree.text).startswith("that ")
        if holder is None and not that and (last == noun or kind != "cognition"):
            continue
        if holder is not None and is_thing(tree, stands_for(tree, holder)):
            if kind != "cognition":
                continue
            holder = None  # "a move that has raised concerns": whose is not told
        yield Draft(
            sentence=sentence,
            cue=Span(tree.tokens[first].start, tree.tokens[last].end),
            content=content,
            kind=kind,
            frame="noun",
            source=phrase(tree, holder, (noun,)) if holder is not None else None,
            holder=holder,
            verb=noun,
        )


def _is_given(tree: Tree, noun: int, cues: Cues) -> bool:
    """True for "military support": a thing that is given, and no opinion."""
    return any(tree.word(kid) in cues.material for kid in tree.children(noun, "amod", "compound"))


def _drawn(tree: Tree, sentence: int, noun: int, kind: CueClass, cues: Cues) -> Draft | None:
    """Of "the plan drew criticism from X": X's judgement, and the plan is what it is about."""
    head = tree.heads[noun]
    if head < 0 or tree.relation(noun) != "obj" or _lemma(tree, head, cues) not in cues.drawing:
        return None
    about = tree.child(head, "nsubj")
    giver = next(
        (
            kid
            for at in (*tree.subtree(noun), head)
            for kid in tree.children(at, "nmod", "obl")
            if kid > noun and tree.case(kid) in ("from", "by", "among")
        ),
        None,
    )
    if about is None or giver is None or tree.word(about) in ("who", "which", "that"):
        return None
    return Draft(
        sentence=sentence,
        cue=Span(tree.tokens[head].start, tree.tokens[noun].end),
        content=tree.runs(tree.subtree(about)),
        kind=kind,
        frame="noun",
        source=phrase(tree, giver, (noun,)),
        holder=giver,
        verb=noun,
    )


def _content_of_noun(tree: Tree, noun: int) -> tuple[list[Span], int] | None:
    """The content spans and the last word of the cue (a preposition belongs to the cue)."""
    for kid in tree.children(noun, "acl", "ccomp"):
        mark = tree.child(kid, "mark")
        if mark is None and _is_bare(tree, noun, kid):
            # "the belief strikes might help"
            return tree.runs(at for at in tree.subtree(kid) if at > noun)[:1], noun
        if mark is None or kid < noun or tree.tokens[kid].relation == "acl:relcl":
            continue
        if tree.word(mark) in ("that", "to", "whether"):
            # What the parse hung behind a gap belongs to another clause.
            return tree.runs(tree.subtree(kid))[:1], noun
        if tree.word(mark) in _CONTENT_CASES:
            return tree.runs(tree.subtree(kid, (mark,))), mark if mark == noun + 1 else noun
    own = list(tree.children(noun, "nmod", "obl"))
    # "criticism among aid groups about the plan": the parse hangs the plan on the groups
    held = [kid for kid in own if tree.case(kid) in _HELD]
    for kid in (*own, *(at for holder in held for at in tree.children(holder, "nmod"))):
        case = tree.child(kid, "case")
        if tree.heads[kid] != noun and tree.case(kid) not in _ABOUT:
            continue
        if case is not None and kid > noun and tree.word(case) in _CONTENT_CASES:
            places = tree.subtree(kid, (case,))
            return tree.runs(places), case if case == noun + 1 else noun
    return None


def _is_bare(tree: Tree, noun: int, clause: int) -> bool:
    """True for the clause of "the belief strikes might help": a subject, and no "that"."""
    if clause < noun or tree.tokens[clause].relation not in ("acl", "ccomp"):
        return False
    return tree.child(clause, "nsubj") is not None and tree.child(clause, "mark") is None


def _holder_of_noun(tree: Tree, noun: int, cues: Cues) -> tuple[int | None, int]:
    """The head of the source and the first word of the cue."""
    first = noun
    for kid in tree.children(noun, "amod", "advmod", "det", "compound"):
        if kid < first and not tree.kids[kid]:
            first = min(first, kid)
    own = tree.child(noun, "nmod:poss")
    if own is not None:
        return own, min(noun, max(first, tree.subtree(own)[-1] + 1))
    for kid in tree.children(noun, "nmod"):
        if tree.case(kid) in _HELD:
            return kid, first
    head = tree.heads[noun]
    between = set(range(head + 1, noun))
    near = len(between) < _CARRIED_WORDS and between <= set(tree.subtree(noun))
    carried = near and tree.relation(noun) == "obj" and head >= 0
    if carried and _lemma(tree, head, cues) in cues.carriers:
        return source_of_verb(tree, head), min(head, first)
    if head >= 0 and tree.relation(noun) == "conj":
        upper = tree.heads[head]
        if tree.relation(head) == "obj" and _lemma(tree, upper, cues) in cues.carriers:
            return source_of_verb(tree, upper), first
    return None, first


def _lemma(tree: Tree, place: int, cues: Cues) -> str:
    return cues.lemma(tree.word(place), tree.tokens[place].lemma)


def adjective_drafts(tree: Tree, sentence: int, cues: Cues) -> Iterator[Draft]:
    """The attributions that a predicate adjective marks: "X is confident that Y"."""
    for place, token in enumerate(tree.tokens):
        kind = cues.adjectives.get(token.lemma.lower())
        if kind is None or token.upos not in ("ADJ", "VERB"):
            continue
        content: list[Span] = []
        last = place
        for kid in tree.children(place, "ccomp", "xcomp", "advcl"):
            mark = tree.child(kid, "mark")
            marked = mark is not None and tree.word(mark) in ("that", "to", "whether")
            if kid > place and (marked or tree.relation(kid) == "ccomp"):
                content = tree.runs(tree.subtree(kid))
        for kid in tree.children(place, "obl"):
            case = tree.child(kid, "case")
            if not content and case == place + 1 and tree.word(case) in _CONTENT_CASES:
                content, last = tree.runs(tree.subtree(kid, (case,))), case
        holder = tree.child(place, "nsubj", "nsubj:pass")
        if not content or holder is None:
            continue
        first = min([place, *tree.children(place, "cop", "aux", "aux:pass")])
        yield Draft(
            sentence=sentence,
            cue=Span(tree.tokens[first].start, tree.tokens[last].end),
            content=content,
            kind=kind,
            frame="adjective",
            source=phrase(tree, holder, (place,)),
            holder=holder,
            verb=place,
        )
