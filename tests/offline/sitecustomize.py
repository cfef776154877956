"""No test reaches beyond this machine: connections, datagrams and name look-ups elsewhere are refused.

Python imports a module of this name by itself when it starts: with this folder on PYTHONPATH, which
the conftest at the root sees to, every Python that a test starts is guarded like the tests themselves.
(`python -I` and programs that are no Python are not; the tests start git and bash, which stay here.)

google-auth starts a thread that asks a Google host in the background and has no switch against it
(facts §8); here it fails at once and in silence. The guard stays for the whole session, because that
thread may outlive the test that caused it.
"""

import ipaddress
import socket
from collections.abc import Callable
from functools import wraps
from typing import Any

LOCAL_NAMES = (None, "", "localhost", b"localhost")
LOOK_UPS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo")
SENDING = {"connect": 0, "connect_ex": 0, "sendto": -1, "sendmsg": 3}  # and where the address stands
Function = Callable[..., Any]


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
    for name, place in SENDING.items():
        setattr(socket.socket, name, _sends_here(getattr(socket.socket, name), place))
    for name in LOOK_UPS:
        setattr(socket, name, _looks_up_here(getattr(socket, name)))
    socket.outside_is_refused = True  # type: ignore[attr-defined]


def _sends_here(original: Function, place: int) -> Function:
    @wraps(original)
    def guarded(self: socket.socket, *arguments: Any, **named: Any) -> Any:
        internet = self.family in (socket.AF_INET, socket.AF_INET6)
        address = arguments[place] if place < len(arguments) else None  # a sendmsg may have none
        if internet and address is not None and not is_local(address[0]):
            raise OutsideNetwork(f"tests do not connect to {address[0]}")
        return original(self, *arguments, **named)

    return guarded


def _looks_up_here(original: Function) -> Function:
    @wraps(original)
    def guarded(host: Any, *rest: Any, **named: Any) -> Any:
        name = host[0] if isinstance(host, tuple) else host  # getnameinfo takes an address
        if not is_local(name):
            raise socket.gaierror(socket.EAI_NONAME, f"tests do not look up {name}")
        return original(host, *rest, **named)

    return guarded


install()
