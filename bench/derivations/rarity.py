"""Makes ``src/sitrep/data/rarity.tsv``: how often each word stem stands in open English text.

Usage: ``SITREP_DATA=... python -m bench.derivations.rarity``
Only sets whose licence allows a shipped table are read: the UD English treebanks EWT and PUD
(CC BY-SA), GUM's open genres and MEANTIME (CC BY).
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sitrep.words import stems

TARGET = Path(__file__).parents[2] / "src" / "sitrep" / "data" / "rarity.tsv"
TREEBANKS = (
    "en_ewt-ud-train.conllu.gz",
    "en_ewt-ud-dev.conllu.gz",
    "en_gum-open-train.conllu.gz",
    "en_gum-open-dev.conllu.gz",
    "en_pud-ud-dev.conllu.gz",
)
FEWEST = 2
HEADER = """\
# Word stems (sitrep.words) and how often they stand in open English text; first row: all words.
# Counted by bench/derivations/rarity.py over UD English EWT and PUD (CC BY-SA 4.0, CC BY-SA 3.0),
# GUM's open genres (CC BY 2.5, CC BY-SA 3.0) and MEANTIME (CC BY 4.0): counts only, no text.
"""


def texts(data: Path) -> Iterator[str]:
    """Each sentence or article of the open sets."""
    for name in TREEBANKS:
        with gzip.open(data / "treebank" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("# text = "):
                    yield line.removeprefix("# text = ").strip()
    with gzip.open(data / "meantime" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def main() -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    for text in texts(Path(os.environ["SITREP_DATA"])):
        counts.update(stem for stem in stems(text) if not stem[0].isdigit())
    total = sum(counts.values())
    kept = sorted((stem, n) for stem, n in counts.items() if n >= FEWEST)
    body = "".join(f"{stem}\t{n}\n" for stem, n in kept)
    TARGET.write_text(f"{HEADER}*\t{total}\n{body}", encoding="utf-8")
    print(f"{total} words, {len(kept)} stems kept, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
