"""The emulator starts, is looked into, and stops without leaving anything behind."""

import json
import socket
import threading
import urllib.request
from datetime import date

import gspread
import pytest
import requests
from emulator.calling import Caller
from sheets_emulator import SERVICE_ACCOUNT, Emulator, draw_tab, open_client
from sheets_emulator.guard import OFFLINE, OutsideNetwork


def test_it_leaves_no_thread_and_no_socket():
    before = set(threading.enumerate())
    with Emulator() as emulator, requests.Session() as session:
        session.get(emulator.url, timeout=5)
        address = ("127.0.0.1", int(emulator.url.rpartition(":")[2]))
    assert set(threading.enumerate()) <= before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)


def test_it_stops_while_a_client_is_connected():
    with requests.Session() as session:
        with Emulator() as emulator:
            assert session.get(emulator.url, timeout=5).status_code == 404
        with pytest.raises(requests.ConnectionError):
            session.get(emulator.url, timeout=5)


def test_two_run_side_by_side():
    with Emulator() as first, Emulator() as second:
        assert first.url != second.url


def test_its_credentials_lead_to_it(emulator: Emulator):
    account = json.loads(emulator.credentials_file.read_text(encoding="utf-8"))
    assert account["client_email"] == SERVICE_ACCOUNT
    assert account["token_uri"] == f"{emulator.url}/token"


def test_a_spreadsheet_can_be_looked_into(caller: Caller):
    caller.put("B2", [["x"]])
    sheet = caller.emulator.spreadsheet(caller.spreadsheet_id).tab("Sheet1")
    assert sheet.cell(1, 1) == {"userEnteredValue": {"stringValue": "x"}}


def test_tabs_are_drawn_and_read(emulator: Emulator):
    rows = [
        ["id", "starts", "sure", "sum"],
        ["E1", date(2025, 4, 3), True, "=1+1"],
        [],
        ["E2", None, False, 0],
    ]
    spreadsheet_id = emulator.create("program", tabs=(draw_tab("people", rows), draw_tab("empty", [], 1)))
    assert emulator.values(spreadsheet_id, "people") == [
        rows[0],
        ["E1", 45750, True, 2],
        [],
        ["E2", "", False, 0],
    ]
    assert emulator.values(spreadsheet_id, "empty") == []


def test_a_mistake_of_its_own_does_not_look_like_googles():
    with Emulator() as emulator:
        emulator.store.files = None  # type: ignore[assignment]
        client = open_client(emulator)
        with pytest.raises(gspread.exceptions.APIError, match="The emulator itself failed"):
            client.open_by_key("1x")
        client.http_client.session.close()
    assert "Traceback" in emulator.violations[0]


def test_a_call_takes_milliseconds(caller: Caller):
    times = [caller.about("GET", "/values/A1").elapsed.total_seconds() for _ in range(20)]
    assert min(times) < 0.03  # with Nagle's algorithm every one would take 0.04


@pytest.mark.parametrize("address", ["http://93.184.216.34/", "https://sheets.googleapis.com/"])
def test_the_network_outside_is_refused(address: str):
    with pytest.raises(OSError, match="tests do not"):
        urllib.request.urlopen(address, timeout=2)


def test_a_socket_outside_is_refused():
    with socket.socket() as outside, pytest.raises(OutsideNetwork):
        outside.connect(("93.184.216.34", 443))


def test_a_process_of_its_own_can_be_kept_offline(monkeypatch: pytest.MonkeyPatch, caller: Caller):
    for name, value in OFFLINE.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(requests.exceptions.ProxyError):
        requests.get("https://sheets.invalid/", timeout=2)
    assert caller.about("GET", "").status_code == 200
