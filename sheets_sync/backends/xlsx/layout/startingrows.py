"""The starting rows of a new tab as XML: through openpyxl, 25,000 people would take five times as long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count

from sheets_sync.backends.xlsx.editing.cells import cell_xml
from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import CellRef, Plain

_letters = cache(column_letters)
Styled = tuple[Plain, int] | None  # a value and the number of its style; None leaves the cell to its column


@dataclass(frozen=True)
class DressedRow:
    """One row's values with their styles, and its height in points where one line is too low."""

    cells: Sequence[Styled]
    height: float | None = None


def rows_xml(tab: str, rows: Iterable[DressedRow], epoch: date) -> str:
    """Return the rows below the headers; Refusal where no cell can hold a value."""
    return "".join(_row(tab, number, row, epoch) for number, row in enumerate(rows, start=2))


def _row(tab: str, number: int, row: DressedRow, epoch: date) -> str:
    height = f' ht="{row.height}"' if row.height else ""  # not custom: it follows when people edit the text
    cells = "".join(_cells(tab, number, row.cells, epoch))
    return f'<row r="{number}"{height}>{cells}</row>' if cells or height else ""


def _cells(tab: str, row: int, cells: Sequence[Styled], epoch: date) -> Iterator[str]:
    for column, cell in zip(count(1), cells, strict=False):
        if cell is not None:
            try:
                value, style = cell
                yield cell_xml("", f"{_letters(column)}{row}", str(style), value, epoch)
            except ValueError as reason:
                place = CellRef(tab, row, column)
                sentence = f"{place} cannot be written: {reason}; change that value and run this again."
                raise Refusal(Exit.FIX_NEEDED, sentence) from None
