"""Cardinal numbers in digits, in words, or mixed ("4 thousand 3 hundred and 21")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.data import tables

__all__ = ["Read", "Words", "adds", "after_and", "after_gap", "cardinal", "number_words", "word_at"]


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of number words."""

    cardinals: dict[str, float]
    scales: dict[str, float]
    short_scales: dict[str, float]
    letter_scales: dict[str, float]
    ordinals: dict[str, float]
    fractions: dict[str, float]
    vulgar: dict[str, float]
    vague: dict[str, list[float]]
    starts: frozenset[str]


@cache
def number_words() -> Words:
    """The tables, read once."""
    table = tables.table("number_words")
    starts = {"half", "quarter", "several", "few", "couple"}
    for name in ("cardinals", "scales", "ordinals", "vulgar", "vague"):
        starts.update(table[name])
    return Words(
        **table,
        starts=frozenset(starts),
    )


@dataclass(slots=True)
class Read:
    """A number read so far: bounds, the index after it, its last scale, its kind."""

    low: float
    high: float
    after: int
    scale: float = 1.0
    kind: str = "N"


def after_gap(items: list[Lexeme], at: int) -> int:
    """The index of the word after a space or hyphen at ``at``; ``at`` itself when none."""
    last = at
    hyphens = 0
    while last < len(items) and last < at + 3:
        item = items[last]
        if item.kind == "p" and item.word == "-" and not hyphens:
            hyphens = 1
        elif item.kind != "s":
            break
        last += 1
    return last


def after_and(items: list[Lexeme], at: int) -> int:
    """The index of the word after " and " at ``at``; ``at`` itself when there is none."""
    if word_at(items, at + 1) in ("and", "&") and items[at].kind == "s":
        return at + 3 if at + 3 < len(items) and items[at + 2].kind == "s" else at
    return at


def word_at(items: list[Lexeme], at: int) -> str:
    """The word of item ``at``, "" outside the list."""
    return items[at].word if 0 <= at < len(items) else ""


#: no figure of a report is larger; "million million million" stops here
_MOST = 1e21


class _Cardinal:
    """A cardinal read word by word: what is closed by a scale, and what is still open."""

    def __init__(self, words: Words, text: str, items: list[Lexeme], at: int) -> None:
        self.words, self.text, self.items = words, text, items
        self.first = self.after = at
        self.total, self.current = 0.0, -1.0
        self.scale, self.used = float("inf"), 1.0

    def step(self, here: int) -> bool:
        """Takes the item at ``here``; ``False`` when it does not go on the number."""
        item = self.items[here]
        if item.kind == "n" or item.word in self.words.cardinals:
            digits = item.kind == "n"
            value = item.low if digits else self.words.cardinals[item.word]
            if not self._take(value, digits, here):
                return False
            self.used, self.after = 1.0, here + 1
            spaced = _thousands(self.text, self.items, here) if digits else None
            if spaced:
                self.after, self.current = spaced
            return True
        factor = self.words.scales.get(item.word, 0.0)
        if not factor and _is_short(self.words, self.text, self.items, here):
            factor = _short(self.words, self.text, item)
        if not factor or not self._scale(factor):
            return False
        self.used, self.after = factor, here + 1
        return True

    def _take(self, value: float, digits: bool, here: int) -> bool:
        current = self.current
        if current < 0:
            joined = _joins(self.items, self.after, here, value, self.scale)
            if digits and self.total and not joined:
                return False
            self.current = value
        elif digits and (self.used < 100 or current % 100 or value >= 100 or value % 1):
            return False
        elif adds(current, value):
            self.current += value
        elif 13 <= current <= 20 and 10 <= value < 100 and self.used == 1.0:
            self.current = current * 100 + value  # nineteen ninety-six
        else:
            return False
        return True

    def _scale(self, factor: float) -> bool:
        if factor <= 100:
            alone = self.after == self.first + 1  # "322 hundred"
            if (self.current >= 100 and not alone) or (self.current < 0 and self.total):
                return False
            self.current = max(self.current, 1.0) * factor
            return True
        if self.total * factor > _MOST:
            return False
        if factor >= self.scale and self.current < 0:
            self.total *= factor  # three lakh crore
        else:
            self.total += (1.0 if self.current < 0 else self.current) * factor
        self.scale, self.current = factor, -1.0
        return True


def cardinal(words: Words, text: str, items: list[Lexeme], at: int) -> Read | None:
    """The cardinal that begins at item ``at``, ``None`` when there is none."""
    made = _Cardinal(words, text, items, at)
    here = at
    while here < len(items) and made.step(here):
        here = _next(words, items, made.after, made.used)
        more = made.after < len(items) and _is_short(words, text, items, made.after)
        if here == made.after and not more:
            break
    if made.after == at:
        return None
    value = float(f"{made.total + max(made.current, 0.0):.15g}")  # 16.6 billion is 16600000000
    return Read(value, value, made.after, made.used)


def _joins(items: list[Lexeme], after: int, here: int, value: float, scale: float) -> bool:
    """True when digits go on a number: "4 thousand 300", not "5k-20k" or "11bn 10bn"."""
    spelled = len(items[after - 1].word) > 3
    hyphen = any(item.word == "-" for item in items[after:here])
    return spelled and not hyphen and value < scale


def adds(current: float, value: float) -> bool:
    """True when ``value`` may follow ``current``: "twenty" + "one", "two hundred" + "five"."""
    if current % 100 == 0 and current >= 100:
        return value < 100
    return value < 10 and value > 0 and current % 10 == 0 and 20 <= current % 100 <= 90


def _next(words: Words, items: list[Lexeme], after: int, used: float) -> int:
    """Where the number may go on: over " and " only after a scale."""
    if after >= len(items):
        return after
    if used >= 100:
        over = after_and(items, after)
        if over != after:
            part = word_at(items, after_gap(items, over + 1))
            one = word_at(items, over) == "one"
            if part in words.fractions and part.endswith("s") != one:
                return after  # "one hundred and three quarters"
            return over
        if word_at(items, after) == "," and used > 100:  # three million, two hundred
            over = after_gap(items, after + 1)
            if over < len(items) and items[over].kind == "w":
                return over
    return after_gap(items, after)


def _is_short(words: Words, text: str, items: list[Lexeme], at: int) -> bool:
    """True for "bn" after digits, and for one capital letter that touches them."""
    item = items[at]
    if item.kind != "w" or at == 0:
        return False
    before = items[at - 1]
    digits = before if before.kind == "n" else items[at - 2] if at > 1 else before
    if digits.kind != "n":
        return False
    if item.word in words.short_scales and (len(item.word) > 1 or before.kind == "n"):
        return True
    return before.kind == "n" and text[item.start : item.end] in words.letter_scales


def _short(words: Words, text: str, item: Lexeme) -> float:
    return words.short_scales.get(item.word) or words.letter_scales[text[item.start : item.end]]


def _thousands(text: str, items: list[Lexeme], at: int) -> tuple[int, float] | None:
    """Digit groups parted by spaces ("1 414 021"), when two follow or the last is 000."""
    first = items[at]
    if len(first.word) > 3 or not first.word.isdigit() or first.word.startswith("0"):
        return None
    digits, here = first.word, at + 1
    exotic = False
    while here + 1 < len(items) and items[here].kind == "s" and items[here + 1].kind == "n":
        group = items[here + 1].word
        if not (len(group) == 3 or (len(group) > 4 and group[3] == ".")) or not group[:3].isdigit():
            break
        exotic |= text[items[here].start : items[here].end] in ("\u202f", "\u00a0", "\u2009")
        digits += group
        here += 2
        if "." in group:
            break
    groups = (here - at) // 2
    if groups >= 2 or (groups == 1 and (exotic or digits.endswith("000"))):
        return here, float(digits)
    return None
