"""Who a source is: pronouns, surnames, roles and collectives resolved inside one report."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitrep.analysis.attributions_trees import Tree
from sitrep.records import Entity, Sentence, SourceKind, Span, Token

__all__ = ["Speaker", "Speakers"]

UNATTRIBUTED = "unattributed"
_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f"}
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_SELF = frozenset({"i", "me", "my", "we", "us", "our"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_NEUTER = frozenset({"it", "its"})
_ENTITY_KINDS: dict[str, SourceKind] = {
    "person": "person",
    "organisation": "organisation",
    "government": "government",
    "place": "government",
}


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


@cache
def _words() -> _Words:
    raw = tomllib.loads(files("sitrep.data").joinpath("sources.toml").read_text(encoding="utf-8"))
    return _Words(**{key: frozenset(raw[key]) for key in _Words.__slots__})


class Speakers:
    """Resolves the sources of one report, walking it from start to end."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], entities: Sequence[Entity]
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._mentions = sorted(
            (
                (mention.start, mention.end, entity)
                for entity in entities
                for mention in entity.mentions
                if mention.kind != "pronoun"
            ),
            key=lambda one: (one[0], one[1], one[2].id),
        )
        self._starts = [start for start, _, _ in self._mentions]
        self._people = self._persons()

    def _persons(self) -> list[tuple[int, str, str]]:
        """Where persons are named: start, name as first written in full, gender or ""."""
        found: list[tuple[int, str, str]] = []
        if self._mentions:
            for start, _end, entity in self._mentions:
                if entity.type == "person":
                    found.append((start, entity.name, _gender(entity)))
            return found
        full: dict[str, str] = {}
        for span, name in self._proper_names():
            last = name.split()[-1]
            if " " in name:
                full.setdefault(last, name)
            found.append((span.start, full.get(last, name), ""))
        return found

    def _proper_names(self) -> list[tuple[Span, str]]:
        names = []
        for sentence in self._sentences:
            run: list[Token] = []
            for token in [*sentence.tokens, None]:
                if token is not None and token.upos == "PROPN":
                    run.append(token)
                    continue
                if run:
                    span = Span(run[0].start, run[-1].end)
                    names.append((span, span.of(self._text)))
                run = []
        return names

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
        token = tree.tokens[holder]
        word = tree.word(holder)
        if word in _RELATIVE:
            above = self._antecedent(tree, holder)
            if above is not None:
                return self.resolve(tree, above, tree.span(_nominal(tree, above)))
        if token.upos == "PRON" or word in _GENDER or word in _PLURAL:
            return self._pronoun(word, source)
        entity = self._entity_at(token.start)
        if entity is not None:
            kind = _kind_of(entity)
            return Speaker(entity.name, kind, resolved=True)
        return self._described(tree, holder, source)

    def _antecedent(self, tree: Tree, holder: int) -> int | None:
        at = holder
        for _ in range(6):
            if tree.tokens[at].relation == "acl:relcl":
                return tree.heads[at]
            if tree.heads[at] < 0:
                return None
            at = tree.heads[at]
        return None

    def _pronoun(self, word: str, source: Span) -> Speaker:
        if word in _SELF or word in _NEUTER or word in _PLURAL or word not in _GENDER:
            written = source.of(self._text)
            kind: SourceKind = "group" if word in _PLURAL else "person"
            if word in _NEUTER:
                kind = "organisation"
            if word not in _SELF | _PLURAL | _NEUTER:
                kind = "unattributed"
            return Speaker(written, kind, resolved=False)
        want = _GENDER[word]
        for start, name, gender in reversed(self._people):
            if start < source.start and gender in ("", want):
                return Speaker(name, "person", resolved=True)
        return Speaker(source.of(self._text), "person", resolved=False)

    def _entity_at(self, start: int) -> Entity | None:
        """The entity whose mention covers an offset, the latest to begin before it."""
        at = bisect_right(self._starts, start)
        for begin, end, entity in reversed(self._mentions[max(0, at - 4) : at]):
            if begin <= start < end:
                return entity
        return None

    def _described(self, tree: Tree, holder: int, source: Span) -> Speaker:
        """A source that is no entity: a name not yet known, a role, a collective."""
        words = _words()
        lemma = tree.tokens[holder].lemma.lower()
        written = source.of(self._text)
        lower = written.lower()
        around = {tree.word(at) for at in tree.subtree(holder)}
        bare = lower.removeprefix("the ")
        if tree.tokens[holder].upos == "PROPN":
            if bare in words.outlets or around & words.outlet_nouns:
                return Speaker(written, "outlet", resolved=True)
            name = self._full_name(tree, holder)
            if around & words.government:
                return Speaker(written, "government", resolved=True)
            return Speaker(name, "person", resolved=True)
        for listed, kind in (
            (words.anonymous, "anonymous officials"),
            (words.experts, "unnamed experts"),
            (words.outlet_nouns, "outlet"),
            (words.officials, "government"),
            (words.government, "government"),
            (words.groups, "group"),
            (words.persons, "person"),
        ):
            if lemma in listed or (kind == "anonymous officials" and around & listed):
                named = kind in ("government", "group") and bool(around - {lemma, "the"})
                return Speaker(written, kind, resolved=named)  # type: ignore[arg-type]
        return Speaker(written, "group", resolved=False)

    def _full_name(self, tree: Tree, holder: int) -> str:
        places = [
            holder,
            *tree.children(holder, "flat"),
            *(
                kid
                for kid in tree.children(holder, "compound", "nmod")
                if tree.tokens[kid].upos == "PROPN" and kid < holder
            ),
        ]
        span = tree.span(places)
        if span is None:
            return tree.tokens[holder].span.of(self._text)
        name = span.of(self._text)
        for _, full, _ in self._people:
            if full.split()[-1] == name:
                return full
        return name


def _kind_of(entity: Entity) -> SourceKind:
    """What kind of source an entity makes."""
    words = _words()
    if entity.name.lower().removeprefix("the ") in words.outlets:
        return "outlet"
    if words.outlet_nouns.intersection(entity.name.lower().split()):
        return "outlet"
    return _ENTITY_KINDS.get(entity.type, "organisation")


def _nominal(tree: Tree, head: int) -> list[int]:
    return tree.subtree(head, tuple(tree.children(head, "acl", "case", "punct", "appos")))


def _gender(entity: Entity) -> str:
    words = _words()
    told = {
        word.lower().rstrip(".")
        for name in (*entity.roles, *entity.aliases)
        for word in name.split()
    }
    if told & words.female:
        return "f"
    if told & words.male:
        return "m"
    return ""
