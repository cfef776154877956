"""values.append and the table that it finds; the first four are the documentation's own examples."""

from typing import Any

import pytest
from emulator.calling import Caller

TABLES = [["a", "a", "a"], ["a", "a", "a"], [], ["", "b", "b", "b"], ["", "b", "b", "b"], ["", "b", "b", "b"]]


def append(caller: Caller, text: str, rows: list[list[Any]], **options: str) -> Any:
    """Append rows and return the answer."""
    return caller.about(
        "POST", f"/values/{text}:append", {"values": rows}, valueInputOption="RAW", **options
    ).json()


@pytest.mark.parametrize(
    ("searched", "written"),
    [("Sheet1", "B7"), ("B2:D4", "B7"), ("A1", "A3"), ("E4", "E4"), ("A3:G10", "B7"), ("C5:D5", "B7")],
)
def test_the_last_table_in_the_range_is_continued(caller: Caller, searched: str, written: str):
    caller.put("A1", TABLES)
    assert append(caller, searched, [["x"]])["updates"]["updatedRange"] == f"Sheet1!{written}"


def test_a_ragged_row_misleads(caller: Caller):
    append(caller, "Sheet1", [["a", "", "c"]])
    answer = append(caller, "Sheet1", [["a", "", "c"]])
    assert (answer["tableRange"], answer["updates"]["updatedRange"]) == ("Sheet1!C1", "Sheet1!C2:E2")


def test_appending_overwrites_what_is_below(caller: Caller):
    caller.put("A1", [["table"], [], ["below"]])
    append(caller, "A1", [["x"], ["y"]])
    assert caller.read("A1:A4") == [["table"], ["x"], ["y"]]


def test_insert_rows_pushes_down_what_is_below(caller: Caller):
    caller.put("A1", [["table"], [], ["below"]])
    append(caller, "A1", [["x"]], insertDataOption="INSERT_ROWS")
    assert caller.read("A1:A4") == [["table"], ["x"], [], ["below"]]


def test_the_grid_grows_by_what_is_appended(caller: Caller):
    caller.put("A1000", [["last"]])
    append(caller, "A1000", [["x"], ["y"]])
    assert (
        caller.get("sheets.properties.gridProperties")["sheets"][0]["properties"]["gridProperties"][
            "rowCount"
        ]
        == 1002
    )
