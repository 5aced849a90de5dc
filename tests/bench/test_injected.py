"""A copy that joins a story: what the bench counts."""

from __future__ import annotations

import pytest
from bench.derivations.injected import KINDS, injected

ROWS = [
    {
        "id": "a",
        "story": "fire",
        "publisher": "Post",
        "date": "2024-05-06",
        "text": (
            "A fire in the port of Sund killed two dockers on Monday.\n\n"
            "Mayor Ana Ruiz told the Post that the harbour would stay closed for a week.\n\n"
            "Crews from three towns fought the fire through the night with water from the bay."
        ),
    },
    {
        "id": "b",
        "story": "fire",
        "publisher": "Herald",
        "date": "2024-05-07",
        "text": (
            "Two dockers died when a warehouse burned down in Sund harbour on Monday.\n\n"
            "Docker Jan Bell told the Herald that he had smelled gas at noon.\n\n"
            "Ships to Velmora will leave from Kell until the quay has been mended."
        ),
    },
    {"id": "c", "story": "alone", "text": "Bread has become dear in Kell."},
]


@pytest.mark.slow
def test_a_reprint_raises_no_count_and_every_kind_of_copy_is_counted() -> None:
    found = injected(ROWS, stories=5, seed=1, table="b")
    assert set(found) == set(KINDS)
    assert all(part["findings"] > 0 for part in found.values())
    assert found["verbatim"]["k_min rose, %"] == 0
    assert found["verbatim"]["k_min fell, %"] == 0
