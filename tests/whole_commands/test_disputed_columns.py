"""Headers typed or pasted over one another: nothing is written below them until a person mended that."""

from pathlib import Path

import pytest
from places import GooglePlace
from sheets_emulator import Person
from whole_commands.program import (
    AGAIN,
    TODAY,
    TOMORROW,
    WRITE,
    column,
    fine,
    line,
    refused,
    sheets_sync,
    tab,
    typed,
)

from sheets_sync.mentoring.start_here import Item
from sheets_sync.spreadsheet.a1 import cell_name, column_letters
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.snapshot import Cell, Tab

PROSE = "prefers mornings"


@pytest.fixture
def noted(live: GooglePlace) -> GooglePlace:
    """Return a program with its statuses, a note of people's, and a column of their own."""
    fine("sync", live.argument, *TODAY)
    for header in ("notes", "mine"):
        if header == "mine":
            live.person.insert_columns("applicants", before="email")
            live.type("applicants", "C1", header)
        place = tab(live, "applicants").headers.index(header) + 1
        for row, value in ((2, PROSE), (3, f"{PROSE} too")):
            live.type("applicants", cell_name(row, place), value)
    assert "Nothing to change." in fine("sync", live.argument, *TODAY)
    return live


def retype(person: Person, **headers: str) -> None:
    """Type over headers, each given by the one that stands there."""
    places = {old: person.column("applicants", old) for old in headers}
    for old, new in headers.items():
        person.edit("applicants", cell_name(1, places[old] + 1), new)


def header_cell(live: GooglePlace, at: int) -> str:
    """Return the name of the cell of a header, by its place counted from 0."""
    return f"applicants!{column_letters(at + 1)}1"


def values(found: Tab) -> list[tuple[Cell, ...]]:
    """Return everything below the headers."""
    return [row.values for row in found.rows]


def told(live: GooglePlace) -> list[tuple[Cell, ...]]:
    """Return where the problems tab tells of disputed headers."""
    return [(where,) for code, where in column(live, "problems", "code", "where") if code == "MU019"]


TYPED = {
    "exchanged": {"notes": "status", "status": "notes"},
    "doubled": {"notes": "status"},
    "another renamed": {"notes": "status", "status": "State"},
    "another's cleared": {"notes": "status", "status": ""},
    "one's own": {"mine": "status", "status": "State"},
    "one's own, doubled": {"mine": "status"},
}


@pytest.mark.parametrize("headers", TYPED.values(), ids=TYPED)
def test_typed_headers_stop_the_run_and_nothing_is_written_below_them(
    noted: GooglePlace, headers: dict[str, str]
):
    before = tab(noted, "applicants")
    retype(noted.person, **headers)
    result = sheets_sync("sync", noted.argument, *TOMORROW)
    assert (result.exit_code, "These tabs cannot be read: applicants." in result.stderr) == (3, True)
    assert values(tab(noted, "applicants")) == values(before)
    wrong = [old for old, new in headers.items() if new in before.headers]
    assert sorted(told(noted)) == sorted((header_cell(noted, before.headers.index(old)),) for old in wrong)
    assert "applicants" in as_text(line(noted, Item.NEXT_STEP))


@pytest.mark.parametrize("headers", TYPED.values(), ids=TYPED)
def test_headers_put_back_are_all_it_takes(noted: GooglePlace, headers: dict[str, str]):
    before = tab(noted, "applicants")
    retype(noted.person, **headers)
    sheets_sync("sync", noted.argument, *TOMORROW)
    for at, header in enumerate(before.headers):
        noted.type("applicants", cell_name(1, at + 1), header)
    fine("sync", noted.argument, *TOMORROW)
    assert (values(tab(noted, "applicants")), told(noted)) == (values(before), [])


def test_validate_tells_it_and_match_does_nothing(noted: GooglePlace):
    retype(noted.person, notes="status", status="notes")
    with noted.unwritten():
        told = sheets_sync("validate", noted.argument, *TODAY).output
    assert "The header says status, but the spreadsheet remembers this column as notes." in told
    assert sheets_sync("match", noted.argument, *TODAY).exit_code == 3
    assert column(noted, "matches", "mentor_id") == []


def test_it_is_not_copied(noted: GooglePlace, folder: Path):
    retype(noted.person, notes="status", status="notes")
    refused(sheets_sync("copy", noted.argument, "copy.xlsx"), 3, "remembers", "Nothing was written")
    assert not (folder / "copy.xlsx").exists()


def test_columns_that_were_dragged_are_nothing_to_tell(noted: GooglePlace):
    noted.person.move_column("applicants", "status", before="notes")
    assert "Nothing to change." in fine("sync", noted.argument, *TODAY)


# --- the person who runs the program says that the headers are right ------------------------------


def exchanged(person: Person, one: str, other: str) -> None:
    """Cut two columns with all that stands in them, and paste each over the other's place."""
    sheet_id = person.spreadsheet.tab("applicants").sheet_id
    first, second = (person.column("applicants", header) for header in (one, other))
    spare = len(person.spreadsheet.tab("applicants").columns)
    person.do({"appendDimension": {"sheetId": sheet_id, "dimension": "COLUMNS", "length": 1}})
    for at, to in ((first, spare), (second, first), (spare, second)):
        source = {"sheetId": sheet_id, "startColumnIndex": at, "endColumnIndex": at + 1}
        target = {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": to}
        person.do({"cutPaste": {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}})


@pytest.mark.parametrize("other", ["notes", "mine"])
def test_after_init_columns_that_were_cut_and_pasted_are_what_their_headers_say(
    noted: GooglePlace, other: str
):
    before = column(noted, "applicants", "person_id", "notes", "mine", "status")
    exchanged(noted.person, "status", other)
    assert sheets_sync("sync", noted.argument, *TODAY).exit_code == 3
    with noted.unwritten():
        refused(sheets_sync("init", noted.argument), 3, "put the headers back as they were")
    told = fine("init", noted.argument, "--take-headers")
    assert "Took the headers of applicants at their word:" in told
    fine("sync", noted.argument, *TODAY)
    assert column(noted, "applicants", "person_id", "notes", "mine", "status") == before


def test_init_takes_no_header_at_its_word_while_a_column_has_none(noted: GooglePlace):
    at = tab(noted, "applicants").headers.index("notes")
    retype(noted.person, notes="status")
    with noted.unwritten():
        result = sheets_sync("init", noted.argument, "--take-headers")
    refused(result, 3, f"The header in {header_cell(noted, at)} was notes; put it back there.")


# --- the tool's own tabs ---------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Words", "message"])
def test_a_problems_tab_in_dispute_is_written_where_it_is_sure_and_the_page_says_what_to_do(
    live: GooglePlace, header: str
):
    fine("sync", live.argument, *TODAY)
    live.person.insert_columns("problems", before="code")
    live.type("problems", "F1", header)
    live.type("problems", "A1", "message")
    live.type("problems", "A2", "mine")
    words = [row.values[5] for row in tab(live, "problems").rows]
    assert sheets_sync("sync", live.argument, *TODAY).exit_code == 3
    rows = tab(live, "problems").rows
    assert [row.values[0] for row in rows][:1] == ["mine"]
    assert ([row.values[5] for row in rows][: len(words)] == words) == (header == "Words")
    assert ("MU019", "problems!A1") in column(live, "problems", "code", "where")
    assert "problems!A1: The header says message" in as_text(line(live, Item.NEXT_STEP))


# --- while a run is at work ------------------------------------------------------------------------


@pytest.mark.parametrize("before", [AGAIN, WRITE])
@pytest.mark.parametrize("headers", TYPED.values(), ids=TYPED)
def test_headers_typed_while_a_run_is_at_work_cost_nobody_a_note(
    noted: GooglePlace, headers: dict[str, str], before: str
):
    typed(noted, "applicants", "E5", "selection", "waitlist")
    peoples = column(noted, "applicants", "notes", "mine")
    places = [tab(noted, "applicants").headers.index(header) for header in ("notes", "mine")]
    noted.emulator.before(before, 1, lambda person: retype(person, **headers))
    sheets_sync("sync", noted.argument, *TODAY)
    now = tab(noted, "applicants")
    assert [tuple(row.values[at] for at in places) for row in now.rows] == peoples


@pytest.mark.parametrize("before", [AGAIN, WRITE])
@pytest.mark.parametrize("other", ["notes", "mine"])
def test_columns_cut_and_pasted_while_a_run_is_at_work_keep_what_people_wrote(
    noted: GooglePlace, other: str, before: str
):
    typed(noted, "applicants", "E5", "selection", "waitlist")
    peoples = column(noted, "applicants", "person_id", "notes", "mine")
    noted.emulator.before(before, 1, lambda person: exchanged(person, "status", other))
    result = sheets_sync("sync", noted.argument, *TODAY)
    assert (result.exit_code, "must wait for the next run" in result.stderr) == (6, True)
    assert column(noted, "applicants", "person_id", "notes", "mine") == peoples


def test_a_new_pair_is_whole_once_headers_that_were_typed_over_meanwhile_are_put_back(live: GooglePlace):
    def swap(person: Person, one: str, other: str) -> None:
        person.rename_column("matches", one, "-")
        person.rename_column("matches", other, one)
        person.rename_column("matches", "-", other)

    live.emulator.before(WRITE, 1, lambda person: swap(person, "why", "score"))
    sheets_sync("match", live.argument, *TODAY)
    swap(live.person, "why", "score")
    assert "Nothing to change." in fine("match", live.argument, *TODAY)
    assert column(live, "matches", "mentor_id", "mentee_id", "score") == [("E5", "E3", 61.1)]
