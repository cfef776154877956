"""Faults by the API that is asked, faults of tokens, and answers that come late or drip."""

import json
from typing import Any

import pytest
import requests
from emulator.calling import Caller
from sheets_emulator import Emulator, faults

FAULTS = [
    faults.status(429),
    faults.status(429, retry_after=1),
    faults.status(500),
    faults.status(503),
    faults.status(403),
    faults.status(404),
    faults.html(502),
    faults.refused(0.01),
    faults.reset(),
    faults.reset(applied=True),
    faults.hang(),
    faults.hang(applied=True),
    faults.truncated(),
    faults.drip(0.1),
    faults.key_deleted(),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.name}{', applied' * fault.applied}")
def test_the_token_endpoint_has_every_fault(fault: faults.Fault):
    with Emulator() as emulator:
        emulator.inject(fault, on="token")
        try:
            answer = requests.post(f"{emulator.url}/token", timeout=0.3)
        except requests.RequestException:
            answer = None
    assert (answer is not None) == bool(fault.answer or fault.breakage == "drip")
    assert [request.fault for request in emulator.requests] == [fault.name]


@pytest.mark.parametrize(("method", "kind"), [("GET", "Read"), ("PUT", "Write")])
def test_a_429_is_about_reads_or_writes(caller: Caller, method: str, kind: str):
    caller.emulator.inject(faults.status(429))
    body = {"values": [["x"]]} if method == "PUT" else None
    error = caller.about(method, "/values/A1", body).json()["error"]
    assert error["details"][0]["metadata"]["quota_limit"] == f"{kind}RequestsPerMinutePerUser"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (403, "insufficientFilePermissions"),
        (404, "notFound"),
        (429, "rateLimitExceeded"),
        (503, "backendError"),
    ],
)
def test_drive_has_its_own_form(caller: Caller, code: int, reason: str):
    caller.emulator.inject(faults.status(code), on="files.list")
    answer = caller.call("GET", "/drive/v3/files")
    assert (answer.status_code, answer.json()["error"]["errors"][0]["reason"]) == (code, reason)


def test_a_service_account_has_no_storage(caller: Caller):
    caller.emulator.inject(faults.storage_full(), on="files.create")
    answer = caller.call("POST", "/drive/v3/files", {"name": "x"})
    assert answer.status_code == 403
    assert answer.json()["error"]["errors"][0]["reason"] == "storageQuotaExceeded"


def test_an_api_that_is_not_enabled_says_where_to_enable_it(caller: Caller):
    caller.emulator.inject(faults.api_disabled())
    error = caller.about("GET", "").json()["error"]
    [info, *_] = error["details"]
    assert (error["code"], error["status"]) == (403, "PERMISSION_DENIED")
    assert (info["reason"], info["domain"]) == ("SERVICE_DISABLED", "googleapis.com")
    assert info["metadata"].keys() >= {"consumer", "service", "activationUrl"}
    assert info["metadata"]["activationUrl"] in error["message"]


def late(caller: Caller, fault: faults.Fault) -> None:
    """Write `ours` into A1 and give up on it."""
    caller.emulator.inject(fault, on="write")
    url = f"{caller.emulator.url}/v4/spreadsheets/{caller.spreadsheet_id}/values/A1?valueInputOption=RAW"
    with pytest.raises(requests.RequestException):
        caller.session.put(url, json={"values": [["ours"]]}, timeout=0.2)


@pytest.mark.parametrize("by", ["hang", "reset"])
@pytest.mark.parametrize(
    ("before", "seen"),
    [(1, [[["ours"]], [["ours"]]]), (2, [[], [["ours"]]]), (3, [[], []])],
)
def test_a_write_arrives_before_a_later_request(caller: Caller, before: int, seen: Any, by: Any):
    late(caller, faults.late(before, by=by))
    assert [caller.read("A1"), caller.read("A1")] == seen


def test_a_write_that_arrives_late_may_undo_a_newer_one(caller: Caller):
    late(caller, faults.late(before=2))
    caller.put("A1", [["newer"]])
    assert caller.read("A1") == [["ours"]]


def test_what_is_still_on_its_way_can_be_let_in(caller: Caller):
    late(caller, faults.late(before=9))
    caller.emulator.settle()
    [first] = caller.emulator.requests
    assert (first.fault, first.status) == ("late", 200)
    assert caller.emulator.values(caller.spreadsheet_id, "Sheet1") == [["ours"]]


def test_an_answer_drips_though_no_read_times_out(caller: Caller):
    caller.emulator.inject(faults.drip(0.8))
    url = f"{caller.emulator.url}/v4/spreadsheets/{caller.spreadsheet_id}"
    with caller.session.get(url, stream=True, timeout=0.3) as answer:
        pieces = list(iter(answer.raw.read1, b""))
    assert len(pieces) > 1
    assert json.loads(b"".join(pieces))["spreadsheetId"] == caller.spreadsheet_id


def test_a_client_may_leave_while_it_drips(caller: Caller):
    caller.emulator.inject(faults.drip(20.0))
    url = f"{caller.emulator.url}/v4/spreadsheets/{caller.spreadsheet_id}"
    with caller.session.get(url, stream=True, timeout=2) as answer:
        assert answer.status_code == 200
    assert caller.about("GET", "").status_code == 200


def test_everything_can_be_forgotten(caller: Caller):
    caller.emulator.inject(faults.status(503))
    caller.emulator.before_write(1, lambda person: person.undo())
    caller.emulator.reset()
    assert caller.about("GET", "").status_code == 404
    made = caller.emulator.create()
    assert caller.call("PUT", f"/v4/spreadsheets/{made}/values/A1", {"values": []}).status_code == 400
    assert caller.emulator.violations == []
