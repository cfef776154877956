"""Where in its tab each change goes: the values to write, by row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.backends.xlsx.container.checks import MAX_ROWS
from sheets_sync.backends.xlsx.reading.snapshots import SheetRead
from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet, NewRow, ReplaceTab
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Cell, Formula, Plain, Tab
from sheets_sync.spreadsheet.text import key_of

Written = dict[int, dict[int, Plain]]


@dataclass(frozen=True)
class Writes:
    """The values to write into one tab, by row and column."""

    values: Written
    clears: bool = False  # whatever else stands below the headers goes,
    kept: frozenset[int] = frozenset()  # but for these columns


def touched_tabs(changes: ChangeSet) -> list[str]:
    """Return the names of the tabs whose cells change."""
    edited = (edit.cell.tab for edit in changes.edits)
    new, replaced = (row.tab for row in changes.new_rows), (tab.tab for tab in changes.replaced)
    return list(dict.fromkeys((*edited, *new, *replaced)))


def writes(read: SheetRead, changes: ChangeSet) -> Writes:
    """Return what the changes write into one tab; ValueError where they make no sense there."""
    name = read.tab.name
    replaced = [found for found in changes.replaced if found.tab == name]
    edits = [found for found in changes.edits if found.cell.tab == name]
    new_rows = [found for found in changes.new_rows if found.tab == name]
    if replaced and (edits or new_rows or len(replaced) > 1):
        raise ValueError(f"{name} is both replaced and edited")
    if replaced:
        kept = _peoples_columns(read.tab, replaced[0])
        return Writes(_replacing(read, replaced[0], kept), clears=True, kept=kept)
    values = _editing(read, edits)
    for number, cells in _adding(read, new_rows).items():
        values.setdefault(number, {}).update(cells)
    return Writes(values)


def _editing(read: SheetRead, edits: Sequence[CellEdit]) -> Written:
    values: Written = {}
    held = {row.number: row.values for row in read.tab.rows} | read.silent if edits else {}
    for edit in edits:
        row, column = edit.cell.row, edit.cell.column
        if column in _formula_columns(held.get(row, ())):
            raise ValueError(f"{edit.cell} holds a formula")
        values.setdefault(row, {})[column] = edit.after
    return values


def _adding(read: SheetRead, new_rows: list[NewRow]) -> Written:
    """Return the rows for below the last one, and below formulas that wait there for values of their own."""
    rows = [_by_column(read.tab.headers, row.values) for row in new_rows]
    columns = {column for row in rows for column in row}
    last = read.tab.last_row
    waiting = (row for row, values in read.silent.items() if columns & _formula_columns(values))
    return dict(enumerate(rows, start=max((last, *waiting)) + 1))


def _by_column(headers: tuple[str, ...], values: Mapping[str, Plain]) -> dict[int, Plain]:
    return {headers.index(header) + 1: value for header, value in values.items() if value is not None}


def _peoples_columns(tab: Tab, change: ReplaceTab) -> frozenset[int]:
    """Return the columns that people added to a tab of the tool's own, and that it says nothing about."""
    schema = load_schemas().get(key_of(tab.name))
    if schema is None:
        return frozenset()
    filled = {
        header
        for row in change.rows
        for header, value in zip(change.headers, row, strict=True)
        if value is not None
    }
    headers = enumerate(tab.headers, start=1)
    return frozenset(at for at, one in headers if key_of(one) not in schema.headers and one not in filled)


def _replacing(read: SheetRead, change: ReplaceTab, kept: frozenset[int]) -> Written:
    """Return all rows anew; a header that is missing in the sheet is put back behind the others."""
    if len(change.rows) >= MAX_ROWS:
        raise ValueError(f"{change.tab} cannot hold so many rows")
    headers = list(read.tab.headers)
    missing = [header for header in change.headers if header not in headers]
    places = [*headers, *missing]
    columns = [places.index(header) + 1 for header in change.headers]
    values: Written = {1: {places.index(header) + 1: header for header in missing}} if missing else {}
    for number, row in enumerate(change.rows, start=2):
        values[number] = {at: value for at, value in zip(columns, row, strict=True) if at not in kept}
    return values


def _formula_columns(values: tuple[Cell, ...]) -> set[int]:
    return {column for column, value in enumerate(values, start=1) if isinstance(value, Formula)}
