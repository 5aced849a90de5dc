"""Addresses in, answers out, with manners: what is asked of a server, how often, how much.

Every answer is a :class:`Fetched`; what went wrong stands in its ``fault``. Nothing here
raises for what a server does.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urldefrag, urljoin

from sitrep import __version__
from sitrep.reports.dates import read_date
from sitrep.reports.guard import Refused, Resolve, Target, resolve, target
from sitrep.reports.robots import CLOSED, MOST_BYTES, OPEN, Rules, read_robots
from sitrep.reports.unpack import TooLargeError, Unpacker
from sitrep.settings import Settings

__all__ = ["AGENT", "Clock", "Fetched", "Sleep", "Web", "now"]

Clock = Callable[[], datetime]
Sleep = Callable[[float], None]

#: the name that robots.txt files know this program by
AGENT = "sitrep"
_USER_AGENT = f"{AGENT}/{__version__} (reads news for its user; honours robots.txt)"
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.7"
#: codings that are asked for; others are refused, since their size cannot be held
_CODINGS = {"": "identity", "identity": "identity", "gzip": "gzip", "x-gzip": "gzip"} | {
    "deflate": "deflate"
}
_REDIRECTS = (301, 302, 303, 307, 308)
#: answers after which a later try may do better (RFC 9110; 425 and 429: RFC 8470, 6585)
_BUSY = (408, 425, 429, 500, 502, 503, 504)
#: how long rules of robots.txt hold, seconds (RFC 9309 section 2.4)
_ROBOTS_HOLD = 86_400.0
#: how long it holds that one could not be read, seconds
_ROBOTS_FAILED = 300.0
#: machines of one name that are tried, one after the other
_MOST_MACHINES = 3
_MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d{1,9})")


def now() -> datetime:
    """The time of this machine's clock, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer, or why there is none.

    ``url`` is where redirects led; ``kind`` the content type in small letters; ``charset`` as
    the server says. ``temporary`` faults may be gone later. ``unchanged`` means that the
    server has nothing newer than the validators that were handed in. ``wait`` is "Retry-After"
    and ``fresh`` is "max-age", both in seconds.
    """

    url: str
    at: datetime
    data: bytes = b""
    kind: str = ""
    charset: str = ""
    etag: str | None = None
    modified: str | None = None
    fault: str | None = None
    temporary: bool = False
    unchanged: bool = False
    status: int = 0
    wait: float | None = None
    fresh: float | None = None


class Web:
    """Asks servers politely: one at a time, each host in its pace, within all limits.

    It remembers robots.txt files and when each host was last asked, so one of it should serve
    a whole run. Close it, or use it in a ``with`` statement.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock = now,
        sleep: Sleep = time.sleep,
        resolver: Resolve = resolve,
    ) -> None:
        """Limits from ``settings``; ``clock``, ``sleep`` and ``resolver`` for tests."""
        self.settings = settings
        self.clock = clock
        self._sleep = sleep
        self._resolver = resolver
        self._robots: dict[str, tuple[datetime, Rules, str | None]] = {}
        self._free: dict[str, float] = {}
        self._transport: Any = None

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends all connections."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The answer to a request for ``url``, tried again while the server is busy.

        Args:
            url: the address; its fragment is not sent.
            etag: validator of the last answer, handed back in "If-None-Match".
            modified: the same for "If-Modified-Since".
        """
        if not self.settings.fetch:
            return self._fault(url, "addresses are not opened (the setting fetch is off)")
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value and value.isprintable()}
        return self._patiently(url, headers, robots=True)

    def _patiently(self, url: str, headers: dict[str, str], *, robots: bool) -> Fetched:
        tries = max(1, self.settings.fetch_tries)
        for tried in range(tries):
            answer = self._follow(url, headers, robots=robots)
            pause = answer.wait or self.settings.retry_pause * 2**tried
            if not answer.temporary or tried + 1 == tries or pause > self.settings.longest_wait:
                break
            self._sleep(pause)
        return answer

    def _follow(self, url: str, headers: dict[str, str], *, robots: bool) -> Fetched:
        """The answer after at most ``max_redirects`` redirects, each checked like the first."""
        address = urldefrag(url).url
        for _ in range(self.settings.max_redirects + 1):
            place = target(
                address, private=self.settings.private_addresses, resolver=self._resolver
            )
            if isinstance(place, Refused):
                return self._fault(address, place.why, temporary=place.temporary)
            pace = self._pace(place) if robots else self.settings.host_delay
            if isinstance(pace, Fetched):
                return pace
            self._take_turn(place.host, pace)
            answer, leads_to = self._ask(place, headers, page=robots)
            if leads_to is None:
                return answer
            address = urldefrag(urljoin(address, leads_to)).url
        return self._fault(url, f"more than {self.settings.max_redirects} redirects")

    def _fault(self, url: str, why: str, *, temporary: bool = False, status: int = 0) -> Fetched:
        return Fetched(url, self.clock(), fault=why, temporary=temporary, status=status)

    def _pace(self, place: Target) -> float | Fetched:
        """Seconds between two requests that the site wants; or why it wants none."""
        rules, fault = self._rules(place)
        if fault is not None:
            return self._fault(place.url, fault, temporary=True)
        if not rules.allow(place.url):
            return self._fault(place.url, "the site's robots.txt forbids it")
        pace = max(rules.delay or 0.0, self.settings.host_delay)
        if pace > max(self.settings.longest_wait, self.settings.host_delay):
            return self._fault(place.url, f"the site asks for {pace:g} seconds between requests")
        return pace

    def _take_turn(self, host: str, pace: float) -> None:
        """Waits until ``host`` may be asked again."""
        left = self._free.get(host, 0.0) - self.clock().timestamp()
        if left > 0:
            self._sleep(left)
        self._free[host] = self.clock().timestamp() + pace

    def _rules(self, place: Target) -> tuple[Rules, str | None]:
        """What robots.txt allows; a server that fails to tell is not asked (RFC 9309, 2.3.1)."""
        known = self._robots.get(place.origin)
        if known and self.clock() < known[0]:
            return known[1], known[2]
        answer = self._patiently(f"{place.origin}/robots.txt", {}, robots=False)
        fault, hold = None, _ROBOTS_HOLD
        if answer.fault is None:
            rules = read_robots(answer.data.decode("utf-8-sig", "replace"), AGENT)
        elif 400 <= answer.status < 500 and answer.status != 429:
            rules = OPEN
        else:
            rules, fault = CLOSED, f"its robots.txt cannot be read ({answer.fault})"
            hold = _ROBOTS_FAILED
        self._robots[place.origin] = (self.clock() + timedelta(seconds=hold), rules, fault)
        return rules, fault

    def _ask(
        self, place: Target, headers: dict[str, str], *, page: bool
    ) -> tuple[Fetched, str | None]:
        """One answer, with the address it leads to when it is a redirect."""
        import httpx2

        end = self.clock().timestamp() + self.settings.fetch_timeout
        fault = "no answer"
        for machine in place.machines[:_MOST_MACHINES]:
            response = None
            try:
                response = self._open().handle_request(self._request(place, machine, headers))
                return self._take(place.url, response, end, page=page)
            except httpx2.TimeoutException:
                fault = f"no answer within {self.settings.answer_timeout:g} seconds"
            except (httpx2.TransportError, OSError) as error:
                fault = f"the connection failed ({_told(error)})"
                if isinstance(error, httpx2.ConnectError):
                    continue
            finally:
                if response is not None:
                    response.close()
            break
        return self._fault(place.url, fault, temporary=True), None

    def _open(self) -> Any:
        """The transport: no proxies, no cookies, and no connection that outlives its request.

        A connection that were kept for one machine could be used for another name on it, whose
        certificate was never checked.
        """
        import httpx2

        if self._transport is None:
            limits = httpx2.Limits(max_keepalive_connections=0)
            self._transport = httpx2.HTTPTransport(trust_env=False, limits=limits)
        return self._transport

    def _request(self, place: Target, machine: str, headers: dict[str, str]) -> Any:
        """A request to the machine that was checked, under the name that was asked for."""
        import httpx2

        timeout = httpx2.Timeout(self.settings.answer_timeout).as_dict()
        extensions: dict[str, Any] = {"timeout": timeout}
        address = httpx2.URL(place.url)
        name = address.netloc.decode("ascii")
        if place.scheme == "https" and machine != place.host:
            extensions["sni_hostname"] = address.raw_host.decode("ascii")
        return httpx2.Request(
            "GET",
            address.copy_with(host=machine),
            headers={
                "Host": name,
                "User-Agent": _USER_AGENT,
                "Accept": _ACCEPT,
                "Accept-Language": "en, *;q=0.5",
                "Accept-Encoding": "gzip, deflate",
                "Connection": "close",
                **headers,
            },
            extensions=extensions,
        )

    def _take(
        self, url: str, response: Any, end: float, *, page: bool
    ) -> tuple[Fetched, str | None]:
        status, head = int(response.status_code), response.headers
        plain = Fetched(url, self.clock(), status=status, wait=self._wait(head.get("retry-after")))
        if status in _REDIRECTS:
            there = head.get("location")
            fault = replace(plain, fault="a redirect that leads nowhere")
            return fault, there if there and there.isprintable() else None
        if status == 304:
            return replace(plain, unchanged=True), None
        if status != 200:
            why = f"the server answers {status} {response.reason_phrase}".strip()
            return replace(plain, fault=why, temporary=status in _BUSY), None
        body = self._body(response, end, page=page)
        if isinstance(body, str):
            return replace(plain, fault=body, temporary=body.endswith("seconds")), None
        kind, _, more = head.get("content-type", "").lower().partition(";")
        charset = re.search(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", more)
        age = _MAX_AGE.search(head.get("cache-control", "").lower())
        answer = replace(
            plain,
            data=body,
            kind=kind.strip(),
            charset=charset.group(1) if charset else "",
            etag=head.get("etag"),
            modified=head.get("last-modified"),
            fresh=float(age.group(1)) if age else None,
        )
        return answer, None

    def _body(self, response: Any, end: float, *, page: bool) -> bytes | str:
        """The unpacked body, or why it was not taken; of a robots.txt its beginning is enough."""
        most = self.settings.max_file_bytes if page else MOST_BYTES
        coding = _CODINGS.get(response.headers.get("content-encoding", "").strip().lower())
        if coding is None:
            return "the answer is compressed in a way that was not asked for"
        unpacker = Unpacker(coding, most)
        large = f"too large: at most {most / 1e6:g} MB are read"
        try:
            for piece in response.iter_raw():
                unpacker.feed(piece)
                if self.clock().timestamp() > end:
                    return f"not read within {self.settings.fetch_timeout:g} seconds"
        except TooLargeError:
            return large if page else unpacker.data()[:most]
        except zlib.error:
            return "the answer is compressed wrongly"
        return unpacker.data() if unpacker.whole else "the answer is compressed wrongly"

    def _wait(self, written: str | None) -> float | None:
        """Seconds that a "Retry-After" asks for (a number, or a date)."""
        if written is None:
            return None
        if written.strip().isdecimal():
            return float(written.strip()[:9])
        then = read_date(written)
        return max(0.0, (then - self.clock()).total_seconds()) if then else None


def _told(error: Exception) -> str:
    """A reason in short, without what could hold an address."""
    words = " ".join(str(error).split())
    return words[:80] if words and "://" not in words else type(error).__name__
