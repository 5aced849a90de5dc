"""A plain page that lists the interface; it loads nothing."""

from __future__ import annotations

from html import escape

from sitrep.web.api.asking import Operation
from sitrep.web.api.given import Parameter

__all__ = ["listing"]


def listing(operations: tuple[Operation, ...], document: str) -> str:
    """An HTML page with every operation, what it takes and what it gives.

    Args:
        operations: those that are served.
        document: the address of the OpenAPI document.
    """
    rows = "\n".join(_row(operation) for operation in operations)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<title>Sitrep: the REST interface</title>\n</head>\n<body>\n<main>\n"
        "<h1>The REST interface</h1>\n"
        f'<p>For programs: <a href="{escape(document)}">the same as OpenAPI 3.1</a>.</p>\n'
        f"<dl>\n{rows}\n</dl>\n</main>\n</body>\n</html>\n"
    )


def _row(operation: Operation) -> str:
    place = f"{operation.method} {operation.path}"
    shown = f"<code>{escape(place)}</code>"
    if not operation.writes and "{" not in operation.path:
        shown = f'<a href="{escape(operation.path)}">{shown}</a>'
    takes = "".join(f"<li>{_parameter(one)}</li>" for one in operation.takes)
    gives = ", ".join(operation.gives)
    return (
        f"<dt>{shown}</dt>\n<dd><p>{escape(operation.summary)}. Gives {escape(gives)}.</p>"
        + (f"<ul>{takes}</ul>" if takes else "")
        + "</dd>"
    )


def _parameter(one: Parameter) -> str:
    default = "" if one.default in (None, "") else f"; {one.default} when left out"
    return (
        f"<code>{escape(one.name)}</code>: {escape(one.about)} ({escape(one.kind.allows)}{default})"
    )
