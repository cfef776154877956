"""Approved pairs are told on the day, and their meetings are put into the calendar."""

from dataclasses import replace

from sheets_sync.mentoring.records import RUNNING, Match, Meeting
from sheets_sync.mentoring.scheduling import day_zero, due_on, missing_agendas, new_meeting
from sheets_sync.mentoring.situation import Situation
from sheets_sync.mentoring.statuses import match_status


def announced(situation: Situation) -> Situation:
    """Return the situation after today's announcements: approved matches carry their date."""
    day = situation.program.settings.day("matches_announced_on")
    if day is None or day > situation.today:
        return situation
    return replace(situation, matches=tuple(_told(match, situation) for match in situation.matches))


def _told(match: Match, situation: Situation) -> Match:
    if match.announced_on or match.set_aside:
        return match
    if match_status(match, situation).word == "approved":
        return replace(match, announced_on=situation.today)
    return match


def with_meetings(situation: Situation, last_row: int) -> Situation:
    """Return the situation with a meeting for every agenda of every running match."""
    zero = day_zero(situation.program)
    meetings = [_due_again(meeting, situation) for meeting in situation.meetings]
    there = situation.program.meeting_keys
    for match in situation.matches:
        told = match.announced_on if not match.set_aside else None
        if told and match_status(match, situation).word in RUNNING:
            for agenda in missing_agendas(situation.program.agendas, match, there):
                row = last_row + 1 + len(meetings) - len(situation.meetings)
                meetings.append(new_meeting(match, agenda, told, zero, row))
    return replace(situation, meetings=tuple(meetings))


def _due_again(meeting: Meeting, situation: Situation) -> Meeting:
    """Move a due date when day zero or the agenda has moved."""
    match = next((m for m in situation.matches if m.name == meeting.match_id and m.announced_on), None)
    agenda = situation.agendas.get(meeting.number)
    if match is None or match.announced_on is None or agenda is None:
        return meeting
    return replace(meeting, due_on=due_on(agenda, match.announced_on, day_zero(situation.program)))
