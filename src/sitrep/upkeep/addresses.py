"""Addresses as they name articles: without what only tells how a reader came."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

__all__ = ["plain_address"]

#: parameters that count readers and change no page (the usual names of analytics and newsletters)
_COUNTING = frozenset(
    {"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "cmpid"}
)
_COUNTING_PREFIX = "utm_"


def plain_address(address: str) -> str:
    """One form for all addresses of an article; what is no address stays as it is.

    Scheme and host are folded, http counts as https, counting parameters and a slash at the
    end are dropped. The fragment stays: posts of a live page differ by it alone.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        return address.strip()
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return address.strip()
    asked = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key.lower() not in _COUNTING and not key.lower().startswith(_COUNTING_PREFIX)
    ]
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    return urlunsplit(("https", where, parts.path.rstrip("/"), urlencode(asked), parts.fragment))
