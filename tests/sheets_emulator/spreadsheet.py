"""A spreadsheet as the emulator holds it: tabs, rows, columns, cells and what is attached to them.

Rows, columns and cells are never changed, only replaced, so a copy of a spreadsheet is cheap: a
write works on a copy, and the copy takes the original's place when all of it succeeded.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from .defaults import NEW_TAB_COLUMNS, NEW_TAB_ROWS
from .errors import Invalid
from .ranges import Area, Reference, a1, parse_a1

Cell = dict[str, Any]  # CellData as the API has it, without what is computed; never changed in place
Json = dict[str, Any]
MARK = "mark"  # a field of cells that no API has: what a test leaves there goes wherever the cell goes

NATIVE = "application/vnd.google-apps.spreadsheet"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CELLS = 10_000_000  # facts §1: cells
MOST_COLUMNS = 18_278
ATTACHED = (
    "protectedRanges",
    "conditionalFormats",
    "filterViews",
    "charts",
    "bandedRanges",
    "tables",
    "merges",
    "rowGroups",
    "columnGroups",
)
column_keys = itertools.count(1)


@dataclass(frozen=True)
class Tag:
    """One piece of developer metadata; it hangs on the thing it describes and so moves with it."""

    metadata_id: int
    key: str
    value: str | None
    visibility: str


@dataclass(frozen=True)
class Line:
    """What a row and a column have in common."""

    properties: Json = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class Column(Line):
    """A column; rows hold their cells by its key, so moving it moves its cells."""

    key: int = field(default_factory=lambda: next(column_keys))


@dataclass(frozen=True)
class Row(Line):
    """A row and its cells, by the key of their column."""

    cells: dict[int, Cell] = field(default_factory=dict)

    def with_cell(self, key: int, cell: Cell) -> "Row":
        """Return the row with that cell replaced, or removed where it holds nothing."""
        cells = {**self.cells, key: cell}
        if not cell:
            del cells[key]
        return replace(self, cells=cells)


@dataclass
class Sheet:
    """One tab."""

    sheet_id: int
    title: str
    rows: list[Row]
    columns: list[Column]
    properties: Json = field(default_factory=dict)  # hidden, tabColor, …
    grid_properties: Json = field(default_factory=dict)  # frozenRowCount, …
    attached: dict[str, list[Json]] = field(default_factory=lambda: {kind: [] for kind in ATTACHED})
    basic_filter: Json | None = None
    tags: tuple[Tag, ...] = ()

    def copy(self) -> "Sheet":
        """Return a copy that can be changed on its own."""
        attached = {kind: list(things) for kind, things in self.attached.items()}
        return replace(self, rows=list(self.rows), columns=list(self.columns), attached=attached)

    @property
    def grid(self) -> Area:
        """Return the area of the whole tab."""
        return Area(0, len(self.rows), 0, len(self.columns))

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell, an empty one where nothing is."""
        return self.rows[row].cells.get(self.columns[column].key, {})

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Replace one cell."""
        self.rows[row] = self.rows[row].with_cell(self.columns[column].key, cell)

    def filled(self, within: Area | None = None) -> Iterator[tuple[int, int]]:
        """Yield the places of the cells that hold a value, row by row."""
        area = within or self.grid
        keys = [(number, self.columns[number].key) for number in range(area.left, area.right)]
        for row in range(area.top, area.bottom):
            cells = self.rows[row].cells
            if cells:
                yield from ((row, at) for at, key in keys if "userEnteredValue" in cells.get(key, {}))

    def height_filled(self) -> int:
        """Return how many rows there are down to the last that has more than boxes nobody ticked."""
        unticked = {"boolValue": False}
        said = (row for row, at in self.filled() if self.cell(row, at)["userEnteredValue"] != unticked)
        return max(said, default=-1) + 1

    def area(self, grid_range: Json) -> Area:
        """Return a GridRange as an area of this tab, cut to its grid."""
        for side, index in grid_range.items():
            if index < 0 and side != "sheetId":
                raise Invalid(f"range.{side}[{index}] must be greater than or equal to 0.")
        return Area(
            grid_range.get("startRowIndex", 0),
            min(grid_range.get("endRowIndex", len(self.rows)), len(self.rows)),
            grid_range.get("startColumnIndex", 0),
            min(grid_range.get("endColumnIndex", len(self.columns)), len(self.columns)),
        )

    def address(self, area: Area) -> str:
        """Return the area with the tab's title, in A1 notation."""
        return a1(self.title, area)

    def refuse_outside(self, area: Area) -> None:
        """Raise Invalid when the area is not within the grid (facts §1: 400 forms)."""
        if min(area.top, area.left) < 0:
            raise Invalid("Row and column indices must be greater than or equal to 0.")
        if area.bottom > len(self.rows) or area.right > len(self.columns):
            limits = f"Max rows: {len(self.rows)}, max columns: {len(self.columns)}"
            raise Invalid(f"Range ({self.address(area)}) exceeds grid limits. {limits}")


@dataclass
class Spreadsheet:
    """The whole file, with its owner and the people it is shared with."""

    spreadsheet_id: str
    title: str
    owner: str
    sheets: list[Sheet]
    roles: dict[str, str] = field(default_factory=dict)  # e-mail address → reader or writer
    locale: str = "en_US"
    time_zone: str = "Etc/GMT"
    properties: Json = field(default_factory=dict)
    named_ranges: list[Json] = field(default_factory=list)
    tags: tuple[Tag, ...] = ()
    results: dict[str, Json] = field(default_factory=dict)  # formula → the value a test gave it
    mime_type: str = NATIVE

    def copy(self) -> "Spreadsheet":
        """Return a copy that can be changed on its own; results are shared."""
        sheets = [sheet.copy() for sheet in self.sheets]
        return replace(self, sheets=sheets, roles=dict(self.roles), named_ranges=list(self.named_ranges))

    @property
    def url(self) -> str:
        """Return the address that people open."""
        return f"https://docs.google.com/spreadsheets/d/{self.spreadsheet_id}/edit"

    def sheet(self, sheet_id: int) -> Sheet:
        """Return the tab with that id, or raise Invalid."""
        for sheet in self.sheets:
            if sheet.sheet_id == sheet_id:
                return sheet
        raise Invalid(f"No grid with id: {sheet_id}")

    def tab(self, title: str) -> Sheet:
        """Return the tab with that title, or raise KeyError."""
        return {sheet.title: sheet for sheet in self.sheets}[title]

    def cell_count(self) -> int:
        """Return the number of cells, empty ones included."""
        return sum(len(sheet.rows) * len(sheet.columns) for sheet in self.sheets)

    def refuse_too_large(self) -> None:
        """Raise Invalid above Google's limits on cells and columns (facts §1)."""
        if any(len(sheet.columns) > MOST_COLUMNS for sheet in self.sheets):
            raise Invalid(f"A sheet cannot have more than {MOST_COLUMNS} columns.")
        if self.cell_count() > MOST_CELLS:
            limit = f"above the limit of {MOST_CELLS} cells."
            raise Invalid(f"This action would increase the number of cells in the workbook {limit}")

    def locate(self, text: str) -> tuple[Sheet, Area]:
        """Return the tab and the area that an A1 text means, cut to the grid (recorded)."""
        reference = parse_a1(text)
        sheet = self._sheet_of(reference, text)
        if isinstance(sheet, dict):
            tab = self.sheet(sheet.get("sheetId", 0))
            return tab, tab.area(sheet)
        area = Area(
            reference.top or 0,
            len(sheet.rows) if reference.bottom is None else reference.bottom,
            reference.left or 0,
            len(sheet.columns) if reference.right is None else reference.right,
        )
        if area.top >= len(sheet.rows) or area.left >= len(sheet.columns):
            sheet.refuse_outside(replace(area, bottom=area.top + 1, right=area.left + 1))
        bottom, right = min(area.bottom, len(sheet.rows)), min(area.right, len(sheet.columns))
        return sheet, replace(area, bottom=bottom, right=right)

    def _sheet_of(self, reference: Reference, text: str) -> Sheet | Json:
        """Return the tab, or the GridRange where the text is a named range."""
        for named in self.named_ranges:
            if reference.name and named["name"].lower() == reference.name.lower():
                return dict(named["range"])
        title = reference.title or reference.name
        if title is None:
            return self.sheets[0]
        try:
            return self.tab(title)
        except KeyError:
            raise Invalid(f"Unable to parse range: {text}") from None


def new_sheet(sheet_id: int, title: str, rows: int = NEW_TAB_ROWS, columns: int = NEW_TAB_COLUMNS) -> Sheet:
    """Return an empty tab (recorded: 1000 rows by 26 columns)."""
    return Sheet(sheet_id, title, blank_rows(rows), blank_columns(columns))


def blank_rows(count: int) -> list[Row]:
    """Return that many empty rows; they may be one object, since rows are never changed."""
    return [Row()] * count


def blank_columns(count: int) -> list[Column]:
    """Return that many columns, each with a key of its own."""
    return [Column() for _ in range(count)]


def new_spreadsheet(spreadsheet_id: str, title: str, owner: str, tabs: Iterable[Sheet] = ()) -> Spreadsheet:
    """Return a spreadsheet with its first tab (recorded: sheetId 0, Sheet1)."""
    return Spreadsheet(spreadsheet_id, title, owner, list(tabs) or [new_sheet(0, "Sheet1")])
