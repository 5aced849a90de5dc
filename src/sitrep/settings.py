"""One frozen :class:`Settings`: every limit and threshold with its unit and source.

Thresholds that were tuned name the file in ``bench/results/`` that shows it; the others
name the rule they come from.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEFAULT", "Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and thresholds of every stage; pass a changed copy to alter a run."""

    # -- reading ---------------------------------------------------------------
    #: largest file read, bytes; a 500-word article is 3 kB, a heavy page 2 MB
    max_file_bytes: int = 20_000_000
    #: longest report text kept, characters; longer is cut with a Problem
    max_text_chars: int = 400_000
    #: files taken from one folder tree
    max_files: int = 20_000
    #: how deep folders are followed
    max_depth: int = 12
    #: shortest text taken for a report, characters of prose
    min_text_chars: int = 20

    # -- language model --------------------------------------------------------
    #: threads the model may use
    threads: int = 2


DEFAULT = Settings()
