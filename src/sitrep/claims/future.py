"""The words that turn a clause towards the future, with their commitment and kind."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.claims.ahead import looks_ahead, over
from sitrep.claims.certainty import arranged, told
from sitrep.claims.makers import is_purpose, maker, nobody_plans
from sitrep.claims.modals import modal_looks_ahead
from sitrep.claims.phrases import attribute, noun, what_may_come
from sitrep.claims.polarity import negated
from sitrep.claims.talk import is_talk
from sitrep.claims.tree import Tree
from sitrep.data.tables import table, words
from sitrep.records import Certainty, ForecastKind

__all__ = ["Outlook", "outlooks"]

_COMPLEMENT = ("xcomp", "ccomp", "csubj", "advcl")
_GOVERNED = ("xcomp", "ccomp", "advcl")


@dataclass(frozen=True, slots=True)
class Outlook:
    """One cue for the future.

    ``first`` and ``last`` are the words of the cue, ``clause`` the head of the clause that
    lies ahead (or of the clause around a noun cue), ``phrase`` True when only a noun
    phrase looks ahead ("the risk of war").
    """

    first: int
    last: int
    clause: int
    certainty: Certainty
    kind: ForecastKind
    phrase: bool = False


def outlooks(tree: Tree) -> list[Outlook]:
    """All cues for the future in a sentence, in the order of their words.

    Args:
        tree: the sentence.

    Returns:
        One :class:`Outlook` for each cue that its surroundings leave standing.
    """
    found = []
    for at in range(len(tree)):
        cue = _cue(tree, at)
        if cue is not None and not is_talk(tree, cue.clause):
            found.append(cue)
    return found


def _cue(tree: Tree, at: int) -> Outlook | None:
    """The first reading of a word that holds; the tagger's part of speech only orders them."""
    upos = tree.tokens[at].upos
    if upos == "AUX":
        return _modal(tree, at) or _arranged(tree, at)
    if upos not in ("VERB", "ADJ", "ADV", "NOUN"):
        return None
    readers = (_going, _predicative, _attributive, _verb, _adverb, _noun)
    if upos == "NOUN" and _mistagged(tree, at):
        return _verb(tree, at)
    for reader in readers:
        if (reader is _verb and upos != "VERB") or (reader is _noun and upos == "VERB"):
            continue
        found = reader(tree, at)
        if found is not None:
            return found
    return None


def _mistagged(tree: Tree, at: int) -> bool:
    """True for "and risks provoking": a verb that the tagger took for a noun."""
    after = at + 1
    return tree.lemma(at) == "risk" and after < len(tree) and tree.tokens[after].xpos == "VBG"


def _read(tree: Tree, group: str, at: int) -> tuple[Certainty, ForecastKind] | None:
    entry = table("forecast_cues")[group].get(tree.lemma(at))
    if entry is None:
        return None
    certainty, kind = entry.split()
    return certainty, kind


def _modal(tree: Tree, at: int) -> Outlook | None:
    """A modal verb, unless it speaks of the present or the past."""
    entry = _read(tree, "modals", at)
    head = tree.heads[at]
    if entry is None or head < 0 or tree.relation(at) != "aux":
        return None
    if not modal_looks_ahead(tree, at, head):
        return None
    if tree.lemma(at) == "would" and told(tree, head):
        return Outlook(at, at, head, "expected", "forecast")
    return Outlook(at, at, head, *entry)


def _arranged(tree: Tree, at: int) -> Outlook | None:
    """Finds "is to open on Monday": what has been arranged."""
    head = tree.heads[at]
    if head < 0 or tree.lemma(head) in words("forecast_cues", "rules", "blamed"):
        return None
    if tree.tokens[at].xpos == "VBD" or arranged(tree, head) != at:
        return None
    return Outlook(at, at, head, "planned", "plan")


def _going(tree: Tree, at: int) -> Outlook | None:
    """Finds "is going to fall"."""
    if tree.tokens[at].xpos != "VBG" or tree.lemma(at) != "go" or not tree.kids(at, "aux"):
        return None
    target = next(iter(tree.kids(at, "xcomp")), None)
    if target is None or not any(tree.lemma(k) == "to" for k in tree.kids(target, "mark")):
        return None
    if any(tree.tokens[kid].xpos == "VBD" for kid in tree.kids(at, "aux")):
        own = any(tree.lemma(kid) in ("i", "we") for kid in tree.kids(at, "nsubj"))
        if own or not told(tree, at):
            return None  # "I was going to leave, but"
    return Outlook(at, at, target, "expected", "forecast")


def _predicative(tree: Tree, at: int) -> Outlook | None:
    """Finds "is likely to", "set to", "it is possible that"."""
    entry = _read(tree, "predicatives", at)
    if entry is None or any(tree.tokens[k].relation == "compound:prt" for k in tree.children[at]):
        return None  # "a helpline was set up for relatives to call"
    infinitive = _infinitive(tree, at)
    if tree.lemma(at) in words("forecast_cues", "rules", "wishes") and _past(tree, at):
        return None
    if any(tree.lemma(kid) in ("more", "less", "as") for kid in tree.kids(at, "advmod")):
        return None  # "are more likely to fall ill": a comparison
    if infinitive is not None and tree.tokens[at].xpos in ("JJ", "VBN", "RB", "IN", "VBD"):
        if tree.tokens[at].xpos == "VBD" and not tree.kids(at, "aux"):
            return None
        return Outlook(at, at, infinitive, *entry)
    if tree.kids(at, "cop"):
        if _past(tree, at):
            return None
        clause = next(iter(tree.kids(at, "ccomp", "csubj")), at)
        if clause == at and tree.lemma(at) in words("forecast_cues", "rules", "needs_content"):
            return None  # "time travel is possible"
        if clause != at and not looks_ahead(tree, clause):
            return None  # "it is possible that it came from there"
        return Outlook(at, at, clause, *entry)
    return None


def _past(tree: Tree, clause: int) -> bool:
    """True when the clause is told in the past or the perfect."""
    return tree.tokens[clause].xpos == "VBD" or any(
        tree.tokens[kid].xpos == "VBD" or tree.lemma(kid) == "have"
        for kid in tree.kids(clause, "aux", "cop")
    )


def _infinitive(tree: Tree, at: int) -> int | None:
    for kid in tree.kids(at, *_COMPLEMENT, "acl"):
        if any(tree.lemma(mark) == "to" for mark in tree.kids(kid, "mark")):
            return kid
    return None


def _attributive(tree: Tree, at: int) -> Outlook | None:
    """Finds "a potential strike", "the upcoming summit"."""
    entry = attribute(tree, at)
    return None if entry is None else Outlook(at, at, tree.clause_of(at), *entry, phrase=True)


def _verb(tree: Tree, at: int) -> Outlook | None:
    """A verb that looks ahead to its complement ("plans to", "warned of", "vowed")."""
    entry = _read(tree, "verbs", at)
    if entry is None:
        return None
    if tree.lemma(at) in words("forecast_cues", "rules", "wishes") and _past(tree, at):
        return None
    if is_purpose(tree, at) or _done_or_meant(tree, at):
        return None
    if tree.lemma(at) in words("forecast_cues", "rules", "committing") and negated(tree, at):
        return None  # "did not promise to pay"
    complement = next(
        (
            kid
            for kid in tree.kids(at, *_GOVERNED)
            if tree.relation(kid) != "advcl"
            or any(tree.lemma(mark) in ("to", "for", "of") for mark in tree.kids(kid, "mark"))
        ),
        None,
    )
    if entry[1] in ("plan", "promise", "threat") and nobody_plans(tree, at):
        # "rising water threatens to flood the town"
        if tree.lemma(at) != "threaten" or complement is None:
            return None
        entry = ("possible", "forecast")
    if complement is None:
        return _of_a_thing(tree, at, entry)
    if not _governs(tree, at, complement):
        return None
    return Outlook(at, at, complement, *entry)


def _done_or_meant(tree: Tree, at: int) -> bool:
    """True for "the team decided to shoot", done when told, and for "sent to warn the crew"."""
    if tree.lemma(at) in ("decide", "opt"):
        return tree.tokens[at].xpos == "VBD"
    to = any(tree.lemma(mark) == "to" for mark in tree.kids(at, "mark"))
    return to and tree.relation(at) in ("acl", "advcl")


def _of_a_thing(tree: Tree, at: int, entry: tuple[Certainty, ForecastKind]) -> Outlook | None:
    """A verb that looks ahead to a noun ("fear a landslide", "warned of a flood")."""
    if _mistagged(tree, at):
        return Outlook(at, at, tree.clause_of(at), *entry, phrase=True)
    lemma = tree.lemma(at)
    if lemma in words("forecast_cues", "rules", "needs_clause"):
        return None
    objects, obliques = tree.kids(at, "obj"), tree.kids(at, "obl")
    if lemma in ("prepare", "ready"):
        objects = []  # "prepare the samples"; "prepare for new arrivals" lies ahead
    if lemma in ("warn", "caution"):
        # "warned of floods"; "warned residents on Friday" does not say of what
        objects, obliques = [], [k for k in obliques if tree.case(k) in ("of", "about", "over")]
    if lemma == "threaten":
        # "threatened the city" does not say with what
        objects = [kid for kid in objects if tree.lemma(kid) in what_may_come()]
        obliques = [kid for kid in obliques if tree.case(kid) == "with"]
    return Outlook(at, at, at, *entry) if objects or obliques else None


def _governs(tree: Tree, at: int, complement: int) -> bool:
    """False when the complement of a verb is a wish to know, an order, a fact or an opinion."""
    lemma = tree.lemma(at)
    to = any(tree.lemma(mark) == "to" for mark in tree.kids(complement, "mark"))
    if to and lemma in ("fear", "believe") and tree.kids(complement, "aux"):
        return False  # "are feared to have stolen"
    if lemma == "want" and _by_speaker(tree, at):
        told_off = words("forecast_cues", "rules", "wondering")
        return tree.lemma(complement) not in told_off | words("forecast_cues", "rules", "performed")
    if lemma == "want":
        return tree.lemma(complement) not in words("forecast_cues", "rules", "wondering")
    if lemma in ("warn", "caution") and to:
        return False
    if lemma in words("forecast_cues", "rules", "infinitive_only"):
        return to
    if lemma in words("forecast_cues", "rules", "gerund_only"):
        return tree.tokens[complement].xpos == "VBG"
    return tree.relation(complement) != "ccomp" or _content_lies_ahead(tree, lemma, complement)


def _content_lies_ahead(tree: Tree, verb: str, content: int) -> bool:
    """True for "hope it comes", "fear that it may fall"; False for what was, is, or is asked."""
    if tree.tokens[tree.first[content]].xpos in ("WP", "WRB", "WDT"):
        return False  # "decide who will lead"
    if verb == "hope" and tree.tokens[content].xpos in ("VBZ", "VBP"):
        return True
    if verb in words("forecast_cues", "rules", "open_content"):
        return looks_ahead(tree, content)
    return not over(tree, content)


def _by_speaker(tree: Tree, at: int) -> bool:
    """True for "I want to be clear": the speaker does it by saying so."""
    who = maker(tree, at)
    return who is not None and tree.lemma(who) in ("i", "we")


def _adverb(tree: Tree, at: int) -> Outlook | None:
    """Finds "potentially leading to war"."""
    entry = _read(tree, "adverbs", at)
    head = tree.heads[at]
    if entry is None or head < 0 or tree.relation(at) != "advmod":
        return None
    clause = tree.clause_of(at)
    if head != clause or _past(tree, clause) or _holds_now(tree, at, clause):
        return None
    to = any(tree.lemma(mark) == "to" for mark in tree.kids(clause, "mark"))
    if to and _past(tree, tree.heads[clause]):
        return None  # "used it to potentially file claims"
    if tree.lemma(at) == "soon" and at > 0 and tree.lemma(at - 1) in ("as", "how", "too", "so"):
        return None  # "as soon as possible"
    return Outlook(at, at, clause, *entry)


def _holds_now(tree: Tree, at: int, clause: int) -> bool:
    """True for "it potentially has enormous effects": a guess about what is."""
    if tree.lemma(at) in ("soon", "imminently"):
        return False
    heads = (clause, *tree.kids(clause, "aux", "cop"))
    now = any(tree.tokens[head].xpos in ("VBZ", "VBP") for head in heads)
    return now or any(tree.lemma(head) == "can" for head in heads)


def _noun(tree: Tree, at: int) -> Outlook | None:
    """Finds "the risk of war", "a plan to leave", "hopes that it ends"."""
    entry = noun(tree, at)
    return None if entry is None else Outlook(at, at, tree.clause_of(at), *entry, phrase=True)
