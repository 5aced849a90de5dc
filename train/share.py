"""How many threads to compute with on a machine that others use too.

Two threads that wait for each other at every product are slower than one if a third wants a
processor: on a busy machine one thread does twice the work of two.
"""

from __future__ import annotations

import os
from pathlib import Path

import torch

RUNNING = Path("/proc/loadavg")
MEMORY = 0.85
"""Weight of what was seen before, at each look."""


class Share:
    """Follows the number of runnable threads of others and sets our own."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._others = 0.0

    def take(self) -> None:
        """Look at the machine and set the number of threads."""
        if self._most == 1 or not RUNNING.exists():
            return
        runnable = int(RUNNING.read_text().split()[3].split("/")[0])
        others = max(runnable - torch.get_num_threads(), 0)
        self._others = MEMORY * self._others + (1 - MEMORY) * others
        free = (os.cpu_count() or 1) - round(self._others)
        threads = min(max(free, 1), self._most)
        if threads != torch.get_num_threads():
            torch.set_num_threads(threads)
