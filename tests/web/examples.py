"""A kept ledger over the example collections, read once for all tests of the desk."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sitrep.kept import Correction
from sitrep.pipeline import Reading, conclude, default_tagger, read_one
from sitrep.records import Ledger, Problem, Report, Story
from sitrep.reports import read
from sitrep.settings import DEFAULT
from sitrep.stories import group
from sitrep.upkeep import LedgerKeeper, open_ledger
from tests.web.memory import MemoryKeeper

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
HARBOUR, COUNT = EXAMPLES / "harbour-fire", EXAMPLES / "lake-province-count"
NOW = datetime(2024, 11, 20, 9, 0, tzinfo=UTC)

Stock = tuple[tuple[Story, ...], tuple[Report, ...], tuple[Reading, ...], tuple[Problem, ...]]


@cache
def _stock(folder: str) -> Stock:
    reports, problems = read([folder], DEFAULT)
    ordered = sorted(reports, key=lambda r: r.id)
    tagger = default_tagger(DEFAULT)
    readings = tuple(read_one(r, settings=DEFAULT, tagger=tagger) for r in ordered)
    stories, more = group(ordered, [r.analysis for r in readings], DEFAULT)
    return tuple(stories), tuple(ordered), readings, (*problems, *more)


@cache
def _ledger(folder: str) -> Ledger:
    stories, reports, readings, problems = _stock(folder)
    return conclude(stories, reports, readings, problems, DEFAULT, now=NOW)


def keeper_of(*folders: str, waiting: bool = False, older: bool = False) -> MemoryKeeper:
    """A fresh keeper over folders of reports; ``older`` adds an earlier version of one."""
    everything = {
        report.id: (report, reading)
        for folder in folders
        for report, reading in zip(_stock(folder)[1], _stock(folder)[2], strict=True)
    }

    def anew(story: Story, corrections: Sequence[Correction]) -> Ledger:
        own = [everything[report] for report in story.reports]
        return conclude(
            [story],
            [report for report, _ in own],
            [reading for _, reading in own],
            [],
            DEFAULT,
            now=NOW,
            corrections=corrections,
        )

    ledgers = [_ledger(folder) for folder in folders]
    first = next((r for r, _ in everything.values() if r.url), None)
    earlier = {}
    if older and first is not None:
        text = first.text.replace("four", "three").replace("Tuesday", "early Tuesday")
        earlier = {"r0000000000000001": replace(first, id="r0000000000000001", text=text)}
    ids = frozenset(story.id for ledger in ledgers for story in ledger.stories)
    return MemoryKeeper(
        ledgers,
        conclude=anew,
        clock=lambda: NOW,
        waiting=ids if waiting else frozenset(),
        older=earlier,
    )


def examples(*, waiting: bool = False) -> MemoryKeeper:
    """A fresh keeper over both example collections."""
    return keeper_of(str(HARBOUR), str(COUNT), waiting=waiting, older=True)


@cache
def _kept_once() -> Path:
    """A ledger on disk over both example collections, with every story concluded."""
    folder = Path(tempfile.mkdtemp(prefix="sitrep-examples-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    keeper = _opened(folder / "examples.db")
    for collection in (HARBOUR, COUNT):
        reports, problems = read([str(collection)], DEFAULT)
        keeper.add(reports, problems=problems)
    keeper.analyse([card.id for card in keeper.stories()])
    keeper.close()
    return folder / "examples.db"


def _opened(file: Path) -> LedgerKeeper:
    return open_ledger(file, create=True, clock=lambda: NOW)


def kept_examples(folder: Path) -> LedgerKeeper:
    """A fresh copy of a ledger on disk over both example collections."""
    return _opened(Path(shutil.copy(_kept_once(), folder / "sitrep.db")))
