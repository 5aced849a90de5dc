"""Injects copies with known truth into a collection of reports.

Usage: ``python -m bench.derivations.make DOCS.jsonl[.gz] OUT_FOLDER [--seed N] [--table a|b]
[--stories N]``. See README.md beside this file for the forms.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.derivations.documents import Document, Piece, document_of, rendered
from bench.derivations.operations import MUTATIONS, OPERATIONS, merged, partial
from bench.derivations.wording import Wording

__all__ = ["MadeStory", "make", "read_rows"]

#: how often each kind of copy is made
KINDS = {
    "verbatim": 15,
    "trimmed": 15,
    "reordered": 8,
    "spun": 12,
    "rewritten": 22,
    "translated": 12,
    "merged": 9,
    "partial": 7,
    "heavy": 8,
}
#: added when weights are fitted: what is left when rewriters are better than rules
HARD = {**KINDS, "heavy": 20, "masked": 40}
#: for the model of single passages
PARTIAL = {"partial": 1}
#: for the model of order
REWORDED = {"rewritten": 1, "heavy": 2, "masked": 3, "translated": 1, "spun": 1}
FEWEST_SENTENCES = 6
MOST_ORIGINALS = 8
#: part of the smaller report's 8-word shingles shared, from which two originals may themselves
#: be copies: nothing is claimed of such a pair
DOUBTFUL = 0.04
SURNAMES = ("Abel", "Corwen", "Dantry", "Eskridge", "Fallow", "Garrick", "Holm", "Istead")


@dataclass
class MadeStory:
    """Reports of one story with the truth of the copies among them."""

    id: str
    reports: list[Document]
    derivations: list[dict[str, Any]] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    doubtful: list[tuple[str, str]] = field(default_factory=list)
    originals: list[str] = field(default_factory=list)


def make(
    rows: Iterable[dict[str, str]], seed: int, table: str, kinds: Mapping[str, int] = KINDS
) -> Iterator[MadeStory]:
    """Each story with copies injected.

    Args:
        rows: reports with ``id``, ``text``; ``story``, ``date``, ``title``, ``publisher`` if known.
        seed: the same seed gives the same copies.
        table: word table, "a" or "b".
        kinds: how often each kind of copy is made.
    """
    stories: dict[str, list[Document]] = defaultdict(list)
    for row in rows:
        stories[row.get("story") or "all"].append(document_of(row))
    for name in sorted(stories):
        chance = random.Random(f"{seed}/{name}")
        long = [d for d in stories[name] if len(d.pieces) >= FEWEST_SENTENCES]
        originals = sorted(long, key=lambda d: d.id)[:MOST_ORIGINALS]
        if originals:
            yield _story(name, [_timed(d, chance) for d in originals], chance, table, kinds)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a JSON Lines file, plain or gzipped."""
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _story(
    name: str,
    originals: list[Document],
    chance: random.Random,
    table: str,
    kinds: Mapping[str, int],
) -> MadeStory:
    wording = Wording(table, chance)
    made = MadeStory(name, [], doubtful=_doubtful(originals))
    made.originals = [document.id for document in originals]
    originals, plants = _planted(originals, wording, chance)
    made.reports = list(originals)
    for number in range(chance.randint(1, 4)):
        kind = chance.choices(list(kinds), list(kinds.values()))[0]
        _derive(made, f"{name}-copy{number}", kind, wording, chance)
    made.facts = list(_facts(made, plants, chance))
    return made


def _derive(
    made: MadeStory, identity: str, kind: str, wording: Wording, chance: random.Random
) -> None:
    """Adds one copy to the story."""
    source = chance.choice(made.reports)
    sources = [source]
    if kind in ("merged", "partial"):
        others = [
            d
            for d in made.reports
            if d.id in made.originals and d.id != source.id and not _related(made, d, source)
        ]
        if not others:
            kind = "rewritten"
        else:
            other = chance.choice(others)
            sources = [source, other] if kind == "merged" else [source]
    if kind == "merged":
        paragraphs = merged(source, sources[1], wording, chance)
    elif kind == "partial":
        paragraphs = partial(other, source, wording, chance)
        made.reports.remove(other)
        identity = other.id
    else:
        paragraphs = OPERATIONS[kind](source, wording, chance)
    changes = _mutate(paragraphs, chance)
    latest = max(source.date for source in sources)
    copy = Document(identity, (), publisher=f"Outlet {chance.randint(1, 999)}")
    copy = replace(copy, date=_later(latest, chance), title=wording.reworded(source.title, 0.5))
    if kind == "partial":
        copy = replace(copy, publisher=other.publisher, date=max(other.date, copy.date))
    copy = _credited(copy.with_paragraphs(paragraphs), source, chance)
    made.reports.append(copy)
    made.derivations.append(
        {"by": identity, "of": [d.id for d in sources], "kind": kind, "changes": changes}
    )


def _related(made: MadeStory, one: Document, other: Document) -> bool:
    """True when the two share sentences, or may."""
    pair = tuple(sorted((one.id, other.id)))
    if pair in made.doubtful:
        return True
    shared = {p.origin for p in one.pieces} & {p.origin for p in other.pieces}
    return bool(shared - {None})


def _credited(copy: Document, source: Document, chance: random.Random) -> Document:
    """In three copies of ten the source is named."""
    if not source.publisher or chance.random() >= 0.3:
        return copy
    way = chance.randrange(3)
    if way == 0:
        return replace(copy, byline=source.publisher)
    credit = f"({source.publisher})" if way == 1 else f"As first reported by {source.publisher}."
    return copy.with_paragraphs([*copy.paragraphs, [Piece(credit)]])


def _mutate(paragraphs: list[list[Piece]], chance: random.Random) -> list[str]:
    """A number or a name changed in one copy of four."""
    if chance.random() >= 0.25:
        return []
    change = chance.choice(sorted(MUTATIONS))
    places = [(i, j) for i, p in enumerate(paragraphs) for j in range(len(p))]
    chance.shuffle(places)
    for i, j in places:
        changed = MUTATIONS[change](paragraphs[i][j], chance)
        if changed is not None:
            paragraphs[i][j] = changed
            return [change]
    return []


def _planted(
    originals: list[Document], wording: Wording, chance: random.Random
) -> tuple[list[Document], list[tuple[int, list[tuple[str, int]]]]]:
    """One or two made-up facts set into one to three originals, each in its own words."""
    plants = []
    for number, tellings in enumerate(chance.sample(wording.facts, 2)):
        count = min(len(originals), chance.randint(1, 3))
        values = {
            "n": f"{chance.randint(1100, 9900):,}",
            "m": str(chance.randint(13, 48)),
            "name": chance.choice(SURNAMES),
        }
        holders = chance.sample(range(len(originals)), count)
        marks = []
        for holder, telling in zip(holders, chance.sample(tellings, count), strict=True):
            mark = (f"plant/{number}/{originals[holder].id}", 0)
            piece = Piece(telling.format(**values), mark)
            paragraphs = [list(p) for p in originals[holder].paragraphs]
            paragraphs.insert(chance.randint(1, len(paragraphs)), [piece])
            originals[holder] = originals[holder].with_paragraphs(paragraphs)
            marks.append(mark)
        plants.append((count, marks))
    return originals, plants


def _facts(
    made: MadeStory, plants: Sequence[tuple[int, list[tuple[str, int]]]], chance: random.Random
) -> Iterator[dict[str, Any]]:
    """Where each planted fact, and some facts of one origin, stand in the finished reports."""
    places: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for report in made.reports:
        _, spans = rendered(report)
        for piece, (start, end) in zip(report.pieces, spans, strict=True):
            if piece.origin is not None:
                places[piece.origin].append({"report": report.id, "start": start, "end": end})
    for count, marks in plants:
        claims = [claim for mark in marks for claim in places[mark]]
        voices = sum(bool(places[mark]) for mark in marks)
        if claims:
            yield {"k": voices, "planted": True, "claims": claims, "told": count}
    copied = sorted(
        origin
        for origin, claims in places.items()
        if len({claim["report"] for claim in claims}) > 1 and not origin[0].startswith("plant/")
    )
    for origin in chance.sample(copied, min(4, len(copied))):
        yield {"k": 1, "planted": False, "claims": places[origin]}


def _doubtful(originals: Sequence[Document]) -> list[tuple[str, str]]:
    shingles = {}
    for document in originals:
        words = rendered(document)[0].lower().split()
        shingles[document.id] = {tuple(words[i : i + 8]) for i in range(len(words) - 7)}
    doubtful = []
    for one, other in combinations(sorted(shingles), 2):
        shared = len(shingles[one] & shingles[other])
        if shared > DOUBTFUL * min(len(shingles[one]), len(shingles[other])):
            doubtful.append((one, other))
    return doubtful


def _timed(document: Document, chance: random.Random) -> Document:
    """A time of day for a bare date; none stays none."""
    if not document.date:
        return document
    day = datetime.fromisoformat(document.date)
    if day.tzinfo is None:
        day = day.replace(tzinfo=UTC)
    if len(document.date) <= 10:
        day += timedelta(minutes=chance.randrange(0, 24 * 60))
    return replace(document, date=day.isoformat())


def _later(date: str, chance: random.Random) -> str:
    if not date:
        return ""
    minutes = round(10 * 180 ** chance.random())
    return (datetime.fromisoformat(date) + timedelta(minutes=minutes)).isoformat()


def main() -> None:
    """Write ``reports.jsonl`` and ``truth.jsonl``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--table", choices=("a", "b"), default="b")
    parser.add_argument("--stories", type=int, default=0, help="only the first N stories")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with (
        (options.out / "reports.jsonl").open("w", encoding="utf-8") as reports,
        (options.out / "truth.jsonl").open("w", encoding="utf-8") as truth,
    ):
        for number, story in enumerate(make(read_rows(options.docs), options.seed, options.table)):
            if options.stories and number >= options.stories:
                break
            for report in sorted(story.reports, key=lambda d: d.id):
                row = {
                    "id": report.id,
                    "story": story.id,
                    "title": report.title,
                    "publisher": report.publisher,
                    "byline": report.byline,
                    "date": report.date,
                    "text": rendered(report)[0],
                }
                reports.write(json.dumps(row, ensure_ascii=False) + "\n")
            told = {
                "story": story.id,
                "originals": story.originals,
                "doubtful": story.doubtful,
                "derivations": story.derivations,
                "facts": story.facts,
            }
            truth.write(json.dumps(told, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
