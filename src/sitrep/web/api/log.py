"""Corrections: the log, a new one, one taken back; and problems and the state of the service."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, get_args

from sitrep import __version__
from sitrep.codec import decode, encode
from sitrep.errors import UnknownError, UsageError
from sitrep.kept import Correction, CorrectionKind
from sitrep.web.api.answers import Answer, Refusal, dump, plain
from sitrep.web.api.asking import Asking
from sitrep.web.api.given import ID

__all__ = [
    "CORRECTION",
    "LONGEST_BODY",
    "MOST_PROBLEMS",
    "correct",
    "corrections",
    "health",
    "problems",
    "undo",
]

#: bytes of a correction; one of 500 ids has 10 kB
LONGEST_BODY = 64_000
#: problems that are looked through; a keeper gives the newest
MOST_PROBLEMS = 10_000
#: what a correction may name: ids at most, and characters of words
_MOST_IDS, _LONGEST_TO, _LONGEST_REASON = 500, 200, 300
_WORDS = "^[^\\x00-\\x1f\\x7f]*$"

_SOME_ID = {"type": "string", "pattern": f"^{ID}$"}
#: the body of a correction: what its sender decides; number and time are the ledger's to give
CORRECTION: dict[str, Any] = {
    "type": "object",
    "description": "A decision to be kept; docs/rest.md tells what of and to hold, by kind.",
    "properties": {
        "kind": {"type": "string", "enum": list(get_args(CorrectionKind))},
        "of": {"type": "array", "items": _SOME_ID, "minItems": 1, "maxItems": _MOST_IDS},
        "to": {
            "type": ["string", "null"],
            "minLength": 1,
            "maxLength": _LONGEST_TO,
            "pattern": _WORDS,
        },
        "story": {"type": ["string", "null"], "pattern": f"^{ID}$"},
        "reason": {"type": "string", "maxLength": _LONGEST_REASON, "pattern": _WORDS},
    },
    "required": ["kind", "of"],
    "additionalProperties": False,
}


def corrections(asking: Asking) -> Answer:
    """One page of the log of corrections, oldest first, the undone among them."""
    return asking.part_of(asking.keeper.corrections(asking["story"]))


def correct(asking: Asking) -> Answer:
    """The correction as kept."""
    given = _read(asking.body)
    correction = decode(Correction, {**given, "of": list(given["of"])})
    try:
        kept = asking.keeper.correct(correction)
    except UnknownError:
        raise
    except UsageError as fault:
        raise Refusal(
            HTTPStatus.CONFLICT, str(fault), remedy="see the ledger as it is and decide again"
        ) from fault
    return Answer(dump(encode(kept)), status=HTTPStatus.CREATED)


def undo(asking: Asking) -> Answer:
    """The correction that was taken back."""
    try:
        return Answer(dump(encode(asking.keeper.undo(asking["number"]))))
    except UnknownError:
        raise
    except UsageError as fault:
        raise Refusal(
            HTTPStatus.CONFLICT, str(fault), remedy="list the corrections: it may be undone already"
        ) from fault


def problems(asking: Asking) -> Answer:
    """One page of what could not be read or decided, newest first."""
    return asking.part_of(asking.keeper.problems(MOST_PROBLEMS))


def health(asking: Asking) -> Answer:
    """That the ledger can be read, and what reads it."""
    return plain({"status": "ok", "version": __version__, "stories": asking.keeper.count()})


def _read(body: bytes) -> dict[str, Any]:
    """The body as a correction's object.

    Raises:
        Refusal: 400 when it is not JSON, 422 when it is no correction, with the place.
    """
    import orjson

    from sitrep.web.api.bodies import fault_of

    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as fault:
        raise Refusal(
            HTTPStatus.BAD_REQUEST, f"the body is not JSON: {fault}", remedy="send an object"
        ) from fault
    place = fault_of(found, CORRECTION)
    if place is not None:
        raise Refusal(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"the body is no correction: {place}",
            remedy="see correction_request in /api/v1/openapi.json",
        )
    given: dict[str, Any] = found
    return given
