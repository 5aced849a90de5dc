"""A report and its analysis in; claims with certainty and source, and forecasts, out."""

from sitrep.claims.find import find_claims
from sitrep.claims.flagged import with_flags

__all__ = ["find_claims", "with_flags"]
