"""How many independent lines carry a claim: voices among reports, and their sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sitrep.ledger.case import Case
from sitrep.records import Attribution, Claim, Count, Entity, Token
from sitrep.settings import Settings
from sitrep.voices import Voices

__all__ = ["Lines"]

#: kinds of source that cannot be told apart by name: five papers resting on "officials"
#: may rest on the same ones, so doubt makes them one
NAMELESS = frozenset({"anonymous officials", "unnamed experts", "group"})
#: words that tell no source from another
ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})


class Lines:
    """Counts the lines behind claims of a story; what is learned of a claim is kept."""

    def __init__(self, case: Case, settings: Settings) -> None:
        """Made for a story, with ``cautious_edge`` and ``bold_edge`` of the settings."""
        self._case = case
        self._cautious = Voices(case.copies, settings.cautious_edge)
        self._bold = Voices(case.copies, settings.bold_edge)
        self._keys: dict[str, frozenset[str]] = {}
        self._of_source: dict[str, str] = {}

    def of(self, claims: Sequence[Claim]) -> tuple[Count, Count]:
        """How many independent lines carry some claims: among the reports, and upstream.

        The first count is how many independent gatherers assert the claims, at least and at
        most; the second how many distinct sources they rest on.

        A voice that names its source rests on that source. A voice that names none rests on
        what it gathered itself, if its report shows that it gathered (a reporter on the spot,
        people who "told" the outlet); otherwise it may rest on a source that another voice
        names, so it raises only the highest number, unless nobody names any.

        Source of the rule: a chain of reports is as independent as its upstream sources
        (methods, part 2, recipe 8); doubt never raises the count.
        """
        by_id = {claim.id: claim for claim in claims}
        first_hand = _first_hand(self._case, claims)
        cautious = [[by_id[i] for i in voice] for voice in self._cautious.of(first_hand)]
        bold = [[by_id[i] for i in voice] for voice in self._bold.of(claims)]
        reports = Count(min(len(cautious), len(bold)), max(len(cautious), len(bold)))
        low = self._least(cautious)
        return reports, Count(low, max(low, self._most(bold)))

    def _least(self, voices: Iterable[list[Claim]]) -> int:
        """How many sources the voices rest on at least."""
        named: set[str] = set()
        silent: list[list[Claim]] = []
        for voice in voices:
            members = _originals(self._case, voice)
            keys = {key for claim in members for key in self._sources(claim)}
            if keys:
                named |= keys
            elif any(c.report in self._case.gatherers for c in members):
                named.add(f"gathered:{min(c.report for c in members)}")
            else:
                silent.append(members)
        named |= {key for members in silent for key in _own_words(self._case, members, named)}
        return _apart(named) if named else len(silent)

    def _most(self, voices: Iterable[list[Claim]]) -> int:
        """How many sources the voices rest on at most."""
        told: set[str] = set()
        alone = 0
        for voice in voices:
            keys = {key for claim in voice for key in self._sources(claim)}
            told |= keys
            alone += not keys
        return len(told) + alone

    def _sources(self, claim: Claim) -> frozenset[str]:
        """What tells the claim's named sources from others; empty when the report names none."""
        if claim.id not in self._keys:
            keys = (self._key(attribution) for attribution in _sources_of(self._case, claim))
            self._keys[claim.id] = frozenset(key for key in keys if key)
        return self._keys[claim.id]

    def _key(self, attribution: Attribution) -> str:
        """One source's key, "" for none."""
        if attribution.source_kind == "unattributed":
            return ""
        if attribution.source_kind in NAMELESS or not attribution.resolved:
            return f"nameless:{attribution.source_kind}"
        source = attribution.source.casefold()
        if source not in self._of_source:
            self._of_source[source] = _known_as(self._case, source)
        return self._of_source[source]


def _first_hand(case: Case, claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those that relay another of the reports; all when all do.

    "The Courier reports that …" adds nobody to what the Courier itself says.
    """
    publishers: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
    for report in {c.report for c in claims}:
        words = frozenset((case.reports[report].publisher or "").casefold().split()) - ARTICLES
        if words:
            publishers[min(words)].append((words, report))

    def relays(claim: Claim) -> bool:
        attribution = case.attribution.get(claim.attribution or "")
        if attribution is None:
            return False
        names = (attribution.source.casefold(), (attribution.via or "").casefold())
        return any(
            report != claim.report and words <= told
            for told in (frozenset(name.split()) for name in names)
            for word in told
            for words, report in publishers.get(word, ())
        )

    return [c for c in claims if not relays(c)] or list(claims)


def _originals(case: Case, members: list[Claim]) -> list[Claim]:
    """The claims of a voice that were not taken from another report; all when all were.

    Who rewords a report also rewords its sources ("the authority" becomes "the operator"),
    which makes no new source.
    """
    return [c for c in members if c.id not in case.taken] or members


def _own_words(case: Case, members: Sequence[Claim], named: set[str]) -> set[str]:
    """The key of a publisher that speaks for itself: others name it as their source."""
    found = set()
    for claim in members:
        own = f"source:{(case.reports[claim.report].publisher or '').casefold()}"
        if own != "source:" and any(_apart([own, key]) == 1 for key in named):
            found.add(own)
    return found


def _speaks_for(role: str, body: Entity) -> bool:
    """True when a role names a body: "spokesman for the harbour authority"."""
    if any(name.casefold() in role.casefold() for name in (body.name, *body.aliases)):
        return True
    whom = re.split(r"\b(?:for|of|at|with)\b", role.casefold())[1:]
    words = frozenset(whom[-1].split()) - ARTICLES if whom else frozenset()
    return len(words) > 1 and words <= frozenset(body.name.casefold().split())


def _apart(keys: Iterable[str]) -> int:
    """How many sources are surely different: a name whose words all stand in another's is one.

    "The authority" may be the harbour authority, so it raises no lowest count.
    """
    words = [frozenset(key.split(":", 1)[1].split()) - ARTICLES for key in sorted(set(keys))]
    longest = sorted(words, key=len, reverse=True)
    kept: list[frozenset[str]] = []
    for one in longest:
        if not any(one <= other for other in kept):
            kept.append(one)
    return len(kept)


def _sources_of(case: Case, claim: Claim) -> list[Attribution]:
    """The attributions that name the claim's sources.

    The report may name the source in the claim's own sentence, or in the next one, of what
    was just told ("This shift, confirmed by anonymous officials, …").
    """
    if claim.attribution in case.attribution:
        return [case.attribution[claim.attribution]]
    analysis = case.analyses[claim.report]
    following = analysis.sentences[claim.sentence + 1 : claim.sentence + 2]
    return [
        attribution
        for sentence in following
        for attribution in analysis.attributions
        if sentence.span.contains(attribution.span) and _points_back(sentence.tokens, attribution)
    ]


def _points_back(tokens: Sequence[Token], attribution: Attribution) -> bool:
    """True when the content is a bare "this shift": no clause, but what was just told."""
    content = [t for t in tokens if attribution.span.contains(t.span)]
    if not content or content[0].lemma.lower() not in {"this", "that", "these", "those"}:
        return False
    inside = {place for place, t in enumerate(tokens) if attribution.span.contains(t.span)}
    return not any(t.relation.startswith("nsubj") and t.head in inside for t in content)


def _known_as(case: Case, source: str) -> str:
    """The key of a named source.

    A person who speaks for a body is that body: a police chief and a police spokeswoman
    are one source when their roles name the same organisation.
    """
    entity = case.named.get(source)
    if entity is None:
        return f"source:{source}"
    if entity.roles:
        for body in case.entities.values():
            other = body.type in {"organisation", "government"} and body.id != entity.id
            if other and any(_speaks_for(role, body) for role in entity.roles):
                return f"entity:{body.name.casefold()}"
    return f"entity:{entity.name.casefold()}"
