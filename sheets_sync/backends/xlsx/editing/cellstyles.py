"""The style that a written cell takes, and the cell styles of a workbook with some added for dates."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache, cached_property

from sheets_sync.backends.xlsx.container.package import UNUSUAL, Unreadable
from sheets_sync.backends.xlsx.container.tags import (
    Element,
    Splice,
    elements,
    spliced,
    start_tag,
    with_attributes,
)
from sheets_sync.backends.xlsx.editing.sheetpart import PlacedCell, SheetPart
from sheets_sync.backends.xlsx.reading.formats import Shown
from sheets_sync.spreadsheet.snapshot import Plain, Tab

_WRAPS = re.compile(rb"""wrapText\s*=\s*["'](1|true)["']""")
# number formats that every spreadsheet program has built in, and what they show
_GENERAL, _DATE, _TIME, _DATE_AND_TIME = "0", "14", "21", "22"
_SHOWN: Mapping[str, Shown] = {_GENERAL: "number", _DATE: "date", _TIME: "time", _DATE_AND_TIME: "date"}


class CellStyles:
    """The cell styles of a workbook, to which others are added where none shows a value as what it is."""

    def __init__(self, styles: bytes | None, shown: tuple[Shown, ...]) -> None:
        self._styles = styles
        self._shown = shown
        self._added: list[tuple[int, str]] = []  # each like one of the workbook's own, in another format

    def shows(self, style: str | None) -> Shown:
        """Return what a style makes of a number."""
        at = int(style or 0)
        if at >= len(self._shown):
            added = at - len(self._shown)
            return _SHOWN[self._added[added][1]] if added < len(self._added) else "number"
        return self._shown[at]

    def wraps(self, style: str | None) -> bool:
        """Tell whether a style breaks long texts into lines."""
        at = int(style or 0)
        if at >= len(self._wrapping):
            added = at - len(self._wrapping)
            return added < len(self._added) and self._wrapping[self._added[added][0]]
        return self._wrapping[at]

    @cached_property
    def _wrapping(self) -> tuple[bool, ...]:
        if self._styles is None:
            return ()
        data = self._styles
        return tuple(bool(_WRAPS.search(data, xf.start, xf.end)) for xf in _cell_styles(data)[1])

    def like(self, style: str | None, value: Plain) -> str:
        """Return a style that is like `style` but shows the value as what it is."""
        at = int(style or 0)
        if at >= len(self._shown):
            at = self._added[at - len(self._shown)][0]
        wanted = (at, _format(value))
        if wanted not in self._added:
            self._added.append(wanted)
        return str(len(self._shown) + self._added.index(wanted))

    def part(self) -> bytes | None:
        """Return the styles part with the new styles, or None where there are none."""
        if not self._added:
            return None
        if self._styles is None:
            raise Unreadable(UNUSUAL)
        table, styles = _cell_styles(self._styles)
        new = b"".join(_with_format(self._styles, styles[base], code) for base, code in self._added)
        count = {"count": str(len(styles) + len(self._added))}
        opening = with_attributes(start_tag(self._styles, table), count)
        return spliced(
            self._styles, [Splice(table.start, table.inside, opening), Splice(table.close, table.close, new)]
        )


class TabStyles:
    """Chooses the style of each cell that is written into one tab, from the top down."""

    def __init__(self, styles: CellStyles, part: SheetPart, tab: Tab) -> None:
        self._styles = styles
        self._part = part
        self._tab = tab
        self._written: dict[tuple[int, int], str | None] = {}
        self._filled = cache(self._filled_rows)

    def choose(self, row: int, column: int, cell: PlacedCell | None, value: Plain) -> str | None:
        """Return the style for a value: the cell's own, its column's or that of the cell above."""
        style = cell.style if cell else self._column_style(column) or self._above(row, column)
        if isinstance(value, date | time):
            style = self._for_date(row, column, style, value)
        elif type(value) in (int, float) and self._styles.shows(style) != "number":
            style = self._styles.like(style, value)
        self._written[row, column] = style
        return style

    def _for_date(self, row: int, column: int, style: str | None, value: date | time) -> str:
        wanted = "time" if isinstance(value, time) else "date"
        for candidate in (style, self._column_style(column), self._nearest(row, column)):
            if candidate is not None and self._styles.shows(candidate) == wanted:
                return candidate
        return self._styles.like(style, value)

    def _column_style(self, column: int) -> str | None:
        for element in self._part.located.columns:
            said = element.attributes
            if int(said["min"]) <= column <= int(said["max"]):
                return said.get("style")
        return None

    def _above(self, row: int, column: int) -> str | None:
        """Return the style of the cell above, unless that is the header."""
        return self._style_at(row - 1, column) if row > 2 else None

    def _nearest(self, row: int, column: int) -> str | None:
        """Return the style of the nearest cell above that holds anything, headers left out."""
        filled = self._filled(column)
        at = bisect_left(filled, row) - 1
        return self._style_at(filled[at], column) if at >= 0 else None

    def _style_at(self, row: int, column: int) -> str | None:
        if (row, column) in self._written:
            return self._written[row, column]
        return next((cell.style for cell in self._part.cells(row) if cell.column == column), None)

    def _filled_rows(self, column: int) -> list[int]:
        if column > len(self._tab.headers):
            return []
        return [row.number for row in self._tab.rows if row.values[column - 1] is not None]


def _format(value: Plain) -> str:
    if isinstance(value, time):
        return _TIME
    if isinstance(value, datetime):
        return _DATE_AND_TIME
    return _DATE if isinstance(value, date) else _GENERAL


def _cell_styles(data: bytes) -> tuple[Element, list[Element]]:
    found = elements(data, "cellXfs", "xf")
    table = next((element for element in found if element.name == "cellXfs"), None)
    styles = [xf for xf in found if table and xf.name == "xf" and table.start < xf.start < table.close]
    if table is None or not styles:
        raise Unreadable(UNUSUAL)
    return table, styles


def _with_format(data: bytes, style: Element, code: str) -> bytes:
    opening = with_attributes(start_tag(data, style), {"numFmtId": code, "applyNumberFormat": "1"})
    return opening + data[style.inside : style.end]
