"""What of an analysis lies inside a claim: quantities, times, entities, flags."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from sitrep.records import Analysis, Entity, Span

__all__ = ["Placed", "Slots"]


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


Item = TypeVar("Item")
#: characters; paragraphs of news are shorter
_LONG = 2_000


class Placed(Generic[Item]):
    """Items with spans, ready to be asked which of them share a character with a span.

    Spans of one layer may nest; the longest tells how far back a search must look. The few
    that are longer than a paragraph are kept apart, so that one quotation over a whole
    report does not make every look-up walk the report.
    """

    def __init__(self, items: Iterable[tuple[Span, Item]]) -> None:
        ordered = sorted(items, key=_place)
        self._items = [pair for pair in ordered if len(pair[0]) <= _LONG]
        self._long = [pair for pair in ordered if len(pair[0]) > _LONG]
        self._starts = [span.start for span, _ in self._items]
        self._longest = max((len(span) for span, _ in self._items), default=0)

    def inside(self, span: Span) -> list[tuple[Span, Item]]:
        """The items that overlap ``span``, in order of place."""
        low = bisect_left(self._starts, span.start - self._longest)
        high = bisect_right(self._starts, span.end)
        found = [pair for pair in self._items[low:high] if pair[0].overlaps(span)]
        long = [pair for pair in self._long if pair[0].overlaps(span)]
        return sorted(found + long, key=_place) if long else found


def _place(pair: tuple[Span, object]) -> tuple[int, int]:
    return pair[0].start, pair[0].end


def _placed(items: Sequence[Item], spans: Iterable[Span]) -> Placed[Item]:
    return Placed(zip(spans, items, strict=True))


class Slots:
    """The layers of one analysis that claims refer to, by place."""

    def __init__(self, analysis: Analysis) -> None:
        self.quantities = _placed(analysis.quantities, (q.span for q in analysis.quantities))
        self.times = _placed(analysis.times, (t.span for t in analysis.times))
        # a doubled word is a slip of the keyboard: what the sentence says is not in doubt
        grave = [f for f in analysis.flags if f.kind != "typo"]
        self.flags = _placed(grave, (f.span for f in grave))
        self.quotes = _placed(analysis.quotes, (q.span for q in analysis.quotes))
        self.named = bool(analysis.entities)
        self.mentions = Placed(
            (mention.span, entity) for entity in analysis.entities for mention in entity.mentions
        )
        self.attributions = Placed(
            (part, attribution)
            for attribution in analysis.attributions
            for part in (attribution.parts or (attribution.span,))
        )

    def entity(self, span: Span) -> Entity | None:
        """The entity with the longest mention that overlaps ``span``."""
        found = self.mentions.inside(span)
        if not found:
            return None
        return max(found, key=lambda pair: (len(pair[0]), -pair[0].start))[1]
