"""``sitrep search``: claims, quotations and reports of a kept ledger."""

from __future__ import annotations

from sitrep.commands.exits import DONE
from sitrep.commands.keeping import kept
from sitrep.commands.lines import as_json, day, paragraph, say
from sitrep.kept import Hit, Query

__all__ = ["search"]


def search(db: str, query: Query, form: str) -> int:
    """The exit code of ``sitrep search``, after the hits were listed."""
    with kept(db) as keeper:
        hits = keeper.search(query)
    if form == "json":
        as_json(hits)
        return DONE
    say([line for hit in hits for line in _hit(hit)] or ["nothing found"])
    return DONE


def _hit(hit: Hit) -> list[str]:
    who = f" · {hit.who}" if hit.who else ""
    status = f" · {hit.status}" if hit.status else ""
    place = f"{hit.publisher or 'publisher not named'}, {day(hit.published)}"
    return [
        f"{hit.kind}{who}{status}",
        *paragraph(hit.text, "    "),
        f"    {place} · report {hit.report}, characters {hit.start}–{hit.end} · story {hit.story}",
    ]
