"""Cells, rows and columns as spreadsheets.get tells them, computed only as far as the mask asks."""

from collections.abc import Callable
from typing import Any

from .defaults import COLUMN_PIXELS, DEFAULT_FORMAT, DEFAULT_TEXT, ROW_PIXELS, without_defaults
from .filtering import hidden_by_filter
from .formulas import Place, effective_value, hyperlink
from .masks import Mask, asks_for, select
from .ranges import Area
from .rendering import displayed
from .runs import chip_runs_told
from .spreadsheet import Cell, Json, Line, Sheet, Spreadsheet
from .tags import described_on_line

ROW_METADATA, COLUMN_METADATA = "rowMetadata", "columnMetadata"
Field = Callable[[Cell, Json, str], Any]  # of the cell, its effective value and the locale


def grid_data(spreadsheet: Spreadsheet, sheet: Sheet, area: Area, mask: Mask) -> Json:
    """Return one GridData, masked: rows and cells up to the last that has anything (recorded)."""
    found: Json = select(without_defaults({"startRow": area.top, "startColumn": area.left}), mask)
    if asks_for(mask, "rowData") and (rows := _row_data(spreadsheet, sheet, area, mask)):
        found["rowData"] = rows
    if asks_for(mask, ROW_METADATA):
        found[ROW_METADATA] = select(_rows(spreadsheet, sheet, area), mask.get(ROW_METADATA, {}))
    if asks_for(mask, COLUMN_METADATA):
        columns = _lines(sheet, "COLUMNS", area.left, area.right)
        found[COLUMN_METADATA] = select(columns, mask.get(COLUMN_METADATA, {}))
    return found


def _row_data(spreadsheet: Spreadsheet, sheet: Sheet, area: Area, mask: Mask) -> list[Json]:
    place, cell_mask = Place(spreadsheet, sheet), _below(mask, "rowData", "values")
    fields = [(name, field) for name, field in FIELDS.items() if asks_for(cell_mask, name)]
    nested = {name: below for name, below in cell_mask.items() if below}
    keys = {sheet.columns[column].key: column for column in range(area.left, area.right)}
    rows: list[Json] = []
    for row in range(area.top, area.bottom):
        last = max((keys[key] for key in sheet.rows[row].cells if key in keys), default=-1)
        cells = [_cell(place, row, column, fields, nested) for column in range(area.left, last + 1)]
        rows.append({"values": cells} if cells else {})
    while rows and not rows[-1]:
        rows.pop()
    return rows if asks_for(mask, "rowData", "values") else [{} for _ in rows]


def _below(mask: Mask, *path: str) -> Mask:
    for name in path:
        mask = mask.get(name, {})
    return mask


def _cell(place: Place, row: int, column: int, fields: list[tuple[str, Field]], nested: Mask) -> Json:
    """Return the CellData with those of its fields that have something to tell."""
    cell = place.sheet.cell(row, column)
    if not cell:
        return {}
    effective = effective_value(place, row, column)
    locale = place.spreadsheet.locale
    told = ((name, field(cell, effective, locale)) for name, field in fields)
    found = {name: value for name, value in told if value is not None}
    for name in nested.keys() & found.keys():
        found[name] = select(found[name], nested[name])
    return found


def _kept(name: str) -> Field:
    return lambda cell, effective, locale: cell.get(name)


def _shown(cell: Cell, effective: Json, locale: str) -> str | None:
    return displayed(cell, effective, locale) if "userEnteredValue" in cell else None


def _effective_format(cell: Cell, effective: Json, locale: str) -> Json:
    """Return the cell's own format over the default; conditional formats are not applied here."""
    entered = cell.get("userEnteredFormat", {})
    text = {**DEFAULT_TEXT, **entered.get("textFormat", {})}
    return {**DEFAULT_FORMAT, **entered, "textFormat": text}


def _link(cell: Cell, effective: Json, locale: str) -> str | None:
    """Return the only link: a formula's, its runs' or the cell's; none where it has several (discovery)."""
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula:
        return hyperlink(formula)
    runs = {run.get("format", {}).get("link", {}).get("uri") for run in cell.get("textFormatRuns", ())} - {
        None
    }
    if runs:
        return str(*runs) if len(runs) == 1 else None
    uri: str | None = cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link", {}).get("uri")
    return uri


FIELDS: dict[str, Field] = {
    "userEnteredValue": _kept("userEnteredValue"),
    "effectiveValue": lambda cell, effective, locale: effective or None,
    "formattedValue": _shown,
    "hyperlink": _link,
    "userEnteredFormat": _kept("userEnteredFormat"),
    "effectiveFormat": _effective_format,
    "note": _kept("note"),
    "textFormatRuns": _kept("textFormatRuns"),
    "chipRuns": lambda cell, effective, locale: chip_runs_told(cell),
    "dataValidation": _kept("dataValidation"),
}


def _rows(spreadsheet: Spreadsheet, sheet: Sheet, area: Area) -> list[Json]:
    rows = _lines(sheet, "ROWS", area.top, area.bottom)
    for row in hidden_by_filter(spreadsheet, sheet) & set(range(area.top, area.bottom)):
        rows[row - area.top]["hiddenByFilter"] = True
    return rows


def _lines(sheet: Sheet, dimension: str, start: int, end: int) -> list[Json]:
    """Return the DimensionProperties of rows or columns, with their developer metadata."""
    lines: list[Line] = list(sheet.rows if dimension == "ROWS" else sheet.columns)
    size = ROW_PIXELS if dimension == "ROWS" else COLUMN_PIXELS
    return [
        {
            "pixelSize": size,
            **lines[at].properties,
            **({"developerMetadata": described_on_line(sheet, dimension, at)} if lines[at].tags else {}),
        }
        for at in range(start, end)
    ]
