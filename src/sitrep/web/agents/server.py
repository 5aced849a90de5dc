"""The tools on the Model Context Protocol, over standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from sitrep import __version__
from sitrep.errors import SitrepError, UsageError
from sitrep.protocols import Keeper
from sitrep.web.agents.answers import NOTICE

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

__all__ = ["server"]

_ABOUT = (
    "A ledger of news reports: stories, findings with the number of independent lines that bear "
    "them out, and the exact characters of the reports that say so. Cite by report id and span. "
)


def server(keeper: Keeper) -> MCPServer:
    """The server with its tools.

    Args:
        keeper: all that the tools know.

    Raises:
        UsageError: when the protocol's library is not installed.
    """
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp_types import ToolAnnotations
    except ImportError as fault:
        raise UsageError(
            "mcp: the library of the protocol is not installed; `pip install 'sitrep[mcp]'`"
        ) from fault
    from sitrep.web.agents.tools import Tools

    made: MCPServer = MCPServer(
        "sitrep", version=__version__, instructions=_ABOUT + NOTICE, log_level="WARNING"
    )
    tools = Tools(keeper)
    for tool in (
        tools.find_stories,
        tools.show_story,
        tools.show_finding,
        tools.search,
        tools.whats_new,
        tools.due_forecasts,
        tools.check_text,
    ):
        made.add_tool(
            _told(tool),
            description=f"{tool.__doc__} {NOTICE}",
            annotations=ToolAnnotations(
                read_only_hint=True,
                destructive_hint=False,
                idempotent_hint=True,
                open_world_hint=False,
            ),
            structured_output=True,
        )
    return made


def _told(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The tool, whose refusals are told to who asked; anything else stays in the log."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def asked(*arguments: Any, **named: Any) -> Any:
        try:
            return tool(*arguments, **named)
        except SitrepError as fault:
            raise ToolError(str(fault)) from fault

    return asked
