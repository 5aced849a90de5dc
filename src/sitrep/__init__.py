"""Sitrep reads many reports of one event and writes a cited situation report.

The public verbs and types, nothing else. They are loaded when they are first asked for, so
that ``import sitrep`` brings in no heavy library.

>>> import sitrep
>>> ledger = sitrep.build(["examples/harbour-fire"])  # doctest: +SKIP
>>> print(sitrep.render(ledger, "md"))  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sitrep.brief.check import check
    from sitrep.errors import ModelError, SitrepError, UsageError
    from sitrep.evidence.examine import Examination, check_text
    from sitrep.evidence.verify import Verdict, verify
    from sitrep.exports import export
    from sitrep.exports.facts import Facts
    from sitrep.pipeline import default_tagger, run
    from sitrep.protocols import Mapper, Progress, Tagger
    from sitrep.records import (
        Brief,
        Claim,
        Copy,
        Count,
        Finding,
        Forecast,
        Ledger,
        Origin,
        Problem,
        Report,
        Span,
        Story,
    )
    from sitrep.renderings import render
    from sitrep.reports.read import read
    from sitrep.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "Brief",
    "Claim",
    "Copy",
    "Count",
    "Examination",
    "Facts",
    "Finding",
    "Forecast",
    "Ledger",
    "Mapper",
    "ModelError",
    "Origin",
    "Problem",
    "Progress",
    "Report",
    "Settings",
    "SitrepError",
    "Span",
    "Story",
    "Tagger",
    "UsageError",
    "Verdict",
    "__version__",
    "build",
    "check",
    "check_text",
    "default_tagger",
    "export",
    "read",
    "render",
    "run",
    "verify",
]

#: where each public name lives
_HOMES = {
    "sitrep.brief.check": ("check",),
    "sitrep.errors": ("ModelError", "SitrepError", "UsageError"),
    "sitrep.evidence.examine": ("Examination", "check_text"),
    "sitrep.evidence.verify": ("Verdict", "verify"),
    "sitrep.exports.facts": ("Facts",),
    "sitrep.exports": ("export",),
    "sitrep.pipeline": ("default_tagger", "run"),
    "sitrep.protocols": ("Mapper", "Progress", "Tagger"),
    "sitrep.records": (
        "Brief",
        "Claim",
        "Copy",
        "Count",
        "Finding",
        "Forecast",
        "Ledger",
        "Origin",
        "Problem",
        "Report",
        "Span",
        "Story",
    ),
    "sitrep.renderings": ("render",),
    "sitrep.reports": ("read",),
    "sitrep.settings": ("Settings",),
}


def build(
    sources: Sequence[str],
    *,
    now: datetime | None = None,
    title: str | None = None,
    settings: Settings | None = None,
) -> Ledger:
    """The ledger of the reports at ``sources``, with a checked brief for each story.

    What ``sitrep brief`` does before it writes: ``read`` and then ``run`` with the packaged
    language model. What could not be read is among the ledger's problems.

    Args:
        sources: paths of files and folders, and addresses.
        now: the moment of asking (aware); the clock's by default.
        title: of the brief, when there is one story.
        settings: limits and thresholds; the defaults when left out.

    Raises:
        ModelError: when a packaged model file is missing or altered.
        UsageError: when ``now`` has no time zone.
    """
    _show_in_notebooks()
    from sitrep import errors, pipeline, reports
    from sitrep import settings as defaults

    if now is not None and now.tzinfo is None:
        raise errors.UsageError(f"now: {now.isoformat()} has no time zone; give an aware time")
    chosen = settings or defaults.DEFAULT
    found, problems = reports.read(sources, chosen)
    return pipeline.run(
        found,
        problems,
        chosen,
        now=(now or datetime.now(UTC)).astimezone(UTC),
        title=title,
        tagger=pipeline.default_tagger(chosen),
    )


def _show_in_notebooks() -> None:
    """Gives the records their HTML display; what draws it is loaded when one is shown."""
    from sitrep import records

    def display(record: object) -> str:
        from sitrep.displays import html

        return html(record)

    for name in ("Ledger", "Story", "Finding", "Claim", "Report", "Brief"):
        setattr(getattr(records, name), "_repr_html_", display)  # noqa: B010 - not in the class


def __getattr__(name: str) -> Any:
    """A public name, loaded when it is first asked for (PEP 562)."""
    for home, names in _HOMES.items():
        if name in names:
            found = getattr(import_module(home), name)
            globals()[name] = found
            _show_in_notebooks()
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
