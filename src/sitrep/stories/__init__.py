"""Reports and analyses in; stories (reports on one happening) out."""

from __future__ import annotations

from sitrep.stories.group import group

__all__ = ["group"]
