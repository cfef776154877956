"""The emulator starts, is looked into, and stops without leaving anything behind."""

import json
import socket
import threading
from datetime import date

import gspread
import pytest
import requests
from emulator.calling import Caller
from sheets_emulator import SERVICE_ACCOUNT, Emulator, draw_tab, open_client


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
