"""What the client asks of Google, and that gspread's own calls go through it."""

import subprocess
import sys
from pathlib import Path

import gspread
import pytest
from backends.google.talking import Talk, talk_to
from sheets_emulator import Emulator

from sheets_sync.backends.google.http.client import connect, only_reads
from sheets_sync.backends.google.http.pacing import Limits
from sheets_sync.spreadsheet.refusals import Refusal

BASE = "https://sheets.googleapis.com/v4/spreadsheets/x"


def test_a_read_asks_for_fields_and_ranges(talk: Talk):
    talk.client.read(talk.spreadsheet_id, fields="sheets.data.rowData", ranges=["A1:B2", "Sheet1!C:C"])
    [_, asked] = talk.emulator.requests
    assert (asked.method, asked.operation) == ("GET", "spreadsheets.get")
    assert asked.query == {"fields": ["sheets.data.rowData"], "ranges": ["A1:B2", "Sheet1!C:C"]}


def test_filters_and_ranges_go_together(talk: Talk):
    talk.client.read(
        talk.spreadsheet_id, fields="sheets.data", filters=[{"gridRange": {"sheetId": 0}}], ranges=["A1"]
    )
    [_, asked] = talk.emulator.requests
    assert asked.operation == "spreadsheets.getByDataFilter"
    assert asked.body == {"dataFilters": [{"gridRange": {"sheetId": 0}}, {"a1Range": "A1"}]}


def test_a_write_brings_its_own_answer(talk: Talk):
    body = {"requests": [{"clearBasicFilter": {"sheetId": 0}}], "includeSpreadsheetInResponse": True}
    found = talk.client.write(talk.spreadsheet_id, body, fields="updatedSpreadsheet.properties.title")
    assert found == {"updatedSpreadsheet": {"properties": {"title": "program"}}}
    assert talk.emulator.count("write") == 1


def test_an_id_is_never_a_path(talk: Talk):
    with pytest.raises(Refusal):
        talk.client.read(f"{talk.spreadsheet_id}/values/A1?x=", fields="properties")
    assert talk.emulator.count("values.get") == 0


@pytest.mark.parametrize(
    ("method", "endpoint", "reads"),
    [
        ("get", BASE, True),
        ("GET", f"{BASE}/values/A1", True),
        ("post", f"{BASE}:getByDataFilter", True),
        ("post", f"{BASE}/values:batchGetByDataFilter", True),
        ("post", f"{BASE}/developerMetadata:search", True),
        ("post", f"{BASE}:batchUpdate", False),
        ("post", f"{BASE}/values/A1:append", False),
        ("put", f"{BASE}/values/A1", False),
        ("delete", "https://www.googleapis.com/drive/v3/files/x", False),
    ],
)
def test_reads_are_told_from_writes(method: str, endpoint: str, reads: bool):
    assert only_reads(method, endpoint) is reads


def test_gspread_itself_works_through_the_client(emulator: Emulator, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
    talk = talk_to(emulator, Limits(calls=100))
    with talk.client:
        usual = gspread.Client(None, http_client=lambda auth, session: talk.client)
        tab = usual.open_by_key(talk.spreadsheet_id).sheet1
        tab.update([["id", "name"], ["E1", "Ana"]])
        tab.append_row(["E2", "Kofi"])
        tab.format("A1:B1", {"textFormat": {"bold": True}})
        assert tab.get_all_values() == [["id", "name"], ["E1", "Ana"], ["E2", "Kofi"]]


def test_connecting_finds_credentials_and_asks_nobody(emulator: Emulator, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
    told: list[str] = []
    with connect(emulator.credentials_file, told.append) as client:
        assert client.found.kind == "service account file"
    assert emulator.requests == []
    assert len(told) == 1


def test_the_token_is_asked_for_one_scope(talk: Talk):
    talk.read()
    [grant] = talk.emulator.tokens.granted.values()
    assert grant.scopes == {"https://www.googleapis.com/auth/spreadsheets"}


def test_a_run_on_xlsx_imports_nothing_of_google(tmp_path: Path):
    command = [sys.executable, "-X", "importtime", "-m", "sheets_sync", "demo", str(tmp_path / "demo")]
    imported = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    modules = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in imported.splitlines()}
    assert modules.isdisjoint({"gspread", "google", "requests", "urllib3"})
