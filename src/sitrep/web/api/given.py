"""What a request may give: each parameter with its limits, its schema, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Literal, Protocol

from sitrep.web.api.answers import Refusal

__all__ = [
    "LIMIT",
    "OFFSET",
    "Choice",
    "Flag",
    "Instant",
    "Number",
    "Parameter",
    "Text",
    "identity",
    "read_parameters",
]

#: items of a page: by default, and at most; 500 findings are about 400 kB
PAGE, LONGEST_PAGE = 50, 500
#: the furthest item that a list is followed to
FURTHEST = 1_000_000
#: characters of what is searched for
LONGEST_WORDS = 200
ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d))?", re.ASCII
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Kind(Protocol):
    """A kind of value: its JSON Schema, what it allows in words, and how text is read."""

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of a value."""
        ...

    @property
    def allows(self) -> str:
        """What is allowed, in words."""
        ...

    def read(self, text: str) -> Any:
        """The value; raises ValueError when ``text`` is none."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """Words without control characters."""

    longest: int = LONGEST_WORDS
    shortest: int = 0

    @property
    def schema(self) -> dict[str, Any]:
        """Text of a limited length."""
        return {
            "type": "string",
            "minLength": self.shortest,
            "maxLength": self.longest,
            "pattern": "^[^\\x00-\\x1f\\x7f]*$",
        }

    @property
    def allows(self) -> str:
        """The length."""
        return f"{self.shortest} to {self.longest} characters, none a control character"

    def read(self, text: str) -> str:
        """The text as it is."""
        if not self.shortest <= len(text) <= self.longest or _CONTROL.search(text):
            raise ValueError(text)
        return text


@dataclass(frozen=True, slots=True)
class Identity:
    """An id; one that cannot be an id is of nothing that is known."""

    @property
    def schema(self) -> dict[str, Any]:
        """Letters, digits, and few marks."""
        return {"type": "string", "pattern": f"^{ID}$"}

    @property
    def allows(self) -> str:
        """The form."""
        return "an id of 1 to 64 letters and digits"

    def read(self, text: str) -> str:
        """The id."""
        if not re.fullmatch(ID, text):
            raise ValueError(text)
        return text


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number between two bounds, both allowed."""

    least: int
    most: int

    @property
    def schema(self) -> dict[str, Any]:
        """The bounds."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    @property
    def allows(self) -> str:
        """The bounds in words."""
        return f"a whole number from {self.least} to {self.most:,}"

    def read(self, text: str) -> int:
        """The number."""
        if not _WHOLE.fullmatch(text) or not self.least <= int(text) <= self.most:
            raise ValueError(text)
        return int(text)


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a few."""

    words: tuple[str, ...]

    @property
    def schema(self) -> dict[str, Any]:
        """The words."""
        return {"type": "string", "enum": list(self.words)}

    @property
    def allows(self) -> str:
        """The words, listed."""
        return "one of " + ", ".join(self.words)

    def read(self, text: str) -> str:
        """The word."""
        if text not in self.words:
            raise ValueError(text)
        return text


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    @property
    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}

    @property
    def allows(self) -> str:
        """The two words."""
        return "true or false"

    def read(self, text: str) -> bool:
        """The truth."""
        if text not in ("true", "false"):
            raise ValueError(text)
        return text == "true"


@dataclass(frozen=True, slots=True)
class Instant:
    """A time of RFC 3339, or a date, which is its midnight in UTC."""

    @property
    def schema(self) -> dict[str, Any]:
        """A time or a date."""
        return {
            "anyOf": [
                {"type": "string", "format": "date-time"},
                {"type": "string", "format": "date"},
            ]
        }

    @property
    def allows(self) -> str:
        """The form."""
        return "a time like 2024-11-17T18:00:00Z, or a date like 2024-11-17"

    def read(self, text: str) -> datetime:
        """The instant in UTC; a leap second is the second before it."""
        parts = _INSTANT.fullmatch(text)
        if parts is None:
            raise ValueError(text)
        day, clock, second, fraction, zone = parts.groups()
        if clock is None:
            return datetime.fromisoformat(day).replace(tzinfo=UTC)
        seconds = "59" if second == "60" else second
        micro = (fraction or ".0")[:7].ljust(7, "0")
        shift = "+00:00" if zone in "Zz" else zone
        found = datetime.fromisoformat(f"{day}T{clock}:{seconds}{micro}{shift}")
        try:
            return found.astimezone(UTC)
        except OverflowError:  # within a day of the calendar's ends: as if in UTC
            return found.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that an operation may be given."""

    name: str
    kind: Kind
    about: str
    default: Any = None
    place: Literal["query", "path"] = "query"


LIMIT = Parameter("limit", Number(1, LONGEST_PAGE), "items of a page", PAGE)
OFFSET = Parameter("offset", Number(0, FURTHEST), "items to pass over", 0)


def identity(name: str, about: str, place: Literal["query", "path"] = "path") -> Parameter:
    """A parameter that takes an id."""
    return Parameter(name, Identity(), about, place=place)


def read_parameters(
    known: Sequence[Parameter], path: Mapping[str, str], query: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """The values of all ``known`` parameters, those not given with their defaults.

    Raises:
        Refusal: 404 for a path that cannot be of anything; 400 for a query with a parameter
            that is unknown, given twice, or of a value beyond its limits.
    """
    found = {one.name: one.default for one in known}
    asked = {one.name: one for one in known if one.place == "query"}
    for one in known:
        if one.place == "path":
            found[one.name] = _value(one, path[one.name])
    names = [name for name, _ in query]
    for name, text in query:
        if name not in asked:
            raise Refusal(
                HTTPStatus.BAD_REQUEST,
                f"there is no parameter {name[:40]!r} here",
                parameter=name[:40],
                limit=", ".join(asked) or "none is taken",
                remedy="leave it out",
            )
        if names.count(name) > 1:
            raise Refusal(
                HTTPStatus.BAD_REQUEST,
                f"{name} is given more than once",
                parameter=name,
                limit="once",
                remedy="give it once",
            )
        found[name] = _value(asked[name], text)
    return found


def _value(one: Parameter, text: str) -> Any:
    try:
        return one.kind.read(text)
    except ValueError as fault:
        if one.place == "path":
            status, detail = HTTPStatus.NOT_FOUND, f"no {one.name} is called {text[:80]!r}"
        else:
            status, detail = HTTPStatus.BAD_REQUEST, f"{one.name} cannot be {text[:80]!r}"
        raise Refusal(
            status,
            detail,
            parameter=one.name,
            value=text,
            limit=one.kind.allows,
            remedy=f"give {one.kind.allows}" + ("" if one.place == "path" else ", or leave it out"),
        ) from fault
