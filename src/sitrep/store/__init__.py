"""A kept ledger on disk: rows in and out, one transaction for each unit of work."""

from __future__ import annotations

from sitrep.store.base import Base, open_base

__all__ = ["Base", "open_base"]
