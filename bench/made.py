"""A larger collection for timing: reports made from the example texts, the same for a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sitrep.records import Report, content_id

__all__ = ["made_reports"]

#: paragraphs that a made report has
FEWEST, MOST = 5, 12
#: share of the numbers that are changed
CHANGED = 0.2
_NUMBER = re.compile(r"\b\d{1,3}\b")
_PUBLISHERS = ("Post", "Herald", "Courier", "Gazette", "Tribune", "Mercury", "Observer", "Wire")
_START = datetime(2024, 5, 6, 6, tzinfo=UTC)


def made_reports(examples: Sequence[Report], count: int, seed: int) -> list[Report]:
    """``count`` reports of one happening: paragraphs of the examples, drawn and altered.

    Each keeps the order of the paragraphs that it draws from two of the examples; some
    numbers are changed. Made reports are for timing only: they mean nothing.
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
        published = _START + timedelta(minutes=chance.randrange(3 * 24 * 60))
        identity = content_id("r", publisher, published, text)
        made.append(Report(identity, text, publisher=publisher, published=published))
    return made


def _altered(paragraph: str, chance: random.Random) -> str:
    def other(match: re.Match[str]) -> str:
        if chance.random() >= CHANGED:
            return match[0]
        return str(max(1, int(match[0]) + chance.choice((-2, -1, 1, 2))))

    return _NUMBER.sub(other, paragraph)
