"""What an operation answers: a body of one media type, a page of a list, or a refusal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from sitrep.codec import encode

__all__ = ["JSON", "PROBLEM", "Answer", "Refusal", "dump", "given_back", "paged", "plain"]

JSON = "application/json"
PROBLEM = "application/problem+json"
#: characters of a refused value that are repeated
_LONGEST_VALUE = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; ``links`` are relations to queries of the same address (RFC 8288)."""

    body: bytes
    media: str = JSON
    status: HTTPStatus = HTTPStatus.OK
    links: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


class Refusal(Exception):  # noqa: N818 - an answer, not a fault of the program
    """A request that is turned away; told as a problem (RFC 9457).

    Args:
        status: of the answer.
        detail: what is wrong, in one sentence.
        parameter: the name of what was given wrongly.
        value: what was given; repeated up to a length.
        limit: what is allowed.
        remedy: what to do instead.
    """

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        parameter: str | None = None,
        value: object = None,
        limit: str | None = None,
        remedy: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.headers = dict(headers or {})
        told = None if value is None else str(value)[:_LONGEST_VALUE]
        self.members = {"parameter": parameter, "value": told, "limit": limit, "remedy": remedy}

    def answer(self) -> Answer:
        """The problem document; members that tell nothing are left out."""
        body = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": int(self.status),
            "detail": str(self),
            **{name: value for name, value in self.members.items() if value is not None},
        }
        return Answer(dump(body), PROBLEM, self.status, headers=self.headers)


def dump(value: Any) -> bytes:
    """JSON in UTF-8, ending in a newline.

    Text with half a surrogate pair and numbers beyond 64 bits, which the faster writer does
    not take, come from the slower one.
    """
    import orjson

    try:
        return orjson.dumps(value) + b"\n"
    except orjson.JSONEncodeError:
        return json.dumps(value).encode("ascii") + b"\n"


def given_back(value: object) -> Answer:
    """The answer that holds one record."""
    return Answer(dump(encode(value)))


def plain(value: Any) -> Answer:
    """The answer that holds JSON values as they are."""
    return Answer(dump(value))


def paged(
    items: Sequence[Any], *, limit: int, offset: int, total: int | None, more: bool = False
) -> Answer:
    """One page of a list, with its links to the others.

    Args:
        items: of this page, encoded.
        limit: items of a page.
        offset: items before this page.
        total: items in all; None when nobody knows.
        more: where the total is not known: that a further page has something.
    """
    body: dict[str, Any] = {"limit": limit, "offset": offset}
    if total is None:
        body["more"] = more
    else:
        body["total"] = total
        more = offset + limit < total
    links = {"first": {"limit": limit, "offset": 0}}
    if offset > 0:
        links["prev"] = {"limit": limit, "offset": max(0, offset - limit)}
    if more:
        links["next"] = {"limit": limit, "offset": offset + limit}
    if total is not None:
        last = (max(total, 1) - 1) // limit * limit
        links["last"] = {"limit": limit, "offset": last}
    return Answer(dump({**body, "items": list(items)}), links=links)
