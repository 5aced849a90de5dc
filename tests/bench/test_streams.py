"""Made streams are the same for a seed, tell their truth, and look like news in what costs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from bench.streams import make
from bench.streams.peers import minhashed, tfidf

STREAM = list(make(1, 600))


def test_the_same_seed_gives_the_same_stream() -> None:
    assert list(make(1, 50)) == STREAM[:50], "and a longer one begins as a shorter one"
    assert [m.report.text for m in make(2, 50)] != [m.report.text for m in STREAM[:50]]


def test_reports_come_in_the_order_of_time_with_ids_of_their_own() -> None:
    days = [made.report.published for made in STREAM]
    assert all(one is not None and two is not None and one < two for one, two in pairwise(days))
    assert len({made.report.id for made in STREAM}) == len(STREAM)


def test_most_stories_are_small_and_a_few_are_large() -> None:
    sizes = sorted(Counter(made.story for made in make(1, 3000)).values())
    assert sizes[len(sizes) // 2] <= 2
    assert sizes[-1] >= 10


def test_a_copy_is_of_an_earlier_report_of_its_story() -> None:
    seen: dict[str, str] = {}
    copies = 0
    for made in STREAM:
        if made.copy_of is not None:
            copies += 1
            assert seen[made.copy_of] == made.story
        seen[made.report.id] = made.story
    assert copies > 5


def test_a_stream_can_be_written_as_json_lines(tmp_path: Path) -> None:
    out = tmp_path / "made.jsonl"
    command = [sys.executable, "-m", "bench.streams", "--reports", "20", "--out", str(out)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [made.report.id for made in STREAM[:20]]
    assert {row["story"] for row in rows} == {made.story for made in STREAM[:20]}


def test_the_peers_are_measured_on_the_same_stream() -> None:
    plain, copies = tfidf(STREAM[:300]), minhashed(STREAM[:300])
    assert plain["reports"] == copies["reports"] == 300
    assert plain["BCubed F1"] > 70
    assert copies["pairs found in one story, %"] == 100


@pytest.mark.slow
def test_a_ledger_is_measured_from_the_file_to_the_answers(tmp_path: Path) -> None:
    out = tmp_path / "scale.json"
    command = [sys.executable, "-m", "bench", "scale", "--sizes", "200", "400", "--out", str(out)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    found = json.loads(out.read_text(encoding="utf-8"))
    small, large = found["sizes"]
    assert (small["reports"], large["reports"]) == (200, 400)
    assert small["BCubed F1"] > 70
    assert large["seconds"] > large["seconds by part"]["reading"] > 0
    assert large["reports in the window"] == 405, "and one per cent more, and one"
    assert large["seconds of new after that"] < large["seconds of new after 1 % more"]
    assert all(
        large[f"search {kind}, ms: p50, p95, hits"][2] for kind in ("by name", "of some days")
    )
    assert 0 < large["search, ms: p50, p95"][0] <= large["search, ms: p50, p95"][1]
    assert set(found["exponents"]) >= {"reading", "adding", "opening"}
    assert [peer["TF-IDF, all pairs"]["reports"] for peer in found["peers"]] == [200, 400]
