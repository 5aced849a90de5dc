"""How far a batch's scores are from its labels, layer by layer."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch.nn import functional

from train.encoded import Batch, allowed_names
from train.example import ANY_NAME, UNMARKED
from train.network import MASKED, Network, Outputs
from train.teaching import away, lesson, masked_arcs

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
    "points": 1.0,
}
CLOSE = 0.1
"""Scale of the cosines of points: smaller, and only the likest sentences of a story matter."""
FEWEST = 64.0
"""A layer's sum is divided by at least this: few labelled words must not outweigh many."""


def losses(
    network: Network, batch: Batch, teachers: Sequence[Network] = ()
) -> dict[str, torch.Tensor]:
    """The loss of each layer, not yet weighted; with teachers half from them, half from labels."""
    found = network(batch.pieces, batch.shapes, batch.first)
    found = Outputs(*(part.float() for part in found))
    found = found._replace(arcs=masked_arcs(found.arcs, batch))
    relations = network.relations(
        found.dependents, found.governors, batch.heads.clamp(min=0)
    ).float()
    parts = {
        "upos": _classes(found.upos, batch.upos),
        "xpos": _classes(found.xpos, batch.xpos),
        "scripts": _classes(found.scripts, batch.scripts),
        "arcs": _classes(found.arcs, batch.heads),
        "relations": _classes(relations, batch.relations),
        "names": _names(found.names, batch.names),
        "factuality": _scores(found.factuality, batch.factuality),
        "events": _aspects(found.events, batch.events),
        "parts": _classes(found.parts, batch.parts),
        "vectors": (1 - (found.vectors * batch.vectors).sum(-1)).mean(),
        "points": _points(found.points, batch.facts),
    }
    if teachers:
        soft = away(network, found, batch, lesson(teachers, batch))
        parts |= {name: (parts[name] + part) / 2 for name, part in soft.items()}
    return parts


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


def _points(points: torch.Tensor, facts: torch.Tensor) -> torch.Tensor:
    """How far sentences of one fact are from being likest each other (Khosla et al. 2020)."""
    told = facts != UNMARKED
    if not bool(told.any()):
        return points.sum() * 0
    points, facts = points[told], facts[told]
    itself = torch.eye(len(facts), dtype=torch.bool, device=facts.device)
    scores = (points @ points.T / CLOSE).masked_fill(itself, MASKED)
    same = (facts[:, None] == facts[None]) & ~itself
    likely = scores.log_softmax(-1)
    return -((likely * same).sum(-1) / same.sum(-1).clamp(min=1)).mean()


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
