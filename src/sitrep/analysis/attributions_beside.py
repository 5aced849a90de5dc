"""The cue and source that stand beside a quotation: after it, before it, behind a dash.

Words inside the marks upset a parse that was made over the whole sentence, so the clause that
introduces a quotation is read from the words outside the marks first; the parse only tells
where noun phrases end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_drafts import Draft
from sitrep.analysis.attributions_sources import phrase, source_of_verb
from sitrep.analysis.attributions_trees import Tree
from sitrep.analysis.attributions_verbs import cue_span, cue_state
from sitrep.analysis.quotes_posts import LINKS
from sitrep.analysis.speakers import is_thing, stands_for
from sitrep.records import Span

__all__ = ["Page", "beside"]

_DASHES = "–—―‒-"
_NOMINAL = frozenset({"PROPN", "PRON", "NOUN", "NUM", "DET"})
_STOPS = frozenset({".", "!", "?", ";"})
#: words between a quotation and the verb of its clause; source: 99 % of the clauses after a
#: quotation in PolNeAR's train part have fewer
_CLAUSE_WORDS = 32
#: words between the verb and the quotation it introduces, when no comma or colon stands there
_LEAD_WORDS = 14
#: words between a short quotation and its verb: “Never,” Park said
_NEAR_WORDS = 5
#: words between a verb of naming and the name in marks: called the latest plan of the two a “lie”
_CALL_WORDS = 8
_CREDIT_CHARS = 140
#: characters in which the clause beside a quotation is looked for
_CLAUSE_CHARS = 600


@dataclass(frozen=True, slots=True)
class Page:
    """One report's words as the search reads them: its text, trees and outermost quotations.

    ``starts`` are the starts of the sentences, ``spans`` the quotations with their marks.
    """

    text: str
    trees: Sequence[Tree]
    starts: Sequence[int]
    spans: Sequence[Span]
    cues: Cues

    def words(self, start: int, end: int) -> list[tuple[int, int]]:
        """The words from ``start`` to ``end`` as pairs (sentence, place)."""
        found = []
        at = max(0, bisect_right(self.starts, start) - 1)
        while at < len(self.trees) and self.starts[at] < end:
            if self.trees[at].is_prose:
                found += [(at, place) for place in self.trees[at].places(start, end)]
            at += 1
        return found

    def quoted(self, offset: int) -> bool:
        """True for a place inside a quotation that is longer than a word or two."""
        at = bisect_right(self.spans, offset, key=lambda span: span.start) - 1
        return at >= 0 and offset < self.spans[at].end

    def line_end(self, start: int, limit: int) -> int:
        """Where the line ends that ``start`` is in, not beyond ``limit`` and a clause's length."""
        limit = min(limit, len(self.text), start + _CLAUSE_CHARS)
        found = self.text.find("\n", start, limit)
        return found if found >= 0 else limit

    def reports(self, sentence: int, place: int) -> bool:
        """True when the word is a verb that can introduce direct speech."""
        tree = self.trees[sentence]
        token = tree.tokens[place]
        if token.upos not in ("VERB", "NOUN", "ADJ") or token.relation in ("amod", "compound"):
            return False
        lemma = self.cues.lemma(tree.word(place), token.lemma)
        if tree.word(place) in ("put", "puts"):  # "as Park put it"
            return place + 1 < len(tree.tokens) and tree.word(place + 1) == "it"
        if token.upos != "VERB" and tree.word(place) not in ("said", "says", "added", "asked"):
            return False
        frames = self.cues.frames(lemma)
        return "quote" in frames or frames.get("clause") in ("speech", "cognition", "document")

    def calls(self, sentence: int, place: int) -> bool:
        """True when the word is a verb that gives its object a name: "called the deal “a lie”"."""
        tree = self.trees[sentence]
        token = tree.tokens[place]
        if token.upos != "VERB" or token.relation in ("amod", "compound"):
            return False
        return "small" in self.cues.frames(self.cues.lemma(tree.word(place), token.lemma))


def beside(page: Page, at: int, *, near: bool = False) -> Draft | None:
    """The draft whose cue introduces quotation ``at``, None when none stands beside it.

    Args:
        page: the report.
        at: the quotation's place in ``page.spans``.
        near: only a cue that touches the marks counts, as for words that may be a mere term.
    """
    return _after(page, at, near) or _before(page, at, near) or _voiced(page, at) or _dash(page, at)


def _after(page: Page, at: int, near: bool) -> Draft | None:
    """“X,” said Y: the clause that follows the marks, up to the next stop or quotation."""
    span = page.spans[at]
    limit = page.spans[at + 1].start if at + 1 < len(page.spans) else len(page.text)
    stop = page.line_end(span.end, limit)
    inner = page.text[max(span.start, span.end - 8) : span.end].rstrip("”\"'’»“")
    runs_on = inner.endswith((",", "?", "!", "-", "—", "–", "…"))
    lead = page.text[span.end : span.end + 2].strip()
    if not runs_on and lead[:1] not in (",", "-", "—", "–"):
        return None if near else _short_clause(page, span, stop)
    words = page.words(span.end, stop)[: _NEAR_WORDS if near else _CLAUSE_WORDS]
    if _opens_clause(page, words):
        return None
    verb = None
    for number, (sentence, place) in enumerate(words):
        tree = page.trees[sentence]
        if tree.word(place) in _STOPS and number:
            break
        if page.reports(sentence, place) and not _in_relative(tree, place, span.end):
            verb = number
            break
    if verb is None and not near:
        verb = _any_verb(page, words, inner)
    if verb is None:
        return None
    return _with_subject(page, span, words, verb)


def _opens_clause(page: Page, words: Sequence[tuple[int, int]]) -> bool:
    """True for “X,” and he said that Y; “X,” which he said: a clause of its own."""
    for sentence, place in words:
        token = page.trees[sentence].tokens[place]
        if token.upos != "PUNCT":
            return token.upos in ("CCONJ", "SCONJ") or token.xpos in ("WDT", "WP", "WP$", "WRB")
    return False


def _with_subject(page: Page, span: Span, words: list[tuple[int, int]], verb: int) -> Draft:
    """The draft of the verb at ``words[verb]`` with the source that stands beside it."""
    sentence, place = words[verb]
    tree = page.trees[sentence]
    source, holder = _subject_beside(page, words, verb)
    return Draft(
        sentence=sentence,
        cue=cue_span(tree, place, "quote"),
        content=[span],
        kind="speech",
        frame="quote",
        source=source,
        holder=holder,
        state=cue_state(tree, place),
        verb=place,
    )


def _short_clause(page: Page, span: Span, stop: int) -> Draft | None:
    """“X.” Park said. The quotation has its own full stop, the clause is only source and cue."""
    words = page.words(span.end, stop)[: _NEAR_WORDS + 3]
    for number, (sentence, place) in enumerate(words):
        tree = page.trees[sentence]
        if tree.word(place) in _STOPS:
            verb = number - 1
            if (
                verb > 0
                and page.reports(*words[verb])
                and "quote" not in _frames(page, words[verb])
            ):
                return _with_subject(page, span, words, verb)
            return None
    return None


def _frames(page: Page, word: tuple[int, int]) -> Mapping[str, str]:
    """What a cue word may introduce, by frame."""
    tree = page.trees[word[0]]
    return page.cues.frames(page.cues.lemma(tree.word(word[1]), tree.tokens[word[1]].lemma))


def _in_relative(tree: Tree, verb: int, floor: int) -> bool:
    """True for the verb of "who said" after the marks."""
    subject = tree.child(verb, "nsubj")
    return (
        subject is not None
        and tree.word(subject) in ("who", "which", "that")
        and tree.tokens[subject].start >= floor
    )


def _any_verb(page: Page, words: list[tuple[int, int]], inner: str) -> int | None:
    """“X,” he shrugged: a comma, a name or pronoun, and whatever verb comes then."""
    if not inner.endswith(",") or len(words) < 2:
        return None
    for number, (sentence, place) in enumerate(words[:_NEAR_WORDS]):
        tree = page.trees[sentence]
        if tree.tokens[place].upos != "VERB" or tree.tokens[place].xpos not in ("VBD", "VBZ"):
            continue
        others = [words[other] for other in (number - 1, number + 1) if 0 <= other < len(words)]
        if any(page.trees[s].tokens[p].upos in ("PROPN", "PRON") for s, p in others):
            return number
    return None


def _subject_beside(
    page: Page, words: list[tuple[int, int]], verb: int
) -> tuple[Span | None, int | None]:
    """The source before the verb, else after it, with its head word."""
    sentence, place = words[verb]
    tree = page.trees[sentence]
    floor = tree.tokens[words[0][1]].start if words[0][0] == sentence else tree.sentence.start
    before = [p for s, p in words[:verb] if s == sentence]
    nominal = [p for p in before if tree.tokens[p].upos in _NOMINAL]
    parsed = source_of_verb(tree, place)
    if parsed is not None and tree.tokens[parsed].start < floor:
        parsed = None
    if nominal and (parsed is None or parsed < place):
        return _lead_source(tree, place, nominal, parsed)
    if parsed is None or parsed < place:
        parsed = _noun_after(tree, place)
    if parsed is None:
        return None, None
    return phrase(tree, parsed, (place,)), parsed


def _lead_source(
    tree: Tree, verb: int, nominal: list[int], parsed: int | None
) -> tuple[Span | None, int | None]:
    """The noun phrase from the quotation to the verb, with what stands in apposition."""
    head = parsed if parsed is not None and parsed in nominal else None
    if head is None:
        inside = set(range(nominal[0], verb))
        tops = [p for p in nominal if tree.heads[p] not in inside]
        head = next((p for p in tops if tree.tokens[p].upos != "DET"), nominal[0])
    last = verb - 1
    while last > nominal[0] and tree.tokens[last].upos in ("ADV", "AUX", "PUNCT", "PART"):
        last -= 1
    return tree.trimmed(nominal[0], last), head


def _noun_after(tree: Tree, verb: int) -> int | None:
    """The head of the noun phrase right after a verb ("said Park")."""
    for place in range(verb + 1, min(verb + 5, len(tree.tokens))):
        token = tree.tokens[place]
        if token.upos in ("PROPN", "PRON", "NOUN"):
            while (
                tree.heads[place] > place
                and tree.heads[place] - place < 6
                and tree.relation(place) in ("compound", "flat", "nmod", "amod")
            ):
                place = tree.heads[place]
            return place
        if token.upos in ("ADP", "PUNCT", "VERB", "SCONJ"):
            return None
    return None


def _before(page: Page, at: int, near: bool) -> Draft | None:
    """Y said, “X”; Y had this to say: “X”: the last clause before the marks."""
    span = page.spans[at]
    floor = page.spans[at - 1].end if at else 0
    floor = max(floor, span.start - _CLAUSE_CHARS)
    lead = page.text[floor : span.start]
    stem = lead.rstrip()
    colon = stem.endswith(":")
    if not stem or ("\n" in lead[len(stem) :] and not colon):
        return None
    end = span.start - (len(lead) - len(stem))
    words = page.words(max(floor, page.text.rfind("\n", floor, end) + 1), end)
    words = [(sentence, place) for sentence, place in words if sentence == words[-1][0]]
    verb = _introducing(page, words, colon=colon, comma=stem.endswith(","))
    if near and not (verb is not None and _touches(page, words, verb, stem)):
        return None
    if verb is None:
        return _label(page, words, span) if colon else None
    sentence, place = words[verb]
    tree = page.trees[sentence]
    holder = source_of_verb(tree, place)
    if holder is not None and page.quoted(tree.tokens[holder].start):
        holder = None
    if holder is None:
        nominal = [p for _, p in words[:verb] if tree.tokens[p].upos in ("PROPN", "PRON", "NOUN")]
        holder = nominal[-1] if nominal and nominal[-1] == place - 1 else None
    start = span.start
    # "says no matter what, “it will not do”", but not “X,” Park said, “and Y”
    runs_on = stem[-1] == "," and floor <= tree.sentence.start
    runs_on = runs_on and not page.text[span.start + 1 : span.start + 2].isupper()
    if stem[-1] not in ",:" or runs_on:
        start = _lead_in(page, words, verb, span.start)
    return Draft(
        sentence=sentence,
        cue=cue_span(tree, place, "quote"),
        content=[Span(start, span.end)],
        kind="speech",
        frame="quote",
        source=phrase(tree, holder, (place,)) if holder is not None else None,
        holder=holder,
        state=cue_state(tree, place),
        verb=place,
    )


def _lead_in(page: Page, words: list[tuple[int, int]], verb: int, start: int) -> int:
    """Where the content begins when it runs into the quotation: "called the deal “a lie”"."""
    between = words[verb + 1 :]
    sentence, place = words[verb]
    tree = page.trees[sentence]
    lemma = page.cues.lemma(tree.word(place), tree.tokens[place].lemma)
    frames = page.cues.frames(lemma)
    for _, at in between:
        if tree.word(at) == "that" and "clause" in frames:
            return tree.tokens[at].start
    opens = between and tree.tokens[between[0][1]].upos in ("DET", "PRON", "PROPN", "NOUN", "ADJ")
    if not opens or lemma in page.cues.addressing:
        return start
    if "small" in frames or "as" in frames or lemma in ("say", "claim", "argue", "think"):
        return tree.tokens[between[0][1]].start
    return start


def _touches(page: Page, words: list[tuple[int, int]], verb: int, stem: str) -> bool:
    """True when the verb stands right before the marks, or calls something by the words."""
    sentence, place = words[verb]
    tree = page.trees[sentence]
    frames = page.cues.frames(page.cues.lemma(tree.word(place), tree.tokens[place].lemma))
    distance = len(words) - 1 - verb
    if distance <= (0 if stem[-1:].isalnum() else 1):
        return True
    return stem[-1:].isalnum() and distance <= _CALL_WORDS and "small" in frames


def _introducing(
    page: Page, words: list[tuple[int, int]], *, colon: bool, comma: bool
) -> int | None:
    """The verb that introduces what follows the words: near, or with a comma or colon."""
    fallback = None
    for number in range(len(words) - 1, -1, -1):
        sentence, place = words[number]
        tree = page.trees[sentence]
        distance = len(words) - 1 - number
        if tree.word(place) in _STOPS or (colon and tree.word(place) in _DASHES):
            break
        calls = not (colon or comma) and distance <= _CALL_WORDS and page.calls(sentence, place)
        if calls or (page.reports(sentence, place) and (colon or comma or distance <= _LEAD_WORDS)):
            if comma and distance > 2 * _LEAD_WORDS:
                break
            return number
        plain = tree.tokens[place].relation not in ("acl:relcl", "amod", "acl")
        if colon and fallback is None and plain and tree.tokens[place].upos == "VERB":
            fallback = number
    return fallback


def _label(page: Page, words: list[tuple[int, int]], span: Span) -> Draft | None:
    """The mayor's answer: “X”: a phrase without a verb and a colon."""
    if not words:
        return None
    sentence = words[-1][0]
    tree = page.trees[sentence]
    places = [place for s, place in words if s == sentence]
    dashes = [number for number, place in enumerate(places) if tree.word(place) in _DASHES]
    places = places[dashes[-1] + 1 if dashes else 0 :]
    inside = set(places)
    top = next(
        (p for p in places if tree.heads[p] not in inside and tree.tokens[p].upos in _NOMINAL),
        None,
    )
    if top is None:
        return None
    owner = tree.child(top, "nmod:poss")
    holder = owner if owner is not None and owner in inside else top
    source = tree.span(p for p in tree.subtree(holder) if p in inside)
    cue = tree.tokens[top if holder != top else places[-1]].span
    return Draft(sentence, cue, [span], "speech", "quote", source, holder, verb=top)


def _voiced(page: Page, at: int) -> Draft | None:
    """Chants of “X”, a cry of “X”: a noun that stands for what a voice says."""
    span = page.spans[at]
    words = page.words(max(0, span.start - _CLAUSE_CHARS), span.start)[-2:]
    if len(words) < 2 or words[0][0] != words[1][0]:
        return None
    (sentence, noun), (_, of) = words
    tree = page.trees[sentence]
    if tree.word(of) != "of" or tree.tokens[of].end + 1 < span.start:
        return None
    if tree.tokens[noun].lemma.lower() not in page.cues.voiced:
        return None
    owner = tree.child(noun, "nmod:poss")
    verb = tree.heads[noun]
    if owner is None and verb >= 0 and tree.relation(noun) in ("obl", "obj"):
        owner = source_of_verb(tree, verb)
    if owner == noun or (owner is not None and is_thing(tree, stands_for(tree, owner))):
        owner = None
    return Draft(
        sentence=sentence,
        cue=Span(tree.tokens[noun].start, tree.tokens[of].end),
        content=[span],
        kind="speech",
        frame="quote",
        source=phrase(tree, owner, (noun,)) if owner is not None else None,
        holder=owner,
        verb=noun,
    )


def _dash(page: Page, at: int) -> Draft | None:
    """“X” – Y: a name behind a dash at the end of the line or on the next one.

    Links may stand between, at the end of a post.
    """
    span = page.spans[at]
    limit = page.spans[at + 1].start if at + 1 < len(page.spans) else len(page.text)
    stop = page.line_end(span.end, limit)
    if not page.text[span.end : stop].strip():
        start = stop
        while start < min(limit, stop + 8) and page.text[start].isspace():
            start += 1
        stop = page.line_end(start, limit)
    tail = page.text[span.end : stop]
    name = LINKS.sub("", tail).strip()
    if not name or name[0] not in _DASHES or len(name) > _CREDIT_CHARS:
        return None
    name = name.lstrip(_DASHES + " \u00a0").rstrip(" .")
    if not name or not name[0].isupper():
        return None
    start = span.end + tail.index(name)
    source = Span(start, start + len(name))
    words = page.words(source.start, source.end)
    if not words:
        return None
    sentence = words[0][0]
    tree = page.trees[sentence]
    places = [place for s, place in words if s == sentence]
    proper = [place for place in places if tree.tokens[place].upos == "PROPN"]
    holder = next((p for p in places if tree.heads[p] not in places), places[0])
    if tree.tokens[holder].upos != "PROPN" and proper:
        holder = proper[0]
    dash = next(i for i in range(span.end, start) if page.text[i] in _DASHES)
    return Draft(sentence, Span(dash, dash + 1), [span], "speech", "dash", source, holder)
