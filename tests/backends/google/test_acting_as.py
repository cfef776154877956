"""Tokens by workload identity and by impersonation: google-auth fetches them, and they open a spreadsheet.

Each file names its services by their address on this machine, and google-auth asks there: it checks no
host name. Two exceptions are google-auth's own. Of the address in an impersonation file it takes the
account's name alone and asks a host that is written in its code, which the fixture moves here. And a
login (authorized_user) asks Google for its token whatever its file says, so the source is a key here.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from backends.google.keys import kept
from backends.google.token_services import (
    ACT_AS,
    DENIED,
    EXCHANGE,
    OWN_TOKEN,
    POOL,
    PRINCIPAL,
    TokenServices,
    token_services,
)
from google.auth import iam
from sheets_emulator import SERVICE_ACCOUNT, Emulator

from sheets_sync.backends.google.account.credentials import find_credentials
from sheets_sync.backends.google.account.identity import Found
from sheets_sync.backends.google.http.client import SheetsClient
from sheets_sync.spreadsheet.refusals import Exit, Refusal


@pytest.fixture
def services(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[TokenServices]:
    """Give both token services, on this machine."""
    with token_services(emulator) as running:
        monkeypatch.setattr(iam, "_IAM_ENDPOINT", running.url + ACT_AS.replace(SERVICE_ACCOUNT, "{}"))
        yield running


def workload(services: TokenServices, folder: Path, **changed: Any) -> Found:
    """Return the credentials of a workload that may act as the service account."""
    (folder / "own-token").write_text(OWN_TOKEN)
    info = {
        "type": "external_account",
        "audience": POOL,
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "token_url": f"{services.url}{EXCHANGE}",
        "credential_source": {"file": str(folder / "own-token")},
        "service_account_impersonation_url": f"{services.url}{ACT_AS}",
    }
    left = {name: value for name, value in (info | changed).items() if value is not None}
    return find_credentials(kept(folder / "workload.json", left))


def impersonated(services: TokenServices, folder: Path, **changed: str) -> Found:
    """Return the credentials of somebody with a key, perhaps a changed one, who acts as the account."""
    key = json.loads(services.emulator.credentials_file.read_text())
    info = {
        "type": "impersonated_service_account",
        "source_credentials": key | changed,
        "service_account_impersonation_url": f"https://iamcredentials.googleapis.com{ACT_AS}",
    }
    return find_credentials(kept(folder / "impersonated.json", info))


def read(emulator: Emulator, found: Found, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what the tool's own client reads with these credentials, whose tokens are the emulator's."""
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
    spreadsheet_id = emulator.create()
    emulator.spreadsheet(spreadsheet_id).roles[PRINCIPAL] = "writer"
    with SheetsClient(replace(found, token_address=f"{emulator.url}/token")) as client:
        return client.read(spreadsheet_id, fields="properties.title")


def refused(found: Found) -> str:
    """Return the sentence by which no token is told."""
    with SheetsClient(found) as client, pytest.raises(Refusal) as refusal:
        client.log_in()
    assert refusal.value.exit_code == Exit.FIX_NEEDED
    return str(refusal.value)


READ = {"properties": {"title": "program"}}


# --- a token ----------------------------------------------------------------------------------------


def test_a_workload_reads_a_spreadsheet_as_the_service_account(
    services: TokenServices, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    found = workload(services, tmp_path)
    assert (found.kind, found.email) == ("workload identity", SERVICE_ACCOUNT)
    assert read(emulator, found, monkeypatch) == READ
    assert services.asked == ["exchange", "act as"]


def test_a_workload_without_a_service_account_reads_a_spreadsheet_as_itself(
    services: TokenServices, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    found = workload(services, tmp_path, service_account_impersonation_url=None)
    assert read(emulator, found, monkeypatch) == READ
    assert services.asked == ["exchange"]


def test_who_impersonates_reads_a_spreadsheet_as_the_service_account(
    services: TokenServices, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    found = impersonated(services, tmp_path)
    assert (found.kind, found.email) == ("impersonated service account", SERVICE_ACCOUNT)
    assert read(emulator, found, monkeypatch) == READ
    assert services.asked == ["act as"]


# --- no token ---------------------------------------------------------------------------------------


def deny(services: TokenServices, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody act as the service account."""
    monkeypatch.setattr(services, "act_as", lambda *_: DENIED)


def test_an_impersonator_without_the_role_is_told_which(
    services: TokenServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    deny(services, monkeypatch)
    told = refused(impersonated(services, tmp_path))
    assert told.startswith(
        "Google gives no token for the impersonated service account: enable the IAM Service"
    )
    assert "Service Account Token Creator" in told


def test_a_workload_without_the_role_is_told_which(
    services: TokenServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    deny(services, monkeypatch)
    told = refused(workload(services, tmp_path))
    assert told.startswith("Google gives no token for the workload identity: enable the IAM Service")
    assert "Workload Identity User" in told


def test_a_workload_whose_own_token_is_rejected_is_told_to_look_at_the_pool(
    services: TokenServices, tmp_path: Path
):
    told = refused(workload(services, tmp_path, audience=POOL + "x"))
    assert told.startswith("Google does not accept this workload's own token: check")
    assert "audience" in told and "attribute condition" in told


def test_a_workload_without_its_own_token_is_told_where_to_look(services: TokenServices, tmp_path: Path):
    found = workload(services, tmp_path, credential_source={"file": str(tmp_path / "gone")})
    assert "credential_source" in refused(found)
    assert services.asked == []


def test_an_impersonator_whose_own_key_is_good_no_more_is_told_to_renew_it(
    services: TokenServices, tmp_path: Path
):
    told = refused(impersonated(services, tmp_path, client_email="gone@project.iam.gserviceaccount.com"))
    assert told.startswith(
        "Google does not accept the login or key by which the impersonated service account"
    )
    assert f"--impersonate-service-account={SERVICE_ACCOUNT}" in told
    assert services.asked == []


def test_no_refusal_repeats_a_token(services: TokenServices, tmp_path: Path):
    found = workload(services, tmp_path)
    (tmp_path / "own-token").write_text("another token of its own")
    assert "another token" not in refused(found)
