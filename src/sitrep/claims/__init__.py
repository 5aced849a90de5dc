"""A report and its analysis in; claims with certainty and source, and forecasts, out."""

from sitrep.claims.find import find_claims

__all__ = ["find_claims"]
