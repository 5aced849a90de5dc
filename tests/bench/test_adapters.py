"""Every adapter predicts from rows that hold no gold label, in the form its scorer reads."""

from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from bench.command import ADAPTERS, BESIDE, predict

from sitrep import cli

TEXT = (
    "Harbour fire kills two\n\n"
    "Two dockers were killed and three injured on Monday when a fire broke out in Port Vela, "
    'police said. "The fire is out," said harbour master Anna Krell. She expects the port to '
    "reopen on Thursday.\n"
)
SUMMARY = "A fire in Port Vela killed two dockers. The port is expected to reopen on Thursday."
WORDS = ["Krell", "opened", "the", "port", "of", "Vela"]
BLOCK = [
    "\t".join([str(number), word, "_", "_", "_", "_", "0", "_", "_", "_"])
    for number, word in enumerate(WORDS, 1)
]
ARTICLE = f"<html><body><article><p>{TEXT}</p></article></body></html>"

DOCUMENT = {"id": "d1", "text": TEXT, "title": "Harbour fire", "date": "2024-05-06"}
OTHER = {"id": "d2", "text": TEXT.replace("two", "three"), "title": "Port", "date": "2024-05-07"}
STORY = [{**DOCUMENT, "story": "s"}, {**OTHER, "story": "s"}]
EVENTS = [
    {"id": "m1", "doc": "d1", "topic": "1", "kind": "event", "selected": True}
    | {"start": TEXT.index("killed"), "end": TEXT.index("killed") + 6, "text": "killed"},
    {"id": "m2", "doc": "d2", "topic": "1", "kind": "event", "selected": True}
    | {"start": TEXT.index("killed") + 2, "end": TEXT.index("killed") + 8, "text": "killed"},
]

#: set -> rows of its gold file without labels, and the keys that each prediction has
ROWS: dict[str, tuple[list[dict[str, Any]], set[str]]] = {
    "polnear": ([DOCUMENT], {"id", "attributions"}),
    "gum:attributions": ([DOCUMENT], {"id", "attributions"}),
    "gum:entities": ([DOCUMENT], {"id", "entities"}),
    "gum:coref": ([DOCUMENT], {"id", "chains"}),
    "gum:damage": ([DOCUMENT], {"id", "sentences", "garbled"}),
    "meantime:damage": ([DOCUMENT], {"id", "sentences", "garbled"}),
    "allsides-stories:damage": ([DOCUMENT], {"id", "sentences", "garbled"}),
    "news-cluster-5w1h:damage": ([DOCUMENT], {"id", "sentences", "garbled"}),
    "allsides-stories:takeaways": (STORY, {"id", "lines"}),
    "news-cluster-5w1h:takeaways": (STORY, {"id", "lines"}),
    "gvc:damage": (STORY, {"id", "sentences", "garbled"}),
    "times": ([{"id": "t", "text": TEXT, "dct": "2024-05-06"}], {"id", "timex"}),
    "meantime": (
        [{"id": "m", "text": TEXT, "dct": "2024-05-06"}],
        {"id", "timex", "values", "entities", "events"},
    ),
    "quantities": ([{"id": "Number-1", "text": "three dockers"}], {"id", "quantities"}),
    "ner": ([{"id": "n", "tokens": WORDS}], {"id", "entities"}),
    "treebank": ([{"conllu": BLOCK}], {"conllu"}),
    "events": (
        [{"id": "plv-1", "text": TEXT, "source": "Krell", "target": "Vela"}],
        {"id"},
    ),
    "factuality": (
        [{"id": "f", "text": " ".join(WORDS), "targets": [{"tokens": [1, 2]}]}],
        {"id", "scores"},
    ),
    "re3d": ([DOCUMENT], {"id", "entities", "relations"}),
    "gvc:docs": ([DOCUMENT, OTHER], {"id", "story"}),
    "gva-full:docs": ([DOCUMENT, OTHER], {"id", "story"}),
    "allsides-stories": ([DOCUMENT, OTHER], {"id", "story"}),
    "derivations": (STORY, {"id", "derived", "of", "voice"}),
    "news-cluster-5w1h": ([DOCUMENT, OTHER], {"id", "story"}),
    "semeval22-news-sim": ([{"id": "p", "text_a": TEXT, "text_b": SUMMARY}], {"id", "score"}),
    "html-articles": (
        [{"id": "h", "file": "pages/h.html.gz", "url": None}],
        {"id", "text", "title", "author", "publisher", "date", "published"},
    ),
    "gvc:numbers": ([{"story": "s"}], {"story", "killed", "injured"}),
    "gva-full:numbers": ([{"story": "s"}], {"story", "killed", "injured"}),
    "ecbplus:pairs": ([{"id": "d1|d2", "a": "d1", "b": "d2", "topic": "1"}], {"id", "score"}),
    "ecbplus:events": (EVENTS, {"id", "chain"}),
    "bump": (
        [{"id": "b", "doc_id": "d1", "faithful": SUMMARY, "unfaithful": SUMMARY.upper()}],
        {"id", "faithful", "unfaithful"},
    ),
    "summedits-news": ([{"id": "s", "doc_id": "d1", "summary": SUMMARY}], {"id", "label"}),
}


def written(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """A gold file without labels, with the documents and pages its rows point to."""
    (folder / "pages").mkdir()
    (folder / "pages" / "h.html.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    (folder / "docs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in STORY))
    if "conllu" in rows[0]:
        path = folder / "gold.conllu"
        path.write_text("\n".join(BLOCK) + "\n\n")
        return path
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_every_set_has_rows_here() -> None:
    assert set(ROWS) == {*ADAPTERS, *BESIDE}


@pytest.mark.parametrize("module", sorted({*ADAPTERS.values(), *BESIDE.values()}))
def test_every_adapter_can_be_imported(module: str) -> None:
    assert callable(importlib.import_module(f"bench.sets.{module}").predict)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ROWS))
def test_an_adapter_predicts_one_row_a_gold_row_without_labels(name: str, tmp_path: Path) -> None:
    rows, keys = ROWS[name]
    predictions = list(predict(name, written(tmp_path, rows)))
    assert len(predictions) == len(rows)
    for prediction in predictions:
        assert keys <= set(prediction)
        json.dumps(prediction)


@pytest.mark.slow
def test_the_command_line_hands_the_bench_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From any folder: reads FOLDER/SET/STEM.jsonl, writes OUT."""
    home = tmp_path / "data" / "html-articles"
    home.mkdir(parents=True)
    written(home, ROWS["html-articles"][0])
    monkeypatch.chdir(tmp_path)
    words = ["bench", "html-articles", "--data", "data", "--split", "gold"]
    assert cli.main([*words, "--predictions", "out.jsonl"]) == 0
    (row,) = (json.loads(line) for line in (tmp_path / "out.jsonl").open())
    assert row["id"] == "h"
    assert "Two dockers were killed" in row["text"]
    assert "1 rows written" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ledgers", "--data", ".", "--split", "gold", "--predictions", "out"], "no 'gold'"),
        (["polnear", "--data", "."], "--split"),
        (["polnear", "--colour"], "--colour"),
    ],
)
def test_misuse_is_2_and_says_what_is_wrong(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["bench", *words]) == 2
    assert said in capsys.readouterr().err
