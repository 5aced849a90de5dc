"""``sitrep bench``: the measuring that lives beside the package, not in it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from sitrep.errors import UsageError

__all__ = ["bench"]


def bench(words: Sequence[str]) -> int:
    """The exit code of the bench for its own command line ``words``.

    Raises:
        UsageError: when this is an installed package and no checkout of the project.
    """
    checkout = Path(__file__).resolve().parents[3]
    if not (checkout / "bench" / "command.py").is_file():
        raise UsageError(
            "bench: it is no part of the installed package; clone the project, "
            "run `make setup` there, then `.venv/bin/sitrep bench`"
        )
    if str(checkout) not in sys.path:
        sys.path.insert(0, str(checkout))
    return int(importlib.import_module("bench.command").main(words))
