"""Whether one claim denies what another tells: the same act, with the same parts in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitrep.ledger.case import Case
from sitrep.ledger.features import LIGHT, claim_tokens, kinds_of_act
from sitrep.ledger.poles import NOBODY, denies, doubting, judging, narrows
from sitrep.records import Claim, Span, Token
from sitrep.text import fold

__all__ = ["GIVEN", "Denials", "is_negative"]

#: letters in which two forms of one word must agree ("weld", "welding")
STEM = 4
#: relations of the words that take part in an act (Universal Dependencies)
CORE = frozenset({"nsubj", "obj", "iobj", "csubj", "ccomp", "xcomp", "compound"})
PARTS = CORE | {"obl", "nmod"}
#: parts of speech that name what takes part
NAMING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
#: parts that a verb which says little ("take") has at least, where no noun is denied
LIGHT_PARTS = 2
#: words of a clause that states no fact
UNSURE = frozenset({"if", "whether", "unless"})
#: words of what is still to come ("has yet to be signed"), or was held to be so before
NOT_NOW = frozenset({"yet", "initially", "originally"})
#: certainties of a claim that can deny or be denied
GIVEN = frozenset({"alleged", "reported", "asserted", "denied"})
POINTING = frozenset({"this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class _Act:
    """A word that tells an act, with who does it, to whom, and whatever else has a part in it.

    Each part is the set of keys by which it is known: its lemma, its kinds of act, or the
    entity that it names.
    """

    keys: frozenset[str]
    doer: frozenset[str]
    object: frozenset[str]
    parts: tuple[frozenset[str], ...]


class Denials:
    """Whether claims of a story deny one another; what is seen of each claim is kept."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._named = {report: _mentions(case, report) for report in case.analyses}
        self._denied: dict[str, _Act | None] = {}

    def between(self, a: Claim, b: Claim) -> bool:
        """True when one claim denies what the other tells as a fact.

        The act that the one denies, in any form of its word ("no welding", "nobody welded"),
        the other tells, with every part that the denial names: "no alarm sounded before the
        blast" denies nothing of an alarm that sounded after it, and "the owner was not
        charged" nothing of "the firm was charged". Neither may deny a part alone ("not the
        first") or stand under "whether", and neither may hold the other.
        """
        if not {a.certainty, b.certainty} <= GIVEN or is_negative(a) == is_negative(b):
            return False
        if a.report == b.report and a.span.overlaps(b.span):
            return False
        denying, telling = (a, b) if is_negative(a) else (b, a)
        act = self._act_denied(denying)
        return act is not None and self._is_told(act, telling)

    def _act_denied(self, claim: Claim) -> _Act | None:
        """The act that a claim denies, None when it cannot be held against another claim."""
        if claim.id not in self._denied:
            self._denied[claim.id] = self._read(claim)
        return self._denied[claim.id]

    def _read(self, claim: Claim) -> _Act | None:
        sentence = self._case.sentence(claim)
        tokens = sentence.tokens
        at = _predicate(claim, tokens)
        if at is None or narrows(sentence, claim) or _is_unsure(tokens, claim, at):
            return None
        act = self._act(claim, tokens, at)
        if _is_light(tokens[at]):
            noun = next((i for i in _under(tokens, at) if denies(tokens, i)), None)
            if noun is not None:
                inner = self._act(claim, tokens, noun)
                told = self._keys(claim.report, tokens[noun])
                others = tuple(p for p in act.parts if p != told)
                own = self._act_keys(claim.report, tokens[noun])
                act = _Act(own, frozenset(), frozenset(), (*others, *inner.parts))
            elif len(act.parts) < LIGHT_PARTS:
                return None
        return act if act.parts and all(act.parts) else None

    def _act(self, claim: Claim, tokens: tuple[Token, ...], at: int) -> _Act:
        """The act that a word of a claim tells; a part that only points is an empty set."""
        doer, done, parts = frozenset[str](), frozenset[str](), []
        passive = any(tokens[i].relation.endswith(":pass") for i in _under(tokens, at))
        for kid in _under(tokens, at):
            token = tokens[kid]
            relation = token.relation.partition(":")[0]
            if relation not in PARTS or not claim.span.contains(token.span):
                continue
            if token.lemma.lower() in NOBODY or token.relation == "expl":
                continue
            keys = self._part(claim, tokens, kid)
            parts.append(keys)
            agent = relation == "obl" and _case_of(tokens, kid) == "by"
            if (relation == "nsubj" and not passive) or (passive and agent):
                doer = keys
            elif relation == "obj" or (relation == "nsubj" and passive):
                done = keys
        return _Act(self._act_keys(claim.report, tokens[at]), doer, done, tuple(parts))

    def _act_keys(self, report: str, token: Token) -> frozenset[str]:
        """The keys of the word for an act; one that judges the act has none but itself."""
        lemma = token.lemma.lower()
        return frozenset({lemma}) if lemma in judging() else self._keys(report, token)

    def _part(self, claim: Claim, tokens: tuple[Token, ...], at: int) -> frozenset[str]:
        """The keys of a part; a pronoun's are those of the actor whom it stands for."""
        token = tokens[at]
        if token.upos in {"PRON", "DET"}:
            actor = claim.event.actor if claim.event else None
            is_doer = token.relation.startswith("nsubj")
            return frozenset({self._entity(actor)}) if actor and is_doer else frozenset()
        subject = token.relation.startswith("nsubj")
        if subject and any(tokens[i].lemma.lower() in POINTING for i in _under(tokens, at)):
            return frozenset()
        return self._keys(claim.report, token) if token.upos in NAMING else frozenset({""})

    def _keys(self, report: str, token: Token) -> frozenset[str]:
        named = self._named[report].get(token.start)
        if named is not None:
            entity, name = named
            return frozenset({self._entity(entity), f"name:{name}"})
        lemma = token.lemma.lower()
        return frozenset({lemma, *(f"act:{act}" for act in kinds_of_act(lemma))})

    def _entity(self, entity: str) -> str:
        return f"entity:{self._case.joined.get(entity, entity)}"

    def _is_told(self, act: _Act, claim: Claim) -> bool:
        """True when a claim tells an act as fact, with all its parts and none of them swapped."""
        tokens = self._case.sentence(claim).tokens
        inside = claim_tokens(self._case.sentence(claim), claim)
        if any(token.lemma.lower() in NOT_NOW for token in inside):
            return False
        for at, token in enumerate(tokens):
            if token not in inside or token.upos not in NAMING or denies(tokens, at):
                continue
            if not _is_one_word(act.keys, self._keys(claim.report, token)):
                continue
            if _is_unsure(tokens, claim, at) or _is_doubted(tokens, claim, at):
                continue
            others = [self._keys(claim.report, t) for t in inside if t is not token]
            told = self._act(claim, tokens, at)
            swapped = _differ(act.doer, told.doer) or _differ(act.object, told.object)
            if act.object and token.upos == "NOUN":
                # "other charges against the firm": whom a noun concerns hangs on it
                below = (t for i, t in enumerate(tokens) if at in _above(tokens, i))
                swapped = not any(
                    _is_one_word(act.object, self._keys(claim.report, t)) for t in below
                )
            if not swapped and all(
                part == {""} or any(_is_one_word(part, other) for other in others)
                for part in act.parts
            ):
                return True
        return False


def is_negative(claim: Claim) -> bool:
    """True for a claim that denies something."""
    return claim.polarity == "negative" or claim.certainty == "denied"


def _mentions(case: Case, report: str) -> Mapping[int, tuple[str, str]]:
    """The entity of each word that stands in a name and the name, by the word's start."""
    text = case.reports[report].text
    found: dict[int, tuple[str, str]] = {}
    spans: list[tuple[Span, str]] = [
        (mention.span, entity.id)
        for entity in case.analyses[report].entities
        for mention in entity.mentions
        if mention.kind == "name"
    ]
    for sentence in case.analyses[report].sentences:
        near = [(span, one) for span, one in spans if span.overlaps(sentence.span)]
        for token in sentence.tokens:
            for span, one in near:
                if span.contains(token.span):
                    found[token.start] = (one, fold(span.of(text)).text)
    return found


def _predicate(claim: Claim, tokens: tuple[Token, ...]) -> int | None:
    """The word of the claim's act nearest the root of its clause, None when it has none."""
    lemma = claim.event.predicate if claim.event else ""
    places = [
        i for i, t in enumerate(tokens) if claim.span.contains(t.span) and t.lemma.lower() == lemma
    ]
    return min(places, key=lambda i: (sum(1 for _ in _above(tokens, i)), i), default=None)


def _under(tokens: tuple[Token, ...], at: int) -> list[int]:
    return [i for i, token in enumerate(tokens) if token.head == at]


def _above(tokens: tuple[Token, ...], at: int) -> Iterator[int]:
    """The words that govern a word, from the nearest to the root."""
    head = tokens[at].head
    for _ in tokens:
        if head < 0:
            return
        yield head
        head = tokens[head].head


def _is_light(token: Token) -> bool:
    return token.lemma.lower() in LIGHT or token.upos == "AUX"


def _case_of(tokens: tuple[Token, ...], at: int) -> str:
    return next(
        (tokens[i].lemma.lower() for i in _under(tokens, at) if tokens[i].relation == "case"), ""
    )


def _is_unsure(tokens: tuple[Token, ...], claim: Claim, at: int) -> bool:
    """True when a word inside the claim stands under a modal verb, "if" or "whether"."""
    chain = [at, *(i for i in _above(tokens, at) if claim.span.contains(tokens[i].span))]
    return any(
        tokens[kid].xpos == "MD" or tokens[kid].lemma.lower() in UNSURE
        for place in chain
        for kid in _under(tokens, place)
    )


def _is_doubted(tokens: tuple[Token, ...], claim: Claim, at: int) -> bool:
    """True for the issues of "dismissed concerns about safety issues"."""
    above = (i for i in _above(tokens, at) if claim.span.contains(tokens[i].span))
    return any(tokens[i].lemma.lower() in doubting() for i in above)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not _is_one_word(one, other)


def _is_one_word(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """True for one word, one kind of act, one entity, or one word in two forms."""
    if not mine.isdisjoint(theirs):
        return True
    return any(
        (len(one) >= STEM and other.startswith(one))
        or (len(other) >= STEM and one.startswith(other))
        for one in mine
        for other in theirs
        if ":" not in one and ":" not in other
    )
