"""`python -m train`: learn the package's language model from open data and export it."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch

from train.encoded import Encoder
from train.export import export
from train.labels import Labels, learned
from train.loop import Course
from train.network import Network
from train.passes import Material
from train.sources.all import examples
from train.vectors import published_vectors
from train.weights import vocabulary, weights


def main() -> None:
    """Read, train, export."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder of the exported model")
    parser.add_argument("--work", type=Path, default=Path("build/train"), help="checkpoints")
    parser.add_argument("--passes", type=int, default=6, help="over all sentences")
    parser.add_argument("--size", type=int, default=1536, help="word pieces in a batch")
    parser.add_argument("--device", default="cpu", help="that computes: cpu or cuda")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--teachers", type=Path, nargs="*", default=[], help="checkpoints of finished runs"
    )
    parser.add_argument("--export-only", action="store_true", help="export the checkpoint")
    options = parser.parse_args()

    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.manual_seed(options.seed)
    options.work.mkdir(parents=True, exist_ok=True)

    device = torch.device(options.device)
    sentences = examples(options.data)
    labels = learned(sentences)
    network = Network(labels)
    network.encoder.take(weights())
    network.to(device)
    teachers = [_finished(path, labels, device) for path in options.teachers]
    course = Course(network, teachers, options.passes, options.work)
    resumed = course.resume()
    print(f"{len(sentences)} sentences, {sum(len(s.words) for s in sentences)} words", flush=True)
    if not options.export_only:
        vectors = published_vectors(
            [s.text for s in sentences], options.work / "vectors.npy", device
        )
        # One more row, of zeros, pulls no vector anywhere: row `UNMARKED`, the last.
        vectors = np.concatenate([vectors, np.zeros_like(vectors[:1])])
        encoder = Encoder(vocabulary(), labels)
        course.run(Material(sentences, encoder, vectors, options.size, options.seed))
    elif not resumed:
        parser.error(f"no checkpoint in {options.work}: train first")
    export(network.cpu(), labels, vocabulary(), options.out, options.work / "exact.onnx")


def _finished(path: Path, labels: Labels, device: torch.device) -> Network:
    """The network of a checkpoint, for reading only."""
    teacher = Network(labels)
    held = torch.load(path, weights_only=True, map_location="cpu")
    teacher.load_state_dict(held["network"])
    teacher.requires_grad_(False)
    return teacher.to(device).eval()


if __name__ == "__main__":
    main()
