"""A new tab in an openpyxl workbook, from its layout."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from math import ceil
from xml.sax.saxutils import unescape

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.backends.xlsx.layout.dropdowns import rows_below, validation_of
from sheets_sync.backends.xlsx.layout.startingrows import DressedRow, Styled, rows_xml
from sheets_sync.backends.xlsx.layout.styles import (
    NUMBER_FORMATS,
    dress,
    dress_header,
    dress_line,
    height_of,
)
from sheets_sync.backends.xlsx.reading.texts import encoded
from sheets_sync.spreadsheet.a1 import cell_name, column_letters
from sheets_sync.spreadsheet.look import CellLayout, Format, LineKind, StartingRow, TabLayout, shown_as
from sheets_sync.spreadsheet.snapshot import Plain

_HEIGHTS = {LineKind.TITLE: 34, LineKind.SECTION: 22}  # points
_HEADER_HEIGHT = 24
_LEGIBLE = 300  # characters on one sheet of paper; a wider tab is fitted to several side by side
_OWN = CellLayout()  # cells of people's own columns
_Styles = Callable[[CellLayout, Format | None], int]  # the number of a style; None: in the cells' own format


def add_tab(book: Workbook, layout: TabLayout, position: int | None = None) -> str:
    """Add the tab at the 0-based `position` or as the last one; return its starting rows as XML."""
    sheet = book.create_sheet(layout.name, position)
    _set_up(sheet, layout)
    for number, column in enumerate(layout.columns, start=1):
        dimension = sheet.column_dimensions[column_letters(number)]
        dimension.width = column.width
        dress(dimension, column.cells, layout)
    _add_validations(sheet, layout)
    if layout.is_page:
        _add_lines(sheet, layout)
        return ""
    _add_headers(sheet, layout)
    return rows_xml(layout.name, _rows(sheet, layout), book.epoch.date())


def _set_up(sheet: Worksheet, layout: TabLayout) -> None:
    sheet.sheet_properties.tabColor = layout.colour
    sheet.sheet_state = "hidden" if layout.hidden else "visible"
    sheet.freeze_panes = cell_name(layout.frozen_rows + 1, layout.frozen_columns + 1)
    sheet.sheet_view.showGridLines = not layout.is_page
    if layout.protected:
        _protect(sheet)
    if not layout.is_page:
        sheet.row_dimensions[1].height = _HEADER_HEIGHT
    _set_up_printing(sheet, layout)


def _set_up_printing(sheet: Worksheet, layout: TabLayout) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = ceil(sum(column.width for column in layout.columns) / _LEGIBLE)
    sheet.page_setup.fitToHeight = 0  # as many pages down as it takes
    if not layout.is_page:
        sheet.print_title_rows = "1:1"
    if layout.frozen_columns:
        sheet.print_title_cols = f"A:{column_letters(layout.frozen_columns)}"


def _protect(sheet: Worksheet) -> None:
    protection = sheet.protection
    protection.sheet = True  # no password: it stops a slip, not a person
    # False means: not forbidden
    protection.formatColumns = protection.formatRows = protection.sort = protection.autoFilter = False


def _add_headers(sheet: Worksheet, layout: TabLayout) -> None:
    for number, column in enumerate(layout.columns, start=1):
        dress_header(sheet.cell(1, number, column.header), column, layout)
    for number, header in enumerate(layout.own_headers, start=len(layout.columns) + 1):
        cell = sheet.cell(1, number)
        fill(cell, header or None)
        cell.font = Font(bold=True)


def _rows(sheet: Worksheet, layout: TabLayout) -> Iterator[DressedRow]:
    style = _styles(sheet, layout)
    columns = [*(column.cells for column in layout.columns), *(_OWN for _ in layout.own_headers)]
    usual = [style(cells, None) for cells in columns]

    def dressed(value: Plain, cells: CellLayout, usual: int) -> Styled:
        shown = shown_as(value, cells.format)
        return None if value is None else (value, style(cells, shown) if shown else usual)

    for row in layout.rows:
        cells = list(map(dressed, (*row.values, *row.own), columns, usual))
        if row.value_cell:
            place = layout.headers.index("value")
            shown = shown_as(row.values[place], row.value_cell.format)
            cells[place] = row.values[place], style(row.value_cell, shown)
        yield DressedRow(cells, height_of(row, layout))


def _styles(sheet: Worksheet, layout: TabLayout) -> _Styles:
    @cache
    def style(cells: CellLayout, shown: Format | None) -> int:
        model = WriteOnlyCell(sheet)
        if cells is not _OWN:
            dress(model, cells, layout)
        if shown:
            model.number_format = NUMBER_FORMATS[shown]
        return int(model.style_id)

    return style


def _add_lines(sheet: Worksheet, layout: TabLayout) -> None:
    for number, row in enumerate(layout.rows, start=1):
        if row.kind in _HEIGHTS:
            sheet.row_dimensions[number].height = _HEIGHTS[row.kind]
        elif row.kind is LineKind.FIGURE and (height := height_of(row, layout)):
            sheet.row_dimensions[number] = _Fitted(sheet, index=number, ht=height)
        fill_line([sheet.cell(number, place + 1) for place in range(len(row.values))], row, layout)
        for place, value in enumerate(row.own, start=len(row.values) + 1):
            fill(sheet.cell(number, place), value)


class _Fitted(RowDimension):  # type: ignore[misc]
    """The height of a row that follows when people edit its text."""

    customHeight = False  # noqa: N815


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
        cell.value = unescape(encoded(value))  # openpyxl escapes markup, but not what XML cannot hold
        cell.data_type = "s"
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
