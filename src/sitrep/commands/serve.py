"""``sitrep serve``: the desk in a browser, on loopback unless an address is given."""

from __future__ import annotations

import errno
import ipaddress
import logging
import secrets
import socket
import sys
import threading
import webbrowser
from contextlib import suppress

from sitrep.commands.exits import DONE
from sitrep.commands.keeping import kept
from sitrep.errors import UsageError
from sitrep.settings import DEFAULT

__all__ = ["serve"]

#: requests answered at once; more wait
_AT_ONCE = 200
#: names that a desk on loopback may be called by (DNS rebinding)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    db: str,
    host: str | None,
    port: int,
    *,
    token: str | None,
    write: bool,
    browse: bool | None,
    quiet: bool,
) -> int:
    """The exit code of ``sitrep serve``, once the reader ended it.

    Args:
        db: the ledger's address; made where there is none.
        host: the address to listen on; loopback when none is named.
        port: the port; 0 for any that is free.
        token: the word that is asked for; away from loopback, and for writing, one is made when
            none is given.
        write: take corrections by the REST interface too, from who brings the word.
        browse: open the browser; by default where a person sits at a terminal.
        quiet: tell nothing but the address.

    Raises:
        UsageError: when the port is taken, the address is none of this machine, or writing was
            asked for without naming an address.
    """
    # the desk's own log tells what broke; the server's log of requests would hold searches
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    address, word = _access(host, token, write=write)
    with _listening(address, port) as listener, kept(db, create=True) as keeper:
        import uvicorn

        from sitrep.web import application
        from sitrep.web.api.routes import routes

        names = _LOOPBACK if _is_loopback(address) else (address, *_names(), *_LOOPBACK)
        more = routes(keeper, DEFAULT, token=word, write=write)
        app = application(keeper, DEFAULT, allowed_hosts=names, token=word, more=more)
        place = _address(address, listener.getsockname()[1])
        _tell(place, word, quiet=quiet)
        if sys.stdout.isatty() if browse is None else browse:
            threading.Timer(0.5, webbrowser.open, (place,)).start()
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                limit_concurrency=_AT_ONCE,
                server_header=False,
                timeout_graceful_shutdown=3,
            )
        )
        # Ctrl-C is how a desk ends: nothing was broken off
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    return DONE


def _access(host: str | None, token: str | None, *, write: bool) -> tuple[str, str | None]:
    """The address to listen on and the word to ask for, None where all may read."""
    if write and host is None:
        raise UsageError(
            "--write: name the address that may be written to, for this machine alone with "
            "`--host 127.0.0.1`"
        )
    address = host or _LOOPBACK[0]
    needed = write or not _is_loopback(address)
    return address, token or (secrets.token_urlsafe(18) if needed else None)


def _tell(address: str, word: str | None, *, quiet: bool) -> None:
    sys.stdout.write(f"{address}\n")
    if word is not None:
        sys.stdout.write(f"token: {word}\n")
    if not quiet:
        sys.stdout.write("Ctrl-C ends the desk.\n")
    sys.stdout.flush()


def _listening(host: str, port: int) -> socket.socket:
    """The open port, taken before the ledger is, so that a mistake costs nothing."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=_AT_ONCE)
    except OverflowError as error:
        raise UsageError(f"--port: {port} is no port; give one from 1024 to 65535") from error
    except PermissionError as error:
        raise UsageError(f"--port: {port} may not be used; give one above 1023") from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise UsageError(f"--host: {host!r} is no address of this machine") from error
        raise UsageError(
            f"--port: {port} is taken by another program; give another, or 0 for any that is free"
        ) from error


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _names() -> tuple[str, ...]:
    """What other machines may call this one: its name, and its addresses by that name."""
    name = socket.gethostname()
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    except socket.gaierror:
        # a name that no resolver knows leads nobody here
        found = set()
    return (name, *sorted(found))


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
