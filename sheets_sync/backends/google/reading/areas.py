"""Areas of a tab, as the API gives them and as people name them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.spreadsheet.a1 import column_letters, tab_name

FAR = 1 << 40  # a side that is left open reaches as far as the grid ever will


@dataclass(frozen=True)
class Area:
    """Cells from a top left corner up to, and without, a bottom row and a right column; counted from 0."""

    top: int = 0
    bottom: int = FAR
    left: int = 0
    right: int = FAR

    @classmethod
    def of(cls, grid_range: Json) -> "Area":
        """Return what a GridRange means, whatever its tab."""
        return cls(
            grid_range.get("startRowIndex", 0),
            grid_range.get("endRowIndex", FAR),
            grid_range.get("startColumnIndex", 0),
            grid_range.get("endColumnIndex", FAR),
        )

    def common(self, other: "Area") -> "Area | None":
        """Return the cells that lie in both, None where none does."""
        both = Area(
            max(self.top, other.top),
            min(self.bottom, other.bottom),
            max(self.left, other.left),
            min(self.right, other.right),
        )
        return both if both.top < both.bottom and both.left < both.right else None

    def holds(self, other: "Area") -> bool:
        """Do all of the other's cells lie in this one?"""
        return self.common(other) == other

    def within(self, rows: int) -> "Area":
        """Return the area as part of so many rows, where only its bottom is left open: A1 cannot say that."""
        is_open = self.top > 0 and self.bottom == FAR and (self.left, self.right) == (0, FAR)
        return replace(self, bottom=rows) if is_open else self

    def name(self, title: str) -> str:
        """Return the area of the tab `title` in A1 notation; a side that is left open is not named.

        >>> Area(1, FAR, 4, 8).name("matches"), Area(0, 1).name("Ana's list"), Area().name("log")
        ('matches!E2:H', "'Ana''s list'!1:1", 'log')
        """
        tab, is_cell = tab_name(title), (self.bottom - self.top, self.right - self.left) == (1, 1)
        if self == Area():
            return tab
        first, last = self._corner(self.top, self.left), self._corner(self.bottom - 1, self.right - 1)
        return f"{tab}!{first}" if is_cell else f"{tab}!{first}:{last}"

    def _corner(self, row: int, column: int) -> str:
        """Return one corner: its letters where the columns are not all meant, its number likewise."""
        letters = "" if (self.left, self.right) == (0, FAR) else _unless_far(column, column_letters)
        number = "" if (self.top, self.bottom) == (0, FAR) else _unless_far(row, str)
        return letters + number


def _unless_far(index: int, shown: Callable[[int], str]) -> str:
    return "" if index == FAR - 1 else shown(index + 1)
