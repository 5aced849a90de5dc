"""``python -m sitrep``: the same as the command ``sitrep``."""

from __future__ import annotations

import sys

from sitrep.cli import main

if __name__ == "__main__":
    sys.exit(main())
