"""The one family of exceptions: faults of the program or of its use.

A fault in the *input* is never an exception; it is a :class:`sitrep.records.Problem`.
Each message names the value, the limit it broke and the remedy.
"""

from __future__ import annotations

__all__ = ["ModelError", "SitrepError", "StoreError", "UnknownError", "UsageError"]


class SitrepError(Exception):
    """The parent of every exception that Sitrep raises on purpose."""


class UsageError(SitrepError):
    """An argument or setting that cannot be used (exit code 2 on the command line)."""


class ModelError(SitrepError):
    """A packaged model file that is missing, altered or unreadable."""


class UnknownError(UsageError):
    """An id that the ledger does not know."""


class StoreError(SitrepError):
    """A ledger on disk that cannot be opened, read or written."""
