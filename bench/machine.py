"""What a result was measured with: commit, machine, day; no names of hosts, no paths."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["CHECKOUT", "circumstances"]

CHECKOUT = Path(__file__).resolve().parent.parent


def circumstances(seed: int) -> dict[str, object]:
    """Commit (with ``+`` where files are changed), day, seed, processor, cores, Python."""
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", "src", "bench")
    return {
        "commit": (_git("rev-parse", "--short=12", "HEAD") or "unknown") + ("+" if changed else ""),
        "made": datetime.now(UTC).date().isoformat(),
        "seed": seed,
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
            "python": platform.python_version(),
            "system": platform.system(),
        },
    }


def _git(*words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(CHECKOUT), *words], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def _processor() -> str:
    source = Path("/proc/cpuinfo")
    if source.is_file():
        for line in source.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
