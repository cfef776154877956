"""One connection of a client: requests read and answered in turn, and the ways in which it breaks."""

import socket
import struct
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from .faults import Fault
from .traffic import Answer, Request

DRIP = 0.05  # seconds between two pieces of a body that drips


class Listens(Protocol):
    """What a connection needs of the server that it came to."""

    closing: threading.Event

    def serve_request(self, request: Request) -> tuple[Answer, Fault | None]:
        """Return the answer, and the fault that the connection suffers instead."""

    def wait_for_client(self, connection: socket.socket, seconds: float) -> None:
        """Wait until the client gives up, the server stops, or the time is over."""

    def stop_listening_for(self, seconds: float) -> None:
        """Refuse connections for a while."""


class Handler(BaseHTTPRequestHandler):
    """Reads requests from one connection and answers them one after the other."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every call costs 40 ms (facts §9)
    server: Listens  # type: ignore[assignment]

    def handle_one_request(self) -> None:
        """Serve one request; a client that goes away ends the connection."""
        try:
            super().handle_one_request()
        except (ConnectionError, ValueError):
            self.close_connection = True

    def serve(self) -> None:
        """Answer the request that was read, or let the connection break."""
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length", 0))
        request = Request(
            self.command,
            parts.path,
            parse_qs(parts.query, keep_blank_values=True),
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(length),
        )
        answer, fault = self.server.serve_request(request)
        if fault and fault.breakage:
            self._break(fault, answer)
        else:
            self.wfile.write(_head(answer) + answer.body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = serve  # noqa: N815 (the base class's names)

    def _break(self, fault: Fault, answer: Answer) -> None:
        if fault.breakage == "drip":
            self._drip(answer, fault.seconds)
            return
        self.close_connection = True
        if fault.breakage == "truncate":
            self.wfile.write(_head(answer) + answer.body[: len(answer.body) // 2])
            return
        if fault.breakage == "hang":
            self.server.wait_for_client(self.connection, fault.seconds)
            return
        if fault.breakage == "refuse":
            self.server.stop_listening_for(fault.seconds)
        self._reset()

    def _drip(self, answer: Answer, seconds: float) -> None:
        """Send the body over so many seconds, a little each time."""
        self.wfile.write(_head(answer))
        size = max(1, int(len(answer.body) * DRIP / seconds))
        pause = seconds * size / max(1, len(answer.body))
        for start in range(0, len(answer.body), size):
            if self.server.closing.wait(pause):
                return
            self.wfile.write(answer.body[start : start + size])

    def _reset(self) -> None:
        """Close with RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.rfile.close()
        self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        """Write nothing: the emulator keeps its own log."""


def _head(answer: Answer) -> bytes:
    """Return status line and headers; they go out in one write with the body."""
    headers = {"Server": "ESF", **answer.headers}
    if answer.status != HTTPStatus.NO_CONTENT:
        headers |= {"Content-Type": answer.content_type, "Content-Length": str(len(answer.body))}
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
