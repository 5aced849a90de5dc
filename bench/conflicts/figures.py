"""Where a report of a shooting counts people, by patterns that know nothing of Sitrep."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["WORDS", "Figure", "changed", "figures", "respelled"]

WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_SINGULAR = {"person": "people", "man": "men", "woman": "women", "victim": "victims"}
_SINGULAR |= {"child": "children", "teen": "teens", "teenager": "teenagers", "boy": "boys"}
_SINGULAR |= {"girl": "girls", "officer": "officers"}
#: everybody, whatever their kind
_ALL = frozenset({"person", "people", "victim", "victims", ""})
_N = rf"(?P<n>\b(?:{'|'.join(WORDS[1:])}|[1-9]\d?)\b)"
_WHO = rf"(?: (?P<who>{'|'.join([*_SINGULAR, *_SINGULAR.values()])}))?"
_BE = r"(?: (?P<be>was|were|is|are|has been|have been|had been|left|found|pronounced))?"
#: what happened to those who are counted -> how reports say it after and before the figure
_AFTER = {
    "killed": r"(?: shot and| fatally)? (?:killed|dead|slain|shot dead|shot to death)\b",
    "injured": r"(?: critically| seriously| shot and)? (?:wounded|injured|hurt)\b",
    "shot": r" shot\b(?! (?:and|at|dead|to death|himself|herself))",
}
_BEFORE = {
    "killed": r"\b(?:killing|killed|kills|claimed the lives of) ",
    "injured": r"\b(?:wounding|wounded|wounds|injuring|injured|injures) ",
}
#: what makes a figure a bound, a part, an addition, or a count over a longer time
_HEDGE = re.compile(
    r"(?:at least|more than|over|about|around|up to|as many as|nearly|almost|another|other|least|"
    r"precinct|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"\d+ and|the|fired|those|these|all|of|or|to|than|last|only|just|both|also|is one|no|"
    r"[-:,$#]|\d)\s*$",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"separate|so far|this year|last year|weekend|since|total|shootings|\b\d{4}\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a report gives as one count: ``spans`` of the numbers in the order of the text."""

    measure: str
    who: str
    value: int
    spans: tuple[tuple[int, int], ...]


def figures(text: str) -> tuple[Figure, ...]:
    """The counts that a text gives without a bound, each of which it gives in one value only."""
    found: dict[tuple[str, str], list[tuple[int, tuple[int, int]]]] = defaultdict(list)
    spoiled: set[tuple[str, str]] = set()
    for measure, match in _matches(text):
        who = (match["who"] or "").lower()
        who = "" if who in _ALL else _SINGULAR.get(who, who)
        before, sentence = _around(text, match)
        if _HEDGE.search(before) or _ONGOING.search(sentence):
            spoiled.add((measure, who))
        else:
            found[measure, who].append((_value(match["n"]), match.span("n")))
    made = (
        Figure(measure, who, places[0][0], tuple(sorted({span for _, span in places})))
        for (measure, who), places in sorted(found.items())
        if (measure, who) not in spoiled and len({value for value, _ in places}) == 1
    )
    return tuple(
        figure
        for figure in made
        if _is_told(text, figure.spans) and not _stands_elsewhere(text, figure)
    )


def changed(text: str, spans: Mapping[tuple[int, int], int]) -> tuple[str, list[tuple[int, int]]]:
    """The text with other numbers at some spans, and where these stand now.

    Words stay words and digits digits; "one person was" becomes "three people were".
    """
    out, places, last = "", [], 0
    for (start, end), value in sorted(spans.items()):
        out += text[last:start]
        written = _written(text[start:end], value)
        places.append((len(out), len(out) + len(written)))
        out += written
        last = end
        if value > 1 and _value(text[start:end]) == 1:
            following = min((other for other, _ in spans if other >= end), default=len(text))
            tail = text[end : min(end + 40, following)]
            plural = _agreeing(tail)
            out += plural
            last = end + len(tail)
    return out + text[last:], places


def respelled(text: str, figure: Figure) -> str:
    """The same figure in the other notation: "two" for "2", "2" for "two"."""
    out, last = "", 0
    for start, end in figure.spans:
        written = text[start:end]
        word = WORDS[figure.value] if figure.value < len(WORDS) else written
        other = word if written.isdigit() else str(figure.value)
        out += text[last:start] + (other.capitalize() if start == 0 else other)
        last = end
    return out + text[last:]


def _is_told(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """True when a figure stands in a sentence, not in headlines and captions alone."""
    lines = (text[text.rfind("\n", 0, at) + 1 : (text + "\n").find("\n", at)] for at, _ in spans)
    return any(line.rstrip('"”’ ')[-1:] in set(".!?") for line in lines)


def _stands_elsewhere(text: str, figure: Figure) -> bool:
    """True when the number stands elsewhere too, perhaps for the same people in other words.

    Then a change would be half a change. "One" stands everywhere and tells nothing.
    """
    if figure.value == 1:
        return False
    forms = {str(figure.value), *WORDS[figure.value : figure.value + 1]}
    number = rf"(?<![\d.,:$-])\b(?P<n>{'|'.join(forms)})\b(?![-:%]|[.,]\d)"
    found = re.finditer(number, text, re.IGNORECASE)
    return any(match.span("n") not in figure.spans for match in found)


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for measure, tail in _AFTER.items():
        for match in re.finditer(_N + _WHO + _BE + tail, text, re.IGNORECASE):
            yield measure, match
    for measure, head in _BEFORE.items():
        for match in re.finditer(head + _N + _WHO, text, re.IGNORECASE):
            # "killed two shots", "wounded 20-year-old": who is counted must be plain
            if match["who"] or re.match(r"(?:,|\.| and\b| in\b)", text[match.end() :]):
                yield measure, match


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before the number, and the line's sentence around it."""
    start = max(text.rfind("\n", 0, match.start("n")), text.rfind(". ", 0, match.start("n"))) + 1
    ends = [at for at in (text.find("\n", match.end()), text.find(". ", match.end())) if at >= 0]
    return text[start : match.start("n")], text[start : min(ends, default=len(text))]


def _value(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.index(word.lower())


def _written(old: str, value: int) -> str:
    if old.isdigit() or value >= len(WORDS):
        return str(value)
    return WORDS[value].capitalize() if old[0].isupper() else WORDS[value]


def _agreeing(tail: str) -> str:
    """The words after a number that was one, in the plural."""
    for one, many in _SINGULAR.items():
        tail = re.sub(rf"^( ){one}\b", rf"\1{many}", tail, flags=re.IGNORECASE)
    tail = re.sub(r"^((?: \w+)?) (?:was)\b", r"\1 were", tail)
    tail = re.sub(r"^((?: \w+)?) (?:is)\b", r"\1 are", tail)
    return re.sub(r"^((?: \w+)?) has been\b", r"\1 have been", tail)
