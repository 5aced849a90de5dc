"""How grouping grows: made streams of rising length through the online window.

``python -m bench.streams.grouping [--sizes 1000 10000] [--seed 1] [--out FILE]`` tells reports a
second of outlines and of placing, memory, the exponent of growth, what the last thousand reports
cost beside the second thousand, and BCubed F1. On the smallest size two peers run on the same
texts: TF-IDF with all pairs and average linkage (scipy; memory grows with the square), and
MinHash for copies (128 hashes of word 5-grams, 32 bands of 4, numpy).
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise as neighbours
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from bench import metrics
from bench.machine import CHECKOUT, circumstances
from bench.streams.make import Made, make
from sitrep.settings import DEFAULT
from sitrep.stories import Window, outline

__all__ = ["grouped", "main", "minhashed", "tfidf"]

#: reports whose cost is taken together
STRETCH = 1000
#: a repair is made every so many reports
REPAIR = 5000
#: distance of TF-IDF vectors (1 - cosine) up to which groups are joined, as on the open sets
DISTANCE = 0.76
HASHES, BANDS, GRAM = 128, 32, 5
_PRIME = (1 << 31) - 1


def main() -> None:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=CHECKOUT / "bench/results/grouping.json")
    options = parser.parse_args()
    found = [grouped(options.seed, size) for size in sorted(options.sizes)]
    for one in found:
        print(json.dumps(one))
    smallest = list(make(options.seed, min(options.sizes)))
    peers = {"TF-IDF, all pairs": tfidf(smallest), "MinHash, copies": minhashed(smallest)}
    print(json.dumps(peers))
    growth = [
        math.log(b["seconds"] / a["seconds"]) / math.log(b["reports"] / a["reports"])
        for a, b in neighbours(found)
    ]
    result = {
        **circumstances(options.seed),
        "sizes": found,
        "exponents": [round(value, 3) for value in growth],
        "peers on the smallest size": peers,
    }
    options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def grouped(seed: int, size: int) -> dict[str, Any]:
    """Processor seconds and quality of one stream; generation is not counted."""
    window = Window(DEFAULT)
    true: list[str] = []
    names: list[str] = []
    stretches: list[float] = []
    spent = {"outlines": 0.0, "placing": 0.0, "repair": 0.0}
    for number, made in enumerate(make(seed, size)):
        start = time.process_time()
        one = outline(made.report, DEFAULT)
        sketched = time.process_time()
        window.add(one, window.place(one).story)
        placed = time.process_time()
        spent["outlines"] += sketched - start
        spent["placing"] += placed - sketched
        if number % STRETCH == 0:
            stretches.append(0.0)
        stretches[-1] += placed - start
        true.append(made.story)
        names.append(made.report.id)
        if (number + 1) % REPAIR == 0 or number + 1 == size:
            start = time.process_time()
            window.repair()
            spent["repair"] += time.process_time() - start
    labels = [window.story(name) for name in names]
    seconds = sum(spent.values())
    return {
        "reports": size,
        "seconds": round(seconds, 2),
        "reports a second": round(size / seconds, 1),
        **{f"seconds of {part}": round(value, 2) for part, value in spent.items()},
        "last stretch to second": round(stretches[-1] / stretches[min(1, len(stretches) - 1)], 3),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "BCubed F1 after repair": _bcubed(true, labels),
        "stories": len(set(labels)),
        "true stories": len(set(true)),
    }


def tfidf(stream: Sequence[Made]) -> dict[str, Any]:
    """The plain way: one TF-IDF vector a report, all pairs, average linkage.

    The same can be had from scikit-learn: ``TfidfVectorizer(sublinear_tf=True)`` and
    ``AgglomerativeClustering(metric="cosine", linkage="average", distance_threshold=0.76)``.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.sparse import csr_matrix, diags
    from scipy.spatial.distance import squareform

    start = time.process_time()
    counts = [Counter(made.report.text.lower().split()) for made in stream]
    column = {word: at for at, word in enumerate(sorted({w for c in counts for w in c}))}
    rows = np.repeat(np.arange(len(counts)), [len(c) for c in counts])
    columns = np.array([column[word] for c in counts for word in c])
    values = np.array([1.0 + math.log(n) for c in counts for n in c.values()])
    frequency = np.bincount(columns, minlength=len(column))
    values = values * (np.log((1 + len(counts)) / (1 + frequency)) + 1)[columns]
    matrix = csr_matrix((values, (rows, columns)), shape=(len(counts), len(column)))
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = diags(1.0 / length) @ matrix
    distance = 1.0 - np.clip((matrix @ matrix.T).toarray(), 0.0, 1.0)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), method="average")
    labels = fcluster(tree, DISTANCE, criterion="distance")
    return {
        "reports": len(stream),
        "seconds": round(time.process_time() - start, 2),
        "BCubed F1": _bcubed([made.story for made in stream], labels.tolist()),
    }


def minhashed(stream: Sequence[Made]) -> dict[str, Any]:
    """Copies found by MinHash: recall of the true links, and of those found, how many are true."""
    start = time.process_time()
    chance = np.random.default_rng(7)
    factor = chance.integers(1, _PRIME, HASHES, dtype=np.int64)
    shift = chance.integers(0, _PRIME, HASHES, dtype=np.int64)
    buckets: dict[tuple[int, bytes], list[int]] = {}
    found: set[tuple[int, int]] = set()
    for number, made in enumerate(stream):
        words = made.report.text.lower().split()
        grams = {" ".join(words[at : at + GRAM]) for at in range(max(1, len(words) - GRAM + 1))}
        ids = np.array([crc32(gram.encode()) for gram in grams], dtype=np.int64) % _PRIME
        # Products of two 31-bit numbers fit into 62 bits.
        signature = ((ids[:, None] * factor + shift) % _PRIME).min(axis=0)
        for band, part in enumerate(signature.reshape(BANDS, -1)):
            mates = buckets.setdefault((band, part.tobytes()), [])
            found.update((mate, number) for mate in mates)
            mates.append(number)
    seconds = time.process_time() - start
    at = {made.report.id: number for number, made in enumerate(stream)}
    true = {(at[m.copy_of], at[m.report.id]) for m in stream if m.copy_of is not None}
    same = sum(stream[one].story == stream[other].story for one, other in found)
    return {
        "reports": len(stream),
        "seconds": round(seconds, 2),
        "copies found, %": round(100 * len(true & found) / max(1, len(true)), 1),
        "pairs found in one story, %": round(100 * same / max(1, len(found)), 1),
    }


def _bcubed(true: Sequence[object], labels: Sequence[object]) -> float:
    keys = [str(at) for at in range(len(true))]
    gold, guess = dict(zip(keys, true, strict=True)), dict(zip(keys, labels, strict=True))
    return round(metrics.bcubed(gold, guess), 1)


if __name__ == "__main__":
    main()
