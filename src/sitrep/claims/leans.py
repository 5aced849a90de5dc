"""What keeps a stretch of text from standing alone."""

from __future__ import annotations

from sitrep.claims.clauses import Unit
from sitrep.claims.tree import Tree
from sitrep.data.tables import words

__all__ = ["leaning"]

#: how many words into a stretch a relative pronoun without an antecedent may stand
_OPENING = 4
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})


def leaning(
    tree: Tree, unit: Unit, *, told: bool = False, persons: frozenset[int] | None = None
) -> str | None:
    """The words that tie a stretch to what stands outside it.

    Args:
        tree: the sentence.
        unit: the stretch of words.
        told: True for words that a source named in the sentence says: what it calls "he"
            or "its" may stand anywhere before in the sentence.
        persons: the words inside names of persons; None when names were not looked for,
            then any proper noun can be "he".

    Returns:
        "pronoun It", "demonstrative This move", "opener Therefore", ...; None when the
        stretch stands alone.
    """
    torn = _opener(tree, unit) or _relative(tree, unit) or _fragment(tree, unit)
    if torn is not None:
        return torn
    sight = range(0 if told else unit.first, unit.last + 1)
    for at in range(unit.first, unit.last + 1):
        found = (
            _pronoun(tree, sight, at, persons)
            or _demonstrative(tree, unit, at)
            or _additive(tree, at)
        )
        if found is not None:
            return found
    return _definites(tree, unit) or _pair(tree, unit)


def _text(tree: Tree, first: int, last: int) -> str:
    return " ".join(tree.tokens[at].lemma for at in range(first, last + 1))


def _opener(tree: Tree, unit: Unit) -> str | None:
    """A cut opener that still binds ("Therefore, ...")."""
    binding = words("leaning", "binding")
    start = max(unit.first - 3, 0)
    for first in range(start, unit.first + 1):
        for last in range(first, min(first + 3, len(tree))):
            if tree.first[tree.root] < first and first < start:
                continue
            if _text(tree, first, last).lower() in binding and first == 0:
                return f"opener {_text(tree, first, last)}"
    return None


def _relative(tree: Tree, unit: Unit) -> str | None:
    """A relative pronoun among the first words: "All of whom had signed it"."""
    last = min(unit.first + _OPENING, unit.last + 1)
    for at in range(unit.first, last):
        if tree.tokens[at].upos in ("NOUN", "PROPN", "VERB"):
            return None
        if tree.lemma(at) in ("whom", "which", "whose") and tree.relation(at) != "det":
            asked = any(token.lemma == "?" for token in tree.tokens)
            return None if asked else f"pronoun {tree.lemma(at)}"
    return None


def _pronoun(tree: Tree, sight: range, at: int, persons: frozenset[int] | None) -> str | None:
    token = tree.tokens[at]
    lemma = token.lemma.lower()
    if token.upos != "PRON" or (tree.relation(at) == "expl" and not _raised(tree, at)):
        return None
    if lemma in words("leaning", "first_person"):
        return f"pronoun {token.lemma}"
    if lemma not in words("leaning", "pronouns") and token.xpos not in ("PRP", "PRP$"):
        return None
    if tree.kids(at, "acl", "nmod"):
        return None  # "those who fled", "that of the army"
    if lemma in ("that", "this", "these", "those", "such") and tree.relation(at) not in (
        "nsubj",
        "obj",
        "obl",
        "nmod",
    ):
        return None
    if token.xpos in ("WDT", "WP", "EX") or (
        lemma == "that" and tree.relation(tree.heads[at]) == "acl"
    ):
        return None
    if lemma in words("leaning", "demonstratives"):
        return f"demonstrative {token.lemma}"
    return None if _antecedent(tree, sight, at, persons) else f"pronoun {token.lemma}"


def _raised(tree: Tree, at: int) -> bool:
    """True for "It appears to have been taken at night": the "it" of what was taken.

    "It appears that …" and "It seems to be clear that …" have nothing before them in mind.
    """
    verb = tree.heads[at]
    if verb < 0 or tree.lemma(verb) not in words("leaning", "raising"):
        return False
    contents = tree.kids(verb, "xcomp")
    return bool(contents) and not any(tree.kids(v, "ccomp", "csubj") for v in (verb, *contents))


def _antecedent(tree: Tree, sight: range, at: int, persons: frozenset[int] | None) -> bool:
    """True when a noun in sight can be what the pronoun stands for."""
    personal = tree.lemma(at) in _PERSONAL
    above = set(tree.above(at))
    subject = tree.relation(at) == "nsubj"
    for other in sight:
        token = tree.tokens[other]
        if token.upos not in ("NOUN", "PROPN") or other == tree.heads[at]:
            continue
        if other > at and not (
            tree.relation(other) == "nsubj"
            and tree.heads[other] in above
            and at < tree.first[other]
        ):
            continue  # "In his speech, Osei said": only the subject above may follow
        if subject and tree.relation(other) not in ("nsubj", "conj", "flat"):
            continue  # "By using the missiles, they strike": subjects go on with subjects
        if _fits(tree, other, persons, personal=personal):
            return True
    return False


def _fits(tree: Tree, at: int, persons: frozenset[int] | None, *, personal: bool) -> bool:
    """True when a noun can be called "he" (``personal``) or "it"."""
    if persons is not None and personal:
        return at in persons
    if personal:
        return tree.tokens[at].upos == "PROPN" or bool(tree.kids(at, "appos", "flat"))
    return True


def _demonstrative(tree: Tree, unit: Unit, at: int) -> str | None:
    """Finds "This move", "such attacks" with nothing before it in the stretch to point at."""
    lemma = tree.lemma(at)
    if lemma not in words("leaning", "demonstratives") or tree.tokens[at].upos not in (
        "DET",
        "ADJ",
    ):
        return None
    if tree.relation(at) not in ("det", "amod"):
        return None
    noun = tree.heads[at]
    if lemma == "that" and at and tree.tokens[at - 1].upos == "CCONJ":
        return None  # "and that staff were told": no pointing word, whatever the tagger says
    if tree.lemma(noun) in words("leaning", "calendar") or tree.tokens[noun].upos not in (
        "NOUN",
        "PROPN",
    ):
        return None
    if any(tree.lemma(other) == tree.lemma(noun) for other in range(unit.first, at)):
        return None
    return f"demonstrative {tree.tokens[at].lemma} {tree.tokens[noun].lemma}"


def _additive(tree: Tree, at: int) -> str | None:
    """Finds "also", "too", "another": something was said before."""
    lemma = tree.lemma(at)
    if lemma not in words("leaning", "additive"):
        return None
    upos = tree.tokens[at].upos
    relation = tree.relation(at)
    if lemma == "another":
        return f"additive {lemma}" if relation in ("det", "nsubj") else None
    if upos != "ADV" or relation != "advmod" or tree.tokens[tree.heads[at]].upos in ("ADJ", "ADV"):
        return None
    if lemma in ("so", "either", "neither", "too", "again", "otherwise") and at < tree.heads[at]:
        return None
    if lemma == "also" and any(tree.lemma(other) == "but" for other in range(max(at - 3, 0), at)):
        return None  # "not only ... but also"
    return f"additive {lemma}"


def _definites(tree: Tree, unit: Unit) -> str | None:
    """A definite subject that points back: of the unit, or of a clause that opens it."""
    main = tree.subject(unit.head)
    for at in range(unit.first, unit.last + 1 if main is None else min(main, unit.last) + 1):
        if at == main or (tree.relation(at) == "nsubj" and at < unit.head):
            found = _definite(tree, at)
            if found is not None:
                return found
    return None


def _definite(tree: Tree, subject: int) -> str | None:
    """Finds "The decision", "the policy shift": nothing in the phrase says which."""
    lemma = tree.lemma(subject)
    if tree.tokens[subject].upos != "NOUN" or lemma in words("leaning", "unique_nouns"):
        return None
    if not any(tree.lemma(kid) == "the" for kid in tree.kids(subject, "det")):
        return None
    if tree.kids(subject, "nmod", "acl", "appos", "flat"):
        return None
    marked = tree.kids(subject, "amod", "nummod", "compound")
    if any(_identifies(tree, kid) for kid in marked):
        return None
    if tree.kids(subject, "compound") and lemma not in words("leaning", "anaphoric_nouns"):
        return None
    return f"definite the {lemma}"


def _identifies(tree: Tree, at: int) -> bool:
    """True for a name, a nationality or a superlative ("the Russian army", "the largest")."""
    token = tree.tokens[at]
    return token.upos == "PROPN" or token.xpos == "JJS" or token.lemma[:1].isupper()


def _pair(tree: Tree, unit: Unit) -> str | None:
    """Finds "both sides", "the two parties" with nothing that names them."""
    for at in range(unit.first, unit.last + 1):
        if tree.lemma(at) not in words("leaning", "partners") or tree.kids(at, "nmod", "acl"):
            continue
        for kid in tree.kids(at, "det", "nummod", "cc"):
            if tree.lemma(kid) in ("both", "two", "either", "neither"):
                return f"definite {tree.lemma(kid)} {tree.lemma(at)}"
    return None


def _fragment(tree: Tree, unit: Unit) -> str | None:
    """A stretch without a tensed verb and subject of its own, or a relative clause.

    What "assurances that …" assures is a clause of its own.
    """
    whole = tree.kids(unit.head, "mark") and tree.kids(unit.head, "nsubj")
    related = tree.relation(unit.head) == "acl" or tree.tokens[unit.head].relation.endswith("relcl")
    if related and not whole:
        return "relative clause"
    if tree.relation(unit.head) == "advcl" and tree.kids(unit.head, "mark"):
        mark = tree.kids(unit.head, "mark")[0]
        if mark >= unit.first:
            return f"clause {tree.lemma(mark)}"
    if tree.subject(unit.head) is not None and tree.finite(unit.head):
        return None
    if any(
        tree.finite(at) and tree.subject(at) is not None
        for at in range(unit.first, unit.last + 1)
        if tree.is_predicate(at) and tree.relation(at) != "acl"
    ):
        return None
    return "fragment"
