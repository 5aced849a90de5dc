"""Kinds of text on a page: prose, heading, list or debris, told by form and by neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sitrep.analysis.paragraphs import Paragraph
from sitrep.data.tables import table
from sitrep.records import SentenceKind

__all__ = ["is_debris", "kinds", "mostly_debris"]

#: headings and headlines in EWT and GUM have at most this many words
_HEADING_WORDS = 16
_TITLE_WORDS = 22
#: a short question that is a paragraph of its own is a heading or an interviewer's
_QUESTION_WORDS = 12
#: prose does without a stop from this length on, characters
_LONGEST_LINE = 240
#: lines longer than this are never matched against the table of boilerplate, characters; long
#: captions have five hundred
_LONGEST_DEBRIS = 600
#: a line of at least this many words of three letters, this share of them (and not nearly all)
#: in capitals, is made of the labels of a map or a picture
_LABEL_WORDS, _LABELS = 8, (0.4, 0.9)
_STOPPED = re.compile(r"[.!?…;][\"'”’»)\]*_]*$")
_QUESTION = re.compile(r"[^.!?\"“”]+\?")
_QUOTED = re.compile(r"[“\"«‘].{12,}[”\"»’]")
_WORDS = re.compile(r"[^\W\d_][^\W_'’-]*")
#: a call to share or subscribe has at most this many sentences
_CALL_SENTENCES = 3
_LETTER = re.compile(r"[^\W\d_]")
_SMALL = 4
#: "7/34 25 November 2017 The leader speaks …": a picture of a gallery
_PICTURE = re.compile(r"(\d{1,3})/(\d{1,3}) ")
#: "… Hide Caption 3 of 30 …": a picture of a gallery that ran together to one line
_COUNTED = re.compile(r"\b(\d{1,3}) of (\d{1,3})\b")
#: pictures that make a gallery: "9/11" at the head of a line is one, and may stand twice
_LEAST_PICTURES = 2
#: marks of Markdown that tell what their line is
_MARKED: dict[str, SentenceKind] = {"#" * depth: "heading" for depth in range(1, 7)}


def kinds(text: str, found: Sequence[Paragraph], counts: Sequence[int]) -> list[SentenceKind]:
    """The kind of each paragraph.

    A heading heads something: short lines without a stop at the very end, or under a
    caption such as "Sources:", are debris. Where no line has a stop, lines are prose.

    Args:
        text: the text that the paragraphs point into.
        found: its paragraphs in order.
        counts: how many sentences each of them has.
    """
    lines = [text[paragraph.start : paragraph.end] for paragraph in found]
    stopped = any(_STOPPED.search(line) for line in lines if len(line.split()) >= _SMALL)
    shapes = [
        _shape(line, paragraph.marker, stopped, several=count > 1)
        for line, paragraph, count in zip(lines, found, counts, strict=True)
    ]
    if len(shapes) == 1 and shapes[0] == "heading":
        return ["prose"]
    _sink_links(lines, shapes)
    _sink_galleries(lines, shapes)
    if "prose" in shapes:
        _sink_tail(lines, shapes)
    return shapes


def mostly_debris(marks: Sequence[bool]) -> bool:
    """True for a short paragraph half of whose sentences are debris: then all of it is."""
    return len(marks) <= _CALL_SENTENCES and 2 * sum(marks) >= len(marks)


def is_debris(line: str) -> bool:
    """True when the line by itself is navigation, a share call, a credit or the like."""
    if len(line) > _LONGEST_DEBRIS:
        return False
    return bool(_table()[1].fullmatch(_plain(line))) or _is_labels(line)


def _is_labels(line: str) -> bool:
    """True for the labels of a map that ran together ("MAIN STAGE HOTEL The shots came …")."""
    words = [word for word in _WORDS.findall(line) if len(word) >= _SMALL - 1]
    least, most = _LABELS
    return len(words) >= _LABEL_WORDS and least <= sum(map(str.isupper, words)) / len(words) <= most


@cache
def _table() -> tuple[re.Pattern[str], re.Pattern[str]]:
    patterns = table("boilerplate")
    captions, lines = (
        "|".join(f"(?:{one})" for one in patterns[key]) for key in ("captions", "lines")
    )
    return re.compile(captions), re.compile(lines)


def _plain(line: str) -> str:
    return line.replace("’", "'").replace("‘", "'").replace("\u00a0", " ").strip().lower()


def _is_caption(line: str) -> bool:
    return len(line) <= 60 and bool(_table()[0].fullmatch(_plain(line)))


def _shape(line: str, marker: str, stopped: bool, *, several: bool) -> SentenceKind:
    """The kind of one line by its own form. ``stopped``: the text uses stops at all."""
    if is_debris(line) or not _LETTER.search(line):
        return "debris"
    if marker in _MARKED:
        return _MARKED[marker]
    if marker and marker[0] != ">":
        return "list"
    if line.startswith("|") and line.count("|") > 2:
        return "list"
    if several:
        return "prose"
    words = line.split()
    titled = _is_title(line)
    if _STOPPED.search(line):
        asks = len(words) <= _QUESTION_WORDS and bool(_QUESTION.fullmatch(line))
        shouts = titled and len(words) <= _TITLE_WORDS and line[-1] in "?!"
        return "heading" if asks or shouts else "prose"
    if line.endswith(",") or _QUOTED.search(line) or len(line) > _LONGEST_LINE:
        return "prose"
    if titled:
        return "heading" if len(words) <= _TITLE_WORDS else "prose"
    if not stopped and len(words) >= _SMALL:
        return "prose"
    return "heading" if len(words) <= _HEADING_WORDS else "prose"


def _is_title(line: str) -> bool:
    """True for Headline Case and CAPITALS: nearly all longer words begin with a capital."""
    words = [word for word in _WORDS.findall(line[:_LONGEST_LINE]) if len(word) >= _SMALL]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _sink_links(lines: Sequence[str], shapes: list[SentenceKind]) -> None:
    """Under a caption such as "Sources:", items and bare headlines are debris."""
    inside = False
    for at, line in enumerate(lines):
        if _is_caption(line):
            inside = _heads_links(shapes, at)
            shapes[at] = "debris" if inside else shapes[at]
        elif inside and shapes[at] in ("list", "heading"):
            shapes[at] = "debris"
        elif shapes[at] == "prose":
            inside = False


def _heads_links(shapes: Sequence[SentenceKind], at: int) -> bool:
    """A caption heads links when no prose follows it at once."""
    return at + 1 == len(shapes) or shapes[at + 1] != "prose"


def _sink_galleries(lines: Sequence[str], shapes: list[SentenceKind]) -> None:
    """The captions of a gallery, numbered "1/34", "2/34", belong to other reports."""
    galleries: dict[str, dict[str, int]] = {}
    for at, line in enumerate(lines):
        picture = _PICTURE.match(line)
        if picture and int(picture[1]) <= int(picture[2]):
            galleries.setdefault(picture[2], {})[picture[1]] = at
        if _is_gallery(line):
            shapes[at] = "debris"
    for pictures in galleries.values():
        if len(pictures) >= _LEAST_PICTURES:
            for at in pictures.values():
                shapes[at] = "debris"


def _is_gallery(line: str) -> bool:
    """True when a line counts its own pictures: "… 1 of 30 … 2 of 30 … 3 of 30"."""
    counted = [(int(number), total) for number, total in _COUNTED.findall(line)]
    runs = zip(counted, counted[1:], counted[2:], strict=False)
    return any(b == (a[0] + 1, a[1]) and c == (a[0] + 2, a[1]) for a, b, c in runs)


def _sink_tail(lines: Sequence[str], shapes: list[SentenceKind]) -> None:
    """Headings with nothing after them head nothing; a lone sentence may lack its stop."""
    tail = len(shapes)
    while tail and shapes[tail - 1] in ("heading", "debris"):
        tail -= 1
    headings = [at for at in range(tail, len(shapes)) if shapes[at] == "heading"]
    for at in headings:
        shapes[at] = "debris"
    if headings == [tail] and _may_be_sentence(lines[tail]):
        shapes[tail] = "prose"


def _may_be_sentence(line: str) -> bool:
    return len(line.split()) > _SMALL and not _is_title(line) and line[-1] not in ":-–—|"
