"""What pictures are drawn with: lines, words and the frame around them.

Places across are per cent of the picture's width and places down are pixels.
"""

from __future__ import annotations

from markupsafe import Markup

from sitrep.renderings.visible import visible

__all__ = ["anchor", "line", "svg", "text"]


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    """A line from one place to another."""
    return Markup('<line class="{}" x1="{:.2f}%" y1="{:g}" x2="{:.2f}%" y2="{:g}"/>').format(
        kind, x1, y1, x2, y2
    )


def text(kind: str, x: float, y: float, words: str, anchor: str) -> Markup:
    """Words at a place; ``anchor`` is the end of them that stands there."""
    return Markup('<text class="{}" x="{:.2f}%" y="{:g}" text-anchor="{}">{}</text>').format(
        kind, x, y, anchor, visible(words)
    )


def anchor(at: float, edge: float = 8) -> str:
    """Letters near an edge of the picture grow away from it."""
    if at < edge:
        return "start"
    return "end" if at > 100 - edge else "middle"


def svg(kind: str, width: str, height: int, shapes: Markup, box: str = "") -> Markup:
    """The picture, hidden from screen readers: the words beside it say the same.

    Args:
        kind: its class, which the style sheet draws it by.
        width: pixels, or a part of the page ("100%").
        height: pixels.
        shapes: what is drawn.
        box: the view box, where places across are pixels too.
    """
    view = Markup(' viewBox="{}"').format(box) if box else Markup("")
    return Markup(
        '<svg class="{}" width="{}" height="{}"{} aria-hidden="true" focusable="false">{}</svg>'
    ).format(kind, width, height, view, shapes)
