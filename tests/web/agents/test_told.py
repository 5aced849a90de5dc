"""The page of the MCP server (docs/mcp.md) says what the tools do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from sitrep.web.agents.answers import NOTICE, QuoteChecked, Verdict
from sitrep.web.agents.checking import ALTERED, LONGEST_TEXT, MOST_CHECKED
from sitrep.web.agents.passages import LONGEST, LONGEST_NAME

pytest.importorskip("mcp")
PAGE = (Path(__file__).parents[3] / "docs" / "mcp.md").read_text("utf-8")


def test_every_tool_is_told_with_what_it_takes() -> None:
    from tests.web.agents.test_server import listed

    rows = []
    for tool in listed()[1]:
        needed = tool.input_schema.get("required", [])
        takes = [f"`{one}`" + "?" * (one not in needed) for one in tool.input_schema["properties"]]
        about = tool.description.removesuffix(f" {NOTICE}")
        rows.append(f"| `{tool.name}` | {', '.join(takes)} | {about} |")
    assert re.findall(r"^\| `\w+` \| `.*$", PAGE, re.MULTILINE) == rows


def test_every_verdict_is_told() -> None:
    for verdict in get_args(Verdict):
        assert f"| `{verdict}` | number |" in PAGE
    for verdict in get_args(QuoteChecked.__annotations__["verdict"]):
        assert f"| `{verdict}` | quotation |" in PAGE


def test_the_limits_told_are_those_of_the_program() -> None:
    text = " ".join(PAGE.split())
    for phrase in (
        f"cut at {LONGEST} characters and names at {LONGEST_NAME}",
        f"a text of up to {LONGEST_TEXT:,} characters",
        f"how near ({ALTERED} and up)",
        f"more than {MOST_CHECKED} quotations or {MOST_CHECKED} numbers",
    ):
        assert phrase in text, phrase
