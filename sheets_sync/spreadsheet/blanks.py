"""What says nothing: a blank cell, a formula that yields nothing, a row of boxes that nobody ticked."""

from collections.abc import Sequence

from sheets_sync.spreadsheet.snapshot import Cell, Formula


def is_blank(cell: Cell) -> bool:
    """Does a cell hold nothing, or nothing but white space?"""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def shows_nothing(cell: Cell) -> bool:
    """Does a cell look blank, be it for a formula that yields nothing?"""
    if isinstance(cell, Formula):
        return isinstance(cell.value, str) and is_blank(cell.value)
    return is_blank(cell)


def says_nothing(cells: Sequence[Cell]) -> bool:
    """Is a row blank? A rule that makes boxes of cells fills them with FALSE all the way down."""
    return all(_is_unticked(cell) or shows_nothing(cell) for cell in reversed(cells))


def _is_unticked(cell: Cell) -> bool:
    return (cell.value if isinstance(cell, Formula) else cell) is False
