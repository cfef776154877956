"""One run's intake: the program as it stands once every response has been taken over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sheets_sync.mentoring.intake.approvals import approvals
from sheets_sync.mentoring.intake.directory import Directory
from sheets_sync.mentoring.intake.forms import Form, read_forms
from sheets_sync.mentoring.intake.responses import Response, Taken, responses_of
from sheets_sync.mentoring.intake.rows import Arrivals, Values, arrivals, row_is_there
from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.reading import ReadProgram, read_program
from sheets_sync.spreadsheet.cells import Conventions
from sheets_sync.spreadsheet.changes import CellEdit, diff
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.snapshot import CellRef, Plain, Row, Snapshot, Tab
from sheets_sync.spreadsheet.tables import Table

# Whoever applies has a row and an id before what is about them looks for it.
PEOPLE_FIRST = (("applicants",), ("surveys", "rubric_scores"))


@dataclass(frozen=True)
class Intake:
    """The program with all responses in it, and which of that the sheet does not have yet."""

    read: ReadProgram
    # the sources of the new rows, by tab and by the number the row gets
    rows: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    edits: Mapping[str, tuple[CellEdit, ...]] = field(default_factory=dict)  # by tab
    problems: tuple[Problem, ...] = ()
    reports: tuple[Response, ...] = ()  # of meetings: they are heard once the run's meetings are known


def take_over(snapshot: Snapshot, read: ReadProgram, program: Program, conventions: Conventions) -> Intake:
    """Return what the responses come to; `read` and `program` are what stands in `snapshot`."""
    forms, faults = read_forms(program, snapshot)
    local = replace(conventions, zone=program.settings.zone)
    heard = [(form, responses_of(form, local)) for form in forms]
    timeless = [form for form, theirs in heard if _lost_its_times(form, theirs, program)]
    faults = (*faults, *(problem("MU626", CellRef(form.tab.name, 1, 1)) for form in timeless))
    responses = [one for form, theirs in heard if form not in timeless for one in theirs]
    new: dict[str, dict[int, str]] = {}
    seconds: list[Problem] = []
    for tabs in PEOPLE_FIRST:
        arrived = _arrived((one for one in responses if one.form.into in tabs), read.program or program)
        if rows := {tab: found.rows for tab, found in arrived.items() if found.rows}:
            snapshot = _with_tabs(snapshot, {tab: _added(program.tables[tab], rows[tab]) for tab in rows})
            read = read_program(snapshot, conventions)
        new |= {tab: _numbered(program.tables[tab], rows[tab]) for tab in rows}
        known = Directory(read.program or program)
        seconds += (row_is_there(one, known) for found in arrived.values() for one in found.seconds)
    applicants = read.tables["applicants"]
    said, unheard = approvals(responses, applicants, Directory(read.program or program))
    edits = diff(applicants, said)
    if edits:
        snapshot = _with_tabs(snapshot, {"applicants": _edited(applicants.tab, edits)})
        read = read_program(snapshot, conventions)
    there = tuple(edit for edit in edits if edit.cell.row not in new.get("applicants", ()))
    reports = tuple(one for one in responses if one.form.into == "meetings")
    return Intake(read, new, {"applicants": there}, (*faults, *seconds, *unheard), reports)


def _lost_its_times(form: Form, responses: Sequence[Response], program: Program) -> bool:
    """Can none of a form's responses be told from those that were taken, because their times are gone?"""
    if form.fills or any(one.source.at for one in responses):
        return False
    return Taken.into(program.tables[form.into], program.tables["log"]).knows_times_of(form)


def _arrived(responses: Iterable[Response], program: Program) -> dict[str, Arrivals]:
    """Return what the responses that make rows come to, by tab."""
    by_tab: dict[str, list[Response]] = {}
    for response in responses:
        if not response.form.fills:
            by_tab.setdefault(response.form.into, []).append(response)
    directory, log = Directory(program), program.tables["log"]
    return {
        tab: arrivals(theirs, program.tables[tab], Taken.into(program.tables[tab], log), directory)
        for tab, theirs in by_tab.items()
    }


# --- the tabs with it ----------------------------------------------------------------------------


def _numbered(table: Table, rows: Sequence[Values]) -> dict[int, str]:
    """Return the number each new row gets, and its source."""
    return {number: str(row["source"]) for number, row in enumerate(rows, start=table.tab.last_row + 1)}


def _added(table: Table, rows: Sequence[Values]) -> Tab:
    """Return the tab with new rows below its last one."""
    tab = table.tab
    columns = {place: name for name, place in table.positions.items()}
    places = range(len(tab.headers))
    new = (
        Row(tab.name, number, tab.headers, tuple(values.get(columns.get(place, "")) for place in places))
        for number, values in enumerate(rows, start=tab.last_row + 1)
    )
    return replace(tab, rows=(*tab.rows, *new))


def _edited(tab: Tab, edits: Iterable[CellEdit]) -> Tab:
    """Return the tab with other values in some cells."""
    after = {(edit.cell.row, edit.cell.column): edit.after for edit in edits}
    rows = {row for row, _ in after}
    return replace(tab, rows=tuple(_row(one, after) if one.number in rows else one for one in tab.rows))


def _row(row: Row, after: Mapping[tuple[int, int], Plain]) -> Row:
    values = (after.get((row.number, n), value) for n, value in enumerate(row.values, start=1))
    return replace(row, values=tuple(values))


def _with_tabs(snapshot: Snapshot, tabs: Mapping[str, Tab]) -> Snapshot:
    others = {tab.name: tab for tab in tabs.values()}
    return replace(snapshot, tabs=tuple(others.get(tab.name, tab) for tab in snapshot))
