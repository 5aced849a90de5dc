"""Stories: the list, one card, the ledger and its parts, the brief in four formats."""

from __future__ import annotations

import re
from html import unescape
from http import HTTPStatus

from sitrep.codec import encode
from sitrep.kept import StoryOrder
from sitrep.renderings import render
from sitrep.renderings.serial import part, to_dict
from sitrep.web.api.answers import JSON, Answer, Refusal, dump, given_back, paged
from sitrep.web.api.asking import Asking
from sitrep.web.api.negotiation import preferred

__all__ = [
    "BRIEF_FORMS",
    "LISTS",
    "brief",
    "in_ledger",
    "ledger",
    "list_stories",
    "own_policy",
    "story",
]

#: lists of the contract that have an address of their own
LISTS = (
    "findings",
    "claims",
    "quotes",
    "attributions",
    "quantities",
    "times",
    "entities",
    "forecasts",
    "copies",
    "origins",
    "reports",
)
#: the brief's formats and their media types; the first is given to who accepts anything
BRIEF_FORMS = {
    "json": JSON,
    "md": "text/markdown",
    "html": "text/html",
    "text": "text/plain",
}
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def list_stories(asking: Asking) -> Answer:
    """One page of stories' cards."""
    order: StoryOrder = asking["order"]
    words, disputed = asking["words"], asking["disputed"]
    limit, offset = asking["limit"], asking["offset"]
    found = asking.keeper.stories(
        order=order, words=words, disputed=disputed, limit=limit, offset=offset
    )
    total = asking.keeper.count(words=words, disputed=disputed)
    return paged([encode(card) for card in found], limit=limit, offset=offset, total=total)


def story(asking: Asking) -> Answer:
    """One story's card."""
    return given_back(asking.keeper.story(asking["story"]))


def ledger(asking: Asking) -> Answer:
    """One story's ledger, by the contract's own serialiser."""
    return Answer(dump(to_dict(asking.keeper.ledger(asking["story"]))))


def in_ledger(key: str, asking: Asking) -> Answer:
    """One page of a list of the contract, of one story's ledger."""
    found = part(asking.keeper.ledger(asking["story"]), key)
    if key == "findings":
        found.sort(key=lambda finding: (-finding["importance"], finding["id"]))
        if asking["status"] is not None:
            found = [finding for finding in found if finding["status"] == asking["status"]]
    if asking.given.get("report") is not None:
        found = [one for one in found if one["report"] == asking["report"]]
    limit, offset = asking["limit"], asking["offset"]
    return paged(found[offset : offset + limit], limit=limit, offset=offset, total=len(found))


def brief(asking: Asking) -> Answer:
    """One story's brief, in the format asked for or accepted."""
    form = asking["format"]
    if form is None:
        media = preferred(asking.accept, tuple(BRIEF_FORMS.values()))
        if media is None:
            raise Refusal(
                HTTPStatus.NOT_ACCEPTABLE,
                "the brief has none of the formats that are accepted",
                parameter="Accept",
                value=asking.accept,
                limit=", ".join(BRIEF_FORMS.values()),
                remedy=f"give format={'|'.join(BRIEF_FORMS)}",
            )
        form = next(name for name, of in BRIEF_FORMS.items() if of == media)
    found = asking.keeper.ledger(asking["story"])
    if form == "json":
        return Answer(dump(part(found, "brief")), headers={"Vary": "Accept"})
    words = render(found, form)
    headers = {"Vary": "Accept", **(own_policy(words) if form == "html" else {})}
    return Answer(words.encode("utf-8", "replace"), BRIEF_FORMS[form], headers=headers)


def own_policy(page: str) -> dict[str, str]:
    """The page's own policy, which allows its style and its script by their hashes."""
    meta = _POLICY.search(page)
    own = unescape(meta[1]) if meta else "default-src 'none'"
    return {"Content-Security-Policy": f"{own}; frame-ancestors 'none'"}
