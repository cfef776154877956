"""A small HTTP server on this machine, for a service of Google's that is not the Sheets API."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]
    body: str


Reply = tuple[int, Any]  # the status, and text or JSON


@contextmanager
def served(answer: Callable[[Asked], Reply], **headers: str) -> Iterator[str]:
    """Answer on a free port of 127.0.0.1 meanwhile; give `127.0.0.1:PORT`."""

    class Answering(BaseHTTPRequestHandler):
        """Hands every request over, and writes nothing to the terminal."""

        def do_GET(self) -> None:
            """Send what `answer` says."""
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            _reply(self, answer(Asked(self.path, self.headers, body)), headers)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _reply(handler: BaseHTTPRequestHandler, reply: Reply, headers: Mapping[str, str]) -> None:
    status, content = reply
    is_text = isinstance(content, str)
    body = (content if is_text else json.dumps(content)).encode()
    kind = "application/text" if is_text else "application/json"
    handler.send_response(status)
    for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)
