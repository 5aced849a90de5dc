"""What a request must be before any page sees it, and what every answer carries.

A page that listens on loopback can be reached by every web site that a reader visits: by name
(DNS rebinding), or by sending a form across (cross-site request forgery). So the host must be
one that was named at the start, and what changes something must come from the desk itself
(Fetch Metadata, W3C; Origin, RFC 6454). The content security policy allows nothing but the
desk's own files: should a report's words ever pass the escaping, they could not run.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Collection, Mapping
from hashlib import sha256
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Access", "Guard", "Refused"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: "same-origin", not "no-referrer": under that one a form of the desk itself names no origin
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: characters of an address's path and of its query; the longest that the desk makes has 400
LONGEST_PATH, LONGEST_QUERY = 1_000, 4_000
#: bytes of a form; the largest ticks 200 reports
LONGEST_FORM = 64_000
#: where programs ask, who are told of a refusal in their own form (RFC 9457)
FOR_PROGRAMS = ("/api/", "/feeds/")
#: methods that change nothing
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE = "sitrep"


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """A request that is turned away, with the status and the reason told."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Access:
    """The word that opens the desk away from loopback; without one, all is open.

    The cookie holds a keyed hash, not the word: a cookie that leaks is worth nothing after the
    next start.
    """

    def __init__(self, token: str | None) -> None:
        self.token = token
        self._key = secrets.token_bytes(32)

    def is_word(self, given: str) -> bool:
        """True for the right word; the comparison takes as long for a wrong one."""
        return self.token is not None and hmac.compare_digest(
            given.encode("utf-8", "replace"), self.token.encode("utf-8")
        )

    @property
    def cookie(self) -> str:
        """What the cookie of one who knows the word holds."""
        return hmac.new(self._key, (self.token or "").encode("utf-8"), sha256).hexdigest()

    def is_open_to(self, headers: Mapping[str, str]) -> bool:
        """True for a request that may go on: by header (programs) or cookie (readers)."""
        if self.token is None:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.is_word(given.strip()):
            return True
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return found is not None and hmac.compare_digest(
            found.value.encode("utf-8", "replace"), self.cookie.encode("ascii")
        )


class Guard:
    """Lets through what may pass, and sets the safety headers on every answer.

    Args:
        app: what is guarded.
        allowed_hosts: names that the desk may be called by, without port.
        access: the word that is asked for, if any.
        most_bytes: of a request's body by the start of its path; forms otherwise.
        open_paths: paths that are reached without the word (the login and its style).
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        allowed_hosts: Collection[str],
        access: Access,
        most_bytes: Mapping[str, int],
        open_paths: Collection[str],
    ) -> None:
        self.app = app
        self.allowed = frozenset(host.lower() for host in allowed_hosts)
        self.access = access
        self.most_bytes = dict(most_bytes)
        self.open_paths = tuple(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers or refuses one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1003})
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            self._check(scope)
            body = await self._body(scope, receive)
        except Refused as refused:
            await _refuse(refused, scope["path"], with_headers)
            return
        await self.app(scope, _replay(body, receive), with_headers)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self.allowed:
            raise Refused(
                HTTPStatus.MISDIRECTED_REQUEST, "This desk is not known by that name of host."
            )
        if len(scope["path"]) > LONGEST_PATH or len(scope["query_string"]) > LONGEST_QUERY:
            raise Refused(HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long.")
        _same_site(scope, headers, host)
        if not scope["path"].startswith(self.open_paths) and not self.access.is_open_to(headers):
            page = scope["method"] == "GET" and not scope["path"].startswith(FOR_PROGRAMS)
            if page and "text/html" in headers.get("accept", ""):
                raise Refused(HTTPStatus.SEE_OTHER, "/login")
            raise Refused(HTTPStatus.UNAUTHORIZED, "The access token is missing or wrong.")

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """The body, read whole before any page sees it, so that its size is known."""
        most = next(
            (size for start, size in self.most_bytes.items() if scope["path"].startswith(start)),
            LONGEST_FORM,
        )
        found = bytearray()
        more = scope["method"] not in ("GET", "HEAD")
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Refused(HTTPStatus.BAD_REQUEST, "The request was broken off.")
            found += message.get("body", b"")
            more = message.get("more_body", False)
            if len(found) > most:
                raise Refused(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"At most {most:,} bytes are taken here."
                )
        return bytes(found)


def _name(host: str) -> str:
    """The host's name without its port: "[::1]:8712" is "::1"."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _same_site(scope: Scope, headers: Headers, host: str) -> None:
    """Refuses what another site sends; a link followed from there is let in."""
    site = headers.get("sec-fetch-site")
    reads = scope["method"] in _READING
    if reads:
        followed = headers.get("sec-fetch-mode") == "navigate"
        if site == "cross-site" and not followed:
            raise Refused(HTTPStatus.FORBIDDEN, "Another site may not read the desk.")
        return
    if site is not None and site != "same-origin":
        raise Refused(HTTPStatus.FORBIDDEN, "A change must be sent from the desk itself.")
    origin = headers.get("origin")
    if origin is not None and origin != f"{scope['scheme']}://{host}":
        raise Refused(HTTPStatus.FORBIDDEN, "A change must be sent from the desk itself.")


def _replay(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body once and then waits for the end of the connection."""
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _refuse(refused: Refused, path: str, send: Send) -> None:
    if path.startswith(FOR_PROGRAMS):
        told = {
            "type": "about:blank",
            "title": refused.status.phrase,
            "status": int(refused.status),
            "detail": refused.reason,
        }
        headers = [(b"content-type", b"application/problem+json")]
        body = f"{json.dumps(told)}\n".encode("ascii")
    else:
        headers = [(b"content-type", b"text/plain; charset=utf-8")]
        body = f"{refused.reason}\n".encode()
    if refused.status is HTTPStatus.SEE_OTHER:
        headers.append((b"location", refused.reason.encode("ascii")))
        body = b""
    if refused.status is HTTPStatus.UNAUTHORIZED:
        headers.append((b"www-authenticate", b'Bearer realm="sitrep"'))
    headers.append((b"content-length", str(len(body)).encode("ascii")))
    await send({"type": "http.response.start", "status": int(refused.status), "headers": headers})
    await send({"type": "http.response.body", "body": body})
