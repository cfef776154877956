"""Typed columns of a table: what they refuse, whoever asks, and what goes through."""

from typing import Any

import pytest
from emulator.calling import Caller

REFUSED = "This operation is not allowed on cells in typed columns."
TABLE = {"startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 4}
TYPES = [
    {"columnIndex": 1, "columnType": "DATE"},
    {"columnIndex": 2, "columnType": "COLUMN_TYPE_UNSPECIFIED"},
]
DAY = {"numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}}


@pytest.fixture
def table(caller: Caller) -> Caller:
    """Give a table in B1:D3 whose column C is one of dates."""
    caller.batch({"addTable": {"table": {"name": "people", "range": TABLE, "columnProperties": TYPES}}})
    return caller


def cell(column: int, row: int = 1) -> dict[str, int]:
    """Return one cell, counted from 0, as a range."""
    rows = {"startRowIndex": row, "endRowIndex": row + 1}
    return {**rows, "startColumnIndex": column, "endColumnIndex": column + 1}


def rule(column: int, row: int = 1) -> Any:
    """Return the request that makes a cell a box."""
    return {"setDataValidation": {"range": cell(column, row), "rule": {"condition": {"type": "BOOLEAN"}}}}


def written(column: int, fields: str) -> Any:
    """Return the request that writes a day into a cell, as far as `fields` goes."""
    data = {"userEnteredValue": {"numberValue": 46480}, "userEnteredFormat": DAY}
    start = {"rowIndex": 1, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": [data]}], "fields": fields}}


def test_a_rule_is_refused_in_a_typed_column(table: Caller):
    assert table.refusal(rule(2)) == f"Invalid requests[0].setDataValidation: {REFUSED}"
    assert REFUSED in table.refusal(rule(2, row=0))


@pytest.mark.parametrize(("column", "row"), [(1, 1), (3, 1), (0, 1), (4, 1), (2, 3)])
def test_a_rule_is_fine_where_no_column_has_a_type(table: Caller, column: int, row: int):
    table.batch(rule(column, row))


@pytest.mark.parametrize(
    "fields", ["userEnteredFormat.numberFormat", "userEnteredFormat", "*", "dataValidation"]
)
def test_a_format_is_refused_in_a_typed_column(table: Caller, fields: str):
    repeated = {"repeatCell": {"range": cell(2), "cell": {"userEnteredFormat": DAY}, "fields": fields}}
    for request in (written(2, fields), repeated):
        assert REFUSED in table.refusal(request)


@pytest.mark.parametrize("fields", ["userEnteredValue", "note", "userEnteredFormat.textFormat"])
def test_values_notes_and_other_looks_are_fine(table: Caller, fields: str):
    table.batch(written(2, fields))


def test_a_new_row_with_formats_is_refused_where_it_meets_a_typed_column(table: Caller):
    row = {"values": [{"userEnteredValue": {"numberValue": 1}}] * 3}
    append = {"appendCells": {"rows": [row], "fields": "userEnteredValue,userEnteredFormat.numberFormat"}}
    assert REFUSED in table.refusal(append)
    append["appendCells"]["fields"] = "userEnteredValue"
    table.batch(append)
