"""What two reports have in common, in figures that do not depend on any third report."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from sitrep.lineage.pages import Page
from sitrep.lineage.sentences import Alignment, Sheet, align, stems_in_order
from sitrep.lineage.tiles import Grams, Tile, grams_of, tiles

__all__ = ["NAMES", "Pair", "Prepared", "compare", "features", "prepare"]

#: the features, in the order of the weights in data/lineage.toml
NAMES = (
    "run_share",
    "run_share_least",
    "longest_run",
    "trigrams",
    "order_kept",
    "order_kept_least",
    "best",
    "order_lost",
    "sequence",
    "sequence_least",
    "bag",
    "numbers",
    "passage",
    "first_words",
    "first_numbers",
    "sentences_in_order",
)
#: fewest words of a shared run, and the rarity (summed, outside quotation marks) below which
#: a run is an idiom or a title
LEAST_RUN = 5
LEAST_RARITY = 1.2
#: likeness from which a sentence's nearest in the other report is looked at
_NEAR = 0.33
#: likeness that sentences of independent reports of one event reach, and how many sentences
#: a passage may skip
_UNLIKE = 0.3
_STEP = 3
#: rarity of the words whose order is compared
_TELLING = 0.15


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page with what every comparison needs, made once."""

    page: Page
    sheet: Sheet
    runs: Grams
    telling: tuple[str, ...]
    numbers: tuple[str, ...]
    trigrams: frozenset[tuple[str, str, str]]
    counts: Counter[str]
    first: Mapping[str, int]
    first_number: Mapping[str, int]
    own_words: int
    keys: frozenset[object]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports side by side: shared runs, aligned sentences, and the words they cover."""

    one: Prepared
    other: Prepared
    runs: tuple[Tile, ...]
    alignment: Alignment


def compare(one: Prepared, other: Prepared) -> Pair:
    """The two reports laid side by side."""
    shared = tiles(one.runs, other.runs)
    runs = tuple(run for run in shared if _telling(one.page, run))
    return Pair(one, other, runs, align(one.sheet, other.sheet))


def features(pair: Pair) -> tuple[float, ...]:
    """The figures named by :data:`NAMES`; they do not change when the two change places."""
    one, other, runs = pair.one, pair.other, pair.runs
    own_runs = [_own(one.page, run.by, run.length) for run in runs]
    back_runs = [_own(other.page, run.of, run.length) for run in runs]
    shares = (_ratio(sum(own_runs), one.own_words), _ratio(sum(back_runs), other.own_words))
    shared = len(one.trigrams & other.trigrams)
    trigrams = _ratio(shared, min(len(one.trigrams), len(other.trigrams)))
    kept = (pair.alignment.kept, pair.alignment.kept_back)
    best = (pair.alignment.best, pair.alignment.best_back)
    longest, shortest = _lengths(one.telling, other.telling)
    sequence = LCSseq.similarity(one.telling, other.telling)
    bag = sum((one.counts & other.counts).values())
    numbers = LCSseq.similarity(one.numbers, other.numbers)
    return (
        max(shares),
        min(shares),
        math.log1p(max(own_runs, default=0)),
        trigrams,
        max(kept),
        min(kept),
        max(best),
        max(best) - max(kept),
        _ratio(sequence, shortest),
        _ratio(sequence, longest),
        _ratio(bag, shortest),
        _ratio(numbers, 2 + min(len(one.numbers), len(other.numbers))),
        math.log1p(max(passage(pair, back=False), passage(pair, back=True))),
        order_evidence(one.first, other.first),
        order_evidence(one.first_number, other.first_number),
        sentence_order(pair),
    )


def order_evidence(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """How far the first mentions of what both have follow one another as chance would not.

    Args:
        one: stems and where each is first mentioned, in order.
        other: those of the other report.

    Returns:
        Log of the longest run of shared stems in one order, beyond the two square roots of
        their number that a random order has (Vershik and Kerov 1977); 0 for chance or less.
    """
    return _beyond_chance([other[stem] for stem in one if stem in other])


def sentence_order(pair: Pair) -> float:
    """The same for sentences: each with its nearest in the other report, if near enough."""
    likeness = pair.alignment.likeness
    if not likeness.size:
        return 0.0
    near = likeness.max(axis=1)
    places = likeness.argmax(axis=1)
    return _beyond_chance([int(p) for p, n in zip(places, near, strict=True) if n >= _NEAR])


def _beyond_chance(places: Sequence[int]) -> float:
    tails: list[int] = []
    for place in places:
        at = bisect_right(tails, place)
        tails[at : at + 1] = [place]
    return math.log1p(max(0.0, len(tails) - 2.0 * math.sqrt(len(places))))


def passage(pair: Pair, *, back: bool) -> float:
    """The best stretch of sentences that follow one another in both reports.

    Args:
        pair: the two reports side by side.
        back: from the second report's side.

    Returns:
        The summed likeness above what unlike news sentences reach, sentences of quotation
        left out; 1 is about one sentence and a half taken over whole.

    Source: maximum subsequence sum (Kadane), as in local alignment.
    """
    path = pair.alignment.back if back else pair.alignment.forward
    table = pair.alignment.likeness.T if back else pair.alignment.likeness
    own = (pair.other if back else pair.one).sheet.own
    most, run, before = 0.0, 0.0, -1
    for at, there in enumerate(path):
        if run > 0.0 and there - before > _STEP:
            run = 0.0
        gain = float(table[at, there]) - _UNLIKE
        run = max(0.0, run + (gain * float(own[at]) if gain > 0.0 else gain))
        most = max(most, run)
        before = there
    return most


def prepare(page: Page, sheet: Sheet) -> Prepared:
    """What every comparison of the page needs."""
    stems = tuple(word.stem for word in page.words)
    telling = tuple(stems_in_order(page, least=_TELLING))
    numbers = tuple(
        word.stem
        for word, quoted in zip(page.words, page.quoted, strict=True)
        if word.number and not quoted
    )
    own = [stem if not quoted else "" for stem, quoted in zip(stems, page.quoted, strict=True)]
    grams = frozenset(
        (own[at], own[at + 1], own[at + 2])
        for at in range(len(own) - 2)
        if own[at] and own[at + 1] and own[at + 2]
    )
    return Prepared(
        page,
        sheet,
        grams_of(stems, LEAST_RUN),
        telling,
        numbers,
        grams,
        Counter(telling),
        _firsts(telling),
        _firsts(numbers),
        page.quoted.count(False),
        frozenset(telling) | grams,
    )


def _firsts(stems: Sequence[str]) -> dict[str, int]:
    """The stems and where each stands for the first time, in order."""
    found: dict[str, int] = {}
    for at, stem in enumerate(stems):
        found.setdefault(stem, at)
    return found


def _telling(page: Page, run: Tile) -> bool:
    """True when the run's words outside quotation marks are rare enough to be somebody's."""
    rare, own = 0.0, 0
    for at in range(run.by, run.by + run.length):
        if not page.quoted[at]:
            rare += page.weight[at]
            own += 1
    return own >= LEAST_RUN and rare >= LEAST_RARITY


def _own(page: Page, first: int, length: int) -> int:
    """Words of a run outside quotation marks."""
    return page.quoted[first : first + length].count(False)


def _lengths(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    return max(len(one), len(other)), min(len(one), len(other))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
