"""The sources as BibTeX: ``@misc`` entries that old and new styles know.

LaTeX's ten special characters are written as commands, so that a title is only ever text
(Lamport, "LaTeX", section 2.1). Braces become commands too, as BibTeX counts them even after a
backslash. Titles stand in double braces: no style changes their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitrep.exports.sources import Source, sources
from sitrep.records import Ledger

__all__ = ["to_bibtex"]

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ANY = re.compile("|".join(map(re.escape, _SPECIAL)))
#: BibTeX's own names of the months, which styles translate
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def to_bibtex(ledger: Ledger) -> bytes:
    """One entry a report, in UTF-8."""
    return "\n".join(_entry(source) for source in sources(ledger)).encode("utf-8")


def _entry(source: Source) -> str:
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(source))
    return f"@misc{{{source.key},\n{fields}\n}}\n"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    if source.author:
        yield "author", f"{{{{{_escaped(source.author)}}}}}"
    yield "title", f"{{{{{_escaped(source.title)}}}}}"
    if source.publisher:
        yield "howpublished", f"{{{_escaped(source.publisher)}}}"
    if source.published:
        yield "year", f"{{{source.published.year:04d}}}"
        yield "month", _MONTHS[source.published.month - 1]
        yield "day", f"{{{source.published.day}}}"
    if source.address:
        yield "url", f"{{{source.address}}}"
    if source.seen:
        yield "urldate", f"{{{source.seen:%Y-%m-%d}}}"
    if source.language:
        yield "language", f"{{{source.language}}}"
    yield "annote", f"{{Sitrep report {_escaped(source.report)}}}"


def _escaped(text: str) -> str:
    return _ANY.sub(lambda found: _SPECIAL[found.group()], text)
