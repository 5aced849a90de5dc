"""``sitrep mcp``: a kept ledger for programs that speak the Model Context Protocol."""

from __future__ import annotations

from sitrep.commands.exits import DONE
from sitrep.commands.keeping import kept

__all__ = ["mcp"]


def mcp(db: str) -> int:
    """The exit code of ``sitrep mcp``, after the client has gone.

    Args:
        db: the ledger.

    Raises:
        UsageError: when there is no ledger at the address, or the protocol's library is missing.
    """
    from sitrep.web.agents.server import server

    with kept(db) as keeper:
        server(keeper).run("stdio")
    return DONE
