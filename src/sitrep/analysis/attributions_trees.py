"""One sentence's parse as a tree: children, subtrees, and the text they cover."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sitrep.records import Sentence, Span, Token

__all__ = ["MOST_WORDS", "Tree"]

_EDGE_MARKS = frozenset(",.;:!?…-–—")
_OPENING = frozenset("“„«‹‘\"'([{")
_CLOSING = frozenset("”»›’\"')]}")
_CLOSER_OF = {"“": "”", "„": "“", "«": "»", "‹": "›", "‘": "’", "(": ")", "[": "]", "{": "}"}


#: words from which on a "sentence" is no prose and its parse is not walked; source: the longest
#: sentence of the English treebanks (EWT, GUM) has under 220
MOST_WORDS = 400


class Tree:
    """The parse of one sentence; indices are places in ``sentence.tokens``."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.text = text
        self.sentence = sentence
        self.starts = [token.start for token in self.tokens]
        self.kids: list[list[int]] = [[] for _ in self.tokens]
        self.heads = _without_cycles([token.head for token in self.tokens])
        for place, head in enumerate(self.heads):
            if head >= 0:
                self.kids[head].append(place)

    def hang(self, place: int, head: int, relation: str) -> None:
        """Moves a token with what hangs on it under another head.

        A head from below first takes the token's own place, so that a tree stays a tree.
        """
        if head in self.subtree(place):
            self._move(head, self.heads[place])
        self._move(place, head)
        self._put(place, replace(self.tokens[place], relation=relation))

    def crown(self, verb: int, subject: int) -> None:
        """Makes a verb the root, and the root so far its subject."""
        self._move(verb, -1)
        self._put(verb, replace(self.tokens[verb], relation="root", xpos="VBD"))
        self.hang(subject, verb, "nsubj")

    def _move(self, place: int, head: int) -> None:
        """Hangs a token with what is under it on a head, or on none (-1)."""
        if self.heads[place] >= 0:
            self.kids[self.heads[place]].remove(place)
        self.heads[place] = head
        if head >= 0:
            insort(self.kids[head], place)

    def _put(self, place: int, token: Token) -> None:
        self.tokens = (*self.tokens[:place], token, *self.tokens[place + 1 :])

    @property
    def is_prose(self) -> bool:
        """False for debris and for what is too long to be a sentence: nothing is read there."""
        return self.sentence.kind != "debris" and len(self.tokens) <= MOST_WORDS

    def places(self, start: int, end: int) -> range:
        """The places of the tokens that lie between two offsets of the text."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        while last > first and self.tokens[last - 1].end > end:
            last -= 1
        return range(first, last)

    def word(self, place: int) -> str:
        """The token as written, in lower case."""
        token = self.tokens[place]
        return self.text[token.start : token.end].lower()

    def relation(self, place: int) -> str:
        """The relation without its subtype."""
        return self.tokens[place].relation.partition(":")[0]

    def children(self, place: int, *relations: str) -> Iterator[int]:
        """The children in order whose relation (with or without subtype) is one of those."""
        for kid in self.kids[place]:
            full = self.tokens[kid].relation
            if full in relations or full.partition(":")[0] in relations:
                yield kid

    def child(self, place: int, *relations: str) -> int | None:
        """The first such child, None when there is none."""
        return next(self.children(place, *relations), None)

    def subtree(self, place: int, without: Iterable[int] = ()) -> list[int]:
        """The tokens under ``place``, in order, less the subtrees of ``without``."""
        barred = set(without)
        if place in barred:
            return []
        found = [place]
        for at in found:
            found.extend(kid for kid in self.kids[at] if kid not in barred)
        return sorted(found)

    def case(self, place: int) -> str:
        """The preposition or conjunction words before a phrase, joined ("according to")."""
        words = []
        for kid in self.children(place, "case", "mark"):
            words.append(self.word(kid))
            words.extend(self.word(fixed) for fixed in self.children(kid, "fixed"))
        return " ".join(words)

    def conjuncts(self, place: int) -> list[int]:
        """The token and what is coordinated with it."""
        return [place, *self.children(place, "conj")]

    def span(self, places: Iterable[int]) -> Span | None:
        """The text from the first to the last token, edges trimmed; None when empty."""
        order = sorted(places)
        if not order:
            return None
        return self.trimmed(order[0], order[-1])

    def trimmed(self, first: int, last: int) -> Span | None:
        """The text of tokens ``first`` to ``last`` without loose punctuation at the edges.

        A mark at an edge stays when its partner is inside, so that “X.” keeps both marks.
        """
        while first <= last and self._loose(first, first, last, leading=True):
            first += 1
        while last >= first and self._loose(last, first, last, leading=False):
            last -= 1
        if first > last:
            return None
        return Span(self.tokens[first].start, self.tokens[last].end)

    def _loose(self, place: int, first: int, last: int, *, leading: bool) -> bool:
        word = self.word(place)
        if all(char in _EDGE_MARKS for char in word):
            return True
        if len(word) > 2 or not all(char in _OPENING | _CLOSING for char in word):
            return False
        inside = range(first + 1, last + 1) if leading else range(last - 1, first - 1, -1)
        partner = _CLOSER_OF.get(word, word)
        if leading:
            closes = (partner, word) if partner == word else (partner, '"')
            return not any(self.word(at) in closes for at in inside)
        opens = [key for key, value in _CLOSER_OF.items() if value == word] + [word]
        return not any(self.word(at) in opens for at in inside)

    def runs(self, places: Iterable[int], apart: Iterable[int] = ()) -> list[Span]:
        """The stretches of neighbouring tokens, each trimmed, empty ones left out.

        Punctuation and conjunctions that the parse hung elsewhere break no stretch, unless
        they stand beside a word of ``apart`` (the cue, which does break it).
        """
        order = sorted(places)
        inside = set(order)
        barred = set(apart)
        spans = []
        start = 0
        for at in range(1, len(order) + 1):
            if at < len(order):
                gap = range(order[at - 1] + 1, order[at])
                if len(gap) <= 2 and all(self._bridge(place, inside, barred) for place in gap):
                    continue
            span = self.trimmed(order[start], order[at - 1])
            if span is not None:
                spans.append(span)
            start = at
        return spans

    def _bridge(self, place: int, inside: set[int], barred: set[int]) -> bool:
        """True for a mark or conjunction between two parts of one stretch."""
        if place in barred or self.tokens[place].upos not in ("PUNCT", "CCONJ"):
            return False
        return not any(kid not in inside for kid in self.kids[place])


def _without_cycles(heads: list[int]) -> list[int]:
    """Heads such that every walk ends at a root: a damaged parse loses the arc that loops."""
    state = [0] * len(heads)
    heads = [head if 0 <= head < len(heads) else -1 for head in heads]
    for start in range(len(heads)):
        path = []
        at = start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at >= 0 and state[at] == 1:
            heads[path[-1]] = -1
        for place in path:
            state[place] = 2
    return heads
