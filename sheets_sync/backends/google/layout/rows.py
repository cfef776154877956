"""The starting rows of a tab, and what single cells of them take and show."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from sheets_sync.backends.google.layout.addition import Addition, Stage
from sheets_sync.backends.google.layout.looks import (
    LINE_HEIGHTS,
    NUMBER_FORMAT,
    NUMBER_FORMATS,
    TIME_FORMAT,
    cell_format,
    line_formats,
)
from sheets_sync.backends.google.layout.requests import column_span, repeat_cell, resize, update_cells
from sheets_sync.backends.google.layout.rules import Address, rule_of
from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.backends.google.layout.tab import VALUE, Tab
from sheets_sync.backends.google.layout.values import entered
from sheets_sync.spreadsheet.look import ColumnLayout, Format, StartingRow
from sheets_sync.spreadsheet.snapshot import CellRef, Plain

LARGEST_PIECE = 200_000  # characters of JSON in one request: a batch takes whole requests
_DATES = (Format.DATE, Format.DATE_TIME)


def missing_rows(tab: Tab, address: Address) -> Iterator[Addition]:
    """Yield the starting rows that are to be written, below everything."""
    if not tab.new_rows:
        return
    requests = [(Stage.ROWS, request) for request in _pieces(tab)]
    for number, row in tab.new_rows.items():
        requests += [(Stage.CELLS, request) for request in _own_cells(tab, number, row, address)]
    yield Addition(_told(tab), tuple(requests))


def _told(tab: Tab) -> str:
    rows = tab.new_rows.values()
    names = ", ".join(str(row.values[0]) for row in rows) if all(row.needed for row in rows) else ""
    noun = "row" if len(rows) == 1 else "rows"
    return f"Added {len(rows)} {noun} to {tab.layout.name}{': ' if names else ''}{names}."


def _pieces(tab: Tab) -> Iterator[Json]:
    """Yield requests that write the rows, each of a size that a batch has room for."""
    left = min(tab.places.values())
    fields = "userEnteredValue,userEnteredFormat" if tab.layout.is_page else "userEnteredValue"
    top, size = min(tab.new_rows), 0
    piece: list[list[Json]] = []
    for number, row in tab.new_rows.items():
        cells = _cells(tab, number, row)[left:]
        length = len(json.dumps(cells))
        if piece and size + length > LARGEST_PIECE:
            yield update_cells(tab.sheet_id, top, left, piece, fields)
            top, size, piece = number, 0, []
        piece.append(cells)
        size += length
    yield update_cells(tab.sheet_id, top, left, piece, fields)


def _cells(tab: Tab, number: int, row: StartingRow) -> list[Json]:
    """Return the cells of a row from the left edge of the tab on."""
    looks: Sequence[Json] = line_formats(row.kind) if tab.layout.is_page else ()
    cells: list[Json] = [{} for _ in range(max(tab.places.values()) + 1)]
    for at, (column, value) in enumerate(zip(tab.layout.columns, row.values, strict=True)):
        place = tab.places[column.header]
        typed = entered(value, CellRef(tab.layout.name, number + 1, place + 1))
        cells[place] = {"userEnteredValue": typed} if typed else {}
        if looks:
            cells[place] |= {"userEnteredFormat": looks[at]}
    return cells


def _own_cells(tab: Tab, number: int, row: StartingRow, address: Address) -> Iterator[Json]:
    """Yield what sets cells of a new row apart from their columns."""
    if row.kind and (height := LINE_HEIGHTS.get(row.kind)):
        yield resize(tab.sheet_id, "ROWS", number, height)
    if row.value_cell:
        where = column_span(tab.sheet_id, tab.places[VALUE], number, number + 1)
        rule = rule_of(row.value_cell, address)
        cell = {"userEnteredFormat": cell_format(row.value_cell, tab.layout), "dataValidation": rule or {}}
        yield repeat_cell(where, {k: part for k, part in cell.items() if part}, ",".join(cell))
    for column, value in zip(tab.layout.columns, row.values, strict=True):
        if (shown_as := _odd_format(column, row, value)) and not tab.layout.is_page:
            where = column_span(tab.sheet_id, tab.places[column.header], number, number + 1)
            yield repeat_cell(where, {"userEnteredFormat": {"numberFormat": shown_as}}, NUMBER_FORMAT)


def _odd_format(column: ColumnLayout, row: StartingRow, value: Plain) -> Json | None:
    """Return the number format of a date or time in a cell that is not meant for one."""
    own = row.value_cell if column.header == VALUE else None
    if isinstance(value, time):
        return TIME_FORMAT
    if not isinstance(value, date) or (own or column.cells).format in _DATES:
        return None
    return NUMBER_FORMATS[Format.DATE_TIME if isinstance(value, datetime) else Format.DATE]
