"""Posts of social media that stand in a report: the words before "— Name (@name) May 6, 2024"."""

from __future__ import annotations

import re

from sitrep.records import Span

__all__ = ["LINKS", "find_posts"]

#: characters of a line that may be a post with its links and who posted it, and of its words:
#: the network's own limit is 280
LONGEST, MOST_WORDS = 600, 300
#: who posted it, behind a dash at the end of the line; source: the blocks that the network gives
#: to be set into pages (text, dash, name, handle in brackets, day), which pages keep as one line
BY_WHOM = re.compile(
    r"(?<=\S)\s*(?:—|–|--|(?<=\s)-)\s*[A-Z#@]?[^()\n—]{1,60} \(@\w{1,15}\)"
    r"(?: [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})?\s*$"
)
#: links and pictures in a post are none of its words
LINKS = re.compile(r"\s*(?:https?://|pic\.twitter\.com/)\S+")
TRAILING = re.compile(rf"(?:{LINKS.pattern}\s*|\s+)$")


def find_posts(text: str) -> tuple[Span, ...]:
    """The words of every post, without the links at its end, in order.

    A post is the line before who posted it; a quotation without marks.

    Args:
        text: the report's text.
    """
    found = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        whose = BY_WHOM.search(line) if len(line) <= LONGEST and "(@" in line else None
        if whose:
            words = line[: whose.start()]
            while trailing := TRAILING.search(words):
                words = words[: trailing.start()]
            lead = len(words) - len(words.lstrip())
            if 0 < len(words) - lead <= MOST_WORDS:
                found.append(Span(start + lead, start + len(words)))
        start = end + 1
    return tuple(found)
