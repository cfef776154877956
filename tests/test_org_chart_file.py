"""The company's org chart as a CSV file: read in place of the tab, and called by its own name."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from pictures import APPLICANTS, plan, run, spreadsheet, told

from sheets_sync.plan import Plan
from sheets_sync.run import with_org_chart
from sheets_sync.spreadsheet.changes import Note
from sheets_sync.spreadsheet.snapshot import CellRef, Snapshot

HEADERS = "person_id,manager_id,full_name,email,title,department,dotted_manager_ids,employment"
LINES = (HEADERS, "E1,", "E2,E1", "E3,E1", "E4,E2", "E5,E4", "E6,E4", "E7,E3")
MANY = (*LINES, *(f"E{n},E3" for n in range(20, 30)))


def with_file(snapshot: Snapshot, folder: Path, *lines: str, name: str = "employees.csv") -> Snapshot:
    """Return the spreadsheet with a file in place of its org chart."""
    (folder / name).write_text("\n".join(lines))
    return with_org_chart(snapshot, folder / name, "--org-chart")


def checked(folder: Path, *lines: str, name: str = "employees.csv") -> Plan:
    """Return what validate says of a program whose org chart is a file."""
    return plan(with_file(spreadsheet(APPLICANTS), folder, *lines, name=name), "validate")


def test_a_file_stands_in_for_the_tab_without_a_word(tmp_path: Path):
    assert told(checked(tmp_path, *LINES).problems) == []


def test_a_problem_in_the_file_has_the_files_name_in_its_address(tmp_path: Path):
    assert told(checked(tmp_path, *LINES, "E8,E99").problems) == ["employees.csv!B9 MU303"]


@pytest.mark.parametrize("name", ["topics", "Org_Chart", "Applicants"])
def test_a_file_that_is_called_like_a_tab_is_told_from_it(tmp_path: Path, name: str):
    assert told(checked(tmp_path, *LINES, "E8,E99", name=name).problems) == [f"'{name} (file)'!B9 MU303"]


def test_a_file_without_headers_is_told_in_words_that_fit_it(tmp_path: Path):
    found = checked(tmp_path, "Our people", *LINES)
    assert found.stopped.startswith("These cannot be read: the file employees.csv. ")
    [one] = found.problems
    assert (str(one.cell), one.message) == ("employees.csv!A1", "Row 1 is not the header row.")


def test_a_file_that_lost_most_of_its_lines_stops_the_run(tmp_path: Path):
    before = run(with_file(spreadsheet(APPLICANTS), tmp_path, *MANY))
    after = plan(with_file(before.without_files, tmp_path, *LINES))
    assert after.stopped.startswith("The file employees.csv had 17 rows at the last good run and has 7 now.")
    assert after.stopped.endswith("if not, restore the tab or the file.")


def with_notes(snapshot: Snapshot) -> Snapshot:
    """Return the spreadsheet whose org chart carries a note of ours and one of somebody's."""
    ours, theirs = CellRef("org_chart", 3, 3), CellRef("org_chart", 4, 3)
    there = MappingProxyType({ours: "sheets-sync MU303: Nobody.", theirs: "ask Ann"})
    tabs = (replace(one, takes_notes=True) for one in snapshot)
    return Snapshot(tuple(replace(t, notes=there) if t.name == "org_chart" else t for t in tabs))


def test_old_notes_in_the_tab_go_and_the_file_gets_none(tmp_path: Path):
    before = with_file(with_notes(spreadsheet(APPLICANTS)), tmp_path, *LINES, "E8,E99")
    assert plan(before).changes.notes == (Note(CellRef("org_chart", 3, 3), None),)
