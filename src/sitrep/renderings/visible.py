"""Text of reports made safe to show: what would act on the page or terminal is shown instead.

A report may hold characters that are not seen but do something: terminal escapes, NULs,
marks that turn the direction of the text round them. They are shown by their number, as in
``⟨U+202E⟩``, so that the reader sees that they are there. Source of the list of direction
marks: Unicode Standard Annex 9 and the "Trojan Source" paper (Boucher and Anderson 2021);
the plain left-to-right and right-to-left marks, which right-to-left scripts need, stay.
"""

from __future__ import annotations

import re

__all__ = ["LONGEST_LINE", "clip", "one_line", "visible"]

#: controls (C0 but for tab and newline, delete, C1), line and paragraph separators, embeddings,
#: overrides and isolates, invisible tags, interlinear marks, halves of surrogate pairs
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_BREAKS = re.compile(r"\r\n?")
_SPACE = re.compile(r"\s+")
#: characters of a line, title or name; a paragraph has 600, so only a text without breaks is cut
LONGEST_LINE = 5_000


def visible(text: str) -> str:
    """The text with line ends as newlines and every acting character shown by its number."""
    return _ACTING.sub(_numbered, _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The visible text on one line, runs of white space as one space, cut where none reads on."""
    return clip(_SPACE.sub(" ", visible(text)).strip(), LONGEST_LINE)


def clip(text: str, most: int) -> str:
    """At most ``most`` characters of ``text``; a cut says how much it left out."""
    if len(text) <= most:
        return text
    return f"{text[:most]} [… {len(text) - most:,} more characters]"


def _numbered(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found.group()):04X}⟩"
