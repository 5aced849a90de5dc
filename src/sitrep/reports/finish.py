"""Drafts in, reports out: each with its id, its language and its length held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sitrep.records import Problem, Report, content_id
from sitrep.reports.documents import NO_ARTICLE
from sitrep.reports.draft import Draft, trouble
from sitrep.reports.language import detect_language
from sitrep.settings import Settings

__all__ = ["Finisher", "finish"]


def finish(drafts: Sequence[Draft], settings: Settings) -> tuple[tuple[Report, ...], list[Problem]]:
    """The reports of ``drafts`` in their order, each once, and what is wrong with the others.

    Args:
        drafts: as the readers give them.
        settings: the least and the greatest length of a text.
    """
    finisher = Finisher(settings)
    reports = tuple(finisher.finished(drafts))
    return reports, finisher.problems


class Finisher:
    """Makes drafts into reports as they come; each report once.

    Attributes:
        problems: what is wrong with the drafts that were seen.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        #: where each report stands, by its id
        self._paths: dict[str, str | None] = {}
        self.problems: list[Problem] = []

    def finished(self, drafts: Iterable[Draft]) -> Iterator[Report]:
        """The reports of some drafts that did not come before."""
        for draft in drafts:
            report, faults = _finish(draft, self._settings)
            self.problems.extend(faults)
            if report is None:
                continue
            if report.id in self._paths:
                first = self._paths[report.id]
                told = f"given twice; the same report as {first}"
                self.problems.append(trouble(draft.path, told))
                continue
            self._paths[report.id] = report.path
            yield report


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
        retrieved=draft.retrieved,
        language=detect_language(text, draft.language),
        extractor=draft.extractor,
        guid=draft.guid,
    )
    return report, problems
