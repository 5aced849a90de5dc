"""What finished networks think of a batch: soft labels on every layer of every sentence.

A set of names teaches nothing about trees, and a treebank marks no names; teachers that learned
from all sets say something on each layer of each sentence, and the mean of several is surer and
better than one (Hinton, Vinyals and Dean 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch.nn import functional

from train.encoded import Batch
from train.network import MASKED, Network, Outputs

CLASSES = ("upos", "xpos", "scripts", "arcs", "names", "parts")


@dataclass(frozen=True)
class Lesson:
    """The teachers' means: probabilities of classes and aspects, scores of factuality."""

    classes: dict[str, torch.Tensor]
    heads: torch.Tensor
    """The annotated head of each word, else the likeliest."""
    relations: torch.Tensor
    """Probabilities of the relation to that head."""
    factuality: torch.Tensor
    events: torch.Tensor


def masked_arcs(arcs: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Scores of heads with padding out of reach."""
    return arcs + functional.pad(~batch.mask, (1, 0)).unsqueeze(1) * MASKED


@torch.no_grad()
def lesson(teachers: Sequence[Network], batch: Batch) -> Lesson:
    """The mean opinion of the teachers, which are in evaluation."""
    found = [
        Outputs(*(part.float() for part in teacher(batch.pieces, batch.shapes, batch.first)))
        for teacher in teachers
    ]
    found = [one._replace(arcs=masked_arcs(one.arcs, batch)) for one in found]
    classes = {
        name: torch.stack([getattr(one, name).softmax(-1) for one in found]).mean(0)
        for name in CLASSES
    }
    heads = torch.where(batch.heads >= 0, batch.heads, classes["arcs"].argmax(-1))
    relations = [
        teacher.relations(one.dependents, one.governors, heads).float().softmax(-1)
        for teacher, one in zip(teachers, found, strict=True)
    ]
    return Lesson(
        classes=classes,
        heads=heads,
        relations=torch.stack(relations).mean(0),
        factuality=torch.stack([one.factuality for one in found]).mean(0),
        events=torch.stack([one.events.sigmoid() for one in found]).mean(0),
    )


def away(network: Network, found: Outputs, batch: Batch, taught: Lesson) -> dict[str, torch.Tensor]:
    """How far a network's scores (arcs masked) are from the lesson, layer by layer."""
    mask = batch.mask
    relations = network.relations(found.dependents, found.governors, taught.heads).float()
    parts = {
        name: _cross(getattr(found, name)[mask], taught.classes[name][mask]) for name in CLASSES
    }
    parts["relations"] = _cross(relations[mask], taught.relations[mask])
    parts["factuality"] = functional.smooth_l1_loss(found.factuality[mask], taught.factuality[mask])
    parts["events"] = functional.binary_cross_entropy_with_logits(
        found.events[mask], taught.events[mask]
    )
    return parts


def _cross(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    return -(wanted * scores.log_softmax(-1)).sum(-1).mean()
