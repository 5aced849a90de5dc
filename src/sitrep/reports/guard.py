"""An address in, the machine addresses that may be connected to out, or why none may be."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit, urlunsplit

__all__ = ["Refused", "Resolve", "Target", "is_address", "resolve", "target", "without_secrets"]

Resolve = Callable[[str, int], Sequence[str]]

#: longest address opened, characters (RFC 9110 section 4.1 asks for 8,000 at least)
_LONGEST = 8000
#: IPv6 networks that carry an IPv4 address inside: NAT64 (RFC 6052)
_NAT64 = IPv6Address("64:ff9b::")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an address is not opened."""

    why: str
    temporary: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A host that may be asked: its name and port, and the machines that were checked."""

    url: str
    scheme: str
    host: str
    port: int
    machines: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.host}:{self.port}"


def is_address(source: str) -> bool:
    """Whether a source is an address of the web, not a path."""
    return source.lower().startswith(("http://", "https://", "ftp://"))


def without_secrets(url: str) -> str:
    """The address without user and password, fit to be shown."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, place, parts.path, parts.query, parts.fragment))


def resolve(host: str, port: int) -> Sequence[str]:
    """The machine addresses of a host name, as the system's resolver gives them.

    Raises:
        OSError: when the name cannot be resolved.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[4][0]) for place in found]


def target(url: str, *, private: bool, resolver: Resolve) -> Target | Refused:
    """Where ``url`` leads, every machine behind its name checked.

    The caller connects to one of ``machines`` and asks the name no second time, so that a name
    which changes its answer in between ("DNS rebinding") gains nothing. One machine that may
    not be asked refuses the whole name.

    Args:
        url: the address.
        private: whether machines on private and other non-global networks may be asked.
        resolver: asks for the machines of a name.
    """
    if len(url) > _LONGEST:
        return Refused(f"an address of {len(url)} characters; at most {_LONGEST} are opened")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return Refused("not an address that can be opened")
    if parts.scheme not in ("http", "https"):
        return Refused("only http and https addresses are opened")
    if not host or any(char.isspace() or not char.isprintable() for char in url):
        return Refused("not an address that can be opened")
    if parts.username is not None or parts.password is not None:
        return Refused("an address with a user or password in it; such are not opened")
    port = port or (443 if parts.scheme == "https" else 80)
    machines = _machines(host, port, resolver)
    if isinstance(machines, Refused):
        return machines
    closed = [machine for machine in machines if not private and not _is_global(machine)]
    if closed:
        return Refused(
            f"{host} is on a network that is not public ({closed[0]}); "
            "the setting private_addresses allows it"
        )
    return Target(url, parts.scheme, host, port, machines)


def _machines(host: str, port: int, resolver: Resolve) -> tuple[str, ...] | Refused:
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
        found = tuple(dict.fromkeys(resolver(name, port)))
    except UnicodeError:
        return Refused("not an address that can be opened")
    except OSError as error:
        return Refused(f"{host} was not found ({error.strerror or 'no answer'})", temporary=True)
    return found or Refused(f"{host} was not found", temporary=True)


def _is_global(machine: str) -> bool:
    """Whether an address is on the public internet, also when it wraps another."""
    try:
        address: IPv4Address | IPv6Address = ip_address(machine.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and int(address) >> 32 == int(_NAT64) >> 32:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return address.is_global and not address.is_multicast
