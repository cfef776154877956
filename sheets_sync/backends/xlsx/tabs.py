"""A new tab in an openpyxl workbook, from its layout."""

from collections.abc import Iterator, Sequence
from copy import copy
from xml.sax.saxutils import unescape

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.backends.xlsx.dropdowns import rows_below, validation_of
from sheets_sync.backends.xlsx.styles import dress, dress_header, dress_line
from sheets_sync.backends.xlsx.texts import encoded
from sheets_sync.spreadsheet.a1 import cell_name, column_letters
from sheets_sync.spreadsheet.look import CellLayout, LineKind, StartingRow, TabLayout
from sheets_sync.spreadsheet.snapshot import Plain

_HEIGHTS = {LineKind.TITLE: 34, LineKind.SECTION: 22}  # points
_HEADER_HEIGHT = 24


def add_tab(book: Workbook, layout: TabLayout, position: int | None = None) -> None:
    """Add the tab with its starting rows, at the 0-based `position` or as the last one."""
    sheet = book.create_sheet(layout.name, position)
    _set_up(sheet, layout)
    for number, column in enumerate(layout.columns, start=1):
        dimension = sheet.column_dimensions[column_letters(number)]
        dimension.width = column.width
        dress(dimension, column.cells, layout)
    for row in _lines(sheet, layout) if layout.is_page else _rows(sheet, layout):
        sheet.append(row)
    _add_validations(sheet, layout)


def _set_up(sheet: Worksheet, layout: TabLayout) -> None:
    sheet.sheet_properties.tabColor = layout.colour
    sheet.sheet_state = "hidden" if layout.hidden else "visible"
    sheet.freeze_panes = cell_name(layout.frozen_rows + 1, layout.frozen_columns + 1)
    sheet.sheet_view.showGridLines = not layout.is_page
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0  # as many pages down as it takes
    if layout.protected:
        _protect(sheet)
    if not layout.is_page:
        sheet.print_title_rows = "1:1"
        sheet.row_dimensions[1].height = _HEADER_HEIGHT


def _protect(sheet: Worksheet) -> None:
    protection = sheet.protection
    protection.sheet = True  # no password: it stops a slip, not a person
    # False means: not forbidden
    protection.formatColumns = protection.formatRows = protection.sort = protection.autoFilter = False


def _rows(sheet: Worksheet, layout: TabLayout) -> Iterator[list[Cell | None]]:
    headers = [WriteOnlyCell(sheet, column.header) for column in layout.columns]
    for header, column in zip(headers, layout.columns, strict=True):
        dress_header(header, column, layout)
    yield headers
    for row in layout.rows:
        cells = [_cell(sheet, number, value) for number, value in enumerate(row.values, start=1)]
        if row.value_cell:
            place = layout.headers.index("value")
            cells[place] = cells[place] or WriteOnlyCell(sheet)
            dress(cells[place], row.value_cell, layout)
        yield cells


def _cell(sheet: Worksheet, column: int, value: Plain) -> Cell | None:
    """Return a cell in its column's style; a blank one is left to the column."""
    if value is None:
        return None
    cell = WriteOnlyCell(sheet)
    fill(cell, value)
    cell._style = copy(sheet.column_dimensions[column_letters(column)]._style)
    return cell


def _lines(sheet: Worksheet, layout: TabLayout) -> Iterator[list[Cell]]:
    for number, row in enumerate(layout.rows, start=1):
        if row.kind in _HEIGHTS:
            sheet.row_dimensions[number].height = _HEIGHTS[row.kind]
        cells = [WriteOnlyCell(sheet) for _ in row.values]
        fill_line(cells, row, layout)
        yield cells


def fill_line(cells: Sequence[Cell], row: StartingRow, layout: TabLayout) -> None:
    """Put one line of the page into its cells."""
    for cell, value in zip(cells, row.values, strict=True):
        fill(cell, value)
    dress_line(cells, row.kind)
    if row.value_cell:
        dress(cells[layout.headers.index("value")], row.value_cell, layout)


def fill(cell: Cell, value: Plain) -> None:
    """Put the value into the cell; text stays text, whatever it begins with."""
    if isinstance(value, str):
        # Past the setter, which makes formulas of text; openpyxl escapes markup, but not what XML cannot hold.
        cell._value, cell.data_type = unescape(encoded(value)), "s"
    else:
        cell.value = value


def _add_validations(sheet: Worksheet, layout: TabLayout) -> None:
    places: dict[CellLayout, list[str]] = {}
    if not layout.is_page:
        for number, column in enumerate(layout.columns, start=1):
            places.setdefault(column.cells, []).append(rows_below(number))
    first = 1 if layout.is_page else 2
    for number, row in enumerate(layout.rows, start=first):
        if row.value_cell:
            value = cell_name(number, layout.headers.index("value") + 1)
            places.setdefault(row.value_cell, []).append(value)
    for cells, addresses in places.items():
        add_validation(sheet, cells, addresses)


def add_validation(sheet: Worksheet, cells: CellLayout, addresses: Sequence[str]) -> None:
    """Let the cells at `addresses` offer, take and say what their layout asks for, if anything."""
    found = validation_of(cells)
    if found is not None:
        for address in addresses:
            found.add(address)
        sheet.data_validations.append(found)
