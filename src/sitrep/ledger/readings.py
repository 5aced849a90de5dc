"""The figures that a story's claims give, gathered by what they count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sitrep.ledger.case import Case
from sitrep.ledger.intervals import Figure, figure
from sitrep.ledger.measures import (
    NOTHING,
    Measure,
    bare_counts,
    is_kind_of_person,
    measure_named,
    measure_of,
    severity,
    words_for,
)
from sitrep.ledger.victims import MEASURES, is_elsewhere, listed
from sitrep.records import (
    Approximation,
    Claim,
    Quantity,
    Sentence,
    Span,
    TimeExpression,
    content_id,
)

__all__ = ["Reading", "gather", "is_background"]

#: a claim about a day longer before the story's first report speaks of another happening
BACKGROUND_DAYS = 21
#: values of months and longer: what happened over them is more than one happening
PERIOD = re.compile(r"\d{4}(-\d\d)?|P\d+[YM]|P\d+D[EC]")
DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
#: sentences before one without a time that may tell when it happened
PLACED = 2
#: the measure of how old somebody is
AGE = "age"
#: the measure of those who were hurt, more or less badly
INJURED = "injured"
#: certainties of a figure that is given as fact (design, certainty ladder)
GIVEN = frozenset({"alleged", "reported", "asserted"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One claim's figure for a measure; ``clock`` is the hour that the claim names, if any."""

    claim: Claim
    quantity: Quantity
    figure: Figure
    measure: Measure
    holder: str
    asof: datetime | None
    clock: str = ""

    @property
    def listed(self) -> bool:
        """True for people who were named one by one, of whom there may be more."""
        return self.quantity.id not in self.claim.quantities and self.quantity.high is None


def gather(case: Case, claims: Iterable[Claim]) -> dict[tuple[str, str, str], tuple[Reading, ...]]:
    """Comparable figures, by (measure, unit, scope), sorted by claim.

    Scope is what narrows the count: "two firefighters" is not the count of all people, and
    "10,000 North Korean troops" is not "50,000 soldiers". Figures of what is only possible,
    planned or foreseen, and figures about an earlier happening, are left out; so are ages of
    people without a name, since two people may differ in age.

    Args:
        case: the story.
        claims: of the story, whose figures are gathered.
    """
    found: dict[tuple[str, str, str], list[Reading]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id)):
        given = claim.certainty in GIVEN and claim.kind != "forecast"
        if claim.flagged or is_background(case, claim):
            continue
        sentence, text = case.sentence(claim), case.reports[claim.report].text
        for quantity, measure in _measured(case, claim):
            if not (given or _stated_beside(sentence, quantity)):
                continue
            reading = Reading(
                claim=claim,
                quantity=quantity,
                figure=figure(quantity),
                measure=measure,
                holder=_holder(case, claim),
                asof=case.reports[claim.report].published,
                clock=_clock(case, claim),
            )
            key = (measure.name, reading.figure.unit, _scope(quantity, sentence, text, measure))
            found[key].append(reading)
    return {key: _written_first(readings) for key, readings in sorted(found.items())}


def _written_first(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings without the lists of people of reports that also write a figure."""
    figured = {r.claim.report for r in readings if not r.listed}
    return tuple(r for r in readings if not r.listed or r.claim.report not in figured)


def _stated_beside(sentence: Sentence, quantity: Quantity) -> bool:
    """True for a figure in a relative clause without a modal: a fact beside a forecast.

    "The missiles, which have a range of 300 kilometres, will let …" foresees no range.
    """
    tokens = sentence.tokens
    at = next((i for i, t in enumerate(tokens) if quantity.start <= t.start < quantity.end), -1)
    for _ in range(len(tokens)):
        if at < 0:
            return False
        if tokens[at].relation == "acl:relcl":
            return not any(t.head == at and t.xpos == "MD" for t in tokens)
        at = tokens[at].head
    return False


def _measured(case: Case, claim: Claim) -> Iterator[tuple[Quantity, Measure]]:
    """The claim's quantities that give a measure; a zero for "nobody was missing"."""
    sentence, text = case.sentence(claim), case.reports[claim.report].text
    for quantity in (case.quantity[q] for q in claim.quantities if q in case.quantity):
        measure = measure_of(quantity, sentence, text)
        if measure.name == AGE:
            person = _aged(case, quantity, text)
            measure = replace(measure, name=f"{AGE} of {person}") if person else NOTHING
        if measure != NOTHING and not (measure.toll and is_elsewhere(sentence.span.of(text))):
            yield quantity, measure
    for harm, name in MEASURES.items():
        for count, words in listed(sentence, text, harm):
            if count > 1 and claim.span.contains(words):
                yield _people(claim, words, count, None, "at_least"), measure_named(name)
    for place, count, measure in bare_counts(sentence, text):
        word = sentence.tokens[place].span
        if claim.span.contains(word):
            yield _people(claim, word, count, count, "exact"), measure


def _people(
    claim: Claim, words: Span, low: float, high: float | None, bound: Approximation
) -> Quantity:
    """A count of people that some words give without a figure."""
    return Quantity(
        content_id("q", claim.report, words.start, words.end),
        claim.report,
        words.start,
        words.end,
        low=float(low),
        high=None if high is None else float(high),
        unit="",
        approximation=bound,
        measures="people",
    )


def _aged(case: Case, quantity: Quantity, text: str) -> str:
    """Whose age it is: Ada Brook's in "six-year-old Ada Brook"; "" when nobody is named."""
    for entity in case.analyses[quantity.report].entities:
        for mention in entity.mentions:
            if (
                entity.type == "person"
                and mention.kind == "name"
                and mention.start >= quantity.end
                and not text[quantity.end : mention.start].strip(" -")
            ):
                return case.entities.get(case.joined.get(entity.id, entity.id), entity).name
    return ""


def _clock(case: Case, claim: Claim) -> str:
    """The first hour that a claim names, "" when it names none."""
    times = (case.time[t] for t in claim.times if t in case.time)
    return next((t.value for t in times if t.type == "TIME" and t.value), "")


def _holder(case: Case, claim: Claim) -> str:
    attribution = case.attribution.get(claim.attribution or "")
    return attribution.source if attribution else ""


def is_background(case: Case, claim: Claim) -> bool:
    """True when the sentence's time lies clearly before the story, or is a long period.

    "7,800 injured each year" and "40 killed so far this year" are statistics. A past day
    or month that most reports name is that of what the story tells, as in reports of a trial.
    """
    for time in _times_around(case, claim):
        if _is_shared(case, time):
            continue
        if time.type == "SET" or _is_period(time, case.reports[claim.report].text):
            return True
        if time.type != "DATE" or time.latest is None:
            continue
        if case.first is None or time.latest < case.first - timedelta(days=BACKGROUND_DAYS):
            return True
    return False


def _times_around(case: Case, claim: Claim) -> list[TimeExpression]:
    """The times of the claim's sentence, else of those before it in its paragraph."""
    analysis, text = case.analyses[claim.report], case.reports[claim.report].text
    start = case.sentence(claim).start
    for sentence in reversed(analysis.sentences[: claim.sentence + 1][-1 - PLACED :]):
        if "\n" in text[sentence.start : start].rstrip():
            break
        if times := [t for t in analysis.times if sentence.span.contains(t.span)]:
            return times
    return []


def _is_period(time: TimeExpression, text: str) -> bool:
    """True for months and longer, over which things add up; not for "two years after"."""
    following = text[time.end : time.end + 12].lower().split()
    return bool(PERIOD.fullmatch(time.value or "")) and not (
        time.type == "DURATION" and following[:1] and following[0] in words_for("anchoring")
    )


def _is_shared(case: Case, time: TimeExpression) -> bool:
    """True for a day or month that most reports of a story name, and more than one."""
    naming = case.naming.get(time.value or "", 0)
    return DAY.fullmatch(time.value or "") is not None and naming > max(1, len(case.analyses) / 2)


def _scope(quantity: Quantity, sentence: Sentence, text: str, measure: Measure) -> str:
    """The words that narrow what is counted, "" for the whole.

    A toll is narrowed by the noun ("two firefighters died"), and by how badly people are hurt
    ("four were seriously injured"); other counts by what stands before the noun ("North Korean
    troops").
    """
    noun = quantity.measures.lower()
    if measure.toll:
        # "one man" and "two men" count one kind
        lemmas = (t.lemma.lower() for t in sentence.tokens if t.span.of(text).lower() == noun)
        kind = next(lemmas, noun) if is_kind_of_person(noun) else ""
        grade = severity(quantity, sentence, text) if measure.name == INJURED else ""
        return f"{kind} {grade}".strip()
    heads = {
        i
        for i, t in enumerate(sentence.tokens)
        if t.lemma.lower() == noun and abs(t.start - quantity.end) < 40
    }
    narrowing = {
        t.lemma.lower()
        for t in sentence.tokens
        if t.head in heads
        and not quantity.start <= t.start < quantity.end
        and t.relation in {"amod", "compound", "nmod"}
    }
    return " ".join(sorted(narrowing))
