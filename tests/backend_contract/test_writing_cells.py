"""Cells that a change set writes: those, as what they are, and nothing else."""

from datetime import date, datetime, time

import pytest
from backend_contract.writing import MATCHES, TOPICS, apply, changed, edit, rows, tab_of
from places import Drawn, Place

from sheets_sync.spreadsheet.changes import ChangeSet, Note
from sheets_sync.spreadsheet.snapshot import CellRef, Formula, Plain


@pytest.fixture(autouse=True)
def in_use(place: Place) -> None:
    """Put a tab in which people work, and a hidden one, into the place."""
    place.draw(MATCHES, TOPICS)


def test_an_edit_changes_its_cell_and_nothing_else(place: Place):
    assert changed(place, ChangeSet(edits=(edit(2, 3, "approved"),))) == {"matches!C2"}
    assert rows(place)[2] == ("E5", "E3", "approved", None, "ask Ann", "=A1*2")


def test_several_edits_change_their_cells(place: Place):
    edits = edit(2, 3, "approved"), edit(4, 3, "rejected"), edit(2, 2, 7, tab="topics")
    assert changed(place, ChangeSet(edits=edits)) == {"matches!C2", "matches!C4", "topics!B2"}


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_clears_the_cell(place: Place, nothing: Plain):
    assert changed(place, ChangeSet(edits=(edit(3, 3, nothing),))) == {"matches!C3"}
    assert rows(place)[3][2] is None


def test_a_cell_where_nothing_was_is_filled(place: Place):
    assert changed(place, ChangeSet(edits=(edit(4, 3, "on_hold"),))) == {"matches!C4"}


def test_a_persons_note_on_the_cell_stays(place: Place):
    apply(place, ChangeSet(edits=(edit(2, 3, "approved"), edit(3, 2, "E9"))))
    notes = tab_of(place, "matches").notes
    assert notes == {CellRef("matches", 2, 3): "a person's", CellRef("matches", 3, 2): "she said yes"}


VALUES: dict[str, Plain] = {
    "a word": "approved",
    "a text id with zeros": "00123",
    "digits": "4",
    "a word of a boolean": "TRUE",
    "a date in words": "2027-03-01",
    "spaces around": " Ann ",
    "lines": "one\ntwo",
    "text that begins with =": "=1+1",
    "text that begins with +": "+1",
    "text that begins with '": "'tis",
    "text that begins with @": "@SUM(1)",
    "a formula that would call out": '=IMPORTXML("https://example.org","//a")',
    "the name of an error": "#N/A",
    "right to left": "שלום, עולם",
    "more than letters": "José 👩🏽‍⚕️ <b>&amp;</b>",
    "a number": 7,
    "zero": 0,
    "a fraction": 66.7,
    "a tick": True,
    "no tick": False,
    "a date": date(2027, 3, 1),
    "a date and time": datetime(2027, 3, 1, 14, 30),
    "midnight's minute": datetime(2027, 12, 31, 0, 1),
    "a time": time(9, 30),
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("before", [None, "text", 3, True], ids=["blank", "text", "number", "tick"])
def test_a_value_is_read_back_as_it_was_written(place: Place, value: Plain, before: Plain):
    place.draw(Drawn("matches", (("mentor_id", "status"), ("E5", before), ("E6", "x"))))
    assert apply(place, ChangeSet(edits=(edit(2, 2, value),))) == 0
    found = rows(place)[2][1]
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize("value", ["approved", None, True, date(2027, 3, 1), datetime(2027, 3, 1, 9)])
def test_a_value_takes_the_place_of_a_date(place: Place, value: Plain):
    place.draw(Drawn("matches", (("mentor_id", "status"), ("E5", date(2026, 1, 1)), ("E6", "x"))))
    apply(place, ChangeSet(edits=(edit(2, 2, value),)))
    assert rows(place)[2][1] == value


def test_a_number_takes_the_place_of_a_date(place: Place):
    place.draw(Drawn("matches", (("mentor_id", "score"), ("E5", date(2026, 1, 1)), ("E6", "x"))))
    apply(place, ChangeSet(edits=(edit(2, 2, 66.7),)))
    assert rows(place)[2][1] == 66.7


def test_the_longest_text_of_all_is_written_whole(place: Place):
    longest = "x" * place.habits.longest_text
    apply(place, ChangeSet(edits=(edit(2, 3, longest),)))
    assert rows(place)[2][2] == longest


def test_a_tab_is_written_to_under_the_name_that_it_has(place: Place):
    place.draw(Drawn("MATCHES ", MATCHES.lines))
    assert changed(place, ChangeSet(edits=(edit(2, 3, "x", tab="MATCHES "),))) == {"MATCHES !C2"}


def test_hidden_tabs_are_shown_when_they_are_used(place: Place):
    apply(place, ChangeSet(edits=(edit(2, 2, 4, tab="topics"),), shown=("topics",)))
    assert [tab.hidden for tab in place.read()] == [False, False]


def test_formulas_beside_it_keep_their_values(place: Place):
    apply(place, ChangeSet(edits=(edit(2, 3, "approved"),)))
    assert tab_of(place, "matches").rows[0].values[5] == Formula("=A1*2", 12)


def test_no_changes_write_nothing(place: Place):
    with place.unwritten():
        assert apply(place, ChangeSet()) == 0


def test_what_is_written_already_makes_no_difference(place: Place):
    assert changed(place, ChangeSet(edits=(edit(3, 3, "proposed"),))) == set()


# --- notes ----------------------------------------------------------------------------------------


def test_a_note_on_a_bad_cell_is_set_changed_and_taken_away(place: Place):
    cell = CellRef("matches", 4, 1)
    for text in ("sheets-sync MU310: A pair.\nMend it.", "sheets-sync MU311: Another.", None):
        apply(place, ChangeSet(notes=(Note(cell, text),)))
        assert tab_of(place, "matches").notes.get(cell) == (text if place.habits.carries_notes else None)


def test_a_note_leaves_the_value_and_all_other_notes_alone(place: Place):
    changes = ChangeSet(notes=(Note(CellRef("matches", 4, 4), "sheets-sync MU1: x"),))
    assert changed(place, changes) == ({"matches!D4"} if place.habits.carries_notes else set())
    assert rows(place)[4][3] == "reject"


def test_a_tab_says_whether_its_cells_take_notes(place: Place):
    assert {tab.takes_notes for tab in place.read()} == {place.habits.carries_notes}
