"""The meetings of a year: day zero, due dates, and where each meeting stands."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.records import Agenda, Match, Meeting, new_record
from sheets_sync.spreadsheet.text import key_of

SOON = timedelta(days=30)  # a meeting due within this time should be scheduled
_HELD = re.compile(r"held (?:on )?(\d{4}-\d{2}-\d{2})")
_MOVED = re.compile(r"new date (\d{4}-\d{2}-\d{2})")
_CALL = "please call me"


@dataclass(frozen=True)
class Report:
    """What a pair's form said of a meeting."""

    held_on: date | None = None
    new_date: date | None = None
    wants_call: bool = False


def read_report(reported: str) -> Report:
    """Return what the pair reported, as the tool wrote it into the cell.

    >>> read_report("held 2027-04-03 (E1042)").held_on
    datetime.date(2027, 4, 3)
    """
    return Report(_day(_HELD, reported), _day(_MOVED, reported), _CALL in reported.casefold())


def _day(pattern: re.Pattern[str], text: str) -> date | None:
    found = pattern.search(text)
    return date.fromisoformat(found[1]) if found else None


def day_zero(program: Program) -> date | None:
    """Return the day of the first meet-and-greet, from which the year is counted."""
    return next((event.starts_at.date() for event in program.events if event.kind == "meet_and_greet"), None)


def due_on(agenda: Agenda, announced_on: date, zero: date | None) -> date:
    """Return the day by which a pair should have had this meeting."""
    return max(announced_on, zero or announced_on) + timedelta(days=agenda.due_days)


def held_on(meeting: Meeting, today: date) -> date | None:
    """Return the day the pair met; what people typed wins over what the form said."""
    day = meeting.held_on or read_report(meeting.reported).held_on
    return day if day and day <= today else None


def scheduled_on(meeting: Meeting) -> date | None:
    """Return the day the pair plans to meet, if it does."""
    return meeting.scheduled_for.date() if meeting.scheduled_for else read_report(meeting.reported).new_date


def wants_call(meeting: Meeting) -> bool:
    """Did the pair ask to be called, and has nobody typed since what became of the meeting?"""
    return read_report(meeting.reported).wants_call and not (meeting.held_on or meeting.skip_reason)


def is_skipped(meeting: Meeting, agenda: Agenda | None) -> bool:
    """Is this meeting left out? The mandatory one never is."""
    return bool(meeting.skip_reason) and not (agenda and agenda.mandatory)


def meeting_status(meeting: Meeting, agenda: Agenda | None, match_status: str, today: date) -> str:
    """Return where the meeting stands: the first that holds, from held to upcoming."""
    planned = scheduled_on(meeting)
    if held_on(meeting, today):
        return "held"
    if is_skipped(meeting, agenda):
        return "skipped"
    if match_status in ("ended", "completed", "rejected"):
        return "cancelled"
    if planned:
        return "scheduled" if planned >= today else "to_confirm"
    if meeting.due_on is None:
        return "upcoming"
    if meeting.due_on < today:
        return "overdue"
    return "to_schedule" if meeting.due_on - SOON <= today else "upcoming"


def missing_agendas(
    agendas: Iterable[Agenda], match: Match, there: Container[tuple[str, int]]
) -> tuple[Agenda, ...]:
    """Return the agendas for which an announced match has no row yet, be it one with an error."""
    return tuple(agenda for agenda in agendas if (key_of(match.name), agenda.number) not in there)


def new_meeting(match: Match, agenda: Agenda, announced_on: date, zero: date | None, row: int) -> Meeting:
    """Return the meeting a match should have, to be added as row number `row`."""
    return Meeting(
        record=new_record("meetings", row),
        match_id=match.name,
        number=agenda.number,
        scheduled_for=None,
        location_kind="",
        held_on=None,
        skip_reason="",
        reported="",
        due_on=due_on(agenda, announced_on, zero),
    )
