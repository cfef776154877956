"""The program's records: people, interviews, matches, meetings and answers, from their rows."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from sheets_sync.spreadsheet.snapshot import Row
from sheets_sync.spreadsheet.tables import Record
from sheets_sync.spreadsheet.text import isolated, key_of

# The columns of matches in which people decide: whoever fills one keeps the pair.
PEOPLES_COLUMNS = (
    "decision",
    "decided_by",
    "keep_this_pair",
    "allow_anyway_because",
    "paused_until",
    "ended_on",
    "end_reason",
)

# Where a pair stands after both were told.
RUNNING = ("active", "announced", "on_hold")
OVER = ("completed", "unfinished")
TOLD = (*RUNNING, *OVER, "ended")

MeetingKey = tuple[str, int]  # match, in key form, and number


@dataclass(frozen=True)
class Person:
    """One row of applicants: a mentor (front-line staff) or a mentee (executive)."""

    record: Record
    person_id: str
    full_name: str
    email: str
    role: str
    applied_on: date | None
    department: str
    site: str
    manager_id: str
    manager_email: str
    direct_reports: int | None
    topics: tuple[str, ...]  # those of the topics tab, most important first
    meeting_preference: str
    best_times: str
    assistant_email: str
    manager_approval: bool | None
    manager_said: bool | None
    good_standing: bool | None
    interviewer_email: str
    interview_on: date | None
    selection: str
    orientation: str
    meet_and_greet: str
    rematch_from: date | None
    withdrawn_on: date | None
    status: str  # as the last run left it
    status_reason: str

    @property
    def is_mentor(self) -> bool:
        """Is this a front-line colleague who mentors?"""
        return self.role == "mentor"

    @property
    def is_mentee(self) -> bool:
        """Is this an executive who is mentored? A blank role tells neither."""
        return self.role == "mentee"

    @property
    def called(self) -> str:
        """Return the person's name as it stands in a sentence."""
        return isolated(self.full_name)

    @property
    def approved_by_manager(self) -> bool | None:
        """Return what was typed, or else what the manager's form said."""
        return self.manager_said if self.manager_approval is None else self.manager_approval


@dataclass(frozen=True)
class RubricScore:
    """One interview: an interviewer's scores of one mentor by the criteria of the rubric."""

    record: Record
    applicant_id: str
    interviewer_email: str
    interviewed_on: date | None
    topics_confirmed: tuple[str, ...]
    recommendation: str


@dataclass(frozen=True)
class Match:
    """One pair, proposed by the tool or added by people."""

    record: Record
    mentor_id: str
    mentee_id: str
    decision: str
    keep_this_pair: bool | None
    allow_anyway_because: str
    paused_until: date | None
    ended_on: date | None
    end_reason: str
    status: str  # as the last run left it
    status_reason: str
    source: str
    proposed_on: date | None
    announced_on: date | None
    match_id: str

    @property
    def row(self) -> int:
        """Return the number of its row."""
        return self.record.row.number

    @property
    def touched(self) -> bool:
        """Did people add this match, or fill anything in its row?"""
        filled = (name for name in PEOPLES_COLUMNS if self.record.get(name) not in (None, False, ""))
        return self.source != "tool" or any(filled)

    @property
    def pair(self) -> tuple[str, str]:
        """Return the ids of mentor and mentee."""
        return self.mentor_id, self.mentee_id

    @property
    def name(self) -> str:
        """Return what this pair is called in other tabs."""
        return match_name(*self.pair)

    @property
    def typed_over(self) -> bool:
        """Do other ids stand in its row than those of the pair it is, or none?"""
        ids = (self.record.get("mentor_id") or "", self.record.get("mentee_id") or "")
        return bool(self.record.positions) and key_of(match_name(*ids)) != key_of(self.name)

    @property
    def set_aside(self) -> bool:
        """Does an error on its row keep this match from being used?"""
        return self.record.set_aside


@dataclass(frozen=True)
class Meeting:
    """One of the meetings of an announced pair."""

    record: Record
    match_id: str
    number: int
    scheduled_for: datetime | None
    location_kind: str
    held_on: date | None
    skip_reason: str
    reported: str
    due_on: date | None


@dataclass(frozen=True)
class SurveyAnswer:
    """One answered survey of one person."""

    record: Record
    response_id: str
    person_id: str
    phase: str
    submitted_on: date | None


@dataclass(frozen=True)
class Employee:
    """One row of the org chart."""

    record: Record
    person_id: str
    full_name: str
    email: str
    title: str
    manager_id: str
    dotted_manager_ids: tuple[str, ...]
    employment: str


@dataclass(frozen=True)
class Agenda:
    """What one of the meetings is about, and when it is due."""

    record: Record
    number: int
    title: str
    due_days: int
    mandatory: bool | None


@dataclass(frozen=True)
class Event:
    """An orientation, a meet-and-greet or the closing."""

    record: Record
    event_id: str
    kind: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Helper:
    """Somebody who helps to run the program."""

    record: Record
    email: str
    full_name: str
    helps_as: str
    away_until: date | None


def new_record(tab: str, row: int) -> Record:
    """Return the record of what the tool is about to add to `tab` as row number `row`."""
    return Record(Row(tab, row, (), ()), {}, {})


def match_name(mentor_id: str, mentee_id: str) -> str:
    """Return what the pair is called in other tabs.

    >>> match_name("E1042", "E0007")
    'E1042/E0007'
    """
    return f"{mentor_id}/{mentee_id}"


def meeting_key(record: Record) -> MeetingKey:
    """Return match and number of a meeting as its row says."""
    return key_of(str(record.get("match_id") or "")), record.get("number") or 0


def read_meeting_id(text: str | None) -> MeetingKey | None:
    """Return match and number that a meeting_id names, or None.

    >>> read_meeting_id("E1042/E0007#2")
    ('e1042/e0007', 2)
    """
    match, _, number = (text or "").rpartition("#")
    return (key_of(match), int(number)) if match and re.fullmatch("[0-9]{1,9}", number) else None


def topic_key(topic: str) -> str:
    """Return the form in which topics are compared.

    >>> topic_key("Nurse-Staffing ")
    'nurse staffing'
    """
    return key_of(topic.replace("-", " ").replace("_", " "))
