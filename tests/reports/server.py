"""A server on this machine that answers as it is told, and a clock that only sleep moves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sitrep.reports import Web
from sitrep.settings import DEFAULT, Settings

#: what the tests allow: this machine, and short silences
LOCAL = replace(DEFAULT, private_addresses=True, answer_timeout=2.0)
NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)


@dataclass
class Answer:
    """One answer; ``headers`` may replace those that are sent by default."""

    body: bytes | str = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Clock:
    """The time, which moves when somebody sleeps."""

    time: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


@dataclass
class Site:
    """A host: paths with their answers (the last of a list stays), and what was asked."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    address: str = ""

    def put(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return self.address + path

    def web(self, settings: Settings = LOCAL, **more: Any) -> Web:
        return Web(settings, clock=self.clock, sleep=self.clock.sleep, **more)

    def answer(self, path: str) -> Answer:
        waiting = self.answers.get(path)
        if not waiting:
            return Answer(status=404)
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port of this machine."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = site.answer(self.path)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            etag = answer.headers.get("ETag")
            unchanged = etag is not None and self.headers.get("If-None-Match") == etag
            self.send_response(304 if unchanged else answer.status)
            sent = {"Content-Type": answer.kind, "Content-Length": str(len(body))}
            for name, value in {**sent, **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if not unchanged:
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
