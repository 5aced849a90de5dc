"""People who are named one by one count, though no figure is given."""

from __future__ import annotations

import pytest

from sitrep.analysis.analyse import analyse
from sitrep.ledger.victims import Harm, named
from sitrep.settings import DEFAULT
from tests.pipeline import report, tagger

NAMED: list[tuple[str, Harm, int]] = [
    ("A mother and her two sons were killed in their home on Sunday.", "killed", 3),
    ("The man killed his wife and her brother before officers arrived.", "killed", 2),
    ("A family of four was found dead in a house in Roy.", "killed", 4),
    ("Five men were wounded in a shooting on Monday night.", "wounded", 5),
    ("Four people were shot in the park.", "shot", 4),
    ("The crash killed the 10 Danish citizens and two local crew members.", "killed", 12),
    # one of the four died, not all
    ("Police say four people were shot, one fatally, in the park.", "killed", 0),
    # not how many
    ("Guns are killing kids.", "killed", 0),
    # not in this happening
    ("Last year four children were killed in the county.", "killed", 0),
    ("The shop opened at nine on Sunday.", "killed", 0),
]


@pytest.mark.parametrize(("text", "harm", "expected"), NAMED)
def test_people_named_as_harmed(text: str, harm: Harm, expected: int) -> None:
    found = report(text)
    analysis, _ = analyse(found, DEFAULT, tagger=tagger())
    assert max(named(s, found.text, harm) for s in analysis.sentences) == expected
