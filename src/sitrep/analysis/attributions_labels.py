"""Attributions by a label and a colon: headlines ("Poll: …") and transcripts ("PARK: …")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_drafts import Draft
from sitrep.analysis.attributions_trees import Tree
from sitrep.analysis.speakers import can_speak
from sitrep.records import Span
from sitrep.text import trim

__all__ = ["label_drafts"]

#: words of a label; source: all speakers' labels of PolNeAR's train part are shorter
_LABEL_WORDS = 6
#: words of what is said, so that "Turnout: 2,316." is no saying
_SAID_WORDS = 3
_LABEL = re.compile(r"[\"“]?((?:[^\W\d_][\w.'’&-]*)(?: [\w.,'’&()-]+){0,5}) ?:(?=\s)")


def label_drafts(text: str, trees: Sequence[Tree], cues: Cues) -> Iterator[Draft]:
    """The attributions that a label at the start of a paragraph marks.

    Args:
        text: the report's text.
        trees: one a sentence, in order.
        cues: the table of cue words; its ``labels`` are no speakers ("Watch", "Update").

    Returns:
        For the first line and for headings a draft when the label is somebody who can speak; in
        the body only for labels that come back, as speakers of a transcript do.
    """
    paragraphs = _paragraphs(trees)
    labels = [_label(text, trees, group, cues) for group in paragraphs]
    again = Counter(label.of(text) for label in labels if label is not None)
    for number, (group, label) in enumerate(zip(paragraphs, labels, strict=True)):
        if label is None:
            continue
        headline = number == 0 or trees[group[0]].sentence.kind == "heading"
        if not headline and again[label.of(text)] < 2:
            continue
        colon = text.index(":", label.end)
        content = trim(text, colon + 1, trees[group[-1]].sentence.end)
        if headline and text[content.end - 1 : content.end] == ".":
            content = Span(content.start, content.end - 1)
        if len(content.of(text).split()) < _SAID_WORDS:
            continue
        tree = trees[group[0]]
        places = tree.places(label.start, label.end)
        holder = next((p for p in places if tree.heads[p] not in places), places[-1])
        yield Draft(
            sentence=group[0],
            cue=Span(colon, colon + 1),
            content=[content],
            kind="speech",
            frame="label",
            source=label,
            holder=holder,
            verb=holder,
        )


def _paragraphs(trees: Sequence[Tree]) -> list[list[int]]:
    """The sentences of each paragraph."""
    groups: list[list[int]] = []
    last: int | None = None
    for number, tree in enumerate(trees):
        if groups and tree.sentence.paragraph == last:
            groups[-1].append(number)
        else:
            groups.append([number])
        last = tree.sentence.paragraph
    return groups


def _label(text: str, trees: Sequence[Tree], group: Sequence[int], cues: Cues) -> Span | None:
    """The label that a paragraph begins with, when it can be a speaker."""
    tree = trees[group[0]]
    found = _LABEL.match(text, tree.sentence.start, tree.sentence.start + 80)
    if found is None or len(found[1].split()) > _LABEL_WORDS:
        return None
    if found[1].lower().removeprefix("the ") in cues.labels:
        return None
    span = Span(found.start(1), found.end(1))
    places = tree.places(span.start, span.end)
    if not places or any(tree.tokens[p].upos in ("VERB", "AUX") for p in places):
        return None
    head = next((p for p in places if tree.heads[p] not in places), places[-1])
    named = {tree.tokens[p].upos for p in places} & {"PROPN"}
    thing = any(tree.word(p) in cues.nouns or tree.word(p) in ("’s", "'s") for p in places)
    if not can_speak(tree, head) or (thing and tree.word(head) not in ("report", "poll")):
        return None
    return span if named or not thing else None
