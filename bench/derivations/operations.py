"""How a copy is made: each operation takes a report (or two) and gives the copy's paragraphs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bench.derivations.documents import Document, Piece
from bench.derivations.wording import Wording

__all__ = ["MUTATIONS", "OPERATIONS", "merged", "partial"]

Paragraphs = list[list[Piece]]
Operation = Callable[[Document, Wording, random.Random], Paragraphs]


def verbatim(source: Document, wording: Wording, chance: random.Random) -> Paragraphs:
    """Every sentence as it is."""
    del wording, chance
    return [list(paragraph) for paragraph in source.paragraphs]


def trimmed(source: Document, wording: Wording, chance: random.Random) -> Paragraphs:
    """The end cut off, or some sentences left out."""
    del wording
    pieces = len(source.pieces)
    if chance.random() < 0.6:
        keep = max(3, round(pieces * chance.uniform(0.35, 0.8)))
        kept: Paragraphs = []
        for paragraph in source.paragraphs:
            kept.append(list(paragraph[:keep]))
            keep = max(0, keep - len(paragraph))
        return kept
    dropped = set(chance.sample(range(pieces), round(pieces * chance.uniform(0.2, 0.5))))
    return _picked(source, [at for at in range(pieces) if at not in dropped])


def reordered(source: Document, wording: Wording, chance: random.Random) -> Paragraphs:
    """The lead as it is, the other paragraphs in another order, some other words."""
    first, *rest = [list(paragraph) for paragraph in _short_paragraphs(source)]
    chance.shuffle(rest)
    return [
        [replace(piece, text=wording.reworded(piece.text, 0.15)) for piece in paragraph]
        for paragraph in [first, *rest]
    ]


def spun(source: Document, wording: Wording, chance: random.Random) -> Paragraphs:
    """Word for word replacement in every sentence, quotations and all."""
    rate = chance.uniform(0.6, 0.95)
    return _each(source, lambda text: wording.spun(text, rate))


def rewritten(source: Document, wording: Wording, chance: random.Random) -> Paragraphs:
    """Sentences rebuilt and reworded; some left out, some joined, few moved."""
    rate = chance.uniform(0.4, 0.8)
    drop = chance.uniform(0.05, 0.35)
    out: Paragraphs = []
    for paragraph in source.paragraphs:
        pieces = [
            replace(piece, text=wording.rewritten(piece.text, rate))
            for piece in paragraph
            if chance.random() >= drop
        ]
        out.append(_some_joined(pieces, wording, chance))
    return _few_moved([paragraph for paragraph in out if paragraph], chance)


def heavy(source: Document, wording: Wording, chance: random.Random) -> Paragraphs:
    """Rebuilt twice, much left out, paragraphs moved: as far from the source as rules go."""
    drop = chance.uniform(0.2, 0.5)
    out: Paragraphs = []
    for paragraph in _short_paragraphs(source):
        pieces = [
            replace(piece, text=wording.rewritten(wording.translated(piece.text, 0.8), 0.8))
            for piece in paragraph
            if chance.random() >= drop
        ]
        out.append(_some_joined(pieces, wording, chance))
    return _few_moved(_few_moved([paragraph for paragraph in out if paragraph], chance), chance)


def masked(source: Document, wording: Wording, chance: random.Random) -> Paragraphs:
    """As :func:`heavy`, and ordinary words struck out: what a gifted rewriter leaves.

    Not readable; for fitting alone, where only what is still shared counts.
    """
    rate = chance.uniform(0.15, 0.45)

    def struck(text: str) -> str:
        words = text.split(" ")
        kept = [w for w in words if not w.islower() or chance.random() >= rate]
        return " ".join(kept) or text

    return [
        [replace(piece, text=struck(piece.text)) for piece in paragraph]
        for paragraph in heavy(source, wording, chance)
    ]


def translated(source: Document, wording: Wording, chance: random.Random) -> Paragraphs:
    """As it comes back from another language."""
    rate = chance.uniform(0.6, 0.95)
    return _each(source, lambda text: wording.translated(text, rate))


OPERATIONS: dict[str, Operation] = {
    "verbatim": verbatim,
    "trimmed": trimmed,
    "reordered": reordered,
    "spun": spun,
    "rewritten": rewritten,
    "translated": translated,
    "heavy": heavy,
    "masked": masked,
}


def merged(
    first: Document, second: Document, wording: Wording, chance: random.Random
) -> Paragraphs:
    """Parts of two reports one after the other or by turns, lightly reworded."""
    parts = []
    for source in (first, second):
        paragraphs = _short_paragraphs(source)
        keep = max(1, round(len(paragraphs) * chance.uniform(0.4, 0.8)))
        at = sorted(chance.sample(range(len(paragraphs)), keep))
        parts.append([paragraphs[i] for i in at])
    rate = chance.choice([0.0, 0.3, 0.6])
    turns = chance.random() < 0.5
    out: Paragraphs = []
    while parts[0] or parts[1]:
        for part in parts:
            taken = part[:1] if turns else part[:]
            del part[: len(taken)]
            out.extend(
                [replace(piece, text=wording.reworded(piece.text, rate)) for piece in paragraph]
                for paragraph in taken
            )
    return out


def partial(own: Document, source: Document, wording: Wording, chance: random.Random) -> Paragraphs:
    """An own report with one or two passages of another set into it."""
    pieces = list(source.pieces)
    length = min(len(pieces), chance.randint(3, 5))
    start = chance.randrange(len(pieces) - length + 1)
    taken = [
        replace(piece, text=wording.reworded(piece.text, chance.choice([0.0, 0.3])))
        for piece in pieces[start : start + length]
    ]
    out = [list(paragraph) for paragraph in own.paragraphs]
    out.insert(chance.randint(1, len(out)), taken)
    return out


def number_changed(piece: Piece, chance: random.Random) -> Piece | None:
    """The sentence with its first number of two digits or more set to another."""
    found = re.search(r"(?<![\d.,:])\d{2,3}(?![\d,:]|\.\d)", piece.text)
    if not found:
        return None
    value = max(11, int(found.group()) + chance.choice([-3, -2, 2, 3, 5, 7]))
    return replace(piece, text=piece.text[: found.start()] + str(value) + piece.text[found.end() :])


def name_changed(piece: Piece, chance: random.Random) -> Piece | None:
    """The sentence with one surname set to another."""
    found = re.search(
        r"(?<=[a-z] [A-Z][a-z]{2} )[A-Z][a-z]{3,}|(?<=[a-z] )[A-Z][a-z]{4,}(?='s)", piece.text
    )
    if not found:
        return None
    name = chance.choice(["Barlow", "Denholm", "Ferrier", "Kestler", "Mossman", "Tranter"])
    return replace(piece, text=piece.text[: found.start()] + name + piece.text[found.end() :])


MUTATIONS: dict[str, Callable[[Piece, random.Random], Piece | None]] = {
    "number": number_changed,
    "name": name_changed,
}


def _each(source: Document, change: Callable[[str], str]) -> Paragraphs:
    return [
        [replace(piece, text=change(piece.text)) for piece in paragraph]
        for paragraph in source.paragraphs
    ]


def _picked(source: Document, numbers: Sequence[int]) -> Paragraphs:
    wanted, at = set(numbers), 0
    out: Paragraphs = []
    for paragraph in source.paragraphs:
        out.append([piece for n, piece in enumerate(paragraph, at) if n in wanted])
        at += len(paragraph)
    return out


def _short_paragraphs(source: Document) -> Paragraphs:
    """Paragraphs of at most three sentences."""
    return [
        list(paragraph[at : at + 3])
        for paragraph in source.paragraphs
        for at in range(0, len(paragraph), 3)
    ]


def _some_joined(pieces: list[Piece], wording: Wording, chance: random.Random) -> list[Piece]:
    out: list[Piece] = []
    for piece in pieces:
        plain = not any(mark in piece.text for mark in '“”"')
        if out and plain and len(out[-1].text) < 90 and chance.random() < 0.25:
            out[-1] = replace(out[-1], text=wording.joined(out[-1].text, piece.text))
        else:
            out.append(piece)
    return out


def _few_moved(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    if len(paragraphs) > 3 and chance.random() < 0.4:
        moved = paragraphs.pop(chance.randrange(1, len(paragraphs)))
        paragraphs.insert(chance.randrange(1, len(paragraphs)), moved)
    return paragraphs
