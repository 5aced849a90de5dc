"""The desk over a ledger in a file, and the command that serves it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sitrep import cli
from sitrep.reports import read
from sitrep.settings import DEFAULT
from sitrep.upkeep import open_ledger
from tests.web.clients import client_of, links, send, shape, text_of
from tests.web.examples import COUNT, NOW


@pytest.mark.slow
def test_every_view_of_a_ledger_in_a_file(tmp_path: Path) -> None:
    reports, problems = read([str(COUNT)], DEFAULT)
    keeper = open_ledger(tmp_path / "sitrep.db", create=True, clock=lambda: NOW)
    keeper.add(reports, problems=problems)
    client = client_of(keeper)
    todo, seen = ["/"], set()
    while todo:
        address = todo.pop()
        if shape(address) in seen or address.startswith("/static/"):
            continue
        seen.add(shape(address))
        answer = client.get(address)
        while "You may leave this page" in answer.text:
            threading.Event().wait(0.1)
            answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {text_of(answer.text)[:300]}"
        todo.extend(links(answer.text))
    assert len(seen) > 30
    card = keeper.stories(order="largest")[0]
    on = f"/story/{card.id}/sources"
    both = list(keeper.ledger(card.id).stories[0].reports[:2])
    send(client, "/correct", on=on, kind="same-source", of=both, story=card.id)
    assert "One voice" in text_of(client.get("/corrections").text)
    send(client, "/undo", on="/corrections", number="1")
    assert "taken back" in client.get(f"/story/{card.id}/corrections").text
    keeper.close()


def test_a_port_that_is_taken_is_told_with_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        db = tmp_path / "sitrep.db"
        assert cli.main(["serve", "--port", port, "--no-open", "--db", str(db)]) == 2
        assert (
            f"--port: {port} is taken by another program; give another" in capsys.readouterr().err
        )
        assert not db.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--host", "192.0.2.77"], "--host: '192.0.2.77' is no address of this machine"),
        (["--host", "no such name"], "--host: 'no such name' is no address of this machine"),
        (["--db", "{tmp}/none/x.db"], "none"),
        (["--db", "{tmp}/no.db"], "no.db"),
    ],
)
def test_what_cannot_be_served_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    (tmp_path / "no.db").write_text("this is no ledger" * 100)
    given = [word.replace("{tmp}", str(tmp_path)) for word in words]
    if "--db" not in given:
        given += ["--db", str(tmp_path / "sitrep.db")]
    assert cli.main(["serve", "--port", "0", "--no-open", *given]) in (2, 3)
    assert told in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_the_command_serves_until_it_is_interrupted(tmp_path: Path, host: str) -> None:
    command = [sys.executable, "-m", "sitrep", "serve", "--port", "0", "--no-open"]
    started = subprocess.Popen(
        [*command, "--host", host, "--db", str(tmp_path / "sitrep.db")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert started.stdout
    address = started.stdout.readline().strip()
    assert address.startswith(f"http://{host}:")
    port = int(address.rstrip("/").rpartition(":")[2])
    asked_for = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    for _ in range(100):
        with socket.create_connection(("127.0.0.1", port), timeout=30) as asking:
            asking.sendall(asked_for)
            answer = b"".join(iter(lambda: asking.recv(65_536), b""))
        if answer:
            break
    if host == "127.0.0.1":
        assert b"Nothing is kept yet" in answer
    else:
        assert started.stdout.readline().startswith("token: ")
        assert b" 401 " in answer.splitlines()[0]
    started.send_signal(signal.SIGINT)
    _, told = started.communicate(timeout=30)
    assert started.returncode == 0, told
    assert "Traceback" not in told
