"""The words inside quotation marks, told apart as speech or as terms and titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitrep.analysis.quotes_pairs import Quotation, pair_marks
from sitrep.analysis.quotes_posts import find_posts
from sitrep.records import Quote, Report, Sentence, Span, content_id

__all__ = ["find_quotes", "paragraphs_of"]

#: the most words a term, title or scare quote has; source: 97 % of the quotations of up to four
#: words without a verb are no speech of their own (counted on PolNeAR's train part)
TERM_WORDS = 5

#: the most words of a title, and letters of its words that may be small (with, from)
TITLE_WORDS = 10
_SMALL = 4

_WORD = re.compile(r"\w[\w'’.-]*")
_INNER_STOP = re.compile(r"[a-z][.!?][,\s]")


def find_quotes(report: Report, sentences: tuple[Sentence, ...]) -> tuple[Quote, ...]:
    """Every quotation of a report: the words inside the marks, and posts without, in order.

    Args:
        report: the report; offsets are code points of its text.
        sentences: its sentences with tokens; their paragraphs bound the search for a closing
            mark, their verbs tell speech from terms.

    Returns:
        Quotes without speakers. Kind "term" for short ones without a finite verb and without a
        full stop inside (titles, scare quotes): a reporting cue may still make them speech.
    """
    verbs = _finite_verbs(sentences)
    posts = find_posts(report.text)
    quotes = [_quote(report, post.start, post.end, term=False) for post in posts]
    for found in pair_marks(report.text, paragraphs_of(report.text, sentences)):
        start, end = _without_space(report.text, found)
        if start < end and not any(post.overlaps(Span(start, end)) for post in posts):
            term = _is_term(report.text, start, end, verbs)
            quotes.append(_quote(report, start, end, term=term))
    return tuple(sorted(quotes, key=lambda quote: (quote.start, -quote.end)))


def _quote(report: Report, start: int, end: int, *, term: bool) -> Quote:
    return Quote(
        id=content_id("q", report.id, start, end),
        report=report.id,
        start=start,
        end=end,
        kind="term" if term else "speech",
    )


def paragraphs_of(text: str, sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """The paragraphs, from the sentences' numbers; lines of the text where there are none."""
    if not sentences:
        lines = []
        at = 0
        for line in text.split("\n"):
            if line.strip():
                lines.append(Span(at, at + len(line)))
            at += len(line) + 1
        return tuple(lines)
    spans: list[Span] = []
    number: int | None = None
    for sentence in sentences:
        if spans and sentence.paragraph == number:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, sentence.end))
        elif not spans or sentence.start >= spans[-1].end:
            spans.append(sentence.span)
        number = sentence.paragraph
    return tuple(spans)


def _without_space(text: str, found: Quotation) -> tuple[int, int]:
    start, end = found.start, found.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _finite_verbs(sentences: Sequence[Sentence]) -> set[int]:
    """Where finite verbs and auxiliaries begin."""
    return {
        token.start
        for sentence in sentences
        for token in sentence.tokens
        if token.xpos in ("VBD", "VBZ", "VBP", "MD")
    }


def _is_term(text: str, start: int, end: int, verbs: set[int]) -> bool:
    """Short, no finite verb, no sentence of its own: a term until a cue says otherwise."""
    if end - start > 20 * TERM_WORDS:
        return False
    words = list(_WORD.finditer(text, start, end))
    parted = text[end - 1] in "!?…" or _INNER_STOP.search(text, start, end)
    if not parted and _is_title([word[0] for word in words]):
        return True
    if len(words) > TERM_WORDS or any(word.start() in verbs for word in words):
        return False
    # A stop or comma inside the marks ends a sentence or stands before "he said"; after a
    # title or a word in lower case it is only the American way to set it.
    last = text[end - 1]
    if parted:
        return False
    capitals = sum(word[0][0].isupper() for word in words)
    title = len(words) > 1 and capitals > len(words) / 2
    return last not in ".," or title or not text[start].isupper()


def _is_title(words: Sequence[str]) -> bool:
    """True for "The Secret Lives of the Rich": every word but the small ones has a capital.

    A shout in capitals throughout is none.
    """
    if not 2 < len(words) <= TITLE_WORDS:
        return False
    if any(len(word) > 1 and word.isupper() for word in words):
        return False
    large = [word[0].isupper() or word[0].isdigit() for word in words]
    small = [len(word) <= _SMALL for word in words[1:]]
    return sum(large) > 2 and large[0] and all(map(any, zip(large[1:], small, strict=True)))
