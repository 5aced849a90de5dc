"""Paths and streams in, Reports and Problems out: every input is one or the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO

from sitrep.protocols import Progress
from sitrep.records import Problem, Report, content_id
from sitrep.reports.dates import read_date
from sitrep.reports.draft import Draft, Reading, trouble
from sitrep.reports.encoding import decode, decode_page
from sitrep.reports.front_matter import read_front_matter
from sitrep.reports.language import detect_language
from sitrep.reports.rows import read_json, read_json_lines
from sitrep.reports.walk import File, walk
from sitrep.settings import Settings

__all__ = ["read"]

#: the source that stands for standard input
STDIN = "-"
NO_ARTICLE = "no article text was found in the page"


def read(
    sources: Sequence[str],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """The reports that ``sources`` hold, and what could not be read, where and why.

    The text of a plain-text file is its content decoded as UTF-8 without byte order mark,
    nothing else changed. Reports come in order of their paths, whatever the order given.

    Args:
        sources: paths of files and folders; "-" for plain text from ``stdin``.
        settings: limits of size, depth and count.
        stdin: where "-" is read from.
        progress: told how many files are done.
    """
    files, problems = walk([source for source in sources if source != STDIN], settings)
    drafts: list[Draft] = []
    readings = [_from_stdin(stdin, settings, sources.count(STDIN))] if STDIN in sources else []
    for done, file in enumerate(files, 1):
        readings.append(_read_file(file, settings))
        if progress is not None:
            progress("files", done, len(files))
    for reading in readings:
        drafts.extend(reading.drafts)
        problems.extend(reading.problems)
    reports: dict[str, Report] = {}
    for draft in drafts:
        report, faults = _finish(draft, settings)
        problems.extend(faults)
        if report is None:
            continue
        if report.id in reports:
            first = reports[report.id].path
            problems.append(trouble(draft.path, f"given twice; the same report as {first}"))
            continue
        reports[report.id] = report
    return tuple(reports.values()), tuple(problems)


def _read_file(file: File, settings: Settings) -> Reading:
    reading = Reading()
    if file.size > settings.max_file_bytes:
        size, limit = file.size / 1e6, settings.max_file_bytes / 1e6
        reading.trouble(file.name, f"too large: {size:.0f} MB, at most {limit:.0f} MB are read")
        return reading
    try:
        with file.place.open("rb") as stream:
            data = stream.read(settings.max_file_bytes + 1)
    except OSError as error:
        why = "permission denied" if isinstance(error, PermissionError) else error.strerror
        reading.trouble(file.name, f"cannot be read ({why})")
        return reading
    return _from_bytes(data, file.name, file.kind)


def _from_stdin(stdin: BinaryIO | None, settings: Settings, times: int) -> Reading:
    data = stdin.read(settings.max_file_bytes + 1) if stdin is not None else b""
    if len(data) > settings.max_file_bytes:
        reading = Reading()
        limit = settings.max_file_bytes / 1e6
        reading.trouble(STDIN, f"too large: at most {limit:.0f} MB are read")
        return reading
    reading = _from_bytes(data, STDIN, "text")
    if times > 1:
        reading.trouble(STDIN, "given twice; it is read once")
    return reading


def _from_bytes(data: bytes, name: str, kind: str) -> Reading:
    if not data.strip():
        return Reading(problems=[trouble(name, "empty")])
    if kind == "page":
        return _page(data, name)
    decoded = decode(data)
    if decoded.text is None:
        return Reading(problems=[trouble(name, decoded.problem or "not text")])
    reading = _READERS[kind](decoded.text, name)
    if decoded.problem:
        reading.trouble(name, decoded.problem)
    return reading


def _text(text: str, name: str) -> Reading:
    return Reading([Draft(text, name, "text")])


def _markdown(text: str, name: str) -> Reading:
    page = read_front_matter(text)
    reading = Reading()
    if not page.closed:
        reading.trouble(name, "the header that begins with three dashes is not closed")
    values = page.values
    dates = {}
    for key in ("published", "updated"):
        written = values.get(key) or values.get("date" if key == "published" else "modified")
        dates[key] = read_date(written)
        if written and dates[key] is None:
            reading.trouble(name, f"{key}: {written[:60]!r} is no date that can be read")
    reading.drafts.append(
        Draft(
            text=page.body,
            path=name,
            extractor="markdown",
            title=values.get("title"),
            publisher=values.get("publisher") or values.get("source"),
            byline=values.get("byline") or values.get("author") or values.get("authors"),
            published=dates["published"],
            updated=dates["updated"],
            url=values.get("url"),
            language=values.get("language") or values.get("lang"),
        )
    )
    return reading


_READERS: dict[str, Callable[[str, str], Reading]] = {
    "text": _text,
    "markdown": _markdown,
    "rows": read_json_lines,
    "json": read_json,
}


def _page(data: bytes, name: str) -> Reading:
    from sitrep.reports.html import extract

    reading = Reading()
    decoded = decode_page(data)
    if decoded.text is None:
        reading.trouble(name, decoded.problem or "not text")
        return reading
    page = extract(data, None)
    for what, written in page.unread:
        reading.trouble(name, f"{what}: {written[:60]!r} is no date that can be read")
    if not page.text:
        reading.trouble(name, NO_ARTICLE)
        return reading
    reading.drafts.append(
        Draft(
            text=page.text,
            path=name,
            extractor="html",
            title=page.title,
            publisher=page.publisher,
            byline=page.byline,
            published=page.published,
            updated=page.updated,
            url=page.url,
            language=page.language,
        )
    )
    return reading


def _finish(draft: Draft, settings: Settings) -> tuple[Report | None, list[Problem]]:
    """The report of a draft, or none, with what is wrong with it."""
    text = draft.text
    visible = len(text.strip())
    if visible < settings.min_text_chars:
        few = f"too little text for a report ({visible} characters)"
        return None, [trouble(draft.path, NO_ARTICLE if draft.extractor == "html" else few)]
    problems = []
    if len(text) > settings.max_text_chars:
        text = text[: settings.max_text_chars]
        problems.append(
            trouble(
                draft.path,
                f"{len(draft.text)} characters long; "
                f"only the first {settings.max_text_chars} are kept",
            )
        )
    published = draft.published.isoformat() if draft.published else ""
    report = Report(
        id=content_id(
            "r", draft.publisher or "", published, draft.url or "", draft.title or "", text
        ),
        text=text,
        path=draft.path,
        url=draft.url,
        publisher=draft.publisher,
        title=draft.title,
        byline=draft.byline,
        published=draft.published,
        updated=draft.updated,
        language=detect_language(text, draft.language),
        extractor=draft.extractor,
    )
    return report, problems
