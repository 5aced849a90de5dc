"""The language model as shipped, and its decoding."""

from __future__ import annotations

import hashlib
import itertools
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.analysis.model import LanguageModel
from sitrep.analysis.parse import best_heads, best_names, name_spans
from sitrep.analysis.tokens import words
from sitrep.errors import ModelError
from sitrep.records import Span, TaggedSentence

FOLDER = Path(str(files("sitrep.data"))) / "models"
TEXT = "Officials in Kyiv said on Monday that 12 drones were shot down over Ukraine."
HEADLINE = "Adel Haddad, Acme Corporation chief, resigns"


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel()


def cut(text: str, *lines: tuple[int, int]) -> list[tuple[Span, ...]]:
    return [words(text, start, end) for start, end in lines or ((0, len(text)),)]


def test_the_files_are_those_of_the_manifest() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    total = 0
    for name, entry in manifest.items():
        content = (FOLDER / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], name
        total += len(content)
    assert total <= 28_000_000
    assert (FOLDER / "CARD.md").is_file()


def test_a_news_sentence(model: LanguageModel) -> None:
    (sentence,) = model.tag(TEXT, cut(TEXT))
    forms = [TEXT[t.start : t.end] for t in sentence.tokens]
    said = sentence.tokens[forms.index("said")]
    assert (said.upos, said.xpos, said.lemma, said.head, said.relation) == (
        "VERB",
        "VBD",
        "say",
        -1,
        "root",
    )
    assert sentence.tokens[0].head == forms.index("said")
    assert sentence.tokens[0].relation == "nsubj"
    assert sentence.tokens[0].lemma == "official"
    shot = sentence.tokens[forms.index("shot")]
    assert (shot.lemma, shot.head, shot.relation) == ("shoot", forms.index("said"), "ccomp")
    names = {(TEXT[n.start : n.end], n.type) for n in sentence.names}
    assert {("Kyiv", "LOC"), ("Ukraine", "LOC")} <= names


def test_names_of_a_headline(model: LanguageModel) -> None:
    (sentence,) = model.tag(HEADLINE, cut(HEADLINE))
    names = {(HEADLINE[n.start : n.end], n.type) for n in sentence.names}
    assert {("Adel Haddad", "PER"), ("Acme Corporation", "ORG")} <= names


def is_sound(text: str, spans: tuple[Span, ...], sentence: TaggedSentence) -> bool:
    tokens = sentence.tokens
    roots = [i for i, t in enumerate(tokens) if t.head < 0]
    for start in range(len(tokens)):
        node, steps = start, 0
        while node >= 0 and steps <= len(tokens):
            node, steps = tokens[node].head, steps + 1
        if node >= 0:
            return False
    starts, ends = {s.start for s in spans}, {s.end for s in spans}
    return (
        [(t.start, t.end) for t in tokens] == [(s.start, s.end) for s in spans]
        and len(roots) == min(len(tokens), 1)
        and all(t.lemma and t.upos and t.relation for t in tokens)
        and len(sentence.factuality) == len(tokens)
        and all(-3.0 <= value <= 3.0 for value in sentence.factuality)
        and all(n.start in starts and n.end in ends and 0 <= n.score <= 1 for n in sentence.names)
    )


def test_vectors_are_near_for_near_sentences(model: LanguageModel) -> None:
    lines = [
        "Twelve drones were shot down over the capital.",
        "Air defence downed 12 drones above the city.",
        "The central bank kept its interest rate at 4 per cent.",
    ]
    text = "\n".join(lines)
    ends = list(itertools.accumulate(len(line) + 1 for line in lines))
    spans = cut(text, *[(e - len(line) - 1, e - 1) for line, e in zip(lines, ends, strict=True)])
    vectors = np.stack(
        [np.frombuffer(s.vector, dtype="<f2").astype(np.float32) for s in model.tag(text, spans)]
    )
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=2e-3)
    near = vectors @ vectors.T
    assert near[0, 1] > near[0, 2] + 0.2


def test_sentences_keep_their_order_and_the_empty_one_its_place(model: LanguageModel) -> None:
    text = "One. " + "word " * 40 + "Two three."
    spans = [words(text, 0, 4), (), words(text, 5, 205), words(text, 205, len(text))]
    found = model.tag(text, spans)
    assert [len(s.tokens) for s in found] == [2, 0, 40, 3]
    assert all(is_sound(text, *pair) for pair in zip(spans, found, strict=True))
    assert model.tag(text, spans) == found
    assert model.tag(text, []) == ()


def test_a_sentence_longer_than_the_model_reads_is_one_tree(model: LanguageModel) -> None:
    text = "The minister said that the convoy had left the town, and " * 60
    (spans,) = cut(text)
    (found,) = model.tag(text, [spans])
    assert is_sound(text, spans, found)
    assert len(found.vector) == 768


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_text_is_tagged_inside_its_bounds(model: LanguageModel, lines: list[str]) -> None:
    text = "\n".join(lines)
    ends = list(itertools.accumulate(len(line) + 1 for line in lines))
    spans = cut(text, *[(e - len(line) - 1, e - 1) for line, e in zip(lines, ends, strict=True)])
    found = model.tag(text, spans)
    assert all(is_sound(text, *pair) for pair in zip(spans, found, strict=True))


def test_a_missing_file_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"language\.onnx.*python -m train"):
        LanguageModel(tmp_path)


def test_a_damaged_network_is_the_projects_error(tmp_path: Path) -> None:
    for name in ("labels.json", "vocab.txt", "relations.npy"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "language.onnx").write_bytes(b"no graph")
    with pytest.raises(ModelError, match="cannot be read"):
        LanguageModel(tmp_path)


def test_importing_the_module_loads_no_runtime() -> None:
    code = (
        "import sys, sitrep.analysis.model\n"
        "assert not {'numpy', 'onnxruntime'} & set(sys.modules), 'heavy import'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def trees(count: int) -> list[tuple[int, ...]]:
    """Every tree of one root over a few words, as heads from 1, 0 the root."""
    found = []
    for heads in itertools.product(range(count + 1), repeat=count):
        if heads.count(0) != 1:
            continue
        nodes = list(range(1, count + 1))
        for _ in range(count):
            nodes = [heads[n - 1] if n else 0 for n in nodes]
        if not any(nodes):
            found.append(heads)
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_the_tree_found_is_the_best_one(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(2, 6, 7)).astype(np.float32)
    heads = best_heads(scores, [count, 6])
    best = max(
        trees(count), key=lambda tree: sum(float(scores[0, i, h]) for i, h in enumerate(tree))
    )
    assert tuple(heads[0, :count].tolist()) == best


def test_names_begin_before_they_go_on() -> None:
    labels = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
    scores = np.log(
        np.array(
            [[[0.3, 0.2, 0.4, 0.05, 0.05], [0.1, 0.1, 0.7, 0.05, 0.05], [0.9, 0.1, 0, 0, 0]]],
            dtype=np.float32,
        )
        + 1e-6
    )
    row = [labels[i] for i in best_names(scores, labels)[0]]
    assert row == ["B-PER", "I-PER", "O"]
    assert name_spans(row) == [(0, 2, "PER")]
