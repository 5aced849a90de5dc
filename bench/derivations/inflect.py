"""English word forms for the word tables: enough to put one word in another's place."""

from __future__ import annotations

from functools import cache

__all__ = ["noun_forms", "verb_forms"]

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "begin": ("begins", "began", "begun", "beginning"),
    "leave": ("leaves", "left", "left", "leaving"),
    "hit": ("hits", "hit", "hit", "hitting"),
    "build": ("builds", "built", "built", "building"),
    "make": ("makes", "made", "made", "making"),
    "give": ("gives", "gave", "given", "giving"),
    "take": ("takes", "took", "taken", "taking"),
    "get": ("gets", "got", "got", "getting"),
    "keep": ("keeps", "kept", "kept", "keeping"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "meet": ("meets", "met", "met", "meeting"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "win": ("wins", "won", "won", "winning"),
    "lose": ("loses", "lost", "lost", "losing"),
    "send": ("sends", "sent", "sent", "sending"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "flee": ("flees", "fled", "fled", "fleeing"),
    "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "slay": ("slays", "slew", "slain", "slaying"),
    "hold": ("holds", "held", "held", "holding"),
    "go": ("goes", "went", "gone", "going"),
    "come": ("comes", "came", "come", "coming"),
    "rise": ("rises", "rose", "risen", "rising"),
    "grow": ("grows", "grew", "grown", "growing"),
    "shut": ("shuts", "shut", "shut", "shutting"),
    "set": ("sets", "set", "set", "setting"),
    "put": ("puts", "put", "put", "putting"),
    "be": ("is", "was", "been", "being"),
    "let": ("lets", "let", "let", "letting"),
    "run": ("runs", "ran", "run", "running"),
    "turn": ("turns", "turned", "turned", "turning"),
    "stand": ("stands", "stood", "stood", "standing"),
    "strike": ("strikes", "struck", "struck", "striking"),
    "hurt": ("hurts", "hurt", "hurt", "hurting"),
    "dwell": ("dwells", "dwelt", "dwelt", "dwelling"),
    "look": ("looks", "looked", "looked", "looking"),
    "stop": ("stops", "stopped", "stopped", "stopping"),
    "plan": ("plans", "planned", "planned", "planning"),
    "mean": ("means", "meant", "meant", "meaning"),
    "lend": ("lends", "lent", "lent", "lending"),
    "ring": ("rings", "rang", "rung", "ringing"),
    "quit": ("quits", "quit", "quit", "quitting"),
    "wind": ("winds", "wound", "wound", "winding"),
    "swell": ("swells", "swelled", "swollen", "swelling"),
    "sink": ("sinks", "sank", "sunk", "sinking"),
    "fight": ("fights", "fought", "fought", "fighting"),
    "choose": ("chooses", "chose", "chosen", "choosing"),
    "strive": ("strives", "strove", "striven", "striving"),
    "arise": ("arises", "arose", "arisen", "arising"),
    "smash": ("smashes", "smashed", "smashed", "smashing"),
    "pay": ("pays", "paid", "paid", "paying"),
    "commit": ("commits", "committed", "committed", "committing"),
    "occur": ("occurs", "occurred", "occurred", "occurring"),
    "permit": ("permits", "permitted", "permitted", "permitting"),
    "drop": ("drops", "dropped", "dropped", "dropping"),
    "forgo": ("forgoes", "forwent", "forgone", "forgoing"),
}
_PLURALS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "policeman": "policemen",
    "gentleman": "gentlemen",
    "serviceman": "servicemen",
    "clergyman": "clergymen",
    "lady": "ladies",
    "people": "people",
    "police": "police",
    "money": "money",
    "folk": "folk",
    "persons": "persons",
    "person": "people",
    "head of state": "heads of state",
    "person of interest": "persons of interest",
    "place of learning": "places of learning",
}


@cache
def verb_forms(phrase: str) -> tuple[str, str, str, str, str]:
    """Base, third person, past, participle and -ing form; only the first word changes."""
    verb, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    forms = _IRREGULAR.get(verb) or (
        _with_s(verb),
        _with_ed(verb),
        _with_ed(verb),
        _with_ing(verb),
    )
    base, third, past, participle, ing = (verb, *forms)
    return base + tail, third + tail, past + tail, participle + tail, ing + tail


@cache
def noun_forms(phrase: str) -> tuple[str, str]:
    """Singular and plural; only the last word changes."""
    if phrase in _PLURALS:
        return phrase, _PLURALS[phrase]
    if phrase.startswith("the ") or phrase.endswith("s"):
        return phrase, phrase
    *front, last = phrase.split(" ")
    return phrase, " ".join([*front, _PLURALS.get(last, _with_s(last))])


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _with_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ied"
    return word + "ed"


def _with_ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith("ee"):
        return word[:-1] + "ing"
    return word + "ing"
