"""``python -m bench``: the same as ``sitrep bench``."""

from __future__ import annotations

import sys

from bench.command import main

sys.exit(main(sys.argv[1:]))
