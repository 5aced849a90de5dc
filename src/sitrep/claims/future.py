"""The words that turn a clause towards the future, with their commitment and kind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from sitrep.claims.certainty import arranged, told
from sitrep.claims.polarity import negated
from sitrep.claims.tables import table, words
from sitrep.claims.tree import Tree
from sitrep.records import Certainty, ForecastKind

__all__ = ["Outlook", "is_purpose", "outlooks"]

_COMPLEMENT = ("xcomp", "ccomp", "csubj", "advcl")


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
        if cue is not None:
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
    if any(tree.lemma(kid) == "have" for kid in tree.kids(head, "aux") if kid > at):
        return None  # "may have fled": a guess about the past
    if _going_on(tree, at, head):
        return None
    if tree.tokens[head].xpos in ("VBZ", "VBD"):
        return None  # "military might plays on": the tagger took a noun for a modal
    lemma = tree.lemma(at)
    if lemma in ("may", "might", "could") and tree.lemma(head) in words(
        "forecast_cues", "rules", "explanatory"
    ):
        return None
    if any(
        tree.lemma(kid) in words("forecast_cues", "rules", "present")
        for kid in tree.kids(head, "advmod")
    ):
        return None
    if lemma == "could" and _past_ability(tree, head):
        return None
    if lemma == "would" and _past_in_future(tree, at, head):
        return None
    if lemma == "would" and (_wished(tree, head) or _so_that(tree, head)):
        return None
    if _asked(tree, at, head) or _refused(tree, at, head) or _of_you(tree, head):
        return None
    if lemma == "would" and told(tree, head):
        return Outlook(at, at, head, "expected", "forecast")
    return Outlook(at, at, head, *entry)


def _going_on(tree: Tree, at: int, head: int) -> bool:
    """True for "may be having an easier time": a guess about what is going on."""
    guess = tree.lemma(at) in ("may", "might", "could") and tree.tokens[head].xpos == "VBG"
    return guess and any(tree.lemma(kid) == "be" for kid in tree.kids(head, "aux"))


def _asked(tree: Tree, at: int, head: int) -> bool:
    """True for "would you keep an eye on it": a request."""
    return any(at < kid and tree.lemma(kid) == "you" for kid in tree.kids(head, "nsubj"))


def _refused(tree: Tree, at: int, head: int) -> bool:
    """True for "would not comment": what somebody declined to say."""
    silent = tree.lemma(at) == "would" and negated(tree, head)
    return silent and tree.lemma(head) in words("forecast_cues", "rules", "refusals")


def _of_you(tree: Tree, head: int) -> bool:
    """True for "the prices that you will see": it only tells which thing is meant."""
    subject = tree.subject(head)
    return tree.relation(head) == "acl" and subject is not None and tree.lemma(subject) == "you"


def _wished(tree: Tree, head: int) -> bool:
    """True for "I would like to see it": the polite form of a wish."""
    wishing = tree.lemma(head) in words("forecast_cues", "rules", "wishing")
    return wishing and any(tree.lemma(kid) in ("i", "we", "I") for kid in tree.kids(head, "nsubj"))


def _so_that(tree: Tree, head: int) -> bool:
    """True for "covered them so they would not be hurt": what was done, and for what."""
    governor = tree.heads[head]
    if tree.relation(head) != "advcl" or governor < 0:
        return False
    so = any(tree.lemma(kid) == "so" for kid in tree.kids(head, "mark", "advmod"))
    return so and tree.tokens[governor].xpos in ("VBD", "VBN")


def _arranged(tree: Tree, at: int) -> Outlook | None:
    """Finds "is to open on Monday": what has been arranged."""
    head = tree.heads[at]
    if head < 0 or tree.lemma(head) in words("forecast_cues", "rules", "blamed"):
        return None
    if tree.tokens[at].xpos == "VBD" or arranged(tree, head) != at:
        return None
    if _tells_which(tree, head):
        return None
    return Outlook(at, at, head, "planned", "plan")


def _tells_which(tree: Tree, head: int) -> bool:
    """True for "the judge who is to lead it": without a comma, it only tells which person."""
    subject = tree.subject(head)
    who = subject is not None and tree.lemma(subject) == "who"
    if not who or tree.relation(head) != "acl":
        return False
    return tree.tokens[tree.first[head] - 1].upos != "PUNCT"


def _past_ability(tree: Tree, head: int) -> bool:
    """True for "could not find", "fled where they could hide": able or unable back then."""
    if tree.lemma(head) in words("forecast_cues", "rules", "perceiving"):
        return True
    governor = tree.heads[head]
    past = governor < 0 or tree.tokens[governor].xpos in ("VBD", "VBN")
    if tree.relation(head) in ("acl", "advcl"):
        return past and governor >= 0
    if not negated(tree, head):
        return False
    return past or any(token.xpos == "VBD" for token in tree.tokens)


def _past_in_future(tree: Tree, at: int, head: int) -> bool:
    """True for "would later become": told from behind, no forecast any more."""
    late = words("forecast_cues", "rules", "past_in_future")
    if any(at < kid and tree.lemma(kid) in late for kid in tree.kids(head, "advmod")):
        return True
    return tree.lemma(head) == "go" and any(
        tree.lemma(kid) == "on" for kid in tree.kids(head, "compound", "advmod")
    )


def _going(tree: Tree, at: int) -> Outlook | None:
    """Finds "is going to fall"."""
    if tree.tokens[at].xpos != "VBG" or tree.lemma(at) != "go" or not tree.kids(at, "aux"):
        return None
    target = next(iter(tree.kids(at, "xcomp")), None)
    if target is None or not any(tree.lemma(k) == "to" for k in tree.kids(target, "mark")):
        return None
    return Outlook(at, at, target, "expected", "forecast")


def _predicative(tree: Tree, at: int) -> Outlook | None:
    """Finds "is likely to", "set to", "it is possible that"."""
    entry = _read(tree, "predicatives", at)
    if entry is None:
        return None
    infinitive = _infinitive(tree, at)
    if tree.lemma(at) in words("forecast_cues", "rules", "wishes") and _past(tree, at):
        return None
    if infinitive is not None and tree.tokens[at].xpos in ("JJ", "VBN", "RB", "IN", "VBD"):
        if tree.tokens[at].xpos == "VBD" and not tree.kids(at, "aux"):
            return None
        return Outlook(at, at, infinitive, *entry)
    if tree.kids(at, "cop"):
        if _past(tree, at):
            return None
        clause = next(iter(tree.kids(at, "ccomp", "csubj")), at)
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
    if tree.relation(at) != "amod":
        return None
    entry = _read(tree, "attributives", at)
    if entry is None and tree.tokens[at].upos == "VERB":
        lemma = tree.tokens[at].lemma
        entry = (
            None if tree.tokens[at].xpos != "VBG" or lemma != "loom" else ("possible", "warning")
        )
    if entry is None or not _open_future(tree, at):
        return None
    return Outlook(at, at, tree.clause_of(at), entry[0], entry[1], phrase=True)


def _open_future(tree: Tree, at: int) -> bool:
    """False for a bare "future" that nobody doubts, asks about or plans."""
    if tree.lemma(at) != "future":
        return True
    doubts = words("forecast_cues", "rules", "doubts")
    return any(tree.lemma(high) in doubts for high in islice(tree.above(at), 4))


def _verb(tree: Tree, at: int) -> Outlook | None:
    """A verb that looks ahead to its complement ("plans to", "warned of", "vowed")."""
    entry = _read(tree, "verbs", at)
    if entry is None:
        return None
    if tree.lemma(at) in words("forecast_cues", "rules", "wishes") and _past(tree, at):
        return None
    if is_purpose(tree, at) or _tells_which(tree, at):
        return None
    complement = next(
        (
            kid
            for kid in tree.kids(at, *_COMPLEMENT)
            if tree.relation(kid) != "advcl"
            or any(tree.lemma(mark) in ("to", "for", "of") for mark in tree.kids(kid, "mark"))
        ),
        None,
    )
    if complement is not None and _is_wish_or_order(tree, at, complement):
        return None
    if complement is None:
        if _mistagged(tree, at):
            return Outlook(at, at, tree.clause_of(at), *entry, phrase=True)
        if tree.lemma(at) in words("forecast_cues", "rules", "needs_clause"):
            return None
        if not tree.kids(at, "obj", "obl"):
            return None
        return Outlook(at, at, at, *entry)
    return Outlook(at, at, complement, *entry)


def _is_wish_or_order(tree: Tree, at: int, complement: int) -> bool:
    """True for "want to know", and for "warned residents to stay indoors"."""
    if tree.lemma(at) == "want":
        return tree.lemma(complement) in words("forecast_cues", "rules", "wondering")
    to = any(tree.lemma(mark) == "to" for mark in tree.kids(complement, "mark"))
    return tree.lemma(at) in ("warn", "caution") and to


def is_purpose(tree: Tree, at: int) -> bool:
    """True for "the law aims to cut emissions": what a thing is for, and nobody's plan.

    So is "a drug promising to slow the disease": right after its noun it tells which one.
    """
    if tree.lemma(at) not in words("forecast_cues", "rules", "purposes"):
        return False
    noun = tree.heads[at]
    if tree.relation(at) == "acl" and not tree.kids(at, "nsubj") and noun == at - 1:
        return tree.tokens[noun].upos == "NOUN"
    subject = tree.subject(at)
    return subject is not None and _is_thing(tree, subject)


def _is_thing(tree: Tree, at: int) -> bool:
    """True for a noun that can neither plan nor promise."""
    if tree.tokens[at].upos != "NOUN":
        return False
    lemma = tree.lemma(at)
    if lemma in words("sources", "bodies") or lemma in words("sources", "groups"):
        return False
    endings = tuple(words("sources", "thing_endings"))
    return lemma in words("sources", "things") or lemma.endswith(endings)


def _adverb(tree: Tree, at: int) -> Outlook | None:
    """Finds "potentially leading to war"."""
    entry = _read(tree, "adverbs", at)
    head = tree.heads[at]
    if entry is None or head < 0 or tree.relation(at) != "advmod":
        return None
    clause = tree.clause_of(at)
    if _past(tree, clause):
        return None
    return Outlook(at, at, clause, *entry)


def _lies_ahead(tree: Tree, kid: int) -> bool:
    """True for "risk of war", "plan to leave"; False for "risk to civilians", "warning against"."""
    if tree.tokens[kid].relation == "nmod:poss":
        return False
    if tree.relation(kid) != "nmod":
        return True
    return any(tree.lemma(mark) in ("of", "for", "over") for mark in tree.kids(kid, "case"))


def _next_to(tree: Tree, at: int) -> bool:
    """True when "of" or "for" follows at once, whatever the parse hangs it on."""
    return at + 1 < len(tree) and tree.lemma(at + 1) in ("of", "for")


def _noun(tree: Tree, at: int) -> Outlook | None:
    """Finds "the risk of war", "a plan to leave", "hopes that it ends"."""
    entry = _read(tree, "nouns", at)
    if entry is None or not _open_future(tree, at):
        return None
    if tree.lemma(at) == "chance" and tree.relation(at) == "obj":
        return None  # "missed a chance to score": an occasion, no likelihood
    nmods = tree.kids(at, "nmod", "acl", "ccomp", "advcl")
    harms = any(tree.lemma(mark) == "to" for kid in nmods for mark in tree.kids(kid, "case"))
    ahead = _next_to(tree, at) or any(_lies_ahead(tree, kid) for kid in nmods)
    if not ahead and (harms or not tree.kids(at, "compound")):
        return None
    return Outlook(at, at, tree.clause_of(at), entry[0], entry[1], phrase=True)
