"""What people paste over every day: the rules and number formats of cells, put back where none is left."""

from collections.abc import Callable, Iterator

from sheets_sync.backends.google.layout.addition import Addition, Stage, addition, names_of
from sheets_sync.backends.google.layout.looks import NUMBER_FORMAT, NUMBER_FORMATS
from sheets_sync.backends.google.layout.requests import column_span, repeat_cell, runs, set_rule
from sheets_sync.backends.google.layout.rules import Address, has_rule, rule_of
from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.backends.google.layout.tab import VALUE, Tab
from sheets_sync.spreadsheet.look import ColumnLayout

_Mend = Callable[[Tab, ColumnLayout], Iterator[Json]]


def missing_formats(tab: Tab) -> Iterator[Addition]:
    """Yield number formats for cells of ids and dates that have none; values stay as they are."""
    yield from _mended(tab, _formats, "Set number formats again in")


def missing_rules(tab: Tab, address: Address) -> Iterator[Addition]:
    """Yield rules for cells that have none; one that people made stays."""

    def rules(tab: Tab, column: ColumnLayout) -> Iterator[Json]:
        if rule := rule_of(column.cells, address):
            yield from (set_rule(where, rule) for where in _gaps(tab, column, has_rule))

    yield from _mended(tab, rules, "Put drop-downs and boxes back in")


def _mended(tab: Tab, mend: _Mend, done: str) -> Iterator[Addition]:
    there = [column for column in tab.layout.columns if column.header in tab.found]
    mends = {} if tab.layout.is_page else {column: list(mend(tab, column)) for column in there}
    columns = [column for column, requests in mends.items() if requests]
    if columns:
        requests = [request for column in columns for request in mends[column]]
        yield addition(f"{done} {tab.layout.name}: {names_of(columns)}.", Stage.LOOK, requests)


def _formats(tab: Tab, column: ColumnLayout) -> Iterator[Json]:
    if shown_as := NUMBER_FORMATS.get(column.cells.format):
        for where in _gaps(tab, column, has_format):
            yield repeat_cell(where, {"userEnteredFormat": {"numberFormat": shown_as}}, NUMBER_FORMAT)


def has_format(cell: Json) -> bool:
    """Has the cell a number format of its own?"""
    return bool(cell.get("userEnteredFormat", {}).get("numberFormat"))


def _gaps(tab: Tab, column: ColumnLayout, is_fine: Callable[[Json], bool]) -> Iterator[Json]:
    """Yield the cells of a column that are not fine, as few ranges."""
    place = tab.found[column.header]
    others = {row for row, _ in tab.rows_with_own_cells()} if column.header == VALUE else set()
    bad = [
        row
        for row in range(tab.first_row, tab.sheet.height if tab.bare_from is None else tab.bare_from)
        if row not in others and not is_fine(tab.sheet.cell(row, place))
    ]
    yield from (column_span(tab.sheet_id, place, top, bottom) for top, bottom in runs(bad))
