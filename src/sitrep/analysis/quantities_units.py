"""Units of measure and money after (or before) a number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sitrep.analysis.numbers_lexing import Lexeme, lex
from sitrep.data.tables import table

__all__ = ["Unit", "money_before", "unit_after"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its table name, what it converts to, and how; ``money`` has no conversion.

    ``low`` and ``high`` differ where the word has several meanings ("ton").
    """

    name: str
    si: str | None = None
    low: float = 1.0
    high: float = 1.0
    offset: float = 0.0
    money: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    #: first word -> (all words, unit, singular as written), longest first
    words: dict[str, list[tuple[tuple[str, ...], Unit, str]]]
    #: first character -> (symbol, unit), longest first
    symbols: dict[str, list[tuple[str, Unit]]]
    signs: list[tuple[str, Unit]]
    codes: dict[str, Unit]


@cache
def _table() -> _Table:
    raw = table("units")
    irregular: dict[str, str] = raw["irregular"]
    plurals: dict[str, list[str]] = {}
    for plural, singular in irregular.items():
        plurals.setdefault(singular, []).append(plural)
    words: dict[str, list[tuple[tuple[str, ...], Unit, str]]] = {}
    symbols: dict[str, list[tuple[str, Unit]]] = {}

    def enter(name: str, unit: Unit) -> None:
        for form in _forms(name, plurals):
            pieces = tuple(item.word for item in lex(form, 0, len(form)) if item.kind == "w")
            words.setdefault(pieces[0], []).append((pieces, unit, name))

    for row in raw["units"]:
        factor = row.get("factor", 1.0)
        low, high = factor if isinstance(factor, list) else (factor, factor)
        unit = Unit(row["name"], row.get("si"), low, high, row.get("offset", 0.0))
        for name in row["words"]:
            enter(name, unit)
        for symbol in row["symbols"]:
            symbols.setdefault(symbol[0], []).append((symbol, unit))
    for name, iso in raw["money"].items():
        part = iso.endswith("/100")
        factor = 0.01 if part else 1.0
        enter(name, Unit(name, iso.removesuffix("/100"), factor, factor, money=True))
    signs = [(sign, Unit(sign, iso, money=True)) for sign, iso in raw["signs"].items()]
    codes = {
        code: Unit(code, {"RMB": "CNY", "BTC": "XBT"}.get(code, code), money=True)
        for code in raw["codes"]["words"]
    }
    for entries in words.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    for marks in symbols.values():
        marks.sort(key=lambda mark: -len(mark[0]))
    signs.sort(key=lambda sign: -len(sign[0]))
    return _Table(words, symbols, signs, codes)


def _forms(name: str, plurals: dict[str, list[str]]) -> list[str]:
    """The written forms of a unit's name: singular and plurals ("miles per hour")."""
    forms = [name]
    words = name.split(" ")
    at = 0
    if "per" in words or "a" in words or "an" in words:
        at = next(i for i, word in enumerate(words) if word in ("per", "a", "an")) - 1
    elif words[0] == "degree":
        at = 0
    else:
        at = len(words) - 1
    every = plurals.get(words[at], [words[at] + "s"])
    return forms + [" ".join((*words[:at], plural, *words[at + 1 :])) for plural in every]


def unit_after(text: str, items: list[Lexeme], at: int) -> tuple[Unit, str, int] | None:
    """The unit that begins at item ``at``, or after one space or hyphen there.

    Args:
        text: the report's text.
        items: its lexemes, numbers joined.
        at: index of the item after the number.

    Returns:
        The unit, its name as written in the singular, and the index after it.
    """
    table = _table()
    here = at
    if here < len(items) and (items[here].kind == "s" or items[here].word == "-"):
        here += 1
        if here < len(items) and items[here].kind == "s" and items[here - 1].word == "-":
            here += 1
    bracket = here < len(items) and items[here].word in "[{<" and here + 2 < len(items)
    if bracket:
        here += 1
    if here >= len(items) or _opens_number(items, here):
        return None
    found = _symbol(table, text, items, here, here == at) or _words(table, text, items, here)
    if bracket and found:
        closed = found[2] < len(items) and items[found[2]].word in "]}>"
        return (found[0], found[1], found[2] + 1) if closed else None
    return found


def _opens_number(items: list[Lexeme], at: int) -> bool:
    """True for a sign or code that touches the next number ("3 USD50 cards")."""
    after = items[at + 1] if at + 1 < len(items) else None
    return after is not None and after.kind in "NF" and after.start == items[at].end


def _words(table: _Table, text: str, items: list[Lexeme], at: int) -> tuple[Unit, str, int] | None:
    for pieces, unit, singular in table.words.get(items[at].word, ()):
        last = _match(items, at, pieces)
        if last:
            return unit, singular, last
    code = text[items[at].start : items[at].end]
    if code.upper() in table.codes and (code.isupper() or code.lower() in ("usd", "rmb", "btc")):
        return table.codes[code.upper()], code, at + 1
    for sign, unit in table.signs:
        if text.startswith(sign, items[at].start) and len(sign) == 1:
            return unit, sign, at + 1
    return None


def _match(items: list[Lexeme], at: int, pieces: tuple[str, ...]) -> int | None:
    here = at
    for count, piece in enumerate(pieces):
        if count:
            if here >= len(items) or not (items[here].kind == "s" or items[here].word == "-"):
                return None
            here += 1
        if here >= len(items) or items[here].word != piece:
            return None
        here += 1
    return here


#: symbols of one letter that are words or names elsewhere: only where they touch the digits
_GLUED_ONLY = frozenset(("g", "L", "W", "V", "J", "mt", "st", "cal", "rad", "kn", "ha"))


def _symbol(
    table: _Table, text: str, items: list[Lexeme], at: int, glued: bool
) -> tuple[Unit, str, int] | None:
    start = items[at].start
    for symbol, unit in table.symbols.get(text[start : start + 1], ()):
        stop = start + len(symbol)
        if text[start:stop] != symbol or text[stop : stop + 1].isalnum():
            continue
        if symbol in _GLUED_ONLY and not glued:
            continue
        if text[stop : stop + 2] in ("^2", "^3"):
            continue
        here = at
        while here < len(items) and items[here].end < stop:
            here += 1
        if here < len(items) and items[here].end == stop:
            return unit, symbol, here + 1
    return None


def money_before(text: str, items: list[Lexeme], at: int) -> tuple[Unit, str, int] | None:
    """The currency sign or code that ends right before item ``at`` (one space allowed).

    Returns:
        The unit, the sign as written, and the index of its first item.
    """
    table = _table()
    here = at - 1
    if here >= 0 and items[here].kind == "s":
        here -= 1
    if here < 0:
        return None
    stop = items[here].end
    head = text[max(0, stop - 6) : stop].upper().replace(" ", "")
    for sign, unit in table.signs:
        # "a $20,000 reward" is not A$20,000: a lone letter must touch its mark
        lone = len(sign) == 2 and text[stop - 2 : stop].upper() != sign
        if head.endswith(sign) and not lone:
            return _sign(text, items, here, sign, unit)
    code = text[items[here].start : stop]
    if code.upper() in table.codes and (code.isupper() or code.lower() in ("usd", "rmb")):
        return table.codes[code.upper()], code, here
    return None


def _sign(
    text: str, items: list[Lexeme], at: int, sign: str, unit: Unit
) -> tuple[Unit, str, int] | None:
    """The first item of the sign; a longer word before it ("Texas$") keeps only the mark."""
    letters = len(sign) - 1
    first = at
    covered = 0
    while covered < letters and first > 0:
        first -= 1
        covered += len(items[first].word.strip())
    free = not first or (items[first - 1].kind != "w" and items[first - 1].word != "'")
    if covered == letters and free:
        return unit, sign, first
    mark = text[items[at].start : items[at].end]
    plain = next((entry for name, entry in _table().signs if name == mark), None)
    return (plain, mark, at) if plain else None
