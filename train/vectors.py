"""Sentence vectors of the encoder as published: what the fine-tuned one must keep giving."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from sitrep.analysis.wordpiece import WordPiece
from train.encoded import MOST_PIECES, PIECES_STEP
from train.network import Encoder, pooled
from train.weights import vocabulary, weights

BATCH = 64


def published_vectors(
    texts: Sequence[str], cache: Path, device: torch.device | None = None
) -> np.ndarray:
    """One vector of length one for each text; kept in `cache` between runs."""
    if cache.exists():
        kept: np.ndarray = np.load(cache)
        if len(kept) == len(texts):
            return kept
    encoder = Encoder()
    encoder.take(weights())
    encoder.to(device or "cpu").eval()
    pieces_of = WordPiece(vocabulary())
    ids = [_ids(text, pieces_of) for text in texts]
    found = np.zeros((len(texts), 384), dtype=np.float16)
    order = sorted(range(len(texts)), key=lambda i: len(ids[i]))
    with torch.inference_mode():
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            length = -(-max(len(ids[i]) for i in chosen) // PIECES_STEP) * PIECES_STEP
            pieces = torch.zeros((len(chosen), length), dtype=torch.long)
            for row, i in enumerate(chosen):
                pieces[row, : len(ids[i])] = torch.tensor(ids[i])
            pieces = pieces.to(device or "cpu")
            states = encoder(pieces, torch.zeros_like(pieces))[-1]
            mean = torch.nn.functional.normalize(pooled(states, pieces), dim=-1)
            found[chosen] = mean.cpu().numpy().astype(np.float16)
    cache.parent.mkdir(parents=True, exist_ok=True)
    np.save(cache, found)
    return found


def _ids(text: str, pieces_of: WordPiece) -> list[int]:
    """The pieces of running text, cut at the longest length."""
    ids = [piece for word in text.split() for piece in pieces_of.pieces(word)]
    return [pieces_of.start, *ids[: MOST_PIECES - 2], pieces_of.end]
