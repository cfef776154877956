"""New rows of a live spreadsheet: right below the last that says something, over nothing of anybody's."""

from collections.abc import Callable
from typing import Any

import pytest
from live import Live, put
from pictures import APPLICANTS, column, spreadsheet
from sheets_emulator import Emulator, Person, faults

Act = Callable[[Person], object]
BOX = {"condition": {"type": "BOOLEAN"}}
BOLD = {"textFormat": {"bold": True}}
PAIRS = """
    matches
    mentor_id | mentee_id | decision | decided_by
    E6        | E3        | reject   | ina@example.org
"""


@pytest.fixture
def live(emulator: Emulator) -> Live:
    """Return a program that one pair is proposed in."""
    return put(emulator, spreadsheet(APPLICANTS, PAIRS))


def matches(live: Live) -> list[tuple[int, object]]:
    """Return the number and the mentor of each row of the matches."""
    tab = live.look().get("matches")
    assert tab is not None
    return [(row.number, row["mentor_id"]) for row in tab.rows]


def span(person: Person, header: str, first: int = 2, last: int | None = None) -> dict[str, Any]:
    """Return the rows of one column of the matches, numbered as people number them."""
    sheet, place = person.spreadsheet.tab("matches"), person.column("matches", header)
    sides = {"startRowIndex": first - 1, "startColumnIndex": place, "endColumnIndex": place + 1}
    return {"sheetId": sheet.sheet_id, "endRowIndex": last or len(sheet.rows), **sides}


def make_boxes(person: Person) -> None:
    person.do({"setDataValidation": {"range": span(person, "keep_this_pair"), "rule": BOX}})


def shorten(person: Person, last: int) -> None:
    """Delete all rows below the last one."""
    person.delete_rows("matches", last + 1, len(person.spreadsheet.tab("matches").rows) - last)


@pytest.mark.parametrize("filled", [False, True])
def test_a_column_of_boxes_leaves_no_gap_above_a_new_row(live: Live, filled: bool):
    live.emulator.assume(checkboxes_start_as_false=filled)
    make_boxes(live.person)
    live.run("match")
    assert matches(live) == [(2, "E6"), (3, "E5")]


def test_boxes_that_nobody_ticked_are_no_rows_and_no_problems(live: Live):
    make_boxes(live.person)
    plan, _ = live.run("sync")
    assert matches(live) == [(2, "E6")]
    assert [one for one in plan.problems if one.cell.tab == "matches" and one.cell.row > 2] == []


def test_a_row_that_somebody_adds_at_that_very_place_is_moved_down(live: Live):
    live.before_write(lambda person: person.edit("matches", "A3", "E9"))
    live.run("match")
    assert matches(live) == [(2, "E6"), (3, "E5"), (4, "E9")]


@pytest.mark.parametrize("spare", [0, 1])
def test_a_full_grid_grows_and_keeps_a_blank_row_below(live: Live, spare: int):
    shorten(live.person, 2 + spare)
    live.run("match")
    assert matches(live) == [(2, "E6"), (3, "E5")]
    assert len(live.person.spreadsheet.tab("matches").rows) > 3


def test_rows_deleted_below_in_the_meantime_are_grown_again(live: Live):
    live.before_write(lambda person: shorten(person, 2))
    live.run("match")
    assert matches(live) == [(2, "E6"), (3, "E5")]


def test_new_rows_look_as_their_columns_and_not_as_the_last_row(live: Live):
    def dress(person: Person) -> None:
        green = {"userEnteredFormat": {"backgroundColor": {"green": 1}}}
        cells = span(person, "end_reason"), span(person, "end_reason", 2, 2)
        person.do(
            {
                "repeatCell": {
                    "range": cells[0],
                    "cell": {"userEnteredFormat": BOLD},
                    "fields": "userEnteredFormat",
                }
            },
            {"repeatCell": {"range": cells[1], "cell": green, "fields": "userEnteredFormat"}},
        )

    dress(live.person)
    live.run("match")
    sheet = live.person.spreadsheet.tab("matches")
    assert sheet.cell(2, live.person.column("matches", "end_reason")) == {"userEnteredFormat": BOLD}


def test_a_full_grid_hands_its_drop_downs_on_row_by_row(live: Live):
    rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "approve"}]}}
    live.person.do({"setDataValidation": {"range": span(live.person, "decision"), "rule": rule}})
    shorten(live.person, 2)
    live.run("match")
    sheet, place = live.person.spreadsheet.tab("matches"), live.person.column("matches", "decision")
    assert [sheet.cell(row, place).get("dataValidation") for row in (2, 3)] == [rule, rule]


def test_the_first_row_does_not_look_as_the_headers(emulator: Emulator):
    live = put(emulator, spreadsheet(APPLICANTS))
    live.person.do({"repeatCell": {"range": span(live.person, "mentor_id", 1, 1), "cell": {
        "userEnteredFormat": BOLD}, "fields": "userEnteredFormat"}})  # fmt: skip
    shorten(live.person, 1)
    live.run("match")
    assert "textFormat" not in live.person.spreadsheet.tab("matches").cell(1, 0)["userEnteredFormat"]


def test_what_rules_the_rows_around_rules_the_new_row(live: Live):
    cells = span(live.person, "decision", 2, 40)
    rule = {"ranges": [cells], "booleanRule": {"condition": {"type": "BLANK"}, "format": BOLD}}
    live.person.do(
        {"addConditionalFormatRule": {"rule": rule}}, {"setBasicFilter": {"filter": {"range": cells}}}
    )
    live.run("match")
    sheet = live.person.spreadsheet.tab("matches")
    [found] = sheet.attached["conditionalFormats"]
    assert (found["ranges"][0]["endRowIndex"], (sheet.basic_filter or {})["range"]["endRowIndex"]) == (41, 41)


MOVES: dict[str, Act] = {
    "a column inserted": lambda person: person.insert_columns("matches", "mentee_id"),
    "columns moved": lambda person: person.move_column("matches", "mentor_id", before="status"),
    "rows inserted above": lambda person: person.insert_rows("matches", 2, 2),
    "a row deleted": lambda person: person.delete_rows("matches", 2),
}


@pytest.mark.parametrize("name", MOVES)
def test_a_new_row_is_put_right_whatever_was_moved(live: Live, name: str):
    live.before_write(MOVES[name])
    live.run("match")
    pairs = column(live.look(), "matches", "mentor_id", "mentee_id", "status", "match_id")
    assert ("E5", "E3", "proposed", "E5/E3") in pairs
    assert len(pairs) == (1 if name == "a row deleted" else 2)


UNKNOWN = {
    "done": faults.status(503, applied=True),
    "not done": faults.status(503),
    "late": faults.late(before=1, by="reset"),
    "later": faults.late(before=2, by="reset"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_write_of_unknown_fate_adds_its_rows_once(live: Live, name: str):
    live.emulator.inject(UNKNOWN[name], on="write")
    live.run("match")
    live.emulator.settle()
    assert matches(live) == [(2, "E6"), (3, "E5")]


def test_a_note_is_taken_off_a_row_that_was_emptied_while_a_row_is_added_there(live: Live):
    live.person.add_note("matches", "A3", "sheets-sync MU030: gone")
    _, waiting = live.run("match")
    assert (matches(live), waiting) == ([(2, "E6"), (3, "E5")], 0)
    tab = live.look().get("matches")
    assert tab is not None
    assert tab.notes == {}
