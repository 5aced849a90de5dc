"""What every verb of a kept ledger works with: the database, settings, a clock, the model."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from importlib.resources import files

from sitrep import __version__
from sitrep.pipeline import InOrder, default_tagger
from sitrep.protocols import Mapper, Tagger
from sitrep.records import content_id
from sitrep.settings import Settings
from sitrep.store import Base

__all__ = ["Clock", "Workshop"]

Clock = Callable[[], datetime]


@dataclass
class Workshop:
    """The tools of a kept ledger.

    Attributes:
        base: the database.
        settings: limits and thresholds.
        clock: gives the present moment, aware, in UTC.
        mapper: applies the stages that read one report alone.
        tagger_of: loads the language model; it is loaded when it is first needed.
    """

    base: Base
    settings: Settings
    clock: Clock
    mapper: Mapper = field(default_factory=InOrder)
    tagger_of: Callable[[Settings], Tagger] = default_tagger
    #: one piece of analysis at a time in this process: the model uses all cores by itself
    busy: threading.RLock = field(default_factory=threading.RLock)

    @cached_property
    def tagger(self) -> Tagger:
        """The language model, loaded."""
        return self.tagger_of(self.settings)

    @cached_property
    def engine(self) -> str:
        """An id of all that what is found in a report depends on, but the report."""
        manifest = files("sitrep.data").joinpath("models", "manifest.json").read_bytes()
        findings = repr(replace(self.settings, threads=1))  # how fast is no part of what
        return content_id("e", __version__, manifest.hex(), findings)
