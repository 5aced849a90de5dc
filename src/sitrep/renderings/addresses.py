"""Which addresses may become links: those of http and https, and no others."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

__all__ = ["web_address"]

#: what an address may hold as it is; all else is written in percent form (RFC 3986)
_PLAIN = "-._~:/?#[]@!$&()*+,;=%"
_LONGEST = 2_000


def web_address(address: str | None) -> str | None:
    """The address to link to, safe between quotation marks or angle brackets, or None."""
    if not address or len(address) > _LONGEST:
        return None
    try:
        parts = urlsplit(address.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        return quote(parts.geturl(), safe=_PLAIN) if usable else None
    except ValueError:
        # not an address at all ("http://[", half a surrogate pair): shown as text, not linked
        return None
