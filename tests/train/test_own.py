"""The sentences of our own that train the model are read as they are marked."""

from __future__ import annotations

import pytest
from train.example import name_bits
from train.sources.own import marked, named_sentences, told_facts


def test_names_are_read_from_their_braces() -> None:
    found = marked("{PER:Amina Diallo}'s aide left {LOC:Segou} on Monday.")
    assert found.text == "Amina Diallo's aide left Segou on Monday."
    assert dict(zip(found.words, found.names, strict=True)) == {
        "Amina": name_bits("B-PER"),
        "Diallo": name_bits("I-PER"),
        "'s": name_bits("O"),
        "aide": name_bits("O"),
        "left": name_bits("O"),
        "Segou": name_bits("B-LOC"),
        "on": name_bits("O"),
        "Monday": name_bits("O"),
        ".": name_bits("O"),
    }


@pytest.mark.parametrize("line", ["{CITY:Segou} burned.", "{PER:Amina Diallo left."])
def test_a_wrong_mark_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"Segou|Amina"):
        marked(line)


def test_every_sentence_of_our_own_is_well_marked() -> None:
    names = list(named_sentences(weight=1))
    assert len({one.text for one in names}) == len(names) > 700
    assert all(len(one.words) == len(one.names) for one in names)


def test_every_fact_is_told_in_several_wordings_beside_others() -> None:
    told: dict[int, set[str]] = {}
    for one in told_facts():
        told.setdefault(one.fact, set()).add(one.text)
    assert told
    assert all(len(wordings) == 3 for wordings in told.values())
    stories = {fact // 100 for fact in told}
    assert all(sum(f // 100 == story for f in told) == 7 for story in stories)
