"""What leans on the sentence before it, through the whole line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitrep.claims.clauses import Unit
from sitrep.claims.leans import leaning
from sitrep.claims.tree import Tree
from tests.pipeline import ledger, report


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("All of whom had signed the bill are looking at reform.", "pronoun whom"),
        ("Which means that the port stays shut.", "pronoun which"),
        ("Which ship sank first is not known.", None),
        ("Who set the fire is not known.", None),
        ("Two men, both of whom had left the port, died.", None),
    ],
)
def test_a_relative_pronoun_without_its_noun_leans(text: str, leans: str | None) -> None:
    (claim,) = ledger(report(text, "Post", 0)).claims
    assert claim.leans == leans


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("It appears to have been set at night and shows the gap in the wall.", "pronoun it"),
        ("It appears that Halden set fire to the wall.", None),
        ("It seems to be clear that Halden set fire to the wall.", None),
    ],
)
def test_it_points_back_where_it_does_something(text: str, leans: str | None) -> None:
    (sentence,) = ledger(report(text, "Post", 0)).analyses[0].sentences
    tokens = [replace(sentence.tokens[0], relation="expl"), *sentence.tokens[1:]]
    tree = Tree(tokens)
    assert leaning(tree, Unit(0, len(tree) - 1, tree.root)) == leans


def test_an_aside_about_somebody_is_no_sentence() -> None:
    text = "As she stood down from where Rollins – who she called Nugget – was shot, Ann Holt wept."
    (sentence,) = ledger(report(text, "Post", 0)).analyses[0].sentences
    who = next(at for at, token in enumerate(sentence.tokens) if token.lemma.lower() == "who")
    tokens = list(sentence.tokens)
    tokens[who + 2] = replace(tokens[who + 2], relation="advcl:relcl")
    tree = Tree(tokens)
    assert leaning(tree, Unit(who, who + 3, who + 2)) is not None
