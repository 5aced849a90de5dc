"""A story in; who took what from whom, how many voices there are, and what is spun, out."""

from __future__ import annotations

from sitrep.lineage.spun import find_spun
from sitrep.lineage.trace import trace

__all__ = ["find_spun", "trace"]
