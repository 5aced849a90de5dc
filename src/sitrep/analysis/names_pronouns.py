"""Third-person pronouns resolved to the one compatible antecedent that stands nearby."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.records import EntityType, Sentence, Token

__all__ = ["Antecedent", "resolve_pronouns"]

_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_IT = frozenset(["it", "its", "itself"])
_SUBJECTS = ("nsubj", "nsubj:pass")
#: sentences looked back over for "he" and "she"; source: recipe 4 of claim decontextualisation
_BACK = 2
#: latest mentions of one sentence that are looked at; more stand only in lists
_LATEST = 60
#: longest way up a tree that is followed, tokens
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention a pronoun may stand for: its entity, place, type, gender and grammatical role."""

    entity: int
    start: int
    end: int
    sentence: int
    type: EntityType
    gender: str
    subject: bool


def resolve_pronouns(
    text: str, sentences: Sequence[Sentence], antecedents: Sequence[Antecedent]
) -> dict[tuple[int, int], int]:
    """Pronoun span -> entity index, for pronouns with exactly one compatible antecedent.

    Rule: "he" and "she" look at persons of fitting or unknown gender before the pronoun in
    its sentence and the two before it; where several fit, the one who alone is the subject
    is taken, else the pronoun stays unresolved. "it" and "its" are resolved only to the
    subject of their own clause, or the clause above, when that is a body or a state.

    Args:
        text: the report's text.
        sentences: its sentences with tokens.
        antecedents: name and noun-phrase mentions in text order.
    """
    told = {mention.entity: mention.gender for mention in antecedents if mention.gender}
    waiting: dict[int, list[Antecedent]] = defaultdict(list)
    for mention in antecedents:
        waiting[mention.sentence].append(mention)
    resolved: dict[tuple[int, int], int] = {}
    seen: list[list[Antecedent]] = []
    for number, sentence in enumerate(sentences):
        seen.append([])
        if sentence.kind in ("debris", "heading"):
            seen.clear()
            continue
        subjects = _subjects(sentence.tokens)
        mentions = waiting[number]
        passed = 0
        for at, token in enumerate(sentence.tokens):
            if token.upos not in ("PRON", "DET"):
                continue
            while passed < len(mentions) and mentions[passed].end <= token.start:
                seen[-1].append(mentions[passed])
                passed += 1
            word = text[token.start : token.end].lower()
            owner: Antecedent | None = None
            if word in _HE or word in _SHE:
                gender = "m" if word in _HE else "f"
                owner = _person(sentence.tokens, subjects, seen, token, (gender, told))
                if owner is not None:
                    told.setdefault(owner.entity, gender)
            elif word in _IT:
                owner = _thing(sentence.tokens, subjects, mentions, at)
            if owner is not None:
                resolved[token.start, token.end] = owner.entity
                seen[-1].append(_again(owner, token, number))
        seen[-1] += mentions[passed:]
        seen[:] = [latest[-_LATEST:] for latest in seen[-_BACK:]]
    return resolved


def _subjects(tokens: Sequence[Token]) -> dict[int, int]:
    """Verb -> its first subject."""
    subjects: dict[int, int] = {}
    for at, token in enumerate(tokens):
        if token.relation in _SUBJECTS:
            subjects.setdefault(token.head, at)
    return subjects


def _again(owner: Antecedent, token: Token, number: int) -> Antecedent:
    """The resolved pronoun as an antecedent of the next one."""
    subject = token.relation in _SUBJECTS
    return Antecedent(
        owner.entity, token.start, token.end, number, owner.type, owner.gender, subject
    )


def _person(
    tokens: Sequence[Token],
    subjects: Mapping[int, int],
    seen: Sequence[Sequence[Antecedent]],
    token: Token,
    wanted: tuple[str, Mapping[int, str]],
) -> Antecedent | None:
    """The one person a pronoun can stand for; ``seen`` are mentions by sentence, this one last."""
    gender, told = wanted
    barred = _barred(tokens, subjects, token)
    for back, mentions in enumerate(reversed(seen)):
        near = [
            mention
            for mention in mentions[-_LATEST:]
            if mention.type == "person"
            and told.get(mention.entity, gender) == gender
            and not (back == 0 and mention.start <= barred < mention.end)
        ]
        entities = {mention.entity: mention for mention in near}
        if len(entities) == 1:
            return near[-1]
        leading = {mention.entity: mention for mention in near if mention.subject}
        if len(leading) == 1:
            return next(iter(leading.values()))
        if entities:
            return None
    return None


def _barred(tokens: Sequence[Token], subjects: Mapping[int, int], token: Token) -> int:
    """Where the subject stands that an object pronoun cannot mean, or -1.

    "Ann saw her" is about two persons; "Ann saw herself" and "Ann saw her house" need not be.
    """
    plain = token.end - token.start <= 3 and token.relation in ("obj", "iobj", "obl")
    subject = subjects.get(token.head, -1) if plain else -1
    return tokens[subject].start if subject >= 0 else -1


def _thing(
    tokens: Sequence[Token],
    subjects: Mapping[int, int],
    mentions: Sequence[Antecedent],
    at: int,
) -> Antecedent | None:
    """The body or state that is the subject of the pronoun's own clause or the one above."""
    verb = tokens[at].head
    for _ in range(_DEEPEST):
        if verb < 0:
            return None
        subject = subjects.get(verb, -1)
        if 0 <= subject < min(at, verb):
            place = tokens[subject].start
            index = bisect_right(mentions, place, key=lambda mention: mention.start) - 1
            if index < 0 or not mentions[index].start <= place < mentions[index].end:
                return None
            found = mentions[index]
            return found if found.type in ("organisation", "government", "place") else None
        verb = tokens[verb].head
    return None
