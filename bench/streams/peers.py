"""What a made stream costs by plain means: all pairs of TF-IDF vectors, and MinHash for copies.

Both are written out here with numpy and scipy, as the libraries that have them would do it: memory
and time of the first grow with the square of the reports.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np

from bench import metrics
from bench.streams.make import Made

__all__ = ["minhashed", "tfidf"]

#: distance of TF-IDF vectors (1 - cosine) up to which groups are joined, as on the open sets
DISTANCE = 0.76
HASHES, BANDS, GRAM = 128, 32, 5
_PRIME = (1 << 31) - 1


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
