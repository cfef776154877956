"""No test reaches beyond this machine: connections and name look-ups elsewhere are refused.

google-auth starts a thread that asks a Google host in the background and has no switch against it
(facts §8); here it fails at once and in silence. The guard stays for the whole session, because that
thread may outlive the test that caused it.
"""

import ipaddress
import socket
from typing import Any

# For a process of its own, where this guard is not: whatever leaves the machine goes to a closed port.
OFFLINE = {
    **dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"), "http://127.0.0.1:9"),
    **dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost"),
}
LOCAL_NAMES = (None, "", "localhost", b"localhost")


class OutsideNetwork(OSError):
    """A test tried to leave the machine."""


def is_local(host: Any) -> bool:
    """Tell whether a host is this machine."""
    if host in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def install() -> None:
    """Refuse everything but loopback, for good; installing it twice changes nothing."""
    if getattr(socket, "outside_is_refused", False):
        return
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    getaddrinfo = socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _refuse_outside(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_outside(self, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *rest: Any, **named: Any) -> Any:
        if not is_local(host):
            raise socket.gaierror(socket.EAI_NONAME, f"tests do not look up {host}")
        return getaddrinfo(host, *rest, **named)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign, assignment]
    socket.socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = guarded_getaddrinfo
    socket.outside_is_refused = True  # type: ignore[attr-defined]


def _refuse_outside(connection: socket.socket, address: Any) -> None:
    internet = connection.family in (socket.AF_INET, socket.AF_INET6)
    if internet and not is_local(address[0]):
        raise OutsideNetwork(f"tests do not connect to {address[0]}")
