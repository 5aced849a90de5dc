"""The environment that templates are set in: all text escaped, acting characters shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from sitrep.renderings.visible import LONGEST_LINE, clip, visible
from sitrep.renderings.wording import counted

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["environment"]


def environment(*rooms: str) -> Environment:
    """Templates that escape every value, after its acting characters were made visible.

    Args:
        rooms: packages with a folder ``templates``; the first that has a template gives it.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader([PackageLoader(room, "templates") for room in rooms]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["counted"] = counted
    return made


def _shown(value: object) -> object:
    """What stands for a value in the page; the reports' own texts come as Markup, uncut."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return clip(visible(value), LONGEST_LINE)
