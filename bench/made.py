"""Larger collections for timing: reports made from the example texts, the same for a seed."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product

from sitrep.records import Report, content_id

__all__ = ["made_collection", "made_reports"]

#: paragraphs that a made report has
FEWEST, MOST = 5, 12
#: share of the numbers that are changed
CHANGED = 0.2
#: days between the first reports of two happenings
APART = 40
_NUMBER = re.compile(r"\b\d{1,3}\b")
_PUBLISHERS = ("Post", "Herald", "Courier", "Gazette", "Tribune", "Mercury", "Observer", "Wire")
_START = datetime(2024, 5, 6, 6, tzinfo=UTC)
#: a capital inside a sentence, and what is no name for all that
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")
_CALENDAR = frozenset((*calendar.day_name, *calendar.month_name))
_SYLLABLES = ("bar", "del", "fen", "gor", "hal", "kem", "lun", "mor", "nes", "pol", "rin", "sov")


def made_reports(
    examples: Sequence[Report], count: int, seed: int, start: datetime = _START
) -> list[Report]:
    """``count`` reports of one happening: paragraphs of the examples, drawn and altered.

    Each keeps the order of the paragraphs that it draws from two of the examples; some
    numbers are changed. Made reports are for timing only: they mean nothing.

    Args:
        examples: reports of one happening.
        count: how many are made.
        seed: of the draws.
        start: the reports are published in the three days from here on.
    """
    chance = random.Random(seed)
    paragraphs = [[p for p in one.text.split("\n\n") if p.strip()] for one in examples]
    made = []
    for number in range(count):
        one, other = chance.sample(paragraphs, 2)
        pool = [*one, *other]
        wanted = min(len(pool), chance.randint(FEWEST, MOST))
        kept = sorted(chance.sample(range(len(pool)), wanted))
        text = "\n\n".join(_altered(pool[at], chance) for at in kept)
        publisher = f"{chance.choice(_PUBLISHERS)} {number}"
        published = start + timedelta(minutes=chance.randrange(3 * 24 * 60))
        identity = content_id("r", publisher, published, text)
        made.append(Report(identity, text, publisher=publisher, published=published))
    return made


def made_collection(
    examples: Sequence[Report], happenings: int, each: int, seed: int
) -> list[tuple[Report, ...]]:
    """Happenings of ``each`` made reports: other names, other days.

    Of one happening all reports have the same names, and of two no two have, so that names
    which the whole collection knows do not stand for all of it.
    """
    names = sorted(
        {name for one in examples for name in _NAME.findall(one.text)}
        - _CALENDAR
        - {word.capitalize() for one in examples for word in re.findall(r"\b[a-z]+\b", one.text)}
    )
    chance = random.Random(seed)
    invented = _invented(chance, happenings * len(names))
    found = []
    for number in range(happenings):
        renamed = _renamed(examples, {name: next(invented) for name in names})
        start = _START + timedelta(days=APART * number)
        found.append(tuple(made_reports(renamed, each, chance.randrange(10**9), start)))
    return found


def _renamed(examples: Sequence[Report], names: Mapping[str, str]) -> list[Report]:
    """The examples with other names."""
    return [
        Report(one.id, _CAPITAL.sub(lambda match: names.get(match[0], match[0]), one.text))
        for one in examples
    ]


def _invented(chance: random.Random, count: int) -> Iterator[str]:
    """Names that no text has, each once."""
    made = ["".join(one).capitalize() for one in product(_SYLLABLES, repeat=4)]
    return iter(chance.sample(made, count))


def _altered(paragraph: str, chance: random.Random) -> str:
    def other(match: re.Match[str]) -> str:
        if chance.random() >= CHANGED:
            return match[0]
        return str(max(1, int(match[0]) + chance.choice((-2, -1, 1, 2))))

    return _NUMBER.sub(other, paragraph)
