"""One file per command: its work, and the exit code out; and what commands share.

``sitrep.cli`` registers them. A command raises :class:`sitrep.errors.UsageError` for misuse,
tells problems on standard error (``problems``), and writes through ``output``, which leaves no
half-written file behind.
"""
