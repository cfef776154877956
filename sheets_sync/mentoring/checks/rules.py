"""What describes the program: topics, events, templates, and dates that fit it."""

import re
from collections.abc import Iterator
from datetime import timedelta

from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.records import topic_key
from sheets_sync.mentoring.scheduling import day_zero
from sheets_sync.mentoring.starter import placeholders
from sheets_sync.spreadsheet.problems import Problem, hint, problem
from sheets_sync.spreadsheet.snapshot import CellRef
from sheets_sync.spreadsheet.tables import Record
from sheets_sync.spreadsheet.text import key_of, near_miss

A_YEAR = timedelta(days=366)
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NAME = re.compile(r"[a-z_]+\Z")


def check_rules(program: Program) -> Iterator[Problem]:
    """Yield problems of the green tabs, and dates far outside the program."""
    yield from _topics(program)
    yield from _events(program)
    yield from _templates(program)
    yield from _far_dates(program)


def _topics(program: Program) -> Iterator[Problem]:
    for record in program.tables["topics"].usable:
        for other in record.get("also_known_as") or ():
            if program.topic_names[topic_key(other)] != record.get("topic"):
                yield record.problem("MU615", "also_known_as")


def _events(program: Program) -> Iterator[Problem]:
    for event in program.events:
        if event.ends_at < event.starts_at:
            yield event.record.problem("MU612", "ends_at")
    if program.agendas and program.settings["meetings_needed"] > len(program.agendas):
        yield problem("MU613", program.settings.cell("meetings_needed"))
    if day_zero(program) is None:
        yield problem("MU611", CellRef("events", 1, 1))


def _templates(program: Program) -> Iterator[Problem]:
    known = placeholders()
    for record in program.tables["templates"].usable:
        name = key_of(record.get("template"))
        if name not in known:
            yield record.problem("MU607", "template", hint=hint(near_miss(name, known)))
            continue
        if "\n" in record.get("subject"):
            yield record.problem("MU608", "subject")
        for column in ("subject", "body"):
            yield from _unknown_placeholders(record, column, known[name])


def _unknown_placeholders(record: Record, column: str, known: frozenset[str]) -> Iterator[Problem]:
    names = [name.strip() for name in _PLACEHOLDER.findall(record.get(column))]
    unknown = sorted({name for name in names if name not in known})
    if unknown:
        # what is no name may be private text, so it is counted and not repeated
        shown = [name if _NAME.match(name) else "something that is not a name" for name in unknown]
        cell = record.cell(column)
        yield problem("MU606", cell, names=", ".join(dict.fromkeys(shown)), known=", ".join(sorted(known)))


def _far_dates(program: Program) -> Iterator[Problem]:
    opened = program.settings.day("applications_open_on")
    ends = program.settings.day("program_ends_on")
    for name in ("applicants", "rubric_scores", "matches", "meetings", "surveys"):
        table = program.tables[name]
        columns = [c.name for c in table.schema.columns if c.kind == "date" and not c.tool_owned]
        for record in table.usable:
            for column in columns:
                day = record.get(column)
                if day and opened and day < opened - A_YEAR:
                    yield _far(record, column, "more than a year before applications opened")
                elif day and ends and day > ends + A_YEAR:
                    yield _far(record, column, "more than a year after the program ends")


def _far(record: Record, column: str, why: str) -> Problem:
    return problem("MU027", record.cell(column), why=why)
