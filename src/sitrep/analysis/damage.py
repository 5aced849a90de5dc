"""Text not to be trusted: garbled words and phrases, debris, filler, numbers without support."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sitrep.analysis.damage_phrases import broken_phrases, filler_phrases
from sitrep.analysis.damage_words import stem_and_rest
from sitrep.records import Entity, Flag, Report, Sentence, Token

__all__ = ["find_flags"]

_WORD = re.compile(r"(?<![\w’'&@#/.-])[a-z]{10,30}(?![\w’'@/-])")
_NUMBER = re.compile(r"(?<![\w.,:/-])(?:\d{1,3}(?:,\d{3})+(?![\w,])|[1-9]\d{1,8}(?![\w,:/-]|\.\d))")
#: a heading with a clock time or a calendar word is a date line
_DATED = re.compile(
    r"\d{1,2}:\d\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d[\d,]{0,14}(?:\.\d{1,6})?")
#: the end of an excerpt: dots right behind a word, perhaps with the count that news services add.
#: Dots before a closing quotation mark are a speaker who broke off.
_CUT = re.compile(r"(?<=[\w,])\s?(?:\.{3,}|…)(?:\s?\[\+\d{1,9} (?:more )?char(?:acter)?s\])?\s*\Z")
_QUOTES = frozenset('"“”«»„')
_SUBJECTS = ("nsubj", "nsubj:pass")
_CLAUSES = frozenset(
    ["advcl", "conj", "parataxis", "ccomp", "csubj", "acl", "acl:relcl", "advcl:relcl", "list"]
)
#: longest way up a tree that is followed, tokens
_DEEPEST = 40
#: fewest prose sentences before a headline's number is looked for among them
_BODY = 3
#: a headline's number rounds one of the text when they differ by at most this share
_ROUNDING = 0.1


def find_flags(
    report: Report, sentences: tuple[Sentence, ...], entities: Sequence[Entity]
) -> tuple[Flag, ...]:
    """Stretches of a report that must not be shown as they are or counted as agreement.

    Kinds: ``garbled`` (broken by rewriting or encoding), ``typo`` (a slip that leaves the sense
    whole: "the the"), ``debris`` (not part of the report:
    links, navigation, credits, calls to share), ``filler`` (says nothing that could be
    checked), ``cut_off`` (the last words of an excerpt that breaks off inside a sentence),
    ``unsupported_number`` (a headline's number that the text below never gives).

    Args:
        report: the report.
        sentences: its sentences with kinds and tokens.
        entities: its entities; their names are never called garbled.

    Returns:
        Flags in text order, each with a reason a reader can follow.
    """
    names = {(mention.start, mention.end) for entity in entities for mention in entity.mentions}
    flags = [
        *_garbled(report, sentences, names),
        *_debris(report, sentences),
        *_filler(report, sentences),
        *_cut_off(report, sentences),
        *_unsupported(report, sentences),
    ]
    return tuple(sorted(set(flags), key=lambda flag: (flag.start, flag.end, flag.kind)))


def _garbled(
    report: Report, sentences: Sequence[Sentence], names: set[tuple[int, int]]
) -> Iterator[Flag]:
    """Non-words (used once: a word used twice is a term) and broken phrases."""
    text = report.text
    uses = Counter(match[0] for match in _WORD.finditer(text))
    for sentence in sentences:
        if sentence.kind == "debris":
            continue
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            if uses[match[0]] > 1 or match.span() in names:
                continue
            if parted := stem_and_rest(match[0]):
                reason = f"no English word: “{parted[0]}” with the ending “{parted[1]}”"
                yield Flag(report.id, match.start(), match.end(), "garbled", reason)
        for broken in broken_phrases(text, sentence.start, sentence.end, sentence.tokens):
            if (broken.start, broken.end) not in names:
                yield Flag(report.id, broken.start, broken.end, broken.kind, broken.reason)


def _debris(report: Report, sentences: Sequence[Sentence]) -> Iterator[Flag]:
    for sentence in sentences:
        if sentence.kind == "debris":
            reason = "part of the page (links, navigation, credits), not of the report"
            yield Flag(report.id, sentence.start, sentence.end, "debris", reason)


def _filler(report: Report, sentences: Sequence[Sentence]) -> Iterator[Flag]:
    """Stock phrases.

    Where the phrase is the main clause, the flag is that clause, or the whole sentence when
    it has no number and no other clause with a subject of its own; elsewhere the phrase.
    """
    text = report.text
    for sentence in sentences:
        if sentence.kind == "debris" or _QUOTES & set(text[sentence.start : sentence.end]):
            continue
        tokens = sentence.tokens
        for first, last in filler_phrases(tokens):
            start, end = tokens[first].start, tokens[last - 1].end
            words = " ".join(text[start:end].split())
            if any(_main(tokens, at) for at in range(first, last)):
                start, end = _empty(sentence, start, end)
            yield Flag(report.id, start, end, "filler", f"stock phrase “{words}”")


def _main(tokens: Sequence[Token], at: int) -> bool:
    """True for the root of a sentence and its subject."""
    token = tokens[at]
    if token.head < 0:
        return True
    return token.relation in _SUBJECTS and tokens[token.head].head < 0


def _empty(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The sentence, or its main clause around ``[start, end)`` when the rest says something."""
    tokens = sentence.tokens
    main = [_in_main_clause(tokens, at) for at in range(len(tokens))]
    more = any(
        token.upos == "NUM" or (token.relation in _SUBJECTS and not main[at])
        for at, token in enumerate(tokens)
    )
    if not more:
        return sentence.start, sentence.end
    inside = [token for at, token in enumerate(tokens) if main[at] and token.upos != "PUNCT"]
    before = [token.start for token in inside if token.start < start]
    after = [token.end for token in inside if token.end > end]
    outside = [token for at, token in enumerate(tokens) if not main[at]]
    left = max((token.end for token in outside if token.end <= start), default=0)
    right = min((token.start for token in outside if token.start >= end), default=sentence.end)
    return (
        min([start, *(at for at in before if at >= left)]),
        max([end, *(at for at in after if at <= right)]),
    )


def _in_main_clause(tokens: Sequence[Token], at: int) -> bool:
    """True when no clause stands between a token and the root of its sentence."""
    for _ in range(_DEEPEST):
        if tokens[at].head < 0:
            return True
        if tokens[at].relation in _CLAUSES:
            return False
        at = tokens[at].head
    return False


def _cut_off(report: Report, sentences: Sequence[Sentence]) -> Iterator[Flag]:
    """The last word of a report that stops in the middle of a sentence, with the dots behind it.

    A claim that ends there lacks words, and may say the opposite of the whole sentence; the
    sentence's earlier claims are whole.
    """
    told = [sentence for sentence in sentences if sentence.kind != "debris"]
    if not told:
        return
    last = told[-1]
    if cut := _CUT.search(report.text[: last.end], last.start):
        words = [token.start for token in last.tokens if token.start < cut.start()]
        start = words[-1] if words else last.start
        yield Flag(report.id, start, last.end, "cut_off", "the text breaks off inside a sentence")


def _unsupported(report: Report, sentences: Sequence[Sentence]) -> Iterator[Flag]:
    """Numbers of headings that the prose neither repeats nor rounds; years are left alone."""
    text = report.text
    prose = [sentence for sentence in sentences if sentence.kind == "prose"]
    if len(prose) < _BODY:
        return
    given = [
        float(match[0].replace(",", ""))
        for sentence in prose
        for match in _FIGURE.finditer(text, sentence.start, sentence.end)
    ]
    for sentence in sentences:
        if sentence.kind != "heading" or _DATED.search(text, sentence.start, sentence.end):
            continue
        for match in _NUMBER.finditer(text, sentence.start, sentence.end):
            value = float(match[0].replace(",", ""))
            year = 1900 <= value <= 2100 and "," not in match[0]
            if year or any(abs(value - other) <= _ROUNDING * value for other in given):
                continue
            reason = f"the text below never gives the number {match[0]}"
            yield Flag(report.id, match.start(), match.end(), "unsupported_number", reason)
