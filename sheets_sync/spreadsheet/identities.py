"""What a row is known by, wherever it goes: its key, or everything that people put into it."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.headers import page_places
from sheets_sync.spreadsheet.schema import TabSchema
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Row, Tab
from sheets_sync.spreadsheet.text import key_of
from sheets_sync.spreadsheet.witnesses import Witnesses

Place = tuple[int, int]  # row and column, 1-based


@dataclass(frozen=True)
class Identities:
    """What each row of a tab is known by; None where that is blank or in doubt."""

    rows: tuple[int, ...]
    keys: Mapping[int, Hashable]
    cells: Mapping[int, Hashable]

    def known(self, row: int) -> tuple[Hashable, Hashable]:
        """Return everything the row is known by."""
        return self.keys.get(row), self.cells.get(row)

    @classmethod
    def of(
        cls,
        tab: Tab,
        schema: TabSchema | None,
        columns: Mapping[int, int],
        doubtful: Collection[Place],
    ) -> "Identities":
        """Return the identities of the tab's rows; `columns` to compare, each with its place before."""
        numbers = tuple(row.number for row in tab.rows)
        places = key_places(tab, schema)
        doubted = {row for row, column in doubtful if column in columns}
        keys = {row.number: _key(row, places, doubtful) for row in tab.rows}
        cells = {row.number: None if row.number in doubted else all_cells(row, columns) for row in tab.rows}
        return cls(numbers, keys, cells)


def key_places(tab: Tab, schema: TabSchema | None) -> tuple[int, ...]:
    """Return the 1-based places of the columns that find a row again; none where one is missing."""
    if schema is None:
        return ()
    places = [_place_of(tab, schema, name) for name in schema.key]
    return tuple(place for place in places if place) if all(places) else ()


def _place_of(tab: Tab, schema: TabSchema, name: str) -> int | None:
    if schema.is_page:
        return page_places(tab, schema)[name] + 1
    place = Witnesses(tab, schema.headers).places.get(name)
    return None if place is None else place + 1


def tool_columns(tab: Tab, schema: TabSchema | None) -> frozenset[int]:
    """Return the 1-based places of the columns that the tool fills."""
    if schema is None:
        return frozenset()
    places = (_place_of(tab, schema, column.name) for column in schema.tool_owned)
    return frozenset(place for place in places if place)


def _key(row: Row, columns: Sequence[int], doubtful: Collection[Place]) -> Hashable:
    if not columns or any((row.number, column) in doubtful for column in columns):
        return None
    parts = tuple(key_text(row.values[column - 1]) for column in columns)
    return parts if all(parts) else None


def key_text(cell: Cell) -> str:
    """Return what a cell of a key says, in the form in which keys are compared."""
    if isinstance(cell, Formula):
        cell = cell.value
    return cell.text if isinstance(cell, CellError) else key_of(as_text(cell))


def all_cells(row: Row, columns: Mapping[int, int]) -> Hashable:
    """Return everything in `columns`, by their places before, or None; a formula counts as typed."""
    filled = ((columns[at], cell) for at, cell in enumerate(row.values, 1) if at in columns)
    found = tuple(sorted((at, _typed(cell)) for at, cell in filled if cell not in (None, "", False)))
    return found or None


def _typed(cell: Cell) -> str:
    if isinstance(cell, Formula | CellError):
        return cell.text
    return f"{type(cell).__name__} {cell}"
