"""`python -m train.measure`: what a built model is worth on the parts that it never saw."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from sitrep.analysis.model import LanguageModel
from sitrep.records import Span, TaggedSentence
from train.example import NAME_LABELS, Example
from train.sources.files import is_kept_back, rows
from train.sources.names import POLITICS, UNIVERSAL, WIKIGOLD, Scheme, document, names
from train.sources.treebanks import treebank

COARSE = ("PER", "ORG", "LOC")
CHUNK = 64
"""Sentences in one call, about what a report has."""


def tagged(model: LanguageModel, sentences: Sequence[Sequence[str]]) -> list[TaggedSentence]:
    """Each sentence of given words, tagged; the words are joined by spaces."""
    found: list[TaggedSentence] = []
    for start in range(0, len(sentences), CHUNK):
        text = ""
        spans = []
        for words in sentences[start : start + CHUNK]:
            row = []
            for word in words:
                row.append(Span(len(text), len(text) + len(word)))
                text += word + " "
            spans.append(tuple(row))
        found += model.tag(text, spans)
    return found


def tree_figures(model: LanguageModel, gold: Sequence[Example]) -> dict[str, float]:
    """Shares of words with the right tag, lemma, head, and head with relation, in per cent."""
    right: Counter[str] = Counter()
    total = 0
    for example, found in zip(gold, tagged(model, [e.words for e in gold]), strict=True):
        for i, token in enumerate(found.tokens):
            total += 1
            head = token.head == example.heads[i]
            main = example.relations[i].split(":")[0] == token.relation.split(":")[0]
            right["upos"] += token.upos == example.upos[i]
            right["xpos"] += token.xpos == example.xpos[i]
            right["lemma"] += token.lemma == example.lemmas[i]
            right["uas"] += head
            right["las"] += head and main
            right["las, subtypes too"] += head and token.relation == example.relations[i]
    return {name: round(100 * count / total, 2) for name, count in right.items()}


def name_figures(model: LanguageModel, gold: Sequence[Example]) -> dict[str, float]:
    """Exact F1 of persons, organisations and places, in per cent."""
    both: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for example, found in zip(gold, tagged(model, [e.words for e in gold]), strict=True):
        starts = {token.start: i for i, token in enumerate(found.tokens)}
        ends = {token.end: i + 1 for i, token in enumerate(found.tokens)}
        mine = {(starts[n.start], ends[n.end], n.type) for n in found.names}
        mine = {name for name in mine if name[2] in COARSE}
        theirs = {name for name in _gold_names(example) if name[2] in COARSE}
        for kinds, names_ in ((both, mine & theirs), (said, mine), (true, theirs)):
            kinds.update(kind for _, _, kind in names_)
            kinds.update("all" for _ in names_)
    return {
        kind: round(200 * both[kind] / max(said[kind] + true[kind], 1), 2)
        for kind in ("all", *COARSE)
    }


def _gold_names(example: Example) -> set[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for i, bits in enumerate(example.names):
        edge, _, kind = NAME_LABELS[bits.bit_length() - 1].partition("-")
        if bits & (bits - 1) or not kind:
            continue
        if edge == "B" or not found or found[-1][1] != i:
            found.append((i, i + 1, kind))
        else:
            found[-1] = (found[-1][0], i + 1, kind)
    return set(found)


def kept_back(path: Path, scheme: Scheme) -> list[Example]:
    """The sentences of a file of names that training leaves out."""
    everything = names(path, scheme, weight=1, folded=False)
    documents = (document(row) for row in rows(path))
    return [e for e, d in zip(everything, documents, strict=True) if is_kept_back(d)]


def factuality_figures(model: LanguageModel, path: Path) -> dict[str, float]:
    """Pearson's r and mean absolute error over scored predicates."""
    held = list(rows(path))
    mine: list[float] = []
    gold: list[float] = []
    for row, found in zip(held, tagged(model, [r["text"].split() for r in held]), strict=True):
        for target in row["targets"]:
            mine.append(found.factuality[target["tokens"][1] - 1])
            gold.append(target["score"])
    error = float(np.abs(np.array(mine) - np.array(gold)).mean())
    return {"r": round(float(np.corrcoef([mine, gold])[0, 1]), 3), "mae": round(error, 3)}


def vector_figures(
    model: LanguageModel, texts: Sequence[str], words: Sequence[Sequence[str]], cache: Path
) -> dict[str, float]:
    """How near the sentence vectors are to the published encoder's, one by one and in pairs."""
    from train.vectors import published_vectors

    old = published_vectors(texts, cache).astype(np.float32)
    new = np.stack([np.frombuffer(t.vector, dtype="<f2") for t in tagged(model, words)])
    new = new.astype(np.float32)
    cosines = (old * new).sum(1)
    upper = np.triu_indices(len(old), 1)
    ranks = [_ranks((side @ side.T)[upper]) for side in (old, new)]
    return {
        "cosine": round(float(cosines.mean()), 4),
        "lowest": round(float(cosines.min()), 4),
        "spearman of pairs": round(float(np.corrcoef(ranks)[0, 1]), 4),
    }


def _ranks(values: np.ndarray) -> np.ndarray:
    ranks = np.empty(len(values))
    ranks[values.argsort()] = np.arange(len(values))
    return ranks


def speed(model: LanguageModel, sentences: Sequence[Sequence[str]]) -> dict[str, float]:
    """Sentences and words a second, the better of two rounds."""
    best = 0.0
    for _ in range(2):
        start = time.perf_counter()
        tagged(model, sentences)
        best = max(best, len(sentences) / (time.perf_counter() - start))
    mean = sum(map(len, sentences)) / len(sentences)
    return {"sentences a second": round(best, 1), "words a second": round(best * mean, 1)}


def main() -> None:
    """Print one line of figures a set."""
    parser = argparse.ArgumentParser(prog="python -m train.measure", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--vectors", type=Path, help="file that keeps the published vectors")
    options = parser.parse_args()
    start = time.perf_counter()
    model = LanguageModel(options.model, threads=options.threads)
    _say("load", {"seconds": round(time.perf_counter() - start, 3)})

    trees = options.data / "treebank"
    ewt = list(treebank(trees / "en_ewt-ud-dev.conllu.gz"))
    pud = list(treebank(trees / "en_pud-ud-dev.conllu.gz"))
    gum = list(treebank(trees / "en_gum-open-dev.conllu.gz"))
    for name, gold in (("ewt dev", ewt), ("gum dev", gum), ("pud", pud)):
        _say(name, tree_figures(model, gold))
    sets = options.data / "ner"
    folds: Iterable[tuple[str, Callable[[], list[Example]]]] = (
        ("pud names", lambda: kept_back(sets / "uner_pud_dev.jsonl.gz", UNIVERSAL)),
        (
            "politics names",
            lambda: [
                *kept_back(sets / "crossner_politics_train.jsonl.gz", POLITICS),
                *kept_back(sets / "crossner_politics_dev.jsonl.gz", POLITICS),
            ],
        ),
        ("wikigold names", lambda: kept_back(sets / "wikigold_dev.jsonl.gz", WIKIGOLD)),
    )
    for name, fold in folds:
        _say(name, name_figures(model, fold()))
    uds = options.data / "factuality/uds_ih2_dev.jsonl.gz"
    _say("factuality", factuality_figures(model, uds))
    if options.vectors:
        texts, words = [e.text for e in pud], [e.words for e in pud]
        _say("vectors", vector_figures(model, texts, words, options.vectors))
    _say("speed", speed(model, [e.words for e in pud]))


def _say(name: str, figures: dict[str, float]) -> None:
    print(f"{name}: {json.dumps(figures)}", flush=True)


if __name__ == "__main__":
    main()
