"""Training in passes: the learning rate rises, then falls to nothing at the end of the last."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from train.encoded import Batch, loaded
from train.losses import losses, total
from train.network import Network
from train.passes import Material, passes

ENCODER_RATE, HEAD_RATE, DECAY = 3e-4, 2e-3, 0.01
WARM_UP, LAST_RATE = 0.04, 0.01
"""Shares of the run and of the highest rate."""
LARGEST_STEP = 2.0


class Course:
    """One training run: how many passes are done, and what it has learned so far."""

    def __init__(
        self, network: Network, teachers: Sequence[Network], passes: int, folder: Path
    ) -> None:
        self.network = network
        self.teachers = teachers
        self.all = passes
        self.done = 0
        self.path = folder / "checkpoint.pt"
        self.device = next(network.parameters()).device
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

    def run(self, material: Material) -> None:
        """Learn until the last pass is done; each pass is kept as it ends."""
        started = time.monotonic()
        for made in passes(material, self.done, self.all):
            self.network.train()
            sums: defaultdict[str, torch.Tensor] = defaultdict(lambda: torch.zeros(()))
            for place, columns in enumerate(made):
                self._rate((self.done + place / len(made)) / self.all)
                for name, value in self._step(loaded(columns, self.device)).items():
                    sums[name] = sums[name].to(self.device) + value
            self.done += 1
            means = " ".join(f"{k} {float(v) / len(made):.3f}" for k, v in sums.items())
            spent = time.monotonic() - started
            print(f"pass {self.done} of {self.all}, {spent:.0f} s: {means}", flush=True)
            self.save()

    def save(self) -> None:
        """Write everything needed to go on or to export."""
        held = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "done": self.done,
        }
        beside = self.path.with_suffix(".tmp")
        torch.save(held, beside)
        beside.replace(self.path)

    def resume(self) -> bool:
        """Go on from the checkpoint, if there is one."""
        if not self.path.exists():
            return False
        held: dict[str, Any] = torch.load(self.path, weights_only=True, map_location=self.device)
        self.network.load_state_dict(held["network"])
        self.optimiser.load_state_dict(held["optimiser"])
        self.done = held["done"]
        return True

    def _rate(self, share: float) -> None:
        """Set the learning rate for a share of the whole run."""
        factor = min(share / WARM_UP, 1.0) if share < WARM_UP else (1 - share) / (1 - WARM_UP)
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * max(factor, LAST_RATE)

    def _step(self, batch: Batch) -> dict[str, torch.Tensor]:
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            parts = losses(self.network, batch, self.teachers)
        loss = total(parts)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(
            (p for p in self.network.parameters() if p.requires_grad), LARGEST_STEP
        )
        self.optimiser.step()
        return {name: part.detach() for name, part in parts.items()}
