"""The evidence package: reports, ledger, brief and a manifest of hashes in one zip file.

Its files are stored, not compressed, in one order and with one date, so that the same ledger
gives the same bytes whatever library packs them. The hashes inside show damage and careless
alteration; against somebody who makes them anew only a digest that is kept elsewhere helps
(``sitrep verify --digest``).
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sitrep.codec import encode
from sitrep.records import Ledger
from sitrep.renderings.lookup import Lookup, lines_of
from sitrep.renderings.markdown import to_markdown
from sitrep.renderings.page import to_html
from sitrep.renderings.serial import to_json, without_parse

__all__ = [
    "CITATIONS",
    "LEDGER",
    "MANIFEST",
    "SCHEMA",
    "SUMS",
    "contents",
    "counts",
    "packed",
    "to_package",
]

#: the name of the form of the package; another number would mean another form
SCHEMA = "sitrep.package/1"
MANIFEST = "manifest.json"
LEDGER = "ledger.json"
SUMS = "SHA256SUMS"
CITATIONS = "citations.json"
_README = "README.txt"
_NAME = re.compile(r"[A-Za-z0-9]{1,40}")
#: the earliest date that a zip file can hold: the package tells its time in the manifest
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16

_TOLD = """Evidence package of a situation report, made by Sitrep.

ledger.json     what was found in the reports, and the brief (data contract sitrep.ledger/1)
brief.md        the brief as Markdown
brief.html      the brief as a page; opens without a network
citations.json  every citation of the brief with its place and its words
reports/        the text of each report as it was read; offsets count its code points
manifest.json   what was made when, and the SHA-256 of every other file but SHA256SUMS
SHA256SUMS      the same hashes and that of the manifest, for `sha256sum --check SHA256SUMS`

`sitrep verify PACKAGE` checks all of it again. The hashes show damage and careless changes.
Somebody who changes a file can write new hashes too: only a digest of the whole package, kept
where that person cannot reach it, proves that nothing was changed
(`sitrep verify PACKAGE --digest SHA256`).
"""


def to_package(ledger: Ledger) -> bytes:
    """The package as a zip file."""
    return packed(contents(without_parse(ledger)))


def contents(ledger: Ledger) -> dict[str, bytes]:
    """The files of the package by name, in the order in which they stand in it.

    Args:
        ledger: without the parse of its sentences, which the contract does not keep.
    """
    names = _names(ledger)
    files = {
        _README: _TOLD.encode("ascii"),
        LEDGER: to_json(ledger).encode("utf-8"),
        "brief.md": to_markdown(ledger).encode("utf-8"),
        "brief.html": to_html(ledger).encode("utf-8"),
        CITATIONS: _json(_citations(ledger)),
        **{names[r.id]: r.text.encode("utf-8", "surrogatepass") for r in ledger.reports},
    }
    files[MANIFEST] = _json(_manifest(ledger, files, names))
    files[SUMS] = "".join(f"{_hash(files[name])}  {name}\n" for name in files).encode("ascii")
    return files


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as the bytes of a zip file; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, data)
    return stream.getvalue()


def counts(ledger: Ledger) -> dict[str, int]:
    """How many records of each kind the ledger holds."""
    kinds = ("reports", "stories", "claims", "findings", "forecasts", "copies", "problems")
    lines = sum(1 for brief in ledger.briefs for _ in lines_of(brief))
    return {**{kind: len(getattr(ledger, kind)) for kind in kinds}, "lines": lines}


def _names(ledger: Ledger) -> dict[str, str]:
    """The file of each report: its id, or its number where the id is no name for a file."""
    return {
        report.id: f"reports/{report.id if _NAME.fullmatch(report.id) else f'report-{at}'}.txt"
        for at, report in enumerate(ledger.reports, 1)
    }


def _manifest(
    ledger: Ledger, files: Mapping[str, bytes], names: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "sitrep": {"version": ledger.version},
        "created": encode(ledger.created),
        "counts": counts(ledger),
        "reports": [
            {
                "id": report.id,
                "file": names[report.id],
                **{key: encode(getattr(report, key)) for key in ("publisher", "title", "url")},
                "published": encode(report.published),
                "path": report.path,
            }
            for report in ledger.reports
        ],
        "files": {
            name: {"sha256": _hash(data), "bytes": len(data)} for name, data in files.items()
        },
    }


def _citations(ledger: Ledger) -> list[dict[str, Any]]:
    """Each place that a brief cites, once, with its words as they were when it was packed."""
    lookup = Lookup(ledger)
    return [
        {
            "number": note.number,
            "report": note.report,
            "start": note.start,
            "end": note.end,
            "text": lookup.quoted(note),
        }
        for note in lookup.notes
    ]


def _json(value: Any) -> bytes:
    """JSON whose bytes depend on the value alone; what is not ASCII is escaped."""
    return (json.dumps(value, indent=1) + "\n").encode("ascii")


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
