"""Requests about rows and columns: append, insert, delete, move, resize, hide."""

from dataclasses import replace

from ..changing import Change
from ..defaults import without_defaults
from ..errors import Invalid
from ..ranges import Area
from ..shifting import deleted, inserted, moved, shift_everything
from ..spreadsheet import Column, Json, Line, Row, Sheet, blank_columns, blank_rows
from ..tags import lines
from .fields import sheet_of, updated

INHERITED = ("userEnteredFormat", "dataValidation")


def span_of(sheet: Sheet, span: Json) -> tuple[str, int, int]:
    """Return dimension, start and end of a DimensionRange, or raise Invalid outside the grid."""
    dimension = span.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise Invalid("No dimension specified.")
    count = len(lines(sheet, dimension))
    start, end = span.get("startIndex", 0), span.get("endIndex", count)
    if not 0 <= start < end or end > count:
        raise Invalid(f"range [{start}, {end}) is not within the {count} {dimension.lower()} of the grid.")
    return dimension, start, end


def area_of_lines(sheet: Sheet, dimension: str, start: int, end: int) -> Area:
    """Return the cells of some rows or columns."""
    if dimension == "ROWS":
        return Area(start, end, 0, len(sheet.columns))
    return Area(0, len(sheet.rows), start, end)


def append_dimension(change: Change, body: Json) -> None:
    """Add empty rows or columns at the end of the grid (facts §3: resizing)."""
    sheet = sheet_of(change.spreadsheet, body)
    if body.get("length", 0) < 1:
        raise Invalid("length must be greater than 0.")
    dimension = body.get("dimension", "ROWS")
    every = lines(sheet, dimension)
    change.touch_gap(sheet, dimension, len(every))
    every.extend(blank_rows(body["length"]) if dimension == "ROWS" else blank_columns(body["length"]))


def insert_dimension(change: Change, body: Json) -> None:
    """Insert empty rows or columns, formatted as the ones before or after them."""
    span = body["range"]
    sheet = sheet_of(change.spreadsheet, span)
    dimension, start, end = span.get("dimension", "ROWS"), span.get("startIndex", 0), span.get("endIndex", 0)
    every = lines(sheet, dimension)
    if not 0 <= start < end or start > len(every):
        raise Invalid(f"startIndex[{start}] must be within the {len(every)} {dimension.lower()} of the grid.")
    from_before = body.get("inheritFromBefore", False)
    if from_before and start == 0:
        raise Invalid("inheritFromBefore cannot be true when inserting at index 0.")
    if not from_before and start == len(every):  # pygsheets#46, gspread#1091
        size = f"the grid size ({start}) if inheritFromBefore is false."
        raise Invalid(f"range.startIndex must be less than {size}")
    change.touch_gap(sheet, dimension, start)
    _insert(change, sheet, dimension, slice(start, end), start - 1 if from_before else start)
    shift_everything(change.spreadsheet, inserted(sheet.sheet_id, dimension, start, end - start))


def _insert(change: Change, sheet: Sheet, dimension: str, new: slice, model: int) -> None:
    at, count = new.start, new.stop - new.start
    if dimension == "ROWS":
        like = sheet.rows[model]
        cells = {key: change.ruled(_bare(cell)) for key, cell in like.cells.items() if _bare(cell)}
        sheet.rows[at:at] = [Row(cells=cells, properties=_size_only(like)) for _ in range(count)]
        return
    old = sheet.columns[model]
    added = [Column(properties=_size_only(old)) for _ in range(count)]
    sheet.columns[at:at] = added
    for number, row in enumerate(sheet.rows):
        if bare := _bare(row.cells.get(old.key, {})):
            cells = dict.fromkeys((column.key for column in added), change.ruled(bare))
            sheet.rows[number] = replace(row, cells={**row.cells, **cells})


def _bare(cell: Json) -> Json:
    return {name: cell[name] for name in INHERITED if name in cell}


def _size_only(line: Line) -> Json:
    return {key: value for key, value in line.properties.items() if key == "pixelSize"}


def delete_dimension(change: Change, body: Json) -> None:
    """Delete rows or columns with their cells and their developer metadata (facts §4)."""
    sheet = sheet_of(change.spreadsheet, body["range"])
    dimension, start, end = span_of(sheet, body["range"])
    every = lines(sheet, dimension)
    if end - start == len(every):
        raise Invalid(f"You can't delete all the {dimension.lower()} on the sheet.")
    change.touch(sheet, area_of_lines(sheet, dimension, start, end))
    gone = every[start:end]
    del every[start:end]
    forget_columns(sheet, [line.key for line in gone if isinstance(line, Column)])
    shift_everything(change.spreadsheet, deleted(sheet.sheet_id, dimension, start, end))


def forget_columns(sheet: Sheet, keys: list[int]) -> None:
    """Drop the cells of columns that are no more."""
    gone = set(keys)
    for number, row in enumerate(sheet.rows):
        if not gone.isdisjoint(row.cells):
            cells = {key: cell for key, cell in row.cells.items() if key not in gone}
            sheet.rows[number] = replace(row, cells=cells)


def move_dimension(change: Change, body: Json) -> None:
    """Move rows or columns; the destination counts the grid as it was before the move (discovery)."""
    sheet = sheet_of(change.spreadsheet, body["source"])
    dimension, start, end = span_of(sheet, body["source"])
    every = lines(sheet, dimension)
    destination = body.get("destinationIndex", 0)
    if not 0 <= destination <= len(every) or start < destination < end:
        raise Invalid(f"destinationIndex[{destination}] is outside the grid or inside what is moved.")
    change.touch(sheet, area_of_lines(sheet, dimension, start, end))
    change.touch_gap(sheet, dimension, destination)
    block = every[start:end]
    del every[start:end]
    landing = destination - len(block) if destination > start else destination
    every[landing:landing] = block
    shift_everything(change.spreadsheet, moved(sheet.sheet_id, dimension, start, end, destination))


def update_dimension_properties(change: Change, body: Json) -> None:
    """Set the size of rows or columns, or hide them."""
    sheet = sheet_of(change.spreadsheet, body["range"])
    dimension, start, end = span_of(sheet, body["range"])
    every = lines(sheet, dimension)
    for at in range(start, end):
        properties = updated(every[at].properties, body.get("properties", {}), body)
        every[at] = replace(every[at], properties=without_defaults(properties))


def auto_resize_dimensions(change: Change, body: Json) -> None:
    """Accept a resize (discovery); sizes are not computed here, so nothing changes."""
    span = body.get("dimensions", {})
    span_of(sheet_of(change.spreadsheet, span), span)


KINDS = {
    "appendDimension": append_dimension,
    "insertDimension": insert_dimension,
    "deleteDimension": delete_dimension,
    "moveDimension": move_dimension,
    "updateDimensionProperties": update_dimension_properties,
    "autoResizeDimensions": auto_resize_dimensions,
}
