"""Whether a sentence ends with a stop, told by what stands before and after it.

The rules were set on the train parts of the EWT and GUM treebanks and the classes of
abbreviations are in ``data/abbreviations.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sitrep.data.tables import table

__all__ = ["CLOSERS", "ends"]

#: marks that close on a stop
CLOSERS = "\"'”’»›)\\]}"
_QUOTES = frozenset("\"'”’»")
_SPACE = re.compile(r"\s*")
_OPENERS = "\"'“‘«‹„([{*_¿¡•"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEFT = re.compile(r"[^\s\"“”‘«»(\[{<>/—–]{1,40}$")
_INITIAL = re.compile(r"[A-Z]")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
#: the number of an item, a section or a caption: "1", "2.1", "iv", "Figure 2"
_NUMBER = re.compile(r"[#§]?\d{1,2}(?:\.\d{1,2}){0,4}|[ivxIVX]{1,4}|[a-z]")
_CAPTION = re.compile(r"(?:figure|fig\.|table|box|chart|step|part|rule|section)\s$", re.IGNORECASE)
_GLUED = re.compile(r"(?:[\"“‘']|[-–—]\s)?(?:[A-Z][a-z’']|[AI]\s|[A-Z][A-Z.])")
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|gov|co|io|html?|php)\b", re.IGNORECASE)
_CREDIT = re.compile(r"\s*[-–—―]\s*[\"(]?[A-Z]")
_STOPS_ONLY = re.compile(r"[.!?…]+(?=\s|$)")
#: "iPhone", "eBay", "wikiHow": names that begin small
_CAMEL = re.compile(r"[a-z]{1,5}[A-Z]")
#: a credit after a quotation without marks is at most this long, characters
_CREDIT_CHARS = 60


@dataclass(frozen=True, slots=True)
class _Stop:
    """A stop in its place: ``left`` is the word before it, ``word`` the one after it.

    ``first`` is the first character after space and opening marks, ``opening`` those marks.
    """

    left: str
    marks: str
    quoted: bool
    opening: str
    word: str
    first: str
    begins: bool
    listed: bool

    @property
    def small(self) -> bool:
        """A small letter follows, and not that of a name such as iPhone."""
        return self.word[:1].islower() and not _CAMEL.match(self.word)

    @property
    def opener(self) -> bool:
        """A word follows that all but always opens a sentence."""
        return self.word[:1].isupper() and self.word.lower() in _table()["openers"]

    def in_class(self, *names: str) -> bool:
        """True when the word before the stop is an abbreviation of one of the classes."""
        short = self.left.lstrip("'‘’")
        short = short if len(short) == 1 else short.lower()
        return any(short in _table()[name] for name in names)


def ends(text: str, begun: int, stop: re.Match[str], at: int, end: int) -> bool:
    """True when a sentence ends with ``stop``.

    Args:
        text: the report's text.
        begun: where the sentence begins.
        stop: the match of the stop with the marks that close on it.
        at: where the stop is over, footnote numbers included.
        end: the end of the paragraph, after ``at``.
    """
    found = _SPACE.match(text, at, end)
    after = found.end() if found else at
    left_found = _LEFT.search(text, max(begun, stop.start() - 40), stop.start())
    left = left_found.group() if left_found else ""
    if after == at:
        return _ends_glued(text, left, stop, at, end)
    quoted = any(char in _QUOTES for char in stop.group())
    if not left and begun == stop.start() and not quoted:
        return False
    if _STOPS_ONLY.match(text, after, end) or _is_credit(text, at, end, quoted=quoted):
        return False
    opened = after
    while opened < end and opened - after < 8 and text[opened] in _OPENERS:
        opened += 1
    word = _WORD.match(text, opened, min(end, opened + 40))
    before = stop.start() - len(left)
    here = _Stop(
        left=left,
        marks=stop.group(),
        quoted=quoted,
        opening=text[after:opened],
        word=word.group() if word else "",
        first=text[opened : opened + 1],
        begins=not text[begun:before].strip() if before - begun < 8 else False,
        listed=bool(re.search(r"[:;]\s$", text[max(begun, before - 2) : before]))
        or bool(_CAPTION.match(text, begun, before)),
    )
    if here.small:
        return _ends_before_small(here)
    if here.marks[0] in "!?‽":
        return _ends_shouted(text, here, after, end)
    if here.marks.startswith(("..", "…", ". ")) or here.marks != ".":
        return True
    return _ends_with_stop(here)


@cache
def _table() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("abbreviations").items()}


def _is_credit(text: str, at: int, end: int, *, quoted: bool) -> bool:
    """A dash and a name after the last words of a quotation: '." – Foreign Minister X'."""
    if not _CREDIT.match(text, at, end):
        return False
    return quoted or (end - at <= _CREDIT_CHARS and text[end - 1] not in ".!?")


def _ends_glued(text: str, left: str, stop: re.Match[str], at: int, end: int) -> bool:
    """'war.The' is two sentences; 'Node.js', 'U.S.The' and addresses are none."""
    year = len(left) == 4 and left.isdigit()
    if len(left) < 3 or not (year or (left[-1].islower() and left.replace("-", "").isalpha())):
        return False
    if not _GLUED.match(text, at, end):
        return False
    right = text[at : min(end, at + 60)].split(maxsplit=1)[0]
    before = text[max(0, stop.start() - 60) : stop.start()].rsplit(maxsplit=1)[-1]
    return not _ADDRESS.search(f"{before}.{right}")


def _ends_before_small(here: _Stop) -> bool:
    """A small letter follows: only careless writing ends a sentence there."""
    marks = here.marks.rstrip(CLOSERS)
    if here.quoted or here.marks.endswith(")") or (marks[0] in ".…" and len(marks) > 1):
        return False
    if here.in_class("title", "number", "calendar", "after", "unit"):
        return False
    plain = here.left.isalpha() and here.left.islower() and len(here.left) > 2
    year = len(here.left) == 4 and here.left.isdigit()
    return (bool(here.opening) or plain or year) and "." not in here.left


def _ends_shouted(text: str, here: _Stop, after: int, end: int) -> bool:
    """'"Why?" Haddad asked.' goes on; '"Why?" Haddad left.' does not."""
    if "(" in here.opening and here.first.isdigit():
        return False
    if not here.quoted:
        return not here.in_class("names_with_marks")
    words = text[after : min(end, after + 60)].split()[:5]
    for word in words:
        if word.strip(",.").lower() in _table()["tags"]:
            return False
        if word.endswith((".", "?", "!", ",")) and len(word) > 3:
            break
    return True


def _ends_with_stop(here: _Stop) -> bool:
    """A full stop alone, before a capital, a number or a sign."""
    if here.first.isdigit() and here.in_class("number", "calendar"):
        return False
    if here.in_class("title"):
        return here.in_class("after") and here.word.lower() in _table()["subjects"]
    if here.in_class("clock"):
        return bool(here.word) and here.word.lower() not in _table()["after_clock"]
    if here.in_class("unit"):
        return not here.opening
    if here.in_class("after") or (here.in_class("calendar") and here.left[0].isupper()):
        return here.opener
    if len(here.left) == 1 and here.left.islower():
        return here.opener and not here.begins
    if _DOTTED.fullmatch(here.left) or _INITIAL.fullmatch(here.left):
        return here.opener and not here.begins
    return not ((here.begins or here.listed) and _NUMBER.fullmatch(here.left))
