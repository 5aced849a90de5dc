"""What each document adds to the figures of a set, by the definitions of the public scorers.

A *tally* turns gold rows and predictions into one part a document; a *summary* turns any
choice of parts into figures in per cent, so that figures can be drawn again over documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench.metrics import f1, macro_f1, pearson
from bench.rows import Row
from bench.times_alike import gold_values, same_time
from sitrep.words import rarity, words_of

__all__ = ["Figures", "Part", "Summary", "Tally"]

Part = Mapping[str, Any]
Figures = dict[str, float]
Tally = Callable[[Row, Row], Part]
Summary = Callable[[Sequence[Part]], Figures]
Spans = Sequence[Sequence[int]]
#: rarity up to which a word is too common to tell anything (see :func:`sitrep.words.rarity`)
COMMON = 0.12


def _sum(parts: Sequence[Part], name: str) -> float:
    return float(sum(part[name] for part in parts))


def shared(one: Sequence[int], other: Sequence[int]) -> int:
    """Characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


# Attributions (PolNeAR, GUM)


def attributions(gold: Row, guess: Row) -> Part:
    """Contents found exactly and softly; quoted contents found and their speakers."""
    wanted = _distinct(gold["attributions"])
    found = _distinct(guess.get("attributions", []))
    quoted = [a for a in gold["attributions"] if a.get("directness") in ("direct", "mixed")]
    met, right = _speakers(quoted, guess.get("attributions", []))
    return {
        "exact": len(wanted.keys() & found.keys()),
        "predicted": len(found),
        "gold": len(wanted),
        "soft": sum(_best(chars, wanted) for chars in found.values()),
        "soft gold": sum(_best(chars, found) for chars in wanted.values()),
        "quoted": len(quoted),
        "met": met,
        "right": right,
    }


def attribution_figures(parts: Sequence[Part]) -> Figures:
    """Content soft and exact F1; quotations found and speaker right."""
    found = _sum(parts, "met")
    soft = (_sum(parts, "soft"), _sum(parts, "predicted"), _sum(parts, "gold"))
    return {
        "content soft F1": f1(*soft, _sum(parts, "soft gold")),
        "content exact F1": f1(_sum(parts, "exact"), soft[1], soft[2]),
        "quotes found": 100 * found / max(1, _sum(parts, "quoted")),
        "speaker right": 100 * _sum(parts, "right") / max(1, found),
    }


def _chars(spans: Spans) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def _distinct(rows: Sequence[Row]) -> dict[tuple[tuple[int, ...], ...], frozenset[int]]:
    return {tuple(map(tuple, r["content"])): _chars(r["content"]) for r in rows if r.get("content")}


def _best(chars: frozenset[int], others: Mapping[Any, frozenset[int]]) -> float:
    if not chars:
        return 0.0
    return max((len(chars & other) for other in others.values()), default=0) / len(chars)


def _speakers(gold: Sequence[Row], guess: Sequence[Row]) -> tuple[int, int]:
    """(contents found by half, those whose source overlaps the gold's)."""
    found = [(_chars(r["content"]), _chars(r.get("source", []))) for r in guess if r.get("content")]
    met = right = 0
    for row in gold:
        content, source = _chars(row["content"]), _chars(row["source"])
        if not content or not found:
            continue
        best = max(found, key=lambda one: len(content & one[0]) / len(content | one[0]))
        if len(content & best[0]) / len(content | best[0]) < 0.5:
            continue
        met += 1
        right += bool(source & best[1]) if source else not best[1]
    return met, right


# Times


def times(gold: Row, guess: Row) -> Part:
    """Matches of TempEval-3's task A."""
    wanted, found = gold["timex"], guess.get("timex", [])
    part: Counter[str] = Counter({"gold": len(wanted), "predicted": len(found)})
    spans = {(x["start"], x["end"]) for x in wanted}
    part["strict"] = len(spans & {(x["start"], x["end"]) for x in found})
    for one in found:
        here = (one["start"], one["end"])
        best = max(wanted, key=lambda x: shared(here, (x["start"], x["end"])), default=None)
        if best is None or not shared(here, (best["start"], best["end"])):
            continue
        part["relaxed"] += 1
        values = gold_values(best)
        part["valued"] += bool(values)
        part["value"] += bool(values) and same_time(one.get("value"), values)
    part["relaxed gold"] = sum(
        any(shared((p["start"], p["end"]), (x["start"], x["end"])) for p in found) for x in wanted
    )
    return part


def time_figures(parts: Sequence[Part]) -> Figures:
    """Strict, relaxed and value F1."""
    predicted, gold = _sum(parts, "predicted"), _sum(parts, "gold")
    relaxed = f1(_sum(parts, "relaxed"), predicted, gold, _sum(parts, "relaxed gold"))
    return {
        "value F1": relaxed * _sum(parts, "value") / max(1, _sum(parts, "valued")),
        "relaxed F1": relaxed,
        "strict F1": f1(_sum(parts, "strict"), predicted, gold),
    }


# MEANTIME


def meantime(gold: Row, guess: Row) -> Part:
    """Times, spans of values and entities, and the attributes of events found."""
    part = dict(times(gold, guess))
    for layer in ("values", "entities"):
        part |= {f"{layer} {k}": v for k, v in _typed(gold[layer], guess.get(layer, [])).items()}
    found = {(x["start"], x["end"]): x for x in guess.get("events", [])}
    pairs: dict[str, list[tuple[object, object]]] = {"certainty": [], "time": []}
    for event in gold["events"]:
        one = found.get((event["start"], event["end"]))
        for name, told in pairs.items():
            if one and event.get(name) and event[name] != "UNDERSPECIFIED":
                told.append((event[name], one.get(name)))
    return part | pairs


def meantime_figures(parts: Sequence[Part]) -> Figures:
    """Time value F1; typed F1 of values; macro-F1 of certainty and time of events found."""
    pairs = {k: [pair for part in parts for pair in part[k]] for k in ("certainty", "time")}
    return {
        "time value F1": time_figures(parts)["value F1"],
        "values F1": f1(*(_sum(parts, f"values {k}") for k in ("hits", "predicted", "gold"))),
        "certainty macro-F1": macro_f1(pairs["certainty"]),
        "future macro-F1": macro_f1(pairs["time"]),
    }


# Spans with a type (re3d, GUM's entities, names)


def _typed(gold: Sequence[Row], guess: Sequence[Row]) -> dict[str, int]:
    wanted = {(x["start"], x["end"]): x.get("type") for x in gold}
    found = {(x["start"], x["end"]): x.get("type") for x in guess}
    hits = sum(wanted[span] == found[span] for span in wanted.keys() & found.keys())
    return {"hits": hits, "predicted": len(found), "gold": len(wanted)}


def entities(gold: Row, guess: Row) -> Part:
    """Spans with the right type."""
    wanted = {(x["start"], x["end"], x["type"]) for x in gold["entities"]}
    found = {(x["start"], x["end"], x["type"]) for x in guess.get("entities", [])}
    return {"hits": len(wanted & found), "predicted": len(found), "gold": len(wanted)}


def named(gold: Row, guess: Row) -> Part:
    """The same for named mentions only."""
    return entities(
        *({"entities": [x for x in r.get("entities", []) if x["named"]]} for r in (gold, guess))
    )


_COARSE = {
    **dict.fromkeys(("per", "person", "politician"), "PER"),
    **dict.fromkeys(("org", "organization", "organisation", "politicalparty"), "ORG"),
    **dict.fromkeys(("corporation", "group"), "ORG"),
    **dict.fromkeys(("loc", "location", "country"), "LOC"),
}


def coarse_names(gold: Row, guess: Row) -> Part:
    """Persons, bodies and places over gold tokens."""
    wanted = {(s, e, _COARSE[t]) for s, e, t in _tagged(gold["tags"]) if t in _COARSE}
    found = {(s, e, t) for s, e, t in guess.get("entities", [])}
    return {"hits": len(wanted & found), "predicted": len(found), "gold": len(wanted)}


def _tagged(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    found = set()
    start, kind = -1, ""
    for at, tag in enumerate((*tags, "O")):
        if start >= 0 and (tag[0] != "I" or tag[2:] != kind):
            found.add((start, at, kind.lower()))
            start = -1
        if tag[0] == "B" or (tag[0] == "I" and start < 0):
            start, kind = at, tag[2:]
    return found


def span_figures(parts: Sequence[Part]) -> Figures:
    """F1 of spans with their type."""
    return {"F1": f1(*(_sum(parts, name) for name in ("hits", "predicted", "gold")))}


# Quantities


def quantities(gold: Row, guess: Row) -> Part:
    """Exact spans; overlapping spans with the same value."""
    wanted = [x for x in _quantities(gold) if x.get("start", -1) >= 0]
    found = guess.get("quantities", [])
    part: Counter[str] = Counter({"gold": len(wanted), "predicted": len(found)})
    free = list(wanted)
    for one in found:
        here, value = (one["start"], one["end"]), _number(one.get("value"))
        part["exact"] += any(here == (x["start"], x["end"]) for x in wanted)
        ranked = [
            (shared(here, (x["start"], x["end"])), value == _number(x.get("value"))) for x in free
        ]
        if not ranked or not max(ranked)[0]:
            continue
        at = ranked.index(max(ranked))
        part["near"] += 1
        part["value"] += ranked[at][1]
        del free[at]
    return part


def _quantities(row: Row) -> list[Row]:
    if "annotations" in row:
        return [x for x in row["annotations"] if x["type"] == "Quantity"]
    found: list[Row] = row.get("quantities", [])
    return found


def _number(value: object) -> object:
    try:
        return round(float(str(value).replace(",", "")), 6)
    except ValueError:
        return None if value is None else str(value).strip().lower()


def quantity_figures(parts: Sequence[Part]) -> Figures:
    """Overlap with value, and exact, F1."""
    rest = (_sum(parts, "predicted"), _sum(parts, "gold"))
    return {
        "overlap and value F1": f1(_sum(parts, "value"), *rest),
        "overlap F1": f1(_sum(parts, "near"), *rest),
        "exact F1": f1(_sum(parts, "exact"), *rest),
    }


# Tags and trees


def tree(gold: Row, guess: Row) -> Part:
    """Right parts of speech, lemmas and heads with relations, of gold words."""
    part: Counter[str] = Counter()
    for wanted, found in zip(_words(gold), _words(guess), strict=True):
        part["words"] += 1
        part["UPOS"] += wanted[3] == found[3]
        part["lemma"] += wanted[2] == found[2]
        head = wanted[6] == found[6]
        part["LAS"] += head and wanted[7].split(":")[0] == found[7].split(":")[0]
    return part


def _words(row: Row) -> list[list[str]]:
    columns = (line.split("\t") for line in row["conllu"])
    return [one for one in columns if one[0].isdigit()]


def tree_figures(parts: Sequence[Part]) -> Figures:
    """Shares of words."""
    words = max(1, _sum(parts, "words"))
    return {name: 100 * _sum(parts, name) / words for name in ("UPOS", "LAS", "lemma")}


# Events and factuality


def root(gold: Row, guess: Row) -> Part:
    """The type of a row's event."""
    return {"pair": (gold.get("root") or gold.get("event"), guess.get("root"))}


def root_figures(parts: Sequence[Part]) -> Figures:
    """Macro-F1 over types, accuracy."""
    pairs = [part["pair"] for part in parts]
    return {
        "macro-F1": macro_f1(pairs),
        "accuracy": 100 * sum(a == b for a, b in pairs) / max(1, len(pairs)),
    }


def factuality(gold: Row, guess: Row) -> Part:
    """Gold scores and predictions of a sentence's targets."""
    told = guess.get("scores", [])
    return {
        "gold": [t["score"] for t in gold["targets"]],
        "guess": [told[at] if at < len(told) else 0.0 for at in range(len(gold["targets"]))],
    }


def factuality_figures(parts: Sequence[Part]) -> Figures:
    """Pearson's r (times 100) and mean absolute error."""
    gold = [score for part in parts for score in part["gold"]]
    guess = [score for part in parts for score in part["guess"]]
    error = sum(abs(a - b) for a, b in zip(gold, guess, strict=True)) / max(1, len(gold))
    return {"r": pearson(gold, guess), "MAE": error}


# Pages


def shingles(gold: Row, guess: Row) -> Part:
    """Shingles of four words of a page."""
    wanted, found = _shingles(gold["text"]), _shingles(guess.get("text") or "")
    hits = (wanted & found).total()
    return {
        "precision": hits / found.total() if found else None,
        "recall": hits / wanted.total() if wanted else float(not found),
    }


def _shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)))


def shingle_figures(parts: Sequence[Part]) -> Figures:
    """F1 of mean precision and mean recall."""
    precision = [part["precision"] for part in parts if part["precision"] is not None]
    recall = sum(part["recall"] for part in parts) / len(parts)
    mean = sum(precision) / max(1, len(precision))
    return {"F1": 200 * mean * recall / (mean + recall) if mean + recall else 0.0}


def segments(gold: Row, guess: Row) -> Part:
    """Stretches that must, and must not, be in the text of a page."""
    text = guess.get("text") or ""
    hits = sum(one in text for one in gold["with"])
    false = sum(one in text for one in gold["without"])
    part: Counter[str] = Counter(hits=hits, predicted=hits + false, gold=len(gold["with"]))
    if gold.get("date"):
        part["dated"] = 1
        part["day"] = int(guess.get("date") == gold["date"][:10])
    if gold.get("author"):
        part["signed"] = 1
        part["author"] = int(_same_author(gold["author"], guess.get("author") or ""))
    return part


def _same_author(gold: str | list[str], guess: str) -> bool:
    """Whether an author of the gold is named, or the guess inside one; sets join names freely."""
    names = [name.lower() for name in (gold if isinstance(gold, list) else [gold])]
    return bool(guess) and any(name in guess.lower() or guess.lower() in name for name in names)


def page_figures(parts: Sequence[Part]) -> Figures:
    """F1 of segments; days of publication and authors that are right, of those known."""
    return {
        **span_figures(parts),
        "date right": 100 * _sum(parts, "day") / max(1, _sum(parts, "dated")),
        "author right": 100 * _sum(parts, "author") / max(1, _sum(parts, "signed")),
    }


# Damage


def alarms(gold: Row, guess: Row) -> Part:
    """Sentences of a document whose text is clean, and what was called garbled in them."""
    del gold
    return {"sentences": guess.get("sentences", 0), "alarms": len(guess.get("garbled", []))}


def alarm_figures(parts: Sequence[Part]) -> Figures:
    """False alarms in 2,000 sentences; less is better."""
    return {"false alarms": 2000 * _sum(parts, "alarms") / max(1, _sum(parts, "sentences"))}


# Takeaways


def titles(gold: Row, guess: Row) -> Part:
    """The words of a document's title, and how many stand in the first lines of its brief."""
    words = _content(gold["title"] or "")
    lines = guess.get("lines", [])
    return {
        "words": len(words),
        "first": len(words & _content(" ".join(lines[:1]))),
        "told": len(words & _content(" ".join(lines))),
    }


def title_figures(parts: Sequence[Part]) -> Figures:
    """Share of the titles' words that the first five lines tell, and the first line alone."""
    words = max(1, _sum(parts, "words"))
    return {
        "title words told": 100 * _sum(parts, "told") / words,
        "by the first line": 100 * _sum(parts, "first") / words,
    }


def _content(text: str) -> frozenset[str]:
    """The stems of words that are not among the commonest of open English."""
    return frozenset(w.stem for w in words_of(text) if rarity(w.stem) > COMMON)
