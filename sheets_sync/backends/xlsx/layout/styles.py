"""How a workbook looks: fonts, fills, number formats and the size of notes."""

from collections.abc import Sequence
from functools import partial
from math import ceil

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.styleable import StyleableObject

from sheets_sync.spreadsheet.look import (
    COLOURS,
    FAINT,
    SLATE,
    CellLayout,
    ColumnLayout,
    Format,
    LineKind,
    StartingRow,
    TabLayout,
)
from sheets_sync.spreadsheet.snapshot import Plain

NUMBER_FORMATS = {
    Format.GENERAL: "General",
    Format.TEXT: "@",
    Format.DATE: "yyyy-mm-dd",
    Format.DATE_TIME: "yyyy-mm-dd hh:mm",
    Format.TIME: "hh:mm",
    Format.TICK: '"TRUE";"TRUE";"FALSE"',  # for LibreOffice, which would show 1 and 0
}
_AUTHOR = "sheets-sync"
_THIN = Side(style="thin", color="D5D5D5")
_NOTE_WIDTH = 260  # pixels
_LETTERS_A_LINE = 40
_LINE_HEIGHT = 18
_POINTS_A_LINE = 15
_NARROWER = 1.12  # letters to the width of a digit, in ordinary text
_HIGHEST = 409  # points; Excel refuses more

_font = partial(Font, name="Calibri", sz=11, family=2, scheme="minor")
_LIGHT = _font(i=True, color="FFFFFF")
_QUIET = _font(color=FAINT)
_HEADING = _font(b=True, color="FFFFFF")
_LINES = {  # the fonts of the three cells of a line
    LineKind.TITLE: (_font(b=True, sz=18, color=COLOURS["people"]), _QUIET, _QUIET),
    LineKind.SECTION: (_font(b=True, sz=12, color="FFFFFF"), _LIGHT, _LIGHT),
}
_OTHER_LINE = (_font(b=True), _font(), _QUIET)


def dress_header(cell: Cell, column: ColumnLayout, layout: TabLayout) -> None:
    """Make the cell a header: bold on the colour of whoever fills the column, with its note."""
    cell.font = _HEADING
    cell.fill = _solid(layout.header_colour(column))
    cell.alignment = Alignment(vertical="center")
    cell.comment = fitted_note(column.note)


def dress(target: StyleableObject, cells: CellLayout, layout: TabLayout) -> None:
    """Give a cell, or a column's cells to come, their number format, colours and wrapping."""
    target.number_format = NUMBER_FORMATS[cells.format]
    target.alignment = Alignment(vertical="top", wrap_text=cells.wrap, horizontal="left")
    target.protection = Protection(locked=cells.tool_owned)
    if wash := layout.wash(cells):
        target.fill = _solid(wash)
        target.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    if cells.tool_owned and layout.filled_by != "tool":
        target.font = _QUIET


def dress_line(cells: Sequence[Cell], kind: LineKind | None) -> None:
    """Make three cells one line of the page."""
    fonts = _LINES.get(kind, _OTHER_LINE) if kind else _OTHER_LINE
    for place, (cell, font) in enumerate(zip(cells, fonts, strict=True)):
        cell.font = font
        wraps = place > (1 if kind is LineKind.TITLE else 0)  # a title runs on into the next cell
        cell.alignment = Alignment(vertical="center" if kind in _LINES else "top", wrap_text=wraps)
        if kind is LineKind.SECTION:
            cell.fill = _solid(SLATE)


def fitted_note(text: str, author: str = _AUTHOR) -> Comment:
    """Return a note large enough to show its whole text."""
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.splitlines())
    return Comment(text, author, width=_NOTE_WIDTH, height=_LINE_HEIGHT * (lines + 1))


def height_of(row: StartingRow, layout: TabLayout) -> float | None:
    """Return the height in points that shows the row's longest text, None where one line does.

    Excel would find it by itself, LibreOffice would not.
    """
    lines = max(map(_lines_of, row.values, layout.columns), default=1)
    return None if lines == 1 else min(_POINTS_A_LINE * lines, _HIGHEST)


def _lines_of(value: Plain, column: ColumnLayout) -> int:
    if not isinstance(value, str) or not column.cells.wrap:
        return 1
    return sum(max(1, ceil(len(line) / column.width / _NARROWER)) for line in value.splitlines())


def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)
