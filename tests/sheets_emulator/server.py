"""HTTP/1.1 on loopback: one thread a connection; listening starts, stops and pauses."""

import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socketserver import ThreadingTCPServer
from typing import Any

from .connections import Handler
from .faults import Fault
from .traffic import Answer, Request

LOOPBACK = "127.0.0.1"
POLL = 0.01
Serve = Callable[[Request], tuple[Answer, Fault | None]]


class Listener(ThreadingTCPServer):
    """Accepts connections and remembers them, so that all can be closed."""

    allow_reuse_address = True
    daemon_threads = False  # each is joined when the server is closed
    request_queue_size = 32

    def __init__(self, serve_request: Serve, port: int) -> None:
        super().__init__((LOOPBACK, port), Handler)
        self.serve_request = serve_request
        self.connections: set[socket.socket] = set()
        self.closing = threading.Event()
        self.pause: Callable[[float], None] = lambda seconds: None

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection and give it a thread."""
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection and close it."""
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let errors of the emulator itself be seen; a lost client is none."""
        if not self.closing.is_set():
            super().handle_error(request, client_address)

    def wait_for_client(self, connection: socket.socket, seconds: float) -> None:
        """Wait until the client gives up, the server stops, or the time is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.closing.is_set():
            if select.select([connection], [], [], POLL)[0]:
                return

    def stop_listening_for(self, seconds: float) -> None:
        """Refuse connections for a while; those that are open stay so."""
        self.shutdown()
        self.socket.close()
        self.pause(seconds)

    def close(self) -> None:
        """Stop accepting, close every connection and wait for its thread."""
        self.closing.set()
        self.shutdown()
        for connection in list(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


class Server:
    """Starts and stops listening on one port."""

    def __init__(self, serve_request: Serve, port: int = 0) -> None:
        self._serve_request = serve_request
        self._port = port
        self._listener: Listener | None = None
        self._thread: threading.Thread | None = None
        self._waker: threading.Timer | None = None  # starts listening again
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Return the base address; the port is known once the server has started."""
        return f"http://{LOOPBACK}:{self._port}"

    def start(self) -> None:
        """Listen, on the same port as before."""
        listener = Listener(self._serve_request, self._port)
        listener.pause = self._pause
        self._port = listener.server_address[1]
        self._listener = listener
        self._thread = threading.Thread(target=listener.serve_forever, args=(POLL,), name="sheets-emulator")
        self._thread.start()

    def stop(self) -> None:
        """Close everything and wait for every thread."""
        if self._waker:
            self._waker.cancel()
            self._waker.join()
            self._waker = None
        self._close()

    def _pause(self, seconds: float) -> None:
        self._waker = threading.Timer(seconds, self._restart)
        self._waker.start()

    def _restart(self) -> None:
        self._close()
        self.start()

    def _close(self) -> None:
        with self._lock:
            listener, thread = self._listener, self._thread
            self._listener = self._thread = None
        if listener and thread:
            listener.close()
            thread.join()

    @contextmanager
    def unreachable(self) -> Iterator[None]:
        """Refuse connections within the block."""
        self._close()
        try:
            yield
        finally:
            self.start()
