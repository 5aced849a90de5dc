"""The doors out: a ledger in, bytes in one of many formats out.

Every format is a function ``Ledger -> bytes`` in a file of its own, loaded when it is asked for.
They read nothing but the ledger, so it does not matter whether it was just made or comes from
a store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from sitrep.errors import UsageError
from sitrep.records import Ledger

__all__ = ["FORMS", "Form", "can_export", "export"]


@dataclass(frozen=True, slots=True)
class Form:
    """One format: the ending of its files, its media type, and what it holds in a few words."""

    suffix: str
    media: str
    holds: str


#: every format by the name that the command line and the REST interface know it by
FORMS: Mapping[str, Form] = {
    "text": Form(".txt", "text/plain; charset=utf-8", "the brief as plain text"),
    "md": Form(".md", "text/markdown; charset=utf-8", "the brief as Markdown"),
    "html": Form(".html", "text/html; charset=utf-8", "the brief as one page"),
    "pdf": Form(".pdf", "application/pdf", "the brief on paper"),
    "ninjs": Form(".ninjs.json", "application/json", "the brief as a news item"),
    "json": Form(".json", "application/json", "the whole ledger"),
    "jsonl": Form(".jsonl", "application/jsonl", "the whole ledger, one record a line"),
    "csv": Form(".csv", "text/csv; charset=utf-8", "one table of the ledger"),
    "annotations": Form(
        ".jsonld",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "what was found, as W3C Web Annotations",
    ),
    "plover": Form(".plover.json", "application/json", "events as PLOVER records"),
    "bibtex": Form(".bib", "application/x-bibtex", "the reports as BibTeX"),
    "ris": Form(".ris", "application/x-research-info-systems", "the reports as RIS"),
    "csl": Form(".csl.json", "application/vnd.citationstyles.csl+json", "the reports as CSL-JSON"),
    "package": Form(".zip", "application/zip", "the sealed evidence package"),
}

#: where the formats that are not renderings are made
_MAKERS: Mapping[str, tuple[str, str]] = {
    "pdf": ("sitrep.exports.pdf", "to_pdf"),
    "ninjs": ("sitrep.exports.ninjs", "to_ninjs"),
    "jsonl": ("sitrep.exports.jsonl", "to_jsonl"),
    "annotations": ("sitrep.exports.annotations", "to_annotations"),
    "plover": ("sitrep.exports.events", "to_events"),
    "bibtex": ("sitrep.exports.bibtex", "to_bibtex"),
    "ris": ("sitrep.exports.ris", "to_ris"),
    "csl": ("sitrep.exports.csl", "to_csl"),
    "package": ("sitrep.evidence.package", "to_package"),
}


#: the module that a format needs beside this package
_NEEDS: Mapping[str, str] = {"pdf": "typst"}


def can_export(format: str) -> bool:  # noqa: A002
    """Whether what a format needs beside this package is installed."""
    needed = _NEEDS.get(format)
    return needed is None or find_spec(needed) is not None


def export(ledger: Ledger, format: str, *, table: str | None = None) -> bytes:  # noqa: A002
    """The ledger in one format; the same ledger gives the same bytes.

    Args:
        ledger: with its briefs.
        format: a key of ``FORMS``.
        table: for ``csv`` alone: which table.

    Raises:
        UsageError: when there is no such format or table, a table is missing or given to
            another format than ``csv``, or ``pdf`` is asked for without its extra.
    """
    if format not in FORMS:
        raise UsageError(f"no format is called {format!r}; choose one of {', '.join(FORMS)}")
    if format == "csv":
        from sitrep.exports.tables import TABLES, to_csv

        if table is None:
            raise UsageError(f"csv: say which table: one of {', '.join(TABLES)}")
        return to_csv(ledger, table)
    if table is not None:
        raise UsageError(f"{format}: only csv has tables; leave the table out")
    if format in _MAKERS:
        room, name = _MAKERS[format]
        made: bytes = getattr(import_module(room), name)(ledger)
        return made
    from sitrep.renderings import render

    return render(ledger, format).encode("utf-8")
