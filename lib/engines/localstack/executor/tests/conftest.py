"""A Lambda host for the tests: a real HTTP server on a Unix socket, whose answers a test chooses."""

import json
import socketserver
import tempfile
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from sluice_executor.lambda_host import SOCKET_VARIABLE

Answer = tuple[int, Any]


class FakeHost(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Remembers what it was asked, in order, as `(method, path, body)`."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, socket_path: str) -> None:
        self.socket_path = socket_path
        self.requests: list[tuple[str, str, Any]] = []
        self.on_invoke: Callable[[Any], Answer] = lambda body: (
            200,
            {"payload": body["payload"], "functionError": None, "log": "START\nEND\n"},
        )
        self.on_register: Callable[[Any], Answer] = lambda _body: (204, None)
        super().__init__(socket_path, _Handler)

    def paths(self, method: str) -> list[str]:
        """Which paths were asked with this method."""
        return [path for asked, path, _ in self.requests if asked == method]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeHost

    def address_string(self) -> str:
        return "unix"

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output clean."""

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        self.server.requests.append((self.command, self.path, body))
        chosen = {"PUT": self.server.on_register, "POST": self.server.on_invoke}.get(self.command)
        try:
            status, told = chosen(body) if chosen else (204, None)
        except ConnectionAbortedError:
            self.close_connection = True
            return
        content = b"" if told is None else json.dumps(told).encode()
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if content:
            self.wfile.write(content)

    do_PUT = do_POST = do_DELETE = _answer


@pytest.fixture
def socket_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Name a socket that nobody listens on; its path is short, as the system wants it."""
    with tempfile.TemporaryDirectory(prefix="sluice-") as folder:
        path = str(Path(folder) / "host.sock")
        monkeypatch.setenv(SOCKET_VARIABLE, path)
        yield path


@pytest.fixture
def host(socket_path: str) -> Iterator[FakeHost]:
    """Listen on that socket."""
    with FakeHost(socket_path) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
