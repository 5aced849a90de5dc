"""Reports and analyses in; stories (reports on one happening) out, in a batch or as they come."""

from __future__ import annotations

from sitrep.stories.group import group
from sitrep.stories.online import Change, Placement, Window
from sitrep.stories.outline import Outline, in_order, outline
from sitrep.stories.shelf import Around

__all__ = ["Around", "Change", "Outline", "Placement", "Window", "group", "in_order", "outline"]
