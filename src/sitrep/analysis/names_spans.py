"""Name spans on token edges: the language model's names put right, missing known ones added."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitrep.data import gazetteer
from sitrep.records import Name, Sentence, Token

__all__ = ["Found", "find_names"]

#: longest known name in tokens ("UN Office for the Coordination of Humanitarian Affairs")
_LONGEST = 9
#: a party and a state: "D-W.Va.", "R-Alaska", "I-Vt."
_SEAT = re.compile(r"\b[DRI]-(?!Day\b)[A-Z][A-Za-z.]{1,13}(?![\w-])")
_LONGEST_SEAT = 16
#: words inside a name after which a name is carried on when the model breaks off there
_LINKS = frozenset(["of", "the", "for"])


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text: characters, tokens of its sentence, and the model's label."""

    start: int
    end: int
    label: str
    sentence: int
    first: int
    last: int
    added: bool = False

    def words(self, text: str) -> str:
        """The name as written, with runs of white space as one space."""
        return " ".join(text[self.start : self.end].split())


def find_names(
    text: str,
    sentences: Sequence[Sentence],
    names: Sequence[Name],
    *,
    runs: bool | None = None,
) -> tuple[Found, ...]:
    """Names on token edges, in order, not overlapping.

    Args:
        text: the report's text.
        sentences: its sentences with tokens.
        names: the language model's names.
        runs: True to take runs of proper nouns instead; by default when the model gave no
            name in the whole report.

    Returns:
        The names with labels PER, ORG, LOC, EVENT, MISC or WEAPON: titles, nationalities,
        articles and possessive endings off, known names that were missed added.
    """
    found: list[Found] = []
    by_sentence = _by_sentence(sentences, names)
    by_runs = not names if runs is None else runs
    for index, sentence in enumerate(sentences):
        if sentence.kind == "debris":
            continue
        raw = list(_proper_runs(text, sentence)) if by_runs else by_sentence.get(index, [])
        taken = _settle(text, sentence, index, raw)
        added = _missed(text, sentence, index, taken)
        covered = {at for name in added for at in range(name.first, name.last)}
        kept = [name for name in taken if name.first not in covered]
        found += _with_country(
            text, tokens=sentence.tokens, names=sorted([*kept, *added], key=lambda n: n.start)
        )
    return tuple(_unheaded(text, sentences, found))


def _with_country(text: str, *, tokens: Sequence[Token], names: Sequence[Found]) -> list[Found]:
    """The names, with "US" and "Embassy" as one where the country belongs to the body."""
    joined: list[Found] = []
    for name in names:
        before = joined[-1] if joined else None
        if before is not None and before.last > name.first:
            continue
        if (
            before is not None
            and before.last == name.first
            and before.words(text) in gazetteer.countries()
            and _is_body(text, tokens[name.first])
            and name.first <= tokens[before.last - 1].head < name.last
        ):
            joined.pop()
            name = replace(name, start=before.start, first=before.first, label="ORG")
        elif (
            name.words(text) in gazetteer.countries()
            and name.last < len(tokens)
            and tokens[name.last - 1].head == name.last
            and _is_body(text, tokens[name.last])
            and not any(other.first == name.last for other in names)
        ):
            end = tokens[name.last].end
            name = replace(name, end=end, last=name.last + 1, label="ORG")
        joined.append(name)
    return joined


def _is_body(text: str, token: Token) -> bool:
    """True for a capitalised word that names a public body after its country ("US Embassy")."""
    word = text[token.start : token.end]
    return word in gazetteer.words("government") or word in (
        "Army",
        "Navy",
        "Air",
        "Marines",
        "Coast",
        "Police",
    )


def _by_sentence(
    sentences: Sequence[Sentence], names: Sequence[Name]
) -> dict[int, list[tuple[int, int, str]]]:
    """Token ranges and labels of the model's names, by index of the sentence."""
    starts = [sentence.start for sentence in sentences]
    ranges: dict[int, list[tuple[int, int, str]]] = {}
    for name in names:
        index = bisect_right(starts, name.start) - 1
        if index < 0:
            continue
        tokens = sentences[index].tokens
        inside = _covered(tokens, name.start, name.end)
        if inside:
            ranges.setdefault(index, []).append((inside[0], inside[1], name.type))
    return ranges


def _covered(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """The range of tokens that ``[start, end)`` touches."""
    first = bisect_right(tokens, start, key=lambda token: token.end)
    last = first
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    return (first, last) if last > first else None


def _proper_runs(text: str, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Runs of proper nouns with "of" inside a body's name and particles inside a person's."""
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        if not _proper(text, tokens[at], at):
            at += 1
            continue
        end = at + 1
        while end < len(tokens):
            if _proper(text, tokens[end], end):
                end += 1
            elif reach := _bridge(text, tokens, end):
                end = reach
            else:
                break
        yield at, end, ""
        at = end


def _proper(text: str, token: Token, at: int) -> bool:
    word = text[token.start : token.end]
    if not word[:1].isupper() and not (word[:1].isdigit() and token.upos == "PROPN"):
        return False
    if token.upos:
        return token.upos == "PROPN" or token.xpos in ("NNP", "NNPS")
    return at > 0


def _bridge(text: str, tokens: Sequence[Token], at: int) -> int:
    """The token after a lower-case link inside a name ("of", "von der"), or 0."""
    word = text[tokens[at].start : tokens[at].end]
    end = at
    if word in gazetteer.words("particles"):
        while end < len(tokens) and end - at < 3:
            if text[tokens[end].start : tokens[end].end] not in gazetteer.words("particles"):
                break
            end += 1
    elif word == "of" and _body_word(text[tokens[at - 1].start : tokens[at - 1].end]):
        end = at + 1
        if end < len(tokens) and text[tokens[end].start : tokens[end].end] == "the":
            end += 1
    else:
        return 0
    if end < len(tokens) and end > at and _proper(text, tokens[end], end):
        return end + 1
    return 0


def _body_word(word: str) -> bool:
    return (
        word in gazetteer.words("organisation")
        or word in gazetteer.words("government")
        or word in gazetteer.words("place_first")
        or word in ("Republic", "House", "Isle", "Federation", "State", "Department")
    )


def _settle(
    text: str, sentence: Sentence, index: int, raw: Sequence[tuple[int, int, str]]
) -> list[Found]:
    """The raw ranges trimmed, split where a title stands inside, vetoed, made records."""
    taken: list[Found] = []
    tokens = sentence.tokens
    for first, last, label in _completed(text, tokens, raw):
        first, last = _trim(text, tokens, first, last, label)
        if first >= last or _vetoed(text, tokens, first, last, label):
            continue
        if taken and taken[-1].last > first:
            continue
        start, end = tokens[first].start, _unpossessed(text, tokens[first].start, tokens[last - 1])
        taken.append(Found(start, end, label, index, first, last))
    return taken


def _completed(
    text: str, tokens: Sequence[Token], raw: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """The raw ranges, with those that break off at "of the", "&" or a hyphen carried on."""
    raw = _partners(text, tokens, raw)
    starts = {first for first, _, _ in raw}
    for first, last, label in raw:
        end = last
        tail = text[tokens[last - 1].start : tokens[last - 1].end]
        if label and last - first > 1 and last < len(tokens) and last not in starts:
            if tail == "-":
                end += 1
            elif tail in _LINKS and label == "ORG":
                while end < len(tokens) and end not in starts and _proper(text, tokens[end], end):
                    end += 1
        yield first, end, label


def _partners(
    text: str, tokens: Sequence[Token], raw: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """The raw ranges, with two that only "&" parts made the one of a firm."""
    joined: list[tuple[int, int, str]] = []
    for first, last, label in raw:
        partner = joined[-1] if joined and label and joined[-1][1] + 1 == first else None
        if partner and tokens[first - 1].span.of(text) == "&":
            joined[-1] = (partner[0], last, "ORG")
        else:
            joined.append((first, last, label))
    return joined


def _unpossessed(text: str, start: int, token: Token) -> int:
    """The end of a name without a possessive ending that the tokeniser left on."""
    for ending in ("'s", "’s", "s'", "s’"):
        if token.end - start > len(ending) + 1 and text.endswith(ending, start, token.end):
            return token.end - (2 if ending[1] == "s" else 1)
    return token.end


def _trim(text: str, tokens: Sequence[Token], first: int, last: int, label: str) -> tuple[int, int]:
    """Token range without article, marks and possessives, and for persons without titles."""
    while last > first and _edge(text, tokens[last - 1]):
        if label == "ORG" and _shop(text, tokens, last):
            break
        last -= 1
    while first < last and _edge(text, tokens[first]):
        first += 1
    if first < last and not label and text[tokens[first].start : tokens[first].end] == "The":
        first += 1
    if label in ("PER", ""):
        first = _after_titles(text, tokens, first, last, label)
    return first, last


def _shop(text: str, tokens: Sequence[Token], last: int) -> bool:
    """True when a name's last word is "'s" and owns nothing that follows ("at Grey's.")."""
    if text[tokens[last - 1].start : tokens[last - 1].end] not in ("'s", "’s"):
        return False
    return last >= len(tokens) or tokens[last].upos not in ("NOUN", "PROPN", "ADJ", "NUM", "ADV")


def _edge(text: str, token: Token) -> bool:
    """True for what no name begins or ends with: marks, small function words, endings."""
    word = text[token.start : token.end]
    if word in ("'s", "’s", "'", "’"):
        return True
    if token.upos == "PUNCT":
        return not word[-1:].isalnum()
    return word.islower() and (
        word in ("the", "a", "an") or token.upos in ("CCONJ", "SCONJ", "AUX", "PRON", "ADP")
    )


def _after_titles(text: str, tokens: Sequence[Token], first: int, last: int, label: str) -> int:
    """The first token of the name proper after "Russian Foreign Minister", "Gen." and so on."""
    at = first
    after = first
    while at < last - 1:
        word = text[tokens[at].start : tokens[at].end]
        titled = word in gazetteer.titles() and word[:1].isupper()
        stopped = word == "." and after == at > first  # "Mr ." in texts cut into words
        if titled or stopped or (at == after and _nationality(word, tokens[at])):
            after = at + 1
        elif not (
            word in gazetteer.words("title_parts")
            or word in gazetteer.adjectives()
            or word in gazetteer.countries()
            or (label == "PER" and word[:1].islower())
        ):
            break
        at += 1
    return after if text[tokens[after].start : tokens[after].end][:1].isupper() else first


def _nationality(word: str, token: Token) -> bool:
    return token.upos == "ADJ" and word in gazetteer.adjectives()


def _vetoed(text: str, tokens: Sequence[Token], first: int, last: int, label: str) -> bool:
    """True for what is no name: nationalities, months, titles alone, lower-case words.

    Nor is a party with a state ("Sen. Ann Holt, D-W.Va.").
    """
    words = [text[token.start : token.end] for token in tokens[first:last]]
    whole = " ".join(words)
    start = tokens[first].start
    seats = _SEAT.finditer(text, max(0, start - _LONGEST_SEAT), start + _LONGEST_SEAT)
    if any(seat.start() <= start < seat.end() for seat in seats):
        return True
    if not any(char.isalpha() for char in whole) or whole in ("The", "A", "An"):
        return True
    if whole.islower() and not text[tokens[0].start : tokens[-1].end].islower():
        return True
    if whole in gazetteer.adjectives() and whole not in gazetteer.known():
        party = whole in gazetteer.words("parties") and label == "ORG"
        return not party or tokens[first].upos == "ADJ"
    dated = all(word in gazetteer.words("calendar") or word.isdigit() for word in words)
    if dated and label not in ("PER", "ORG"):
        return True
    return len(words) == 1 and (
        whole in gazetteer.titles() or (label != "ORG" and whole in gazetteer.words("title_parts"))
    )


def _missed(text: str, sentence: Sentence, index: int, taken: Sequence[Found]) -> list[Found]:
    """Known names, longest first from the left, that no name touches or that hold one whole."""
    tokens = sentence.tokens
    covered = {at: name for name in taken for at in range(name.first, name.last)}
    known, openers = gazetteer.known(), gazetteer.openers()
    added: list[Found] = []
    at = 0
    while at < len(tokens):
        last = 0
        inside = at in covered and covered[at].first < at
        if not inside and text[tokens[at].start : tokens[at].start + 2] in openers:
            last = _longest_known(text, tokens, at, covered)
        if not last:
            at += 1
            continue
        start, end = tokens[at].start, tokens[last - 1].end
        entry = known[" ".join(text[start:end].replace("’", "'").split())]
        added.append(Found(start, end, _label(entry.type), index, at, last, added=True))
        at = last
    return added


def _label(sort: str) -> str:
    return {"place": "LOC", "weapon": "WEAPON"}.get(sort, "ORG")


def _longest_known(
    text: str, tokens: Sequence[Token], first: int, covered: Mapping[int, Found]
) -> int:
    """One past the last token of the longest known name that starts at ``first``, or 0.

    A name already found inside it gives way when the known one is longer.
    """
    best = 0
    for last in range(first + 1, min(first + _LONGEST, len(tokens)) + 1):
        start, end = tokens[first].start, tokens[last - 1].end
        if end - start > 80:
            break
        words = " ".join(text[start:end].replace("’", "'").split())
        if words not in gazetteer.known():
            continue
        inside = [covered[at] for at in range(first, last) if at in covered]
        if any(name.first < first or name.last > last for name in inside):
            continue
        if any(name.first == first and name.last == last for name in inside):
            continue
        if _addable(text, tokens, first, last, words):
            best = last
    return best


def _addable(text: str, tokens: Sequence[Token], first: int, last: int, words: str) -> bool:
    """True when a known name may be added though the model gave none."""
    if last - first > 1:
        return True
    token = tokens[first]
    if words in gazetteer.words("ambiguous") and not (words == "WHO" and token.upos == "PROPN"):
        return False
    proper = token.upos == "PROPN" or token.xpos in ("NNP", "NNPS")
    beside = (first > 0 and _joined(text, tokens, first - 1)) or (
        last < len(tokens) and _joined(text, tokens, last)
    )
    return proper and (not beside or words in gazetteer.countries())


def _joined(text: str, tokens: Sequence[Token], at: int) -> bool:
    """True for a capitalised proper noun, which a neighbouring name may be part of."""
    token = tokens[at]
    word = text[token.start : token.end]
    return (
        token.upos == "PROPN"
        and word[:1].isupper()
        and word not in gazetteer.titles()
        and word not in gazetteer.adjectives()
    )


def _unheaded(text: str, sentences: Sequence[Sentence], found: Sequence[Found]) -> Iterator[Found]:
    """Names without those that only a title-cased heading gives, but for known ones."""
    titled = {i for i, s in enumerate(sentences) if s.kind == "heading" and _title_cased(text, s)}
    prose = {
        word
        for name in found
        if name.sentence not in titled
        for word in (name.words(text), *name.words(text).split())
    }
    for name in found:
        words = name.words(text)
        if name.sentence in titled and words not in prose and words not in gazetteer.known():
            inner = [word for word in words.split() if word in prose]
            if not inner or name.label not in ("PER", "ORG", "LOC"):
                continue
        yield replace(name, label=name.label or "")


def _title_cased(text: str, sentence: Sentence) -> bool:
    """True when most of the longer words of a sentence begin with a capital."""
    longer = [
        text[token.start : token.end]
        for token in sentence.tokens
        if token.end - token.start > 3 and text[token.start].isalpha()
    ]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)
