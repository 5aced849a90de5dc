"""A story in; who took what from whom, and how many voices there are, out."""

from __future__ import annotations

from sitrep.lineage.trace import trace

__all__ = ["trace"]
