"""Requests are held against the API's own description, and refused in Google's words."""

import pytest
from emulator.calling import Caller
from sheets_emulator import Emulator
from sheets_emulator.batch import KINDS
from sheets_emulator.discovery import api


def unknown_name(name: str, place: str) -> str:
    """Return what Google says about a name that does not exist."""
    return f"Invalid JSON payload received. Unknown name \"{name}\" at '{place}': Cannot find field."


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"updateCell": {}}, unknown_name("updateCell", "requests[0]")),
        ({"deleteSheet": {"sheetID": 1}}, unknown_name("sheetID", "requests[0].delete_sheet")),
        (
            {"deleteSheet": {"sheetId": "first"}},
            "Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), \"first\"",
        ),
        (
            {"findReplace": {"find": "a", "allSheets": "yes"}},
            "Invalid value at 'requests[0].find_replace.all_sheets' (TYPE_BOOL), \"yes\"",
        ),
        ({}, "Invalid requests[0]: No request set."),
    ],
)
def test_a_request_that_the_api_does_not_describe_is_refused(caller: Caller, body: object, message: str):
    assert caller.refusal(body) == message


def test_a_wrong_word_of_a_closed_list_is_refused(caller: Caller):
    message = caller.refusal({"appendDimension": {"dimension": "ROW", "length": 1}})
    kind = "type.googleapis.com/google.apps.sheets.v4.Dimension"
    assert message == f"Invalid value at 'requests[0].append_dimension.dimension' ({kind}), \"ROW\""


def test_two_kinds_in_one_request_are_refused(caller: Caller):
    assert "oneof" in caller.refusal({"clearBasicFilter": {}, "deleteSheet": {}})


def test_an_empty_batch_is_refused(caller: Caller):
    assert caller.refusal() == "Must specify at least one request."


def test_an_unknown_query_parameter_is_refused(caller: Caller):
    answer = caller.about("GET", "", field="properties")
    assert answer.status_code == 400
    assert 'Unknown name "field": Cannot bind query parameter.' in answer.json()["error"]["message"]


def test_a_wrong_option_is_refused(caller: Caller):
    answer = caller.about("GET", "/values/A1", valueRenderOption="PLAIN")
    assert "value_render_option" in answer.json()["error"]["message"]


def test_a_value_input_option_is_required(caller: Caller):
    answer = caller.about("PUT", "/values/A1", {"values": [["x"]]})
    assert answer.status_code == 400
    assert "valueInputOption" in answer.json()["error"]["message"]


def test_a_body_that_is_no_json_is_refused(caller: Caller):
    url = f"{caller.emulator.url}/v4/spreadsheets/{caller.spreadsheet_id}:batchUpdate"
    for body in (b"{", b'{"requests": [NaN]}'):
        assert caller.session.post(url, data=body, timeout=5).status_code == 400


def test_an_unknown_address_is_an_html_404(caller: Caller):
    answer = caller.call("GET", "/v4/sheets")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=UTF-8")


def test_a_kind_that_is_not_emulated_says_so(caller: Caller):
    answer = caller.about("POST", ":batchUpdate", {"requests": [{"trimWhitespace": {}}]})
    assert answer.status_code == 501


def test_every_emulated_kind_is_one_of_the_api():
    assert set(KINDS) <= set(api("sheets", "v4").schemas["Request"]["properties"])


def test_an_answer_that_breaks_the_description_is_noted():
    with Emulator() as emulator:
        described = api("sheets", "v4")
        [method] = [found for found in described.methods if found.name == "spreadsheets.values.clear"]
        emulator.service.checked(described, method, {"clearedRange": 1})
    assert emulator.violations == [
        "spreadsheets.values.clear: Invalid value at 'cleared_range' (TYPE_STRING), 1"
    ]
