"""Who may ask and who may write, from the command line to the answer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitrep.commands.serve import _access
from sitrep.errors import UsageError


@pytest.mark.parametrize(
    ("host", "token", "write", "address", "asks"),
    [
        (None, None, False, "127.0.0.1", False),
        ("localhost", None, False, "localhost", False),
        ("::1", None, False, "::1", False),
        (None, "a-word", False, "127.0.0.1", True),
        ("0.0.0.0", None, False, "0.0.0.0", True),
        ("192.0.2.7", None, False, "192.0.2.7", True),
        ("news.example", None, False, "news.example", True),
        ("127.0.0.1", None, True, "127.0.0.1", True),
        ("0.0.0.0", "a-word", True, "0.0.0.0", True),
    ],
)
def test_away_from_loopback_and_for_writing_a_word_is_asked_for(
    host: str | None, token: str | None, write: bool, address: str, asks: bool
) -> None:
    found, word = _access(host, token, write=write)
    assert found == address
    assert (word is not None) == asks
    if token is not None:
        assert word == token
    elif word is not None:
        assert len(word) >= 24


@pytest.mark.parametrize("token", [None, "a-word"])
def test_writing_needs_an_address_that_was_named(token: str | None) -> None:
    with pytest.raises(UsageError, match=r"--host 127\.0\.0\.1"):
        _access(None, token, write=True)


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[tuple[str, str]]:
    """A running ``sitrep serve``: its address, and its token or ""."""
    command = [sys.executable, "-m", "sitrep", "serve", "--db", str(folder / "n.db")]
    child = subprocess.Popen(
        [*command, "--port", "0", "--no-open", *words],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
        text=True,
    )
    assert child.stdout is not None
    try:
        lines = [child.stdout.readline().strip()]
        while not lines[-1].startswith("Ctrl-C"):
            lines.append(child.stdout.readline().strip())
        token = [line.removeprefix("token: ") for line in lines if line.startswith("token: ")]
        yield lines[0].rstrip("/"), "".join(token)
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(timeout=20)
        child.stdout.close()


def status(address: str, *, post: bytes | None = None, token: str = "") -> int:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    asked = urllib.request.Request(address, data=post, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


MERGE = b'{"kind": "merge", "of": ["s1", "s2"]}'


def test_a_service_that_only_reads(tmp_path: Path) -> None:
    with serving(tmp_path) as (address, token):
        assert token == ""
        assert status(f"{address}/api/v1/stories") == 200
        assert status(f"{address}/feeds/stories.atom") == 200
        assert status(f"{address}/api/v1/corrections", post=MERGE) == 405


def test_a_service_that_may_be_written_to(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "127.0.0.1", "--write") as (address, token):
        assert status(f"{address}/api/v1/stories") == 401
        assert status(f"{address}/api/v1/stories", token=token) == 200
        assert status(f"{address}/api/v1/corrections", post=MERGE) == 401
        assert status(f"{address}/api/v1/corrections", post=MERGE, token=token[:-1]) == 401
        # the word is right; there are no such stories
        assert status(f"{address}/api/v1/corrections", post=MERGE, token=token) == 404
