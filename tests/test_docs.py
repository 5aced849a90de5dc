"""The documentation says what the program does: names, examples, commands and links.

In the Markdown files, ```python blocks run in order, all blocks of a file together.
```console blocks hold commands after ``$`` that run in a shell, and below each what it prints:
the lines shown must come in that order; ``…`` stands for lines, or for words of a line, left
out. Blocks marked ```sh are not run. The examples run in a folder that holds ``examples/``
and nothing else.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest

import sitrep
from sitrep import cli
from sitrep.commands import exits
from sitrep.exports import FORMS
from sitrep.exports.tables import TABLES
from sitrep.settings import DEFAULT, Settings

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")],
    key=lambda page: str(page.relative_to(ROOT)),
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
LEFT_OUT = "…"


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path, kind: str) -> list[str]:
    return [body for found, body in BLOCK.findall(page.read_text("utf-8")) if found == kind]


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


# -- what there is, is told -------------------------------------------------------------


def commands() -> dict[str, Any]:
    """The commands of ``sitrep`` by name, and the program itself under ""."""
    import typer.main

    program: Any = typer.main.get_command(cli._commands())
    return {"": program, **program.commands}


@pytest.mark.parametrize("command", sorted(commands()), ids=lambda name: name or "sitrep")
def test_every_option_is_in_the_page_of_the_command_line(command: str) -> None:
    told = read("docs/cli.md")
    for parameter in commands()[command].params:
        for option in parameter.opts if parameter.param_type_name == "option" else ():
            assert f"`{option}`" in told, f"docs/cli.md does not name {option} of sitrep {command}"


def test_every_command_is_in_the_readme_and_in_the_page_of_the_command_line() -> None:
    headed = re.findall(r"^## sitrep (\w+)$", read("docs/cli.md"), re.MULTILINE)
    assert set(headed) == set(commands()) - {""}
    for command in commands():
        assert f"sitrep {command}".strip() in read("README.md")
        assert f"sitrep {command}".strip() in read("docs/cli.md")


def bench_options() -> set[str]:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(re.findall(r"--[a-z]+", done.stdout.split("options:")[-1]))


def test_every_option_of_the_bench_is_told_and_no_option_is_made_up() -> None:
    told = set(re.findall(r"`(--[a-z-]+)`", read("docs/cli.md")))
    known = {
        option
        for command in commands().values()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert bench_options() <= told
    assert told <= known | bench_options() | {"--help"}


def test_every_exit_code_is_told() -> None:
    for page in ("README.md", "docs/cli.md"):
        for code in (
            exits.DONE,
            exits.WITH_PROBLEMS,
            exits.MISUSE,
            exits.BROKEN,
            exits.INTERRUPTED,
        ):
            assert f"| {code} |" in read(page), f"{page} does not tell exit code {code}"


def test_every_format_and_table_is_told() -> None:
    told = read("docs/formats.md")
    for form, one in FORMS.items():
        assert f"| `{form}` | `{one.suffix}` |" in told, f"docs/formats.md has no row for {form}"
        assert f"`{form}`" in read("docs/cli.md")
    for table in TABLES:
        assert f"`{table}`" in told
        assert f"`{table}`" in read("docs/cli.md")


def as_written(value: object) -> str:
    if isinstance(value, tuple):
        return '`("en",)`' if value == ("en",) else f"`{value}`"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else f"{value:,g}"


@pytest.mark.parametrize("field", [field.name for field in fields(Settings)])
def test_every_setting_stands_in_the_page_of_settings_with_its_default(field: str) -> None:
    row = f"| `{field}` | {as_written(getattr(DEFAULT, field))} |"
    assert row in read("docs/settings.md"), f"docs/settings.md has no row {row}"


def test_the_page_of_settings_has_no_setting_that_is_gone() -> None:
    told = re.findall(r"^\| `(\w+)` \|", read("docs/settings.md"), re.MULTILINE)
    assert set(told) == {field.name for field in fields(Settings)}


@pytest.mark.parametrize("public", sitrep.__all__)
def test_every_public_name_exists_and_is_told(public: str) -> None:
    assert getattr(sitrep, public) is not None
    assert public in dir(sitrep)
    assert f"sitrep.{public}" in read("docs/python.md")


def keys_of(schema: object) -> Iterator[str]:
    """Every name of a property anywhere in a JSON Schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from keys_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys_of(part)


def test_every_key_of_the_contract_is_told() -> None:
    told = read("docs/contract.md")
    keys = set(keys_of(json.loads(read("docs/sitrep.ledger.1.schema.json"))))
    for key in sorted(keys - {"version"}):  # told as a part of what wrote the document
        assert f"`{key}`" in told, f"docs/contract.md does not name {key}"


def test_the_importance_told_is_the_importance_computed() -> None:
    from sitrep.ledger import importance

    told = read("docs/how-it-works.md")
    formula = (
        f"{importance.REACH:.2f} reach + {importance.LEAD:.2f} lead + "
        f"{importance.CENTRE:.2f} centre + {importance.WEIGHT:.2f} weight"
    )
    assert formula in told
    for certainty, firmness in importance.CERTAINTY.items():
        assert f"{certainty} {firmness:g}" in told


def test_the_limits_told_are_those_of_the_program() -> None:
    from sitrep.brief import narrative, numbers, outlook, overview, timeline, voices

    told = " ".join(read("docs/how-it-works.md").split())
    for phrase in (
        f"at most {DEFAULT.takeaways} findings of importance {overview.LEAST_IMPORTANCE:g}",
        f"at most {narrative.MOST_IN_ALL} lines",
        f"at most {voices.MOST_ACTORS} actors",
        f"at most {voices.MOST_QUOTES} quotations",
        f"at most {timeline.MOST_DATES} points in time, at least {timeline.LEAST_DATES}",
        f"at most {numbers.MOST_NUMBERS} figures",
        f"at most {outlook.MOST_FORECASTS} forecasts",
        f"`story_similarity` ({DEFAULT.story_similarity:g})",
        f"(`same_point`, {DEFAULT.same_point:g})",
        f"probability {DEFAULT.cautious_edge:g} and up (`cautious_edge`)",
        f"of {DEFAULT.bold_edge:g} and up (`bold_edge`)",
        f"of more than {DEFAULT.max_sentence_words:g}, was not read",
    ):
        assert phrase in told, f"docs/how-it-works.md does not say {phrase!r}"


def test_the_changelog_names_the_version() -> None:
    assert f"## [{sitrep.__version__}]" in read("CHANGELOG.md")


# -- examples run --------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, where a reader of the documentation sits."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


WITH_PYTHON = [page for page in PAGES if blocks(page, "python")]
WITH_COMMANDS = [page for page in PAGES if blocks(page, "console")]


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_PYTHON, ids=name)
def test_python_examples_run(page: Path, desk: Path) -> None:
    if "ledger.json" in page.read_text("utf-8"):
        ledger = sitrep.build(["examples/lake-province-count"])
        (desk / "ledger.json").write_text(sitrep.render(ledger, "json"), encoding="utf-8")
    names: dict[str, object] = {}
    for body in blocks(page, "python"):
        exec(compile(body, name(page), "exec"), names)


@dataclass(frozen=True)
class Shown:
    """A command of the documentation and the lines that it is said to print."""

    command: str
    lines: tuple[str, ...]


def shown(page: Path) -> list[Shown]:
    found: list[Shown] = []
    for body in blocks(page, "console"):
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, rest = part.partition("\n")
            lines = [" ".join(line.split()) for line in rest.splitlines()]
            found.append(Shown(command, tuple(line for line in lines if line)))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name)
def test_commands_run_and_print_what_is_shown(page: Path, desk: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for one in shown(page):
        done = subprocess.run(
            ["bash", "-c", one.command],
            cwd=desk,
            env={**os.environ, "PATH": path, "COLUMNS": "88"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode in (0, 1), f"$ {one.command}\n{done.stderr}"
        printed = [" ".join(line.split()) for line in (done.stdout + done.stderr).splitlines()]
        told = missing(one.lines, [line for line in printed if line])
        assert not told, f"$ {one.command}\nprints no {told!r}; it prints:\n{done.stdout}"


def missing(lines: tuple[str, ...], printed: list[str]) -> str:
    """The first line that is not printed where it should be, "" when all are."""
    place = 0
    anywhere = False
    for line in lines:
        if line == LEFT_OUT:
            anywhere = True
            continue
        form = re.compile(".*".join(re.escape(part) for part in line.split(LEFT_OUT)))
        reach = printed[place:] if anywhere else printed[place : place + 1]
        at = next((at for at, one in enumerate(reach) if form.fullmatch(one)), None)
        if at is None:
            return line
        place += at + 1
        anywhere = False
    return ""


def test_lines_left_out_are_skipped_and_others_are_not() -> None:
    assert not missing(("a", "…", "d"), ["a", "b", "c", "d"])
    assert missing(("a", "c"), ["a", "b", "c"]) == "c"
    assert missing(("…", "b", "a"), ["a", "b"]) == "a"
    assert not missing(("a … (b)",), ["a with [1, 2] (b)"])
    assert missing(("a … (b)",), ["a with [1, 2] b"])


# -- links and words ---------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{name(page)} links to {target}, which is not there"
        if anchor:
            assert anchor in anchors(there), f"{name(page)} links to {target}: no such heading"


def test_every_page_is_linked_from_another() -> None:
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in PAGES
        for target in LINK.findall(page.read_text("utf-8"))
        if not re.match(r"[a-z]+:", target) and not target.startswith("#")
    }
    for page in PAGES:
        assert page == ROOT / "README.md" or page.resolve() in linked, f"{name(page)} is not linked"


#: a path that only one machine has
MACHINE_PATH = re.compile(r"(?<![\w/.~-])/(?:work|root|Users|home/\w+)/")


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [
        ROOT / path for path in done.stdout.split("\0") if path and path != "tests/test_docs.py"
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    for path in tracked():
        if not path.is_file() or b"\0" in path.read_bytes()[:8192]:
            continue
        found = MACHINE_PATH.search(path.read_text(encoding="utf-8", errors="replace"))
        assert found is None, f"{name(path)} names {found[0] if found else ''}"
