"""The records that Sitrep's rooms hand to one another.

Every record is frozen and compares by value. Offsets are Unicode code points into
``Report.text``, half open: ``text[start:end]`` is the thing. Times are aware and in UTC.
Ids are content hashes (see :func:`content_id`), so the same input has the same ids on
every machine and in every order of files. The field names are those of the data
contract ``sitrep.ledger/1`` (``docs/contract.md``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

Certainty = Literal[
    "possible", "likely", "expected", "planned", "alleged", "reported", "asserted", "denied"
]
Polarity = Literal["positive", "negative"]
SourceKind = Literal[
    "person",
    "organisation",
    "government",
    "anonymous officials",
    "unnamed experts",
    "outlet",
    "group",
    "unattributed",
]
Approximation = Literal["exact", "about", "at_least", "at_most", "over", "under", "range"]
CueClass = Literal["speech", "cognition", "intention", "evaluation", "appearance", "document"]
CueState = Literal["asserted", "negated", "hypothetical"]
EntityType = Literal["person", "organisation", "government", "place", "weapon", "event", "other"]
MentionKind = Literal["name", "nominal", "pronoun"]
SentenceKind = Literal["prose", "heading", "list", "debris"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
ClaimKind = Literal["statement", "quote", "forecast"]
ForecastKind = Literal["forecast", "plan", "promise", "threat", "warning", "scenario"]
ForecastState = Literal["open", "confirmed", "refuted", "expired", "unresolvable"]
CopyKind = Literal["verbatim", "trimmed", "rewrite", "common_upstream"]
Status = Literal["corroborated", "single-source", "disputed", "updated"]
SectionKind = Literal[
    "glance",
    "takeaways",
    "narrative",
    "disputed",
    "reactions",
    "quotes",
    "timeline",
    "numbers",
    "outlook",
    "new",
    "sources",
    "coverage",
]


#: characters of a text that a record's one line in a console shows
_SHORT = 70


def content_id(prefix: str, *parts: object) -> str:
    """A short id made of ``prefix`` and the SHA-256 of ``parts``.

    Args:
        prefix: one or two letters that tell the kind of record ("r", "c", …).
        parts: whatever makes the record what it is; joined by an ASCII unit separator.

    Returns:
        ``prefix`` + 16 hexadecimal digits.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return prefix + sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _short(words: str) -> str:
    """The beginning of a text, for a record's one line in a console."""
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch ``[start, end)`` of one report's text, in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` inside the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when ``other`` lies wholly inside the span."""
        return self.start <= other.start and other.end <= self.end


class Spanned:
    """What stands at a place in a report's text."""

    __slots__ = ()
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time from ``earliest`` to ``latest`` (both inclusive instants, UTC)."""

    earliest: datetime | None
    latest: datetime | None


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """How many independent lines there are: at least ``low``, at most ``high``."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read or decided, where, and why. A fault in the input, never lost."""

    stage: str
    message: str
    report: str | None = None
    path: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published item. Its text is fixed once read; every span points into it.

    Versions of one item have the same ``guid`` (the id that its publisher gives it), or the
    same ``url``.
    """

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    retrieved: datetime | None = None
    language: str = "en"
    extractor: str = "text"
    guid: str | None = None

    def __repr__(self) -> str:
        named = self.title or self.publisher or self.path or ""
        day = f", {self.published:%Y-%m-%d}" if self.published else ""
        return f"<Report {self.id} {_short(named)!r}{day}, {len(self.text)} characters>"


@dataclass(frozen=True, slots=True)
class Token(Spanned):
    """One word of a sentence with its part of speech, lemma and place in the parse.

    ``head`` is the index of the governing token inside the sentence, -1 for the root.
    ``upos``, ``xpos`` and ``relation`` follow Universal Dependencies (English).
    """

    start: int
    end: int
    upos: str
    xpos: str
    lemma: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Name(Spanned):
    """A proper name found by the language model: PER, ORG, LOC, EVENT or MISC."""

    start: int
    end: int
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """What the language model says of one sentence.

    ``vector`` is the sentence's meaning: little-endian float16, unit length, empty when
    the model gives none. ``factuality`` has one value a token from -3 (did not happen)
    to 3 (happened), 0.0 where nothing is predicted.
    """

    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    vector: bytes = b""
    factuality: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence(Spanned):
    """One sentence, heading, list item or piece of debris, with its tokens."""

    start: int
    end: int
    kind: SentenceKind = "prose"
    paragraph: int = 0
    tokens: tuple[Token, ...] = ()
    vector: bytes = b""
    factuality: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention(Spanned):
    """One place where a report names, describes or refers to an entity."""

    report: str
    start: int
    end: int
    kind: MentionKind = "name"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body, place or thing with every mention that was joined to it.

    ``country`` is an ISO 3166 alpha-3 code where an open table gives one. ``roles`` are
    the words the reports use ("Foreign Minister"), in order of first use.
    """

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    country: str | None = None
    #: where each of ``roles`` is written for the first time, in their order
    role_spans: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote(Spanned):
    """Words inside quotation marks. ``kind`` tells speech from a term or scare quote."""

    id: str
    report: str
    start: int
    end: int
    speaker: str | None = None
    speaker_span: Span | None = None
    cue_span: Span | None = None
    kind: Literal["speech", "term"] = "speech"


@dataclass(frozen=True, slots=True)
class Attribution(Spanned):
    """Who is said to hold or say a content: content, cue and source, each a span.

    ``via`` names who passed it on, when the report keeps the chain ("the agency, citing
    the ministry": source the ministry, via the agency). ``resolved`` is False when the
    speaker could not be told.
    """

    id: str
    report: str
    start: int
    end: int
    source: str
    source_kind: SourceKind
    source_span: Span | None = None
    cue_span: Span | None = None
    via: str | None = None
    resolved: bool = True
    #: all stretches of the content, when it is broken ("X," he said, "Y")
    parts: tuple[Span, ...] = ()
    #: said (speech), thought (cognition), wanted or planned (intention), judged (evaluation:
    #: "praised the move"), only seeming so (appearance), or borne out by a study (document)
    cue_class: CueClass = "speech"
    #: "did not say" is negated, "would say" hypothetical
    cue_state: CueState = "asserted"


@dataclass(frozen=True, slots=True)
class Quantity(Spanned):
    """A number with its unit and what it counts, as an interval.

    ``low``/``high`` are in the written unit, ``low_si``/``high_si`` in ``unit_si``. Bounds
    are inclusive; ``None`` means open. ``measures`` is the head of what is counted
    ("troops", "range").
    """

    id: str
    report: str
    start: int
    end: int
    low: float | None
    high: float | None
    unit: str
    unit_si: str | None = None
    low_si: float | None = None
    high_si: float | None = None
    approximation: Approximation = "exact"
    measures: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression(Spanned):
    """A time as written, its TIMEX3 value, and the interval it can stand for."""

    id: str
    report: str
    start: int
    end: int
    type: TimeType
    value: str | None = None
    earliest: datetime | None = None
    latest: datetime | None = None

    @property
    def is_point(self) -> bool:
        """True for a day, a month, a year or a clock time that stands on the calendar."""
        dated = self.earliest is not None and self.value is not None and self.value[:1].isdigit()
        return dated and self.type in {"DATE", "TIME"}


@dataclass(frozen=True, slots=True)
class Flag(Spanned):
    """A stretch of text not to be trusted, with the reason (garbled, spun, debris, filler, …)."""

    report: str
    start: int
    end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one report alone. Layers stand off the text."""

    report: str
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimEvent:
    """Who did what to whom: a predicate lemma, its PLOVER type and its parties (entity ids)."""

    type: str
    predicate: str = ""
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Claim(Spanned):
    """One checkable saying with its span, source, certainty, polarity and slots.

    ``leans`` names what keeps the claim from standing alone ("pronoun It", "this move");
    a leaning claim is never chosen for a line. ``flagged`` repeats the kind of a flag that
    covers the span. ``sentence`` is the index of its sentence in the analysis.
    """

    id: str
    report: str
    start: int
    end: int
    kind: ClaimKind
    attribution: str | None
    certainty: Certainty
    polarity: Polarity
    quantities: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    event: ClaimEvent | None = None
    sentence: int = 0
    leans: str | None = None
    flagged: str | None = None

    def __repr__(self) -> str:
        said = f"{self.kind}, {self.certainty}, {self.polarity}"
        return f"<Claim {self.id} [{self.start}, {self.end}) of {self.report}: {said}>"


@dataclass(frozen=True, slots=True)
class Forecast:
    """A statement about the future: who holds it, how firmly, if what, until when."""

    id: str
    claim: str
    holder: str
    certainty: Certainty
    cue_span: Span
    condition_span: Span | None = None
    horizon: Interval | None = None
    state: ForecastState = "open"
    kind: ForecastKind = "forecast"
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Reports on one happening."""

    id: str
    title: str
    reports: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Story {self.id} {_short(self.title)!r}, {len(self.reports)} reports>"


@dataclass(frozen=True, slots=True)
class Match:
    """A passage of the copying report and the passage it answers to."""

    by: Span
    of: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """A link between two reports: ``by`` took from ``of``.

    ``share`` is the part of ``by``'s prose characters inside matched passages (0 to 1);
    ``directed`` is False when it could not be told which came first (then ``by`` and ``of``
    stand in order of id).
    """

    by: str
    of: str
    kind: CopyKind
    probability: float
    share: float
    matches: tuple[Match, ...] = ()
    reasons: tuple[str, ...] = ()
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that count as one voice in a story."""

    id: str
    story: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disputed or updated finding, with its own count."""

    claims: tuple[str, ...]
    k: Count
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """A figure that was compared with others: whose it is, its words, what they allow.

    ``start`` and ``end`` bound its words in the claim's report. ``low`` and ``high`` are in
    ``unit``, as in :class:`Quantity`; ``quantity`` is None for a word that stands for nought
    ("nobody"). Figures of one ``side`` agree; sides are numbered from 0 and stand in order of
    time where there are times, else of size.
    """

    claim: str
    start: int
    end: int
    low: float | None
    high: float | None
    unit: str
    side: int
    quantity: str | None = None

    @property
    def span(self) -> Span:
        """The place of its words."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Difference:
    """How claims of one finding differ or agree, said in one plain sentence."""

    kind: str
    explanation: str
    claims: tuple[str, ...]
    #: what is counted, for figures
    measure: str | None = None
    #: the figures that were compared, one of each report and holder; side by side
    figures: tuple[ComparedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Claims of several reports that speak of the same point, with a status.

    ``representative`` is the claim whose words stand for the finding; ``text`` is the
    verbatim clause chosen from it.
    """

    id: str
    story: str
    text: str
    status: Status
    importance: float
    claims: tuple[str, ...]
    representative: str
    k_report: Count
    k_origin: Count
    sides: tuple[Side, ...] = ()
    differences: tuple[Difference, ...] = ()
    #: False when its best words comment on what happened instead of telling it
    tells: bool = True

    def __repr__(self) -> str:
        count = f"{self.k.low} to {self.k.high} lines"
        return f"<Finding {self.id} {_short(self.text)!r}: {self.status}, {count}>"

    @property
    def k(self) -> Count:
        """The smaller of the two counts: what the status rests on."""
        return Count(
            min(self.k_report.low, self.k_origin.low), min(self.k_report.high, self.k_origin.high)
        )


@dataclass(frozen=True, slots=True)
class Cite(Spanned):
    """A claim and the exact characters of a report that bear a line out."""

    claim: str
    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a brief. ``text`` says only what the cited spans bear.

    ``label`` is a structural caption a rendering may set before the text (a speaker, an
    actor, a date as written); it is checked like the text. ``note`` is a remark made from
    fields of the ledger ("the same text as …"); words of a report stand in it only between
    quotation marks, from spans that the line cites.
    """

    text: str
    cites: tuple[Cite, ...]
    status: Status | None = None
    k: Count | None = None
    label: str | None = None
    note: str | None = None
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of lines."""

    kind: SectionKind
    heading: str
    lines: tuple[Line, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """The situation report: ordered sections of cited lines."""

    title: str
    sections: tuple[Section, ...]
    standfirst: Line | None = None

    def __repr__(self) -> str:
        lines = sum(len(section.lines) for section in self.sections)
        return f"<Brief {_short(self.title)!r}, {len(self.sections)} sections, {lines} lines>"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything known of a body of reports. Records are sorted, so equal input is equal."""

    version: str
    created: datetime
    reports: tuple[Report, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    stories: tuple[Story, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    copies: tuple[Copy, ...] = ()
    origins: tuple[Origin, ...] = ()
    findings: tuple[Finding, ...] = ()
    briefs: tuple[Brief, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        kinds = ("reports", "stories", "claims", "findings", "forecasts", "copies", "problems")
        told = ", ".join(f"{len(getattr(self, kind))} {kind}" for kind in kinds)
        return f"<Ledger {self.created:%Y-%m-%dT%H:%M}: {told}>"
