"""A person's cell that a value of ours landed on gets back all that it had, as it reads now."""

from collections.abc import Callable
from typing import Any

import pytest
from live import Live, put
from pictures import APPLICANTS, column, spreadsheet
from sheets_emulator import Emulator, Person, faults

from sheets_sync.spreadsheet.a1 import cell_name

Act = Callable[[Person], object]
VIDEO = "https://videos.example.org"
RICH = {
    "userEnteredValue": {"stringValue": "mind the gap"},
    "textFormatRuns": [{"format": {"bold": True}}, {"startIndex": 4}],
}
MENTION = {
    "userEnteredValue": {"stringValue": "@, please"},
    "chipRuns": [{"chip": {"personProperties": {"email": "kim@example.org"}}}],
}
WATCH = {
    "userEnteredValue": {"stringValue": "see @"},
    "chipRuns": [{"startIndex": 4, "chip": {"richLinkProperties": {"uri": VIDEO}}}],
}


@pytest.fixture
def live(emulator: Emulator) -> Live:
    """Return a program in which somebody has a column of their own, AB, just before the statuses."""
    live = put(emulator, spreadsheet(APPLICANTS))
    live.person.insert_columns("applicants", "status")
    live.person.edit("applicants", "AB1", "mine")
    return live


def text(value: str) -> dict[str, Any]:
    """Return a cell with nothing but a text."""
    return {"userEnteredValue": {"stringValue": value}}


def formula(value: str) -> dict[str, Any]:
    """Return a cell with nothing but a formula."""
    return {"userEnteredValue": {"formulaValue": value}}


def a_column_at_a(person: Person) -> None:
    """Move everything one column to the right."""
    person.insert_columns("applicants", "person_id")


def after_a_run(live: Live, *acts: Act) -> dict[str, Any]:
    """Return the person's cell in the row of E5 after a run before whose writes, one each, people acted."""
    for nth, act in enumerate(acts, 1):
        live.before_write(act, nth=nth)
    live.run("sync")
    assert column(live.look(), "applicants", "status")[0] == ("ready_to_match",)
    sheet = live.emulator.spreadsheet(live.spreadsheet_id).tab("applicants")
    ids, mine = (live.person.column("applicants", header) for header in ("person_id", "mine"))
    [row] = [at for at in range(9) if sheet.cell(at, ids) == text("E5")]
    return sheet.cell(row, mine)


@pytest.mark.parametrize(
    ("act", "before", "now"),
    [
        (a_column_at_a, "=LEN(C2)", "=LEN(D2)"),
        (a_column_at_a, "=B2&$B$1", "=C2&$C$1"),
        (a_column_at_a, "=COUNTA(A:A)", "=COUNTA(B:B)"),
        (a_column_at_a, "=org_chart!B2&applicants!B2", "=org_chart!B2&applicants!C2"),
        (lambda p: p.insert_columns("applicants", "full_name"), "=A2&B2", "=A2&C2"),
        (lambda p: p.move_column("applicants", "status", "person_id"), "=B2", "=C2"),
    ],
)
def test_a_formula_refers_to_the_cells_that_it_referred_to(live: Live, act: Act, before: str, now: str):
    live.person.edit("applicants", "AB2", before)
    assert after_a_run(live, act) == formula(now)


def test_a_formula_follows_rows_as_well_as_columns(live: Live):
    live.person.edit("applicants", "AB2", "=B2&B$3")

    def move(person: Person) -> None:
        person.insert_rows("applicants", 2)
        a_column_at_a(person)

    assert after_a_run(live, move) == formula("=C3&C$4")


def test_a_formula_follows_another_tab_that_is_written_to(live: Live):
    live.person.edit("applicants", "AB2", "=start_here!B2")

    def move(person: Person) -> None:
        person.insert_columns("start_here", "Reverse mentoring: start here")
        person.rename_tab("start_here", "Begin here")
        a_column_at_a(person)

    assert after_a_run(live, move) == formula("='Begin here'!C2")


@pytest.mark.parametrize(
    ("had", "has"),
    [(RICH, RICH), (MENTION, MENTION), (WATCH, text(f"see {VIDEO}"))],
    ids=["rich text", "a person's chip", "a chip that programs cannot make, as its address"],
)
def test_a_text_keeps_its_looks_and_people(live: Live, had: dict[str, Any], has: dict[str, Any]):
    live.person.fill("applicants", "AB2", **had)
    assert after_a_run(live, a_column_at_a) == has


@pytest.mark.parametrize(("had", "has"), [(RICH, RICH), (MENTION, MENTION), (formula("=B2"), formula("=D2"))])
def test_what_is_given_back_is_moved_on_when_people_move_again(
    live: Live, had: dict[str, Any], has: dict[str, Any]
):
    live.person.fill("applicants", "AB2", **had)
    assert after_a_run(live, a_column_at_a, a_column_at_a) == has
    sheet = live.emulator.spreadsheet(live.spreadsheet_id).tab("applicants")
    assert all(sheet.cell(1, at) == {} for at in (0, 1))
    assert sheet.cell(1, live.person.column("applicants", "rematch_from")) == {}


@pytest.mark.parametrize(("meanwhile", "now"), [(lambda p: None, "=LEN(D2)"), (a_column_at_a, "=LEN(E2)")])
def test_what_could_not_be_given_back_at_first_is_given_back_where_it_is_then(
    live: Live, meanwhile: Act, now: str
):
    live.person.edit("applicants", "AB2", "=LEN(C2)")
    live.emulator.inject(faults.reset(), on="write", skip=1)
    live.emulator.before("spreadsheets.getByDataFilter", 2, meanwhile)
    assert after_a_run(live, a_column_at_a) == formula(now)
    assert live.emulator.count("write") == 3


def test_a_cell_that_is_a_link_of_peoples_is_one_still(live: Live):
    live.person.edit("applicants", "C2", "ann@example")
    live.run()
    at = live.person.column("problems", "where")
    live.person.insert_columns("problems", "where")
    mine = cell_name(1, at + 1), cell_name(2, at + 1)
    live.person.edit("problems", mine[0], "mine")
    live.person.edit("problems", mine[1], "see file")
    link = {"textFormat": {"link": {"uri": VIDEO}}}
    live.person.fill("problems", mine[1], userEnteredFormat=link)
    live.person.edit("applicants", "C3", "bo@example")
    live.person.edit("applicants", "C2", "ann@example.org")
    live.before_write(lambda person: person.move_column("problems", "where", before="mine"))
    live.run()
    sheet = live.emulator.spreadsheet(live.spreadsheet_id).tab("problems")
    cell = sheet.cell(1, live.person.column("problems", "mine"))
    assert cell["userEnteredValue"] == {"stringValue": "see file"}
    assert cell["userEnteredFormat"]["textFormat"]["link"] == {"uri": VIDEO}
