"""A whole workbook has the starter content and every setting beside the program."""

from datetime import date

from sheets_sync.demo import with_starter
from sheets_sync.spreadsheet.schema import load_schemas


def test_every_setting_has_one_row_and_keeps_what_was_filled_in(program):
    rows = with_starter(program, "made-up-1")["settings"]
    values = {row["setting"]: row["value"] for row in rows}
    assert list(values) == list(load_schemas()["settings"].definitions)
    assert len(rows) == len(values)
    assert values["matches_announced_on"] == date(2026, 3, 2)
    assert values["program_id"] == "made-up-1"
    assert values["meetings_needed"] is None
    assert {row["setting"] for row in program["settings"]} <= set(values)


def test_the_program_stands_beside_the_starter_content(program):
    rows = with_starter(program, "made-up-1")
    assert rows["applicants"] == program["applicants"]
    assert all(rows[tab] for tab in ("topics", "rubric", "agendas", "survey_items", "templates"))
