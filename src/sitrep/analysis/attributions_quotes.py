"""Attributions of words in quotation marks: each outermost quotation gets a cue and a source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_drafts import Draft
from sitrep.analysis.attributions_sources import phrase, source_of_verb
from sitrep.analysis.attributions_trees import Tree
from sitrep.analysis.attributions_verbs import cue_span, draft_of
from sitrep.records import Quote, Span

__all__ = ["attribute_quotes", "outermost", "with_marks"]

_MARKS = frozenset("“”„‟\"＂'‘’‚‛`´«»‹›「」『』❝❞")
#: characters between two quotations that may still be one utterance: “X,” he said. “Y.”
_DASHES = "–—-"


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
    while at > 0 and text[at - 1] in " \u00a0\u202f":
        at -= 1
    if at > 0 and text[at - 1] in _MARKS:
        start = at - 1
        if text[start] in "'’`‘" and start > 0 and text[start - 1] == text[start]:
            start -= 1
    at = end
    while at < len(text) and text[at] in " \u00a0\u202f":
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
    kept = [_fitted(draft, spans, starts) for draft in drafts]
    owners: dict[int, Draft] = {}
    for draft in kept:
        for part in draft.content:
            for at in _inside(part, spans, starts):
                held = owners.get(at)
                if held is None or _weight(draft) > _weight(held):
                    owners[at] = draft
    ends = [tree.sentence.start for tree in trees]
    for at, quote in enumerate(outer):
        if at in owners:
            continue
        found = None
        if quote.kind == "speech":
            found = _follow_on(text, at, spans, owners) or _search(
                text, trees, ends, spans, at, cues
            )
        if found is None:
            continue
        owners[at] = found
        if found not in kept:
            kept.append(found)
        if not any(part.contains(spans[at]) for part in found.content):
            found.content.append(spans[at])
            found.content.sort()
    return kept


def _weight(draft: Draft) -> tuple[int, int]:
    return (draft.kind == "speech", draft.end - draft.start)


def _inside(part: Span, spans: Sequence[Span], starts: Sequence[int]) -> range:
    """The quotations that lie wholly in a part."""
    first = bisect_right(starts, part.start - 1)
    last = first
    while last < len(spans) and spans[last].end <= part.end:
        last += 1
    return range(first, last)


def _fitted(draft: Draft, spans: Sequence[Span], starts: Sequence[int]) -> Draft:
    """The draft with its content cut or grown to the borders of the quotations it touches."""
    home = _around(draft.cue, spans, starts)
    fitted: list[Span] = []
    for part in draft.content:
        if home is not None:
            start, end = max(part.start, home.start), min(part.end, home.end)
            if start < end:
                fitted.append(Span(start, end))
            continue
        first = _around(Span(part.start, part.start + 1), spans, starts)
        last = _around(Span(part.end - 1, part.end), spans, starts)
        start = min(part.start, first.start) if first else part.start
        end = max(part.end, last.end) if last else part.end
        if start <= draft.cue.start < end and not part.contains(draft.cue):
            # The quotation stands on both sides of the cue: keep to the near piece.
            start, end = part.start, part.end
        fitted.append(Span(start, end))
    draft.content = _merged(fitted) or draft.content
    return draft


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


def _follow_on(
    text: str,
    at: int,
    spans: Sequence[Span],
    owners: dict[int, Draft],
) -> Draft | None:
    """The attribution that this quotation continues, None when something stands between."""
    held = owners.get(at - 1)
    if held is None or held.kind != "speech":
        return None
    between = text[spans[at - 1].end : spans[at].start]
    if not between.strip():
        return held
    if len(between) > 300 or "\n" in between.strip():
        return None
    for span in (held.cue, held.source):
        if span is None or not (spans[at - 1].end <= span.start and span.end <= spans[at].start):
            return None
    tail = text[max(held.cue.end, held.source.end if held.source else 0) : spans[at].start]
    ends = tail.rstrip().endswith((".", "!", "?", ",", ";", ":", "—", "–", "-"))
    return held if ends and len(tail) < 160 else None


def _search(
    text: str,
    trees: Sequence[Tree],
    starts: Sequence[int],
    spans: Sequence[Span],
    at: int,
    cues: Cues,
) -> Draft | None:
    """A cue for a quotation that the parse did not link to one: after it, before it, a dash."""
    span = spans[at]
    limit = spans[at + 1].start if at + 1 < len(spans) else len(text)
    floor = spans[at - 1].end if at else 0
    return (
        _after(text, trees, starts, span, limit, cues)
        or _before(text, trees, starts, span, floor, cues)
        or _dash(text, trees, starts, span, limit)
    )


def _sentence_at(starts: Sequence[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)


def _after(
    text: str,
    trees: Sequence[Tree],
    starts: Sequence[int],
    span: Span,
    limit: int,
    cues: Cues,
) -> Draft | None:
    """“X,” said Y: the first clause after the marks, in the same or a run-on sentence."""
    gap = text[span.end : span.end + 2]
    if "\n" in gap:
        return None
    index = _sentence_at(starts, span.end + len(gap) - len(gap.lstrip()))
    tree = trees[index]
    line = text.find("\n", span.end)
    stop = min(limit, line if line >= 0 else len(text))
    for place, token in enumerate(tree.tokens):
        if token.start < span.end or token.start >= stop:
            continue
        if token.start - span.end > 120:
            break
        if _reports(tree, place, cues) and (
            text[span.end - 2 : span.end - 1] in ",?!…-—" or token.start - span.end < 60
        ):
            draft = draft_of(tree, index, place, [span], "quote", "speech")
            if draft.source is None:
                draft.holder = _neighbour(tree, place, span.end, stop)
                if draft.holder is not None:
                    draft.source = phrase(tree, draft.holder, (place,))
            if draft.source is not None and draft.source.overlaps(span):
                draft.source = draft.holder = None
            return draft
        if (
            token.upos == "PUNCT"
            and tree.word(place) in (".", ";")
            and place + 1 < len(tree.tokens)
        ):
            break
    return None


def _reports(tree: Tree, place: int, cues: Cues) -> bool:
    token = tree.tokens[place]
    kind = cues.frames(token.lemma).get("clause")
    return token.upos == "VERB" and kind in ("speech", "cognition", "document")


def _neighbour(tree: Tree, verb: int, floor: int, stop: int) -> int | None:
    """The noun beside a reporting verb, when the parse gives it no subject."""
    for step in (1, -1):
        at = verb + step
        while 0 <= at < len(tree.tokens) and floor <= tree.tokens[at].start < stop:
            if tree.tokens[at].upos in ("PROPN", "PRON", "NOUN"):
                while (
                    tree.heads[at] >= 0
                    and tree.relation(at) in ("compound", "flat", "nmod", "appos")
                    and tree.heads[at] != verb
                    and floor <= tree.tokens[tree.heads[at]].start < stop
                ):
                    at = tree.heads[at]
                return at
            if tree.tokens[at].upos in ("PUNCT", "VERB") and abs(at - verb) > 1:
                break
            at += step
    return None


def _before(
    text: str,
    trees: Sequence[Tree],
    starts: Sequence[int],
    span: Span,
    floor: int,
    cues: Cues,
) -> Draft | None:
    """Y said, “X”; Y had this to say: “X”: the last clause before the marks."""
    lead = text[floor : span.start].rstrip()
    if not lead:
        return None
    crossed = "\n" in text[floor + len(lead) : span.start]
    colon = lead.endswith(":")
    if crossed and not colon:
        return None
    index = _sentence_at(starts, floor + len(lead) - 1)
    tree = trees[index]
    best = None
    for place, token in enumerate(tree.tokens):
        if token.start >= span.start or token.start < floor:
            continue
        if _reports(tree, place, cues):
            best = place
    if best is not None and (colon or span.start - tree.tokens[best].end < 80):
        return draft_of(tree, index, best, [span], "quote", "speech")
    if not colon:
        return None
    return _colon(tree, index, span, floor)


def _colon(tree: Tree, index: int, span: Span, floor: int) -> Draft | None:
    """A clause without a reporting verb that a colon joins to the quotation."""
    places = [at for at, token in enumerate(tree.tokens) if floor <= token.start < span.start]
    root = next((at for at in places if tree.heads[at] < 0), None)
    if root is None:
        return None
    holder: int | None
    if tree.tokens[root].upos in ("VERB", "AUX", "ADJ"):
        holder = source_of_verb(tree, root)
        cue = cue_span(tree, root, "clause")
    else:
        holder = tree.child(root, "nmod:poss") or root
        colon = next((at for at in places if tree.word(at) == ":"), places[-1])
        cue = tree.tokens[root if holder != root else colon].span
    source = phrase(tree, holder, (root,) if holder != root else ()) if holder is not None else None
    return Draft(index, cue, [span], "speech", "quote", source, holder, verb=root)


def _dash(
    text: str, trees: Sequence[Tree], starts: Sequence[int], span: Span, limit: int
) -> Draft | None:
    """“X” – Y: a name after a dash (or in brackets) that ends the line."""
    line_end = text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end
    tail = text[span.end : min(line_end, limit)]
    name = tail.strip()
    if not name and line_end < limit:
        second = text.find("\n", line_end + 1)
        second = len(text) if second < 0 else second
        tail = text[span.end : min(second, limit)]
        name = tail.strip()
    if not name or name[0] not in _DASHES or len(name) > 140:
        return None
    name = name.lstrip(_DASHES + " \u00a0").rstrip(" .")
    start = span.end + tail.index(name) if name else -1
    if not name or not name[0].isupper():
        return None
    source = Span(start, start + len(name))
    index = _sentence_at(starts, start)
    tree = trees[index]
    inside = [at for at, token in enumerate(tree.tokens) if source.contains(token.span)]
    holder = next((at for at in inside if tree.heads[at] not in inside), None)
    names = [at for at in inside if tree.tokens[at].upos == "PROPN"]
    if holder is not None and tree.tokens[holder].upos != "PROPN" and names:
        holder = names[0]
    dash = next(at for at in range(span.end, start) if text[at] in _DASHES)
    return Draft(index, Span(dash, dash + 1), [span], "speech", "dash", source, holder)
