"""The table of inflected forms and their lemmas, counted from the treebanks.

``python -m train.lemma_table --data FOLDER --out src/sitrep/data/lemmas.tsv.gz`` reads the
training parts of EWT and GUM-open; the file is the same whenever it is made from the same data.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from pathlib import Path

TREEBANKS = ("en_ewt-ud-train", "en_gum-open-train")
#: Penn tags of inflected forms, by the class under which they are looked up
CLASSES = {
    "VBD": "V", "VBN": "V", "VBG": "V", "VBZ": "V", "VBP": "V", "VB": "V", "NNS": "N", "NN": "N",
    "JJR": "A", "JJS": "A", "RBR": "A", "RBS": "A", "JJ": "A",
}  # fmt: skip
HEADER = (
    "# Inflected forms, their class (V verb, N noun, A adjective or adverb) and their lemmas.\n"
    "# Source: counted from the training parts of UD English-EWT (CC BY-SA 4.0) and GUM, open\n"
    "# genres (CC BY 4.0), by python -m train.lemma_table. Licence: CC BY-SA 4.0.\n"
)


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in TREEBANKS:
        path = options.data / "treebank" / f"{name}.conllu.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.split("\t")
                if len(columns) == 10 and columns[0].isdigit() and columns[4] in CLASSES:
                    form, lemma = columns[1].lower(), columns[2].lower()
                    if form.isalpha() and lemma.isalpha():
                        counts[form, CLASSES[columns[4]]][lemma] += 1
    rows = []
    for (form, kind), lemmas in sorted(counts.items()):
        best = max(sorted(lemmas), key=lambda lemma: lemmas[lemma])
        rows.append(f"{form}\t{kind}\t{best}\n")
    data = (HEADER + "".join(rows)).encode("utf-8")
    options.out.write_bytes(gzip.compress(data, mtime=0))
    print(f"{len(rows)} forms, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
