"""The program as it was read: its records built from their rows, ids and topics spelled one way."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from types import UnionType
from typing import Any, TypeVar, get_origin, get_type_hints

from sheets_sync.mentoring.memory import Memory
from sheets_sync.mentoring.records import (
    Agenda,
    Employee,
    Event,
    Helper,
    Match,
    Meeting,
    MeetingKey,
    Person,
    RubricScore,
    SurveyAnswer,
    match_name,
    meeting_key,
    read_meeting_id,
    topic_key,
)
from sheets_sync.mentoring.settings import Settings
from sheets_sync.spreadsheet.schema import Column
from sheets_sync.spreadsheet.tables import Record, Table
from sheets_sync.spreadsheet.text import key_of

_T = TypeVar("_T")
_EMPTY = {str: "", tuple: ()}
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


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

    @property
    def keeps_scores_apart(self) -> bool:
        """Do fewer people see the interviews' scores than see the matches?"""
        return self.tables["rubric_scores"].tab.confidential

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
        """Return every match of two people, also those whose row is set aside."""
        table = self.tables["matches"]
        found = (_build(Match, record, table, self.spelling) for record in table.records)
        return Memory(self._logged_announcements, self._counted_from, self.spelling).restored(found)

    @cached_property
    def _logged_announcements(self) -> dict[str, date]:
        """Return the day of each announcement that the log still knows, by the match in key form."""
        days = {}
        for record in self.tables["log"].records:
            ids, day = str(record.get("key") or "").split(), str(record.get("after") or "")
            if record.get("column") == "announced_on" and len(ids) == 2 and _ISO_DAY.fullmatch(day):
                days[key_of(match_name(*ids))] = date.fromisoformat(day)
        return days

    @cached_property
    def reasons_written(self) -> dict[str, str]:
        """Return the status_reason that the log says was written last, by person id in key form."""
        place = ("applicants", "status_reason")
        lines = (r for r in self.tables["log"].records if (r.get("tab"), r.get("column")) == place)
        return {key_of(str(line.get("key"))): str(line.get("after") or "") for line in lines}

    @cached_property
    def _counted_from(self) -> dict[str, date]:
        """Return the day from which each match's meetings are counted, by the match in key form."""
        days = {agenda.number: agenda.due_days for agenda in self.agendas}
        found: dict[str, date] = {}
        for record in self.tables["meetings"].records:
            due, number = record.get("due_on"), record.get("number")
            if due and number in days:
                start = due - timedelta(days=days[number])
                name = key_of(str(record.get("match_id")))
                found[name] = min(start, found.get(name, start))
        return found

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Return the meetings of all matches."""
        return self._usable(Meeting, "meetings")

    @cached_property
    def meeting_keys(self) -> frozenset[tuple[str, int]]:
        """Return match (in key form) and number of every meeting row, also of those with an error."""
        records = self.tables["meetings"].records
        return frozenset(map(meeting_key, records)) | self.typed_over_meetings.keys()

    @cached_property
    def typed_over_meetings(self) -> dict[MeetingKey, Record]:
        """Return the rows over whose match_id or number somebody typed, by the key that each had before."""
        records = self.tables["meetings"].records
        there = set(map(meeting_key, records))
        told = {key_of(match.name) for match in self.matches if match.announced_on}
        before = ((read_meeting_id(record.get("meeting_id")), record) for record in records)
        return {key: record for key, record in before if key and key not in there and key[0] in told}

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


def topic_names(topics: Table) -> dict[str, str]:
    """Return every topic and synonym, in key form, to the topic; the first one wins."""
    names: dict[str, str] = {}
    for record in topics.usable:
        names.setdefault(topic_key(record.get("topic")), record.get("topic"))
    for record in topics.usable:
        for other in record.get("also_known_as") or ():
            names.setdefault(topic_key(other), record.get("topic"))
    return names


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
