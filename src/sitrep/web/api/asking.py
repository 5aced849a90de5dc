"""One request as an operation sees it, and the operation itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal

from sitrep.codec import encode
from sitrep.protocols import Keeper
from sitrep.settings import Settings
from sitrep.web.api.answers import JSON, Answer, paged
from sitrep.web.api.given import Parameter

__all__ = ["Asking", "Operation", "as_json"]


@dataclass(frozen=True, slots=True)
class Asking:
    """A request that was read: what is known, what was given, what is accepted."""

    keeper: Keeper
    settings: Settings
    #: scheme and host as the reader called them, without a slash at the end
    base: str
    given: Mapping[str, Any] = field(default_factory=dict)
    accept: str = ""
    body: bytes = b""

    def __getitem__(self, name: str) -> Any:
        return self.given[name]

    def part_of(self, found: Sequence[Any]) -> Answer:
        """The page that is asked for of a whole list of records."""
        limit, offset = self["limit"], self["offset"]
        part = [encode(one) for one in found[offset : offset + limit]]
        return paged(part, limit=limit, offset=offset, total=len(found))


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked: where, with what, what comes back, and the work."""

    name: str
    path: str
    summary: str
    work: Callable[[Asking], Answer]
    #: schemas of the answer by media type; None is text without a schema
    gives: Mapping[str, dict[str, Any] | None]
    takes: tuple[Parameter, ...] = ()
    method: Literal["GET", "POST"] = "GET"
    #: the schema of the body, when one is taken
    body: dict[str, Any] | None = None
    status: HTTPStatus = HTTPStatus.OK
    #: refusals beside those that its parameters and its method bring
    fails: tuple[HTTPStatus, ...] = ()
    paged: bool = False

    @property
    def writes(self) -> bool:
        """True when it changes the ledger."""
        return self.method == "POST"

    @property
    def refusals(self) -> tuple[HTTPStatus, ...]:
        """Every status with which it is turned away, in order."""
        found = {*self.fails, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.BAD_REQUEST}
        if any(one.place == "path" for one in self.takes):
            found.add(HTTPStatus.NOT_FOUND)
        if self.writes:
            found |= {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT}
        if self.body is not None:
            found |= {
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                HTTPStatus.UNPROCESSABLE_ENTITY,
            }
        return tuple(sorted(found))


def as_json(schema: dict[str, Any]) -> dict[str, dict[str, Any] | None]:
    """What an operation gives that answers in JSON alone."""
    return {JSON: schema}
