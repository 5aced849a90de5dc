"""Quantities in a report: a number as an interval, its unit, and what it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from sitrep.analysis.numbers import numbers
from sitrep.analysis.numbers_cardinal import number_words
from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.analysis.quantities_bounds import bounded, hedge_after, hedge_before, words_of
from sitrep.analysis.quantities_counted import counted, token_at
from sitrep.analysis.quantities_filters import (
    is_label,
    is_name_or_code,
    is_plain_one,
    is_sensible_ordinal,
)
from sitrep.analysis.quantities_units import Unit, money_before, unit_after
from sitrep.records import Quantity, Report, Sentence, TimeExpression, content_id

__all__ = ["find_quantities"]

_SCALE = re.compile(
    r"(?:hundred|thousand|million|billion|trillion|lakhs?|crores?|bn|mn|mln|bln|tn|[kmbt])$"
)
_FACTORS = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "t": 1e12,
    "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_AGE_UNITS = {"year": "year", "years": "year", "month": "month", "months": "month", "week": "week",
              "weeks": "week", "day": "day", "days": "day", "yr": "year"}  # fmt: skip
_POUND_WEIGHT = Unit("pound", "kg", 0.45359237, 0.45359237)
_RARE_MONEY = frozenset(["won", "real", "mark", "rand", "lira", "baht"])


@dataclass(slots=True)
class _Part:
    """A number with its unit; ``first`` and ``stop`` are indexes of lexemes."""

    low: float
    high: float
    first: int
    stop: int
    number: int
    unit: Unit | None = None
    name: str = ""
    vague: bool = False
    age: bool = False


@dataclass(slots=True)
class _Text:
    text: str
    sentence: Sentence
    items: list[Lexeme]


def find_quantities(
    report: Report, sentences: tuple[Sentence, ...], times: tuple[TimeExpression, ...]
) -> tuple[Quantity, ...]:
    """The quantities of a report in order, without overlaps.

    Args:
        report: gives the text.
        sentences: spans into the text; their parse is used where there is one.
        times: what :func:`find_times` found; no number inside a time is a quantity.

    Returns:
        Quantities with offsets into ``report.text``. The span holds the words that bound
        the number ("nearly 300") and its unit, not what is counted. ``unit`` is "" for plain
        counts. An ordinal ("1,000th day") has equal bounds and unit "".
    """
    starts = [span.start for span in times]
    found: list[Quantity] = []
    for sentence in sentences:
        if not _may_hold(report.text, sentence):
            continue
        made = _Text(report.text, sentence, numbers(report.text, sentence.start, sentence.end))
        at = 0
        while at < len(made.items):
            item = made.items[at]
            if item.kind not in "NFVO" or _inside(times, starts, item):
                at += 1
                continue
            quantity = _quantity(report, made, at)
            if quantity is None:
                at += 1
                continue
            found.append(quantity[0])
            at = quantity[1]
    return tuple(_joined(report.text, found))


_AND = re.compile(r"\s*,?\s*and\s*")


def _joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """Two bounds of one figure as one: "more than 10 and less than 20"."""
    out: list[Quantity] = []
    for quantity in found:
        last = out[-1] if out else None
        if last and last.unit == quantity.unit and _AND.fullmatch(text[last.end : quantity.start]):
            lows = [x.low for x in (last, quantity) if x.high is None and x.low is not None]
            highs = [x.high for x in (last, quantity) if x.low is None and x.high is not None]
            if len(lows) == len(highs) == 1 and lows[0] < highs[0]:
                out[-1] = _both(last, quantity)
                continue
        out.append(quantity)
    return out


def _both(first: Quantity, second: Quantity) -> Quantity:
    lower, upper = (first, second) if first.low is not None else (second, first)
    return replace(
        lower,
        id=content_id("q", first.report, first.start, second.end),
        start=first.start,
        end=second.end,
        high=upper.high,
        high_si=upper.high_si,
        approximation="range",
        measures=first.measures or second.measures,
    )


_DIGIT = re.compile(r"[\d½⅓⅔¼¾⅕-⅞]")
_LETTERS = re.compile(r"[a-z]+")


def _may_hold(text: str, sentence: Sentence) -> bool:
    """False, at little cost, for a sentence without a digit or a number word."""
    if _DIGIT.search(text, sentence.start, sentence.end):
        return True
    words = _LETTERS.findall(text[sentence.start : sentence.end].lower())
    return not number_words().starts.isdisjoint(words)


def _inside(times: tuple[TimeExpression, ...], starts: list[int], item: Lexeme) -> bool:
    at = bisect_right(starts, item.start) - 1
    return at >= 0 and times[at].end > item.start


def _quantity(report: Report, made: _Text, at: int) -> tuple[Quantity, int] | None:
    part = _part(made, at)
    if part is None:
        return None
    hedge = hedge_before(made.items, part.first)
    pair = _range(made, part)
    if pair is None:
        _add_smaller(made, part)
    elif hedge and hedge[0] == "about":
        hedge = ("", hedge[1])
    last = pair or part
    first = hedge[1] if hedge else part.first
    stop = last.stop
    low, high, approximation = bounded(
        part.low, last.high, hedge[0] if hedge else "", part.vague and pair is None
    )
    if hedge is None:
        behind = hedge_after(made.items, stop)
        if behind:
            low, high, approximation = bounded(part.low, last.high, behind[0], part.vague)
            stop = behind[1]
    if pair and not hedge:
        first = _opening(made, part.first)
    if pair and low is not None and high is not None:
        approximation = "range"
    unit = last.unit or part.unit
    start, end = made.items[first].start, made.items[stop - 1].end
    low_si, high_si = _converted(unit, low, high)
    age = part.age or last.age
    measures = "age" if age else counted(
        made.text, made.sentence, made.items[part.first].start, end, made.items, part.first, stop
    )  # fmt: skip
    quantity = Quantity(
        id=content_id("q", report.id, start, end),
        report=report.id,
        start=start,
        end=end,
        low=low,
        high=high,
        unit=last.name or part.name,
        unit_si=unit.si if unit else None,
        low_si=low_si,
        high_si=high_si,
        approximation=approximation,
        measures=measures,
    )
    return quantity, stop


_SMALLER = {"foot": ("inch", 12.0), "dollar": ("cent", 100.0), "euro": ("cent", 100.0),
            "pound": ("penny", 100.0), "ft": ("in", 12.0)}  # fmt: skip


def _add_smaller(made: _Text, part: _Part) -> None:
    """Adds the smaller unit to the larger: "5 feet 2 inches", "3 dollars and 50 cents"."""
    small = _SMALLER.get(part.name)
    if small is None or part.first != part.number:
        return
    here = _over_space(made.items, part.stop)
    if here + 2 < len(made.items) and made.items[here].word == "and":
        here = _over_space(made.items, here + 1)
    if here >= len(made.items) or made.items[here].kind != "N" or here == part.stop:
        return
    minor = _Part(made.items[here].low, made.items[here].high, here, here + 1, here)
    _add_unit(made, minor)
    word = made.items[minor.stop - 1].word if minor.stop > here + 1 else ""
    if minor.name == small[0] or (small[0] == "in" and word == "in"):
        part.low += minor.low / small[1]
        part.high += minor.high / small[1]
        part.stop = max(minor.stop, here + 2)


def _converted(
    unit: Unit | None, low: float | None, high: float | None
) -> tuple[float | None, float | None]:
    if unit is None or unit.si is None:
        return None, None
    return (
        None if low is None else low * unit.low + unit.offset,
        None if high is None else high * unit.high + unit.offset,
    )


def _part(made: _Text, at: int) -> _Part | None:
    """The number at item ``at`` with its sign and unit; ``None`` when it is no quantity."""
    items, text = made.items, made.text
    item = items[at]
    token = token_at(made.sentence, item.start, item.end)
    if is_plain_one(items, at, token):
        money = unit_after(text, items, at + 1)
        if money is None:
            return None
    if item.kind == "O" and not is_sensible_ordinal(text, items, at):
        return None
    part = _Part(item.low, item.high, at, at + 1, at, vague=item.kind == "V")
    if item.kind != "O":
        _add_unit(made, part)
    if part.unit is None and not part.age:
        if is_name_or_code(text, items, at, False):
            return None
        if item.kind == "N" and is_label(text, items, at, token, made.sentence.tokens):
            return None
    elif part.first == at and is_name_or_code(text, items, at, True):
        return None
    _add_sign(made, part)
    return part


def _add_sign(made: _Text, part: _Part) -> None:
    before = made.items[part.first - 1] if part.first else None
    if before is None:
        return
    spaced = (
        part.first < 2
        or made.items[part.first - 2].kind in "sb"
        or made.items[part.first - 2].word == "("
    )
    heat = part.unit is not None and part.unit.si == "K"
    if before.kind == "s" and heat and part.first > 1 and made.items[part.first - 2].word == "-":
        part.low, part.high, part.first = -part.high, -part.low, part.first - 2
    elif before.word == "-" and spaced:
        part.low, part.high, part.first = -part.high, -part.low, part.first - 1
    elif (
        before.kind == "s"
        and part.first > 1
        and made.items[part.first - 2].word in ("minus", "negative")
    ):
        part.low, part.high, part.first = -part.high, -part.low, part.first - 2


def _add_unit(made: _Text, part: _Part) -> None:
    items, text = made.items, made.text
    at = part.number
    money = money_before(text, items, at)
    if money:
        part.unit, part.name, part.first = money
        _shared_scale(made, part)
        behind = unit_after(text, items, part.stop)
        if behind and behind[0].money:
            part.stop = behind[2]  # "$9.99 US dollars"
        _add_rate(made, part)
        return
    if _age(made, part):
        return
    found = unit_after(text, items, at + 1)
    if found is None and part.vague and at + 3 < len(items) and items[at + 2].word == "of":
        found = unit_after(text, items, at + 3)  # billions of dollars
        found = found if found and found[0].money else None
    if found is None:
        _add_inch(made, part)
        return
    unit, name, stop = found
    if unit.money and name in _RARE_MONEY and part.high < 100:
        return
    if name == "mark" and items[stop - 1].word == "mark":
        return  # "the 5000 mark"
    if name == "pound" and not _is_money(made, part):
        unit = _POUND_WEIGHT
    part.unit, part.name, part.stop = unit, name, stop
    _add_rate(made, part)


def _shared_scale(made: _Text, part: _Part) -> None:
    """Reads "$5m": after money a lone m is a million."""
    if part.stop < len(made.items):
        item = made.items[part.stop]
        spaced = item.kind == "s" and part.stop + 1 < len(made.items)
        mark = made.items[part.stop + 1] if spaced else item
        if mark.word in ("m", "b") and mark.kind == "w" and (not spaced or mark.word == "m"):
            factor = _FACTORS[mark.word]
            part.low, part.high = part.low * factor, part.high * factor
            part.stop += 2 if spaced else 1


def _add_rate(made: _Text, part: _Part) -> None:
    """Reads "$80 per barrel", "50 km/ms": the unit with what it is per."""
    items, at = made.items, part.stop
    if at + 1 < len(items) and items[at].word == "/" and items[at + 1].kind == "w":
        part.name, part.stop = (
            f"{part.name}/{made.text[items[at + 1].start : items[at + 1].end]}",
            at + 2,
        )
    elif at + 3 < len(items) and items[at + 1].word == "per" and items[at + 3].kind == "w":
        part.name, part.stop = f"{part.name} per {items[at + 3].word}", at + 4
    else:
        return
    money = part.unit.si if part.unit and part.unit.money else None
    part.unit = Unit(
        part.name, f"{money}/{part.name.split()[-1].split('/')[-1]}" if money else None
    )


def _add_inch(made: _Text, part: _Part) -> None:
    items, at = made.items, part.number + 1
    if at < len(items) and items[at].kind == "s":
        at += 1
    if at >= len(items) or items[at].word != "in" or not items[part.number].word[-1].isdigit():
        return
    after = items[at + 1] if at + 1 < len(items) else None
    following = items[at + 2].word if at + 2 < len(items) else ""
    if (
        after is None
        or after.word in (".", ")", ";")
        or following in ("thick", "long", "wide", "tall", "deep", "high")
    ):
        inch = 0.0254
        part.unit, part.name, part.stop = Unit("inch", "m", inch, inch), "in", at + 1


def _is_money(made: _Text, part: _Part) -> bool:
    """Pounds of money: large sums and words of money; a hyphen or "weigh" makes a weight."""
    if made.items[part.number + 1].word == "-":
        return False
    words = {item.word for item in made.items[max(0, part.first - 40) : part.stop + 40]}
    if words & {"weigh", "weighs", "weighed", "weighing", "weight"}:
        return False
    return part.high >= 10000 or bool(
        words
        & {
            "cost",
            "costs",
            "pay",
            "paid",
            "pays",
            "worth",
            "price",
            "fine",
            "fined",
            "sterling",
            "profit",
        }
    )


def _age(made: _Text, part: _Part) -> bool:
    """Reads "43-year-old", "29 years old", "six weeks of age", "aged 43", "Smith, 43,"."""
    words = [item.word for item in made.items[part.number + 1 : part.number + 9]]
    shape = [word for word in words if word not in (" ", "-")][:3]
    if shape and shape[0] in _AGE_UNITS and shape[1:2] in (["old"], ["olds"]):
        used = 2
    elif shape and shape[0] in _AGE_UNITS and shape[1:] == ["of", "age"]:
        used = 3
    elif shape[:1] == ["yo"]:
        used, shape[0] = 1, "year"
    else:
        return _bare_age(made, part)
    here, count = part.number + 1, 0
    while count < used:
        if made.items[here].word not in (" ", "-"):
            count += 1
        here += 1
    part.unit, part.name, part.stop, part.age = None, _AGE_UNITS[shape[0]], here, True
    return True


def _bare_age(made: _Text, part: _Part) -> bool:
    items, at = made.items, part.number
    if not 0 < part.low < 120 or at < 2:
        return False
    if items[at - 2].word in ("aged", "age") and items[at - 1].kind == "s":
        part.name, part.age = "year", True
        return True
    closed = at + 1 < len(items) and items[at + 1].word in (",", ".")
    named = at > 2 and items[at - 2].word == "," and made.text[items[at - 3].start].isupper()
    whole = items[at].word.isdigit() and len(items[at].word) == 2 and items[at - 3].kind == "w"
    if closed and named and whole and (items[at + 1].word == "," or at + 2 == len(items)):
        part.name, part.age = "year", True
        return True
    return False


def _range(made: _Text, part: _Part) -> _Part | None:
    """The upper end of "5 to 10", "5-10", "between 5 and 10", "two or three"."""
    items = made.items
    here = _over_space(items, part.stop)
    if here >= len(items):
        return None
    joint = items[here].word
    here = _over_space(items, here + 1)
    number = next(
        (n for n in range(here, min(here + 4, len(items))) if items[n].kind in "NF"), None
    )
    if joint not in ("-", "to", "through", "and", "or", "~", "--") or number is None:
        return None
    upper = _Part(items[number].low, items[number].high, number, number + 1, number)
    _add_unit(made, upper)
    if upper.first != here or (
        joint == "-" and is_name_or_code(made.text, items, number, upper.unit is not None)
    ):
        return None
    _align(made, part, upper)
    if part.low >= upper.high or not _may_join(made, part, upper, joint):
        return None
    return upper


def _over_space(items: list[Lexeme], at: int) -> int:
    return at + 1 if at < len(items) and items[at].kind == "s" else at


def _align(made: _Text, part: _Part, upper: _Part) -> None:
    """Reads "5 to 10 million": the lower end takes the scale of the upper one."""
    word = made.items[upper.number].word
    scale = _SCALE.search(word)
    plain = made.items[part.number].word
    if scale and plain.replace(".", "").replace(",", "").isdigit():
        factor = _FACTORS.get(scale.group().rstrip("s"), 1.0)
        if part.low < upper.low / factor * 1.0001 and part.low < 1000:
            part.low, part.high = part.low * factor, part.high * factor


def _may_join(made: _Text, part: _Part, upper: _Part, joint: str) -> bool:
    if part.unit and upper.unit and part.unit.si != upper.unit.si:
        return False
    if part.unit and not upper.unit and not part.unit.money:
        return False
    near = {item.word for item in made.items[max(0, part.first - 14) : part.first]}
    opening = _word_before(made, part.first)
    if joint == "and":
        return opening == "between"
    if joint == "or":
        return upper.unit is not None or upper.low == part.low + 1
    if joint == "to" and opening == "from" and near & words_of("change"):
        return bool(near & {"range", "ranging", "ranged", "between"})
    return True


def _word_before(made: _Text, at: int) -> str:
    here = at - 1
    while here >= 0 and made.items[here].kind == "s":
        here -= 1
    return made.items[here].word if here >= 0 else ""


def _opening(made: _Text, at: int) -> int:
    """The index of "between" or "from" when it opens the range."""
    here = at - 1
    while here >= 0 and made.items[here].kind == "s":
        here -= 1
    return here if here >= 0 and made.items[here].word in ("between", "from") else at
