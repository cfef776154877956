"""What Google refuses for good ends in one sentence that says what to do, and is asked once."""

import pytest
from backends.google.talking import Talk, answering, error, info, page
from sheets_emulator import SERVICE_ACCOUNT, faults
from sheets_emulator.faults import Fault
from sheets_emulator.traffic import json_answer

from sheets_sync.backends.google.account.identity import ATTACHED, PERSON, Found
from sheets_sync.backends.google.http.failures import Protected, Rejected
from sheets_sync.spreadsheet.refusals import Exit, Refusal

PROJECT = "https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=123456789012"
DISABLED = "Google Sheets API has not been used in project 123456789012 before or it is disabled."
FULL = (
    "Invalid requests[0].addSheet: This action would increase the number of cells in the workbook above "
    "the limit of 10000000 cells."
)
TYPED = "Invalid requests[0].setDataValidation: This operation is not allowed on cells in typed columns."
MEMORY_FULL = "Adding the requested developer metadata would exceed the allowed storage limit."
ADC = "The sheets.googleapis.com API requires a quota project, which is not set by default."


def disabled(url: str) -> Fault:
    """Return Google's answer where the API is not enabled; its page is `url`."""
    help_links = {"@type": "type.googleapis.com/google.rpc.Help", "links": [{"url": url}]}
    return error(403, DISABLED, help_links, info("SERVICE_DISABLED"))


FOR_GOOD = [
    (faults.status(403), f"share it with {SERVICE_ACCOUNT} as Editor"),
    (faults.status(404), f"that it is shared with {SERVICE_ACCOUNT}"),
    (disabled(PROJECT), f"enable it at {PROJECT} and run this again"),
    (disabled("https://console.example.org/apis"), "enable it at https://console.cloud.google.com/apis"),
    (error(403, "not configured", errors=[{"reason": "accessNotConfigured"}]), "Sheets API is not enabled"),
    (error(403, ADC, info("SERVICE_DISABLED")), "set-quota-project PROJECT"),
    (error(403, "Insufficient", info("ACCESS_TOKEN_SCOPE_INSUFFICIENT")), "may not use spreadsheets"),
    (faults.storage_full(), "create the spreadsheet yourself and share it"),
    (
        error(400, "This operation is not supported for this document", status="FAILED_PRECONDITION"),
        "File > Save as Google Sheets",
    ),
    (error(403, "denied", info("USER_PROJECT_DENIED")), "check GOOGLE_CLOUD_QUOTA_PROJECT"),
    (error(400, MEMORY_FULL), "sheets-sync copy"),
    (error(400, FULL), "delete empty rows, columns and old tabs"),
    (error(400, TYPED), "choose Revert to unformatted data"),
]


@pytest.mark.parametrize(("fault", "words"), FOR_GOOD)
def test_a_person_is_told_what_to_fix(talk: Talk, fault: Fault, words: str):
    for ask in (talk.read, talk.write):
        talk.emulator.inject(fault)
        with pytest.raises(Refusal) as refused:
            ask()
        assert words in str(refused.value)
        assert refused.value.remedy
        assert refused.value.exit_code == Exit.FIX_NEEDED
    assert talk.emulator.count("any") == 2
    assert talk.naps.taken == []


def test_the_spreadsheet_is_named_by_the_beginning_of_its_id(talk: Talk):
    talk.emulator.inject(faults.status(403))
    with pytest.raises(Refusal, match=f"spreadsheet {talk.spreadsheet_id[:6]}… is not open") as refused:
        talk.read()
    assert talk.spreadsheet_id not in str(refused.value)


@pytest.mark.parametrize("role", ["reader", "commenter"])
def test_who_may_only_view_is_told_so(talk: Talk, role: str):
    talk.emulator.spreadsheet(talk.spreadsheet_id).roles[SERVICE_ACCOUNT] = role
    talk.read()
    with pytest.raises(Refusal, match=f"may only view the .* share it with {SERVICE_ACCOUNT} as Editor"):
        talk.write()


@pytest.mark.parametrize("code", [302, 403, 404])
def test_a_stranger_on_the_way_is_told_from_google(talk: Talk, code: int):
    talk.emulator.inject(page(code, Location="https://login.example.org/"))
    with pytest.raises(Refusal, match=rf"Something else answered .*HTTP {code}") as refused:
        talk.read()
    assert refused.value.exit_code == Exit.TRY_LATER
    assert refused.value.remedy.startswith("try again later")
    assert talk.emulator.count("any") == 1


def test_a_protected_cell_is_a_refusal_of_its_own(talk: Talk):
    talk.emulator.person(talk.spreadsheet_id).protect("Sheet1")
    with pytest.raises(Protected) as refused:
        talk.write()
    assert refused.value.exit_code == Exit.FIX_NEEDED
    assert talk.cells() == []


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        ({"updateCells": {"start": {"sheetId": 7}, "rows": [], "fields": "*"}}, "no such tab"),
        ({"addSheet": {"properties": {"title": "Sheet1"}}}, "already there"),
        ({"updateCels": {}}, "unknown name"),
    ],
)
def test_our_own_mistake_is_an_exception_with_its_kind(talk: Talk, request_: object, kind: str):
    with pytest.raises(Rejected) as rejected:
        talk.client.write(talk.spreadsheet_id, {"requests": [request_]})
    assert rejected.value.kind == kind
    assert talk.emulator.count("write") == 1


def test_a_tab_that_is_gone_is_no_such_range(talk: Talk):
    with pytest.raises(Rejected) as rejected:
        talk.client.read(talk.spreadsheet_id, fields="sheets.data", ranges=["applicants!A1:B2"])
    assert rejected.value.kind == "no such range"


def test_a_mistake_in_a_batch_names_the_kind_of_request(talk: Talk):
    with pytest.raises(Rejected) as rejected:
        talk.client.write(talk.spreadsheet_id, {"requests": [{"deleteSheet": {"sheetId": 7}}]})
    assert rejected.value.part == "deleteSheet"


def test_a_number_that_is_none_is_our_mistake(talk: Talk):
    cell = {"userEnteredValue": {"numberValue": float("nan")}}
    with pytest.raises(Rejected, match="cannot be sent"):
        talk.client.write(
            talk.spreadsheet_id, {"requests": [{"updateCells": {"rows": [{"values": [cell]}]}}]}
        )
    assert talk.emulator.count("any") == 0


def test_an_address_that_is_not_googles_gets_no_token(talk: Talk):
    with pytest.raises(Rejected, match="not Google's"):
        talk.client.request("get", "https://sheets.googleapis.com.example.org/v4/spreadsheets/x")
    assert talk.emulator.requests == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (PERSON, "share it with the account that you log in with as Editor"),
        (ATTACHED, f"share it with {SERVICE_ACCOUNT} as Editor"),
    ],
)
def test_the_sheet_is_shared_with_whoever_asks(talk: Talk, kind: str, words: str):
    credentials = talk.client.found.credentials if kind == ATTACHED else None
    talk.client.found = Found(credentials, kind, "")
    talk.emulator.inject(faults.status(403))
    with pytest.raises(Refusal, match=words):
        talk.read()


# --- tokens -----------------------------------------------------------------------------------------


def no_token(error_: str, description: str, code: int = 400) -> Fault:
    """Return the token service's refusal."""
    return answering(error_, json_answer({"error": error_, "error_description": description}, code))


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("Invalid JWT Signature.", "its key was deleted"),
        ("Invalid grant: account not found", "it was deleted"),
        ("Invalid JWT: Token must be a short-lived token and in a reasonable timeframe.", "clock is wrong"),
        ("Something new.", "check in the cloud console"),
    ],
)
def test_a_refused_token_says_why(talk: Talk, description: str, words: str):
    talk.emulator.inject(no_token("invalid_grant", description), on="token")
    with pytest.raises(Refusal, match=words) as refused:
        talk.write()
    assert refused.value.exit_code == Exit.FIX_NEEDED
    assert refused.value.remedy
    assert talk.emulator.count("token") == 1


def test_a_wrong_clock_is_told_by_the_emulator_itself(talk: Talk):
    talk.emulator.tokens.clock = lambda: 4_000_000_000.0
    with pytest.raises(Refusal, match="this machine's clock is wrong; set it"):
        talk.read()


def test_a_login_that_ran_out_names_the_command(talk: Talk):
    talk.client.found = Found(talk.client.found.credentials, PERSON, "")
    talk.emulator.inject(no_token("invalid_grant", "Token has been expired or revoked."), on="token")
    with pytest.raises(Refusal, match="gcloud auth application-default login --scopes="):
        talk.read()
