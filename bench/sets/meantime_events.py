"""Event mentions with certainty, time and polarity: the events layer of MEANTIME."""

from __future__ import annotations

from collections.abc import Sequence

from bench.rows import Row
from sitrep.claims.plover import event_nouns
from sitrep.claims.realis import realis
from sitrep.claims.tree import Tree
from sitrep.records import Certainty, Sentence

__all__ = ["events_of"]

#: the ladder as MEANTIME's three steps
_STEPS: dict[Certainty, str] = {"possible": "POSSIBLE", "likely": "PROBABLE"}
#: endings of nouns that tell of an action
_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "al", "ing", "ure")
#: nouns with such an ending that tell of none
_THINGS = frozenset(
    {"government", "department", "document", "station", "nation", "position", "section", "region"}
    | {"million", "billion", "official", "material", "capital", "hospital", "building", "engine"}
    | {"environment", "equipment", "apartment", "element", "animal", "journal", "population"}
    | {"morning", "evening", "thing", "king", "ring", "future", "culture", "figure", "picture"}
    | {"corporation", "organization", "organisation", "association", "institution", "edition"}
    | {"percent", "moment", "season", "science", "audience", "generation", "instrument", "signal"}
)


def events_of(sentences: Sequence[Sentence]) -> list[Row]:
    """The event mentions of analysed sentences, in the form of the scorer.

    Args:
        sentences: sentences with tokens and parses.

    Returns:
        ``{"start", "end", "certainty", "time", "polarity"}`` in order of place.
    """
    found = []
    for sentence in sentences:
        tree = Tree(sentence.tokens)
        for at, token in enumerate(sentence.tokens):
            if _tells(tree, at):
                standing = realis(tree, at)
                found.append(
                    {
                        "start": token.start,
                        "end": token.end,
                        "certainty": _STEPS.get(standing.certainty, "CERTAIN"),
                        "time": "FUTURE" if standing.future else "NON_FUTURE",
                        "polarity": "NEG" if standing.polarity == "negative" else "POS",
                    }
                )
    return found


def _tells(tree: Tree, at: int) -> bool:
    """True for verbs and for nouns of action."""
    upos, relation = tree.tokens[at].upos, tree.relation(at)
    if upos == "VERB":
        return relation != "amod" and relation != "case"
    if upos == "AUX":
        return relation == "cop"
    lemma = tree.lemma(at)
    if upos != "NOUN" or relation == "compound" or lemma in _THINGS:
        return False
    return lemma in event_nouns() or lemma.endswith(_ENDINGS)
