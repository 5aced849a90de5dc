"""Third-person pronouns resolved to the one compatible antecedent that stands nearby."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.records import EntityType, Sentence, Token

__all__ = ["Antecedent", "resolve_pronouns"]

_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
#: sentences looked back over for "he" and "she"; source: recipe 4 of claim decontextualisation
_BACK = 2


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
    its sentence and the two before it (same paragraph first); where several fit, the one
    who alone is the subject of its sentence is taken, else the pronoun stays unresolved.
    "it" and "its" are resolved only to the subject of their own clause or sentence when
    that is a body or a state.

    Args:
        text: the report's text.
        sentences: its sentences with tokens.
        antecedents: name and noun-phrase mentions in text order.
    """
    by_sentence: dict[int, list[Antecedent]] = defaultdict(list)
    for mention in antecedents:
        by_sentence[mention.sentence].append(mention)
    resolved: dict[tuple[int, int], int] = {}
    told = {mention.entity: mention.gender for mention in antecedents if mention.gender}
    for number, sentence in enumerate(sentences):
        if sentence.kind in ("debris", "heading"):
            continue
        for at, token in enumerate(sentence.tokens):
            if token.upos not in ("PRON", "DET"):
                continue
            word = text[token.start : token.end].lower()
            entity: int | None = None
            if word in _HE or word in _SHE:
                gender = "m" if word in _HE else "f"
                entity = _person(sentences, by_sentence, number, token, gender, told)
                if entity is not None:
                    told.setdefault(entity, gender)
            elif word in ("it", "its", "itself"):
                entity = _thing(sentence.tokens, by_sentence[number], at)
            if entity is not None:
                resolved[token.start, token.end] = entity
                by_sentence[number].append(
                    _again(antecedents, by_sentence[number], entity, token, number)
                )
    return resolved


def _again(
    antecedents: Sequence[Antecedent],
    near: Sequence[Antecedent],
    entity: int,
    token: Token,
    number: int,
) -> Antecedent:
    """The resolved pronoun as an antecedent of the next one."""
    model = next((m for m in near if m.entity == entity), None)
    if model is None:
        model = next(m for m in antecedents if m.entity == entity)
    subject = token.relation in ("nsubj", "nsubj:pass")
    return Antecedent(entity, token.start, token.end, number, model.type, model.gender, subject)


def _person(
    sentences: Sequence[Sentence],
    by_sentence: Mapping[int, Sequence[Antecedent]],
    number: int,
    token: Token,
    gender: str,
    told: Mapping[int, str],
) -> int | None:
    """The one person a pronoun of ``gender`` can stand for."""
    for back in range(_BACK + 1):
        at = number - back
        if at < 0 or sentences[at].kind in ("debris", "heading"):
            return None
        near = [
            mention
            for mention in by_sentence.get(at, ())
            if mention.type == "person"
            and mention.end <= token.start
            and told.get(mention.entity, gender) == gender
            and not (back == 0 and _own_subject(sentences[at].tokens, token, mention))
        ]
        entities = {mention.entity for mention in near}
        if len(entities) == 1:
            return entities.pop()
        subjects = {mention.entity for mention in near if mention.subject}
        if len(subjects) == 1:
            return subjects.pop()
        if entities:
            return None
    return None


def _own_subject(tokens: Sequence[Token], token: Token, mention: Antecedent) -> bool:
    """True when the mention is the subject of the verb whose object the pronoun is.

    "Ann saw her" is about two persons; "Ann saw herself" and "Ann saw her house" need not be.
    """
    if token.relation not in ("obj", "iobj", "obl") or token.end - token.start > 3:
        return False
    return any(
        other.head == token.head
        and other.relation in ("nsubj", "nsubj:pass")
        and mention.start <= other.start < mention.end
        for other in tokens
    )


def _thing(tokens: Sequence[Token], near: Sequence[Antecedent], at: int) -> int | None:
    """The body or state that is the subject of the pronoun's own clause or the one above."""
    verb = tokens[at].head
    for _ in range(len(tokens)):
        if verb < 0:
            return None
        for child in range(verb):
            token = tokens[child]
            if token.head == verb and token.relation in ("nsubj", "nsubj:pass") and child < at:
                fits = [
                    mention
                    for mention in near
                    if mention.start <= token.start < mention.end
                    and mention.type in ("organisation", "government", "place")
                ]
                return fits[0].entity if fits else None
        verb = tokens[verb].head
    return None
