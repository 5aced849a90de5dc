"""Who and where: the names that a story turns on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sitrep.brief.desk import Desk
from sitrep.data.gazetteer import outlets
from sitrep.records import Cite, Entity, EntityType, Line, Mention

__all__ = ["names"]

#: names in one line
MOST = 6
#: reports that name who belongs to the story, where there are that many and more
SEVERAL = 2
#: … or mentions in one report
OFTEN = 3
#: letters of the shortest name by which a publisher is known
SHORTEST = 3
#: letters of a name in which one that differs is a slip
LONG = 12
#: a name all in capitals that is longer than this is a heading's or a dateline's spelling
ACRONYM = 5


def names(
    desk: Desk, label: str, types: Collection[EntityType], told: Collection[str] = ()
) -> Line | None:
    """The names that most reports mention, each with the place that bears it out.

    Outlets bring the news and do not make it; a name that is part of another is told by it.
    What one report alone names, and not often, is left out where there is anything else.

    Args:
        desk: the story.
        label: of the line.
        types: kinds of entity that are asked for.
        told: names that stand in another line already; a state both acts and is a place.
    """
    fitting = [e for e in desk.entities if e.type in types and not _is_outlet(desk, e)]
    least = min(SEVERAL, len(desk.reports))
    shared = [e for e in fitting if len(_reports(desk, e)) >= least or desk.mentions(e) >= OFTEN]
    chosen: list[str] = []
    cites: list[Cite] = []
    for entity in shared or fitting:
        found = _first_naming(desk, entity, told)
        again = entity.country is None and found and any(_is_part(found[0], o) for o in told)
        if found and not again and not any(_is_again(found[0], other) for other in chosen):
            chosen.append(found[0])
            cites.append(found[1])
        if len(chosen) >= MOST:
            break
    return Line(text="; ".join(chosen), cites=tuple(cites), label=label) if chosen else None


def _reports(desk: Desk, entity: Entity) -> set[str]:
    return {m.report for m in entity.mentions if m.report in desk.reports}


def _is_outlet(desk: Desk, entity: Entity) -> bool:
    """True for a known outlet, and for one that its own reports alone name ("WQOW")."""
    if entity.type != "organisation":
        return False
    names = (entity.name, *entity.aliases)
    if any(name in outlets() for name in names):
        return True
    own = [_letters(desk.reports[r].publisher or "") for r in _reports(desk, entity)]
    known = (n for n in names if len(n) >= SHORTEST)
    return bool(own) and any(
        all(_letters(name) in publisher for publisher in own) for name in known
    )


def _letters(name: str) -> str:
    return name.casefold().replace(" ", "")


def _is_part(one: str, other: str) -> bool:
    """True when all words of one of two names stand in the other."""
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return a <= b or b <= a


def _is_again(one: str, other: str) -> bool:
    """True when a name is part of another, or the other with a slip of the pen.

    "Partick Holt" beside Patrick Holt: the same last word, the same first letter, as many
    letters, and all but one of them the same.
    """
    a, b = one.casefold(), other.casefold()
    if _is_part(one, other):
        return True
    if a.split()[-1] != b.split()[-1] or len(a) != len(b) or len(a) < LONG:
        return False
    return (Counter(a) - Counter(b)).total() <= 1 and a[0] == b[0]


def _first_naming(desk: Desk, entity: Entity, told: Collection[str]) -> tuple[str, Cite] | None:
    """The entity's name as a sound claim writes it, with the citation.

    A state that acts and is a place is spelled alike in both lines; else the usual spelling
    comes first. None where no sound claim names it otherwise than in capitals, or than to
    describe something else ("a Ford sedan").
    """
    best: tuple[tuple[bool, bool, bool, int, str], Mention, Cite] | None = None
    for mention in entity.mentions:
        if mention.kind != "name" or mention.report not in desk.reports:
            continue
        if entity.type == "organisation" and _only_describes(desk, mention):
            continue
        written = mention.span.of(desk.text(mention.report))
        shouted = written.isupper() and len(written) > ACRONYM
        for claim in desk.claims_in(mention.report):
            if claim.span.contains(mention.span) and not claim.flagged:
                away = abs(len(written) - len(entity.name))
                rank = (shouted, written not in told, written != entity.name, away, claim.id)
                if best is None or rank < best[0]:
                    best = (rank, mention, Cite(claim.id, claim.report, claim.start, claim.end))
    if best is None or best[0][0]:
        return None  # a place that is only shouted stands in a dateline: where it was written
    return " ".join(best[1].span.of(desk.text(best[1].report)).split()), best[2]


def _only_describes(desk: Desk, mention: Mention) -> bool:
    """True for a name before a common noun that it describes: a "Ford" sedan did nothing."""
    for sentence in desk.analyses[mention.report].sentences:
        if sentence.span.contains(mention.span):
            tokens = sentence.tokens
            inside = {i for i, t in enumerate(tokens) if mention.span.contains(t.span)}
            top = next((i for i in sorted(inside) if tokens[i].head not in inside), -1)
            head = tokens[top].head if top >= 0 else -1
            described = tokens[top].relation == "compound" and head >= 0
            return described and tokens[head].upos == "NOUN"
    return False
