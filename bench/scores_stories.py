"""The same for sets whose figures are made over the whole: groupings, rankings, tolls."""

from __future__ import annotations

from collections.abc import Sequence

from bench import metrics
from bench.rows import Row
from bench.scores import Figures, Part

#: how documents are grouped: all at hand, as they come, after one repair at the end
_WAYS = {"guess": "", "online": " online", "repaired": " repaired"}


def story(gold: Row, guess: Row) -> Part:
    """The stories that a report is put into: in a batch, as it came, after a repair."""
    batch = guess.get("story", ("alone", gold["id"]))
    return {
        "gold": gold["story"],
        "guess": batch,
        "online": guess.get("online", batch),
        "repaired": guess.get("repaired", batch),
    }


def story_figures(parts: Sequence[Part]) -> Figures:
    """BCubed and pairwise F1 of a batch, strictly online, and after a repair."""
    figures: Figures = {}
    for way, name in _WAYS.items():
        gold, guess = _clusters([{"gold": p["gold"], "guess": p[way]} for p in parts])
        figures[f"BCubed F1{name}"] = metrics.bcubed(gold, guess)
        figures[f"pairwise F1{name}"] = metrics.pairwise(gold, guess)
    return figures


def chain(gold: Row, guess: Row) -> Part:
    """The chains that a mention is put into."""
    return {"gold": gold["chain"], "guess": guess.get("chain", ("alone", gold["id"]))}


def chain_figures(parts: Sequence[Part]) -> Figures:
    """MUC, BCubed and CEAFe F1, and their mean."""
    gold, guess = _clusters(parts)
    muc, bcubed = metrics.muc(gold, guess), metrics.bcubed(gold, guess)
    ceafe = metrics.ceafe(gold, guess)
    return {"CoNLL F1": (muc + bcubed + ceafe) / 3, "MUC": muc, "B3": bcubed, "CEAFe": ceafe}


def _clusters(parts: Sequence[Part]) -> tuple[dict[str, object], dict[str, object]]:
    """Labels by place: a document drawn twice is two documents of one story."""
    gold = {str(at): part["gold"] for at, part in enumerate(parts)}
    guess = {str(at): part["guess"] for at, part in enumerate(parts)}
    return gold, guess


def toll(gold: Row, guess: Row) -> Part:
    """Killed and injured of an incident."""
    return {key: gold[key] == guess.get(key) for key in ("killed", "injured")}


def toll_figures(parts: Sequence[Part]) -> Figures:
    """Shares of incidents with the exact figures."""
    count = max(1, len(parts))
    return {
        "both exact": 100 * sum(p["killed"] and p["injured"] for p in parts) / count,
        "killed exact": 100 * sum(p["killed"] for p in parts) / count,
        "injured exact": 100 * sum(p["injured"] for p in parts) / count,
    }


def pair(gold: Row, guess: Row) -> Part:
    """Label and score of a pair."""
    return {"gold": int(gold["label"]), "score": float(guess.get("score", 0.0))}


def pair_figures(parts: Sequence[Part]) -> Figures:
    """Area under the curve."""
    return {"AUC": metrics.auc([p["gold"] for p in parts], [p["score"] for p in parts])}


def alike(gold: Row, guess: Row) -> Part:
    """How alike people find two articles (1 alike to 4 not, turned), and the score."""
    return {"gold": -float(gold["overall"]), "score": float(guess.get("score", 0.0))}


def alike_figures(parts: Sequence[Part]) -> Figures:
    """Pearson's r, and the area under the curve for one story (<= 2) or not (>= 3)."""
    clear = [p for p in parts if not -3 < p["gold"] < -2]
    return {
        "r": metrics.pearson([p["gold"] for p in parts], [p["score"] for p in parts]),
        "AUC": metrics.auc([int(p["gold"] >= -2) for p in clear], [p["score"] for p in clear]),
    }


def bump(gold: Row, guess: Row) -> Part:
    """Scores of the faithful and the unfaithful summary."""
    return {"task": gold["task"], "scores": (guess.get("faithful", 0), guess.get("unfaithful", 0))}


def bump_figures(parts: Sequence[Part]) -> Figures:
    """Area under the curve and consistency of both tasks."""
    found: Figures = {}
    for task in (1, 2):
        scores = [p["scores"] for p in parts if p["task"] == task]
        if scores:
            labels = [1] * len(scores) + [0] * len(scores)
            pooled = [a for a, _ in scores] + [b for _, b in scores]
            found[f"task {task} AUC"] = metrics.auc(labels, pooled)
            found[f"task {task} consistency"] = 100 * sum(a > b for a, b in scores) / len(scores)
    return found


def edits(gold: Row, guess: Row) -> Part:
    """Label, guess and score of a summary."""
    return {
        "pair": (int(gold["label"]), int(guess.get("label", 0))),
        "gold": int(gold["label"]),
        "score": float(guess.get("score", 0.0)),
    }


def edits_figures(parts: Sequence[Part]) -> Figures:
    """Balanced accuracy and area under the curve."""
    return {
        "balanced accuracy": metrics.balanced_accuracy([p["pair"] for p in parts]),
        "AUC": metrics.auc([p["gold"] for p in parts], [p["score"] for p in parts]),
    }
