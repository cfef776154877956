"""Marks on the cells that people fill, which go wherever the cells go and which no API knows of."""

import itertools

from sheets_emulator.spreadsheet import MARK, Cell

_fresh = itertools.count(1)


def mark_of(cell: Cell) -> int | None:
    """Return the mark of a cell, None where it has none."""
    return cell.get(MARK)


def marked(cell: Cell) -> Cell:
    """Return the cell with a mark that no other cell ever had."""
    return {**cell, MARK: next(_fresh)}
