"""The rows that form responses make, as the sheet gets them: answers and the tool's columns at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheets_sync.mentoring.intake.answers import plain
from sheets_sync.mentoring.intake.taking import Intake
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.changes import NewRow, new_row
from sheets_sync.spreadsheet.snapshot import Plain, Row
from sheets_sync.spreadsheet.tables import Table

Rows = Mapping[int, Mapping[str, Plain]]  # values by column, by row number


@dataclass(frozen=True)
class TakenRow:
    """One response taken over: the row it makes, the row's key, and which response it was."""

    row: NewRow
    key: tuple[str, ...]
    source: str


def taken_over(intake: Intake, desired: Mapping[str, Rows]) -> tuple[TakenRow, ...]:
    """Return the new rows, filled up with what the tool's own columns should say."""
    return tuple(row for tab in intake.rows for row in _of_tab(intake, tab, desired.get(tab, {})))


def _of_tab(intake: Intake, tab: str, desired: Rows) -> Iterator[TakenRow]:
    table, sources = intake.read.tables[tab], intake.rows[tab]
    for row in table.tab.rows:
        if row.number in sources:
            answers = {name: plain(row.values[place]) for name, place in table.positions.items()}
            values = {**answers, **desired.get(row.number, {})}
            source = sources[row.number]
            when, _, _mark = source.rpartition(", ")
            yield TakenRow(new_row(table, values, when), _key(row, table), source)


def _key(row: Row, table: Table) -> tuple[str, ...]:
    places = [table.positions[name] for name in table.schema.key if name in table.positions]
    return tuple(as_text(plain(row.values[place])) for place in places)


def rows_there(intake: Intake, tab: str, desired: Rows) -> Rows:
    """Return what is desired of the rows that stand in the sheet: only they can be edited."""
    return {number: values for number, values in desired.items() if number not in intake.rows.get(tab, ())}
