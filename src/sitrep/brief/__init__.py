"""A ledger in; a checked brief out."""

from sitrep.brief.write import write

__all__ = ["write"]
