"""Items of news agencies in ninjs (IPTC, versions 1 to 3): reports, corrections and kills."""

from __future__ import annotations

from collections.abc import Mapping

from sitrep.arrivals import Withdrawal
from sitrep.reports.dialects import words
from sitrep.reports.draft import Draft, Reading
from sitrep.reports.feeds import markup_text

__all__ = ["is_ninjs", "read_ninjs", "status_of"]

#: fields that only ninjs has beside its "uri"
_MARKS = frozenset(("versioncreated", "firstcreated", "pubstatus", "body_xhtml", "bodies"))
_MARKS |= frozenset(("body_html", "body_text", "headlines", "ednote"))
_BODIES = ("body_html", "body_xhtml", "body_text")


def is_ninjs(row: Mapping[str, object]) -> bool:
    """Whether an object is a ninjs item."""
    return isinstance(row.get("uri"), str) and bool(_MARKS & row.keys())


def read_ninjs(row: Mapping[str, object], path: str, reading: Reading) -> bool:
    """Adds a report, or the withdrawal of a canceled item; True when it has no text.

    The first version was published when it was created; a later one (a correction) has the
    time of its version as ``updated``. A withheld item is a problem and no report.

    Args:
        row: a ninjs item.
        path: the file and place of the item.
        reading: what is found is added to it.
    """
    note = _line(row.get("ednote"))
    publisher = _publisher(row)
    first = row.get("firstpublished") or row.get("firstcreated")
    version = reading.date(path, "versioncreated", row.get("versioncreated"))
    status = status_of(words(row.get("pubstatus")))
    if status == "canceled":
        reading.withdrawals.append(
            Withdrawal(
                reason=note or "canceled",
                guid=_line(row["uri"]),
                publisher=publisher,
                at=version,
                path=path,
            )
        )
        return False
    if status == "withheld":
        reading.trouble(path, f"withheld by its publisher ({note or 'no reason given'})")
        return False
    text = _body(row)
    if not text:
        return True
    published = reading.date(path, "firstcreated", first)
    if published is None and str(row.get("version") or "1") == "1":
        published = version
    reading.drafts.append(
        Draft(
            text=text,
            path=path,
            extractor="ninjs",
            title=_line(row.get("headline")) or _role(row.get("headlines"), "main") or None,
            publisher=publisher,
            byline=_line(row.get("byline")) or None,
            published=published,
            updated=version if published is None or (version and version > published) else None,
            url=_line(row.get("url") or row.get("canonicalurl")) or None,
            language=_line(row.get("language")) or None,
            guid=_line(row["uri"]),
        )
    )
    return False


def status_of(written: str) -> str:
    """A publishing status (IPTC NewsCodes) in one form: ``usable``, ``withheld``, ``canceled``."""
    status = written.strip().lower().rpartition(":")[2]
    if status in ("cancelled", "killed"):
        return "canceled"
    return status or "usable"


def _line(value: object) -> str:
    return " ".join(words(value).split())


def _publisher(row: Mapping[str, object]) -> str | None:
    for name in ("source", "infosources", "provider", "copyrightholder"):
        found = _line(row.get(name))
        if found:
            return found
    return None


def _body(row: Mapping[str, object]) -> str:
    for name in _BODIES:
        found = words(row.get(name))
        if found:
            return found if name == "body_text" else markup_text(found)
    listed = row.get("bodies")
    bodies = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    for body in bodies[:20]:
        found = words(body.get("value"))
        if found:
            plain = "html" not in words(body.get("contenttype"))
            return found if plain else markup_text(found)
    return ""


def _role(value: object, role: str) -> str:
    """The value of the part that has a role, else of the first."""
    parts = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
    first = sorted(parts[:20], key=lambda part: part.get("role") != role)
    return _line(first[0].get("value")) if first else ""
