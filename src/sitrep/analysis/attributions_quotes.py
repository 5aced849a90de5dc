"""Attributions of words in quotation marks: each outermost quotation gets a cue and a source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sitrep.analysis.attributions_beside import Page, beside
from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_drafts import Draft
from sitrep.analysis.attributions_trees import Tree
from sitrep.analysis.speakers import is_thing, stands_for
from sitrep.records import Quote, Span

__all__ = ["attribute_quotes", "outermost", "with_marks"]

_MARKS = frozenset("“”„‟\"＂'‘’‚‛`´«»‹›「」『』❝❞")
#: after these a quotation with a capital is told alone, not as the end of what leads to it
_BREAKS = frozenset("([{:—–-/")
#: characters at most, and none of these, between a content that is cut off and its quotation
_GAP_CHARS = 40
_GAP_ENDS = frozenset(".,;:!?\n()—–")
#: words that begin a clause of the reporter's after a quotation that ends with a comma
_ASIDES = frozenset({"while", "although", "though"})
#: frames of a verb whose content, standing behind it, is all that it tells
_FRAMES_AFTER = frozenset({"clause", "to", "as"})
_CLAUSE_ENDS = (".", "!", "?", ",", ";", ":", "—", "–")
_SPACES = " \u00a0\u202f"
#: characters that a clause between two quotations of one utterance has at most
_BETWEEN_CHARS = 300
#: words that may lead into a quotation that makes up the rest of its sentence
_LEAD_WORDS = 8
#: words from which on a quotation without any cue is still somebody's saying; source: counted on
#: PolNeAR's train part (half of those with six or more words are, a third of the shorter)
_BARE_WORDS = 3


def outermost(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotations that lie in no other, in order."""
    kept: list[Quote] = []
    for quote in quotes:
        if not kept or quote.start >= kept[-1].end:
            kept.append(quote)
    return kept


def with_marks(text: str, quote: Quote) -> Span:
    """The quotation with its marks, as far as they are there."""
    start, end = quote.start, quote.end
    at = start
    while at > 0 and text[at - 1] in _SPACES:
        at -= 1
    if at > 0 and text[at - 1] in _MARKS:
        start = at - 1
        if text[start] in "'’`‘" and start > 0 and text[start - 1] == text[start]:
            start -= 1
    at = end
    while at < len(text) and text[at] in _SPACES:
        at += 1
    if at < len(text) and text[at] in _MARKS:
        end = at + 1
        if text[at] in "'’`" and text[end : end + 1] == text[at]:
            end += 1
    return Span(start, end)


def attribute_quotes(
    text: str, trees: Sequence[Tree], drafts: list[Draft], quotes: Sequence[Quote], cues: Cues
) -> list[Draft]:
    """The drafts with quotations made whole, and new ones for quotations that had none.

    Args:
        text: the report's text.
        trees: one a sentence, in order.
        drafts: what the words of each sentence gave.
        quotes: the report's quotations in order.
        cues: the table of cue words.

    Returns:
        Drafts in no particular order. A quotation that follows on its attributed beginning
        (“X,” he said. “Y.”, or a paragraph that is all quotation) is a further part of it.
    """
    outer = outermost(quotes)
    spans = [with_marks(text, quote) for quote in outer]
    starts = [span.start for span in spans]
    page = Page(text, trees, [tree.sentence.start for tree in trees], spans, cues)
    kept = [
        fitted
        for draft in drafts
        if not _own_words(draft, outer, spans, starts)
        and (fitted := _fitted(text, draft, spans, starts)).content
    ]
    by_verb = {(draft.sentence, draft.verb): draft for draft in kept}
    owners = _owners(kept, spans, starts)
    for draft in kept:
        draft.content = [_less_aside(page, draft, part) for part in draft.content]
    terms = [quote.kind == "term" for quote in outer]
    for at, quote in enumerate(outer):
        term = terms[at]
        found = beside(page, at, near=term)
        if found is not None and _of_a_thing(trees, found):
            found = None
        parsed = by_verb.get((found.sentence, found.verb)) if found is not None else None
        if parsed is not None and term and _tells_other(parsed, spans[at]):
            found = None
        if found is not None:
            if parsed is not None:
                _fuse(text, parsed, found)
                owners[at] = parsed
            elif at not in owners or not _says(owners[at]):
                kept.append(found)
                by_verb[found.sentence, found.verb] = found
                owners[at] = found
        elif at not in owners and (grown := _grown(page, at, kept)) is not None:
            owners[at] = grown
        elif at not in owners and not term:
            onward = _follow_on(page, at, owners, terms) or _after_report(page, at, kept)
            if onward is None and len(text[quote.start : quote.end].split()) >= _BARE_WORDS:
                onward = _bare(page, at)
                kept.append(onward)
            if onward is not None:
                owners[at] = onward
    return kept


def _of_a_thing(trees: Sequence[Tree], draft: Draft) -> bool:
    """True where a thing would speak: in "this move adds “fuel to the fire”" it only acts."""
    if draft.holder is None:
        return False
    tree = trees[draft.sentence]
    return is_thing(tree, stands_for(tree, draft.holder))


def _tells_other(parsed: Draft, span: Span) -> bool:
    """True for "on “Evening Desk,” Park said the port was shut": the port is what Park tells."""
    told = parsed.frame in _FRAMES_AFTER and parsed.start >= parsed.cue.end
    return told and span.end <= parsed.cue.start


def _bare(page: Page, at: int) -> Draft:
    """A saying of which only the words are there: no cue, and a source that is not told."""
    span = page.spans[at]
    sentence = max(0, bisect_right(page.starts, span.start) - 1)
    return Draft(sentence, Span(span.start, span.start), [span], "speech", "bare")


def _says(draft: Draft) -> bool:
    return draft.kind in ("speech", "cognition", "document") and draft.source is not None


def _owners(
    drafts: Sequence[Draft], spans: Sequence[Span], starts: Sequence[int]
) -> dict[int, Draft]:
    """For each quotation the draft that holds it whole: speech before others, then the widest."""
    owners: dict[int, Draft] = {}
    for draft in drafts:
        for part in draft.content:
            for at in _inside(part, spans, starts):
                held = owners.get(at)
                if held is None or _weight(draft) > _weight(held):
                    owners[at] = draft
    return owners


def _fuse(text: str, parsed: Draft, found: Draft) -> None:
    """Puts a quotation and the source beside it into the draft that its cue already has."""
    quotation = found.content[0]
    if found.source is not None:
        parsed.source, parsed.holder = found.source, found.holder
    if parsed.kind not in ("speech", "document"):
        parsed.kind = "speech"
    kept = []
    whole = text[quotation.start + 1 : quotation.start + 2].isupper()
    for part in parsed.content:
        ahead = part.end <= parsed.cue.start < quotation.start
        if whole and ahead and text[part.start] not in _MARKS:
            continue  # "Asked about it, Park said, “No.”": only the quotation was said
        if part.overlaps(quotation):
            start = min(part.start, quotation.start)
            if whole and text[start : quotation.start].rstrip()[-1:] in _BREAKS:
                start = quotation.start  # "It met with anger (“We stay,” wrote one member)"
            end = max(part.end, quotation.end)
            if parsed.cue.start >= quotation.end:
                end = quotation.end
            elif parsed.cue.end <= quotation.start:
                start = max(start, parsed.cue.end)
            kept.append(Span(start, end))
        elif parsed.cue.start >= quotation.end and part.start >= quotation.end:
            continue
        elif not (found.source and part.overlaps(found.source)):
            kept.append(part)
    parsed.content = kept or [quotation]
    _add(parsed, quotation)


def _add(draft: Draft, span: Span) -> None:
    if not any(part.contains(span) for part in draft.content):
        draft.content = _merged([*draft.content, span])


def _own_words(
    draft: Draft, outer: Sequence[Quote], spans: Sequence[Span], starts: Sequence[int]
) -> bool:
    """True for "I think" inside somebody's quotation: that is the speaker's saying already."""
    at = bisect_right(starts, draft.cue.start) - 1
    return at >= 0 and spans[at].end >= draft.cue.end and outer[at].kind == "speech"


def _weight(draft: Draft) -> tuple[bool, int]:
    return (draft.kind == "speech", draft.end - draft.start)


def _inside(part: Span, spans: Sequence[Span], starts: Sequence[int]) -> range:
    """The quotations that lie wholly in a part."""
    first = bisect_right(starts, part.start - 1)
    last = first
    while last < len(spans) and spans[last].end <= part.end:
        last += 1
    return range(first, last)


def _fitted(text: str, draft: Draft, spans: Sequence[Span], starts: Sequence[int]) -> Draft:
    """The draft with its content grown to the borders of the quotations it touches."""
    fitted: list[Span] = []
    for part in draft.content:
        first = _around(Span(part.start, part.start + 1), spans, starts)
        last = _around(Span(part.end - 1, part.end), spans, starts)
        start = min(part.start, first.start) if first else part.start
        end = max(part.end, last.end) if last else part.end
        if start <= draft.cue.start < end and not part.contains(draft.cue):
            start, end = part.start, part.end
        fitted.append(_without_tail(text, draft, Span(start, end), spans, starts))
    draft.content = _merged(fitted)
    return draft


def _without_tail(
    text: str, draft: Draft, part: Span, spans: Sequence[Span], starts: Sequence[int]
) -> Span:
    """A part that begins with its only quotation, less what is told after a comma inside it.

    In “We are ready,” when he was asked, the clause after the marks is the reporter's.
    """
    at = bisect_left(starts, part.start)
    inside = at < len(spans) and spans[at].start == part.start and spans[at].end < part.end
    if not inside or part.start < draft.cue.start:
        return part
    if at + 1 < len(spans) and spans[at + 1].start < part.end:
        return part
    runs_on = text[part.start : spans[at].end].rstrip("”\"'’»“").endswith(",")
    return spans[at] if runs_on else part


def _less_aside(page: Page, draft: Draft, part: Span) -> Span:
    """A part less what is told after the comma in the marks of its last quotation.

    Of "He said that is a “distortion,” describing the team as able": the clause is the reporter's.
    """
    at = bisect_left(page.spans, part.end, key=lambda span: span.start) - 1
    if at < 0 or not part.contains(page.spans[at]) or draft.cue.start > part.start:
        return part
    marked = page.spans[at]
    if not page.text[marked.start : marked.end].rstrip("”\"'’»“").endswith(","):
        return part
    words = page.words(marked.end, part.end)
    if not words:
        return part
    tree, place = page.trees[words[0][0]], words[0][1]
    token = tree.tokens[place]
    aside = token.xpos == "VBG" or tree.word(place) in _ASIDES
    return Span(part.start, marked.end) if aside else part


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _around(span: Span, spans: Sequence[Span], starts: Sequence[int]) -> Span | None:
    """The quotation that a span lies in."""
    at = bisect_right(starts, span.start) - 1
    return spans[at] if at >= 0 and spans[at].end >= span.end else None


def _grown(page: Page, at: int, drafts: Sequence[Draft]) -> Draft | None:
    """The saying whose content was cut off a few words before the quotation, now grown over it.

    In “mentioning the album is “in the home stretch”” the marks mislead the parse.
    """
    span = page.spans[at]
    best = None
    for draft in drafts:
        last = max(draft.content, key=lambda part: part.end)
        gap = page.text[last.end : span.start]
        ended = page.text[last.end - 2 : last.end - 1] in _CLAUSE_ENDS
        if ended and page.text[last.end - 1] in _MARKS and len(gap.split()) > 1:
            continue  # the quotation that it ends with is whole, unless “X,” and “Y”
        if not draft.cue.end <= last.start or not 0 <= span.start - last.end < _GAP_CHARS:
            continue
        if page.trees[draft.sentence].sentence.end < span.end or set(gap) & _GAP_ENDS:
            continue
        if any(page.reports(*word) for word in page.words(last.end, span.start)):
            continue
        if best is None or draft.cue.start > best.cue.start:
            best = draft
    if best is not None:
        last = max(best.content, key=lambda part: part.end)
        best.content = _merged(
            [*(p for p in best.content if p != last), Span(last.start, span.end)]
        )
    return best


def _after_report(page: Page, at: int, drafts: Sequence[Draft]) -> Draft | None:
    """The saying in the sentence before, when a sentence of pure quotation bears it out.

    Carter said that they would stay. “We have no choice …”
    """
    span = page.spans[at]
    sentence = max(0, bisect_right(page.starts, span.start) - 1)
    if page.starts[sentence] < span.start and page.words(page.starts[sentence], span.start):
        return None
    best = None
    for draft in drafts:
        told = draft.kind == "speech" and draft.source is not None and draft.frame != "dash"
        told = told and not _other_acts(page.trees[draft.sentence], draft, span.start)
        if told and draft.sentence == sentence - 1 and draft.end <= span.start:
            outermost_yet = best is None or len(best.content[0]) < len(draft.content[0])
            best = draft if outermost_yet else best
    if best is not None:
        _add(best, span)
    return best


def _other_acts(tree: Tree, held: Draft, stop: int) -> bool:
    """True for “X,” Park said, and her husband cut in. “Y.”: either of the two may say Y."""
    if held.verb < 0:
        return False
    return any(
        kid > held.verb
        and tree.tokens[kid].end <= stop
        and tree.relation(kid) in ("conj", "parataxis")
        and tree.child(kid, "nsubj") is not None
        for kid in tree.kids[held.verb]
    )


def _follow_on(
    page: Page, at: int, owners: dict[int, Draft], terms: Sequence[bool]
) -> Draft | None:
    """The attribution that this quotation continues, now with it as a further part.

    None when more than the clause of the cue stands between. A sentence that is mostly
    quotation and has no cue of its own ("But “we will stay.”") is taken whole.
    """
    # “X,” he told the “Evening Desk.” “Y.”: a title in the clause of the cue does not end it.
    last = at - 2 if at > 1 and terms[at - 1] and at - 1 not in owners else at - 1
    held = owners.get(last)
    if held is None or held.kind not in ("speech", "document"):
        return None
    before, here = page.spans[last], page.spans[at]
    between = page.text[before.end : here.start]
    if len(between) > _BETWEEN_CHARS or "\n" in between.strip():
        return None
    start = here.start
    sentence = page.trees[max(0, bisect_right(page.starts, here.start) - 1)].sentence
    if before.end < sentence.start < here.start and "\n" not in between[-2:]:
        lead = page.words(sentence.start, here.start)
        if any(page.reports(at_sentence, place) for at_sentence, place in lead):
            return None
        if here.start - sentence.start > len(here) or len(lead) > _LEAD_WORDS:
            return None
        start = sentence.start
        between = page.text[before.end : start]
    stem = between.strip()
    if stem:
        clause = before.end <= held.cue.start and held.cue.end <= start
        own = page.trees[held.sentence].sentence.end >= before.end + len(between.rstrip())
        if not (clause and own) or not stem.rstrip("”\"'’").endswith(_CLAUSE_ENDS):
            return None
        if _other_acts(page.trees[held.sentence], held, start):
            return None
    _add(held, Span(start, here.end))
    return held
