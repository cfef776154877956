"""Every fault hits the request it is meant for, and is applied or not as it says (facts §1)."""

import socket
import time
from contextlib import suppress

import pytest
import requests
from emulator.calling import Caller
from sheets_emulator import faults


def clear(caller: Caller) -> requests.Response:
    """Write something: A1 is cleared."""
    return caller.about("POST", "/values/A1:clear")


@pytest.fixture
def filled(caller: Caller) -> Caller:
    """Give a tab with something in A1."""
    caller.put("A1", [["x"]])
    return caller


@pytest.mark.parametrize(
    ("code", "status"), [(403, "PERMISSION_DENIED"), (404, "NOT_FOUND"), (500, "INTERNAL")]
)
def test_an_error_has_googles_form(filled: Caller, code: int, status: str):
    filled.emulator.inject(faults.status(code))
    answer = clear(filled)
    assert (answer.status_code, answer.json()["error"]["status"]) == (code, status)
    assert filled.read("A1") == [["x"]]


@pytest.mark.parametrize("seconds", [None, 7])
def test_a_429_has_a_retry_after_only_when_told(filled: Caller, seconds: int | None):
    filled.emulator.inject(faults.status(429, retry_after=seconds))
    assert clear(filled).headers.get("Retry-After") == (None if seconds is None else "7")


def test_a_503_may_have_been_applied(filled: Caller):
    filled.emulator.inject(faults.status(503, applied=True))
    assert clear(filled).status_code == 503
    assert filled.read("A1") == []


def test_a_502_is_a_page(filled: Caller):
    filled.emulator.inject(faults.html(502))
    answer = clear(filled)
    assert (answer.status_code, answer.headers["Content-Type"]) == (502, "text/html; charset=UTF-8")
    assert answer.text.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(("applied", "left"), [(False, [["x"]]), (True, [])])
def test_a_connection_is_reset_before_or_after_applying(filled: Caller, applied: bool, left: list[list[str]]):
    filled.emulator.inject(faults.reset(applied))
    with pytest.raises(requests.ConnectionError):
        clear(filled)
    assert filled.read("A1") == left


@pytest.mark.parametrize(("applied", "left"), [(False, [["x"]]), (True, [])])
def test_a_request_hangs_until_the_client_gives_up(filled: Caller, applied: bool, left: list[list[str]]):
    filled.emulator.inject(faults.hang(applied))
    url = f"{filled.emulator.url}/v4/spreadsheets/{filled.spreadsheet_id}/values/A1:clear"
    with pytest.raises(requests.ReadTimeout):
        filled.session.post(url, timeout=0.4)
    assert filled.read("A1") == left


def test_a_body_is_cut_short(filled: Caller):
    filled.emulator.inject(faults.truncated())
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        clear(filled)
    assert filled.read("A1") == []


def test_connections_are_refused_for_a_while(filled: Caller):
    filled.emulator.inject(faults.refused(seconds=1.0))
    with pytest.raises(requests.ConnectionError):
        clear(filled)
    address = ("127.0.0.1", int(filled.emulator.url.rpartition(":")[2]))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)
    time.sleep(1.0)
    wait_for(address)
    assert filled.read("A1") == [["x"]]


def wait_for(address: tuple[str, int]) -> None:
    """Wait until somebody listens there."""
    for _ in range(100):
        with suppress(ConnectionRefusedError), socket.create_connection(address):
            return
        time.sleep(0.05)


def test_the_emulator_can_be_unreachable(filled: Caller):
    with filled.emulator.unreachable(), pytest.raises(requests.ConnectionError):
        clear(filled)
    assert filled.read("A1") == [["x"]]


@pytest.mark.parametrize(
    ("on", "hit"),
    [
        ("any", [503, 200, 200]),
        ("read", [503, 200, 200]),
        ("write", [200, 503, 200]),
        ("values.clear", [200, 503, 200]),
        ("spreadsheets.batchUpdate", [200, 200, 503]),
        ("deleteSheet", [200, 200, 503]),
        (lambda request: request.path.endswith(":clear"), [200, 503, 200]),
        ("token", [200, 200, 200]),
    ],
)
def test_a_fault_hits_what_it_is_meant_for(filled: Caller, on: faults.Where, hit: list[int]):
    filled.batch({"addSheet": {"properties": {"sheetId": 1}}})
    filled.emulator.inject(faults.status(503), on=on)
    calls = [
        lambda: filled.about("GET", "/values/A1"),
        lambda: clear(filled),
        lambda: filled.about("POST", ":batchUpdate", {"requests": [{"deleteSheet": {"sheetId": 1}}]}),
    ]
    assert [call().status_code for call in calls] == hit


def test_a_fault_may_come_later_and_more_than_once(filled: Caller):
    filled.emulator.inject(faults.status(503), on="write", times=2, skip=1)
    assert [clear(filled).status_code for _ in range(4)] == [200, 503, 503, 200]


def test_the_log_tells_what_happened(filled: Caller):
    filled.emulator.inject(faults.reset())
    with pytest.raises(requests.ConnectionError):
        clear(filled)
    first, last = filled.emulator.requests
    assert (first.method, first.operation, first.status) == ("PUT", "spreadsheets.values.update", 200)
    assert (last.operation, last.fault, last.status) == ("spreadsheets.values.clear", "reset", 0)
    assert (filled.emulator.count("write"), filled.emulator.count("read")) == (2, 0)
