"""Tables of known names: countries, bodies, outlets, weapons, titles, given names.

Surfaces are looked up as written (capitals matter: "US" is no "us"), with plain
apostrophes. Sources and licences stand in the first lines of each table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from sitrep.data.tables import table

__all__ = [
    "Country",
    "Known",
    "Title",
    "adjectives",
    "countries",
    "given_names",
    "key",
    "known",
    "openers",
    "outlets",
    "seats",
    "titles",
    "words",
]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with its ISO 3166 alpha-3 code."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables say of a written name: its usual form, type and country code."""

    name: str
    type: str
    kind: str = ""
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A word before a name or naming a role; ``gender`` is m, f or empty."""

    word: str
    kind: str
    gender: str


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The name in lower case, accents off, plain apostrophes, without a leading "the"."""
    plain = name.replace("’", "'").replace("‘", "'")
    flat = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    lowered = " ".join(flat.casefold().split())
    return lowered.removeprefix("the ")


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a table, each padded to ``columns`` cells; comment lines are left out."""
    for line in files("sitrep.data").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (columns - len(cells))


def _cell(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.split("|") if part)


@cache
def _countries() -> tuple[Country, ...]:
    return tuple(
        Country(row[0], row[1], (row[1], *_cell(row[2])), *(_cell(row[i]) for i in (3, 4, 5)))
        for row in _rows("countries.tsv", 6)
    )


@cache
def countries() -> Mapping[str, str]:
    """Country name as written -> ISO 3166 alpha-3 code."""
    return MappingProxyType({name: c.code for c in _countries() for name in c.names})


@cache
def adjectives() -> Mapping[str, str]:
    """Adjective or demonym as written, singular or plural -> code ("" for a wider region)."""
    table = dict.fromkeys(words("adjectives"), "")
    for country in _countries():
        for word in country.adjectives:
            table[word] = country.code
            table.setdefault(word + "s", country.code)
    return MappingProxyType(table)


@cache
def seats() -> Mapping[str, tuple[str, str]]:
    """Capital or seat of government as written -> (code, "capital" or "seat")."""
    table: dict[str, tuple[str, str]] = {}
    for country in _countries():
        table.update(dict.fromkeys(country.capitals, (country.code, "capital")))
        table.update(dict.fromkeys(country.seats, (country.code, "seat")))
    return MappingProxyType(table)


@cache
def known() -> Mapping[str, Known]:
    """Every name of the tables as written -> what it names."""
    table: dict[str, Known] = {}
    for region in words("regions"):
        table[region] = Known(region, "place", "region")
    for name, forms, kind, *_ in _rows("weapons.tsv", 3):
        for form in (name, *_cell(forms)):
            table[form] = Known(name, "weapon", kind)
    for name, forms, kind, country in _rows("outlets.tsv", 4):
        for form in (name, *_cell(forms)):
            table[form] = Known(name, "organisation", kind, country or None)
    for name, forms, sort, country in _rows("organisations.tsv", 4):
        for form in (name, *_cell(forms)):
            table[form] = Known(name, sort, "body", country or None)
    for entry in _countries():
        for form in entry.capitals:
            table[form] = Known(entry.capitals[0], "place", "capital", entry.code)
        for form in entry.seats:
            table[form] = Known(entry.seats[0], "government", "seat", entry.code)
        for form in entry.names:
            table[form] = Known(entry.name, "place", "country", entry.code)
    return MappingProxyType(table)


@cache
def openers() -> frozenset[str]:
    """The first two characters of all known names: what else cannot begin one."""
    return frozenset(name[:2] for name in known())


@cache
def outlets() -> Mapping[str, str]:
    """News outlet as written -> kind (agency, paper, broadcaster, site, magazine, platform)."""
    return MappingProxyType(
        {form: row[2] for row in _rows("outlets.tsv", 4) for form in (row[0], *_cell(row[1]))}
    )


@cache
def titles() -> Mapping[str, Title]:
    """Title or role noun as written -> what it is."""
    return MappingProxyType({row[0]: Title(*row[:3]) for row in _rows("titles.tsv", 3)})


@cache
def given_names() -> Mapping[str, str]:
    """Given name in lower case without accents -> "m", "f" or "" where it is both."""
    table: dict[str, str] = {}
    for gender, names in _rows("given_names.tsv", 2):
        for name in names.split():
            folded = key(name)
            table[folded] = gender if table.get(folded, gender) == gender else ""
    return MappingProxyType(table)


@cache
def _word_lists() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({name: frozenset(v) for name, v in table("name_words").items()})


def words(name: str) -> frozenset[str]:
    """One of the word lists of ``name_words.toml``."""
    return _word_lists()[name]
