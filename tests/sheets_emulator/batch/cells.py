"""Requests that write cells: updateCells, appendCells, repeatCell, setDataValidation."""

import math
from typing import Any

from ..changing import Change, without_value
from ..defaults import with_color_styles, without_defaults
from ..entering import raw
from ..errors import Invalid
from ..following import carried
from ..formulas import plain_number
from ..masks import Mask, asks_for, merged
from ..ranges import Area
from ..rules import refuse_condition
from ..runs import RUNS, only_chips, refuse_runs
from ..spreadsheet import MARK, Cell, Json, Sheet, blank_rows
from ..typed import refuse_typed
from .fields import find, refuse_beyond_grid, sheet_of, update_mask
from .links import with_link_style

WRITABLE = ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", *RUNS, MARK)


def update_cells(change: Change, body: Json) -> None:
    """Write typed cells; with `range`, cells that no row covers are cleared (facts §3)."""
    mask = update_mask(body)
    rows = [row.get("values", []) for row in body.get("rows", [])]
    if "range" in body:
        sheet = sheet_of(change.spreadsheet, body["range"])
        refuse_beyond_grid(sheet, body["range"])
        _fill(change, sheet, sheet.area(body["range"]), rows, mask)
        return
    if "start" not in body:
        raise Invalid("Must specify either start or range.")
    start = body["start"]
    sheet = sheet_of(change.spreadsheet, start)
    _write(change, sheet, start.get("rowIndex", 0), start.get("columnIndex", 0), rows, mask)


def _fill(change: Change, sheet: Sheet, area: Area, rows: list[list[Json]], mask: Mask) -> None:
    if len(rows) > area.height or any(len(row) > area.width for row in rows):
        raise Invalid("More rows or values are given than the range holds.")
    change.touch(sheet, area)
    refuse_typed(sheet, area, mask)
    for row in range(area.height):
        given = rows[row] if row < len(rows) else []
        for column in range(area.width):
            cell = given[column] if column < len(given) else {}
            _put(change, sheet, area.top + row, area.left + column, cell, mask)


def _write(change: Change, sheet: Sheet, top: int, left: int, rows: list[list[Json]], mask: Mask) -> None:
    for down, row in enumerate(rows):
        if not row:
            continue
        area = Area(top + down, top + down + 1, left, left + len(row))
        sheet.refuse_outside(area)
        change.touch(sheet, area)
        refuse_typed(sheet, area, mask)
        for right, cell in enumerate(row):
            _put(change, sheet, area.top, left + right, cell, mask)


def _put(change: Change, sheet: Sheet, row: int, column: int, given: Json, mask: Mask) -> None:
    old = sheet.cell(row, column)
    if (rule := given.get("dataValidation")) and asks_for(mask, "dataValidation"):
        refuse_condition(change.spreadsheet, rule.get("condition", {}), "data validation")
    if "userEnteredFormat" in given:
        given = with_color_styles(given)
    if "userEnteredValue" in mask:
        old = without_value(old)
    new = with_link_style(merged(old, given, mask), given, mask)
    cell = stored(new)
    if any(name in given and asks_for(mask, name) for name in RUNS):
        refuse_runs(cell, change.by_hand)
    change.put(sheet, row, column, cell)


def stored(cell: Json) -> Cell:
    """Return the cell as it is kept: without computed fields, defaults and emptied fields."""
    kept: Json = {name: cell[name] for name in WRITABLE if name in cell}
    value = {kind: item for kind, item in (kept.get("userEnteredValue") or {}).items() if item is not None}
    if len(value) > 1:
        raise Invalid("Only one kind of value may be set in userEnteredValue.")
    if "errorValue" in value:
        raise Invalid("An errorValue cannot be entered.")
    if not math.isfinite(value.get("numberValue", 0)):
        raise Invalid("A numberValue must be a number.")
    if "numberValue" in value:
        value = {"numberValue": plain_number(value["numberValue"])}
    if "stringValue" in value:
        value = raw(value["stringValue"]).value
    kept["userEnteredValue"] = value
    if "chipRuns" in kept:
        kept["chipRuns"] = only_chips(kept["chipRuns"])
    cleaned: Json = without_defaults(kept)
    return {name: item for name, item in cleaned.items() if item != {}}


def append_cells(change: Change, body: Json) -> None:
    """Write below the last row with data of the tab, or at the end of a table (facts §3)."""
    mask = update_mask(body)
    rows = [row.get("values", []) for row in body.get("rows", [])]
    if "tableId" in body:
        sheet, top, left = _table_end(change, body["tableId"], len(rows))
    else:
        sheet, left = sheet_of(change.spreadsheet, body), 0
        top = max((row + 1 for row, _ in sheet.filled()), default=0)
    _grow(change, sheet, top + len(rows))
    _write(change, sheet, top, left, rows, mask)


def _table_end(change: Change, table_id: str, count: int) -> tuple[Sheet, int, int]:
    """Make the table longer and return its tab and the first new cell's place."""
    tables, at = find(change.spreadsheet, "tables", "tableId", table_id)
    span: dict[str, Any] = tables[at]["range"]
    end = span["endRowIndex"]
    tables[at] = {**tables[at], "range": {**span, "endRowIndex": end + count}}
    return sheet_of(change.spreadsheet, span), end, span["startColumnIndex"]


def _grow(change: Change, sheet: Sheet, height: int) -> None:
    if height > len(sheet.rows):
        change.touch_gap(sheet, "ROWS", len(sheet.rows))
        sheet.rows.extend(blank_rows(height - len(sheet.rows)))


def repeat_cell(change: Change, body: Json) -> None:
    """Write the same cell everywhere in a range; relative references count up (discovery)."""
    mask = update_mask(body)
    sheet = sheet_of(change.spreadsheet, body["range"])
    refuse_beyond_grid(sheet, body["range"])
    area, cell = sheet.area(body["range"]), body.get("cell", {})
    change.touch(sheet, area)
    refuse_typed(sheet, area, mask)
    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            _put(change, sheet, row, column, carried(cell, row - area.top, column - area.left), mask)


def set_data_validation(change: Change, body: Json) -> None:
    """Set or, without a rule, remove the data validation of every cell in a range."""
    cell = {"dataValidation": body["rule"]} if "rule" in body else {}
    repeat_cell(change, {"range": body["range"], "cell": cell, "fields": "dataValidation"})


KINDS = {
    "updateCells": update_cells,
    "appendCells": append_cells,
    "repeatCell": repeat_cell,
    "setDataValidation": set_data_validation,
}
