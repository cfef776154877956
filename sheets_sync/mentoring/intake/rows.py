"""Applications, interviews and surveys: each response becomes one row, once, and each person has one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheets_sync.mentoring.intake.answers import as_one, plain
from sheets_sync.mentoring.intake.directory import Directory
from sheets_sync.mentoring.intake.responses import Response, Taken, mark
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.snapshot import Cell, Plain
from sheets_sync.spreadsheet.tables import Record, Table
from sheets_sync.spreadsheet.text import key_of

Values = dict[str, Plain]
PERSON = {"applicants": "person_id", "surveys": "person_id", "rubric_scores": "applicant_id"}
DAY = {"applicants": "applied_on", "surveys": "submitted_on", "rubric_scores": "interviewed_on"}
# The columns in which two rows of one person are alike.
ALIKE_IN = {
    "applicants": ("person_id", "email"),
    "surveys": ("person_id", "phase"),
    "rubric_scores": ("applicant_id", "interviewer_email"),
}


@dataclass(frozen=True)
class Arrivals:
    """The rows that new responses make in one tab, and those of people who have a row already."""

    rows: tuple[Values, ...]
    seconds: tuple[Response, ...]


def arrivals(responses: Iterable[Response], table: Table, taken: Taken, directory: Directory) -> Arrivals:
    """Return what the responses for one tab come to; the first of a person makes the row."""
    rows: list[Values] = []
    seconds: list[Response] = []
    there = {name for record in table.records for name in _names(_as_read(record, table), table)}
    seen = set()
    for response in sorted(responses, key=lambda one: one.order):
        doubled = response.source in seen
        seen.add(response.source)
        if taken.has(response) and not doubled:
            continue
        values = _values(response, directory)
        names = _names(values, table)
        if doubled or there & names:
            seconds.append(response)
        else:
            there |= names
            rows.append(values)
    return Arrivals(tuple(rows), tuple(seconds))


def row_is_there(response: Response, directory: Directory) -> Problem:
    """Return the problem that a response makes no second row for the person whom `directory` knows."""
    into = response.form.into
    person_id = directory.known([_ids(response, directory)[PERSON[into]]])
    return problem("MU622", response.who_cell, person_id=person_id, tab=into)


def _as_read(record: Record, table: Table) -> dict[str, Cell]:
    columns = (name for name in ALIKE_IN[table.schema.name] if name in table.positions)
    return {name: record.raw(name) for name in columns}


def _names(values: Mapping[str, Cell], table: Table) -> set[tuple[str, ...]]:
    """Return what a row is called; two rows with a name in common are of one person."""
    columns = ALIKE_IN[table.schema.name]
    found = [key_of(as_text(plain(values.get(column)))) for column in columns]
    if table.schema.name == "applicants":  # an id or an address alone tells
        return {(column, text) for column, text in zip(columns, found, strict=True) if text}
    return {tuple(found)} if all(found) else set()


def _values(response: Response, directory: Directory) -> Values:
    """Return the row that a response makes, by column."""
    schema = response.form.target.schema
    asked = {name: as_one(response.answers(name), schema.column(name)) for name in response.form.feeds}
    answered = {name: value for name, value in asked.items() if value is not None}
    made: Values = {
        "source": str(response.source),
        DAY[schema.name]: response.day,
        "response_id": f"R{mark(str(response.source), length=10)}" if schema.name == "surveys" else None,
    }
    return {**made, **answered, **_ids(response, directory)}


def _ids(response: Response, directory: Directory) -> Values:
    """Return the ids of a row, found by address where the form asks for one; blank where that is nobody's."""
    person = PERSON[response.form.into]
    asked, addresses = response.answers(person), response.answers("email")
    ids: Values = {person: directory.person_id(asked) or directory.charted(addresses) or None}
    if response.form.into == "applicants":
        if not addresses:
            ids["email"] = next((one for one in asked if "@" in as_text(one)), None)
        if "manager_id" in response.form.feeds:
            ids["manager_id"] = directory.person_id(response.answers("manager_id")) or None
    return ids
