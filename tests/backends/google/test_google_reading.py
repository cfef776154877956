"""What a live spreadsheet says, cell by cell."""

from datetime import date, datetime, time

import pytest
from live import put
from pictures import APPLICANTS, column, spreadsheet, told
from sheets_emulator import Emulator

from sheets_sync.backends.google.reading.cells import cell_data, read_cell
from sheets_sync.backends.google.reading.grids import Grid
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula


def shown(value: dict[str, object], kind: str = "") -> dict[str, object]:
    """Return a cell that shows a value, with a number format of that kind."""
    look = {"userEnteredFormat": {"numberFormat": {"type": kind}}} if kind else {}
    return {"userEnteredValue": value, "effectiveValue": value, **look}


@pytest.mark.parametrize(
    ("data", "cell"),
    [
        ({}, None),
        (shown({"stringValue": ""}), None),
        (shown({"stringValue": "0042"}), "0042"),
        (shown({"stringValue": "=1+1"}), "=1+1"),
        (shown({"numberValue": 4.0}), 4),
        (shown({"numberValue": 4.5}), 4.5),
        (shown({"numberValue": 46000}, "NUMBER"), 46000),
        (shown({"numberValue": 45750}, "DATE"), date(2025, 4, 3)),
        (shown({"numberValue": 45750.5}, "DATE_TIME"), datetime(2025, 4, 3, 12)),
        (shown({"numberValue": 0.25}, "TIME"), time(6)),
        (shown({"boolValue": False}), False),
        (shown({"boolValue": True}), True),
        (
            {"userEnteredValue": {"formulaValue": "=A1"}, "effectiveValue": {"numberValue": 5}},
            Formula("=A1", 5),
        ),
        ({"userEnteredValue": {"formulaValue": "=A1"}}, Formula("=A1", "")),
        (
            {
                "userEnteredValue": {"formulaValue": "=1/0"},
                "effectiveValue": {"errorValue": {"type": "DIVIDE_BY_ZERO"}},
            },
            Formula("=1/0", CellError("#DIV/0!")),
        ),
        (
            {"effectiveValue": {"numberValue": 45750}, "effectiveFormat": {"numberFormat": {"type": "DATE"}}},
            date(2025, 4, 3),
        ),
    ],
)
def test_a_cell_is_read_as_what_it_is(data: dict[str, object], cell: Cell):
    assert read_cell(data) == cell
    assert type(read_cell(data)) is type(cell)


def chip(email: str, at: int = 0) -> dict[str, object]:
    """Return the run of a person's chip."""
    return {"startIndex": at, "chip": {"personProperties": {"email": email}}}


KIM, ANN = chip("kim@example.org"), chip("ann@example.org", at=2)
A_FILE = {"chip": {"richLinkProperties": {"uri": "https://docs.google.com/document/d/1"}}}
TEXT_BEHIND = {"startIndex": 1, "chip": {}}


@pytest.mark.parametrize(
    ("entered", "shown_as", "runs", "cell"),
    [
        ("@", "@", [KIM], "kim@example.org"),
        ("@", "Kim Park", [KIM], "kim@example.org"),
        ("@ ", "@ ", [KIM, TEXT_BEHIND], "kim@example.org"),
        ("  @", "  @", [{"chip": {}}, ANN], "ann@example.org"),
        ("@ ?", "@ ?", [KIM, TEXT_BEHIND], "@ ?"),
        ("@ @", "@ @", [KIM, TEXT_BEHIND, ANN], "@ @"),
        ("@", "@", [A_FILE], "@"),
    ],
)
def test_a_person_whose_chip_fills_a_cell_is_read_as_their_address(
    entered: str, shown_as: str, runs: list[object], cell: Cell
):
    effective = {"stringValue": shown_as}
    data = {"userEnteredValue": {"stringValue": entered}, "effectiveValue": effective, "chipRuns": runs}
    assert read_cell(data) == cell


@pytest.mark.parametrize("value", ["=IMPORTXML(1)", "'quoted", "0042", "TRUE", "1e5", "@x", "+1"])
def test_text_is_written_as_text(value: str):
    assert cell_data(value) == {"userEnteredValue": {"stringValue": value}}


def test_a_day_is_written_as_its_number_and_shown_as_a_day():
    assert cell_data(date(2025, 4, 3)) == {
        "userEnteredValue": {"numberValue": 45750},
        "userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}},
    }


def text(value: str) -> dict[str, object]:
    """Return a cell with a text."""
    return shown({"stringValue": value})


def grid(*rows: list[dict[str, object]], **data: object) -> Grid:
    """Return a tab with these rows of cells."""
    lines = [{"values": row} if row else {} for row in rows]
    return Grid.of({"properties": {"title": "people"}, "data": [{"rowData": lines, **data}]})


def test_ragged_rows_are_as_wide_as_the_headers():
    found = grid([text("id"), text("name")], [text("E1")]).tab
    assert found.rows[0].values == ("E1", None)


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers():
    found = grid([text("id")], [], [text(" ")], [text("E1")]).tab
    assert [row.number for row in found.rows] == [4]


def test_values_beyond_the_headers_stand_under_a_blank_header():
    found = grid([text("id")], [text("E1"), {}, text("beside")]).tab
    assert found.headers == ("id", "", "")


def test_rows_hidden_by_hand_or_by_a_filter_are_known():
    lines = [{}, {"hiddenByUser": True}, {"hiddenByFilter": True}]
    assert grid([text("id")], rowMetadata=lines).tab.hidden_rows == {2, 3}


def test_the_first_tab_has_no_number_in_what_google_says():
    assert grid([text("id")]).sheet_id == 0


def test_a_tab_and_its_columns_are_known_by_what_the_spreadsheet_remembers():
    tags = [{"metadataKey": "sheets-sync.column", "metadataValue": "applicants.role"}]
    sheet = {
        "properties": {"title": "Bewerber", "sheetId": 5},
        "developerMetadata": [{"metadataKey": "sheets-sync.tab", "metadataValue": "applicants"}],
        "data": [{"columnMetadata": [{}, {"developerMetadata": tags}]}],
    }
    found = Grid.of(sheet).tab
    assert (found.made_as, found.made_columns) == ("applicants", {"role": 1})


def test_a_column_may_be_remembered_under_two_names():
    tags = [{"metadataKey": "sheets-sync.column", "metadataValue": f"rubric_scores.{name}"} for name in "ab"]
    sheet = {
        "properties": {"title": "rubric_scores", "sheetId": 5},
        "developerMetadata": [{"metadataKey": "sheets-sync.tab", "metadataValue": "rubric_scores"}],
        "data": [{"columnMetadata": [{"developerMetadata": tags}]}],
    }
    assert Grid.of(sheet).tab.made_columns == {"a": 0, "b": 0}


def test_a_person_who_is_mentioned_needs_no_address_typed(emulator: Emulator):
    live = put(emulator, spreadsheet(APPLICANTS))
    live.person.mention("applicants", "C2", "kim@example.org")
    plan, _ = live.run("sync")
    assert told(plan.problems) == []
    assert column(live.look(), "applicants", "email")[0] == ("kim@example.org",)


# --- what a formula further up fills in -------------------------------------------------------------


def spilled(*cells: dict[str, object]) -> list[dict[str, object]]:
    """Return a row whose last cells show what nobody typed."""
    return [{}, {}, *cells]


HEADERS = [shown({"stringValue": name}) for name in ("mentor_id", "mentee_id", "doubled")]
PAIR = [
    shown({"stringValue": "E5"}),
    shown({"stringValue": "E3"}),
    shown({"formulaValue": "=ARRAYFORMULA(1)"}),
]
ZERO = {"effectiveValue": {"numberValue": 0}}


def test_what_a_formula_fills_in_below_the_last_row_is_no_row_of_its_own():
    tab = Grid(1, "matches", [HEADERS, PAIR, *[spilled(ZERO)] * 3]).tab
    assert (tab.last_row, tab.spilled_rows) == (2, {3, 4, 5})


def test_a_tab_that_a_formula_fills_as_a_whole_has_its_rows():
    ids = [{"effectiveValue": {"stringValue": name}} for name in ("E6", "E4")]
    tab = Grid(1, "matches", [HEADERS, PAIR, ids]).tab
    assert (tab.last_row, tab.spilled_rows) == (3, set())
