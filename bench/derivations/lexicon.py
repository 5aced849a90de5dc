"""Makes ``src/sitrep/data/lexicon.txt.gz``: the words of open English text, in small letters.

Usage: ``SITREP_DATA=... python -m bench.derivations.lexicon``
Only sets whose licence allows a shipped table are read: the UD English treebanks EWT, GUM and
PUD (CC BY-SA), MEANTIME, Wikigold, UNER, WNUT-17 (CC BY, CC BY-SA), CrossNER (MIT), re3d
(public domain, OGL, CC BY; its CC BY-NC part is left out), and the vocabulary of the language
model (Apache-2.0). Words only: no text, no counts.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parents[2] / "src" / "sitrep" / "data"
TARGET = DATA / "lexicon.txt.gz"
WORD = re.compile(r"[^\W\d_]+")
TREEBANKS = (
    "en_ewt-ud-train.conllu.gz",
    "en_ewt-ud-dev.conllu.gz",
    "en_gum-open-train.conllu.gz",
    "en_gum-open-dev.conllu.gz",
    "en_pud-ud-dev.conllu.gz",
)
NAMES = (
    "uner_pud_dev",
    "uner_ewt_dev",
    "wikigold_dev",
    "crossner_politics_train",
    "crossner_politics_dev",
    "wnut17_train",
    "wnut17_dev",
)
HEADER = """\
# Words of open English text in small letters (bench/derivations/lexicon.py): UD English EWT, GUM
# and PUD (CC BY-SA 4.0, 3.0), MEANTIME, Wikigold, WNUT-17 (CC BY 4.0), UNER (CC BY-SA), CrossNER
# (MIT), re3d (open parts), BERT's English vocabulary (Apache-2.0). Words only: no text, no counts.
"""


def rows(path: Path) -> Iterator[dict[str, object]]:
    """The rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def texts(data: Path) -> Iterator[str]:
    """Each sentence or article of the open sets."""
    for name in TREEBANKS:
        with gzip.open(data / "treebank" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("# text = "):
                    yield line.removeprefix("# text = ")
    for name in NAMES:
        for row in rows(data / "ner" / f"{name}.jsonl.gz"):
            tokens = row["tokens"]
            assert isinstance(tokens, list)
            yield " ".join(tokens)
    for row in rows(data / "meantime" / "dev.jsonl.gz"):
        yield str(row["text"])
    for row in rows(data / "re3d" / "dev.jsonl.gz"):
        if "NC" not in str(row["licence"]):
            yield str(row["text"])


def main() -> None:
    """Collect and write, with a fixed time stamp so that the bytes are the same each time."""
    found = {
        word.lower()
        for text in texts(Path(os.environ["SITREP_DATA"]))
        for word in WORD.findall(text)
    }
    vocabulary = (DATA / "models" / "vocab.txt").read_text(encoding="utf-8").split()
    found |= {word for word in vocabulary if word.isalpha()}
    kept = sorted(word for word in found if word.isascii() and len(word) >= 3)
    body = (HEADER + "\n".join(kept) + "\n").encode()
    TARGET.write_bytes(gzip.compress(body, 9, mtime=0))
    print(f"{len(kept)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
