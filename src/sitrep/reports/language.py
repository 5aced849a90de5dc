"""Which language a text is in."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["detect_language"]

#: characters looked at: the detector is linear, but a page's beginning is enough
_LOOK = 6000
#: words below which a text in Latin letters is taken for English unless its file says
#: otherwise: the detector errs on one headline in five
_FEWEST_WORDS = 12
#: share of the commonest English words that English prose never falls below (EWT, GUM and
#: the five reports: 0.2 to 0.5; German, French, Spanish, Dutch: under 0.08)
_ENGLISH = 0.13
_COMMON_WORDS = (
    "the of and to a in that is was he for it with as his on be at by i this had not are but "
    "from or have an they which one you were her all she there would their we him been has "
    "when who will more no if out so said what up its about into than them can only other"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str, hint: str | None = None) -> str:
    """The ISO 639-1 code of the language of ``text``; "und" when it cannot be told.

    Args:
        text: the report's text.
        hint: what its file says, used when the text is too short to tell.
    """
    words = [word.lower() for word in _WORD.findall(text[:_LOOK])]
    if not words:
        return "und"
    latin = sum("a" <= unicodedata.normalize("NFD", word[0])[0] <= "z" for word in words)
    if latin < 0.5 * len(words):
        return _by_profile(text)
    if len(words) < _FEWEST_WORDS:
        return (hint or "en")[:2].lower()
    if sum(word in _COMMON for word in words) >= _ENGLISH * len(words):
        return "en"
    return _by_profile(text)


def _by_profile(text: str) -> str:
    from resiliparse.parse.lang import detect_fast

    code, _ = detect_fast(unicodedata.normalize("NFC", text[:_LOOK]))
    return "und" if code == "unknown" else str(code)
