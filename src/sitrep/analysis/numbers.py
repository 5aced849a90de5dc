"""Numbers as written: digits, words, both mixed, ordinals, fractions, vague plurals.

``numbers`` joins the lexemes of each number into one ("1.5 million", "one hundred and
three", "twenty-first", "two thirds", "half a dozen", "tens of thousands") and leaves the
others as they are. It reads left to right once.
"""

from __future__ import annotations

from sitrep.analysis.numbers_cardinal import (
    Read,
    Words,
    adds,
    after_and,
    after_gap,
    cardinal,
    number_words,
    word_at,
)
from sitrep.analysis.numbers_lexing import Lexeme, lex

__all__ = ["numbers"]


def numbers(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of ``text[start:end]`` with each number as one lexeme.

    Args:
        text: the report's text.
        start: first code point.
        end: code point after the last.

    Returns:
        Lexemes in order, without gaps. Kinds: see :class:`Lexeme`.
    """
    words = number_words()
    items = lex(text, start, end)
    out: list[Lexeme] = []
    at = 0
    while at < len(items):
        item = items[at]
        read = None
        if item.kind == "n" or (
            item.kind in "wp" and (item.word in words.starts or item.word in ("a", "an"))
        ):
            read = _number(words, text, items, at)
        if read is None:
            out.append(item)
            at += 1
            continue
        stop = items[read.after - 1].end
        word = text[item.start : stop].lower()
        out.append(Lexeme(item.start, stop, read.kind, word, read.low, read.high))
        at = read.after
    return out


def _number(words: Words, text: str, items: list[Lexeme], at: int) -> Read | None:
    word = items[at].word
    if word in words.vague:
        return _vague(words, items, at)
    if word in ("several", "few", "couple"):
        return _few(words, items, at)
    if word in ("a", "an"):
        return _article(words, items, at)
    if word in ("half", "quarter"):
        return _part_of_scale(words, items, at, at, 0.5 if word == "half" else 0.25)
    if word in words.vulgar:
        value = words.vulgar[word]
        return _scaled(words, items, Read(value, value, at + 1, kind="F"))
    if word in words.ordinals:
        value = words.ordinals[word]
        return Read(value, value, at + 1, kind="O")
    read = cardinal(words, text, items, at)
    return _finish(words, items, read) if read else None


def _finish(words: Words, items: list[Lexeme], read: Read) -> Read:
    """The number with what may follow it: ordinal ending, fraction, "and a half"."""
    at = read.after
    last = items[at - 1]
    nxt = word_at(items, at)
    if last.kind == "n" and nxt in ("st", "nd", "rd", "th") and items[at].start == last.end:
        return Read(read.low, read.high, at + 1, kind="O")
    if nxt == "/" and last.kind == "n":
        return _slashed(items, read)
    if nxt in words.vulgar:
        value = read.low + words.vulgar[nxt]
        return _scaled(words, items, Read(value, value, at + 1))
    over = after_gap(items, at)
    if over < len(items) and over > at:
        made = _over_gap(words, items, read, over)
        if made:
            return made
    word = word_at(items, over)
    if word == "point" and last.kind == "w":
        return _spoken_decimals(words, items, read, over)
    if word in ("out", "in"):
        return _ratio(words, items, read, over)
    return _and_part(words, items, read)


def _over_gap(words: Words, items: list[Lexeme], read: Read, over: int) -> Read | None:
    """The number with the word after a space or hyphen, where that belongs to it."""
    word, last = items[over].word, items[read.after - 1]
    if last.kind == "w":
        if word in words.ordinals and read.scale <= 100:
            value = words.ordinals[word]
            if adds(read.low, value):
                return Read(read.low + value, read.low + value, over + 1, kind="O")
            if value >= 100:
                return Read(read.low * value, read.low * value, over + 1, kind="O")
        fraction = _fraction(words, word, read.low)
        if fraction:
            value = read.low / fraction
            return _scaled(words, items, Read(value, value, over + 1, kind="F"))
    if word in words.vulgar:
        value = read.low + words.vulgar[word]
        return _scaled(words, items, Read(value, value, over + 1))
    if last.kind == items[over].kind == "n" and items[over - 1].kind == "s":
        mixed = _slashed(items, Read(items[over].low, items[over].low, over + 1))
        if mixed.kind == "F":
            value = read.low + mixed.low
            return Read(value, value, mixed.after)
    return None


def _spoken_decimals(words: Words, items: list[Lexeme], read: Read, point: int) -> Read:
    """Reads "two hundred point zero three"."""
    digits, after = "", read.after
    here = after_gap(items, point + 1)
    while word_at(items, here) in words.cardinals and len(digits) < 12:
        digits += f"{words.cardinals[word_at(items, here)]:g}"
        after = here + 1
        here = after_gap(items, after)
    if not digits:
        return read
    if digits[-2:-1] == "0" and len(digits) > 2 and word_at(items, after - 1) != "zero":
        digits = digits[:-2] + digits[-1]  # "seventy-one" is 71, not 701
    value = read.low + float(f"0.{digits}")
    return Read(value, value, after)


def _ratio(words: Words, items: list[Lexeme], read: Read, at: int) -> Read:
    """Reads "one in five" and "two out of three" as parts of a whole."""
    out = word_at(items, at) == "out"
    here = after_gap(items, at + 1)
    if out:
        if word_at(items, here) != "of":
            return read
        here = after_gap(items, here + 1)
    if word_at(items, here) == "every":
        here = after_gap(items, here + 1)
    whole = cardinal(words, "", items, here) if here < len(items) else None
    plain = read.low == int(read.low) and read.low >= 1
    if whole is None or not plain or read.low >= whole.low:
        return read
    spelled = items[here].kind == "w"
    if not out and not (read.low == 1 and spelled):
        return read
    value = read.low / whole.low
    return Read(value, value, whole.after, kind="F")


def _fraction(words: Words, word: str, count: float) -> float | None:
    """The denominator that ``word`` is after ``count``; "two quarters" is left to the calendar."""
    if word not in words.fractions or count <= 0:
        return None
    plural = word.endswith("s")
    if (count > 1) != plural or (word == "quarters" and count != 3):
        return None
    return words.fractions[word]


def _slashed(items: list[Lexeme], read: Read) -> Read:
    """Reads "1/2" after its numerator; dates and scores are left alone."""
    at = read.after
    if at + 1 >= len(items) or word_at(items, at) != "/" or items[at + 1].kind != "n":
        return read
    top, bottom = items[at - 1], items[at + 1]
    glued = top.end == items[at].start and bottom.start == items[at].end
    more = word_at(items, at + 2) == "/"
    if not glued or more or not (0 < top.low < bottom.low) or bottom.low not in _DENOMINATORS:
        return read
    value = top.low / bottom.low
    return Read(value, value, at + 2, kind="F")


_DENOMINATORS = frozenset((2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 16.0, 32.0))


def _and_part(words: Words, items: list[Lexeme], read: Read) -> Read:
    """Reads "two and a half", "3 million and a half", "twenty and three fifths"."""
    over = after_and(items, read.after)
    if over == read.after:
        return read
    word = word_at(items, over)
    unit = 1.0
    thousand = read.scale if read.scale >= 1000 else 1.0
    if word in ("a", "an"):
        count, unit = 1.0, max(read.scale, 1.0)
    elif word in words.cardinals:
        count, unit = words.cardinals[word], thousand
    else:
        return read
    part = after_gap(items, over + 1)
    fraction = _fraction(words, word_at(items, part), count)
    if not fraction or part == over + 1 or (unit > 1 and read.low < unit):
        return read
    scale = after_gap(items, part + 1)
    factor = words.scales.get(word_at(items, scale), 0.0)
    if 1 < factor < read.scale:  # one billion and a quarter million
        value = read.low + factor * count / fraction
        return Read(value, value, scale + 1, factor)
    value = read.low + unit * count / fraction
    return _scaled(words, items, Read(value, value, part + 1))


def _scaled(words: Words, items: list[Lexeme], read: Read) -> Read:
    """The number times a scale that follows ("two and a half million", "½ million")."""
    over = after_gap(items, read.after)
    factor = words.scales.get(word_at(items, over), 0.0)
    if over == read.after or factor <= 1:
        return read
    return Read(read.low * factor, read.high * factor, over + 1, factor)


def _article(words: Words, items: list[Lexeme], at: int) -> Read | None:
    """Reads "a dozen", "a hundred and ten", "a half", "a quarter of a million", "a third of"."""
    over = after_gap(items, at + 1)
    word = word_at(items, over)
    if over == at + 1:
        return None
    if word in words.scales and items[over - 1].kind == "s":
        read = cardinal(words, "", items, over) if items[over].kind == "w" else None
        return _finish(words, items, read) if read else None
    if word in ("half", "quarter"):
        return _part_of_scale(words, items, at, over, 0.5 if word == "half" else 0.25)
    if word in ("few", "couple"):
        return _few(words, items, over)
    fraction = _fraction(words, word, 1.0)
    if fraction and word_at(items, over + 1) == " " and word_at(items, over + 2) == "of":
        return Read(1 / fraction, 1 / fraction, over + 1, kind="F")
    return None


def _part_of_scale(
    words: Words, items: list[Lexeme], first: int, at: int, value: float
) -> Read | None:
    """Reads "half a million", "half-million", "a quarter of a million", "half of"."""
    over = after_gap(items, at + 1)
    if word_at(items, over) == "of" and word_at(items, over + 2) in ("a", "an"):
        over += 2
    if word_at(items, over) in ("a", "an"):
        over = after_gap(items, over + 1)
    factor = words.scales.get(word_at(items, over), 0.0)
    if factor > 1:
        value *= factor
        return Read(value, value, over + 1, factor)
    if word_at(items, at) == "quarter" and word_at(items, at + 2) != "of":
        return None
    follows = word_at(items, at + 2) in ("of", "the", "their", "its", "his", "all")
    if first != at or follows or word_at(items, at - 2) in _BEFORE_HALF:
        return Read(value, value, at + 1, kind="F")
    return None


_BEFORE_HALF = frozenset(
    ("than", "about", "nearly", "almost", "over", "around", "roughly", "least")
)


def _vague(words: Words, items: list[Lexeme], at: int) -> Read:
    """Reads "dozens", "hundreds of thousands"."""
    low, high = words.vague[items[at].word]
    after = at + 1
    if word_at(items, at + 2) == "of" and word_at(items, at + 4) in words.vague:
        base = words.scales.get(word_at(items, at + 4)[:-1], 0.0)
        if base:
            low, high, after = low * base, (high + 1) * base - 1, at + 5
    return Read(float(low), float(high), after, kind="V")


def _few(words: Words, items: list[Lexeme], at: int) -> Read | None:
    """Reads "several hundred", "a few thousand", "a couple of dozen"."""
    over = after_gap(items, at + 1)
    if word_at(items, over) == "of":
        over = after_gap(items, over + 1)
    factor = words.scales.get(word_at(items, over), 0.0)
    if factor <= 1 or over == at + 1:
        return None
    low = {"several": 3.0, "few": 2.0, "couple": 2.0}[items[at].word]
    high = (3.0 if items[at].word == "couple" else 10.0) * factor - 1
    return Read(low * factor, high, over + 1, factor, kind="V")
