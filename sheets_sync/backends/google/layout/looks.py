"""How a Google spreadsheet looks: colours, fonts, number formats and sizes."""

from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.spreadsheet.look import (
    COLOURS,
    FAINT,
    SLATE,
    CellLayout,
    ColumnLayout,
    Format,
    LineKind,
    TabLayout,
)

NUMBER_FORMATS = {
    Format.TEXT: {"type": "TEXT", "pattern": "@"},
    Format.DATE: {"type": "DATE", "pattern": "yyyy-mm-dd"},
    Format.DATE_TIME: {"type": "DATE_TIME", "pattern": "yyyy-mm-dd hh:mm"},
    Format.TIME: {"type": "TIME", "pattern": "hh:mm"},
}
NUMBER_FORMAT = "userEnteredFormat.numberFormat"  # the field
LINE_HEIGHTS = {LineKind.TITLE: 45, LineKind.SECTION: 29}  # pixels
_WHITE = "FFFFFF"
_PIXELS_A_LETTER = 7
_MARGIN = 10


def colour(code: str) -> Json:
    """Return a colour written RRGGBB as Google has it.

    >>> colour("FF0000")
    {'rgbColor': {'red': 1.0, 'green': 0.0, 'blue': 0.0}}
    """
    parts = (int(code[at : at + 2], 16) for at in (0, 2, 4))
    names = ("red", "green", "blue")
    return {"rgbColor": {name: round(part / 255, 4) for name, part in zip(names, parts, strict=True)}}


def pixels(width: int) -> int:
    """Return how wide a column of that many characters is."""
    return width * _PIXELS_A_LETTER + _MARGIN


def header_format(column: ColumnLayout, layout: TabLayout) -> Json:
    """Return the look of a header: bold white on the colour of whoever fills the column."""
    return {
        "backgroundColorStyle": colour(layout.header_colour(column)),
        "textFormat": {"bold": True, "foregroundColorStyle": colour(_WHITE)},
        "verticalAlignment": "MIDDLE",
        "wrapStrategy": "WRAP",
    }


def cell_format(cells: CellLayout, layout: TabLayout) -> Json:
    """Return the look of a column's cells, or of one that differs from its column."""
    ticks = cells.format is Format.TICK
    found: Json = {"horizontalAlignment": "CENTER" if ticks else "LEFT", "verticalAlignment": "TOP"}
    if number_format := NUMBER_FORMATS.get(cells.format):
        found["numberFormat"] = number_format
    if cells.wrap:
        found["wrapStrategy"] = "WRAP"
    if wash := layout.wash(cells):
        found["backgroundColorStyle"] = colour(wash)
    if cells.tool_owned and layout.filled_by != "tool":
        found["textFormat"] = {"foregroundColorStyle": colour(FAINT)}
    return found


def line_formats(kind: LineKind | None) -> tuple[Json, Json, Json]:
    """Return the looks of the three cells of a line on the page."""
    if kind is LineKind.TITLE:
        title = {"bold": True, "fontSize": 18, "foregroundColorStyle": colour(COLOURS["people"])}
        first = {"textFormat": title, "verticalAlignment": "MIDDLE", "wrapStrategy": "OVERFLOW_CELL"}
        return first, _text(FAINT), _text(FAINT)
    if kind is LineKind.SECTION:
        heading, beside = {"bold": True, "fontSize": 12}, {"italic": True}
        return _banner(heading), _banner(beside), _banner(beside)
    return _text(None, bold=True), _text(None), _text(FAINT)


def _banner(text: Json) -> Json:
    return {
        "backgroundColorStyle": colour(SLATE),
        "textFormat": {**text, "foregroundColorStyle": colour(_WHITE)},
        "verticalAlignment": "MIDDLE",
        "wrapStrategy": "WRAP",
    }


def _text(shade: str | None, *, bold: bool = False) -> Json:
    text: Json = {"bold": True} if bold else {}
    if shade:
        text["foregroundColorStyle"] = colour(shade)
    return {
        "horizontalAlignment": "LEFT",
        "textFormat": text,
        "verticalAlignment": "TOP",
        "wrapStrategy": "WRAP",
    }
