"""Cells of people's as spots that can be looked at and put right, whatever their columns are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sheets_emulator.spreadsheet import MARK, Cell, Sheet

from at_work.marks import mark_of, marked
from at_work.tabs import headers, is_copy, name_of, tools_columns
from sheets_sync.spreadsheet.a1 import cell_name, column_letters, column_number

VALUE = "userEnteredValue"
REFERENCE = re.compile(r'=([A-Z]+)([0-9]+)&"!"')  # the one kind of formula that people type


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
        """Return what the cell says, as the API tells it; of a formula, the column and row it is about."""
        value = self.cell.get(VALUE)
        formula = REFERENCE.fullmatch((value or {}).get("formulaValue", ""))
        if formula is None:
            return value
        return self.sheet.columns[column_number(formula[1]) - 1].key, int(formula[2]) - self.at - 1

    def says(self, value: Any) -> bool:
        """Is this what the cell says, be it that what a formula was about is gone?"""
        return bool(self.value == value or self.cell.get(VALUE) == self._entered(value))

    def _entered(self, value: Any) -> Any:
        if not isinstance(value, tuple):
            return value
        keys = [column.key for column in self.sheet.columns]
        row = self.at + 1 + value[1]
        about = f"{column_letters(keys.index(value[0]) + 1)}{row}" if value[0] in keys else "#REF!"
        return {"formulaValue": f'={about}&"!"'}

    def saying(self, value: Any) -> "Spot":
        """Return the spot as it would be if it said something else, its mark as it is."""
        rest = {name: part for name, part in self.cell.items() if name != VALUE}
        return replace(self, cell={**rest, **({VALUE: self._entered(value)} if value else {})})

    def put(self) -> None:
        """Make the cell in the sheet what this one is."""
        self.sheet.rows[self.at] = self.sheet.rows[self.at].with_cell(self.key, self.cell)

    def enter(self) -> None:
        """Give the cell a mark of its own."""
        replace(self, cell=marked(self.cell)).put()


def marked_spots(sheets: list[Sheet]) -> Iterator[Spot]:
    """Yield every cell that has a mark."""
    for sheet in sheets:
        keys = {column.key for column in sheet.columns}
        for at, row in enumerate(sheet.rows):
            yield from (
                Spot(sheet, at, key, cell) for key, cell in row.cells.items() if MARK in cell and key in keys
            )


def unmarked_rows(sheets: list[Sheet]) -> Iterator[list[Spot]]:
    """Yield, row by row, the cells that say something in people's columns and have no mark."""
    for sheet in sheets:
        theirs = {column.key for column in sheet.columns} - (
            set() if is_copy(sheet) else tools_columns(sheet)
        )
        for at, row in enumerate(sheet.rows):
            filled = ((key, cell) for key, cell in row.cells.items() if key in theirs and _is_filled(cell))
            if found := [Spot(sheet, at, key, cell) for key, cell in filled if MARK not in cell]:
                yield found


def _is_filled(cell: Cell) -> bool:
    """Does the cell say anything but what a box says that came with a new row?"""
    return cell.get(VALUE) not in (None, {"boolValue": False})
