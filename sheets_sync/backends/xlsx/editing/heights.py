"""How high a row must be to show its wrapped texts: not every spreadsheet program works it out by itself."""

from collections.abc import Mapping
from math import ceil

from sheets_sync.backends.xlsx.editing.cellstyles import CellStyles
from sheets_sync.backends.xlsx.editing.sheetpart import SheetPart
from sheets_sync.spreadsheet.snapshot import Formula, Plain, Tab

_POINTS_A_LINE = 15.0
_HIGHEST = 300.0  # points; Excel allows 409
_NARROWER = 1.1  # letters are on average a little narrower than the digits that widths are counted in
_USUAL_WIDTH = 8.43  # characters, where nothing is said of a column


class RowHeights:
    """The heights of the rows of one tab, from the widths of its columns and the styles that wrap."""

    def __init__(self, styles: CellStyles, part: SheetPart, tab: Tab) -> None:
        self._styles = styles
        self._part = part
        self._rows = {row.number: row.values for row in tab.rows}
        self._columns = part.located.columns

    def needed(self, number: int, new: Mapping[int, Plain]) -> str | None:
        """Return the height in points for the row with its `new` values, None where one line does."""
        there = dict(enumerate(self._rows.get(number, ()), start=1))
        styles = {cell.column: cell.style for cell in self._part.cells(number)}
        lines = max(
            (self._lines(value, *self._look(column, styles)) for column, value in {**there, **new}.items()),
            default=1,
        )
        return None if lines == 1 else f"{min(_POINTS_A_LINE * lines, _HIGHEST):g}"

    def _lines(self, value: object, width: float, style: str | None) -> int:
        shown = value.value if isinstance(value, Formula) else value
        if not isinstance(shown, str) or not self._styles.wraps(style):
            return 1
        return sum(max(1, ceil(len(line) / width / _NARROWER)) for line in shown.splitlines())

    def _look(self, column: int, styles: Mapping[int, str | None]) -> tuple[float, str | None]:
        """Return the width and the style of a cell: its own style, or else its column's."""
        for element in self._columns:
            said = element.attributes
            if int(said["min"]) <= column <= int(said["max"]):
                return float(said.get("width", _USUAL_WIDTH)), styles.get(column, said.get("style"))
        return _USUAL_WIDTH, styles.get(column)
