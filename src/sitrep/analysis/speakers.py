"""Who a source is: pronouns, surnames, roles and collectives resolved inside one report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sitrep.analysis.attributions_trees import Tree
from sitrep.data.tables import table
from sitrep.records import Entity, MentionKind, Sentence, SourceKind, Span, Token

__all__ = ["UNATTRIBUTED", "Speaker", "Speakers", "can_speak", "is_thing", "stands_for"]

UNATTRIBUTED = "unattributed"

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
#: characters back to which "he said" may reach for a named person; source: 97 % of the resolved
#: pronoun speakers of PolNeAR's train part lie within
_REACH_CHARS = 1500
#: the same for "they said", which any plural noun between may claim
_GROUP_REACH_CHARS = 300
_CLIMBS = 6
#: between two persons who act as one: "Ann Holt, D-Me., and Sen. Ben Ruiz"
_JOINED = re.compile(r"(?: \([^()\n]{1,24}\)|, [^,\n]{1,24},)? (?:and|&) (?:[A-Z][\w.]* ){0,3}")
_SPEAKING = (
    *("outlet_nouns", "experts", "officials", "anonymous"),
    *("government", "groups", "persons", "bodies"),
)
_MOST_OUTLETS = 6


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as resolved: its name, kind, and whether it could be told who it is."""

    name: str
    kind: SourceKind
    resolved: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """Word lists that tell the kind of a source by its head noun or modifiers."""

    outlets: frozenset[str]
    outlet_nouns: frozenset[str]
    experts: frozenset[str]
    officials: frozenset[str]
    anonymous: frozenset[str]
    government: frozenset[str]
    groups: frozenset[str]
    persons: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    thing_endings: frozenset[str]
    bodies: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Named:
    """One place where an entity, or a proper name that is no entity yet, stands."""

    start: int
    end: int
    name: str
    kind: SourceKind
    mention: MentionKind
    gender: str


@cache
def _words() -> _Words:
    raw = table("sources")
    return _Words(**{key: frozenset(raw[key]) for key in _Words.__slots__})


class Speakers:
    """Resolves the sources of one report; ask in the order of the text.

    The person who spoke last is the likeliest "he", so earlier answers are remembered.
    """

    def __init__(
        self, text: str, sentences: Sequence[Sentence], entities: Sequence[Entity]
    ) -> None:
        self._text = text
        found = [one for entity in entities for one in _mentions(text, entity)]
        self._named = sorted(
            found or _proper_names(text, sentences), key=lambda one: (one.start, -one.end, one.name)
        )
        self._starts = [one.start for one in self._named]
        self._last: tuple[int, Speaker, str] | None = None
        self._last_group: tuple[int, Speaker] | None = None

    def resolve(self, tree: Tree, holder: int | None, source: Span | None) -> Speaker:
        """The speaker that a source phrase stands for.

        Args:
            tree: the sentence that holds the source.
            holder: its head word, None when nobody is named.
            source: its span.

        Returns:
            Name, kind and whether it is resolved; "unattributed" when there is no source.
        """
        if holder is None or source is None:
            return Speaker(UNATTRIBUTED, "unattributed", resolved=False)
        above = stands_for(tree, holder)
        if above != holder:
            holder, source = above, tree.span(_nominal(tree, above)) or source
        speaker, gender = self._resolve(tree, holder, source)
        if speaker.kind == "person" and speaker.resolved:
            self._last = (source.start, speaker, gender)
        elif speaker.kind not in ("person", "outlet") and tree.tokens[holder].upos != "PRON":
            self._last_group = (source.start, speaker)
        return speaker

    def outlets(self, tree: Tree, source: Span) -> list[Span]:
        """The outlets that one source phrase names, when it names several ("the A and the B")."""
        words = _words()
        found: list[Span] = []
        run: list[int] = []
        for place in [*tree.places(source.start, source.end), -1]:
            part = place >= 0 and (
                tree.tokens[place].xpos.startswith("NNP") or (run and tree.word(place) == "of")
            )
            if part:
                run.append(place)
                continue
            if run:
                span = Span(tree.tokens[run[0]].start, tree.tokens[run[-1]].end)
                name = span.of(self._text).lower()
                if name in words.outlets or words.outlet_nouns.intersection(name.split()):
                    found.append(_with_article(tree, run[0], span))
            run = []
        return found[:_MOST_OUTLETS] if len(found) > 1 else []

    def _resolve(self, tree: Tree, holder: int, source: Span) -> tuple[Speaker, str]:
        word = tree.word(holder)
        if tree.tokens[holder].upos == "PRON" or word in _HE | _SHE | _THEY | _IT:
            return self._pronoun(word, tree.tokens[holder].start, source)
        apposed = self._apposed(tree, holder, source)
        if apposed is not None:
            return apposed
        named = self._at(tree.tokens[holder])
        described = _described(self._text, tree, holder, source)
        if named is None or (named.mention == "nominal" and named.kind != "person"):
            if tree.tokens[holder].upos == "PROPN" and described.kind == "person":
                return self._same_surname(described), ""
            return described, ""
        if tree.tokens[holder].upos == "NOUN" and named.mention == "name":
            return described, ""
        kind = described.kind if described.kind == "outlet" else named.kind
        return Speaker(named.name, kind, resolved=True), named.gender

    def _apposed(self, tree: Tree, holder: int, source: Span) -> tuple[Speaker, str] | None:
        """The person whose name ends a described source: "its owner, Dana Ropewell"."""
        if tree.tokens[holder].upos != "NOUN":
            return None
        places = list(tree.places(source.start, source.end))
        run: list[int] = []
        while places and tree.tokens[places[-1]].upos == "PROPN":
            run.insert(0, places.pop())
        beside = bool(places) and (
            tree.tokens[places[-1]].upos == "NOUN" or tree.word(places[-1]) == ","
        )
        if len(run) < 2 or not beside or run[0] <= holder:
            return None
        named = self._at(tree.tokens[run[-1]])
        if named is not None and named.kind == "person":
            return Speaker(named.name, "person", resolved=True), named.gender
        span = Span(tree.tokens[run[0]].start, tree.tokens[run[-1]].end)
        name = " ".join(span.of(self._text).split())
        return self._same_surname(Speaker(name, "person", resolved=True)), ""

    def _at(self, token: Token) -> _Named | None:
        """What is named where a token stands; the latest to begin wins."""
        at = bisect_right(self._starts, token.start)
        for one in reversed(self._named[max(0, at - 4) : at]):
            if one.start <= token.start < one.end:
                return one
        return None

    def _pronoun(self, word: str, start: int, source: Span) -> tuple[Speaker, str]:
        want = "m" if word in _HE else "f" if word in _SHE else ""
        at = bisect_right(self._starts, start)
        own = self._named[at - 1] if at and self._starts[at - 1] == start else None
        if own is not None and own.mention == "pronoun":
            return Speaker(own.name, own.kind, resolved=True), want
        if want:
            last = self._last
            fits = last is not None and last[1].kind == "person" and last[2] in ("", want)
            opened = self._text.rfind("\n", 0, start) + 1
            if last is None or last[0] < opened:
                topic = self._first_person(opened, start, want)
                if topic is not None:
                    return Speaker(topic.name, "person", resolved=True), want
            if last is not None and fits and last[0] < start < last[0] + _REACH_CHARS:
                return last[1], want
            for one in reversed(self._named[:at]):
                if start - one.start > _REACH_CHARS:
                    break
                if one.kind == "person" and one.gender in ("", want):
                    return Speaker(one.name, "person", resolved=True), want
            return Speaker(source.of(self._text), "person", resolved=False), want
        if word in _THEY | _IT and (group := self._group(word, at, start)):
            return group, ""
        kind: SourceKind = "organisation" if word in _IT else "group"
        if word in ("i", "me", "my"):
            kind = "person"
        return Speaker(source.of(self._text), kind, resolved=False), ""

    def _group(self, word: str, at: int, start: int) -> Speaker | None:
        """The body or group that spoke last, or for "they" two persons named as one subject."""
        if self._last_group is not None:
            last_start, group = self._last_group
            if last_start < start < last_start + _GROUP_REACH_CHARS:
                return group
        both = self._two_persons(at, start) if word in _THEY else ""
        return Speaker(both, "group", resolved=True) if both else None

    def _two_persons(self, at: int, start: int) -> str:
        """The two persons that were last named as one subject ("A and B"); "" when none were."""
        near = self._named[bisect_left(self._starts, start - _GROUP_REACH_CHARS) : at]
        persons = [one for one in near if one.mention == "name" and one.kind == "person"]
        for first, second in reversed(list(pairwise(persons))):
            between = self._text[first.end : max(first.end, second.start)]
            if _JOINED.fullmatch(between):
                return f"{first.name} and {second.name}"
        return ""

    def _first_person(self, opened: int, start: int, want: str) -> _Named | None:
        """The first fitting person named in the paragraph: whom it is about."""
        for one in self._named[
            bisect_left(self._starts, opened) : bisect_left(self._starts, start)
        ]:
            if one.kind == "person" and one.mention == "name" and one.gender in ("", want):
                return one
        return None

    def _same_surname(self, described: Speaker) -> Speaker:
        """A person known by a fuller name elsewhere in the report."""
        last = described.name.split()[-1]
        for one in self._named:
            if one.kind == "person" and " " in one.name and one.name.split()[-1] == last:
                return Speaker(one.name, "person", resolved=True)
        return described


def _mentions(text: str, entity: Entity) -> list[_Named]:
    """The places of an entity that can speak."""
    kinds: dict[str, SourceKind] = {
        "person": "person",
        "organisation": "organisation",
        "government": "government",
        "place": "government",
    }
    kind = kinds.get(entity.type, "organisation")
    if kind == "organisation" and _is_outlet(entity.name.lower()):
        kind = "outlet"
    gender = _gender(text, entity)
    return [
        _Named(one.start, one.end, entity.name, kind, one.kind, gender) for one in entity.mentions
    ]


def _gender(text: str, entity: Entity) -> str:
    """One of "m", "f" or "" by titles, roles and the pronouns that were joined to a person."""
    told = {
        word.lower().rstrip(".")
        for name in (*entity.roles, *entity.aliases)
        for word in name.split()
    }
    told |= {text[one.start : one.end].lower() for one in entity.mentions if one.kind == "pronoun"}
    if told & _words().female:
        return "f"
    return "m" if told & _words().male else ""


def _proper_names(text: str, sentences: Sequence[Sentence]) -> list[_Named]:
    """Runs of proper nouns as persons, for a report whose entities are not known."""
    found = []
    full: dict[str, str] = {}
    for sentence in sentences:
        run: list[Token] = []
        for token in [*sentence.tokens, None]:
            if token is not None and token.upos == "PROPN":
                run.append(token)
                continue
            if run:
                name = text[run[0].start : run[-1].end]
                last = name.split()[-1]
                if " " in name:
                    full.setdefault(last, name)
                found.append(
                    _Named(run[0].start, run[-1].end, full.get(last, name), "person", "name", "")
                )
            run = []
    return found


def can_speak(tree: Tree, place: int) -> bool:
    """True for names and for nouns that stand for people, bodies and documents that say things."""
    words = _words()
    if tree.tokens[place].upos in ("PROPN", "PRON"):
        return True
    plain = {tree.tokens[place].lemma.lower(), tree.word(place), tree.word(place).rstrip("s")}
    return any(plain & getattr(words, kind) for kind in _SPEAKING)


def stands_for(tree: Tree, holder: int) -> int:
    """The noun that "who" or "which" stands for; the word itself when it is no such pronoun."""
    if tree.word(holder) not in _RELATIVE:
        return holder
    above = _antecedent(tree, holder)
    return holder if above is None else above


def is_thing(tree: Tree, place: int) -> bool:
    """True for nouns of things and abstractions, which neither say nor want anything."""
    if tree.tokens[place].upos != "NOUN" or can_speak(tree, place):
        return False
    words = _words()
    lemma = tree.word(place) if tree.word(place) in words.things else tree.word(place).rstrip("s")
    if lemma in words.bodies:
        return False
    return lemma in words.things or lemma.endswith(tuple(words.thing_endings))


def _is_outlet(name: str) -> bool:
    words = _words()
    bare = name.removeprefix("the ")
    return bare in words.outlets or bool(words.outlet_nouns.intersection(bare.split()))


def _with_article(tree: Tree, place: int, span: Span) -> Span:
    if place and tree.word(place - 1) == "the":
        return Span(tree.tokens[place - 1].start, span.end)
    return span


def _antecedent(tree: Tree, holder: int) -> int | None:
    """The noun that "who" or "which" stands for."""
    at = holder
    for _ in range(_CLIMBS):
        if tree.tokens[at].relation == "acl:relcl":
            head = tree.heads[at]
            if tree.word(holder) == "who" and not can_speak(tree, head):
                # "power to the president, who said": the last name before is nearer the truth.
                near = [p for p in range(head, holder) if tree.tokens[p].upos == "PROPN"]
                return near[-1] if near else head
            return head
        if tree.heads[at] < 0:
            return None
        at = tree.heads[at]
    return None


def _nominal(tree: Tree, head: int) -> list[int]:
    return tree.subtree(head, tuple(tree.children(head, "acl", "case", "punct", "appos")))


def _described(text: str, tree: Tree, holder: int, source: Span) -> Speaker:
    """A source by its words alone: a name, a role, a collective, a document, an outlet."""
    words = _words()
    lemma = tree.tokens[holder].lemma.lower()
    written = source.of(text)
    around = {tree.word(at) for at in tree.places(source.start, source.end)}
    if tree.tokens[holder].upos == "PROPN":
        if _is_outlet(written.lower()) or _is_outlet(tree.word(holder)):
            return Speaker(written, "outlet", resolved=True)
        if (around | {lemma}) & words.government and not around & words.officials:
            return Speaker(written, "government", resolved=True)
        return Speaker(_name(text, tree, holder), "person", resolved=True)
    plain = {lemma, tree.word(holder), tree.word(holder).rstrip("s")}
    if around & words.anonymous or plain & words.anonymous:
        return Speaker(written, "anonymous officials", resolved=False)
    if plain & words.outlet_nouns:
        return Speaker(written, "outlet", resolved=bool(around - plain - {"the", "a"}))
    if plain & words.experts:
        return Speaker(written, "unnamed experts", resolved=False)
    if plain & words.officials:
        return Speaker(written, "anonymous officials", resolved=False)
    if plain & words.government:
        return Speaker(written, "government", resolved=True)
    if plain & words.persons:
        return Speaker(written, "person", resolved=False)
    return Speaker(written, "group", resolved=bool(plain & words.groups and len(around) > 1))


def _name(text: str, tree: Tree, holder: int) -> str:
    """A proper name around its head word, without the titles and descriptions beside it."""
    places = [holder, *tree.children(holder, "flat")]
    at = holder - 1
    while at >= 0 and tree.tokens[at].upos == "PROPN" and at not in places:
        if tree.heads[at] != holder or tree.tokens[at].relation == "nmod:desc":
            break
        places.append(at)
        at -= 1
    span = tree.span(places)
    return span.of(text) if span is not None else tree.tokens[holder].span.of(text)
