"""Fits the small models of the bench on the open halves: ``python -m bench.fit [MODEL...]``.

Reads the folder ``SITREP_DATA``; writes ``bench/weights.json``. Each model keeps the figure
of a cross-validation whose folds share no topic (or connected pair, or article).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench import bearing
from bench.command import data_folder
from bench.metrics import auc, balanced_accuracy, pearson
from bench.rows import Row, find, read
from bench.sets import ecb_events
from bench.sets.ecb_events import pair_features, told_of
from bench.sets.ecb_pairs import texts_of
from bench.sets.similarity import USED
from bench.texts import FEATURES, compare, rarities, text_of
from bench.weights import PATH

Array = NDArray[np.float64]
FOLDS = 10
RIDGE = 0.1
#: weight of each class of each set, where sets are mixed, in rows
EACH = 800.0
#: the same where only the level is fitted; a slope below the least would move it too far
LEVEL_EACH, LEVEL_RIDGE, LEAST_SLOPE = 200.0, 0.001, 0.2


def main(names: Sequence[str]) -> int:
    """Fits the named models, or all."""
    models = json.loads(PATH.read_text(encoding="utf-8")) if PATH.is_file() else {}
    for name in names or FITS:
        models[name] = FITS[name](data_folder())
        models[name]["made"] = datetime.now(UTC).date().isoformat()
        print(name, json.dumps(models[name]["figures"]))
        PATH.write_text(json.dumps(models, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def ecbplus(data: Path) -> dict[str, object]:
    """Same event or look-alike, from the pair alone; folds by topic."""
    folder = find(data, "ecbplus", "pairs").parent
    pairs = list(read(find(folder, "ecbplus", "pairs")))
    texts = texts_of(folder, {row[side] for row in pairs for side in "ab"})
    rarity = rarities(texts.values())
    rows = np.array([compare(texts[row["a"]], texts[row["b"]], rarity) for row in pairs])
    labels = np.array([float(row["label"]) for row in pairs])
    out = held_out(rows, labels, [row["topic"] for row in pairs])
    return model(rows, labels, FEATURES) | {
        "data": "ecbplus pairs",
        "figures": {"pairs": len(pairs), "AUC": round(auc(labels.astype(int).tolist(), out), 2)},
    }


def similarity(data: Path) -> dict[str, object]:
    """How alike people find two articles, 0 to 1."""
    pairs = list(read(find(data, "semeval22-news-sim", "pairs")))
    texts = {
        row[side]: text_of({"id": row[side], "text": row[f"text_{side}"]})
        for row in pairs
        for side in "ab"
    }
    rarity = rarities(texts.values())
    used = [FEATURES.index(name) for name in USED]
    rows = np.array([compare(texts[row["a"]], texts[row["b"]], rarity)[used] for row in pairs])
    judged = np.array([(4 - row["overall"]) / 3 for row in pairs])
    out = held_out(rows, judged, [str(at) for at in range(len(pairs))])
    chances = 1 / (1 + np.exp(-np.array(out)))
    return model(rows, judged, USED) | {
        "data": "semeval22-news-sim pairs",
        "figures": {"pairs": len(pairs), "r": round(pearson(judged, chances), 2)},
    }


def events(data: Path) -> dict[str, object]:
    """One happening or two, for pairs of mentions of one topic; folds by topic."""
    folder = find(data, "ecbplus", "mentions").parent
    documents = {row["id"]: row for row in read(find(folder, "ecbplus", "docs"))}
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for row in read(find(folder, "ecbplus", "mentions")):
        if row["kind"] == "event" and row["selected"]:
            by_topic[row["topic"]].append(row)
    tables, labels, topics = [], [], []
    for topic in sorted(by_topic):
        chain = {row["id"]: row["chain"] for row in by_topic[topic]}
        told, reports = told_of(by_topic[topic], documents)
        one, other = np.triu_indices(len(told), 1)
        tables.append(pair_features(told, reports)[one, other])
        labels += [
            float(chain[told[a].id] == chain[told[b].id]) for a, b in zip(one, other, strict=True)
        ]
        topics += [topic] * len(one)
    rows, wanted = np.vstack(tables), np.array(labels)
    out = held_out(rows, wanted, topics)
    return model(rows, wanted, ecb_events.FEATURES) | {
        "data": "ecbplus mentions of events in checked sentences",
        "figures": {"pairs": len(labels), "AUC": round(auc(wanted.astype(int).tolist(), out), 2)},
    }


def bump(data: Path) -> dict[str, object]:
    """A faithful summary or one with an error; folds by article."""
    rows, labels, articles = _judged(data, "bump", "pairs")
    out = held_out(rows, labels, articles, ridge=200.0)
    return model(rows, labels, bearing.FEATURES, ridge=200.0) | {
        "data": "bump pairs",
        "figures": {
            "summaries": len(labels),
            "AUC": round(auc(labels.astype(int).tolist(), out), 2),
        },
    }


def summedits(data: Path) -> dict[str, object]:
    """A consistent summary or not; BUMP's pairs help, since the set has few articles."""
    ours, labels, articles = _judged(data, "summedits-news", "summaries")
    others, more, others_articles = _judged(data, "bump", "pairs")
    rows, wanted = np.vstack([ours, others]), np.r_[labels, more]
    own = np.arange(len(rows)) < len(ours)
    share = np.zeros(len(rows))
    for part in (own, ~own):
        for label in (0.0, 1.0):
            chosen = part & (wanted == label)
            share[chosen] = EACH / chosen.sum()
    out = held_out(rows, wanted, articles + others_articles, share=share, ridge=10.0, own=own)
    guesses = [(int(w), int(score > 0)) for w, score in zip(labels, out[: len(ours)], strict=True)]
    return model(rows, wanted, bearing.FEATURES, share=share, ridge=10.0, own=own) | {
        "data": "summedits-news summaries, bump pairs",
        "figures": {
            "summaries": len(labels),
            "balanced accuracy": round(balanced_accuracy(guesses), 2),
            "AUC": round(auc(labels.astype(int).tolist(), out[: len(ours)]), 2),
        },
    }


def _judged(data: Path, name: str, stem: str) -> tuple[Array, Array, list[str]]:
    """Features, labels and articles of the summaries of a set."""
    folder = find(data, name, stem).parent
    documents = {row["id"]: row["text"] for row in read(find(folder, name, "docs"))}
    sources: dict[str, bearing.Source] = {}
    rows, labels, articles = [], [], []
    for row in read(find(folder, name, stem)):
        article = row["doc_id"]
        if article not in sources:
            sources[article] = bearing.source_of({"id": article, "text": documents[article]})
        told = (
            [("summary", row.get("label"))]
            if "summary" in row
            else [("faithful", 1), ("unfaithful", 0)]
        )
        for key, label in told:
            rows.append(bearing.bearing(sources[article], row[key]))
            labels.append(float(str(label)))
            articles.append(article)
    return np.array(rows), np.array(labels), articles


FITS: dict[str, Callable[[Path], dict[str, object]]] = {
    "ecbplus": ecbplus,
    "ecbplus:events": events,
    "similarity": similarity,
    "bump": bump,
    "summedits-news": summedits,
}


def model(
    rows: Array,
    wanted: Array,
    features: Sequence[str],
    *,
    share: Array | None = None,
    ridge: float = RIDGE,
    own: Array | None = None,
) -> dict[str, object]:
    """Bias and weights on the features as they are; ``own`` as in :func:`held_out`."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    standard = (rows - mean) / scale
    found = fitted(standard, wanted, share, ridge)
    if own is not None:
        found[0] += level(standard[own] @ found[1:] + found[0], wanted[own])
    slopes = found[1:] / scale
    return {
        "bias": round(float(found[0] - slopes @ mean), 4),
        "weights": {name: round(float(w), 4) for name, w in zip(features, slopes, strict=True)},
    }


def fitted(rows: Array, wanted: Array, share: Array | None = None, ridge: float = RIDGE) -> Array:
    """Bias and slopes of a ridge logistic regression.

    Args:
        rows: standardised features.
        wanted: from 0 to 1.
        share: how much each row counts; all the same if left out.
        ridge: penalty on large slopes.
    """
    weigh = np.ones(len(rows)) if share is None else share

    def loss(weights: Array) -> tuple[float, Array]:
        scores = rows @ weights[1:] + weights[0]
        held = np.r_[0.0, ridge * weights[1:]]
        value = weigh @ (np.logaddexp(0, scores) - wanted * scores) + weights @ held / 2
        slope = weigh * (1 / (1 + np.exp(-scores)) - wanted)
        return float(value), np.r_[slope.sum(), rows.T @ slope] + held

    start = np.zeros(rows.shape[1] + 1)
    found: Array = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return found


def level(scores: Array, wanted: Array) -> float:
    """What is added to scores so that at 0 both classes are equally likely, if equally common."""
    share = np.where(wanted > 0, 1 / max(1.0, wanted.sum()), 1 / max(1.0, (1 - wanted).sum()))
    bias, slope = fitted(scores[:, None], wanted, share * LEVEL_EACH, LEVEL_RIDGE)
    return float(bias / max(slope, LEAST_SLOPE))


def held_out(
    rows: Array,
    wanted: Array,
    groups: Sequence[str],
    *,
    share: Array | None = None,
    ridge: float = RIDGE,
    own: Array | None = None,
) -> list[float]:
    """Scores of each row by a model fitted without its group's fold.

    Args:
        rows: features.
        wanted: from 0 to 1.
        groups: what is left out together.
        share: how much each row counts.
        ridge: penalty on large slopes.
        own: the rows of the set whose labels are told, where others only help to fit: the
            scores are moved so that 0 parts the two classes of these.
    """
    names = sorted(set(groups))
    order = np.random.default_rng(1).permutation(len(names))
    fold_of = {name: int(order[at]) % FOLDS for at, name in enumerate(names)}
    folds = np.array([fold_of[name] for name in groups])
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        rest = folds != fold
        mean, scale = rows[rest].mean(axis=0), rows[rest].std(axis=0) + 1e-9
        part = None if share is None else share[rest]
        weights = fitted((rows[rest] - mean) / scale, wanted[rest], part, ridge)
        scored = ((rows - mean) / scale) @ weights[1:] + weights[0]
        if own is not None:
            scored += level(scored[rest & own], wanted[rest & own])
        scores[~rest] = scored[~rest]
    found: list[float] = scores.tolist()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
