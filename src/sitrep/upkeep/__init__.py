"""A ledger that is kept: adding, grouping, concluding, correcting, searching, what is new."""

from __future__ import annotations

from sitrep.upkeep.keeper import LedgerKeeper, open_ledger

__all__ = ["LedgerKeeper", "open_ledger"]
