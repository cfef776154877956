"""A tab of 5,000 rows by 30 columns is served and written in one request each."""

from typing import Any

import pytest
from emulator.calling import Caller
from sheets_emulator import draw_tab

ROWS, COLUMNS = 5_000, 30
CELL = "userEnteredValue,effectiveValue,formattedValue,note,hyperlink,dataValidation"
MASK = f"sheets(properties,data(rowData.values({CELL}),rowMetadata.hiddenByFilter))"


@pytest.fixture
def large(caller: Caller) -> Caller:
    """Give a tab of 150,000 cells."""
    rows = [[f"{row}.{column}" if column % 3 else row for column in range(COLUMNS)] for row in range(ROWS)]
    return Caller(caller.emulator, caller.session, caller.emulator.create(tabs=(draw_tab("people", rows),)))


def updates() -> list[Any]:
    """Return a request for each row."""
    cells = [{"values": [{"userEnteredValue": {"stringValue": "x"}}]}]
    starts = [{"sheetId": 0, "rowIndex": row, "columnIndex": 5} for row in range(ROWS)]
    return [
        {"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}} for start in starts
    ]


def test_the_whole_tab_is_read(large: Caller):
    found = large.get(MASK)
    assert len(found["sheets"][0]["data"][0]["rowData"]) == ROWS


def test_each_row_is_written_and_two_columns_come_back(large: Caller):
    body = {
        "requests": updates(),
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["people!A1:A", "people!F1:F"],
    }
    fields = "updatedSpreadsheet.sheets.data.rowData.values.userEnteredValue"
    answer = large.about("POST", ":batchUpdate", body, fields=fields).json()
    [_, written] = answer["updatedSpreadsheet"]["sheets"][0]["data"]
    assert written["rowData"][:ROWS] == [{"values": [{"userEnteredValue": {"stringValue": "x"}}]}] * ROWS
