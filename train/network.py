"""The network: one small encoder, read once a sentence, and light heads on a mix of its layers."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional

from sitrep.analysis.shapes import SHAPES
from train.example import EVENT_ASPECTS, NAME_LABELS, PART_LABELS
from train.labels import Labels

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512
ARC, RELATION, NAME, FACT = 256, 192, 256, 192
POINT = 128
ENCODER_DROPOUT, HEAD_DROPOUT = 0.1, 0.33
MASKED = -1e4


class Outputs(NamedTuple):
    """Scores of every head; `W` words, `W + 1` with the root before them."""

    upos: torch.Tensor
    xpos: torch.Tensor
    scripts: torch.Tensor
    arcs: torch.Tensor
    """[sentence, word, head]: head 0 is the root."""
    dependents: torch.Tensor
    governors: torch.Tensor
    names: torch.Tensor
    factuality: torch.Tensor
    events: torch.Tensor
    parts: torch.Tensor
    vectors: torch.Tensor
    """Of length one."""
    points: torch.Tensor
    """Of length one: near for sentences that tell one fact, apart for two facts of a story."""


class Drop(nn.Module):
    """Dropout from raw random bytes: the library's own takes a fifth of a step on a processor."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(share * 256)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """The states, in training with a share of them zero and the rest scaled up."""
        if not self.training:
            return states
        size = states.numel()
        noise = torch.empty(-(-size // 8), dtype=torch.long, device=states.device)
        noise = noise.random_(-(2**63), None)
        kept = noise.view(torch.uint8)[:size].view(states.shape) >= self.least
        return states * (kept.to(states.dtype) * (256 / (256 - self.least)))


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.attend_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Drop(ENCODER_DROPOUT)

    def forward(self, states: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """The next layer's states."""
        size, length = states.shape[0], states.shape[1]
        split = self.attend(states).view(size, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + bias
        seen = torch.softmax(scores, dim=-1) @ value
        seen = seen.transpose(1, 2).reshape(size, length, WIDTH)
        states = self.attend_norm(states + self.drop(self.joined(seen)))
        inner = self.narrow(functional.gelu(self.widen(states)))
        return self.norm(states + self.drop(inner))


class Encoder(nn.Module):
    """The sentence encoder; word shapes come in beside the pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = Drop(ENCODER_DROPOUT)
        nn.init.zeros_(self.shapes.weight)
        # The vectors of rare words must stay near those of their synonyms never seen here.
        self.pieces.weight.requires_grad_(False)

    def forward(self, pieces: torch.Tensor, shapes: torch.Tensor) -> list[torch.Tensor]:
        """The states after each layer; piece 0 is padding."""
        bias = ((pieces == 0).to(torch.float32) * MASKED)[:, None, None, :]
        position = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.pieces(pieces) + self.positions(position) + self.shapes(shapes)
        states = self.drop(self.norm(states))
        found = []
        for layer in self.layers:
            states = layer(states, bias)
            found.append(states)
        return found

    def take(self, published: dict[str, torch.Tensor]) -> None:
        """Fill in the published weights."""

        def put(module: nn.Module, name: str) -> None:
            for part in ("weight", "bias"):
                if f"{name}.{part}" in published:
                    getattr(module, part).data.copy_(published[f"{name}.{part}"])

        put(self.pieces, "embeddings.word_embeddings")
        put(self.positions, "embeddings.position_embeddings")
        put(self.norm, "embeddings.LayerNorm")
        # Only one segment is ever read: its embedding is part of every position.
        self.positions.weight.data += published["embeddings.token_type_embeddings.weight"][0]
        for i, layer in enumerate(self.layers):
            own = f"encoder.layer.{i}"
            for part in ("weight", "bias"):
                joined = [
                    published[f"{own}.attention.self.{role}.{part}"]
                    for role in ("query", "key", "value")
                ]
                getattr(layer.attend, part).data.copy_(torch.cat(joined))
            put(layer.joined, f"{own}.attention.output.dense")
            put(layer.attend_norm, f"{own}.attention.output.LayerNorm")
            put(layer.widen, f"{own}.intermediate.dense")
            put(layer.narrow, f"{own}.output.dense")
            put(layer.norm, f"{own}.output.LayerNorm")


class Mix(nn.Module):
    """A learned average of the layers."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(LAYERS))
        self.drop = Drop(HEAD_DROPOUT)

    def forward(self, layers: list[torch.Tensor]) -> torch.Tensor:
        """One state a word."""
        shares = torch.softmax(self.weights, dim=0)
        mixed = layers[0] * shares[0]
        for layer, share in zip(layers[1:], shares[1:], strict=True):
            mixed = mixed + layer * share
        return self.drop(mixed)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tags, self.tree, self.called, self.facts = Mix(), Mix(), Mix(), Mix()
        self.upos = nn.Linear(WIDTH, len(labels.upos))
        self.xpos = nn.Linear(WIDTH, len(labels.xpos))
        self.scripts = nn.Linear(WIDTH, len(labels.scripts))
        self.arc_dependent = _hidden(WIDTH, ARC)
        self.arc_governor = _hidden(WIDTH, ARC)
        self.arc = nn.Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Linear(ARC, 1, bias=False)
        self.dependent = _hidden(WIDTH, RELATION)
        self.governor = _hidden(WIDTH, RELATION)
        self.relation = nn.Linear(3 * RELATION, len(labels.relations))
        self.names = nn.Sequential(_hidden(WIDTH, NAME), nn.Linear(NAME, len(NAME_LABELS)))
        self.fact = _hidden(WIDTH, FACT)
        self.factuality = nn.Linear(FACT, 1)
        self.events = nn.Linear(FACT, len(EVENT_ASPECTS))
        self.parts = nn.Linear(FACT, len(PART_LABELS))
        self.vector = nn.Linear(WIDTH, WIDTH)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.told = Mix()
        self.point = nn.Linear(WIDTH, POINT)
        nn.init.eye_(self.arc.weight)
        self.arc.weight.data *= ARC**-0.5

    def forward(self, pieces: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor) -> Outputs:
        """Scores of all heads for a padded batch."""
        layers = self.encoder(pieces, shapes)
        vectors = self.vector(pooled(layers[-1], pieces))
        rooted = functional.pad(first, (1, 0)).unsqueeze(-1)
        rooted = rooted.expand(-1, -1, WIDTH)
        states = [layer.gather(1, rooted) for layer in layers]
        words = [state[:, 1:] for state in states]
        tags, names, facts = self.tags(words), self.called(words), self.fact(self.facts(words))
        tree = self.tree(states)
        governor = self.arc_governor(tree)
        arcs = self.arc(self.arc_dependent(tree[:, 1:])) @ governor.transpose(1, 2)
        return Outputs(
            upos=self.upos(tags),
            xpos=self.xpos(tags),
            scripts=self.scripts(tags),
            arcs=arcs + self.arc_bias(governor).transpose(1, 2),
            dependents=self.dependent(tree[:, 1:]),
            governors=self.governor(tree),
            names=self.names(names),
            factuality=self.factuality(facts).squeeze(-1),
            events=self.events(facts),
            parts=self.parts(facts),
            vectors=functional.normalize(vectors, dim=-1),
            points=functional.normalize(self.point(pooled(self.told(layers), pieces)), dim=-1),
        )

    def relations(
        self, dependents: torch.Tensor, governors: torch.Tensor, heads: torch.Tensor
    ) -> torch.Tensor:
        """Scores of the relations between each word and the given head."""
        chosen = governors.gather(1, heads.unsqueeze(-1).expand(-1, -1, RELATION))
        pair = torch.cat([dependents, chosen, dependents * chosen], dim=-1)
        scores: torch.Tensor = self.relation(pair)
        return scores


def pooled(states: torch.Tensor, pieces: torch.Tensor) -> torch.Tensor:
    """The mean state of the pieces that are not padding."""
    mask = (pieces != 0).to(states.dtype).unsqueeze(-1)
    return (states * mask).sum(1) / mask.sum(1)


def _hidden(width: int, inner: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, inner), nn.LeakyReLU(0.1), Drop(HEAD_DROPOUT))
