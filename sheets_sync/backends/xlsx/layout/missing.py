"""What an old workbook lacks of its layouts: found, put in, and said in a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.backends.xlsx.layout.dropdowns import (
    list_name,
    list_of,
    rows_below,
    sources_of,
)
from sheets_sync.backends.xlsx.layout.lostrules import restored_cells, restored_columns
from sheets_sync.backends.xlsx.layout.oldtab import OldTab
from sheets_sync.backends.xlsx.layout.styles import NUMBER_FORMATS, dress, dress_header, fitted_note
from sheets_sync.backends.xlsx.layout.tabs import add_tab, add_validation, fill, fill_line
from sheets_sync.spreadsheet.look import ColumnLayout, Format, StartingRow, TabLayout
from sheets_sync.spreadsheet.text import key_of


@dataclass(frozen=True)
class Addition:
    """One thing that was missing: what was done, and how a person would do it."""

    done: str
    by_hand: str
    tab: str = ""  # a new tab, whose
    rows: str = ""  # starting rows are still to be written: XML


def additions(
    book: Workbook, layouts: Sequence[TabLayout], elsewhere: Mapping[str, Sequence[str]]
) -> Iterator[Addition]:
    """Add what the loaded workbook lacks, and yield what that was; `elsewhere` as in OldTab, by tab."""
    shown = book.active
    for number, layout in enumerate(layouts):
        sheet = _sheet(book, layout)
        if sheet is None:
            yield _added_tab(book, layout, layouts[:number])
        else:
            tab = OldTab(sheet, layout, elsewhere.get(sheet.title, ()))
            for step in (_columns, _notes, _formats, _rows, _drop_downs):
                yield from step(tab)
    book.active = shown
    yield from _lists(book, layouts)


def _sheet(book: Workbook, layout: TabLayout) -> Worksheet | None:
    same = (sheet for sheet in book.worksheets if key_of(sheet.title) == key_of(layout.name))
    return next(same, None)


def _added_tab(book: Workbook, layout: TabLayout, before: Sequence[TabLayout]) -> Addition:
    neighbours = [_sheet(book, earlier) for earlier in before]
    position = max((book.index(sheet) + 1 for sheet in neighbours if sheet), default=0)
    rows = add_tab(book, layout, position)
    return Addition(
        f"Added the tab {layout.name}.",
        f"add a tab called {layout.name}"
        + ("" if layout.is_page else f" with these headers in row 1: {', '.join(layout.headers)}"),
        layout.name,
        rows,
    )


def _columns(tab: OldTab) -> Iterator[Addition]:
    missing = [column for column in tab.layout.columns if column.header not in tab.places]
    for number, column in enumerate(missing, start=tab.next_column):
        _add_column(tab, number, column)
    yield from _told(
        tab,
        missing,
        "Added to {tab}: {names}.",
        "add these headers to the tab {tab}, right of the others: {names}",
    )


def _add_column(tab: OldTab, number: int, column: ColumnLayout) -> None:
    cell = tab.sheet.cell(1, number, column.header)
    dress_header(cell, column, tab.layout)
    dimension = tab.own_dimension(number)
    dimension.width = column.width
    dress(dimension, column.cells, tab.layout)
    add_validation(tab.sheet, column.cells, [rows_below(number)])
    tab.places[column.header] = number


def _told(tab: OldTab, columns: Sequence[ColumnLayout], done: str, by_hand: str) -> Iterator[Addition]:
    if columns:
        names = ", ".join(column.header for column in columns)
        yield Addition(*(text.format(tab=tab.sheet.title, names=names) for text in (done, by_hand)))


def _notes(tab: OldTab) -> Iterator[Addition]:
    if tab.layout.is_page:
        return
    missing = [c for c in tab.layout.columns if tab.sheet.cell(1, tab.places[c.header]).comment is None]
    for column in missing:
        tab.sheet.cell(1, tab.places[column.header]).comment = fitted_note(column.note)
    yield from _told(
        tab,
        missing,
        "Put notes on the headers of {tab}: {names}.",
        "put notes on the headers of {tab}: {names}",
    )


def _formats(tab: OldTab) -> Iterator[Addition]:
    if tab.layout.is_page:
        return
    missing = [column for column in tab.layout.columns if _lacks_format(tab, column)]
    for column in missing:
        number = tab.places[column.header]
        is_new = tab.dimension(number) is None
        dimension = tab.own_dimension(number)
        dimension.number_format = NUMBER_FORMATS[column.cells.format]
        dimension.width = column.width if is_new else dimension.width
    yield from _told(
        tab,
        missing,
        "Set the number format of new cells in {tab}: {names}.",
        "give these columns of {tab} their number format (text for ids, a date for dates): {names}",
    )


def _lacks_format(tab: OldTab, column: ColumnLayout) -> bool:
    if column.cells.format not in (Format.TEXT, Format.DATE, Format.DATE_TIME):
        return False
    dimension = tab.dimension(tab.places[column.header])
    return dimension is None or dimension.number_format == "General"


def _rows(tab: OldTab) -> Iterator[Addition]:
    known = tab.rows_by_name()
    is_empty = max(known.values(), default=1) == 1 if tab.layout.is_page else not tab.has_rows()
    missing = tab.layout.rows_missing(known, is_empty=is_empty)
    for number, row in enumerate(missing, start=tab.last_row + 1):
        _add_row(tab, number, row)
    if missing:
        names = ", ".join(str(row.values[0]) for row in missing)
        rows = "1 row" if len(missing) == 1 else f"{len(missing)} rows"
        yield Addition(
            f"Added {rows} to {tab.sheet.title}: {names}.",
            f"add these rows to the tab {tab.sheet.title}: {names}",
        )


def _add_row(tab: OldTab, number: int, row: StartingRow) -> None:
    if tab.layout.is_page:
        fill_line([tab.sheet.cell(number, place) for place in tab.places.values()], row, tab.layout)
        return
    for column, value in zip(tab.layout.columns, row.values, strict=True):
        own = row.value_cell if column.header == "value" else None
        if value is not None or own:
            cell = tab.sheet.cell(number, tab.places[column.header])
            fill(cell, value)
            dress(cell, own or column.cells, tab.layout)


def _drop_downs(tab: OldTab) -> Iterator[Addition]:
    missing = [*restored_columns(tab), *restored_cells(tab)]
    if missing:
        what = f"{tab.sheet.title}: {', '.join(missing)}"
        yield Addition(
            f"Put the drop-downs and messages back in {what}.", f"put the drop-downs back in the tab {what}"
        )


def _lists(book: Workbook, layouts: Sequence[TabLayout]) -> Iterator[Addition]:
    """Name the lists that drop-downs use, where people's edits have lost them."""
    used = {rule.formula1 for sheet in book.worksheets for rule in sheet.data_validations.dataValidation}
    by_name = {layout.name: layout for layout in layouts}
    for source, column in sources_of(layouts):
        name = list_name(source, column)
        known = book.defined_names.get(name)
        sheet = _sheet(book, by_name[source])
        if name in used and sheet and (known is None or "#REF!" in known.attr_text):
            number = OldTab(sheet, by_name[source]).places[column]
            book.defined_names[name] = list_of(sheet.title, column, number)
            yield Addition(
                f"Named the list {name} again.", f"name the filled cells of {column} in {source} {name}"
            )
