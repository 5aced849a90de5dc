"""Training against the clock: the learning rate falls to nothing when the time is up."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from train.disturb import Mentions, disturbed
from train.encoded import MOST_PIECES, Batch, Encoded, Encoder, batches
from train.example import UNMARKED, Example
from train.losses import losses, total
from train.network import Network
from train.share import Share

ENCODER_RATE, HEAD_RATE, DECAY = 3e-4, 2e-3, 0.01
WARM_UP, LAST_RATE = 0.04, 0.01
"""Shares of the time and of the highest rate."""
LARGEST_STEP = 2.0
LOG_EVERY, SAVE_EVERY = 25, 240.0
"""Steps; seconds."""


class Course:
    """One training run: what was spent of its time, and what it has learned so far."""

    def __init__(self, network: Network, minutes: float, folder: Path, seed: int) -> None:
        self.network = network
        self.seconds = minutes * 60
        self.spent = 0.0
        self.passes = 0
        self.steps = 0
        self.seed = seed
        self.path = folder / "checkpoint.pt"
        body = [p for p in network.encoder.parameters() if p.requires_grad]
        inside = {id(p) for p in network.encoder.parameters()}
        light = [p for p in network.parameters() if id(p) not in inside]
        self.optimiser = torch.optim.AdamW(
            [{"params": body, "peak": ENCODER_RATE}, {"params": light, "peak": HEAD_RATE}],
            lr=0.0,
            weight_decay=DECAY,
            betas=(0.9, 0.98),
            fused=True,
        )

    def run(self, examples: Sequence[Example], encoder: Encoder, vectors: np.ndarray) -> None:
        """Learn until the time is up."""
        self.network.train()
        last = saved = time.monotonic()
        sums: defaultdict[str, float] = defaultdict(float)
        words = 0
        share = Share(torch.get_num_threads())
        for batch in self._batches(examples, encoder, vectors):
            if self.spent >= self.seconds:
                break
            share.take()
            for name, value in self._step(batch).items():
                sums[name] += value
            words += int(batch.mask.sum())
            now = time.monotonic()
            self.spent += now - last
            last = now
            self.steps += 1
            if self.steps % LOG_EVERY == 0:
                means = " ".join(f"{k} {v / LOG_EVERY:.3f}" for k, v in sums.items())
                print(
                    f"{self.steps} pass {self.passes} {self.spent:.0f}s {words} words "
                    f"{torch.get_num_threads()} threads {means}",
                    flush=True,
                )
                sums.clear()
            if now - saved > SAVE_EVERY:
                self.save()
                saved = now
        self.save()

    def save(self) -> None:
        """Write everything needed to go on or to export."""
        held = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "spent": self.spent,
            "passes": self.passes,
            "steps": self.steps,
        }
        beside = self.path.with_suffix(".tmp")
        torch.save(held, beside)
        beside.replace(self.path)

    def resume(self) -> bool:
        """Go on from the checkpoint, if there is one."""
        if not self.path.exists():
            return False
        held: dict[str, Any] = torch.load(self.path, weights_only=True)
        self.network.load_state_dict(held["network"])
        self.optimiser.load_state_dict(held["optimiser"])
        self.spent, self.steps = held["spent"], held["steps"]
        # What was left of the pass is not read: its first half would come twice.
        self.passes = held["passes"] + 1
        return True

    def _batches(
        self, examples: Sequence[Example], encoder: Encoder, vectors: np.ndarray
    ) -> Iterator[Batch]:
        """Passes without end, each with its own disturbances."""
        known = Mentions(examples)
        # One more row, of zeros, pulls no vector anywhere: row `UNMARKED`, the last.
        vectors = np.concatenate([vectors, np.zeros_like(vectors[:1])])
        while True:
            chance = random.Random(self.seed * 1000 + self.passes)
            sentences: list[Encoded] = []
            for row, example in enumerate(examples):
                for _ in range(example.weight):
                    variant = disturbed(example, known, chance)
                    sentence = encoder.encode(variant, row if variant.text else UNMARKED)
                    if len(sentence.pieces) <= MOST_PIECES:
                        sentences.append(sentence)
            yield from batches(sentences, vectors, chance)
            self.passes += 1

    def _step(self, batch: Batch) -> dict[str, float]:
        share = self.spent / self.seconds
        factor = min(share / WARM_UP, 1.0) if share < WARM_UP else (1 - share) / (1 - WARM_UP)
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * max(factor, LAST_RATE)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(self.network, batch)
        loss = total(parts)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(
            (p for p in self.network.parameters() if p.requires_grad), LARGEST_STEP
        )
        self.optimiser.step()
        return {name: float(part.detach()) for name, part in parts.items()}
