"""Meetings: of pairs that are there, neither too early nor in the future, not in the executive's office."""

from collections.abc import Iterator
from datetime import date

from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.records import Match, meeting_key
from sheets_sync.mentoring.scheduling import read_report
from sheets_sync.mentoring.situation import Situation
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.snapshot import CellRef, Formula


def check_meetings(program: Program) -> Iterator[Problem]:
    """Yield meetings of no announced match, without agenda, or in the wrong place."""
    announced = {match.name for match in program.matches if match.announced_on}
    numbers = {agenda.number for agenda in program.agendas}
    mandatory = {agenda.number for agenda in program.agendas if agenda.mandatory}
    if program.agendas and not mandatory:
        yield problem("MU407", program.agendas[0].record.cell("mandatory"))
    yield from _typed_over(program)
    over = {record.row.number for record in program.typed_over_meetings.values()}
    for meeting in (one for one in program.meetings if one.record.row.number not in over):
        if meeting.match_id not in announced:
            yield meeting.record.problem("MU401", "match_id")
            continue
        if meeting.number not in numbers:
            yield meeting.record.problem("MU406", "number")
        if meeting.skip_reason and meeting.number in mandatory and not meeting.held_on:
            yield meeting.record.problem("MU402", "skip_reason")
        if meeting.location_kind == "executive_office":
            yield meeting.record.problem("MU403", "location_kind")


def _typed_over(program: Program) -> Iterator[Problem]:
    for key, record in program.typed_over_meetings.items():
        column = "match_id" if meeting_key(record)[0] != key[0] else "number"
        yield record.problem("MU410", column, name=record.get("meeting_id"))


def check_calendar(situation: Situation) -> Iterator[Problem]:
    """Yield meetings held before the pair was told or in the future, and reports that differ."""
    told = {match.name: _told_on(match) for match in situation.matches if not match.set_aside}
    for meeting in situation.meetings:
        reported = read_report(meeting.reported).held_on
        held, announced = meeting.held_on or reported, told.get(meeting.match_id)
        if held and announced and held < announced:
            column = "held_on" if meeting.held_on else "reported"
            yield problem("MU409", _cell(situation.program, meeting.record.row.number, column))
        if meeting.held_on and meeting.held_on > situation.today:
            yield meeting.record.problem("MU405", "held_on")
        if meeting.held_on and reported and reported != meeting.held_on:
            yield meeting.record.problem("MU404", "held_on")


def _told_on(match: Match) -> date | None:
    """Return the day of the announcement that stands in the sheet, or that this run writes into it."""
    record, column = match.record, "announced_on"
    is_written = column in record.positions and not isinstance(record.raw(column), Formula)
    return match.announced_on if record.get(column) or is_written else None


def _cell(program: Program, row: int, column: str) -> CellRef:
    """Return the address of a cell of a meeting, be it one that this run adds."""
    table = program.tables["meetings"]
    return CellRef(table.tab.name, row, table.positions.get(column, 0) + 1)
