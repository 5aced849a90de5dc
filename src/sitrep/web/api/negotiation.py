"""Which media type a client would rather have (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["preferred"]

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*(;.*)?", re.ASCII)
_WEIGHT = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.ASCII)
#: ranges that are read; a browser sends eight
_MOST = 50


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The offered type with the greatest weight, the earlier one when weights tie.

    Args:
        accept: the header; empty accepts everything. What cannot be read is passed over.
        offered: media types without parameters.

    Returns:
        None when the client takes none of them.
    """
    if not accept.strip():
        return offered[0]
    ranges = [found for one in accept.split(",")[:_MOST] if (found := _RANGE.fullmatch(one))]
    weights = {media: _weight(media, ranges) for media in offered}
    best = max(weights.values())
    return next(media for media in offered if weights[media] == best) if best > 0 else None


def _weight(media: str, ranges: Sequence[re.Match[str]]) -> float:
    """The weight of the most particular range that the type falls in."""
    kind, _, sub = media.partition("/")
    found, closest = 0.0, -1
    for one in ranges:
        pair = (one[1].lower(), one[2].lower())
        fits = {(kind, sub): 2, (kind, "*"): 1, ("*", "*"): 0}.get(pair, -1)
        if fits > closest:
            weight = _WEIGHT.search(one[3] or "")
            found, closest = (float(weight[1]) if weight else 1.0), fits
    return found
