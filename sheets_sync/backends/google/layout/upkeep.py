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


def left_to_tables(tab: Tab, address: Address) -> Iterator[Addition]:
    """Yield a remark where cells lack something that is up to the table which people made of them."""
    if tab.sheet.tables and any(_lacking(tab, column, address) for column in _there(tab)):
        words = "was turned into a table, so its drop-downs and number formats are the table's own"
        yield addition(f"The tab {tab.layout.name} {words}.", Stage.LOOK, [])


def _lacking(tab: Tab, column: ColumnLayout, address: Address) -> bool:
    """Does any cell in a table lack its rule or its number format?"""
    place = tab.found[column.header]
    wanted = [(has_rule, rule_of(column.cells, address)), (has_format, column.cells.format in NUMBER_FORMATS)]
    return any(
        tab.sheet.is_in_table(row, place)
        for is_fine, is_due in wanted
        if is_due
        for row in _bad(tab, column, is_fine)
    )


def _there(tab: Tab) -> list[ColumnLayout]:
    return [] if tab.layout.is_page else [c for c in tab.layout.columns if c.header in tab.found]


def _mended(tab: Tab, mend: _Mend, done: str) -> Iterator[Addition]:
    mends = {column: list(mend(tab, column)) for column in _there(tab)}
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
    """Yield the cells of a column that are not fine, as few ranges; those in tables are left alone."""
    place = tab.found[column.header]
    bad = [row for row in _bad(tab, column, is_fine) if not tab.sheet.is_in_table(row, place)]
    yield from (column_span(tab.sheet_id, place, top, bottom) for top, bottom in runs(bad))


def _bad(tab: Tab, column: ColumnLayout, is_fine: Callable[[Json], bool]) -> Iterator[int]:
    place = tab.found[column.header]
    others = {row for row, _ in tab.rows_with_own_cells()} if column.header == VALUE else set()
    end = tab.sheet.height if tab.bare_from is None else tab.bare_from
    for row in range(tab.first_row, end):
        if row not in others and not is_fine(tab.sheet.cell(row, place)):
            yield row
