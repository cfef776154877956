"""Rows and columns come, go and move, and everything attached to them follows."""

from typing import Any

import pytest
from emulator.calling import Caller


def span(dimension: str, start: int, end: int) -> Any:
    """Return a DimensionRange of the first tab."""
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


@pytest.fixture
def letters(caller: Caller) -> Caller:
    """Give a tab with a to d in its first column, and in its first row."""
    caller.put("A1", [["a", "b", "c", "d"], ["b"], ["c"], ["d"]])
    return caller


def column(caller: Caller) -> list[str]:
    """Return the first five cells of the first column."""
    return [row[0] if row else "" for row in caller.read("A1:A5")]


def test_rows_are_inserted(letters: Caller):
    letters.batch({"insertDimension": {"range": span("ROWS", 1, 3)}})
    assert column(letters) == ["a", "", "", "b", "c"]


def test_columns_are_inserted(letters: Caller):
    letters.batch({"insertDimension": {"range": span("COLUMNS", 1, 2)}})
    assert letters.read("1:1") == [["a", "", "b", "c", "d"]]


def test_rows_and_columns_are_deleted(letters: Caller):
    letters.batch(
        {"deleteDimension": {"range": span("ROWS", 1, 2)}},
        {"deleteDimension": {"range": span("COLUMNS", 1, 2)}},
    )
    assert column(letters) == ["a", "c", "d"]
    assert letters.read("1:1") == [["a", "c", "d"]]


@pytest.mark.parametrize(
    ("start", "end", "destination", "after"),
    [(0, 1, 3, "bcad"), (3, 4, 0, "dabc"), (0, 2, 4, "cdab"), (1, 2, 1, "abcd"), (1, 2, 2, "abcd")],
)
def test_rows_move_to_where_the_destination_was(
    letters: Caller, start: int, end: int, destination: int, after: str
):
    letters.batch({"moveDimension": {"source": span("ROWS", start, end), "destinationIndex": destination}})
    assert column(letters) == list(after)


def test_columns_move_with_their_cells(letters: Caller):
    letters.batch({"moveDimension": {"source": span("COLUMNS", 0, 1), "destinationIndex": 3}})
    assert letters.read("A1:D2") == [["b", "c", "a", "d"], ["", "", "b"]]


def test_new_rows_look_like_their_neighbours(letters: Caller):
    cell = {"dataValidation": {"condition": {"type": "DATE_IS_VALID"}}}
    line = {"startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 1}
    letters.batch(
        {"repeatCell": {"range": line, "cell": cell, "fields": "dataValidation"}},
        {"insertDimension": {"range": span("ROWS", 2, 3), "inheritFromBefore": True}},
    )
    sheet = letters.emulator.spreadsheet(letters.spreadsheet_id).sheets[0]
    assert sheet.cell(2, 0) == cell


def test_new_rows_may_look_like_the_row_below_them(caller: Caller):
    cell = {"userEnteredFormat": {"textFormat": {"bold": True}}, "note": "n"}
    caller.batch(
        {"updateCells": {"start": {"rowIndex": 4}, "rows": [{"values": [cell]}], "fields": "*"}},
        {"insertDimension": {"range": span("ROWS", 4, 6)}},
    )
    sheet = caller.emulator.spreadsheet(caller.spreadsheet_id).sheets[0]
    assert [sheet.cell(row, 0) for row in (4, 5)] == [{"userEnteredFormat": cell["userEnteredFormat"]}] * 2
    assert sheet.cell(6, 0) == cell


def test_rows_and_columns_are_appended_at_the_end(caller: Caller):
    caller.batch(
        {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 2}},
        {"appendDimension": {"sheetId": 0, "dimension": "COLUMNS", "length": 1}},
    )
    [sheet] = caller.get("sheets.properties.gridProperties")["sheets"]
    assert sheet["properties"]["gridProperties"] == {"rowCount": 1002, "columnCount": 27}


def test_rows_are_hidden_and_sized(caller: Caller):
    properties = {"hiddenByUser": True, "pixelSize": 40}
    caller.batch(
        {
            "updateDimensionProperties": {
                "range": span("ROWS", 1, 2),
                "properties": properties,
                "fields": "hiddenByUser,pixelSize",
            }
        }
    )
    [sheet] = caller.get("sheets.data.rowMetadata", ranges="A1:A3")["sheets"]
    assert sheet["data"][0]["rowMetadata"][1] == properties


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            {"deleteDimension": {"range": span("ROWS", 0, 1000)}},
            "You can't delete all the rows on the sheet.",
        ),
        ({"deleteDimension": {"range": span("ROWS", 999, 1001)}}, "is not within the 1000 rows"),
        ({"insertDimension": {"range": span("ROWS", 1001, 1002)}}, "must be within the 1000 rows"),
        ({"insertDimension": {"range": span("ROWS", 0, 1), "inheritFromBefore": True}}, "inheritFromBefore"),
        (
            {"insertDimension": {"range": span("ROWS", 1000, 1001)}},
            "less than the grid size (1000) if inherit",
        ),
        ({"moveDimension": {"source": span("ROWS", 0, 3), "destinationIndex": 2}}, "destinationIndex[2]"),
        ({"appendDimension": {"dimension": "COLUMNS", "length": 20000}}, "more than 18278 columns"),
        ({"appendDimension": {"dimension": "ROWS", "length": 400000}}, "above the limit of 10000000 cells."),
    ],
)
def test_what_the_grid_cannot_do_is_refused(caller: Caller, wanted: Any, message: str):
    assert message in caller.refusal(wanted)


NAMED = {"startRowIndex": 2, "endRowIndex": 5, "startColumnIndex": 0, "endColumnIndex": 2}


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        ({"insertDimension": {"range": span("ROWS", 0, 1)}}, (3, 6)),
        ({"insertDimension": {"range": span("ROWS", 2, 3)}}, (3, 6)),
        ({"insertDimension": {"range": span("ROWS", 3, 4)}}, (2, 6)),
        ({"insertDimension": {"range": span("ROWS", 5, 6)}}, (2, 5)),
        ({"deleteDimension": {"range": span("ROWS", 0, 3)}}, (0, 2)),
        ({"deleteDimension": {"range": span("ROWS", 3, 9)}}, (2, 3)),
        ({"moveDimension": {"source": span("ROWS", 2, 5), "destinationIndex": 8}}, (5, 8)),
        ({"moveDimension": {"source": span("ROWS", 0, 1), "destinationIndex": 8}}, (1, 4)),
        ({"moveDimension": {"source": span("ROWS", 2, 3), "destinationIndex": 4}}, (2, 5)),
    ],
)
def test_ranges_follow_their_rows(caller: Caller, wanted: Any, rows: tuple[int, int]):
    caller.batch({"addNamedRange": {"namedRange": {"name": "people", "range": NAMED}}}, wanted)
    [named] = caller.get("namedRanges")["namedRanges"]
    assert (named["range"]["startRowIndex"], named["range"]["endRowIndex"]) == rows


def test_what_is_ruled_filtered_or_protected_around_new_rows_covers_them(caller: Caller):
    rule = {"ranges": [NAMED], "booleanRule": {"condition": {"type": "BLANK"}, "format": {}}}
    caller.batch(
        {"addConditionalFormatRule": {"rule": rule}},
        {"addProtectedRange": {"protectedRange": {"range": NAMED, "warningOnly": True}}},
        {"addFilterView": {"filter": {"filterViewId": 3, "range": NAMED}}},
        {"setBasicFilter": {"filter": {"range": NAMED}}},
        {"insertDimension": {"range": span("ROWS", 4, 6)}},
    )
    [sheet] = caller.get("sheets(conditionalFormats,protectedRanges,filterViews,basicFilter)")["sheets"]
    ranges = [
        sheet["conditionalFormats"][0]["ranges"][0],
        sheet["basicFilter"]["range"],
        *(sheet[kind][0]["range"] for kind in ("protectedRanges", "filterViews")),
    ]
    assert [(span_["startRowIndex"], span_["endRowIndex"]) for span_ in ranges] == [(2, 7)] * 4


def test_what_loses_its_whole_range_is_gone(caller: Caller):
    rule = {"ranges": [NAMED], "booleanRule": {"condition": {"type": "BLANK"}, "format": {}}}
    caller.batch(
        {"addProtectedRange": {"protectedRange": {"range": NAMED}}},
        {"addConditionalFormatRule": {"rule": rule}},
        {"mergeCells": {"range": NAMED, "mergeType": "MERGE_ALL"}},
        {"deleteDimension": {"range": span("ROWS", 2, 5)}},
    )
    assert caller.get("sheets(protectedRanges,conditionalFormats,merges)") == {"sheets": [{}]}
