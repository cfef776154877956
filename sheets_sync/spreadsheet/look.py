"""How a tab looks and what its cells take: colours, notes, drop-downs, formats, starting rows."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.text import key_of

COLOURS = {"people": "2F6EBA", "program": "4E8542", "tool": "7A7A7A"}
SLATE = "44546A"  # behind the sections of a page
FAINT = "5F5F5F"  # what the tool writes among what people write
_WASHES = {"people": "E7F0FA", "tool": "F2F2F2"}  # behind cells that somebody else than the tab's people fill


class Format(StrEnum):
    """How a cell shows what it holds."""

    GENERAL = "general"
    TEXT = "text"  # what is typed stays as typed: leading zeros, 3-4, =
    DATE = "date"
    DATE_TIME = "date-time"
    TIME = "time"
    TICK = "tick"


def shown_as(value: Plain, column: Format) -> Format | None:
    """Return the format a value needs to be taken for what it is, None where its column's will do.

    >>> shown_as(date(2027, 3, 1), Format.TEXT), shown_as(12, Format.DATE), shown_as(12, Format.TEXT)
    (<Format.DATE: 'date'>, <Format.GENERAL: 'general'>, None)
    """
    if isinstance(value, time):
        return Format.TIME
    if isinstance(value, datetime):
        return None if column is Format.DATE_TIME else Format.DATE_TIME
    is_of_days = column in (Format.DATE, Format.DATE_TIME)
    if isinstance(value, date):
        return None if is_of_days else Format.DATE
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Format.GENERAL if is_number and is_of_days else None


class LineKind(StrEnum):
    """What a line of a page is."""

    TITLE = "title"
    SECTION = "section"
    STEP = "step"
    FIGURE = "figure"
    BOX = "box"


@dataclass(frozen=True)
class PageLine:
    """One line of a page: what finds it again, what stands beside it, what that means."""

    item: str
    kind: LineKind
    value: Plain = None
    explanation: str | None = None


@dataclass(frozen=True)
class Choices:
    """What a drop-down offers: words, or whatever stands in a column of another tab."""

    words: tuple[str, ...] = ()
    source: tuple[str, str] | None = None  # tab, column
    strict: bool = False  # may nothing else be typed?
    several: bool = False  # does one cell hold several of them?


@dataclass(frozen=True)
class Limits:
    """The smallest and the largest number that a cell takes."""

    low: float
    high: float
    whole: bool


@dataclass(frozen=True)
class CellLayout:
    """What a cell takes, how it shows it, and who fills it."""

    format: Format = Format.GENERAL
    choices: Choices | None = None
    limits: Limits | None = None
    tool_owned: bool = False
    words: tuple[str, ...] = ()  # all that the tool may write here
    wrap: bool = False
    hint: str = ""  # shown while the cell is selected


@dataclass(frozen=True)
class ColumnLayout:
    """One column: its header with a note, its width in characters, its cells."""

    header: str
    spellings: frozenset[str]  # every header that means this column, in key form
    note: str
    width: int
    cells: CellLayout


@dataclass(frozen=True)
class StartingRow:
    """One row of a new tab."""

    values: tuple[Plain, ...]  # under our columns
    needed: bool = False  # added again where no row begins with its first value
    kind: LineKind | None = None  # on a page
    value_cell: CellLayout | None = None  # the cell under `value`, where it differs from its column
    own: tuple[Plain, ...] = ()  # under people's own columns, right of ours


@dataclass(frozen=True)
class TabLayout:
    """Everything a new tab has; what an existing one lacks of it can be added."""

    name: str
    filled_by: str  # people, program or tool; "" is a tab that people made for themselves
    columns: tuple[ColumnLayout, ...]
    rows: tuple[StartingRow, ...] = ()
    own_headers: tuple[str, ...] = ()  # of the columns that people made for themselves, right of ours
    is_page: bool = False  # row 1 is a title, not headers
    hidden: bool = False
    frozen_rows: int = 1
    frozen_columns: int = 0
    confidential: bool = False  # does it belong where fewer people see it?

    @property
    def colour(self) -> str | None:
        """Return the colour of the tab, RRGGBB, by who fills it; None for one that is not ours."""
        return COLOURS.get(self.filled_by)

    @property
    def is_ours(self) -> bool:
        """Is this a tab of the program, not one that people made for themselves?"""
        return bool(self.columns)

    @property
    def protected(self) -> bool:
        """Is the tab locked, but for the cells that people fill? Blue and green never are."""
        return self.filled_by == "tool"

    @property
    def headers(self) -> tuple[str, ...]:
        """Return the headers in the order of the columns."""
        return tuple(column.header for column in self.columns)

    def rows_missing(self, names: Container[str], *, is_empty: bool) -> tuple[StartingRow, ...]:
        """Return the rows that a tab with rows of these `names`, in key form, still has to get."""
        wanted = (row for row in self.rows if is_empty or row.needed)
        return tuple(row for row in wanted if not row.values or key_of(str(row.values[0])) not in names)

    def names_a_row(self, name: str, number: int) -> bool:
        """Does `name`, in key form, name the row it begins? In row 1 of a page only its title does."""
        return number > 1 or (self.is_page and name == key_of(self.title))

    @property
    def title(self) -> str:
        """Return what a page says in row 1."""
        return str(self.rows[0].values[0]) if self.is_page and self.rows else ""

    def wash(self, cells: CellLayout) -> str | None:
        """Return the colour behind cells that somebody else than the tab's people fill, RRGGBB."""
        if cells.tool_owned == (self.filled_by == "tool"):
            return None
        return _WASHES["tool" if cells.tool_owned else "people"]

    def header_colour(self, column: ColumnLayout) -> str:
        """Return the colour of the column's header, by who fills the column."""
        if column.cells.tool_owned:
            return COLOURS["tool"]
        return COLOURS["people" if self.filled_by == "tool" else self.filled_by]


def self_contained(layouts: Sequence[TabLayout]) -> tuple[TabLayout, ...]:
    """Return the layouts without drop-downs whose words stand in a tab that is not among them."""
    names = {layout.name for layout in layouts}

    def near(column: ColumnLayout) -> ColumnLayout:
        source = column.cells.choices.source if column.cells.choices else None
        if source is None or source[0] in names:
            return column
        return replace(column, cells=replace(column.cells, choices=None))

    return tuple(replace(layout, columns=tuple(map(near, layout.columns))) for layout in layouts)
