"""A brief or ledger in; text in one format out."""

from __future__ import annotations

from sitrep.errors import UsageError
from sitrep.records import Ledger

__all__ = ["FORMATS", "render"]

#: the formats that :func:`render` knows, in the order that help texts name them
FORMATS = ("text", "md", "html", "json")


def render(ledger: Ledger, format: str) -> str:  # noqa: A002 - the word of the command line
    """The ledger's brief as text in one format.

    Args:
        ledger: with its briefs; a ledger without one renders as what could not be done.
        format: one of ``FORMATS``.

    Returns:
        The whole document, ending in a newline.

    Raises:
        UsageError: when the format is not one of ``FORMATS``.
    """
    if format == "text":
        from sitrep.renderings.plain import to_text

        return to_text(ledger)
    if format == "md":
        from sitrep.renderings.markdown import to_markdown

        return to_markdown(ledger)
    if format == "html":
        from sitrep.renderings.page import to_html

        return to_html(ledger)
    if format == "json":
        from sitrep.renderings.serial import to_json

        return to_json(ledger)
    raise UsageError(f"no format is called {format!r}; choose one of {', '.join(FORMATS)}")
