"""Where citations and reports lead on the desk."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sitrep.renderings.lookup import Note
from sitrep.web.desk import address

__all__ = ["Beside", "passage"]


def passage(report: str, start: int, end: int) -> Markup:
    """The attributes of a link that opens a report beside the page, at some of its words.

    Without scripts it is a link to the page of the report, which marks the words.
    """
    span = f"{start}-{end}"
    return Markup('href="{}" hx-get="{}"').format(
        address("report", report, at_=span, at="at"), address("report", report, "passage", at_=span)
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """Links of a page of the desk."""

    def note(self, note: Note) -> Markup:
        """The attributes of a link to a citation's words."""
        return passage(note.report, note.start, note.end)

    def report(self, report: str) -> str:
        """The address of a report."""
        return address("report", report)
