"""The PLOVER type of an event, from its predicate and what hangs on it; "" when unsure.

The predicate is read as a dictionary coder reads it (TABARI, PETRARCH): combinations of a
verb with its object first ("lift sanctions"), then the verb alone, then the noun of a light
verb. Over that lies the stance of the clause: what is promised is AGREE, what is refused
REJECT, what is demanded REQUEST, what is threatened THREATEN, whatever the act itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sitrep.claims.polarity import negated
from sitrep.claims.tree import Tree
from sitrep.data.tables import table, words

__all__ = ["event_nouns", "plover_type", "type_between"]

_DEEP = 6  # clauses followed downwards: "said it would begin to withdraw" needs three
_FUTURE = frozenset({"will", "would", "'ll", "wo", "shall", "may", "might", "could"})
_DUTY = frozenset({"must", "should", "ought"})


def plover_type(tree: Tree, head: int) -> str:
    """The type of the event that the clause headed by word ``head`` tells of.

    Args:
        tree: the sentence.
        head: index of the clause's predicate.

    Returns:
        One of the sixteen types of the PLOVER codebook, or "" when no rule speaks.
    """
    return _read(tree, head, 0, sure=True)


def type_between(tree: Tree, actor: range, recipient: range) -> str:
    """The type of the event by which one party acts on another.

    Args:
        tree: the sentence.
        actor: the words that name who acts.
        recipient: the words that name who is acted upon.

    Returns:
        The type of the best placed typed predicate; "" when the sentence has none.
    """
    best, chosen = (-1.0, 0), ""
    for at in range(len(tree)):
        if not _may_tell(tree, at):
            continue
        kind = _read(tree, at, 0, sure=False)
        if not kind:
            continue
        rank = (_placed(tree, at, actor, recipient), -at)
        if rank > best:
            best, chosen = rank, kind
    return chosen


def _may_tell(tree: Tree, at: int) -> bool:
    upos = tree.tokens[at].upos
    return upos == "VERB" or (upos in ("NOUN", "ADJ") and at != 0)


def _placed(tree: Tree, at: int, actor: range, recipient: range) -> float:
    """How well a predicate stands between the two parties."""
    score = 1.0 if tree.tokens[at].upos == "VERB" else 0.0
    subject = _subject(tree, at)
    if subject is not None and _touches(tree, subject, actor):
        score += 3
    below = range(tree.first[at], tree.last[at] + 1)
    if _meets(below, recipient):
        score += 1.5
    if _meets(below, actor):
        score += 1
    for kid in tree.kids(at, "obl", "nmod"):
        if _touches(tree, kid, actor) and "by" in [tree.lemma(k) for k in tree.kids(kid, "case")]:
            score += 2
    depth = sum(1 for _ in tree.above(at))
    return score - 0.1 * depth


def _meets(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _touches(tree: Tree, at: int, party: range) -> bool:
    return _meets(range(tree.first[at], tree.last[at] + 1), party)


def _subject(tree: Tree, head: int) -> int | None:
    at = head
    for governor in (head, *tree.above(head)):
        if governor != head and tree.relation(at) not in ("xcomp", "conj", "advcl", "ccomp"):
            return None
        subject = tree.subject(governor)
        if subject is not None:
            return subject
        at = governor
    return None


def _read(tree: Tree, head: int, deep: int, *, sure: bool) -> str:
    """Act and stance of one predicate; with ``sure``, "" where the words are weak."""
    stance = _stance(tree, head, deep, sure=sure)
    if stance:
        return stance
    act = _act(tree, head, sure=sure)
    auxiliaries = {tree.lemma(kid) for kid in tree.kids(head, "aux")}
    if negated(tree, head):
        return "REJECT" if act in words("plover", "stances", "friendly") else ""
    if act and auxiliaries & _FUTURE:
        return "THREATEN" if _unless(tree, head) else _intended(act)
    return act


def _unless(tree: Tree, head: int) -> bool:
    """True for "will withdraw unless ...": an ultimatum."""
    return any(
        tree.lemma(mark) == "unless"
        for kid in tree.kids(head, "advcl")
        for mark in tree.kids(kid, "mark")
    )


def _intended(act: str) -> str:
    """What an act not yet done amounts to."""
    if act in words("plover", "stances", "friendly"):
        return "AGREE"
    return "THREATEN" if act in ("SANCTION", "COERCE", "ASSAULT", "PROTEST") else act


def _stance(tree: Tree, head: int, deep: int, *, sure: bool) -> str:
    """What a predicate lays over the event it governs; "" when it lays nothing."""
    names = _names(tree, head)
    lower = _lower(tree, head)
    if names & words("plover", "stances", "report"):
        return _reported(tree, lower, deep, sure=sure) if lower is not None else ""
    for stance, kind in (("threat", "THREATEN"), ("blame", "ACCUSE")):
        if names & words("plover", "stances", stance):
            return kind
    reaches = lower is not None or _for(tree, head) or bool(tree.kids(head, "obj"))
    if names & words("plover", "stances", "demand") and reaches:
        return "REQUEST"
    if not sure and names & words("plover", "stances", "asking") and tree.kids(head, "xcomp"):
        return "REQUEST"
    if names & words("plover", "stances", "refusal") and (
        lower is not None or tree.lemma(head) != "fail"
    ):
        return "REJECT"
    if names & words("plover", "stances", "praise"):
        return "REJECT" if negated(tree, head) else "SUPPORT"
    if names & words("plover", "stances", "pledges" if sure else "intent"):
        return _meant(tree, head, lower, deep, sure=sure)
    if lower is not None and deep < _DEEP:
        return _carried(tree, names, lower, deep, sure=sure)
    return ""


def _carried(tree: Tree, names: frozenset[str], lower: int, deep: int, *, sure: bool) -> str:
    """The act below a verb of beginning, or the purpose for which someone is sent."""
    if names & words("plover", "stances", "phases" if sure else "aspect"):
        return _read(tree, lower, deep + 1, sure=sure)
    if not sure and names & words("plover", "stances", "purpose"):
        aim = _read(tree, lower, deep + 1, sure=sure)
        return aim if aim in ("ACCUSE", "CONSULT", "AID") else ""
    return ""


def _reported(tree: Tree, lower: int, deep: int, *, sure: bool) -> str:
    if deep >= _DEEP:
        return ""
    if {tree.lemma(kid) for kid in tree.kids(lower, "aux")} & _DUTY:
        return "REQUEST"
    return _read(tree, lower, deep + 1, sure=sure)


def _meant(tree: Tree, head: int, lower: int | None, deep: int, *, sure: bool) -> str:
    """A promise, plan or offer: AGREE, unless what is meant would harm."""
    if negated(tree, head):
        return "REJECT"
    act = _read(tree, lower, deep + 1, sure=sure) if lower is not None and deep < _DEEP else ""
    if not act:
        act = _act(tree, head, sure=sure)
    if act:
        return _intended(act)
    own = "" if sure else _alone(tree, head)
    return own if lower is None else ("AGREE" if own == "AGREE" else "")


def _lower(tree: Tree, head: int) -> int | None:
    """The clause that the predicate governs."""
    for kid in tree.kids(head, "xcomp", "ccomp", "csubj"):
        if tree.tokens[kid].upos in ("VERB", "AUX", "ADJ", "NOUN"):
            return kid
    for kid in tree.kids(head, "advcl", "acl"):
        if any(tree.lemma(mark) == "to" for mark in tree.kids(kid, "mark")):
            return kid
    for noun in tree.kids(head, "obj"):
        for kid in tree.kids(noun, "acl"):
            if any(tree.lemma(mark) in ("to", "that") for mark in tree.kids(kid, "mark")):
                return kid
    return None


def _for(tree: Tree, head: int) -> bool:
    return any(
        tree.lemma(mark) in ("for", "on", "to")
        for kid in tree.kids(head, "obl")
        for mark in tree.kids(kid, "case")
    )


def _act(tree: Tree, head: int, *, sure: bool) -> str:
    """The type of the act alone."""
    names = _names(tree, head)
    things = list(_things(tree, head, wide=not sure))
    combined = _combined(names, things)
    if combined:
        return combined
    own = _alone(tree, head)
    if own and not (sure and names & words("plover", "rules", "weak")):
        return own
    if not names & words("predicates", "light_verbs"):
        return ""
    if sure:
        things = [tree.lemma(kid) for kid in tree.kids(head, "obj")]
    for noun in tree.kids(head, "obj", *(() if sure else ("nsubj",))):
        inner = _combined(_names(tree, noun), list(_things(tree, noun)))
        if inner:
            return inner
    return next((event_nouns()[thing] for thing in things if thing in event_nouns()), "")


def _combined(names: frozenset[str], things: list[str]) -> str:
    """The type of the first rule that a predicate and its nouns fit."""
    for verbs, objects, kind in table("plover")["combinations"]["rules"]:
        if names & words("plover", "groups", verbs):
            group = words("plover", "objects", objects)
            if any(thing in group for thing in things):
                return str(kind)
    return ""


def _alone(tree: Tree, head: int) -> str:
    index = event_nouns() if tree.tokens[head].upos == "NOUN" else _verbs()
    if tree.lemma(head) in words("plover", "rules", "transitive") and not _acts_on(tree, head):
        return ""
    for name in sorted(_names(tree, head), key=len, reverse=True):
        if name in index:
            return index[name]
    return ""


def _acts_on(tree: Tree, head: int) -> bool:
    """True when a verb has an object, a passive subject or "at" and "on" what it is done."""
    if tree.tokens[head].upos == "NOUN" or tree.kids(head, "obj", "iobj", "xcomp"):
        return True
    if any(tree.tokens[kid].relation == "nsubj:pass" for kid in tree.kids(head, "nsubj")):
        return True
    return tree.relation(head) in ("acl", "amod") or any(
        tree.lemma(mark) in ("at", "on", "against", "from", "to")
        for kid in tree.kids(head, "obl")
        for mark in tree.kids(kid, "case")
    )


def _names(tree: Tree, head: int) -> frozenset[str]:
    """The lemma, and the lemma with its particle or preposition ("call_for", "rule_out")."""
    lemma = tree.lemma(head)
    tails = [tree.lemma(kid) for kid in tree.kids(head, "compound", "advmod")]
    for kid in tree.kids(head, "obl"):
        tails += [tree.lemma(mark) for mark in tree.kids(kid, "case")]
    tails += [tree.lemma(kid) for kid in tree.kids(head, "obj")]
    return frozenset([lemma, *(f"{lemma}_{tail}" for tail in tails)])


def _things(tree: Tree, head: int, *, wide: bool = True) -> Iterator[str]:
    """The nouns that complete a predicate: object, passive subject, then their modifiers.

    With ``wide`` the prepositional ones too, else those only where there is no object.
    """
    kids = tree.kids(head, "obj")
    kids += [k for k in tree.kids(head, "nsubj") if tree.tokens[k].relation == "nsubj:pass"]
    if wide or not (kids or tree.lemma(head) in words("predicates", "light_verbs")):
        kids += tree.kids(head, "obl", "nmod")
    for kid in kids:
        yield tree.lemma(kid)
        yield from (tree.lemma(low) for low in tree.kids(kid, "compound", "nmod", "conj", "amod"))


@cache
def _verbs() -> dict[str, str]:
    return _turned("verbs")


@cache
def event_nouns() -> dict[str, str]:
    """Nouns that tell of an event by themselves, each with its type."""
    return _turned("nouns")


def _turned(group: str) -> dict[str, str]:
    """Lemma to type; a lemma listed under two types keeps the first."""
    out: dict[str, str] = {}
    for kind, lemmas in table("plover")[group].items():
        for lemma in lemmas:
            out.setdefault(lemma, kind)
    return out
