"""The starting rows of a tab, and what single cells of them take and show."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sheets_sync.backends.google.layout.addition import Addition, Stage, addition
from sheets_sync.backends.google.layout.looks import (
    LINE_HEIGHTS,
    NUMBER_FORMAT,
    NUMBER_FORMATS,
    cell_format,
    line_formats,
)
from sheets_sync.backends.google.layout.requests import (
    column_span,
    repeat_cell,
    resize,
    runs,
    update_cells,
)
from sheets_sync.backends.google.layout.rules import Address, rule_of
from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.backends.google.layout.tab import VALUE, Tab
from sheets_sync.backends.google.layout.values import entered
from sheets_sync.spreadsheet.look import CellLayout, Format, StartingRow, shown_as
from sheets_sync.spreadsheet.snapshot import CellRef, Plain

LARGEST_PIECE = 200_000  # characters of JSON in one request: a batch takes whole requests
_OWN = CellLayout()  # a cell of people's own columns


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
    left = min(tab.places.values(), default=0)
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
    values = _by_place(tab, row)
    cells: list[Json] = [{} for _ in range(max(values) + 1)]
    for place, value in values.items():
        typed = entered(value, CellRef(tab.layout.name, number + 1, place + 1))
        cells[place] = {"userEnteredValue": typed} if typed else {}
    for place, look in zip(tab.places.values(), looks, strict=False):
        cells[place] |= {"userEnteredFormat": look}
    return cells


def _by_place(tab: Tab, row: StartingRow) -> dict[int, Plain]:
    """Return the values of a row by their columns, people's own right of ours; 0 has one, be it blank."""
    places = (tab.places[column.header] for column in tab.layout.columns)
    own = enumerate(row.own, start=len(tab.layout.columns))
    return {0: None, **dict(zip(places, row.values, strict=True)), **dict(own)}


def _own_cells(tab: Tab, number: int, row: StartingRow, address: Address) -> Iterator[Json]:
    """Yield what sets cells of a new row apart from their columns."""
    if row.kind and (height := LINE_HEIGHTS.get(row.kind)):
        yield resize(tab.sheet_id, "ROWS", number, height)
    if row.value_cell and not tab.sheet.is_in_table(number, tab.places[VALUE]):
        where = column_span(tab.sheet_id, tab.places[VALUE], number, number + 1)
        rule = rule_of(row.value_cell, address)
        cell = {"userEnteredFormat": cell_format(row.value_cell, tab.layout), "dataValidation": rule or {}}
        yield repeat_cell(where, {k: part for k, part in cell.items() if part}, ",".join(cell))


def missing_odd_formats(tab: Tab) -> Iterator[Addition]:
    """Yield the number formats of new cells that do not hold what their column is for."""
    if requests := list(_odd_formats(tab)):
        yield addition("", Stage.CELLS, requests)


def _odd_formats(tab: Tab) -> Iterator[Json]:
    columns = {tab.places[column.header]: column.cells for column in tab.layout.columns}
    odd: dict[tuple[int, Format, bool], list[int]] = defaultdict(list)
    for number, row in tab.unformatted_rows.items():
        cells = columns | ({tab.places[VALUE]: row.value_cell} if row.value_cell else {})
        for place, value in _by_place(tab, row).items():
            shown = shown_as(value, cells.get(place, _OWN).format)
            if shown and not tab.sheet.is_in_table(number, place):
                odd[place, shown, isinstance(value, float)].append(number)
    for (place, shown, is_float), rows in odd.items():
        cell = {"userEnteredFormat": {"numberFormat": _number_format(shown, is_float)}}
        for top, bottom in runs(rows):
            yield repeat_cell(column_span(tab.sheet_id, place, top, bottom), cell, NUMBER_FORMAT)


def _number_format(shown: Format, is_float: bool) -> Json:
    """Return the number format; without one the cell would get its column's at the next init."""
    if shown is Format.GENERAL:
        return {"type": "NUMBER", "pattern": "0.0#########" if is_float else "0"}
    return NUMBER_FORMATS[shown]
