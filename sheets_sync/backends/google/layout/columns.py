"""The columns of a tab: headers with their notes, widths, formats and rules."""

from collections.abc import Iterable, Iterator

from sheets_sync.backends.google.layout.addition import Addition, Stage, addition, names_of
from sheets_sync.backends.google.layout.looks import cell_format, header_format, pixels
from sheets_sync.backends.google.layout.requests import (
    column_span,
    repeat_cell,
    resize,
    set_rule,
    update_cells,
)
from sheets_sync.backends.google.layout.rules import Address, note_of, rule_of
from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.backends.google.layout.tab import Tab
from sheets_sync.spreadsheet.look import ColumnLayout

_LOOK = "userEnteredFormat"
_HEADER_FIELDS = "userEnteredValue,userEnteredFormat,note"


def missing_grid(tab: Tab, address: Address) -> Iterator[Addition]:
    """Yield what makes room in the grid for the rows and columns to come."""
    if tab.room:
        yield addition("", Stage.GRID, tab.room)
    if tab.bare_from is not None:
        there = [column for column in tab.layout.columns if column.header in tab.found]
        yield addition("", Stage.LOOK, [_dressed(tab, column, address, tab.bare_from) for column in there])


def missing_columns(tab: Tab, address: Address) -> Iterator[Addition]:
    """Yield the columns that are not there, right of everything.

    Their rules follow the rows: whether a strict one refuses what a program writes is not documented.
    """
    if tab.missing_columns:
        requests = [request for column in tab.missing_columns for request in _column(tab, column)]
        done = f"Added to {tab.layout.name}: {names_of(tab.missing_columns)}."
        yield addition(done, Stage.LOOK, requests)
        rules = ((column, rule_of(column.cells, address)) for column in tab.missing_columns)
        yield addition(
            "", Stage.CELLS, [set_rule(_below(tab, column), rule) for column, rule in rules if rule]
        )


def _column(tab: Tab, column: ColumnLayout) -> Iterator[Json]:
    place = tab.places[column.header]
    yield repeat_cell(
        _below(tab, column), {"userEnteredFormat": cell_format(column.cells, tab.layout)}, _LOOK
    )
    yield resize(tab.sheet_id, "COLUMNS", place, pixels(column.width))
    if not tab.layout.is_page:
        yield update_cells(tab.sheet_id, 0, place, [[_header(tab, column)]], _HEADER_FIELDS)


def _below(tab: Tab, column: ColumnLayout) -> Json:
    return column_span(tab.sheet_id, tab.places[column.header], tab.first_row, tab.sheet.height)


def _dressed(tab: Tab, column: ColumnLayout, address: Address, top: int) -> Json:
    """Return what gives cells of a column that is there, from row `top` on, their look and their rule."""
    where = column_span(tab.sheet_id, tab.places[column.header], top, tab.sheet.height)
    rule = rule_of(column.cells, address)
    cell: Json = {"userEnteredFormat": cell_format(column.cells, tab.layout)}
    return repeat_cell(where, cell | ({"dataValidation": rule} if rule else {}), f"{_LOOK},dataValidation")


def _header(tab: Tab, column: ColumnLayout) -> Json:
    return {
        "userEnteredValue": {"stringValue": column.header},
        "userEnteredFormat": header_format(column, tab.layout),
        "note": note_of(column.note, column.cells),
    }


def missing_own_headers(tab: Tab) -> Iterator[Addition]:
    """Yield the headers of the columns that people made for themselves: of a copy, while it is filled."""
    if tab.layout.own_headers and (tab.making or tab.is_being_filled):
        bold = {"textFormat": {"bold": True}}
        cells = [{"userEnteredValue": {"stringValue": h}} if h else {} for h in tab.layout.own_headers]
        line = [cell | {"userEnteredFormat": bold} for cell in cells]
        fields = "userEnteredValue,userEnteredFormat.textFormat.bold"
        yield addition(
            "", Stage.LOOK, [update_cells(tab.sheet_id, 0, len(tab.layout.columns), [line], fields)]
        )


def missing_headers(tab: Tab) -> Iterator[Addition]:
    """Yield the headers that were cleared, and the notes that are gone."""
    if tab.layout.is_page:
        return
    there = [column for column in tab.layout.columns if column.header in tab.found]
    blank = [column for column in there if not tab.sheet.text(0, tab.found[column.header])]
    if blank:
        headers = [
            update_cells(tab.sheet_id, 0, tab.found[column.header], [[_header(tab, column)]], _HEADER_FIELDS)
            for column in blank
        ]
        yield addition(f"Put headers back in {tab.layout.name}: {names_of(blank)}.", Stage.LOOK, headers)
    yield from _notes(tab, [column for column in there if column not in blank])


def _notes(tab: Tab, columns: Iterable[ColumnLayout]) -> Iterator[Addition]:
    bare = [column for column in columns if not tab.sheet.cell(0, tab.found[column.header]).get("note")]
    if bare:
        notes = [
            update_cells(tab.sheet_id, 0, tab.found[c.header], [[{"note": note_of(c.note, c.cells)}]], "note")
            for c in bare
        ]
        yield addition(f"Put notes on the headers of {tab.layout.name}: {names_of(bare)}.", Stage.LOOK, notes)
