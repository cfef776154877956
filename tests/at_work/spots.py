"""Cells of people's as spots that can be looked at and put right, whatever their columns are called."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sheets_emulator.spreadsheet import Cell, Sheet

from at_work.marks import mark_of, marked
from at_work.tabs import headers, is_copy, name_of, tools_columns
from sheets_sync.spreadsheet.a1 import cell_name

VALUE = "userEnteredValue"


@dataclass(frozen=True)
class Spot:
    """One cell of a tab as it is at this moment."""

    sheet: Sheet
    at: int  # 0-based row
    key: int  # of the column
    cell: Cell

    def __str__(self) -> str:
        column = [one.key for one in self.sheet.columns].index(self.key) + 1
        header = headers(self.sheet).get(self.key, "")
        return f"{name_of(self.sheet)}!{cell_name(self.at + 1, column)} ({header}): {self.value}"

    @property
    def mark(self) -> int | None:
        """Return the mark that people left, None where they left none."""
        return mark_of(self.cell)

    @property
    def value(self) -> Any:
        """Return what the cell says, as the API tells it."""
        return self.cell.get(VALUE)

    def say(self, value: Any) -> None:
        """Make the cell say something, its mark as it is."""
        rest = {name: part for name, part in self.cell.items() if name != VALUE}
        self._put({**rest, **({VALUE: value} if value else {})})

    def enter(self) -> None:
        """Give the cell a mark of its own."""
        self._put(marked(self.cell))

    def _put(self, cell: Cell) -> None:
        self.sheet.rows[self.at] = self.sheet.rows[self.at].with_cell(self.key, cell)


def marked_spots(sheets: list[Sheet]) -> Iterator[Spot]:
    """Yield every cell that has a mark."""
    return (spot for sheet in sheets for spot in _spots(sheet) if spot.mark)


def unmarked_rows(sheets: list[Sheet]) -> Iterator[list[Spot]]:
    """Yield, row by row, the cells that say something in people's columns and have no mark."""
    for sheet in sheets:
        tools = frozenset() if is_copy(sheet) else tools_columns(sheet)
        for at, row in enumerate(sheet.rows):
            filled = ((key, cell) for key, cell in row.cells.items() if key not in tools and VALUE in cell)
            if found := [Spot(sheet, at, key, cell) for key, cell in filled if mark_of(cell) is None]:
                yield found


def _spots(sheet: Sheet) -> Iterator[Spot]:
    for at, row in enumerate(sheet.rows):
        for key, cell in row.cells.items():
            yield Spot(sheet, at, key, cell)
