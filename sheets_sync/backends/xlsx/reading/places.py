"""Places as a sheet part names them: cells, and the areas that array formulas fill."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sheets_sync.backends.xlsx.container.package import DAMAGED, Unreadable
from sheets_sync.spreadsheet.a1 import column_number
from sheets_sync.spreadsheet.snapshot import Cell, Formula

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_column_number = lru_cache(maxsize=LAST_COLUMN)(column_number)


@dataclass(frozen=True, slots=True)
class Area:
    """The cells that one array formula fills."""

    formula: str
    rows: range
    columns: range

    def marked(self, row: int, values: Sequence[Cell]) -> Sequence[Cell]:
        """Return a row's values with those in this area as formulas."""
        if row not in self.rows:
            return values
        return [self._formula(value) if at in self.columns else value for at, value in enumerate(values, 1)]

    def _formula(self, value: Cell) -> Cell:
        return value if isinstance(value, Formula) else Formula(self.formula, value)


def area(formula: str, reference: str) -> Area:
    """Return the area that an array formula fills, from a reference such as `B2:C9`."""
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return Area(formula, range(top, bottom + 1), range(left, right + 1))


def column_of(name: str, row: str) -> int:
    """Return the column of a cell called `C7` in the row `7`; Unreadable if it is none of that row."""
    letters = name.rstrip("0123456789")
    column = _column_number(letters)
    if name[len(letters) :] != row or not letters.isalpha() or not 0 < column <= LAST_COLUMN:
        raise Unreadable(DAMAGED)
    return column


def place(name: str) -> tuple[int, int]:
    """Return row and column of a cell called `C7`; Unreadable if there is no such cell."""
    letters = name.rstrip("0123456789")
    row, column = int(name[len(letters) :] or 0), _column_number(letters)
    if not (letters.isalpha() and 0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
        raise Unreadable(DAMAGED)
    return row, column
