"""A robots.txt in, what one agent may fetch out (RFC 9309, with "Crawl-delay").

The parser of the standard library knows neither wildcards nor the rule that the longest match
decides, and so fetches what a site forbids.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

__all__ = ["CLOSED", "OPEN", "Rules", "read_robots"]

#: bytes that are read of a robots.txt (RFC 9309 section 2.5)
MOST_BYTES = 500_000
#: rules kept for one agent, and the wildcards that one may hold
_MOST_RULES, _MOST_STARS = 5000, 20
_KEPT = "/*$?&=;:,@!'()+~[]%"


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one agent: pairs of (allowed, pattern), and seconds between requests."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allow(self, url: str) -> bool:
        """Whether ``url`` may be fetched: the longest pattern that matches decides."""
        parts = urlsplit(url)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        matching = [
            (len(pattern), allowed) for allowed, pattern in self.rules if _match(pattern, path)
        ]
        return max(matching)[1] if matching else True


OPEN = Rules()
CLOSED = Rules(rules=((False, "/"),))


def read_robots(text: str, agent: str) -> Rules:
    """The rules of the group that names ``agent``, else of the group for all.

    Args:
        text: the content of a robots.txt; lines that make no sense are passed over.
        agent: the agent's name without version, in small letters.
    """
    groups: dict[str, list[tuple[bool, str]]] = {}
    delays: dict[str, float] = {}
    names: list[str] = []
    open_group = False
    for line in text[:MOST_BYTES].splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            names = [*names, value.lower()] if open_group else [value.lower()]
            open_group = True
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow", "crawl-delay"):
            open_group = False
            for name in names[:50]:
                _take(groups[name], delays, name, key, value)
    name = agent if agent in groups else "*"
    return Rules(tuple(groups.get(name, ())), delays.get(name))


def _take(
    group: list[tuple[bool, str]], delays: dict[str, float], name: str, key: str, value: str
) -> None:
    if key == "crawl-delay":
        if value.replace(".", "", 1).isdecimal() and len(value) < 10:
            delays[name] = float(value)
    elif value and len(group) < _MOST_RULES and value.count("*") <= _MOST_STARS:
        group.append((key == "allow", _plain(value)))


def _plain(path: str) -> str:
    """A path with its percent-encoding in one form."""
    return quote(unquote_to_bytes(path.replace("%2A", "%252A").replace("%2a", "%252A")), safe=_KEPT)


def _match(pattern: str, path: str) -> bool:
    """Whether ``pattern`` ("*": anything, "$" at its end: the end) matches from the start on."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(others, 1):
        if ends and number == len(others):
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(path)
