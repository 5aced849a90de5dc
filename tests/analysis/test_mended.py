"""That-clauses of nouns, which the parser may hang on a later verb."""

from __future__ import annotations

import pytest

from sitrep.analysis.mended import mended
from sitrep.records import Token


def parsed(*rows: tuple[str, str, int, str]) -> tuple[Token, ...]:
    """A sentence of (word, part of speech, place of its head, relation)."""
    found, at = [], 0
    for word, upos, head, relation in rows:
        found.append(Token(at, at + len(word), upos, "", word.lower(), head, relation))
        at += len(word) + 1
    return tuple(found)


DESPITE = (
    ("Despite", "ADP", 1, "case"),
    ("assurances", "NOUN", 6, "obl"),
    ("that", "SCONJ", 4, "mark"),
    ("it", "PRON", 4, "nsubj"),
    ("works", "VERB", 6, "ccomp"),
    ("experts", "NOUN", 6, "nsubj"),
    ("warn", "VERB", -1, "root"),
)
OWN = (
    ("that", "SCONJ", 9, "mark"),
    ("it", "PRON", 9, "nsubj"),
    ("fails", "VERB", 6, "ccomp"),
)


@pytest.mark.parametrize(
    ("rows", "head", "relation"),
    [
        ((*DESPITE, *OWN), 1, "acl"),
        # "That it works, experts say": no noun, and the clause is the verb's only one
        (DESPITE, 6, "ccomp"),
    ],
)
def test_a_that_clause_of_a_noun(
    rows: tuple[tuple[str, str, int, str], ...], head: int, relation: str
) -> None:
    clause = mended(parsed(*rows))[4]
    assert (clause.head, clause.relation) == (head, relation)


def test_the_clause_has_its_subject() -> None:
    rows = [*DESPITE, *OWN]
    rows[3] = ("it", "PRON", 1, "nmod")
    subject = mended(parsed(*rows))[3]
    assert (subject.head, subject.relation) == (4, "nsubj")


def test_nothing_else_changes() -> None:
    tokens = parsed(*DESPITE, *OWN)
    found = mended(tokens)
    assert [t for i, t in enumerate(found) if i != 4] == [t for i, t in enumerate(tokens) if i != 4]
