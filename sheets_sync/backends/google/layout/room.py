"""Room for what a tab lacks: rows and columns inserted, so that nothing can be written over.

Cells that were blank when they were read may be filled by now; what the same batch inserts is not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sheets_sync.backends.google.layout.requests import append, insert
from sheets_sync.backends.google.layout.sheet import Json, Sheet
from sheets_sync.backends.google.layout.tab import SPARE_ROWS, Tab

_SIDES = {"ROWS": ("startRowIndex", "endRowIndex"), "COLUMNS": ("startColumnIndex", "endColumnIndex")}
_COUNTS = {"ROWS": "rowCount", "COLUMNS": "columnCount"}


def with_room(tab: Tab) -> Tab:
    """Return a tab as it will be with room for what it lacks; a new one is made with all it needs."""
    return tab if tab.making else _with_columns(_with_rows(tab))


def _with_rows(tab: Tab) -> Tab:
    if not tab.new_rows:
        return tab
    first, count, height = min(tab.new_rows), len(tab.new_rows), tab.sheet.height
    written = first + (count if tab.is_being_filled else 0)
    if written >= height:
        tab = replace(_grown(tab, "ROWS", written + SPARE_ROWS - height), bare_from=height)
    return tab if tab.is_being_filled else _inserted(tab, "ROWS", first, count)


def _with_columns(tab: Tab) -> Tab:
    if not tab.missing_columns:
        return tab
    first, count = tab.next_column, len(tab.missing_columns)
    if first == tab.sheet.width:
        tab = _grown(tab, "COLUMNS", 1)
    return _inserted(tab, "COLUMNS", first, count)


def _grown(tab: Tab, dimension: str, count: int) -> Tab:
    sheet = Sheet(_larger(tab.sheet.json, dimension, count))
    return replace(tab, sheet=sheet, room=(*tab.room, append(tab.sheet_id, dimension, count)))


def _inserted(tab: Tab, dimension: str, first: int, count: int) -> Tab:
    found = _larger(tab.sheet.json, dimension, count)
    cells = _rows_inserted(tab.sheet.rows, first, count) if dimension == "ROWS" else tab.sheet.rows
    ranges = {name: _around(part, dimension, first, count) for name, part in found.items() if name != "data"}
    data = {**(found.get("data") or [{}])[0], "rowData": [{"values": row} for row in cells]}
    request = insert(tab.sheet_id, dimension, first, count)
    return replace(tab, sheet=Sheet({**ranges, "data": [data]}), room=(*tab.room, request))


def _larger(found: Json, dimension: str, count: int) -> Json:
    properties, name = found["properties"], _COUNTS[dimension]
    grid = {**properties["gridProperties"], name: properties["gridProperties"][name] + count}
    return {**found, "properties": {**properties, "gridProperties": grid}}


def _rows_inserted(rows: Sequence[list[Json]], first: int, count: int) -> list[list[Json]]:
    """Return the cells with rows that have the rules and formats of the one below them."""
    bare = [list(map(_bare, rows[first])) for _ in range(count)] if first < len(rows) else []
    return [*rows[:first], *bare, *rows[first:]]


def _bare(cell: Json) -> Json:
    return {name: cell[name] for name in ("userEnteredFormat", "dataValidation") if name in cell}


def _around(part: object, dimension: str, first: int, count: int) -> object:
    """Return what hangs on a tab with its ranges as they are once lines were inserted."""
    if isinstance(part, list):
        return [_around(one, dimension, first, count) for one in part]
    if not isinstance(part, dict):
        return part
    return dict(_parts_around(part, dimension, first, count))


def _parts_around(
    part: Mapping[str, object], dimension: str, first: int, count: int
) -> Iterator[tuple[str, object]]:
    start, end = _SIDES[dimension]
    for name, value in part.items():
        if isinstance(value, int) and ((name == start and value >= first) or (name == end and value > first)):
            yield name, value + count
        else:
            yield name, _around(value, dimension, first, count)
