"""Attributions where the parser errs: each sentence comes with its wrong parse.

In the tables {} marks the source, <> the cue, [] the content (and its parts).
"""

from __future__ import annotations

import pytest
from tests.analysis.test_attributions import unmarked

from sitrep.analysis.attributions import find_attributions
from sitrep.analysis.attributions_cues import load_cues
from sitrep.analysis.attributions_repairs import repair
from sitrep.analysis.attributions_trees import Tree
from sitrep.analysis.quotes import find_quotes
from sitrep.records import Report, Sentence, Token


def parsed(text: str, parse: str) -> Sentence:
    """A sentence with the parse given: word/UPOS/XPOS/head/relation, heads counted from 0."""
    tokens, start = [], 0
    for word in parse.split():
        written, upos, xpos, head, relation = word.split("/")
        start = text.index(written, start)
        end = start + len(written)
        tokens.append(Token(start, end, upos, xpos, written.lower(), int(head), relation))
        start = end
    return Sentence(0, len(text), tokens=tuple(tokens))


#: sentences that the parser gets wrong, with its wrong parse
MISPARSED = [
    # the subject of what is implied, as an object of "implied"
    (
        "{He} <implied> [a judge was “hostile”].",
        """
        He/PRON/PRP/1/nsubj implied/VERB/VBD/-1/root a/DET/DT/3/det judge/NOUN/NN/1/obj
        was/AUX/VBD/6/cop “/PUNCT/``/6/punct hostile/ADJ/JJ/1/ccomp ”/PUNCT/''/6/punct
        ./PUNCT/./1/punct
        """,
    ),
    # the clause that is tweeted, hung on "began"
    (
        "It began when {Park} <tweeted> [that the port was a mistake].",
        """
        It/PRON/PRP/1/nsubj began/VERB/VBD/-1/root when/ADV/WRB/4/advmod Park/PROPN/NNP/4/nsubj
        tweeted/VERB/VBD/1/advcl that/SCONJ/IN/10/mark the/DET/DT/7/det port/NOUN/NN/10/nsubj
        was/AUX/VBD/10/cop a/DET/DT/10/det mistake/NOUN/NN/1/ccomp ./PUNCT/./1/punct
        """,
    ),
    # the second half of what is said, hung on "said"
    (
        "{Park} <said> [it was “shut” and that ships would wait].",
        """
        Park/PROPN/NNP/1/nsubj said/VERB/VBD/-1/root it/PRON/PRP/5/nsubj was/AUX/VBD/5/cop
        “/PUNCT/``/5/punct shut/ADJ/JJ/1/ccomp ”/PUNCT/''/5/punct and/CCONJ/CC/11/cc
        that/SCONJ/IN/11/mark ships/NOUN/NNS/11/nsubj would/AUX/MD/11/aux wait/VERB/VB/1/conj
        ./PUNCT/./1/punct
        """,
    ),
]


@pytest.mark.parametrize(("marked", "parse"), MISPARSED)
def test_a_wrong_parse_is_put_right(marked: str, parse: str) -> None:
    text, spans = unmarked(marked)
    report, sentences = Report("r1", text), (parsed(text, parse),)
    found = find_attributions(report, sentences, (), find_quotes(report, sentences))[0]
    expected = (spans["{"][0], spans["<"][0], spans["["])
    parts = [(one.source_span, one.cue_span, list(one.parts) or [one.span]) for one in found]
    assert expected in parts


def test_a_noun_hung_below_the_clause_that_it_introduces_is_survived() -> None:
    """The clause goes under the noun, and the noun takes the place that the clause had."""
    text = "Despite suspicion that it was safe, experts warn."
    parse = """
        Despite/ADP/IN/1/case suspicion/NOUN/NN/5/obl that/SCONJ/IN/5/mark it/PRON/PRP/5/nsubj
        was/AUX/VBD/5/cop safe/ADJ/JJ/8/ccomp ,/PUNCT/,/8/punct experts/NOUN/NNS/8/nsubj
        warn/VERB/VBP/-1/root ./PUNCT/./8/punct
    """
    tree = Tree(parsed(text, parse), text)
    repair(tree, load_cues())
    assert (tree.heads[1], tree.heads[5]) == (8, 1)
    assert tree.subtree(8) == list(range(10))
    assert tree.subtree(1) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("heads", [(1, 2, 0), (0, 0, 1), (9, -7, 1)])
def test_heads_that_are_no_tree_are_walked_to_an_end(heads: tuple[int, ...]) -> None:
    text = "say say say"
    tokens = [Token(4 * i, 4 * i + 3, "VERB", "VB", "say", h, "dep") for i, h in enumerate(heads)]
    tree = Tree(Sentence(0, len(text), tokens=tuple(tokens)), text)
    roots = [at for at, head in enumerate(tree.heads) if head < 0]
    assert sorted(at for root in roots for at in tree.subtree(root)) == [0, 1, 2]
