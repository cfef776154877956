"""The rules that look across rows and tabs: each finds problems and mends nothing."""

from collections.abc import Iterator

from sheets_sync.mentoring.checks import chart, interviews, meetings, pairs, people, rules, surveys
from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.situation import Situation
from sheets_sync.mentoring.statuses import Status
from sheets_sync.spreadsheet.problems import Problem


def check_program(program: Program) -> Iterator[Problem]:
    """Yield what is wrong between tabs, whatever the day; rows it names may be set aside."""
    yield from people.check_people(program)
    yield from interviews.check_interviews(program)
    yield from pairs.check_pairs(program)
    yield from meetings.check_meetings(program)
    yield from surveys.check_surveys(program)
    yield from rules.check_rules(program)


def check_situation(situation: Situation, matches: dict[int, Status]) -> Iterator[Problem]:
    """Yield what is wrong with where the program stands; `matches` are statuses by row."""
    yield from chart.check_chart(situation)
    yield from people.check_gates(situation, matches)
    yield from interviews.check_interviewers(situation)
    yield from pairs.check_chains(situation, matches)
    yield from meetings.check_calendar(situation)
    yield from surveys.check_dates(situation)
