"""The label inventories of the model, learned from the training sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from sitrep.analysis.lemmas import script
from train.example import EVENT_ASPECTS, NAME_LABELS, PART_LABELS, Example

RAREST_SCRIPT = 3
RAREST_RELATION = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the classes of each head, in the order of the head's outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    scripts: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = NAME_LABELS
    parts: tuple[str, ...] = PART_LABELS
    events: tuple[str, ...] = EVENT_ASPECTS

    def as_dict(self) -> dict[str, tuple[str, ...]]:
        """The inventories by name, for the label file."""
        return asdict(self)


def learned(examples: Sequence[Example]) -> Labels:
    """Every tag, relation and lemma edit that is seen often enough."""
    tagged = [e for e in examples if e.upos]
    scripts = (
        script(word, lemma) for e in tagged for word, lemma in zip(e.words, e.lemmas, strict=True)
    )
    return Labels(
        upos=_frequent((tag for e in tagged for tag in e.upos), 1),
        xpos=_frequent((tag for e in tagged for tag in e.xpos), 1),
        scripts=_frequent(scripts, RAREST_SCRIPT),
        relations=_frequent((r for e in tagged for r in e.relations), RAREST_RELATION),
    )


def _frequent(values: Iterable[str], least: int) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(value for value, count in counts.items() if count >= least))
