"""Applicants: addresses, topics, the org chart's word against theirs, and their gates."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.records import RUNNING, Person, topic_key
from sheets_sync.mentoring.situation import Situation
from sheets_sync.mentoring.statuses import Status
from sheets_sync.spreadsheet.problems import Problem, hint
from sheets_sync.spreadsheet.tables import Record
from sheets_sync.spreadsheet.text import counted, key_of, near_miss


def check_people(program: Program) -> Iterator[Problem]:
    """Yield problems of single applicants, and of two with one address."""
    yield from _doubled_addresses(program)
    for record in program.tables["applicants"].records:
        yield from unknown_topics(program, record, "topics")
    for person in program.people:
        yield from _against_the_chart(person, program)
        if person.manager_approval is not None and person.manager_said not in (None, person.manager_approval):
            yield person.record.problem("MU205", "manager_approval")


def _doubled_addresses(program: Program) -> Iterator[Problem]:
    sharing: dict[str, list[Record]] = defaultdict(list)
    for record in program.tables["applicants"].records:
        if record.get("email"):
            sharing[key_of(record.get("email"))].append(record)
    for records in sharing.values():
        if len({key_of(str(record.get("person_id"))) for record in records}) > 1:
            rows = ", ".join(str(record.row.number) for record in records)
            for record in records:
                yield record.problem("MU112", "email", rows=rows)


def unknown_topics(program: Program, record: Record, column: str) -> Iterator[Problem]:
    """Yield a warning where `column` names topics that are not in the topics tab."""
    named = record.get(column) or ()
    unknown = [topic for topic in named if topic_key(topic) not in program.topic_names]
    if unknown and len(unknown) == len(named):
        yield record.problem("MU125", column, hint=_suggestion(unknown, program))
    elif unknown:
        count = counted(len(unknown), "topic")
        yield record.problem("MU124", column, count=count, hint=_suggestion(unknown, program))


def _suggestion(unknown: list[str], program: Program) -> str:
    near = [near_miss(topic_key(topic), program.topic_names) for topic in unknown]
    return "".join(hint(program.topic_names[word]) for word in near if word)


def _against_the_chart(person: Person, program: Program) -> Iterator[Problem]:
    employee = program.employees.get(person.person_id)
    if employee is None:
        if program.employees:
            yield person.record.problem("MU121", "person_id")
    elif person.manager_id and employee.manager_id and person.manager_id != employee.manager_id:
        yield person.record.problem("MU122", "manager_id")


def check_gates(situation: Situation, matches: Mapping[int, Status]) -> Iterator[Problem]:
    """Yield mentors with direct reports, decisions against a gate, and gates that fail too late."""
    for person in situation.program.people:
        if person.is_mentor and not person.record.set_aside:
            yield from _reports(person, situation)
            yield from _against_the_gates(person, situation, matches)


def _reports(person: Person, situation: Situation) -> Iterator[Problem]:
    in_chart = situation.eligibility.reports.get(person.person_id, 0)
    if in_chart:
        if not _is_running(person, situation, {}):
            yield person.record.problem("MU203", "direct_reports")
    elif person.direct_reports and situation.program.employees:
        yield person.record.problem("MU204", "direct_reports")


def _against_the_gates(
    person: Person, situation: Situation, matches: Mapping[int, Status]
) -> Iterator[Problem]:
    failed = situation.eligibility.failed(person)
    if not failed:
        return
    words = failed[0].sentence
    if _is_running(person, situation, matches):
        yield person.record.problem(
            "MU206", _COLUMN_OF[failed[0].name], gate=f"{words[0].upper()}{words[1:]}"
        )
    elif person.selection == "accept" and failed[0].name != "reports":
        yield person.record.problem("MU202", "selection", gate=words)


_COLUMN_OF = {"approval": "manager_approval", "standing": "good_standing", "reports": "direct_reports"}


def _is_running(person: Person, situation: Situation, matches: Mapping[int, Status]) -> bool:
    theirs = situation.matches_of(person.person_id)
    return any(
        match.announced_on and (not matches or matches[match.row].word in RUNNING) and not match.ended_on
        for match in theirs
    )
