"""All training sentences, from one folder of data sets."""

from __future__ import annotations

from pathlib import Path

from train.example import Example
from train.sources.factuality import with_factuality
from train.sources.gum import gum
from train.sources.names import EMERGING, POLITICS, UNIVERSAL, WIKIGOLD, names
from train.sources.own import named_sentences, told_facts
from train.sources.treebanks import treebank
from train.sources.wikinews import wikinews


def examples(data: Path) -> list[Example]:
    """Every sentence that may be learned from; the kept-back folds are not among them."""
    sets = data / "ner"
    found = [
        *with_factuality(
            treebank(data / "treebank/en_ewt-ud-train.conllu.gz"),
            data / "factuality/uds_ih2_train.jsonl.gz",
        ),
        *gum(data / "gum/train.jsonl.gz"),
        *names(sets / "uner_pud_dev.jsonl.gz", UNIVERSAL, weight=3, folded=True),
        *names(sets / "uner_ewt_dev.jsonl.gz", UNIVERSAL, weight=1, folded=False),
        *names(sets / "crossner_politics_train.jsonl.gz", POLITICS, weight=2, folded=True),
        *names(sets / "crossner_politics_dev.jsonl.gz", POLITICS, weight=2, folded=True),
        *names(sets / "wikigold_dev.jsonl.gz", WIKIGOLD, weight=2, folded=True),
        *names(sets / "wnut17_train.jsonl.gz", EMERGING, weight=1, folded=False),
        *names(sets / "wnut17_dev.jsonl.gz", EMERGING, weight=1, folded=False),
        *wikinews(data / "meantime/dev.jsonl.gz", weight=2),
        *named_sentences(weight=2),
        *told_facts(),
    ]
    return [example for example in found if example.words]
