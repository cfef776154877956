"""The tab of problems, as it should be."""

from collections.abc import Iterable, Mapping
from datetime import date

from sheets_sync.spreadsheet.cells import as_text, constant
from sheets_sync.spreadsheet.changes import ReplaceTab
from sheets_sync.spreadsheet.problems import Problem
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.tables import Record, Table


def problems_tab(table: Table, problems: Iterable[Problem], today: date) -> tuple[ReplaceTab, ...]:
    """Return the problems tab as it should be, or nothing where it is already so."""
    since = {_identity(record): record.get("first_seen") for record in table.records}
    wanted = [_in_order(table, _problem_row(found, since, today)) for found in problems]
    ours = sorted(table.positions.values())  # what people write beside it is theirs
    there = (_texts(map(constant, (row.values[at] for at in ours))) for row in table.tab.rows)
    if not ours or [row for row in there if any(row)] == [_texts(row[at] for at in ours) for row in wanted]:
        return ()
    return (ReplaceTab(table.tab.name, table.tab.headers, tuple(wanted)),)


def _identity(record: Record) -> tuple[str, str, str]:
    code, person_id, message = (str(record.get(name) or "") for name in ("code", "person_id", "message"))
    return code, person_id, message


def _problem_row(
    found: Problem, since: Mapping[tuple[str, str, str], date | None], today: date
) -> dict[str, Plain]:
    first = since.get((found.code, found.person_id, found.message))
    return {
        "code": found.code,
        "severity": found.severity,
        "where": str(found.cell),
        "person_id": found.person_id,
        "message": found.message,
        "how_to_fix": found.fix,
        "first_seen": first or today,
    }


def _in_order(table: Table, values: Mapping[str, Plain]) -> tuple[Plain, ...]:
    """Return the values in the order in which the columns stand in the sheet."""
    by_place = {table.positions[name]: value for name, value in values.items() if name in table.positions}
    return tuple(by_place.get(index) for index in range(len(table.tab.headers)))


def _texts(values: Iterable[Plain]) -> tuple[str, ...]:
    return tuple(as_text(value) for value in values)
