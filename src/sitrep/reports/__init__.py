"""Files, folders, pages and streams in; Reports and Problems out."""

from __future__ import annotations

from sitrep.reports.read import read

__all__ = ["read"]
