"""What a claim that leans on another sentence points at: its words, and what they follow on."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.brief.antecedent import antecedent, pointer
from sitrep.brief.desk import Desk
from sitrep.records import Cite, Claim, Span

__all__ = ["Context", "contexts"]

#: characters of the earlier sentence that are shown beside a line
SHOWN = 70


@dataclass(frozen=True, slots=True)
class Context:
    """Words that point back ("this move"), and the earlier claim that they point at."""

    phrase: Span
    after: Claim

    @property
    def cite(self) -> Cite:
        """The earlier claim, cited."""
        return Cite(self.after.id, self.after.report, self.after.start, self.after.end)

    def note(self, text: str) -> str:
        """The context in words: “this move” follows on “the words before it”."""
        before = " ".join(self.after.span.of(text).split())
        if len(before) > SHOWN:
            before = before[:SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + " …"
        words = self.phrase.of(text)
        follow = "follow" if words.endswith("s") and not words.endswith("ss") else "follows"
        return f"“{words}” {follow} on “{before}”"


def contexts(desk: Desk, claim: Claim) -> tuple[Context, ...] | None:
    """What the claims in the sentence of ``claim`` point back at, as far as it can be told.

    "Also" and "another" need nothing.

    Returns:
        One for each phrase that points back, in order; None when a claim leans in another
        way (a pronoun, a fragment) or nothing sound stands where it points.
    """
    found: dict[Span, Context] = {}
    beside = desk.claims_of(claim.report, claim.sentence)
    for other in beside:
        # a claim inside another has the words of that one to point at
        inner = any(c.id != other.id and c.span.contains(other.span) for c in beside)
        if not other.leans or (inner and other.id != claim.id):
            continue
        if other.leans.startswith("additive"):
            continue
        words = pointer(desk.sentence(other), other)
        after = antecedent(desk, other, words) if words else None
        if words is None or after is None:
            return None
        found[words.span] = Context(words.span, after)
    return tuple(found[phrase] for phrase in sorted(found, key=lambda p: p.start))
