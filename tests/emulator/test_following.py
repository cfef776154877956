"""What is said about rows and columns follows them: formulas, filters, rules and notes (facts §3, §4)."""

from typing import Any

import pytest
from emulator.calling import Caller
from sheets_emulator.references import rewritten, translated


def span(dimension: str, start: int, end: int) -> Any:
    """Return a DimensionRange of the first tab."""
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


INSERTED_ROW = {"insertDimension": {"range": span("ROWS", 1, 2)}}
INSERTED_COLUMN = {"insertDimension": {"range": span("COLUMNS", 1, 2)}}
FIRST_MOVED_DOWN = {"moveDimension": {"source": span("ROWS", 0, 1), "destinationIndex": 4}}


RENAMED = {"updateSheetProperties": {"properties": {"title": "a b"}, "fields": "title"}}
DELETED_ROW = {"deleteDimension": {"range": span("ROWS", 1, 2)}}


@pytest.mark.parametrize(
    ("home", "formula", "wanted", "after"),
    [
        ("H9", "=A2", INSERTED_ROW, "=A3"),
        ("H9", "=$A$2", INSERTED_ROW, "=$A$3"),
        ("H9", "=A1:A3", INSERTED_ROW, "=A1:A4"),
        ("H9", "=A2:A", INSERTED_ROW, "=A3:A"),
        ("H9", "=B:C", INSERTED_COLUMN, "=C:D"),
        ("H9", '="B1"&B1', INSERTED_COLUMN, '="B1"&C1'),
        ("H9", "=A1", FIRST_MOVED_DOWN, "=A4"),
        ("H9", "=A2", DELETED_ROW, "=#REF!"),
        ("H9", "=A2", RENAMED, "=A2"),
        ("other!H9", "=Sheet1!B1", INSERTED_COLUMN, "=Sheet1!C1"),
        ("other!H9", "='Sheet1'!B1", INSERTED_COLUMN, "=Sheet1!C1"),
        ("other!H9", "=B1", INSERTED_COLUMN, "=B1"),
        ("H9", "=other!B1", INSERTED_COLUMN, "=other!B1"),
        ("other!H9", "=Sheet1!A2", RENAMED, "='a b'!A2"),
        ("other!H9", "=Sheet1!A2", {"deleteSheet": {"sheetId": 0}}, "=#REF!"),
    ],
)
def test_a_reference_means_the_same_cells_afterwards(
    caller: Caller, home: str, formula: str, wanted: Any, after: str
):
    caller.batch({"addSheet": {"properties": {"title": "other", "sheetId": 2}}})
    caller.put(home, [[formula]], "USER_ENTERED")
    caller.batch(wanted)
    sheets = caller.emulator.spreadsheet(caller.spreadsheet_id).sheets
    cells = [cell for sheet in sheets for row in sheet.rows for cell in row.cells.values()]
    assert cells == [{"userEnteredValue": {"formulaValue": after}}]


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("=A2+B$1", "=B5+C$1"),
        ("=$A2:C", "=$A5:D"),
        ("=SUM(A1)&LOG10(B2)", "=SUM(B4)&LOG10(C5)"),
        ('="A1"', '="A1"'),
    ],
)
def test_a_copied_formula_counts_its_references_on(formula: str, after: str):
    assert translated(formula, 3, 1) == after


def test_a_reference_copied_beyond_the_edge_is_lost():
    assert translated("=A1", -1, 0) == "=#REF!"


def test_text_is_no_reference():
    assert rewritten('="see A1" & TEXT(B2,"d1")', lambda found: None) == '="see A1" & TEXT(#REF!,"d1")'


def test_a_sorted_row_takes_its_formula_along(caller: Caller):
    caller.put("A1", [["b", "=A1"], ["a", "=A2"]], "USER_ENTERED")
    caller.batch({"sortRange": {"range": {"endRowIndex": 2}, "sortSpecs": [{"dimensionIndex": 0}]}})
    assert caller.read("A1:B2", valueRenderOption="FORMULA") == [["a", "=A1"], ["b", "=A2"]]


def test_cells_that_are_cut_and_pasted_are_still_meant(caller: Caller):
    caller.put("A1", [["x", "=A1"]], "USER_ENTERED")
    cut = {"source": {"endRowIndex": 1, "endColumnIndex": 1}, "destination": {"rowIndex": 4}}
    caller.batch({"cutPaste": cut})
    assert caller.read("B1", valueRenderOption="FORMULA") == [["=A5"]]


def test_pasted_values_are_results(caller: Caller):
    caller.put("A1", [["=1+1"]], "USER_ENTERED")
    copy = {
        "source": {"endRowIndex": 1, "endColumnIndex": 1},
        "destination": {"startRowIndex": 1, "endRowIndex": 2},
    }
    caller.batch({"copyPaste": {**copy, "pasteType": "PASTE_VALUES"}})
    assert caller.read("A2", valueRenderOption="FORMULA") == [[2]]


def test_a_lost_reference_shows_an_error(caller: Caller):
    caller.put("A1", [["=B1"]], "USER_ENTERED")
    caller.batch({"deleteDimension": {"range": span("COLUMNS", 1, 2)}})
    assert caller.read("A1") == [["#REF!"]]


def test_a_drop_down_and_a_conditional_format_follow_their_formulas(caller: Caller):
    b1 = {"endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2}
    list_ = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=Sheet1!$C$2:$C"}]}
    ours = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": '=$B1="ours"'}]}
    rule = {"ranges": [b1], "booleanRule": {"condition": ours, "format": {}}}
    caller.batch(
        {"setDataValidation": {"range": b1, "rule": {"condition": list_}}},
        {"addConditionalFormatRule": {"rule": rule}},
        INSERTED_COLUMN,
        INSERTED_ROW,
    )
    sheet = caller.emulator.spreadsheet(caller.spreadsheet_id).sheets[0]
    [kept] = sheet.attached["conditionalFormats"]
    assert kept["booleanRule"]["condition"]["values"] == [{"userEnteredValue": '=$C1="ours"'}]
    assert kept["ranges"] == [{"endRowIndex": 1, "startColumnIndex": 2, "endColumnIndex": 3}]
    validation = sheet.cell(0, 2)["dataValidation"]
    assert validation["condition"]["values"] == [{"userEnteredValue": "=Sheet1!$D$3:$D"}]


WAITING = {"columnIndex": 2, "filterCriteria": {"hiddenValues": ["done"]}}


@pytest.mark.parametrize(
    ("wanted", "column"),
    [
        (INSERTED_COLUMN, 3),
        ({"deleteDimension": {"range": span("COLUMNS", 0, 1)}}, 1),
        ({"moveDimension": {"source": span("COLUMNS", 2, 3), "destinationIndex": 0}}, 0),
        ({"deleteDimension": {"range": span("COLUMNS", 2, 3)}}, None),
        (INSERTED_ROW, 2),
    ],
)
def test_a_filters_criteria_follow_their_column(caller: Caller, wanted: Any, column: int | None):
    view = {"filterViewId": 3, "range": {"endColumnIndex": 4}, "filterSpecs": [WAITING]}
    view["sortSpecs"] = [{"dimensionIndex": 2, "sortOrder": "ASCENDING"}]
    basic = {"filter": {"range": {"endColumnIndex": 4}, "filterSpecs": [WAITING]}}
    caller.batch({"addFilterView": {"filter": view}}, {"setBasicFilter": basic}, wanted)
    sheet = caller.emulator.spreadsheet(caller.spreadsheet_id).sheets[0]
    for found in (sheet.attached["filterViews"][0], sheet.basic_filter or {}):
        assert [spec.get("columnIndex", 0) for spec in found.get("filterSpecs", [])] == [column] * (
            column is not None
        )
        assert list(found.get("criteria", {})) == [str(column)] * (column is not None)
    sorts = sheet.attached["filterViews"][0].get("sortSpecs", [])
    assert [spec.get("dimensionIndex", 0) for spec in sorts] == [column] * (column is not None)


def test_notes_and_rules_stay_with_their_cells_when_rows_come_and_go(caller: Caller):
    cell = {"note": "n", "dataValidation": {"condition": {"type": "DATE_IS_VALID"}}}
    caller.batch({"updateCells": {"start": {"rowIndex": 2}, "rows": [{"values": [cell]}], "fields": "*"}})
    caller.batch(INSERTED_ROW, INSERTED_COLUMN, {"deleteDimension": {"range": span("ROWS", 0, 1)}})
    assert caller.emulator.spreadsheet(caller.spreadsheet_id).sheets[0].cell(2, 0) == cell
