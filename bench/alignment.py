"""Fits and measures the scorer that tells whether two claims speak of one point.

``python -m bench.alignment`` reads ECB+ (``SITREP_DATA/ecbplus``). Two claims of different
reports of one topic (two look-alike events) are a positive pair when at least half of the
annotated happenings that either mentions are mentioned by both, a negative one when none is;
pairs in between are left out. Topics are split into five folds; the weights are fitted on
all, the figures come from the folds left out. ``grouped`` is how well the same pairs are held
together or apart once each topic's claims are grouped.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.analysed import analysed
from bench.rows import Row, find, read
from sitrep.claims import find_claims
from sitrep.ledger.align import group_claims
from sitrep.ledger.case import Case
from sitrep.ledger.entities import join
from sitrep.ledger.features import Features, features
from sitrep.ledger.score import FEATURES, LEAST_PAIR, Weights, pair_table, score_pairs
from sitrep.records import Analysis, Claim, Report, Story
from sitrep.settings import DEFAULT

FOLDS = 5
#: part of the happenings of two claims that must be common to both for a positive pair
SHARED = 0.5
#: strength of the penalty on large weights; only keeps the fit from running away
RIDGE = 1e-3


@dataclass(frozen=True)
class Topic:
    """The claims of a topic and the annotated happenings that each mentions."""

    name: str
    case: Case
    features: tuple[Features, ...]
    chains: Mapping[str, frozenset[str]]

    def label(self, one: Claim, other: Claim) -> float | None:
        """1 for one point, 0 for two, None for a pair that is left out."""
        mine, theirs = self.chains[one.id], self.chains[other.id]
        share = len(mine & theirs) / len(mine | theirs)
        if one.report == other.report or 0 < share < SHARED:
            return None
        return float(share > 0)


def main() -> int:
    """Prints the weights and their figures as JSON."""
    topics = list(_topics(Path(os.environ["SITREP_DATA"]) / "ecbplus"))
    rows, labels, places = _pairs(topics)
    held_out = np.zeros(len(labels))
    tally: Counter[tuple[bool, float]] = Counter()
    for fold in range(FOLDS):
        inside = places % FOLDS == fold
        weights = fit(rows[~inside], labels[~inside])
        held_out[inside] = rows[inside] @ weights[1:] + weights[0]
        for topic in topics[fold::FOLDS]:
            tally.update(_together(topic, weights))
    weights = fit(rows, labels)
    hits = tally[True, 1.0]
    result = {
        "made": datetime.now(UTC).date().isoformat(),
        "pairs": len(labels),
        "positive": int(labels.sum()),
        "auc": round(auc(labels, held_out), 4),
        "auc_alone": {name: round(auc(labels, rows[:, i]), 4) for i, name in enumerate(FEATURES)},
        "best_f1": best_f1(labels, held_out),
        "grouped": {
            "precision": round(hits / (hits + tally[True, 0.0]), 4),
            "recall": round(hits / (hits + tally[False, 1.0]), 4),
            "f1": round(2 * hits / (2 * hits + tally[True, 0.0] + tally[False, 1.0]), 4),
        },
        "weights": dict(
            zip(("bias", *FEATURES), (round(float(w), 3) for w in weights), strict=True)
        ),
    }
    json.dump(result, sys.stdout, indent=1)
    return 0


def fit(rows: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bias and weights of a logistic model, classes weighing the same."""
    design = np.hstack([np.ones((len(rows), 1)), rows])
    weigh = np.where(labels > 0, 0.5 / labels.mean(), 0.5 / (1 - labels.mean()))

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = design @ weights
        value = weigh @ (np.logaddexp(0, scores) - labels * scores) / len(labels)
        slope = design.T @ (weigh * (1 / (1 + np.exp(-scores)) - labels)) / len(labels)
        penalty = RIDGE * np.r_[0, weights[1:]]
        return float(value + 0.5 * RIDGE * (weights[1:] @ weights[1:])), slope + penalty

    done = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B")
    found: NDArray[np.float64] = done.x
    return found


def auc(labels: NDArray[np.float64], scores: NDArray[np.float64]) -> float:
    """Area under the ROC curve, ties counted half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[inverse]
    positive = labels.sum()
    negative = len(labels) - positive
    return float((ranks[labels > 0].sum() - positive * (positive + 1) / 2) / (positive * negative))


def best_f1(labels: NDArray[np.float64], scores: NDArray[np.float64]) -> dict[str, float]:
    """The best F1 over thresholds, with its precision and recall."""
    order = np.argsort(-scores)
    hits = np.cumsum(labels[order])
    precision = hits / np.arange(1, len(hits) + 1)
    recall = hits / labels.sum()
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(np.argmax(f1))
    return {
        "f1": round(float(f1[best]), 4),
        "precision": round(float(precision[best]), 4),
        "recall": round(float(recall[best]), 4),
        "score": round(float(scores[order][best]), 3),
    }


def _pairs(
    topics: Sequence[Topic],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Features and labels of pairs of claims, and the place of the topic of each."""
    tables, labels, places = [], [], []
    for place, topic in enumerate(topics):
        for a, b, values in pair_table(topic.features):
            for i, j, value in zip(a, b, values, strict=True):
                label = topic.label(topic.features[i].claim, topic.features[j].claim)
                if label is not None:
                    tables.append(value)
                    labels.append(label)
                    places.append(place)
    return np.array(tables), np.array(labels), np.array(places)


def _together(topic: Topic, weights: NDArray[np.float64]) -> Iterator[tuple[bool, float]]:
    """For every labelled pair: whether its claims come into one group, and its label."""
    made = Weights(*(float(w) for w in weights))
    pairs = score_pairs(topic.features, LEAST_PAIR, made)
    groups = group_claims(topic.case.claims, pairs, DEFAULT.same_point)
    home = {claim: at for at, group in enumerate(groups) for claim in group}
    for one, other in combinations(topic.case.claims, 2):
        label = topic.label(one, other)
        if label is not None:
            yield home[one.id] == home[other.id], label


def _topics(folder: Path) -> Iterator[Topic]:
    """The topics of ECB+ in order of their names, with the claims that mention happenings."""
    mentions: dict[str, list[Row]] = defaultdict(list)
    for mention in read(find(folder, "ecbplus", "mentions")):
        if mention["kind"] == "event" and mention["selected"]:
            mentions[mention["doc"]].append(mention)
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for row in read(find(folder, "ecbplus", "docs")):
        if row["id"] in mentions:
            by_topic[row["topic"]].append(row)
    for name in sorted(by_topic):
        chains: dict[str, frozenset[str]] = {}
        reports: list[Report] = []
        analyses: list[Analysis] = []
        claims: list[Claim] = []
        for row in by_topic[name]:
            report, analysis = analysed(row)
            reports.append(report)
            analyses.append(analysis)
            for claim in find_claims(report, analysis, DEFAULT)[0]:
                if told := _chains(claim, mentions[row["id"]]):
                    chains[claim.id] = told
                    claims.append(claim)
        entities, joined = join(analyses, reports)
        story = Story("s", name, tuple(r.id for r in reports))
        case = Case.of(story, reports, analyses, claims, (), entities, joined)
        yield Topic(name, case, features(case), chains)


def _chains(claim: Claim, mentions: list[Row]) -> frozenset[str]:
    return frozenset(
        m["chain"] for m in mentions if claim.start <= m["start"] and m["end"] <= claim.end
    )


if __name__ == "__main__":
    sys.exit(main())
