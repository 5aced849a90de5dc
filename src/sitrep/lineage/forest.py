"""The links that are worth telling: each report's own sources, not its sources' other copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sitrep.lineage.copies import Link
from sitrep.records import Span

__all__ = ["strongest"]

#: part of a link's passages that a better source must also have for the link to be left out
_EXPLAINED = 0.5
#: a link is never left out unless the two sources are tied to each other so firmly, or as
#: firmly as the link itself: leaving out must not part voices
_TIED = 0.9
#: part of the strongest link's strength from which a link is about as strong
_CLOSE = 0.8
#: by how much less likely the better source's ties may be: estimates differ by so much
_SLACK = 0.1


def strongest(links: Sequence[Link]) -> list[Link]:
    """The links left when those are dropped that another link explains.

    Three papers that print one agency report are three copies of it, not copies of each
    other. A link is dropped when ``by`` has a better source whose passages cover the link's,
    and that source is itself tied to the one dropped, so that no voices fall apart.

    Args:
        links: one link for each pair, in any order.
    """
    tie: dict[frozenset[str], float] = {}
    of_report: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by, of = _ids(link)
        tie[frozenset((by, of))] = link.probability
        of_report[by].append(link)
    kept: list[Link] = []
    for by in sorted(of_report):
        chosen: list[Link] = []
        most = max(link.probability * link.share for link in of_report[by])
        for link in sorted(of_report[by], key=lambda link: _rank(link, most)):
            if not any(_explains(better, link, tie) for better in chosen):
                chosen.append(link)
        kept.extend(chosen)
    return kept


def _ids(link: Link) -> tuple[str, str]:
    return link.by.page.report.id, link.of.page.report.id


def _rank(link: Link, most: float) -> tuple[object, ...]:
    """Best first: credited, then, of those about as firm and wide, the earliest and fullest."""
    source = link.of.page.report
    strength = link.probability * link.share
    close = strength >= _CLOSE * most
    return (
        link.credit is None or not link.credit.whole,
        not close,
        0.0 if close else -strength,
        source.published is None,
        source.published.timestamp() if source.published else 0.0,
        -len(link.of.page.words),
        source.id,
    )


def _explains(better: Link, link: Link, tie: dict[frozenset[str], float]) -> bool:
    between = tie.get(frozenset((_ids(better)[1], _ids(link)[1])), 0.0)
    enough = min(_TIED, link.probability - _SLACK)
    if between < enough or better.probability < enough:
        return False
    covers = [match.by for match in better.matches]
    total = sum(len(match.by) for match in link.matches)
    inside = sum(_overlap(match.by, covers) for match in link.matches)
    return inside >= _EXPLAINED * total


def _overlap(span: Span, covers: Sequence[Span]) -> int:
    return sum(max(0, min(span.end, cover.end) - max(span.start, cover.start)) for cover in covers)
