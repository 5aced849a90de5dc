"""The package's own language model: tags, trees, lemmas, names and a vector, one pass a sentence.

The runtime libraries are imported when a model is loaded, not when this module is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitrep.analysis.lemmas import lemma_of, parsed
from sitrep.analysis.parse import best_heads, best_names, name_spans
from sitrep.analysis.shapes import shapes
from sitrep.analysis.wordpiece import WordPiece
from sitrep.errors import ModelError
from sitrep.records import Name, Span, TaggedSentence, Token

if TYPE_CHECKING:
    import numpy as np

    Arrays = dict[str, np.ndarray[Any, Any]]

__all__ = ["LanguageModel"]

NETWORK, LABELS, VOCABULARY, RELATIONS = (
    "language.onnx",
    "labels.json",
    "vocab.txt",
    "relations.npy",
)
MOST_PIECES = 126
"""Longer sentences are read in windows: the model never saw longer ones."""
PIECES_IN_BATCH = 1024
MOST_SENTENCES = 32
PREDICATES = frozenset({"VERB"})
OUTPUTS = (
    "upos",
    "xpos",
    "scripts",
    "arcs",
    "dependents",
    "governors",
    "names",
    "factuality",
    "vectors",
)


@cache
def _loaded(folder: Path, threads: int) -> LanguageModel:
    """The model of a folder, loaded once in each process that it travels to."""
    return LanguageModel(folder, threads=threads)


@dataclass(frozen=True, slots=True)
class _Window:
    """As many words of one sentence as the model reads at once."""

    sentence: int
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    pieces: tuple[tuple[int, ...], ...]

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces)) + 2


class LanguageModel:
    """The default tagger: an int8 network on the processor."""

    def __init__(self, folder: Path | None = None, *, threads: int = 2) -> None:
        """Load the model.

        Args:
            folder: where the model's files are; by default those of the package.
            threads: how many processor threads one call may use.

        Raises:
            ModelError: a file is missing or cannot be read.
        """
        folder = folder or Path(str(files("sitrep.data"))) / "models"
        for name in (NETWORK, LABELS, VOCABULARY, RELATIONS):
            if not (folder / name).is_file():
                raise ModelError(
                    f"the language model's file {name} is not in {folder}: install the package "
                    f"anew, or build the model with `python -m train --out {folder}`"
                )
        self._made_of = (folder, threads)
        import numpy as np

        self._session = _session(folder / NETWORK, threads)
        try:
            labels = json.loads((folder / LABELS).read_text(encoding="utf-8"))
            vocabulary = (folder / VOCABULARY).read_text(encoding="utf-8").splitlines()
            self._relation_weights = np.ascontiguousarray(
                np.load(folder / RELATIONS, allow_pickle=False)
            )
            self._upos: list[str] = labels["upos"]
            self._xpos: list[str] = labels["xpos"]
            self._relations: list[str] = labels["relations"]
            self._names: list[str] = labels["names"]
            self._scripts = [parsed(script) for script in labels["scripts"]]
        except (ValueError, KeyError, OSError) as fault:
            raise ModelError(f"the language model in {folder} is damaged: {fault}") from fault
        self._pieces = WordPiece(vocabulary)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travels to other processes as the name of its folder; each loads it once."""
        return _loaded, self._made_of

    def tag(self, text: str, sentences: Sequence[tuple[Span, ...]]) -> tuple[TaggedSentence, ...]:
        """One tagged sentence for each tuple of word spans, in order."""
        windows = [
            window
            for number, spans in enumerate(sentences)
            for window in self._windows(text, number, spans)
        ]
        tagged: list[list[TaggedSentence]] = [[] for _ in sentences]
        order = sorted(range(len(windows)), key=lambda i: windows[i].length)
        done: dict[int, TaggedSentence] = {}
        for chosen in _batched(order, windows):
            group = [windows[i] for i in chosen]
            done.update(zip(chosen, self._tag(group), strict=True))
        for i, window in enumerate(windows):
            tagged[window.sentence].append(done[i])
        return tuple(_joined(parts) for parts in tagged)

    def _windows(self, text: str, number: int, spans: tuple[Span, ...]) -> Iterator[_Window]:
        words = tuple(text[span.start : span.end] for span in spans)
        pieces = tuple(map(self._pieces.pieces, words))
        start = room = 0
        for end, found in enumerate(pieces):
            if room + len(found) > MOST_PIECES:
                yield _Window(number, spans[start:end], words[start:end], pieces[start:end])
                start, room = end, 0
            room += len(found)
        if start < len(words):
            yield _Window(number, spans[start:], words[start:], pieces[start:])

    def _tag(self, group: Sequence[_Window]) -> Iterator[TaggedSentence]:
        """The windows of one batch, tagged."""
        import numpy as np

        lengths = [len(window.words) for window in group]
        found: Arrays = dict(
            zip(OUTPUTS, self._session.run(OUTPUTS, self._inputs(group)), strict=True)
        )
        heads = best_heads(found["arcs"], lengths)
        relations = self._best_relations(found["dependents"], found["governors"], heads)
        names = best_names(found["names"], self._names)
        chances = np.exp(np.take_along_axis(found["names"], names[:, :, None], 2)[:, :, 0])
        factuality = np.clip(found["factuality"], -3.0, 3.0).round(3)
        vectors = found["vectors"].astype("<f2")
        rows = zip(
            group,
            found["upos"].tolist(),
            found["xpos"].tolist(),
            found["scripts"].tolist(),
            heads.tolist(),
            relations.tolist(),
            names.tolist(),
            chances.tolist(),
            factuality.tolist(),
            vectors,
            strict=True,
        )
        for window, upos, xpos, scripts, head, relation, called, chance, facts, vector in rows:
            tokens = tuple(
                Token(
                    start=span.start,
                    end=span.end,
                    upos=self._upos[upos[i]],
                    xpos=self._xpos[xpos[i]],
                    lemma=lemma_of(window.words[i], self._scripts[scripts[i]], self._xpos[xpos[i]]),
                    head=head[i] - 1,
                    relation=self._relations[relation[i]],
                )
                for i, span in enumerate(window.spans)
            )
            yield TaggedSentence(
                tokens=tokens,
                names=self._called(window, called, chance),
                vector=vector.tobytes(),
                factuality=tuple(
                    facts[i] if token.upos in PREDICATES or token.head < 0 else 0.0
                    for i, token in enumerate(tokens)
                ),
            )

    def _inputs(self, group: Sequence[_Window]) -> Arrays:
        import numpy as np

        pieces = np.zeros((len(group), max(w.length for w in group)), dtype=np.int64)
        looks = np.zeros_like(pieces)
        first = np.zeros((len(group), max(len(w.words) for w in group)), dtype=np.int64)
        for row, window in enumerate(group):
            counts = [len(found) for found in window.pieces]
            flat = [piece for found in window.pieces for piece in found]
            end = len(flat) + 1
            pieces[row, 0] = self._pieces.start
            pieces[row, 1:end] = flat
            pieces[row, end] = self._pieces.end
            looks[row, 1:end] = np.repeat(shapes(window.words), counts)
            first[row, : len(counts)] = np.cumsum([1, *counts[:-1]])
        return {"pieces": pieces, "shapes": looks, "first": first}

    def _best_relations(self, dependents: Any, governors: Any, heads: Any) -> Any:
        """The best relation of each word to its head."""
        import numpy as np

        chosen = np.take_along_axis(governors, heads[:, :, None], axis=1)
        ones = np.ones((*heads.shape, 1), dtype=dependents.dtype)
        pair = np.concatenate([dependents, chosen, dependents * chosen, ones], axis=2)
        # One matrix, not a stack of them: that is a single call of the fast product.
        scores = (pair.reshape(-1, pair.shape[2]) @ self._relation_weights).reshape(
            *heads.shape, -1
        )
        # Only the root's relation is "root", and the root has no other.
        root = self._relations.index("root")
        scores[:, :, root] = np.where(heads == 0, np.float32(1e9), np.float32(-1e9))
        return scores.argmax(axis=2)

    def _called(
        self, window: _Window, labels: Sequence[int], chances: Sequence[float]
    ) -> tuple[Name, ...]:
        row = [self._names[label] for label in labels[: len(window.words)]]
        # Some of the training data is careless writing, with names in small letters. Where a
        # sentence has capitals, a name without any is a mistake.
        careful = any(word != word.lower() for word in window.words)
        return tuple(
            Name(
                start=window.spans[first].start,
                end=window.spans[last - 1].end,
                type=kind,
                score=round(min(chances[first:last]), 3),
            )
            for first, last, kind in name_spans(row)
            if not (careful and "".join(window.words[first:last]).islower())
        )


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as fault:  # the runtime's own errors share no parent class
        raise ModelError(f"the language model's network {path} cannot be read: {fault}") from fault


def _batched(order: Iterable[int], windows: Sequence[_Window]) -> Iterator[list[int]]:
    """Windows of like length together, each batch small enough to stay in the cache."""
    group: list[int] = []
    for i in order:
        if group and (
            len(group) >= MOST_SENTENCES or (len(group) + 1) * windows[i].length > PIECES_IN_BATCH
        ):
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _joined(parts: Sequence[TaggedSentence]) -> TaggedSentence:
    """The windows of one sentence as one: later roots hang on the first."""
    if not parts:
        return TaggedSentence(tokens=())
    if len(parts) == 1:
        return parts[0]
    import numpy as np

    root = next(i for i, token in enumerate(parts[0].tokens) if token.head < 0)
    tokens: list[Token] = []
    for part in parts:
        shift = len(tokens)
        for token in part.tokens:
            later = shift > 0 and token.head < 0
            head = root if later else token.head + shift if token.head >= 0 else -1
            tokens.append(
                Token(
                    token.start,
                    token.end,
                    token.upos,
                    token.xpos,
                    token.lemma,
                    head,
                    "parataxis" if later else token.relation,
                )
            )
    vectors = np.stack([np.frombuffer(part.vector, dtype="<f2") for part in parts])
    shares = np.array([len(part.tokens) for part in parts], dtype=np.float32)
    mean = shares @ vectors.astype(np.float32)
    return TaggedSentence(
        tokens=tuple(tokens),
        names=tuple(name for part in parts for name in part.names),
        vector=(mean / max(float(np.linalg.norm(mean)), 1e-9)).astype("<f2").tobytes(),
        factuality=tuple(value for part in parts for value in part.factuality),
    )
