"""Marks on the cells that people fill: numbers among their looks, which go wherever the cells go.

The tool neither reads nor writes the padding of a cell; sorting, dragging, cutting and copying take it along.
"""

import itertools
from typing import Any

Cell = dict[str, Any]
FIELDS = "userEnteredValue,userEnteredFormat.padding"  # of a cell that is typed with its mark
fresh = itertools.count(1)


def mark_of(cell: Cell) -> int | None:
    """Return the mark of a cell, None where it has none."""
    found: int | None = cell.get("userEnteredFormat", {}).get("padding", {}).get("top")
    return found


def marked(cell: Cell) -> Cell:
    """Return the cell with a mark that no other cell ever had."""
    looks = {**cell.get("userEnteredFormat", {}), "padding": {"top": next(fresh)}}
    return {**cell, "userEnteredFormat": looks}
