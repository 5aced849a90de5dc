"""A stream of made reports in the order of time: stories of heavy-tailed size, copies, drift.

The texts mean nothing; what they have of news is what grouping, indexing and search cost by:
how often words stand (a rarity table of English), rare names and numbers that a story's
reports share, words that all happenings of one kind share (so that two shootings look alike),
words that come up and go with the days, and copies with a few words changed.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import accumulate

from sitrep.records import Report, content_id

__all__ = ["Made", "make"]

START = datetime(2024, 1, 1, tzinfo=UTC)
#: reports a day, unless the caller says otherwise
A_DAY = 5000
#: share of reports that open a story, that copy one of their story
OPENING, COPYING = 0.1, 0.15
#: how many of the last reports draw further ones into their stories
RECENT = 4000
#: how heavy the tail of story sizes is (Pareto), and the largest story
TAIL, LARGEST = 1.2, 400
#: kinds of happenings, and words that each has of its own
KINDS, KIND_WORDS = 40, 120
#: words that are in the news of a day, and days that one stays there
DAY_WORDS, DAYS = 200, 5
#: mean and spread of the log of a report's words (median 245), and the longest
LONG, SPREAD, MOST = 5.5, 0.6, 1500
_ONSETS = ("b", "br", "d", "dr", "f", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ei", "ou")
_CODAS = ("", "l", "m", "n", "r", "rn", "s", "sk", "th", "v")
_PUBLISHERS = tuple(
    f"{place} {name}"
    for place in ("Northern", "Harbour", "County", "Evening", "National", "Valley", "Lake", "Union")
    for name in ("Post", "Herald", "Courier", "Gazette", "Tribune", "Mercury", "Observer", "Wire")
)


@dataclass(frozen=True, slots=True)
class Made:
    """A made report with the truth: its story, and the report that it is a copy of."""

    report: Report
    story: str
    copy_of: str | None = None


@dataclass(slots=True)
class _Story:
    """What the reports of a made story share."""

    name: str
    kind: int
    words: list[str]
    people: list[str]
    place: str
    numbers: list[str]
    left: int
    told: list[Report] = field(default_factory=list)


def make(seed: int, reports: int, *, a_day: int = A_DAY) -> Iterator[Made]:
    """A stream of made reports, in the order in which they are published.

    Args:
        seed: the same seed gives the same stream; a longer one begins as a shorter one.
        reports: how many.
        a_day: how many are published a day.
    """
    chance = random.Random(seed)
    kinds = [[_made_up(chance) for _ in range(KIND_WORDS)] for _ in range(KINDS)]
    recent: deque[_Story] = deque(maxlen=RECENT)
    topical: deque[list[str]] = deque(maxlen=DAYS)
    for number in range(reports):
        if number % a_day == 0:
            topical.append([_made_up(chance) for _ in range(DAY_WORDS)])
        story = recent[chance.randrange(len(recent))] if recent else None
        if story is None or not story.left or chance.random() < OPENING:
            story = _opened(f"{seed}-{number}", chance)
        story.left -= 1
        when = START + timedelta(days=number / a_day)
        made = _told(story, f"{seed}-{number}", when, kinds, topical, chance)
        recent.append(story)
        yield made


def _opened(name: str, chance: random.Random) -> _Story:
    return _Story(
        name=name,
        kind=chance.randrange(KINDS),
        words=[_made_up(chance) for _ in range(30)] + chance.choices(_common()[0][300:], k=40),
        people=[
            f"{_made_up(chance).title()} {_made_up(chance).title()}"
            for _ in range(chance.randint(2, 6))
        ],
        place=_made_up(chance).title(),
        numbers=[str(chance.randint(2, 9999)) for _ in range(5)],
        left=min(LARGEST, int(chance.paretovariate(TAIL))),
    )


def _told(
    story: _Story,
    identity: str,
    when: datetime,
    kinds: list[list[str]],
    topical: deque[list[str]],
    chance: random.Random,
) -> Made:
    name = content_id("r", identity)
    publisher = chance.choice(_PUBLISHERS)
    if story.told and chance.random() < COPYING:
        source = chance.choice(story.told)
        report = Report(
            name,
            _altered(source.text, chance),
            title=source.title,
            publisher=publisher,
            published=when,
        )
        return Made(report, story.name, source.id)
    length = min(MOST, max(40, int(chance.lognormvariate(LONG, SPREAD))))
    text = _text(story, length, kinds[story.kind], chance.choice(topical), chance)
    title = " ".join([story.place, *chance.choices(story.words, k=3), story.people[0].split()[-1]])
    report = Report(name, text, title=title, publisher=publisher, published=when)
    # A story's later copies draw on its latest reports; the rest need not be kept.
    story.told = [*story.told[-4:], report]
    return Made(report, story.name)


def _text(
    story: _Story, length: int, kind: list[str], day: list[str], chance: random.Random
) -> str:
    """Sentences of about 20 words in paragraphs of three."""
    common, weights = _common()
    # Each report takes up a part of what its story is told by.
    words = chance.sample(story.words, 35)
    names = chance.sample(story.people, max(1, len(story.people) - 1))
    found = chance.choices(common, cum_weights=weights, k=length)
    for pool, share in ((kind, 0.12), (words, 0.12), (day, 0.02), (names, 0.03)):
        for at in chance.choices(range(length), k=int(length * share)):
            found[at] = pool[int(len(pool) * chance.random() ** 2)]
    for at in chance.choices(range(length), k=max(1, length // 60)):
        found[at] = chance.choice(story.numbers)
    for at in chance.choices(range(length), k=max(1, length // 80)):
        found[at] = story.place
    sentences = []
    at = 0
    while at < length:
        end = at + chance.randint(12, 28)
        sentence = " ".join(found[at:end])
        sentences.append(sentence[0].upper() + sentence[1:] + ".")
        at = end
    return "\n\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))


def _altered(text: str, chance: random.Random) -> str:
    """A copy: sometimes cut at the end, a few words replaced."""
    paragraphs = text.split("\n\n")
    if len(paragraphs) > 3 and chance.random() < 0.5:
        paragraphs = paragraphs[: -(len(paragraphs) // 4)]
    words = "\n\n".join(paragraphs).split(" ")
    common, weights = _common()
    for _ in range(len(words) // 40):
        words[chance.randrange(len(words))] = chance.choices(common, cum_weights=weights)[0]
    return " ".join(words)


def _made_up(chance: random.Random) -> str:
    """A word of two or three syllables that English does not have."""
    return "".join(
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
        for _ in range(chance.choice((2, 2, 3)))
    )


@cache
def _common() -> tuple[list[str], list[int]]:
    """Word stems of English, the commonest first, with their counts summed up."""
    rows = files("sitrep.data").joinpath("rarity.tsv").read_text(encoding="utf-8").splitlines()
    counted = [row.split("\t") for row in rows if row[:1].isalpha()]
    ordered = sorted(((int(count), word) for word, count in counted), key=lambda r: (-r[0], r[1]))
    return [word for _, word in ordered], list(accumulate(count for count, _ in ordered))
