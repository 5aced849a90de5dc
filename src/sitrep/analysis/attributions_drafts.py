"""What the finders of attributions hand on: cue, source and content, not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitrep.records import CueClass, CueState, Span

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """A cue with the content and source that the parse gives it.

    ``holder`` is the place of the source's head among the tokens of ``sentence``; ``frame``
    says by which construction it was found ("clause", "to", "noun", "credit" ...).
    """

    sentence: int
    cue: Span
    content: list[Span]
    kind: CueClass
    frame: str
    source: Span | None = None
    holder: int | None = None
    state: CueState = "asserted"
    via: Span | None = None
    via_holder: int | None = None
    verb: int = -1
    more: list[Draft] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the content begins."""
        return min(span.start for span in self.content)

    @property
    def end(self) -> int:
        """Where the content ends."""
        return max(span.end for span in self.content)
