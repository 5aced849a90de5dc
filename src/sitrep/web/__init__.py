"""The desk: a kept ledger in the browser."""

from __future__ import annotations

from sitrep.web.app import application

__all__ = ["application"]
