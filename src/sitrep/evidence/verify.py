"""A package in; a verdict on each thing that was checked out.

A package is hostile until it is proven sound: it is opened in memory with limits, nothing in it
is run, and no check can be ended by what it reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sitrep import __version__
from sitrep.errors import UsageError
from sitrep.evidence.opening import json_of, opened
from sitrep.evidence.package import (
    CITATIONS,
    LEDGER,
    MANIFEST,
    SCHEMA,
    SUMS,
    contents,
    counts,
    packed,
)
from sitrep.evidence.soundness import CHECKS, Fault
from sitrep.records import Ledger
from sitrep.renderings.lookup import lines_of
from sitrep.renderings.serial import from_dict

__all__ = ["Check", "Verdict", "verify"]

#: hexadecimal digits of a SHA-256
_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Check:
    """One thing checked: how many items, and what does not hold.

    ``skipped`` says why it could not be checked; then nothing is known, not that all is well.
    """

    name: str
    items: int = 0
    faults: tuple[Fault, ...] = ()
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a package; ``digest`` is the SHA-256 of its bytes."""

    digest: str
    checks: tuple[Check, ...]

    @property
    def sound(self) -> bool:
        """True when no check found a fault."""
        return not any(check.faults for check in self.checks)


def verify(package: bytes, *, digest: str | None = None) -> Verdict:
    """Whether an evidence package is unaltered and every citation in it sound.

    Args:
        package: the bytes of the file.
        digest: the SHA-256 that was kept elsewhere; without it the hashes inside are all there
            is, and whoever altered the package could have altered them.

    Raises:
        UsageError: when ``digest`` is no SHA-256 in hexadecimal.
    """
    has = sha256(package).hexdigest()
    checks = [_digest(has, digest)]
    files, wrong = opened(package)
    checks.append(Check("archive", len(files), tuple(Fault("package", one) for one in wrong)))
    if files:
        checks += _inside(package, files)
    return Verdict(has, tuple(checks))


def _digest(has: str, wanted: str | None) -> Check:
    if wanted is None:
        return Check("digest", skipped="no digest was given that was kept elsewhere")
    plain = wanted.strip().lower().removeprefix("sha256:")
    if len(plain) != _DIGITS or set(plain) - set("0123456789abcdef"):
        raise UsageError(f"--digest: {wanted[:80]!r} is no SHA-256 of {_DIGITS} hexadecimal digits")
    if plain == has:
        return Check("digest", 1)
    return Check("digest", 1, (Fault("package", f"its SHA-256 is {has}, not {plain}"),))


def _inside(package: bytes, files: Mapping[str, bytes]) -> list[Check]:
    hashes, manifest = _hashes(files)
    ledger, fault = _ledger(files)
    if ledger is None:
        return [hashes, Check("ledger", 1, (Fault(LEDGER, fault),))]
    checks = [hashes, Check("ledger", 1), _manifest(ledger, manifest)]
    safe = True
    for name, check in CHECKS.items():
        items, faults = check(ledger)
        checks.append(Check(name, items, tuple(faults)))
        safe = safe and not (faults and name in ("places", "references"))
    checks += [
        _reports(ledger, files, manifest),
        _citations(ledger, files),
        _again(ledger, package, files, safe=safe),
    ]
    return checks


def _hashes(files: Mapping[str, bytes]) -> tuple[Check, dict[str, Any]]:
    """The hashes of the manifest and of the list of sums, each file in both and no other."""
    faults: list[Fault] = []
    manifest = _object(files, MANIFEST, faults)
    if manifest.get("schema") != SCHEMA:
        faults.append(Fault(MANIFEST, f"the schema is not {SCHEMA!r}"))
    listed = manifest.get("files")
    listed = listed if isinstance(listed, dict) else {}
    for name in sorted(set(files) | set(listed)):
        if name in (MANIFEST, SUMS):
            continue
        told = listed.get(name)
        if name not in files:
            faults.append(Fault(str(name)[:80], "the manifest names it, and it is not there"))
        elif not isinstance(told, dict):
            faults.append(Fault(name, "the manifest does not name it"))
        elif (told.get("sha256"), told.get("bytes")) != (_hash(files[name]), len(files[name])):
            faults.append(Fault(name, "it is not the file that the manifest was made for"))
    sums = "".join(f"{_hash(files[name])}  {name}\n" for name in files if name != SUMS)
    if files.get(SUMS) != sums.encode("ascii"):
        faults.append(Fault(SUMS, "its hashes are not those of the files"))
    return Check("hashes", len(files), tuple(faults)), manifest


def _object(files: Mapping[str, bytes], name: str, faults: list[Fault]) -> dict[str, Any]:
    try:
        found = json_of(files.get(name, b""))
    except ValueError as wrong:
        faults.append(Fault(name, str(wrong) if name in files else "it is not there"))
        return {}
    return found if isinstance(found, dict) else {}


def _ledger(files: Mapping[str, bytes]) -> tuple[Ledger | None, str]:
    if LEDGER not in files:
        return None, "it is not there"
    try:
        data = json_of(files[LEDGER])
        if not isinstance(data, dict):
            return None, "it is no object"
        return from_dict(data), ""
    except (ValueError, UsageError) as wrong:
        return None, str(wrong)[:300]


def _manifest(ledger: Ledger, manifest: Mapping[str, Any]) -> Check:
    """What the manifest says of the ledger."""
    has = counts(ledger)
    told = manifest.get("counts")
    told = told if isinstance(told, dict) else {}
    faults = [
        Fault(MANIFEST, f"it counts {told.get(kind)!r} {kind}; the ledger has {number}")
        for kind, number in has.items()
        if told.get(kind) != number
    ]
    return Check("manifest", len(has), tuple(faults))


def _reports(ledger: Ledger, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Check:
    """Each report's own file against the text that the ledger has of it."""
    listed = manifest.get("reports")
    named = {
        str(one.get("id")): str(one.get("file"))
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict)
    }
    faults = []
    for report in ledger.reports:
        data = files.get(named.get(report.id, ""))
        if data is None:
            faults.append(Fault(f"report {report.id[:40]}", "it has no file"))
        elif data != report.text.encode("utf-8", "surrogatepass"):
            faults.append(Fault(named[report.id], "not the text that the ledger has"))
    return Check("reports", len(ledger.reports), tuple(faults))


def _citations(ledger: Ledger, files: Mapping[str, bytes]) -> Check:
    """Every citation found again: the words at its place are those that were packed."""
    faults: list[Fault] = []
    try:
        listed = json_of(files.get(CITATIONS, b""))
    except ValueError as wrong:
        return Check("citations", 0, (Fault(CITATIONS, str(wrong)),))
    texts = {report.id: report.text for report in ledger.reports}
    open_cites = {
        (cite.report, cite.start, cite.end)
        for brief in ledger.briefs
        for line in lines_of(brief)
        for cite in line.cites
    }
    items = listed if isinstance(listed, list) else []
    for at, one in enumerate(items, 1):
        place = _place(one)
        if place is None:
            faults.append(Fault(CITATIONS, f"entry {at} is no citation"))
        elif texts.get(place[0], "")[place[1] : place[2]] != one["text"]:
            faults.append(Fault(f"citation {at}", "the report has other words at its place"))
        open_cites.discard(place or ("", 0, 0))
    faults += [
        Fault(f"[{start}, {end}) of {report[:40]}", f"cited in the brief and not in {CITATIONS}")
        for report, start, end in sorted(open_cites)
    ]
    return Check("citations", len(items), tuple(faults))


def _place(one: object) -> tuple[str, int, int] | None:
    if not isinstance(one, dict) or not isinstance(one.get("text"), str):
        return None
    report, start, end = one.get("report"), one.get("start"), one.get("end")
    if isinstance(report, str) and type(start) is int and type(end) is int and 0 <= start < end:
        return report, start, end
    return None


def _again(ledger: Ledger, package: bytes, files: Mapping[str, bytes], *, safe: bool) -> Check:
    """The whole package made again from its ledger, byte for byte."""
    if not safe:
        return Check("made again", skipped="the ledger points to what is not there")
    if ledger.version != __version__:
        made_by = f"made by version {ledger.version[:20]!r}, this is {__version__}"
        return Check("made again", skipped=f"{made_by}: it may lay out a brief otherwise")
    made = contents(ledger)
    faults = [
        Fault(name, "not what the ledger gives")
        for name in sorted(set(made) | set(files))
        if made.get(name) != files.get(name)
    ]
    if not faults and packed(made) != package:
        faults.append(Fault("package", "its files are right, the zip file round them is not"))
    return Check("made again", len(made), tuple(faults))


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
