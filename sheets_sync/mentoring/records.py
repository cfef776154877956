"""The program's records: people, interviews, matches, meetings and answers, from their rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property
from types import UnionType
from typing import Any, TypeVar, get_origin, get_type_hints

from sheets_sync.mentoring.settings import Settings
from sheets_sync.spreadsheet.schema import Column
from sheets_sync.spreadsheet.snapshot import Row
from sheets_sync.spreadsheet.tables import Record, Table
from sheets_sync.spreadsheet.text import key_of

_T = TypeVar("_T")
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


@dataclass(frozen=True)
class Program:
    """Everything one run knows, as it was read: the records, the settings, the tables behind them."""

    tables: Mapping[str, Table]
    settings: Settings
    topic_names: Mapping[str, str]  # every topic and synonym, in key form, to the topic
    spelling: Mapping[str, str]  # every known person id, in key form, to its spelling
    employees: Mapping[str, Employee]  # everybody in the org chart, by id

    @classmethod
    def of(cls, tables: Mapping[str, Table], settings: Settings) -> "Program":
        """Return the program that lies in these tables."""
        spelling = _spelling(tables["applicants"], tables["org_chart"])
        charted = tables["org_chart"]
        employees = (_build(Employee, record, charted, spelling) for record in charted.usable)
        by_id = {employee.person_id: employee for employee in employees}
        return cls(tables, settings, topic_names(tables["topics"]), spelling, by_id)

    def spell(self, person_id: str) -> str:
        """Return the id as the person's own row or the org chart spells it."""
        return self.spelling.get(key_of(person_id), person_id)

    def _usable(self, kind: Callable[..., _T], tab: str) -> tuple[_T, ...]:
        table = self.tables[tab]
        return tuple(_build(kind, record, table, self.spelling) for record in table.usable)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Return everybody who applied and has an id, also those whose row is set aside."""
        table = self.tables["applicants"]
        named = (record for record in table.records if record.get("person_id"))
        found = (_build(Person, record, table, self.spelling) for record in named)
        return tuple(replace(person, topics=self.known_topics(person.topics)) for person in found)

    @cached_property
    def person(self) -> dict[str, Person]:
        """Return the applicants whose rows are used, by id."""
        return {p.person_id: p for p in self.people if not p.record.set_aside}

    @cached_property
    def scores(self) -> tuple[RubricScore, ...]:
        """Return the interviews that can be used."""
        return self._usable(RubricScore, "rubric_scores")

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Return every match that names two people, also those whose row is set aside."""
        table = self.tables["matches"]
        both = (r for r in table.records if r.get("mentor_id") and r.get("mentee_id"))
        return tuple(_own_memory(_build(Match, record, table, self.spelling)) for record in both)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Return the meetings of all matches."""
        return self._usable(Meeting, "meetings")

    @cached_property
    def answers(self) -> tuple[SurveyAnswer, ...]:
        """Return the answered surveys."""
        return self._usable(SurveyAnswer, "surveys")

    @cached_property
    def agendas(self) -> tuple[Agenda, ...]:
        """Return the agendas in the order of their numbers."""
        return tuple(sorted(self._usable(Agenda, "agendas"), key=lambda agenda: agenda.number))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Return the events in the order of their beginnings."""
        by_start = sorted(self._usable(Event, "events"), key=lambda event: (event.starts_at, event.event_id))
        return tuple(by_start)

    @cached_property
    def helpers(self) -> tuple[Helper, ...]:
        """Return those who help to run the program."""
        return self._usable(Helper, "helpers")

    @cached_property
    def past_pairs(self) -> frozenset[tuple[str, str]]:
        """Return the pairs of earlier years, as ids of mentor and mentee."""
        records = self.tables["past_pairs"].usable
        return frozenset((self.spell(r.get("mentor_id")), self.spell(r.get("mentee_id"))) for r in records)

    def known_topics(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        """Return the topics as the topics tab spells them, unknown ones left out."""
        found = (self.topic_names.get(topic_key(topic)) for topic in topics)
        return tuple(dict.fromkeys(topic for topic in found if topic))


def new_record(tab: str, row: int) -> Record:
    """Return the record of what the tool is about to add to `tab` as row number `row`."""
    return Record(Row(tab, row, (), ()), {}, {})


def match_name(mentor_id: str, mentee_id: str) -> str:
    """Return what the pair is called in other tabs.

    >>> match_name("E1042", "E0007")
    'E1042/E0007'
    """
    return f"{mentor_id}/{mentee_id}"


def topic_key(topic: str) -> str:
    """Return the form in which topics are compared.

    >>> topic_key("Nurse-Staffing ")
    'nurse staffing'
    """
    return key_of(topic.replace("-", " ").replace("_", " "))


def topic_names(topics: Table) -> dict[str, str]:
    """Return every topic and synonym, in key form, to the topic; the first one wins."""
    names: dict[str, str] = {}
    for record in topics.usable:
        names.setdefault(topic_key(record.get("topic")), record.get("topic"))
    for record in topics.usable:
        for other in record.get("also_known_as") or ():
            names.setdefault(topic_key(other), record.get("topic"))
    return names


_EMPTY = {str: "", tuple: ()}


def _build(kind: Callable[..., _T], record: Record, table: Table, spelling: Mapping[str, str]) -> _T:
    """Return the record as `kind`: its fields are columns; blank text is "", other blanks None."""
    columns, values = table.schema.by_name, record.values
    found = {
        name: _spelled(values[name], columns[name], spelling) if name in values else blank
        for name, blank in _blank_of_fields(kind).items()
    }
    return kind(record=record, **found)


def _spelled(value: Any, column: Column, spelling: Mapping[str, str]) -> Any:
    if column.kind == "id":
        return "/".join([spelling.get(key_of(part), part) for part in value.split("/")])
    if column.kind == "list" and column.rule["items"].get("format") == "id":
        return tuple(spelling.get(key_of(item), item) for item in value)
    return value


def _spelling(*tables: Table) -> dict[str, str]:
    """Return the spelling of every known person id, by its key form; the first table wins."""
    spelling: dict[str, str] = {}
    for table in tables:
        for record in table.records:
            person_id = record.get("person_id")
            if person_id:
                spelling.setdefault(key_of(person_id), person_id)
    return spelling


@cache
def _blank_of_fields(kind: Any) -> dict[str, Any]:
    """Return the fields of a record's class, with what stands for a blank cell."""
    hints = get_type_hints(kind)
    return {name: _blank(hint) for name, hint in hints.items() if name != "record"}


def _blank(hint: Any) -> Any:
    if isinstance(hint, UnionType):
        return None
    return _EMPTY.get(get_origin(hint) or hint)


def _own_memory(match: Match) -> Match:
    """Forget what the tool remembers of another pair whose row was typed over or pasted into."""
    if key_of(match.match_id) in ("", key_of(match.name)):
        return match
    return replace(
        match, status="", status_reason="", source="", proposed_on=None, announced_on=None, match_id=""
    )
