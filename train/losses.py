"""How far a batch's scores are from its labels, layer by layer."""

from __future__ import annotations

import torch
from torch.nn import functional

from train.encoded import Batch, allowed_names
from train.example import ANY_NAME, UNMARKED
from train.network import MASKED, Network, Outputs

WEIGHTS = {
    "upos": 1.0,
    "xpos": 0.5,
    "scripts": 0.5,
    "arcs": 1.0,
    "relations": 1.0,
    "names": 1.5,
    "factuality": 0.2,
    "events": 0.3,
    "parts": 0.3,
    "vectors": 8.0,
}
FEWEST = 64.0
"""A layer's sum is divided by at least this: few labelled words must not outweigh many."""


def losses(network: Network, batch: Batch) -> dict[str, torch.Tensor]:
    """The loss of each layer, not yet weighted."""
    found = network(batch.pieces, batch.shapes, batch.first)
    found = Outputs(*(part.float() for part in found))
    padded = functional.pad(~batch.mask, (1, 0)).unsqueeze(1)
    arcs = found.arcs + padded * MASKED
    relations = network.relations(
        found.dependents, found.governors, batch.heads.clamp(min=0)
    ).float()
    return {
        "upos": _classes(found.upos, batch.upos),
        "xpos": _classes(found.xpos, batch.xpos),
        "scripts": _classes(found.scripts, batch.scripts),
        "arcs": _classes(arcs, batch.heads),
        "relations": _classes(relations, batch.relations),
        "names": _names(found.names, batch.names),
        "factuality": _scores(found.factuality, batch.factuality),
        "events": _aspects(found.events, batch.events),
        "parts": _classes(found.parts, batch.parts),
        "vectors": (1 - (found.vectors * batch.vectors).sum(-1)).mean(),
    }


def total(parts: dict[str, torch.Tensor]) -> torch.Tensor:
    """The weighted sum that is minimised."""
    return torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()


def _classes(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    marked = gold != UNMARKED
    loss = functional.cross_entropy(scores[marked], gold[marked], reduction="sum")
    return loss / marked.sum().clamp(min=FEWEST)


def _names(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    """Minus the log of the joint probability of all allowed labels."""
    marked = gold != ANY_NAME
    scores, allowed = scores[marked], allowed_names(gold[marked])
    right = torch.logsumexp(scores.masked_fill(~allowed, MASKED), dim=-1)
    loss = (torch.logsumexp(scores, dim=-1) - right).sum()
    return loss / marked.sum().clamp(min=FEWEST)


def _scores(found: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    marked = ~torch.isnan(gold)
    loss = functional.smooth_l1_loss(found[marked], gold[marked], reduction="sum")
    return loss / marked.sum().clamp(min=FEWEST / 4)


def _aspects(found: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    marked = gold != UNMARKED
    loss = functional.binary_cross_entropy_with_logits(
        found[marked], gold[marked].float(), reduction="sum"
    )
    return loss / marked.sum().clamp(min=FEWEST)
