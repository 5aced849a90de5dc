"""Fits the weights in ``src/sitrep/data/lineage.toml`` on made copies.

Usage: ``python -m bench.derivations.fit DOCS.jsonl.gz [--seeds N] [--vectors] [--dry]``.
Positive pairs are made copies (word table "a", hard mixture); negative pairs are different
reports of one story that share next to no long word runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bench.derivations.documents import Document
from bench.derivations.make import HARD, PARTIAL, REWORDED, MadeStory, make, read_rows
from bench.derivations.prepared import prepared
from sitrep.lineage.features import NAMES, compare, features

__all__ = ["fitted", "pairs_of"]

#: strength of the ridge on standardised weights
RIDGE = 3.0
#: what a single passage is told by
PASSAGE = ("longest_run", "passage")
#: what the order of things is told by
ORDER = ("order_kept", "first_numbers", "sentences_in_order")
MIXTURES = {"": HARD, "passage": PARTIAL, "order": REWORDED}
#: sentences in common from which a pair is a derivation at all
LEAST_SHARED = 3


def pairs_of(story: MadeStory, *, vectors: bool) -> Iterator[tuple[tuple[float, ...], int, str]]:
    """Features, label and kind of each pair of the story of which the truth is known."""
    pages = {report.id: prepared(report, vectors=vectors) for report in story.reports}
    kinds = {derivation["by"]: derivation["kind"] for derivation in story.derivations}
    for one, other in combinations(sorted(story.reports, key=lambda d: d.id), 2):
        label = label_of(story, one, other)
        if label is None:
            continue
        values = features(compare(pages[one.id], pages[other.id]))
        yield values, label, kinds.get(other.id, kinds.get(one.id, "none")) if label else "none"


def label_of(story: MadeStory, one: Document, other: Document) -> int | None:
    """1 for a pair that shares sentences, 0 for an independent one, None when not known."""
    roots = [
        {p.origin[0] for p in d.pieces if p.origin and not p.origin[0].startswith("plant/")}
        for d in (one, other)
    ]
    shared = {p.origin for p in one.pieces} & {p.origin for p in other.pieces} - {None}
    if len(shared) >= LEAST_SHARED:
        return 1
    doubtful = {frozenset(pair) for pair in story.doubtful}
    if shared or any(frozenset((a, b)) in doubtful for a in roots[0] for b in roots[1]):
        return None
    return 0


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Bias and weights of a ridge logistic regression, classes weighed as they are."""
    scale = x.std(axis=0) + 1e-9
    mean = x.mean(axis=0)
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / scale])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = z @ w
        p = 1.0 / (1.0 + np.exp(-margin))
        penalty = np.concatenate([[0.0], w[1:]])
        value = np.logaddexp(0.0, margin).sum() - y @ margin + 0.5 * RIDGE * (penalty**2).sum()
        return float(value), z.T @ (p - y) + RIDGE * penalty

    w = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B").x
    weights = w[1:] / scale
    return np.concatenate([[w[0] - (weights * mean).sum()], weights])


def main() -> None:
    """Fit and print the table's section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path, nargs="+")
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--vectors", action="store_true")
    parser.add_argument("--side", choices=("", "passage", "order"), default="")
    options = parser.parse_args()
    found: list[Any] = []
    for docs in options.docs:
        rows = read_rows(docs)
        for seed in range(options.seeds):
            for story in make(rows, seed, "a", MIXTURES[options.side]):
                found.extend(pairs_of(story, vectors=options.vectors))
    x = np.array([values for values, _, _ in found])
    y = np.array([label for _, label, _ in found], dtype=float)
    section = "meaning" if options.vectors else "words"
    used = {"passage": PASSAGE, "order": ORDER}.get(options.side, NAMES)
    if options.side:
        section += f"_{options.side}"
    x = x * np.array([name in used for name in NAMES])
    w = fitted(x, y)
    p = 1.0 / (1.0 + np.exp(-(w[0] + x @ w[1:])))
    print(f"# {len(y)} pairs, {int(y.sum())} derived")
    for kind in sorted({kind for _, _, kind in found}):
        at = np.array([k == kind for _, _, k in found])
        print(
            f"# {kind:<11} {at.sum():5}  p>=.3 {np.mean(p[at] >= 0.3):.3f}"
            f"  p>=.5 {np.mean(p[at] >= 0.5):.3f}  p>=.9 {np.mean(p[at] >= 0.9):.3f}"
        )
    print(f"[{section}]\nbias = {w[0]:.3f}")
    for name, weight in zip(NAMES, w[1:], strict=True):
        if name in used:
            print(f"{name} = {weight:.3f}")


if __name__ == "__main__":
    main()
