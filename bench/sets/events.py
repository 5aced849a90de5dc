"""PLOVER types for PLV and for the PLOVER records, in the forms of their scorer.

The parties that PLV marks in the text are part of its task and are read; labels are not.
The other sets of the folder (PETRARCH codes with actor codes, CASE and police labels) ask
for schemes that Sitrep does not have; their rows get no prediction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bench.analysed import tagger
from bench.rows import Row
from sitrep.analysis.sentences import split
from sitrep.analysis.tokens import words
from sitrep.claims.plover import type_between
from sitrep.claims.tree import Tree

__all__ = ["predict"]

#: PLV's names for the types of the codebook, and its four classes of types
_ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
#: the names of an earlier codebook, which the records use
_EARLIER = {"REQUEST": "DEMAND", "ACCUSE": "DISAPPROVE", "ASSAULT": "FIGHT"}
_QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("ACCUSE", "REQUEST", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
_TAG = re.compile(r"</?[st]>")
#: what a sentence without any typed predicate is given: the most neutral of the types
_UNSURE = "CONSULT"


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One prediction a row.

    Args:
        rows: rows with ``id`` and ``text``, PLV's also with ``marked``.

    Returns:
        ``{"id", "root", "quad"}`` for PLV, ``{"id", "root"}`` for the PLOVER records.
    """
    for row in rows:
        if "marked" not in row and not str(row["id"]).startswith("PLOVER"):
            yield {"id": row["id"]}
            continue
        text, parties = _parties(str(row.get("marked") or row["text"]))
        kind = _type(text, parties) or _UNSURE
        if "marked" in row:
            root = _ROOTS.get(kind, kind)
            yield {"id": row["id"], "root": root, "quad": _QUADS[root]}
        else:
            yield {"id": row["id"], "root": _EARLIER.get(kind, kind)}


def _parties(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without marks, and the character spans of source ("s") and target ("t")."""
    text, here = "", 0
    found: dict[str, tuple[int, int]] = {}
    opened = 0
    for match in _TAG.finditer(marked):
        text += marked[here : match.start()]
        here = match.end()
        if match[0].startswith("</"):
            found.setdefault(match[0][2], (opened, len(text)))
        else:
            opened = len(text)
    return text + marked[here:], found


def _type(text: str, parties: dict[str, tuple[int, int]]) -> str:
    """The type by the sentence that names most of the parties; "" when none is typed."""
    sentences = split(text)
    spans = [words(text, s.start, s.end) for s in sentences]
    best = (-1, 0, "")
    for number, tagged in enumerate(tagger().tag(text, spans)):
        tree = Tree(tagged.tokens)
        actor = _range(tree, parties.get("s"))
        recipient = _range(tree, parties.get("t"))
        kind = type_between(tree, actor, recipient)
        rank = (bool(actor) + bool(recipient), -number, kind)
        if kind and rank[:2] > best[:2]:
            best = rank
    return best[2]


def _range(tree: Tree, span: tuple[int, int] | None) -> range:
    """The words that share a character with ``span``."""
    if span is None:
        return range(0)
    inside = [
        at for at, token in enumerate(tree.tokens) if token.start < span[1] and span[0] < token.end
    ]
    return range(inside[0], inside[-1] + 1) if inside else range(0)
