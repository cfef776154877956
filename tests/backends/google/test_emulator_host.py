"""SHEETS_EMULATOR_HOST: an emulator on this machine, nowhere else, and never in silence."""

import json
from pathlib import Path

import pytest
from backends.google.keys import LOGIN, WORKLOAD, kept
from backends.google.talking import Talk

from sheets_sync.backends.google.account.credentials import find_credentials
from sheets_sync.backends.google.account.identity import ATTACHED, Found
from sheets_sync.backends.google.http.client import SheetsClient
from sheets_sync.backends.google.http.emulator_host import (
    emulator_host,
    endpoint_at,
    loopback,
    refuse_others_token,
)
from sheets_sync.spreadsheet.refusals import Exit, Refusal


@pytest.mark.parametrize(
    ("named", "base"),
    [
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("http://127.0.0.1:8765/", "http://127.0.0.1:8765"),
        ("http://127.8.9.1:80", "http://127.8.9.1:80"),
        ("localhost:8765", "http://localhost:8765"),
        ("http://LOCALHOST", "http://localhost:80"),
        ("http://[::1]:8765", "http://[::1]:8765"),
    ],
)
def test_this_machine_has_many_names(named: str, base: str):
    assert loopback(named) == base


@pytest.mark.parametrize(
    "named",
    [
        "http://192.0.2.1:8765",
        "http://0.0.0.0:8765",
        "http://emulator.example.org",
        "http://localhost.example.org:8765",
        "http://127.0.0.1.example.org",
        "http://127.0.0.1@example.org",
        "http://example.org\\@127.0.0.1:8765",
        "http://127.0.0.1:8765\\.example.org",
        "http://127.0.0.1#@example.org",
        "http://me:secret@127.0.0.1:8765",
        "http://127.1:8765",
        "http://2130706433:8765",
        "http://[2001:db8::1]:8765",
        "http://127.0.0.1:8765/v4?x=http://example.org",
        "http://127.0.0.1:port",
        "https://127.0.0.1:8765",
        "file:///etc/hosts",
        "http://",
        "]",
    ],
)
def test_anywhere_else_is_refused(named: str):
    with pytest.raises(Refusal, match="must be an address on this machine") as refused:
        loopback(named)
    assert refused.value.exit_code == Exit.FIX_NEEDED
    assert "secret" not in str(refused.value)


def test_unset_means_google(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", " ")
    assert emulator_host() is None
    sheets = "https://sheets.googleapis.com/v4/spreadsheets/x"
    assert endpoint_at(None, sheets) == sheets


@pytest.mark.parametrize("host", ["https://sheets.googleapis.com", "https://www.googleapis.com"])
def test_both_of_googles_hosts_are_moved(host: str):
    assert endpoint_at("http://127.0.0.1:1", f"{host}/x") == "http://127.0.0.1:1/x"


def test_the_emulator_is_said_aloud(talk: Talk):
    assert talk.naps.told == [f"Talking to the emulator at {talk.emulator.url}, not to Google."]


@pytest.mark.parametrize("kind", ["service account", "authorized_user", "external_account", "attached"])
def test_googles_own_token_is_not_for_an_emulator(talk: Talk, tmp_path: Path, kind: str):
    account = json.loads(talk.emulator.credentials_file.read_text())
    files = {
        "service account": {**account, "token_uri": "https://oauth2.googleapis.com/token"},
        "authorized_user": {**LOGIN, "token_uri": f"{talk.emulator.url}/token"},
        "external_account": {**WORKLOAD, "token_url": f"{talk.emulator.url}/token"},
    }
    if kind in files:
        found = find_credentials(kept(tmp_path / "key.json", files[kind]))
    else:
        found = Found(talk.client.found.credentials, ATTACHED, "")
    with pytest.raises(Refusal, match="not the emulator's") as refused:
        SheetsClient(found)
    assert refused.value.exit_code == Exit.FIX_NEEDED
    assert talk.emulator.requests == []


@pytest.mark.parametrize(
    "token",
    ["", "]", "http://example.org:8765/token", "http://127.0.0.1:8766/token", "https://127.0.0.1:8765/token"],
)
def test_a_token_comes_from_the_emulator_itself(token: str):
    refuse_others_token("http://127.0.0.1:8765", "http://localhost:8765/token")
    with pytest.raises(Refusal, match="not the emulator's"):
        refuse_others_token("http://127.0.0.1:8765", token)


def test_a_proxy_does_not_see_the_token_of_an_emulator(talk: Talk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert talk.read() == {"properties": {"title": "program"}}
