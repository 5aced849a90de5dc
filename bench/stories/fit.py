"""Fits ``src/sitrep/data/stories.toml`` on the open halves of the story sets.

Usage: ``SITREP_DATA=... python -m bench.stories.fit [--leave SET]``. Trained on gvc,
allsides-stories and news-cluster-5w1h (gva-full states no licence: measured only). Besides each
whole set, small batches of a few stories are learned from, with and without dates, since
grouping five reports and grouping five thousand must both work.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from sitrep.records import Report
from sitrep.settings import DEFAULT
from sitrep.stories.alike import NAMES, likeness, neighbours
from sitrep.stories.linkage import average_linkage
from sitrep.stories.outline import outline

SETS = {"gvc": True, "allsides-stories": False, "news-cluster-5w1h": True}
BATCHES = 30
RIDGE = 1.0
TARGET = Path(__file__).parents[2] / "src" / "sitrep" / "data" / "stories.toml"
HEADER = """\
# Weights of the logistic model of stories/alike.py. Compiled for this project: fitted by
# bench/stories/fit.py on the open halves of gvc (CC BY), allsides-stories (MIT, dates not used)
# and news-cluster-5w1h (Apache-2.0).

[pair]
"""


def read(name: str) -> tuple[list[Report], dict[str, str]]:
    """Reports of a set, and the story of each."""
    path = Path(os.environ["SITREP_DATA"]) / name / "docs.jsonl.gz"
    reports, story = [], {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            published = None
            if SETS.get(name, True) and row.get("date"):
                published = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
            reports.append(
                Report(row["id"], row["text"], title=row.get("title"), published=published)
            )
            story[row["id"]] = row["story"]
    return sorted(reports, key=lambda report: report.id), story


def batches(reports: list[Report], story: dict[str, str], seed: int) -> Iterator[list[Report]]:
    """The whole set, and small batches of whole stories; all with and without dates."""
    chance = random.Random(seed)
    by_story: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_story[story[report.id]].append(report)
    yield reports
    yield [replace(report, published=None) for report in reports]
    for _ in range(BATCHES):
        names = chance.sample(sorted(by_story), chance.choice([1, 2, 2, 3, 5, 8, 15, 30]))
        batch = sorted((r for name in names for r in by_story[name]), key=lambda r: r.id)
        if len(batch) > 1:
            dated = chance.random() < 0.5
            yield batch if dated else [replace(report, published=None) for report in batch]


def rows(name: str, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, labels and weights; small batches weigh as much as the whole set."""
    reports, story = read(name)
    xs, ys, ws = [], [], []
    for number, batch in enumerate(batches(reports, story, seed)):
        near = neighbours([outline(r, DEFAULT) for r in batch], DEFAULT)
        label = np.array(
            [
                story[batch[i].id] == story[batch[j].id]
                for i, j in zip(near.one, near.other, strict=True)
            ],
            dtype=float,
        )
        if not label.sum():
            continue
        xs.append(near.features)
        ys.append(label)
        share = 0.5 if number < 2 else 1.0 / BATCHES
        ws.append(np.full(len(label), 1000.0 * share / max(20.0, label.sum())))
    return np.vstack(xs), np.concatenate(ys), np.concatenate(ws)


def fitted(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Bias and weights of a weighted ridge logistic regression."""
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / scale])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = z @ w
        p = 1.0 / (1.0 + np.exp(-np.clip(margin, -30, 30)))
        held = np.concatenate([[0.0], w[1:]])
        value = (weight * (np.logaddexp(0.0, margin) - y * margin)).sum()
        return float(value + 0.5 * RIDGE * held @ held), z.T @ (weight * (p - y)) + RIDGE * held

    w = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B").x
    weights = w[1:] / scale
    return np.concatenate([[w[0] - (weights * mean).sum()], weights])


def bcubed(gold: list[str], guess: list[int]) -> float:
    """BCubed F1."""
    both: dict[tuple[str, int], int] = defaultdict(int)
    golds: dict[str, int] = defaultdict(int)
    guesses: dict[int, int] = defaultdict(int)
    for g, p in zip(gold, guess, strict=True):
        both[g, p] += 1
        golds[g] += 1
        guesses[p] += 1
    precision = sum(n * n / guesses[p] for (_, p), n in both.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def table(name: str, weights: np.ndarray) -> str:
    """BCubed F1 at several thresholds: the whole set, and small batches (mean)."""
    reports, story = read(name)
    whole: dict[float, float] = {}
    small: dict[float, list[float]] = defaultdict(list)
    thresholds = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
    for number, batch in enumerate(batches(reports, story, 99)):
        if number == 1:
            continue
        near = neighbours([outline(r, DEFAULT) for r in batch], DEFAULT)
        p = np.clip((weights[0] + near.features @ weights[1:] + 4.0) / 8.0, 0.0, 1.0)
        pairs = list(zip(near.one.tolist(), near.other.tolist(), p.tolist(), strict=True))
        for threshold in thresholds:
            groups = average_linkage([r.id for r in batch], pairs, threshold)
            guess = {at: n for n, members in enumerate(groups) for at in members}
            score = bcubed([story[r.id] for r in batch], [guess[at] for at in range(len(batch))])
            if number == 0:
                whole[threshold] = score
            else:
                small[threshold].append(score)
    return " ".join(f"{t}: {100 * whole[t]:.1f}/{100 * np.mean(small[t]):.1f}" for t in thresholds)


def main() -> None:
    """Fit, show, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leave", help="a set to leave out; nothing is written then")
    options = parser.parse_args()
    found = [rows(name, 1) for name in SETS if name != options.leave]
    w = fitted(*(np.concatenate([part[i] for part in found]) for i in range(3)))
    lines = [f"bias = {w[0]:.4f}"]
    lines += [f"{name} = {value:.4f}" for name, value in zip(NAMES, w[1:], strict=True)]
    print("\n".join(lines))
    for name in [options.leave] if options.leave else list(SETS):
        print(name, table(name, w))
    if not options.leave:
        TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
        likeness(np.zeros((0, len(NAMES))))


if __name__ == "__main__":
    main()
