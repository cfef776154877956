"""Notes on bad cells: ours come and go, and nobody else's tab or note is touched."""

from collections.abc import Mapping
from types import MappingProxyType

from sheets_sync.spreadsheet.notes import notes
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.snapshot import CellRef, Snapshot, Tab

BAD = CellRef("applicants", 4, 3)
FOUND = problem("MU110", BAD)
OURS = f"sheets-sync MU110: {FOUND.message}\n{FOUND.fix}"


def tab(name: str = "applicants", there: Mapping[CellRef, str] | None = None, **others: str) -> Tab:
    """Return a tab whose cells take notes, and carry these."""
    return Tab(name, ("person_id",), notes=MappingProxyType(dict(there or {})), takes_notes=True, **others)


def changes(found: list[Problem], *tabs: Tab) -> dict[str, str | None]:
    """Return the notes to set, and None for those to take away."""
    return {str(note.cell): note.text for note in notes(found, Snapshot(tabs))}


def test_a_bad_cell_gets_what_is_wrong_and_how_to_mend_it():
    assert changes([FOUND], tab()) == {"applicants!C4": OURS}


def test_a_note_that_is_there_is_not_written_again():
    assert changes([FOUND], tab(there={BAD: OURS})) == {}


def test_a_note_of_ours_goes_when_nothing_is_wrong_any_more():
    assert changes([], tab(there={BAD: "sheets-sync MU201: Another."})) == {"applicants!C4": None}


def test_a_persons_note_stays_and_keeps_ours_out():
    assert changes([FOUND], tab(there={BAD: "ask Ann"})) == {}


def test_a_place_without_notes_gets_none():
    assert changes([FOUND], Tab("applicants", ("person_id",))) == {}


def test_a_renamed_tab_gets_its_notes_and_a_copy_of_it_none():
    at = CellRef("Who applied", 4, 3)
    there = {CellRef("Copy", 4, 3): OURS}
    renamed, copy = tab("Who applied", made_as="applicants"), tab("Copy", there, made_as="applicants")
    assert changes([problem("MU110", at)], renamed, copy) == {"'Who applied'!C4": OURS}


def test_a_tab_that_a_form_fills_is_left_as_it_is():
    at = CellRef("Applications", 3, 2)
    assert changes([problem("MU622", at, tab="applicants")], tab("Applications", {at: OURS})) == {}
