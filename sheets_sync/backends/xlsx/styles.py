"""How a workbook looks: fonts, fills, number formats and the size of notes."""

from copy import copy

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.styleable import StyleableObject

from sheets_sync.spreadsheet.look import COLOURS, CellLayout, ColumnLayout, Format, LineKind, TabLayout

NUMBER_FORMATS = {
    Format.GENERAL: "General",
    Format.TEXT: "@",
    Format.DATE: "yyyy-mm-dd",
    Format.DATE_TIME: "yyyy-mm-dd hh:mm",
    Format.TICK: "General",
}
_AUTHOR = "sheets-sync"
_WASHES = {"people": "E7F0FA", "tool": "F2F2F2"}  # behind cells that somebody else than the tab's people fill
_FAINT = "5F5F5F"
_THIN = Side(style="thin", color="D5D5D5")
_NOTE_WIDTH = 260  # pixels
_LETTERS_A_LINE = 40
_LINE_HEIGHT = 18

_FONTS = {
    LineKind.TITLE: Font(bold=True, size=18, color=COLOURS["people"]),
    LineKind.SECTION: Font(bold=True, size=12, color="FFFFFF"),
}


def dress_header(cell: Cell, column: ColumnLayout, layout: TabLayout) -> None:
    """Make the cell a header: bold on the colour of whoever fills the column, with its note."""
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = _solid(layout.header_colour(column))
    cell.alignment = Alignment(vertical="center")
    cell.comment = fitted_note(column.note)


def dress(target: StyleableObject, cells: CellLayout, layout: TabLayout) -> None:
    """Give a cell, or a column's cells to come, their number format, colours and wrapping."""
    target.number_format = NUMBER_FORMATS[cells.format]
    target.alignment = Alignment(vertical="top", wrap_text=cells.wrap, horizontal=_side(cells))
    target.protection = Protection(locked=cells.tool_owned)
    if cells.tool_owned != (layout.filled_by == "tool"):
        target.fill = _solid(_WASHES["tool" if cells.tool_owned else "people"])
        target.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    if cells.tool_owned and layout.filled_by != "tool":
        target.font = Font(color=_FAINT)


def dress_line(cells: list[Cell], kind: LineKind) -> None:
    """Make three cells one line of the page."""
    item, value, explanation = cells
    for cell in cells:
        cell.alignment = Alignment(vertical="center" if kind in _FONTS else "top", wrap_text=cell is not item)
        cell.font = _FONTS.get(kind, Font())
        if kind is LineKind.SECTION:
            cell.fill = _solid(COLOURS["tool"])
    if kind is LineKind.TITLE:
        value.font = explanation.font = Font(italic=True, color=_FAINT)
    elif kind is LineKind.SECTION:
        explanation.font = Font(italic=True, color="FFFFFF")
    else:
        item.font = Font(bold=True)
        explanation.font = Font(color=_FAINT)


def fitted_note(text: str) -> Comment:
    """Return a note large enough to show its whole text."""
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.splitlines())
    return Comment(text, _AUTHOR, width=_NOTE_WIDTH, height=_LINE_HEIGHT * (lines + 1))


def style_of(target: StyleableObject) -> StyleArray:
    """Return a copy of the style, for the many cells that share it."""
    return copy(target._style)


def _side(cells: CellLayout) -> str | None:
    return "left" if cells.wrap or cells.format is Format.TICK else None


def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)
