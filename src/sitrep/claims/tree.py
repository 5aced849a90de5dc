"""The parse of one sentence as a tree that can be asked: children, subtree, subject, finite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitrep.records import Span, Token

__all__ = ["CLAUSAL", "Tree"]

#: relations (without subtype) by which one clause hangs in another
CLAUSAL = frozenset({"root", "conj", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"})
#: tags of finite verbs (Penn treebank, as in UD English)
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_SUBJECT = ("nsubj", "csubj", "expl")


class Tree:
    """A sentence's words with their children and the reach of each word's subtree.

    Broken parses are mended, never refused: a word whose head lies outside the sentence or
    in a circle hangs from the root. All walks are loops, so depth is no danger, and
    everything is linear in the number of words.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._lemmas = [token.lemma.lower() for token in tokens]
        self._relations = [token.relation.partition(":")[0] for token in tokens]
        size = len(tokens)
        self.heads = [self._head(at, size) for at in range(size)]
        self.root = next((at for at in range(size) if self.heads[at] < 0), 0)
        self.children: list[list[int]] = [[] for _ in range(size)]
        order = self._hang()
        self.first = list(range(size))
        self.last = list(range(size))
        for at in reversed(order):
            head = self.heads[at]
            if head >= 0:
                self.first[head] = min(self.first[head], self.first[at])
                self.last[head] = max(self.last[head], self.last[at])

    def _head(self, at: int, size: int) -> int:
        head = self.tokens[at].head
        return head if 0 <= head < size and head != at else -1

    def _hang(self) -> list[int]:
        """Fills ``children`` and gives the words in an order from the root down."""
        for at, head in enumerate(self.heads):
            if head < 0 and at != self.root:
                self.heads[at] = self.root
        if self.heads:
            self.heads[self.root] = -1
        for at, head in enumerate(self.heads):
            if head >= 0:
                self.children[head].append(at)
        order: list[int] = []
        seen = [False] * len(self.heads)
        self._walk(self.root, order, seen)
        for at in range(len(self.heads)):
            if not seen[at]:  # a circle: cut it here and hang it from the root
                self.children[self.heads[at]].remove(at)
                self.heads[at] = self.root
                self.children[self.root].append(at)
                self._walk(at, order, seen)
        return order

    def _walk(self, start: int, order: list[int], seen: list[bool]) -> None:
        stack = [start] if self.heads else []
        while stack:
            at = stack.pop()
            if seen[at]:
                continue
            seen[at] = True
            order.append(at)
            stack.extend(self.children[at])

    def __len__(self) -> int:
        return len(self.tokens)

    def relation(self, at: int) -> str:
        """The relation of word ``at`` without its subtype ("nsubj:pass" gives "nsubj")."""
        return self._relations[at]

    def lemma(self, at: int) -> str:
        """The lemma of word ``at`` in lower case."""
        return self._lemmas[at]

    def kids(self, at: int, *relations: str) -> list[int]:
        """The children of ``at`` that hang by one of ``relations`` (without subtypes)."""
        return [kid for kid in self.children[at] if self._relations[kid] in relations]

    def case(self, at: int) -> str:
        """The preposition of word ``at``, the first if it has several; "" without one."""
        return next((self.lemma(kid) for kid in self.kids(at, "case")), "")

    def above(self, at: int) -> Iterator[int]:
        """The words above ``at``, nearest first."""
        here = self.heads[at]
        while here >= 0:
            yield here
            here = self.heads[here]

    def is_predicate(self, at: int) -> bool:
        """True when ``at`` heads a clause: a verb, or a word with a copula or a subject."""
        token = self.tokens[at]
        return token.upos in ("VERB", "AUX") or bool(self.kids(at, "cop", *_SUBJECT))

    def finite(self, at: int) -> bool:
        """True when the clause headed by ``at`` has a tensed verb."""
        if self.tokens[at].xpos in _FINITE:
            return True
        return any(self.tokens[k].xpos in _FINITE for k in self.kids(at, "aux", "cop"))

    def subject(self, at: int) -> int | None:
        """The subject of the clause headed by ``at``; None for a clause without one."""
        found = self.kids(at, *_SUBJECT)
        named = [kid for kid in found if self.relation(kid) != "expl"]
        return next(iter(named or found), None)

    def clause_of(self, at: int) -> int:
        """The head of the clause that word ``at`` stands in (``at`` itself if it is one)."""
        here = at
        while self.heads[here] >= 0 and not (
            self.relation(here) in CLAUSAL and self.is_predicate(here)
        ):
            here = self.heads[here]
        return here

    def span(self, first: int, last: int) -> Span:
        """The characters from word ``first`` to word ``last``, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)
