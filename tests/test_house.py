"""The house rules that keep Sitrep readable: the import rule and the light import."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "sitrep"

#: A room imports itself and rooms of strictly lower rank (docs/decisions/0002).
RANKS = {
    "records": 0,
    "arrivals": 1,
    "kept": 1,
    "errors": 0,
    "settings": 0,
    "data": 0,
    "protocols": 2,
    "text": 2,
    "codec": 2,
    "words": 2,
    "voices": 2,
    "bounds": 2,
    "comments": 2,
    "reports": 3,
    "analysis": 3,
    "claims": 3,
    "stories": 3,
    "lineage": 3,
    "ledger": 3,
    "brief": 3,
    "renderings": 3,
    "store": 3,
    "adapters": 3,
    "pipeline": 4,
    "displays": 4,
    "evidence": 4,
    "exports": 5,
    "upkeep": 5,
    "commands": 7,
    "web": 6,
    "cli": 8,
    "__main__": 9,
    "__init__": 9,
}

FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """The rooms of sitrep that a file imports, wherever in the file it does so."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: import by full name, not relatively"
            modules = [node.module or ""]
            if node.module == "sitrep":
                modules = [f"sitrep.{alias.name}" for alias in node.names]
        else:
            continue
        for module in modules:
            parts = module.split(".")
            if parts[0] == "sitrep":
                rooms.add(parts[1] if len(parts) > 1 else "__init__")
    return rooms - {"__version__"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_itself_and_rooms_of_lower_rank(path: Path) -> None:
    room = room_of(path)
    for imported in imported_rooms(path):
        assert imported == room or RANKS[imported] < RANKS[room], (
            f"{path.relative_to(PACKAGE)} ({room}, rank {RANKS[room]}) imports {imported}"
        )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_one_thing(path: Path) -> None:
    lines = sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    assert lines <= 500, f"{path.relative_to(PACKAGE)} has {lines} lines; split it by verb"


HEAVY = (
    "numpy",
    "scipy",
    "onnxruntime",
    "trafilatura",
    "lxml",
    "jinja2",
    "rich",
    "typer",
    "sqlite3",
    "httpx2",
    "feedparser",
    "fastwarc",
    "pypdfium2",
    "sqlalchemy",
    "httpx2",
    "feedparser",
    "starlette",
    "uvicorn",
    "distributed",
    "typst",
)


def test_importing_sitrep_brings_in_no_heavy_library() -> None:
    code = "import sys, json, sitrep; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & set(HEAVY)
