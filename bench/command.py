"""``sitrep bench``: error rates from open data, and speed.

``sitrep bench SET[:TASK] --data FOLDER --split STEM --predictions OUT`` writes predictions
for anyone's scorer; ``sitrep bench speed`` times the whole line; ``sitrep bench`` alone runs
everything whose data it finds in ``SITREP_DATA`` and prints a table; ``sitrep bench scale`` (with
options of its own) measures how a kept ledger grows.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from bench.rows import Row, find, read, write
from sitrep.errors import SitrepError, UsageError

__all__ = ["ADAPTERS", "BESIDE", "data_folder", "main", "predict", "predictions"]

#: set or set:task -> module under bench.sets with ``predict(rows)``
ADAPTERS = {
    "polnear": "polnear",
    "gum:attributions": "gum_attributions",
    "gum:entities": "gum_entities",
    "gum:coref": "gum_coref",
    "gum:damage": "damage",
    "meantime:damage": "damage",
    "allsides-stories:damage": "damage",
    "news-cluster-5w1h:damage": "damage",
    "allsides-stories:takeaways": "takeaways",
    "news-cluster-5w1h:takeaways": "takeaways",
    "gvc:damage": "damage",
    "times": "times",
    "meantime": "meantime",
    "quantities": "quantities",
    "ner": "ner",
    "treebank": "treebank",
    "events": "events",
    "factuality": "factuality",
    "re3d": "re3d",
    "gvc:docs": "gvc",
    "gva-full:docs": "gva_full",
    "allsides-stories": "allsides_stories",
    "news-cluster-5w1h": "news_cluster_5w1h",
    "semeval22-news-sim": "similarity",
    "derivations": "derivations",
}
#: the same for sets whose rows point to other files: ``predict(rows, folder)``
BESIDE = {
    "html-articles": "html_articles",
    "gvc:numbers": "tolls",
    "gva-full:numbers": "tolls",
    "ecbplus:pairs": "ecb_pairs",
    "ecbplus:events": "ecb_events",
    "bump": "support",
    "summedits-news": "support",
}


def main(arguments: Sequence[str]) -> int:
    """The exit code of ``sitrep bench`` with these arguments."""
    if arguments and arguments[0] == "scale":
        return int(importlib.import_module("bench.streams.scale").main(arguments[1:]))
    parser = argparse.ArgumentParser(prog="sitrep bench", description=__doc__)
    parser.add_argument("set", nargs="?", help="SET, SET:TASK, speed or scale; all if left out")
    parser.add_argument("--data", type=Path, help="folder of the gold file; default SITREP_DATA")
    parser.add_argument("--split", help="the gold file's name without its ending")
    parser.add_argument("--predictions", type=Path, help="where predictions go")
    parser.add_argument("--out", type=Path, help="where results go, as JSON")
    parser.add_argument("--only", nargs="+", default=[], help="sets of the table; all if left out")
    parser.add_argument("--full", action="store_true", help="all rows of long sets")
    parser.add_argument("--gate", action="store_true", help="exit code 1 below a floor")
    options = parser.parse_args(arguments)
    try:
        return _run(options)
    except SitrepError as error:
        print(f"sitrep bench: {error}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    if options.set == "speed":
        speed = importlib.import_module("bench.speed")
        return int(speed.main(options.out))
    if options.set is None:
        table = importlib.import_module("bench.table")
        return int(
            table.main(
                options.data or data_folder(),
                options.out,
                only=options.only,
                full=options.full,
                gate=options.gate,
            )
        )
    if options.split is None or options.predictions is None:
        raise UsageError("--split STEM and --predictions OUT are needed with a SET")
    name = options.set.split(":")[0]
    gold = find(options.data or data_folder(), name, options.split)
    count = write(options.predictions, predict(options.set, gold))
    print(f"{count} rows written to {options.predictions}")
    return 0


def predict(name: str, gold: Path) -> Iterator[Row]:
    """Predictions for the rows of a gold file, whose labels are not looked at.

    Raises:
        UsageError: for a set that no adapter serves.
    """
    return predictions(name, read(gold), gold.parent)


def predictions(name: str, rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """Predictions for some rows of a set, whose other files lie in ``folder``.

    Raises:
        UsageError: for a set that no adapter serves.
    """
    if name in ADAPTERS:
        adapter = importlib.import_module(f"bench.sets.{ADAPTERS[name]}")
        return cast("Iterator[Row]", adapter.predict(rows))
    if name in BESIDE:
        adapter = importlib.import_module(f"bench.sets.{BESIDE[name]}")
        return cast("Iterator[Row]", adapter.predict(rows, folder))
    raise UsageError(f"unknown set {name!r}; known: {', '.join(sorted({**ADAPTERS, **BESIDE}))}")


def data_folder() -> Path:
    """The folder of the open sets, from SITREP_DATA.

    Raises:
        UsageError: when it is not set.
    """
    folder = os.environ.get("SITREP_DATA")
    if not folder:
        raise UsageError("no data: give --data FOLDER or set SITREP_DATA (see bench/README.md)")
    return Path(folder)
