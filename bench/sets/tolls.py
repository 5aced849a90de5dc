"""Tolls of incidents: how many were killed and how many injured, from all their reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.analysed import analysed
from bench.rows import Row, find, read
from sitrep.claims import find_claims
from sitrep.ledger.case import Case
from sitrep.ledger.readings import Reading, gather
from sitrep.ledger.victims import Harm, named
from sitrep.records import Analysis, Claim, Report, Story
from sitrep.settings import DEFAULT

__all__ = ["counts", "predict"]


def predict(rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """Killed and injured for each incident, from its documents in ``docs`` beside the rows."""
    documents: dict[str, list[Row]] = defaultdict(list)
    for document in read(find(folder, "gvc", "docs")):
        documents[document["story"]].append(document)
    for row in rows:
        reports: list[Report] = []
        analyses: list[Analysis] = []
        claims: list[Claim] = []
        for document in documents[row["story"]]:
            text = f"{document['title'] or ''}\n\n{document['text']}"
            report, analysis = analysed({**document, "text": text})
            reports.append(report)
            analyses.append(analysis)
            claims.extend(find_claims(report, analysis, DEFAULT)[0])
        killed, injured = counts(reports, analyses, claims)
        yield {"story": row["story"], "killed": killed, "injured": injured}


#: words of the death or wounding of somebody who is not counted ("a man was killed")
DEATH = re.compile(
    r"\b(?:killed|kills|killing|dead|died|dies|fatal|fatally|homicide|murder\w*|slain|slaying|"
    r"manslaughter|deceased|succumbed|death)\b",
    re.IGNORECASE,
)
WOUND = (
    r"(?:wounded|injured|injures|hurt|hospitali[sz]ed|in (?:critical|stable|serious|guarded|fair|"
    r"good) condition|critical|recovering)"
)
ANY_WOUND = re.compile(rf"\b(?:{WOUND}|wounds?|injuries|injury|survive[ds]?)\b", re.IGNORECASE)
#: a second victim, wounded, beside a dead one
OTHER_WOUND = re.compile(
    rf"\b(?:another|other|one|1|second|grandmother|mother|father|brother|sister|son|daughter|"
    rf"girlfriend|boyfriend|wife|husband|friend)\b[^.;\n]{{0,40}}\b{WOUND}\b",
    re.IGNORECASE,
)
#: characters of a report in which its main victims are told of
LEAD = 300
#: sentences at the top of a report in which its victims are named
TOP = 8
#: more dead than an incident of this kind has had: the figure counts something else
MOST = 60


def counts(
    reports: Sequence[Report], analyses: Sequence[Analysis], claims: Sequence[Claim]
) -> tuple[int, int]:
    """(killed, injured) of the incident that all the reports tell.

    Counted figures decide, then people who are named one by one at the top of a report;
    somebody who is told of in other words is one.
    """
    story = Story("s", "", tuple(r.id for r in reports))
    case = Case.of(story, reports, analyses, claims, (), (), {})
    readings = gather(case, case.claims)
    killed = _figure(readings.get(("dead", "", ""), ()))
    injured = _figure(readings.get(("injured", "", ""), ()))
    text = "\n".join(r.text for r in reports)
    if killed < 2:
        killed = max(killed, _named(reports, analyses, "killed") or -1)
    if killed < 0:
        killed = int(bool(DEATH.search(text)))
    if injured < 0:
        shot = _named(reports, analyses, "shot") - killed
        injured = max(_named(reports, analyses, "wounded"), shot)
        # one who was wounded may be the one who died
        injured = injured if injured > 1 or (injured == 1 and not killed) else -1
    if injured < 0:
        lead = "\n".join(r.text[:LEAD] for r in reports)
        injured = int(bool(OTHER_WOUND.search(lead) if killed else ANY_WOUND.search(text)))
    return killed, injured


def _named(reports: Sequence[Report], analyses: Sequence[Analysis], harm: Harm) -> int:
    """How many people most reports name as harmed, the higher of equals; 0 when none does."""
    texts = {r.id: r.text for r in reports}
    values = [
        most
        for analysis in analyses
        if (
            most := max(
                (named(s, texts[analysis.report], harm) for s in analysis.sentences[:TOP]),
                default=0,
            )
        )
    ]
    return max(set(values), key=lambda v: (values.count(v), v), default=0)


def _figure(readings: Sequence[Reading]) -> int:
    """The figure that most documents give, the higher of equals; -1 when none gives one."""
    best: dict[str, int] = {}
    for reading in readings:
        value = int(reading.figure.low) if reading.figure.low > 0 else 0
        if 0 < value <= MOST:
            best[reading.claim.report] = max(best.get(reading.claim.report, 0), value)
    values = list(best.values())
    return max(set(values), key=lambda v: (values.count(v), v), default=-1)
