"""Claims that lean on another sentence, judged again with the whole story in view."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sitrep.data.tables import words
from sitrep.records import Analysis, Attribution, Claim, Copy, Story
from sitrep.voices import reprints

__all__ = ["settle"]

#: a thing that this share of the story's reports names is known to every reader of the brief
KNOWN_SHARE = 0.5
#: … and at least this many reports
KNOWN_REPORTS = 2
#: pronouns that the named speaker of the words stands for
SPEAKER = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"})


def settle(
    story: Story, analyses: Sequence[Analysis], claims: Sequence[Claim], copies: Sequence[Copy]
) -> tuple[Claim, ...]:
    """The claims of a story, some of which do not lean any more.

    "The fire" stands alone in a story in which half of the reports speak of a fire, and
    "we" stands alone when the report tells who speaks. One report cannot know the first,
    so the claims stage marks both. Reprints of one report count once.

    Args:
        story: whose claims these are.
        analyses: of its reports.
        claims: with ``leans`` as the claims stage set it.
        copies: between its reports.
    """
    stands_for = reprints(story.reports, copies)
    said: dict[str, set[str]] = defaultdict(set)
    attributions: dict[str, Attribution] = {}
    for analysis in analyses:
        if analysis.report in stands_for:
            attributions.update((a.id, a) for a in analysis.attributions)
            lemmas = {t.lemma.lower() for s in analysis.sentences for t in s.tokens}
            said[stands_for[analysis.report]] |= lemmas
    spread = Counter(lemma for lemmas in said.values() for lemma in lemmas)
    pointing = words("leaning", "anaphoric_nouns")
    least = max(KNOWN_REPORTS, KNOWN_SHARE * len(said))

    def stands(claim: Claim) -> bool:
        kind, _, rest = (claim.leans or "").partition(" ")
        phrase = rest.lower().split()
        if kind == "definite":
            return bool(phrase) and phrase[-1] not in pointing and spread[phrase[-1]] >= least
        if kind == "pronoun" and rest.lower() in SPEAKER:
            attribution = attributions.get(claim.attribution or "")
            return attribution is not None and attribution.resolved
        return False

    return tuple(replace(c, leans=None) if c.leans and stands(c) else c for c in claims)
