"""Made streams of news for benches of scale: seeded, with the true stories and copies known."""

from __future__ import annotations

from bench.streams.make import Made, make

__all__ = ["Made", "make"]
