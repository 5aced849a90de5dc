"""Where citations and names of reports lead in a page: each page has its own answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from sitrep.renderings.lookup import Lookup, Note

__all__ = ["Inside", "Links"]


class Links(Protocol):
    """What the parts of a page ask when they point to a report."""

    def note(self, note: Note) -> Markup:
        """The attributes of a link to a citation's words."""
        ...

    def report(self, report: str) -> str:
        """The address of a report."""
        ...


@dataclass(frozen=True, slots=True)
class Inside:
    """Links of a page that holds the reports itself."""

    lookup: Lookup

    def note(self, note: Note) -> Markup:
        """The attributes of a link to a citation's words further down."""
        return self.place(str(note.number), note.report)

    def place(self, key: str, report: str) -> Markup:
        """The attributes of a link to a marked place of a report."""
        return Markup('href="#m{0}" data-key="{0}" data-report="{1}"').format(
            key, self.lookup.anchor(report)
        )

    def report(self, report: str) -> str:
        """The address of a report further down."""
        return f"#{self.lookup.anchor(report)}"
