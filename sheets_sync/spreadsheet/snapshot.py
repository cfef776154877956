"""What was read from a spreadsheet, and where each value stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import chain
from types import MappingProxyType

from sheets_sync.spreadsheet.a1 import cell_name, tab_name
from sheets_sync.spreadsheet.text import key_of

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class CellError:
    """A value the spreadsheet could not compute, such as `#REF!`."""

    text: str


Plain = str | bool | int | float | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the value it showed; `None` where no value was stored."""

    text: str  # as typed, with the leading =
    value: Plain | CellError


Cell = Plain | CellError | Formula


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """The address of one cell; prints as `matches!C7`."""

    tab: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{tab_name(self.tab)}!{cell_name(self.row, self.column)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One application, match or survey answer, and its place in its tab."""

    tab: str
    number: int  # as printed at the left edge of the sheet; the headers are row 1
    headers: tuple[str, ...]
    values: tuple[Cell, ...]  # as long as `headers`; None is a blank cell

    def cell(self, header: str) -> CellRef:
        """Return the address of the value under `header`."""
        return CellRef(self.tab, self.number, self.headers.index(header) + 1)

    def __getitem__(self, header: str) -> Cell:
        """Return the value under `header`."""
        return self.values[self.headers.index(header)]


@dataclass(frozen=True)
class Tab:
    """One tab as it was read: its headers (row 1) and every row that says something."""

    name: str
    headers: tuple[str, ...] = ()  # as typed; a blank header is ""
    rows: tuple[Row, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()  # 1-based numbers
    notes: Mapping[CellRef, str] = field(default_factory=lambda: MappingProxyType({}))
    epoch: date = EPOCH_1900  # day zero of a date that was left as a number
    hidden: bool = False
    made_as: str = ""  # the name that the tool gave it, where the spreadsheet remembers that
    made_columns: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))  # 0-based, likewise
    unfinished: bool = False  # are some of its first rows still to come?
    takes_notes: bool = False  # can its cells carry a note of ours?
    confidential: bool = False  # seen by fewer people than the rest of the program
    address: str = ""  # of the tab in a browser, where it has one
    is_file: bool = False  # read from a file in place of the tab that it is made as
    spilled_rows: frozenset[int] = frozenset()  # with nothing but what a formula further up fills in

    @property
    def called(self) -> str:
        """Return what a sentence calls it.

        >>> Tab("matches").called, Tab("employees.csv", is_file=True).called
        ('tab matches', 'file employees.csv')
        """
        return f"{'file' if self.is_file else 'tab'} {self.name}"

    @property
    def last_row(self) -> int:
        """Return the number of the last row that holds anything of its own, at least 1."""
        return max((row.number for row in self.rows if row.number not in self.spilled_rows), default=1)


@dataclass(frozen=True)
class Snapshot:
    """A whole spreadsheet at one moment, its tabs in the order of the sheet."""

    tabs: tuple[Tab, ...]

    def __iter__(self) -> Iterator[Tab]:
        return iter(self.tabs)

    def get(self, name: str) -> Tab | None:
        """Return the tab called `name`, whatever its capitals, or made as it; None where there is none.

        A file that stands in for the tab comes before both.
        """
        files = (tab for tab in self.tabs if tab.is_file and tab.made_as == name)
        called = (tab for tab in self.tabs if key_of(tab.name) == name)
        renamed = (tab for tab in self.tabs if tab.made_as == name)
        return next(chain(files, called, renamed), None)

    @property
    def without_files(self) -> "Snapshot":
        """Return the spreadsheet alone."""
        return Snapshot(tuple(tab for tab in self.tabs if not tab.is_file))
