"""One tab of a Google spreadsheet as it was read: its JSON, and the tab that it means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from sheets_sync.backends.google.reading.cells import Json, read_cell
from sheets_sync.backends.google.reading.memory import COLUMN, FILLING, TAB, all_remembered, remembered
from sheets_sync.backends.google.reading.tables import Table, tables_of
from sheets_sync.spreadsheet.blanks import says_nothing, shows_nothing
from sheets_sync.spreadsheet.schema import TabSchema, load_schemas
from sheets_sync.spreadsheet.snapshot import Cell, CellError, CellRef, Formula, Row, Tab
from sheets_sync.spreadsheet.text import key_of

Place = tuple[int, int]  # row and column, 1-based
ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit#gid={}"  # of a tab in a browser


@dataclass(frozen=True)
class Grid:
    """The cells of one tab, as JSON; its headers are row 1."""

    sheet_id: int
    title: str
    cells: Sequence[Sequence[Json]]
    hidden: bool = False
    row_count: int = 0
    column_count: int = 0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    made_as: str = ""
    unfinished: bool = False
    made_columns: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    tables: tuple[Table, ...] = ()
    address: str = ""  # in a browser

    @classmethod
    def of(cls, sheet: Json, spreadsheet_id: str = "") -> "Grid":
        """Return the grid that a Sheet of the API describes."""
        properties, data = sheet["properties"], (sheet.get("data") or [{}])[0]
        size, made_as = properties.get("gridProperties", {}), remembered(sheet, TAB) or ""
        sheet_id = properties.get("sheetId", 0)
        return cls(
            sheet_id=sheet_id,
            title=properties["title"],
            cells=[row.get("values", []) for row in data.get("rowData", [])],
            hidden=properties.get("hidden", False),
            row_count=size.get("rowCount", 0),
            column_count=size.get("columnCount", 0),
            hidden_rows=_hidden(data.get("rowMetadata", ())),
            hidden_columns=_hidden(data.get("columnMetadata", ())),
            made_as=made_as,
            unfinished=remembered(sheet, FILLING) is not None,
            made_columns=MappingProxyType(_made_columns(data.get("columnMetadata", ()), made_as)),
            tables=tables_of(sheet),
            address=ADDRESS.format(spreadsheet_id, sheet_id),
        )

    def cell(self, place: Place) -> Json:
        """Return the JSON of a cell; {} where there is nothing."""
        row, column = place
        line = self.cells[row - 1] if row <= len(self.cells) else ()
        return line[column - 1] if column <= len(line) else {}

    def is_in_table(self, place: Place) -> bool:
        """Did people make a table of the cell?"""
        row, column = place
        return any(table.holds(row - 1, column - 1) for table in self.tables)

    def is_typed(self, place: Place) -> bool:
        """Does its column of a table say how the cell shows what it holds?"""
        row, column = place
        return any(table.holds(row - 1, column - 1) and column - 1 in table.typed for table in self.tables)

    def has_table_in(self, columns: Iterable[int]) -> bool:
        """Is there a table in any of the columns, so that a row added below may become one of its rows?"""
        return any(column - 1 in table.columns for table in self.tables for column in columns)

    def with_cells(self, cells: Mapping[Place, Json]) -> "Grid":
        """Return the grid with other JSON in some of its cells."""
        height = max((len(self.cells), *(row for row, _ in cells)))
        lines = [list(line) for line in self.cells] + [[] for _ in range(height - len(self.cells))]
        for (row, column), data in cells.items():
            line = lines[row - 1]
            line += [{} for _ in range(column - len(line))]
            line[column - 1] = data
        return replace(self, cells=lines)

    @cached_property
    def last_row(self) -> int:
        """Return the number of the last row with any value, 0 where there is none."""
        filled = (at for at, line in enumerate(self.cells, 1) if any(c.get("userEnteredValue") for c in line))
        return max(filled, default=0)

    @cached_property
    def tab(self) -> Tab:
        """Return what the tab says."""
        values = [[read_cell(data) for data in line] for line in self.cells]
        rows = {at: line for at, line in enumerate(values[1:], 2) if not says_nothing(line)}
        headers = _headers(values[0] if values else (), rows.values())
        return Tab(
            name=self.title,
            headers=headers,
            rows=tuple(Row(self.title, at, headers, _row_of(line, headers)) for at, line in rows.items()),
            spilled_rows=frozenset(at for at in rows if self._is_spilled(at, headers)),
            hidden_rows=self.hidden_rows,
            hidden_columns=self.hidden_columns,
            notes=MappingProxyType(self._notes()),
            hidden=self.hidden,
            takes_notes=True,
            made_as=self.made_as,
            unfinished=self.unfinished,
            made_columns=self.made_columns,
            address=self.address,
        )

    def _is_spilled(self, row: int, headers: Sequence[str]) -> bool:
        """Does a row say only what a formula further up says, in columns of people's own?"""
        line = self.cells[row - 1]
        shown = (at for at, data in enumerate(line) if not says_nothing([read_cell(data)]))
        return not any(line[at].get("userEnteredValue") or self._is_known(at, headers) for at in shown)

    def _is_known(self, at: int, headers: Sequence[str]) -> bool:
        schema = schema_of(self)
        named = at < len(headers) and schema is not None and key_of(headers[at]) in schema.headers
        return named or at in self.made_columns.values()

    def _notes(self) -> dict[CellRef, str]:
        return {
            CellRef(self.title, row, column): data["note"]
            for row, line in enumerate(self.cells, 1)
            for column, data in enumerate(line, 1)
            if data.get("note")
        }


def schema_of(grid: Grid) -> TabSchema | None:
    """Return the schema of a tab that the tool knows."""
    schemas = load_schemas()
    return schemas.get(key_of(grid.title)) or schemas.get(grid.made_as)


def _headers(first: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> tuple[str, ...]:
    """Return the headers, as many as there are columns with anything in them."""
    typed = [_header(cell) for cell in first]
    named = max((at for at, header in enumerate(typed, 1) if header.strip()), default=0)
    count = max(named, *map(_width, rows), 0)
    return tuple((typed + [""] * count)[:count])


def _width(line: Sequence[Cell]) -> int:
    return max((at for at, cell in enumerate(line, 1) if not shows_nothing(cell)), default=0)


def _header(cell: Cell) -> str:
    shown = cell.value if isinstance(cell, Formula) else cell
    if isinstance(shown, CellError):
        return shown.text
    return "" if shown is None else str(shown)


def _row_of(line: Sequence[Cell], headers: Sequence[str]) -> tuple[Cell, ...]:
    return (*line[: len(headers)], *[None] * (len(headers) - len(line)))


def _hidden(lines: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    return frozenset(
        at for at, line in enumerate(lines, 1) if line.get("hiddenByUser") or line.get("hiddenByFilter")
    )


def _made_columns(columns: Sequence[Json], tab: str) -> dict[str, int]:
    """Return the 0-based place of each column that the tool made in `tab`."""
    found: dict[str, int] = {}
    for at, column in enumerate(columns):
        for of_tab, _, name in (mark.partition(".") for mark in all_remembered(column, COLUMN)):
            if name and of_tab == tab:
                found.setdefault(name, at)
    return found
