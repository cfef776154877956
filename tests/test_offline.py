"""Nothing that the suite runs reaches beyond this machine: no test, no doctest, no Python it starts."""

import os
import socket
import subprocess
import sys
import urllib.request
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OUTSIDE = ("192.0.2.1", 53)  # kept for examples: nobody has this address
NAME = "sheets.googleapis.com"


def refused() -> AbstractContextManager[object]:
    """Check that a block tries to leave this machine, and does not."""
    return pytest.raises(OSError, match=f"tests do not connect to {OUTSIDE[0]}")


def test_a_connection_outside_is_refused():
    with socket.socket() as outside, refused():
        outside.connect(OUTSIDE)
    with socket.socket() as outside, refused():
        outside.connect_ex(OUTSIDE)


def test_a_datagram_outside_is_refused():
    with socket.socket(type=socket.SOCK_DGRAM) as outside:
        with refused():
            outside.connect(OUTSIDE)
        with refused():
            outside.sendto(b"x", OUTSIDE)
        with refused():
            outside.sendto(b"x", 0, OUTSIDE)
        with refused():
            outside.sendmsg([b"x"], [], 0, OUTSIDE)


def test_a_connection_and_a_datagram_to_this_machine_arrive():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        server.accept()[0].close()
    with socket.socket(type=socket.SOCK_DGRAM) as here:
        here.bind(("127.0.0.1", 0))
        here.sendto(b"x", here.getsockname())
        assert here.recv(1) == b"x"


@pytest.mark.parametrize("look_up", [socket.gethostbyname, socket.gethostbyname_ex, socket.gethostbyaddr])
def test_a_name_outside_is_not_looked_up(look_up):
    with pytest.raises(socket.gaierror, match="tests do not look up"):
        look_up(NAME)
    assert look_up("localhost")


def test_no_address_outside_is_looked_up_either():
    with pytest.raises(socket.gaierror, match="tests do not look up"):
        socket.getaddrinfo(NAME, 443)
    with pytest.raises(socket.gaierror, match="tests do not look up"):
        socket.getnameinfo(OUTSIDE, 0)


@pytest.mark.parametrize("address", [f"http://{OUTSIDE[0]}/", f"https://{NAME}/"])
def test_nothing_outside_is_fetched(address: str):
    with pytest.raises(OSError, match="tests do not"):
        urllib.request.urlopen(address, timeout=2)


CONNECT = f"import socket; socket.create_connection({OUTSIDE}, timeout=1)"
RUN_PYTEST = f"""
import sys, pytest

class Witness:
    def pytest_runtest_setup(self, item):
        {CONNECT}

pytest.main(["-p", "no:cacheprovider", *sys.argv[1:]], [Witness()])
"""


def told(code: str, *arguments: object, **environment: str) -> str:
    """Return what another Python says that a test starts."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    env = {**os.environ, **environment}
    ended = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    return ended.stdout + ended.stderr


def test_a_python_that_a_test_starts_is_guarded_too():
    assert "tests do not look up 192.0.2.1" in told(CONNECT)


def test_the_doctests_of_the_package_are_guarded_too():
    module = ROOT / "sheets_sync" / "spreadsheet" / "a1.py"
    shown = told(RUN_PYTEST, module, PYTHONPATH="")
    assert "tests do not look up 192.0.2.1" in shown
