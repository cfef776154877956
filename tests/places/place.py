"""What a test may do with a place, and all that is different from place to place by design."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from places.drawing import Drawn
from sheets_sync.backends.store import Store
from sheets_sync.spreadsheet.refusals import Exit
from sheets_sync.spreadsheet.snapshot import Cell, Snapshot


@dataclass(frozen=True)
class Habits:
    """Where the places differ, and how; in everything else they must do the same."""

    carries_notes: bool  # of ours on bad cells
    finds_moved_rows: bool  # after people changed the spreadsheet within a run; else the run is refused
    second_apply: Exit  # how a change set is refused that was applied already
    remembers: bool  # which tab and which column is which, when people renamed them
    longest_text: int  # characters that a cell can hold


XLSX = Habits(
    carries_notes=False,
    finds_moved_rows=False,
    second_apply=Exit.REFUSED_FOR_SAFETY,
    remembers=False,
    longest_text=32_767,
)
GOOGLE = Habits(
    carries_notes=True,
    finds_moved_rows=True,
    second_apply=Exit.BUSY,
    remembers=True,
    longest_text=50_000,
)


class Place(Protocol):
    """A spreadsheet somewhere, the people who work in it, and the tool that opens it."""

    habits: Habits
    argument: str  # what the command line takes

    def copy(self, folder: Path) -> "Place":
        """Return the same spreadsheet once more; a file goes into the folder."""

    def draw(self, *tabs: Drawn) -> None:
        """Make it hold these tabs and no others."""

    def opened(self) -> AbstractContextManager[Store]:
        """Open it as one run of the tool does."""

    def read(self) -> Snapshot:
        """Return what it holds."""

    def cells(self) -> dict[str, Any]:
        """Return all there is to say of each cell, value and looks and note, by `tab!A1`."""

    def frame(self) -> Any:
        """Return everything but the cells: tabs, widths, rules, other parts."""

    def image(self, tab: str) -> Any:
        """Return everything of one tab, to the last byte."""

    def unwritten(self) -> AbstractContextManager[None]:
        """Check that nothing is written within a `with` block."""

    def type(self, tab: str, address: str, value: Cell) -> None:
        """Type into a cell, as a person does."""

    def add_rows(self, tab: str, *rows: dict[str, Cell]) -> None:
        """Type rows below the last one, each value under its header."""

    def insert_row(self, tab: str, at: int) -> None:
        """Insert an empty row, as a person does; it gets the number `at`."""

    def delete_rows(self, tab: str, at: int, count: int = 1) -> None:
        """Delete rows, as a person does."""

    def add_tab(self, tab: Drawn) -> None:
        """Add a tab behind the others."""

    def delete_tab(self, tab: str) -> None:
        """Delete a tab, as a person does."""

    def add_note(self, tab: str, address: str, text: str) -> None:
        """Write a note on a cell, as a person does."""
