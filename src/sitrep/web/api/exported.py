"""A story's ledger to take along: every format of the exports, and its tables one by one."""

from __future__ import annotations

from typing import Any

from sitrep.exports import FORMS, export
from sitrep.exports.tables import TABLES
from sitrep.web.api.answers import Answer
from sitrep.web.api.asking import Asking
from sitrep.web.api.stories import own_policy

__all__ = ["EXPORTS", "TABLE_NAMES", "exported", "media_types", "table"]

#: the formats that hold a story in one file; tables have addresses of their own
EXPORTS = tuple(name for name in FORMS if name != "csv")
TABLE_NAMES = tuple(TABLES)


def media_types() -> dict[str, dict[str, Any] | None]:
    """The media types of the exports; of JSON nothing is said but that it is JSON."""
    bare = (FORMS[name].media.partition(";")[0] for name in EXPORTS)
    return {media: {} if media.endswith("json") else None for media in bare}


def exported(asking: Asking) -> Answer:
    """One story in one format, named as a file."""
    form = asking["format"]
    data = export(asking.keeper.ledger(asking["story"]), form)
    return _file(asking, data, form, FORMS[form].suffix)


def table(asking: Asking) -> Answer:
    """One table of a story as CSV, named as a file."""
    name = asking["table"]
    data = export(asking.keeper.ledger(asking["story"]), "csv", table=name)
    return _file(asking, data, "csv", f"-{name}{FORMS['csv'].suffix}")


def _file(asking: Asking, data: bytes, form: str, ending: str) -> Answer:
    """The story's present id names the file: letters and digits, nothing of a report."""
    name = f"{asking.keeper.story(asking['story']).id}{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form == "html":
        headers |= own_policy(data.decode("utf-8"))
    return Answer(data, FORMS[form].media, headers=headers)
