"""The rows of one tab, gathered from the top down and then made a tab."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sheets_sync.backends.xlsx.container.checks import MAX_ROWS, TOO_MANY_ROWS
from sheets_sync.backends.xlsx.container.package import DAMAGED, UNUSUAL, Unreadable
from sheets_sync.backends.xlsx.reading.places import LAST_ROW, Area
from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.spreadsheet.blanks import is_blank, says_nothing
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Row

MAX_CELLS = 20_000_000  # rows times columns of one tab, blank cells too
_MAX_AREAS = 100  # array formulas that reach into the same row

_Value = TypeVar("_Value")


class Grid:
    """Takes the rows of one tab as they are read, and refuses what no list of people needs."""

    def __init__(self) -> None:
        self.headers: tuple[str, ...] = ()
        self.rows: list[tuple[int, tuple[Cell, ...]]] = []
        self.silent: dict[int, tuple[Cell, ...]] = {}  # rows that say nothing but hold formulas or boxes
        self.hidden_rows: set[int] = set()
        self.last = 0  # the row read last
        self._areas: list[Area] = []
        self._count = 0
        self._cells = 0

    def add(self, number: int, values: Sequence[Cell]) -> None:
        """Take the next row; Unreadable if it stands too far out."""
        if not self.last < number <= LAST_ROW:
            raise Unreadable(DAMAGED)
        self.last = number
        self._count += 1
        if self._count > MAX_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
        for area in self._areas:
            values = area.marked(number, values)
        if number == 1:
            self.headers = _trimmed(map(_header, values))
        elif len(values) > len(self.headers):
            self._add(number, self._cut(values))
        else:
            self._add(number, values)

    def add_area(self, area: Area) -> None:
        """Take note of the cells that an array formula fills, from the row being read on."""
        self._areas = [*(known for known in self._areas if known.rows.stop > self.last), area]
        if len(self._areas) > _MAX_AREAS:
            raise Unreadable(UNUSUAL)

    def finished(self, tab: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
        """Return the headers, as many as the widest row has cells, and the rows, all of that width."""
        width = max((len(values) for _, values in self.rows), default=0)
        headers = _padded(self.headers, width, "")
        if len(headers) * len(self.rows) > MAX_CELLS:
            raise _too_far(f"column {column_letters(len(headers))}")
        if any(len(values) < len(headers) for _, values in self.rows):
            self.rows = [(at, _padded(values, len(headers), None)) for at, values in self.rows]
        return headers, tuple([Row(tab, at, headers, values) for at, values in self.rows])

    def _cut(self, values: Sequence[Cell]) -> Sequence[Cell]:
        while len(values) > len(self.headers) and is_blank(values[-1]):
            values = values[:-1]
        return values

    def _add(self, number: int, values: Sequence[Cell]) -> None:
        self._cells += len(values)
        if self._cells > MAX_CELLS:
            raise _too_far(f"column {column_letters(len(values))}")
        if not says_nothing(values):
            if number > MAX_ROWS:
                raise _too_far(f"row {number:,}")
            self.rows.append((number, tuple(values)))
        elif not all(map(is_blank, values)):
            self.silent[number] = tuple(values)


def _header(value: Cell) -> str:
    shown = value.value if isinstance(value, Formula) else value
    if isinstance(shown, CellError):
        return shown.text
    return "" if shown is None else str(shown)


def _trimmed(headers: Iterable[str]) -> tuple[str, ...]:
    kept = list(headers)
    while kept and not kept[-1].strip():
        kept.pop()
    return tuple(kept)


def _padded(values: tuple[_Value, ...], width: int, blank: _Value) -> tuple[_Value, ...]:
    return values if len(values) >= width else values + (blank,) * (width - len(values))


def _too_far(place: str) -> Unreadable:
    return Unreadable(f"has a tab with something as far out as {place}; clear what is not needed there")
