"""The brief on a terminal, in colour and weight; nothing a report says is read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitrep.records import Brief, Ledger, Line, Section
from sitrep.renderings.lookup import Lookup
from sitrep.renderings.visible import clip, one_line
from sitrep.renderings.wording import (
    NO_BRIEF,
    PROBLEMS_HEADING,
    badge,
    masthead,
    place_of,
    points,
    problem_line,
    remark,
    title_of,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["print_brief"]

#: widest measure, characters: longer lines are hard to follow on a wide screen
_MEASURE = 96
#: characters of a cited span that the list of citations repeats
_QUOTE_CHARS = 600
_STATUS_STYLE = {
    "corroborated": "green",
    "single-source": "yellow",
    "disputed": "bold magenta",
    "updated": "cyan",
}


def print_brief(ledger: Ledger, console: Console) -> None:
    """Print every brief of the ledger with its citations and problems.

    Args:
        ledger: with its briefs.
        console: where to print; its width is kept to at most 96 characters.
    """
    page = _Page(Lookup(ledger), console)
    for at, brief in enumerate(ledger.briefs):
        page.brief(brief, at)
    if not ledger.briefs:
        page.row(NO_BRIEF)
    page.problems()
    page.citations()


class _Page:
    """Prints rows of :class:`rich.text.Text`, which never reads markup."""

    def __init__(self, lookup: Lookup, console: Console) -> None:
        self.lookup = lookup
        self.console = console
        self.width = min(_MEASURE, console.width)

    def brief(self, brief: Brief, at: int) -> None:
        if at:
            self.row("")
        self.row(title_of(brief, self.lookup.ledger), style="bold")
        if brief.standfirst:
            self.row(self._text(one_line(brief.standfirst.text), brief.standfirst, "italic"))
            self.backing(brief.standfirst)
        self.row(masthead(self.lookup, brief), style="dim")
        for section in brief.sections:
            self.section(section)

    def section(self, section: Section) -> None:
        self.heading(one_line(section.heading))
        if section.note:
            self.row(one_line(section.note), style="dim")
        for number, (differ, lines) in enumerate(points(section)):
            if number and section.kind == "disputed":
                self.row("")
            if differ:
                self.row(f"{differ}:", style="dim")
            for line in lines:
                self.line(line)

    def line(self, line: Line) -> None:
        from rich.text import Text

        row = Text(f"{one_line(line.label)}  " if line.label else "", style="bold")
        row = Text("").append_text(row).append_text(self._text(one_line(line.text), line))
        self.row(row, bullet="•")
        self.backing(line, bullet=" ")

    def backing(self, line: Line, bullet: str = "") -> None:
        """On how many lines of reporting it stands, and what else is to be said of it."""
        said = badge(line)
        if said:
            self.row(said, style=_STATUS_STYLE.get(line.status or "", "dim"), bullet=bullet)
        if remark(line):
            self.row(one_line(remark(line)), style="dim", bullet=bullet)

    def problems(self) -> None:
        if self.lookup.ledger.problems:
            self.heading(PROBLEMS_HEADING)
        for problem in self.lookup.ledger.problems:
            self.row(problem_line(self.lookup, problem), bullet="•")

    def citations(self) -> None:
        if self.lookup.notes:
            self.heading("Citations")
        for note in self.lookup.notes:
            words = clip(one_line(self.lookup.quoted(note)), _QUOTE_CHARS)
            row = f"{place_of(self.lookup, note)}: {words}"
            self.row(row, style="dim", bullet=f"{note.number:>3}")

    def heading(self, words: str) -> None:
        self.row("")
        self.row(words, style="bold blue")

    def row(self, words: str | Text, *, style: str = "", bullet: str = "") -> None:
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        text = words if isinstance(words, Text) else Text(words, style=style)
        if not bullet:
            self.console.print(text, width=self.width, soft_wrap=False)
            return
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(bullet, style="dim"), text)
        self.console.print(Padding(grid, 0), width=self.width)

    def _text(self, words: str, line: Line, style: str = "") -> Text:
        from rich.text import Text

        text = Text(words, style=style)
        numbers = ", ".join(str(note.number) for note in self.lookup.numbered(line.cites))
        if numbers:
            text.append(f" [{numbers}]", style="dim")
        return text
