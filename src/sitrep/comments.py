"""Whether a claim comments on what happened."""

from __future__ import annotations

from sitrep.data.tables import words
from sitrep.records import Claim

__all__ = ["comments"]


def comments(claim: Claim) -> bool:
    """True when a claim comments on what happened instead of telling it ("underscores")."""
    return claim.event is not None and claim.event.predicate in words("loaded", "comments")
