"""Protected ranges: whom they stop, and what they let through (facts §3)."""

from typing import Any

import pytest
from emulator.calling import Caller
from sheets_emulator import OWNER, SERVICE_ACCOUNT

REFUSED = "You are trying to edit a protected cell or object."
A2 = {"startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 1}


@pytest.fixture
def protected(caller: Caller) -> Caller:
    """Give a tab whose cell A2 only its owner may edit."""
    caller.put("A1", [["a", "b"], ["c", "d"], ["e", "f"]])
    caller.emulator.person(caller.spreadsheet_id).protect("Sheet1", **A2)
    return caller


def line(dimension: str, start: int, end: int) -> Any:
    """Return a DimensionRange."""
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


@pytest.mark.parametrize(
    "wanted",
    [
        {"updateCells": {"range": A2, "fields": "userEnteredValue"}},
        {"updateCells": {"range": A2, "fields": "note"}},
        {"repeatCell": {"range": {"endRowIndex": 9}, "cell": {}, "fields": "userEnteredFormat"}},
        {"sortRange": {"range": {"endRowIndex": 3}, "sortSpecs": [{"dimensionIndex": 0}]}},
        {"findReplace": {"find": "c", "replacement": "x", "sheetId": 0}},
        {"deleteDimension": {"range": line("ROWS", 1, 2)}},
        {"moveDimension": {"source": line("ROWS", 1, 2), "destinationIndex": 0}},
        {"deleteSheet": {"sheetId": 0}},
    ],
    ids=lambda wanted: next(iter(wanted)),
)
def test_a_write_to_a_protected_cell_is_refused(protected: Caller, wanted: Any):
    other = {"addSheet": {"properties": {"title": "other"}}}
    assert REFUSED in protected.refusal(other, wanted)


def test_values_are_refused_too(protected: Caller):
    answer = protected.put("A1:A2", [["x"], ["y"]])
    assert answer["error"]["code"] == 400
    assert REFUSED in answer["error"]["message"]


def test_cells_beside_it_are_free(protected: Caller):
    protected.put("B2", [["x"]])
    assert protected.read("A2:B2") == [["c", "x"]]


def test_a_row_may_be_inserted_above_it(protected: Caller):
    protected.batch({"insertDimension": {"range": line("ROWS", 1, 2)}})
    assert REFUSED in protected.put("A3", [["x"]])["error"]["message"]


def test_a_protected_tab_takes_no_new_rows(caller: Caller):
    caller.emulator.person(caller.spreadsheet_id).protect("Sheet1")
    for at in (0, 5):
        assert REFUSED in caller.refusal({"insertDimension": {"range": line("ROWS", at, at + 1)}})
    assert REFUSED in caller.refusal({"appendDimension": {"dimension": "ROWS", "length": 1}})


def test_a_warning_stops_no_program(caller: Caller):
    protection = {"range": A2, "warningOnly": True}
    caller.emulator.person(caller.spreadsheet_id).do({"addProtectedRange": {"protectedRange": protection}})
    assert "error" not in caller.put("A2", [["x"]])


def test_an_editor_may_write(caller: Caller):
    protection = {"range": A2, "editors": {"users": [SERVICE_ACCOUNT]}}
    caller.emulator.person(caller.spreadsheet_id).do({"addProtectedRange": {"protectedRange": protection}})
    assert "error" not in caller.put("A2", [["x"]])


def test_a_range_left_open_in_a_protected_tab_may_be_written(caller: Caller):
    protection = {"range": {"sheetId": 0}, "unprotectedRanges": [A2]}
    caller.emulator.person(caller.spreadsheet_id).do({"addProtectedRange": {"protectedRange": protection}})
    assert "error" not in caller.put("A2", [["x"]])
    assert REFUSED in caller.put("A3", [["x"]])["error"]["message"]


def test_who_protects_and_who_owns_are_editors(caller: Caller):
    caller.batch({"addProtectedRange": {"protectedRange": {"range": A2, "protectedRangeId": 7}}})
    [protection] = caller.get("sheets.protectedRanges")["sheets"][0]["protectedRanges"]
    assert protection["editors"] == {"users": [SERVICE_ACCOUNT, OWNER]}


def test_a_protection_of_others_is_seen_but_not_lifted(protected: Caller):
    [protection] = protected.get("sheets.protectedRanges")["sheets"][0]["protectedRanges"]
    assert protection.keys() == {"protectedRangeId", "range"}
    assert REFUSED in protected.refusal(
        {"deleteProtectedRange": {"protectedRangeId": protection["protectedRangeId"]}}
    )


def test_ones_own_protection_is_changed_and_lifted(caller: Caller):
    caller.batch({"addProtectedRange": {"protectedRange": {"range": A2, "protectedRangeId": 7}}})
    changed = {"protectedRangeId": 7, "description": "ids"}
    caller.batch({"updateProtectedRange": {"protectedRange": changed, "fields": "description"}})
    [protection] = caller.get("sheets.protectedRanges")["sheets"][0]["protectedRanges"]
    assert (protection["description"], protection["range"]) == ("ids", A2)
    caller.batch({"deleteProtectedRange": {"protectedRangeId": 7}})
    assert caller.get("sheets.protectedRanges") == {"sheets": [{}]}


def test_a_taken_id_is_refused(caller: Caller):
    add = {"addProtectedRange": {"protectedRange": {"range": A2, "protectedRangeId": 7}}}
    assert "already exists" in caller.refusal(add, add)


TAB = {"sheetId": 0}


@pytest.mark.parametrize(
    ("protection", "message"),
    [
        ({"range": TAB, "protectedRangeId": 8}, 'Sheet "Sheet1" already has sheet protection.'),
        ({"range": A2, "warningOnly": True, "editors": {"users": [OWNER]}}, "Editors cannot be set on it."),
        ({"range": A2, "unprotectedRanges": [A2]}, "only supported on protected sheets."),
    ],
)
def test_a_protection_that_cannot_be_is_refused(caller: Caller, protection: Any, message: str):
    caller.batch({"addProtectedRange": {"protectedRange": {"range": TAB, "protectedRangeId": 7}}})
    assert message in caller.refusal({"addProtectedRange": {"protectedRange": protection}})


def test_a_protection_that_is_not_there_is_not_lifted(caller: Caller):
    message = caller.refusal({"deleteProtectedRange": {"protectedRangeId": 9}})
    assert message == "Invalid requests[0].deleteProtectedRange: No protected range with id: 9"


def test_a_warning_turned_hard_lets_all_editors_in(caller: Caller):
    warning = {"range": A2, "warningOnly": True, "protectedRangeId": 7}
    caller.emulator.person(caller.spreadsheet_id, "ada@example.org")
    caller.batch({"addProtectedRange": {"protectedRange": warning}})
    hard = {"protectedRangeId": 7, "warningOnly": False}
    caller.batch({"updateProtectedRange": {"protectedRange": hard, "fields": "warningOnly"}})
    [after] = caller.get("sheets.protectedRanges")["sheets"][0]["protectedRanges"]
    assert set(after["editors"]["users"]) == {SERVICE_ACCOUNT, "ada@example.org", OWNER}


def test_protected_rows_are_not_cut_off_by_a_smaller_grid(protected: Caller):
    grid = {"properties": {"gridProperties": {"rowCount": 1}}, "fields": "gridProperties.rowCount"}
    assert REFUSED in protected.refusal({"updateSheetProperties": grid})


@pytest.mark.parametrize("cut", [False, True])
def test_a_range_left_open_ends_at_the_grid_only_when_assumed(caller: Caller, cut: bool):
    caller.emulator.assume(open_ranges_end_at_the_grid=cut)
    column = {"startRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    protection = {"range": {"sheetId": 0}, "unprotectedRanges": [column]}
    caller.batch({"addProtectedRange": {"protectedRange": protection}})
    [found] = caller.get("sheets.protectedRanges.unprotectedRanges")["sheets"][0]["protectedRanges"]
    assert found["unprotectedRanges"] == [{**column, "endRowIndex": 1000} if cut else column]
