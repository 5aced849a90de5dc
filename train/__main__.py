"""`python -m train`: learn the package's language model from open data and export it."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch

from train.encoded import Encoder
from train.export import export
from train.labels import learned
from train.loop import Course
from train.network import Network
from train.sources.all import examples
from train.vectors import published_vectors
from train.weights import vocabulary, weights


def main() -> None:
    """Read, train, export."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder of the exported model")
    parser.add_argument("--work", type=Path, default=Path("build/train"), help="checkpoints")
    parser.add_argument("--minutes", type=float, default=75.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--export-only", action="store_true", help="export the checkpoint")
    options = parser.parse_args()

    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)

    sentences = examples(options.data)
    labels = learned(sentences)
    network = Network(labels)
    network.encoder.take(weights())
    course = Course(network, options.minutes, options.work, options.seed)
    resumed = course.resume()
    print(f"{len(sentences)} sentences, {sum(len(s.words) for s in sentences)} words")
    if not options.export_only:
        vectors = published_vectors([s.text for s in sentences], options.work / "vectors.npy")
        course.run(sentences, Encoder(vocabulary(), labels), vectors)
    elif not resumed:
        parser.error(f"no checkpoint in {options.work}: train first")
    export(network, labels, vocabulary(), options.out, options.work / "exact.onnx")


if __name__ == "__main__":
    main()
