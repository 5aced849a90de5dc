"""What kind of thing a name names: person, body, state, place, weapon, event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sitrep.analysis.names_spans import Found
from sitrep.data import gazetteer
from sitrep.records import EntityType, Sentence, Token

__all__ = ["head_of", "is_acting", "is_subject", "type_names"]

_LABELS: dict[str, EntityType] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "EVENT": "event",
    "WEAPON": "weapon",
    "MISC": "other",
}
_TYPES: dict[str, EntityType] = {
    "government": "government",
    "organisation": "organisation",
    "place": "place",
    "weapon": "weapon",
}
_PLACE_CASES = frozenset(["in", "at", "near", "outside", "inside", "around", "across", "into"])


def head_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token of ``[first, last)`` that the parse hangs from outside the range."""
    for at in range(first, last):
        if not first <= tokens[at].head < last:
            return at
    return last - 1


def is_subject(tokens: Sequence[Token], at: int) -> bool:
    """True when a token is the subject of a clause or stands beside one ("Ann and Bo met")."""
    for _ in range(4):
        if tokens[at].relation != "conj" or tokens[at].head < 0:
            break
        at = tokens[at].head
    return tokens[at].relation in ("nsubj", "nsubj:pass")


def type_names(
    text: str, sentences: Sequence[Sentence], found: Sequence[Found]
) -> tuple[EntityType, ...]:
    """One entity type a name: tables first, then the model's label, then the words around it.

    A name that the report calls a person in one place ("Mr Grey") is a person in the other
    places where nothing else speaks; countries, capitals and seats of government are
    ``government`` where they act and ``place`` otherwise.

    Args:
        text: the report's text.
        sentences: its sentences with tokens.
        found: its names on token edges.
    """
    first_guess = [_guess(text, sentences[name.sentence].tokens, name) for name in found]
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name, guess in zip(found, first_guess, strict=True):
        if guess != "other":
            votes[gazetteer.key(name.words(text))][guess] += 1
    surnames = {
        gazetteer.key(name.words(text).split()[-1])
        for name, guess in zip(found, first_guess, strict=True)
        if guess == "person" and len(name.words(text).split()) > 1
    }
    types: list[EntityType] = []
    for name, guess in zip(found, first_guess, strict=True):
        words = gazetteer.key(name.words(text))
        settled = guess
        if words in surnames and (not name.label or name.label in ("ORG", "MISC")):
            settled = "person" if guess in ("other", "organisation") else guess
        elif not (name.label and gazetteer.known().get(name.words(text).replace("’", "'"))):
            settled = _majority(votes.get(words), guess)
        if settled in ("place", "government", "organisation"):
            settled = _acting(text, sentences[name.sentence].tokens, name, settled)
        types.append(settled)
    return tuple(types)


def _majority(votes: Counter[EntityType] | None, fallback: EntityType) -> EntityType:
    if not votes:
        return fallback
    best = min(votes.items(), key=lambda item: (-item[1], item[0]))[0]
    return best if votes[best] > votes[fallback] else fallback


def _guess(text: str, tokens: Sequence[Token], name: Found) -> EntityType:
    """The type from tables, the name's own words, the model, and what stands before it."""
    words = name.words(text).replace("’", "'")
    parts = words.split()
    entry = gazetteer.known().get(words)
    unsure = words in gazetteer.words("ambiguous") or (
        name.label == "PER" and len(parts) == 1 and entry is not None and _surname_like(entry)
    )
    if entry is not None and not unsure:
        return _TYPES[entry.type]
    if name.label in ("ORG", "MISC", "") and _named_region(text, tokens, name):
        return "place"
    by_words = _by_words(parts)
    if by_words is not None and not name.label:
        return by_words
    if by_words == "government" and name.label in ("ORG", "LOC"):
        return by_words
    if name.label:
        return _in_context(text, tokens, name, _LABELS.get(name.label, "other"))
    if _titled(text, tokens, name.first) or gazetteer.key(parts[0]) in gazetteer.given_names():
        return "person"
    if len(parts) == 1 and parts[0].isupper() and len(parts[0]) > 1:
        return "organisation"
    if name.first and _case(text, tokens, name) in _PLACE_CASES:
        return "place"
    return "other"


def _in_context(text: str, tokens: Sequence[Token], name: Found, guess: EntityType) -> EntityType:
    """The model's type, unless one unknown word is where only the other kind stands.

    A lone "person" after "in" is a place ("in Karwar"); a lone "place" that says something
    is a person ("Kishida said").
    """
    if name.last - name.first > 1:
        return guess
    token = tokens[name.first]
    if (
        guess == "person"
        and token.relation in ("obl", "nmod")
        and not _titled(text, tokens, name.first)
    ):
        return "place" if _case(text, tokens, name) in ("in", "near", "outside") else guess
    if guess == "place" and token.relation == "nsubj" and token.head >= 0:
        speaks = tokens[token.head].lemma.lower() in gazetteer.words("speech_verbs")
        return "person" if speaks else guess
    return guess


def _surname_like(entry: gazetteer.Known) -> bool:
    """True for places whose names are also surnames (Israel, Jordan, London)."""
    return entry.kind in ("country", "capital", "region")


def _named_region(text: str, tokens: Sequence[Token], name: Found) -> bool:
    """True for "Kursk region" and "region of Kursk"."""
    nouns = gazetteer.words("place_nouns")
    after = tokens[name.last] if name.last < len(tokens) else None
    if after is not None and text[after.start : after.end] in nouns:
        return tokens[name.last - 1].head == name.last or tokens[name.first].head == name.last
    return name.first > 1 and (
        text[tokens[name.first - 1].start : tokens[name.first - 1].end] == "of"
        and text[tokens[name.first - 2].start : tokens[name.first - 2].end] in nouns
    )


def _by_words(parts: Sequence[str]) -> EntityType | None:
    """The type that the name's own head word tells ("Ministry of Health", "Lake Chad")."""
    head = parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1]
    result: EntityType | None = None
    if len(parts) < 2:
        return None
    if head in gazetteer.words("government"):
        result = "government"
    elif head in gazetteer.words("organisation"):
        result = "organisation"
    elif head in gazetteer.words("event"):
        result = "event"
    elif head in gazetteer.words("place") or parts[0] in gazetteer.words("place_first"):
        result = "place"
    return result


def _titled(text: str, tokens: Sequence[Token], first: int) -> bool:
    """True when a title or role noun stands right before the name."""
    if not first:
        return False
    word = text[tokens[first - 1].start : tokens[first - 1].end]
    entry = gazetteer.titles().get(word)
    return entry is not None and (word[0].isupper() or entry.kind == "role")


def _case(text: str, tokens: Sequence[Token], name: Found) -> str:
    """The preposition of a name, in lower case, or ""."""
    return _case_of(text, tokens, head_of(tokens, name.first, name.last))


def _case_of(text: str, tokens: Sequence[Token], head: int) -> str:
    """The preposition that hangs from a token close before it, in lower case, or ""."""
    for at in range(head - 1, max(head - 8, -1), -1):
        if tokens[at].relation == "case" and tokens[at].head == head:
            return text[tokens[at].start : tokens[at].end].lower()
    return ""


def _acting(text: str, tokens: Sequence[Token], name: Found, settled: EntityType) -> EntityType:
    """``government`` where a country, capital or seat acts, ``place`` where it lies."""
    words = name.words(text).replace("’", "'")
    entry = gazetteer.known().get(words)
    kind = entry.kind if entry else ""
    if kind == "seat":
        case = _case(text, tokens, name)
        return "place" if case in gazetteer.words("inside") else "government"
    if kind not in ("country", "capital"):
        return settled
    return "government" if is_acting(text, tokens, name) else "place"


def is_acting(text: str, tokens: Sequence[Token], name: Found) -> bool:
    """True where a state does, says or holds something: "Moscow warned", "Oslo's reply".

    Rule: the subject (or passive agent) of a verb of ``act_verbs``, its coordinated
    subjects, the owner of a noun of ``act_nouns`` (for capitals), "according to X",
    "aggression from X".
    """
    at = head_of(tokens, name.first, name.last)
    case = _case(text, tokens, name)
    for _ in range(3):
        if tokens[at].relation != "conj" or tokens[at].head < 0:
            break
        at = tokens[at].head
        case = case or _case_of(text, tokens, at)
    token = tokens[at]
    if token.head < 0:
        return False
    governor = tokens[token.head]
    relation = token.relation
    if relation in ("nsubj", "obl:agent"):
        return governor.lemma.lower() in gazetteer.words("act_verbs")
    country = name.words(text) in gazetteer.countries()
    owns = relation == "nmod:poss" or (not country and relation == "compound")
    if owns or (not country and relation == "nmod" and case == "from"):
        return governor.lemma.lower() in gazetteer.words("act_nouns")
    return relation in ("obl", "nmod") and case == "to" and _according(text, tokens, name.first)


def _according(text: str, tokens: Sequence[Token], first: int) -> bool:
    return any(
        text[tokens[at].start : tokens[at].end].lower() == "according"
        for at in range(max(0, first - 4), first)
    )
