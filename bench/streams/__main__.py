"""Writes a made stream as JSON Lines: ``python -m bench.streams --reports 1000 --seed 1 --out F``.

Fields: ``id``, ``title``, ``text``, ``publisher``, ``date`` (ISO 8601), and the truth in ``story``
and ``copy_of``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bench.streams.make import A_DAY, make


def main() -> None:
    """Writes the file."""
    parser = argparse.ArgumentParser(prog="python -m bench.streams", description=__doc__)
    parser.add_argument("--reports", type=int, required=True, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same stream")
    parser.add_argument("--a-day", type=int, default=A_DAY, help="reports published a day")
    parser.add_argument("--out", type=Path, required=True, help="the file, JSON Lines")
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for made in make(options.seed, options.reports, a_day=options.a_day):
            one = made.report
            row = {
                "id": one.id,
                "title": one.title,
                "text": one.text,
                "publisher": one.publisher,
                "date": one.published.isoformat() if one.published else None,
                "story": made.story,
                "copy_of": made.copy_of,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
