"""The trained network as files that the package reads: an int8 graph, labels, vocabulary."""

from __future__ import annotations

import hashlib
import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from train.labels import Labels
from train.network import Network

NETWORK, LABELS, VOCABULARY, RELATIONS, MANIFEST = (
    "language.onnx",
    "labels.json",
    "vocab.txt",
    "relations.npy",
    "manifest.json",
)
INPUTS = ("pieces", "shapes", "first")
OUTPUTS = (
    "upos",
    "xpos",
    "scripts",
    "arcs",
    "dependents",
    "governors",
    "names",
    "factuality",
    "events",
    "parts",
    "vectors",
    "points",
)
OPSET = 17


class Shipped(nn.Module):
    """The network with classes and probabilities in place of scores."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """The outputs in the order of `OUTPUTS`."""
        found = self.network(pieces, shapes, first)
        return (
            found.upos.argmax(-1),
            found.xpos.argmax(-1),
            found.scripts.argmax(-1),
            found.arcs,
            found.dependents,
            found.governors,
            torch.log_softmax(found.names, dim=-1),
            found.factuality,
            torch.sigmoid(found.events),
            torch.log_softmax(found.parts, dim=-1),
            found.vectors,
            found.points,
        )


def export(
    network: Network, labels: Labels, vocabulary: list[str], out: Path, full: Path | None = None
) -> None:
    """Write all files of the model; with `full`, keep the unquantised graph there too."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        exact = full or Path(folder) / "exact.onnx"
        _graph(network, exact)
        # The default (one scale a matrix, unsigned) costs far more accuracy.
        quantize_dynamic(exact, out / NETWORK, weight_type=QuantType.QInt8, per_channel=True)
    (out / LABELS).write_text(
        json.dumps(labels.as_dict(), ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        encoding="utf-8",
    )
    (out / VOCABULARY).write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    weight, bias = network.relation.weight.detach().T, network.relation.bias.detach()
    np.save(out / RELATIONS, np.concatenate([weight.numpy(), bias.numpy()[None]]))
    _manifest(out)


def _graph(network: Network, path: Path) -> None:
    network.eval()
    pieces = torch.tensor([[101, 2023, 2003, 102], [101, 2023, 102, 0]])
    first = torch.tensor([[1, 2], [1, 0]])
    sizes = {
        "pieces": {0: "sentences", 1: "pieces"},
        "shapes": {0: "sentences", 1: "pieces"},
        "first": {0: "sentences", 1: "words"},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Shipped(network),
            (pieces, torch.zeros_like(pieces), first),
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=sizes | {name: _sizes(name) for name in OUTPUTS},
            opset_version=OPSET,
            dynamo=False,
        )


def _sizes(output: str) -> dict[int, str]:
    """Which dimensions of an output vary."""
    named = {
        "arcs": {0: "sentences", 1: "words", 2: "heads"},
        "governors": {0: "sentences", 1: "heads"},
        "vectors": {0: "sentences"},
        "points": {0: "sentences"},
    }
    return named.get(output, {0: "sentences", 1: "words"})


def _manifest(out: Path) -> None:
    """The size and SHA-256 of every file."""
    entries = {}
    for name in (NETWORK, LABELS, VOCABULARY, RELATIONS):
        content = (out / name).read_bytes()
        entries[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (out / MANIFEST).write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
