"""A kept ledger in memory: all that the protocol promises, over reports given to it.

It reads its reports once and concludes again after each correction, by the same verbs of the
pipeline as a keeper on disk. What changed is told by comparing a story's findings before and
after.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sitrep.errors import UnknownError, UsageError
from sitrep.kept import (
    Change,
    Correction,
    Due,
    Hit,
    News,
    Query,
    StoryCard,
    StoryOrder,
    Version,
)
from sitrep.protocols import Progress
from sitrep.records import Cite, Count, Ledger, Problem, Report, Story
from sitrep.renderings.lookup import Lookup

Conclude = Callable[[Story, Sequence[Correction]], Ledger]


@dataclass
class Kept:
    """One story: its reports, when they came, and its ledger once it was analysed."""

    id: str
    title: str
    reports: list[str]
    added: datetime
    changed: datetime
    ledger: Ledger | None = None
    into: str | None = None


@dataclass
class MemoryKeeper:
    """Implements :class:`sitrep.protocols.Keeper`.

    Args:
        ledgers: each with one story; those in ``waiting`` count as not analysed yet.
        conclude: makes a story's ledger anew; the ledgers given are narrowed when left out.
        clock: the moment of asking.
        waiting: ids of stories that are not ready.
        work: called before a story is analysed (a test may wait or raise in it).
        comparing: the same, before it is told what is new.
    """

    ledgers: Sequence[Ledger]
    conclude: Conclude | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    waiting: frozenset[str] = frozenset()
    work: Callable[[Progress | None], None] | None = None
    comparing: Callable[[Progress | None], None] | None = None
    older: Mapping[str, Report] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self.reports: dict[str, Report] = {}
        self.kept: dict[str, Kept] = {}
        self.log: list[Correction] = []
        self.changes: list[Change] = []
        self.looks: dict[str, datetime] = {}
        self.source: dict[str, Ledger] = {}
        for ledger in self.ledgers:
            for report in ledger.reports:
                self.reports[report.id] = report
                self.source[report.id] = ledger
            for story in ledger.stories:
                own = _narrowed(ledger, story) if len(ledger.stories) > 1 else ledger
                ready = story.id not in self.waiting
                title = own.briefs[0].title if own.briefs else story.title
                kept = Kept(
                    story.id,
                    title,
                    list(story.reports),
                    ledger.created,
                    ledger.created,
                    own if ready else None,
                )
                self.kept[story.id] = kept
                self.changes.append(Change("story", story.id, kept.added, title))
                if ready:
                    self._note_claims(kept, None)

    # -- stories ---------------------------------------------------------------------------

    def _kept(self, story: str) -> Kept:
        found = self.kept.get(story)
        while found is not None and found.into is not None:
            found = self.kept.get(found.into)
        if found is None:
            raise UnknownError(f"no story has the id {story!r}; `sitrep stories` lists them")
        return found

    def _card(self, kept: Kept) -> StoryCard:
        reports = [self.reports[r] for r in kept.reports]
        dates = sorted(r.published for r in reports if r.published)
        ledger = kept.ledger
        findings = ledger.findings if ledger else ()
        return StoryCard(
            id=kept.id,
            title=kept.title,
            reports=len(reports),
            added=kept.added,
            changed=kept.changed,
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            publishers=tuple(dict.fromkeys(r.publisher for r in reports if r.publisher)),
            grown=len(reports) if self.clock() - kept.added < timedelta(days=1) else 0,
            origins=Lookup(ledger).voices(kept.reports) if ledger else None,
            disputed=sum(f.status == "disputed" for f in findings) if ledger else None,
            corroborated=sum(f.status == "corroborated" for f in findings) if ledger else None,
            ready=ledger is not None,
        )

    def _cards(self, words: str, disputed: bool) -> list[StoryCard]:
        wanted = words.casefold().split()
        found = []
        for kept in self.kept.values():
            if kept.into is not None:
                continue
            text = " ".join([kept.title, *(self.reports[r].text for r in kept.reports)]).casefold()
            card = self._card(kept)
            if all(word in text for word in wanted) and (not disputed or card.disputed):
                found.append(card)
        return found

    def stories(
        self,
        *,
        order: StoryOrder = "newest",
        words: str = "",
        disputed: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[StoryCard, ...]:
        keys: dict[str, Callable[[StoryCard], tuple[object, ...]]] = {
            "newest": lambda c: (-(c.last or c.added).timestamp(), c.id),
            "growing": lambda c: (-c.grown, -c.changed.timestamp(), c.id),
            "disputed": lambda c: (-(c.disputed or 0), c.id),
            "largest": lambda c: (-c.reports, c.id),
        }
        with self.lock:
            found = sorted(self._cards(words, disputed), key=keys[order])
        return tuple(found[offset : offset + limit])

    def count(self, *, words: str = "", disputed: bool = False) -> int:
        with self.lock:
            return len(self._cards(words, disputed))

    def story(self, story: str) -> StoryCard:
        with self.lock:
            return self._card(self._kept(story))

    def ledger(self, story: str, *, progress: Progress | None = None) -> Ledger:
        kept = self._kept(story)
        if kept.ledger is None:
            if self.work:
                self.work(progress)
            if progress:
                progress("stories", 0, 1)
            made = self._concluded(kept)
            with self.lock:
                kept.ledger = made
                kept.title = made.briefs[0].title if made.briefs else kept.title
                self._note_claims(kept, None)
        assert kept.ledger is not None
        return kept.ledger

    def _concluded(self, kept: Kept) -> Ledger:
        story = Story(kept.id, kept.title, tuple(kept.reports))
        valid = [c for c in self.log if not c.undone]
        if self.conclude is not None:
            return self.conclude(story, valid)
        return _narrowed(self.source[kept.reports[0]], story)

    def report(self, report: str) -> Report:
        found = self.reports.get(report) or self.older.get(report)
        if found is None:
            raise UnknownError(f"no report has the id {report!r}")
        return found

    def story_of(self, report: str) -> str:
        for kept in self.kept.values():
            if report in kept.reports and kept.into is None:
                return kept.id
        for version in self.older:
            if version == report:
                newer = next(r.id for r in self.reports.values() if r.url == self.older[report].url)
                return self.story_of(newer)
        raise UnknownError(f"no report has the id {report!r}")

    def versions(self, report: str) -> tuple[Version, ...]:
        one = self.report(report)
        same = [
            r for r in (*self.older.values(), *self.reports.values()) if r.url and r.url == one.url
        ]
        same = same or [one]
        same.sort(key=lambda r: r.updated or r.published or datetime.min.replace(tzinfo=UTC))
        return tuple(
            Version(f"a{same[0].id}", at, r.id, r.updated or r.published or self.clock())
            for at, r in enumerate(same, 1)
        )

    # -- search ----------------------------------------------------------------------------

    def search(self, query: Query) -> tuple[Hit, ...]:
        wanted = [word.strip('"').casefold() for word in query.words.split()]
        hits: list[Hit] = []
        for kept in self.kept.values():
            if kept.into is not None or kept.ledger is None or query.story not in (None, kept.id):
                continue
            hits.extend(h for h in self._hits(kept, kept.ledger, query, wanted))
        hits.sort(key=lambda h: (-h.score, h.report, h.start, h.id))
        return tuple(hits[query.offset : query.offset + query.limit])

    def _hits(self, kept: Kept, ledger: Ledger, query: Query, wanted: list[str]) -> Iterable[Hit]:
        finding_of = {c: f for f in ledger.findings for c in f.claims}
        spoken = {
            (q.report, q.start): q.speaker for a in ledger.analyses for q in a.quotes if q.speaker
        }
        sources = {a.id: a.source for one in ledger.analyses for a in one.attributions}
        names = {e.id: e.name for one in ledger.analyses for e in one.entities}
        lookup = Lookup(ledger)
        for claim in ledger.claims:
            report = lookup.report[claim.report]
            text = claim.span.of(report.text)
            finding = finding_of.get(claim.id)
            who = sources.get(claim.attribution or "") or spoken.get((claim.report, claim.start))
            about = " ".join(names.get(e, "") for e in claim.entities)
            kind = "quote" if claim.kind == "quote" else "claim"
            if not all(word in text.casefold() for word in wanted):
                continue
            if query.kind not in (None, kind) or not _in(query.who, who or ""):
                continue
            if not _in(query.about, f"{about} {text}"):
                continue
            if query.status and (finding is None or finding.status != query.status):
                continue
            if not _between(report.published, query.since, query.until):
                continue
            yield Hit(
                kind=kind,  # type: ignore[arg-type]
                id=claim.id,
                report=report.id,
                start=claim.start,
                end=claim.end,
                text=text,
                score=(finding.importance if finding else 0.0) * 0.9,
                story=kept.id,
                title=report.title,
                publisher=report.publisher,
                published=report.published,
                url=report.url,
                who=who,
                finding=finding.id if finding else None,
                status=finding.status if finding else None,
            )

    # -- news ------------------------------------------------------------------------------

    def _note_claims(self, kept: Kept, before: Ledger | None) -> None:
        """Takes down what is new in a story's ledger against an earlier one."""
        ledger = kept.ledger
        assert ledger is not None
        lookup = Lookup(ledger)
        old = {f.id: f for f in before.findings} if before else {}
        at = self.clock() if before else kept.added
        new = sorted(ledger.findings, key=lambda f: (-f.importance, f.id))
        for finding in new[: 12 if before is None else None]:
            claim = lookup.claim[finding.representative]
            cites = (Cite(claim.id, claim.report, claim.start, claim.end),)
            known = old.get(finding.id)
            if known is None:
                self.changes.append(
                    Change("claim", kept.id, at, finding.text, finding.id, cites=cites)
                )
            elif known.k.low < finding.k.low:
                self.changes.append(
                    Change(
                        "strengthened",
                        kept.id,
                        at,
                        finding.text,
                        finding.id,
                        _lines(known.k),
                        _lines(finding.k),
                        cites,
                    )
                )
            elif known.status == "disputed" != finding.status:
                self.changes.append(
                    Change("settled", kept.id, at, finding.text, finding.id, cites=cites)
                )

    def news(
        self,
        since: datetime | None,
        until: datetime | None = None,
        *,
        progress: Progress | None = None,
    ) -> News:
        end = until or self.clock()
        if self.comparing is not None:
            self.comparing(progress)
        with self.lock:
            found = [c for c in self.changes if (since is None or c.at > since) and c.at <= end]
        return News(since, end, tuple(found))

    def looked(self, reader: str = "") -> datetime | None:
        return self.looks.get(reader)

    def look(self, reader: str = "") -> News:
        found = self.news(self.looks.get(reader))
        self.seen(found.until, reader)
        return found

    def seen(self, until: datetime, reader: str = "") -> None:
        self.looks[reader] = until

    def due(self, until: datetime | None = None) -> tuple[Due, ...]:
        found = []
        for kept in self.kept.values():
            if kept.into is not None or kept.ledger is None:
                continue
            lookup = Lookup(kept.ledger)
            for one in kept.ledger.forecasts:
                latest = one.horizon.latest if one.horizon else None
                if one.state not in ("open", "expired"):
                    continue
                if until is not None and (latest is None or latest > until):
                    continue
                holder = "" if one.holder == "report" else one.holder
                claim = lookup.claim[one.claim]
                cite = Cite(claim.id, claim.report, claim.start, claim.end)
                words = claim.span.of(lookup.report[claim.report].text)
                found.append(Due(kept.id, one.id, holder, words, one.state, latest, cite))
        return tuple(
            sorted(found, key=lambda d: (d.latest is None, d.latest or self.clock(), d.forecast))
        )

    # -- corrections -----------------------------------------------------------------------

    def corrections(self, story: str | None = None) -> tuple[Correction, ...]:
        with self.lock:
            if story is None:
                return tuple(self.log)
            kept = self._kept(story)
            known = {kept.id, *(k.id for k in self.kept.values() if k.into == kept.id)}
            known |= set(kept.reports)
            return tuple(c for c in self.log if known & {*c.of, c.to or "", c.story or ""})

    def correct(self, correction: Correction) -> Correction:
        with self.lock:
            kept = replace(correction, number=len(self.log) + 1, at=self.clock())
            touched = self._carry_out(kept)
            self.log.append(kept)
            self._anew(touched)
            return kept

    def _carry_out(self, one: Correction) -> set[str]:
        if one.kind == "merge":
            stories = sorted(
                {self._kept(s).id for s in one.of}, key=lambda s: (self.kept[s].added, s)
            )
            if len(stories) < 2:
                raise UsageError("merge: give two stories or more")
            for other in stories[1:]:
                self.kept[stories[0]].reports.extend(self.kept[other].reports)
                self.kept[other].into = stories[0]
            return {stories[0]}
        if one.kind in ("split", "move"):
            return self._take_out(one)
        if one.kind == "same-source" and len(one.of) < 2:
            raise UsageError("same source: give two reports or more")
        if one.story is None:
            raise UsageError(f"{one.kind}: name the story")
        return {self._kept(one.story).id}

    def _take_out(self, one: Correction) -> set[str]:
        touched = {self.story_of(report) for report in one.of}
        for story in touched:
            if not set(self.kept[story].reports) - set(one.of):
                raise UsageError(f"{one.kind}: no report would be left in the story")
        if one.kind == "move":
            target = self.kept[self._kept(one.to or "").id]
        else:
            now = self.clock()
            target = Kept(f"s{one.of[0][1:]}", self.reports[one.of[0]].title or "", [], now, now)
            self.kept[target.id] = target
        for story in touched:
            self.kept[story].reports = [r for r in self.kept[story].reports if r not in one.of]
        target.reports.extend(one.of)
        return touched | {target.id}

    def _anew(self, stories: Iterable[str]) -> None:
        for story in stories:
            self.kept[story].ledger = None
            self.kept[story].changed = self.clock()

    def undo(self, number: int) -> Correction:
        with self.lock:
            if not 0 < number <= len(self.log):
                raise UnknownError(f"no correction has the number {number}")
            if self.log[number - 1].undone:
                raise UsageError(f"correction {number} was undone before")
            back = replace(self.log[number - 1], undone=True)
            self.log[number - 1] = back
            grouping = {"merge", "split", "move"}
            if back.kind not in grouping:
                self._anew({self._kept(back.story or "").id})
                return back
            self._regroup([c for c in self.log if c.kind in grouping and not c.undone])
            return back

    def _regroup(self, valid: Sequence[Correction]) -> None:
        """The stories as they were given, with the corrections that hold carried out anew."""
        before = {k.id: list(k.reports) for k in self.kept.values() if k.into is None}
        given = {s.id: list(s.reports) for ledger in self.ledgers for s in ledger.stories}
        for story in list(self.kept):
            if story in given:
                self.kept[story].reports = given[story]
                self.kept[story].into = None
            else:
                del self.kept[story]
        for one in valid:
            self._carry_out(one)
        self._anew(k.id for k in self.kept.values() if before.get(k.id) != k.reports)

    def problems(self, limit: int = 200) -> tuple[Problem, ...]:
        found = [p for ledger in self.ledgers for p in ledger.problems]
        return tuple(found[:limit])


def _lines(k: Count) -> str:
    return f"{k.low}" if k.low == k.high else f"{k.low}–{k.high}"


def _in(wanted: str | None, text: str) -> bool:
    return not wanted or wanted.casefold() in text.casefold()


def _between(at: datetime | None, since: datetime | None, until: datetime | None) -> bool:
    if at is None:
        return since is None and until is None
    return (since is None or at >= since) and (until is None or at <= until)


def _narrowed(ledger: Ledger, story: Story) -> Ledger:
    """What a ledger holds of one story."""
    members = set(story.reports)
    claims = tuple(c for c in ledger.claims if c.report in members)
    kept = {c.id for c in claims}
    lookup = Lookup(ledger)
    return replace(
        ledger,
        reports=tuple(r for r in ledger.reports if r.id in members),
        analyses=tuple(a for a in ledger.analyses if a.report in members),
        stories=(story,),
        claims=claims,
        forecasts=tuple(f for f in ledger.forecasts if f.claim in kept),
        copies=tuple(c for c in ledger.copies if {c.by, c.of} <= members),
        origins=tuple(o for o in ledger.origins if o.story == story.id),
        findings=tuple(f for f in ledger.findings if f.story == story.id),
        briefs=tuple(
            b for b in ledger.briefs if (s := lookup.story(b)) is not None and s.id == story.id
        ),
    )
