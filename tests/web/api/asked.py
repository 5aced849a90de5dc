"""How generated requests are sent: as generated, and to things that are in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import HealthCheck, settings
from schemathesis.generation import GenerationMode

Test = Callable[..., None]


def ask(case: Any, known: Mapping[str, object], **how: Any) -> None:
    """The request as generated, and once more with ids that are ``known``."""
    case.call_and_validate(**how)
    if case.path_parameters and case.meta.generation.mode is GenerationMode.POSITIVE:
        path = {name: known.get(name, value) for name, value in case.path_parameters.items()}
        again = case.operation.Case(
            path_parameters=path, query=case.query, headers=case.headers, body=case.body
        )
        again.call_and_validate(**how)


def described(schema: Any) -> Callable[[Test], Test]:
    """One test for each operation that a service describes."""
    made: Callable[[Test], Test] = schema.parametrize()
    return made


def quickly(examples: int) -> Callable[[Test], Test]:
    """At most this many requests for each operation, the same in every run."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
