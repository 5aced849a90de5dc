"""A desk on a real port of loopback, for a browser or many readers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from sitrep.protocols import Keeper
from sitrep.settings import DEFAULT
from sitrep.web import application
from sitrep.web.api.routes import routes
from tests.web.examples import NOW


@contextmanager
def served(keeper: Keeper) -> Iterator[str]:
    """The address of a desk over a keeper, for as long as it is needed."""
    more = routes(keeper, DEFAULT)
    app = application(keeper, DEFAULT, clock=lambda: NOW, more=more)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            threading.Event().wait(0.02)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(10)
