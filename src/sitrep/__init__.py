"""Sitrep reads many reports of one event and writes a cited situation report."""

from __future__ import annotations

__version__ = "0.1.0"
