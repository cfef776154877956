"""spreadsheets.get: the spreadsheet as JSON, by mask, by ranges, with or without its cells."""

from dataclasses import dataclass, field

from .changing import Change
from .defaults import COLUMN_PIXELS, DEFAULT_FORMAT, ROW_PIXELS, THEME, without_defaults
from .filtering import hidden_by_filter
from .formulas import Place, effective_value, hyperlink
from .masks import Mask, asks_for, select
from .ranges import Area
from .rendering import displayed
from .spreadsheet import Cell, Json, Line, Sheet, Spreadsheet
from .tags import described, described_on_line

CELL_FIELDS = ("userEnteredFormat", "note", "textFormatRuns", "chipRuns", "dataValidation")


@dataclass(frozen=True)
class Question:
    """What a client wants to know about a spreadsheet."""

    caller: str
    ranges: tuple[str, ...] = ()
    grid: bool = False
    mask: Mask = field(default_factory=dict)

    def wants_grid(self) -> bool:
        """Tell whether cells are asked for; a mask overrules includeGridData (facts §2)."""
        return asks_for(self.mask, "sheets", "data") if self.mask and "*" not in self.mask else self.grid

    def cell_mask(self) -> Mask:
        """Return the part of the mask that is about one cell."""
        mask = self.mask
        for name in ("sheets", "data", "rowData", "values"):
            mask = mask.get(name, {})
        return mask


def describe(spreadsheet: Spreadsheet, question: Question) -> Json:
    """Return the Spreadsheet resource, as far as the question asks for it."""
    areas = _areas(spreadsheet, question.ranges)
    sheets = [
        describe_sheet(spreadsheet, sheet, areas.get(sheet.sheet_id), question)
        for sheet in spreadsheet.sheets
        if not question.ranges or sheet.sheet_id in areas
    ]
    whole = {
        "spreadsheetId": spreadsheet.spreadsheet_id,
        "properties": describe_properties(spreadsheet),
        "sheets": sheets,
        "namedRanges": spreadsheet.named_ranges,
        "spreadsheetUrl": spreadsheet.url,
        "developerMetadata": [described(spreadsheet, None, tag) for tag in spreadsheet.tags],
    }
    return dict(select({key: part for key, part in whole.items() if part != []}, question.mask))


def describe_properties(spreadsheet: Spreadsheet) -> Json:
    """Return the SpreadsheetProperties resource (recorded)."""
    return {
        "title": spreadsheet.title,
        "locale": spreadsheet.locale,
        "autoRecalc": "ON_CHANGE",
        "timeZone": spreadsheet.time_zone,
        "defaultFormat": DEFAULT_FORMAT,
        "spreadsheetTheme": THEME,
        **spreadsheet.properties,
    }


def describe_sheet_properties(spreadsheet: Spreadsheet, sheet: Sheet) -> Json:
    """Return the SheetProperties resource; its sheetId and index are sent even when 0 (recorded)."""
    counts = {"rowCount": len(sheet.rows), "columnCount": len(sheet.columns)}
    return {
        "sheetId": sheet.sheet_id,
        "title": sheet.title,
        "index": spreadsheet.sheets.index(sheet),
        "sheetType": "GRID",
        "gridProperties": {**counts, **sheet.grid_properties},
        **sheet.properties,
    }


def describe_sheet(
    spreadsheet: Spreadsheet, sheet: Sheet, areas: list[Area] | None, question: Question
) -> Json:
    """Return the Sheet resource."""
    change = Change(spreadsheet, question.caller)
    protections = [describe_protection(change, item) for item in sheet.attached["protectedRanges"]]
    found: Json = {"properties": describe_sheet_properties(spreadsheet, sheet)}
    if question.wants_grid():
        found["data"] = [_grid(spreadsheet, sheet, area, question) for area in areas or [sheet.grid]]
    found |= {**sheet.attached, "protectedRanges": protections}
    found["developerMetadata"] = [described(spreadsheet, sheet, tag) for tag in sheet.tags]
    if sheet.basic_filter is not None:
        found["basicFilter"] = sheet.basic_filter
    return {key: part for key, part in found.items() if part != []}


def describe_protection(change: Change, protection: Json) -> Json:
    """Return the ProtectedRange as the caller sees it (recorded; facts §3)."""
    seen = {**protection, "requestingUserCanEdit": change.may_edit(protection)}
    return dict(without_defaults(seen))


def _areas(spreadsheet: Spreadsheet, ranges: tuple[str, ...]) -> dict[int, list[Area]]:
    areas: dict[int, list[Area]] = {}
    for text in ranges:
        sheet, area = spreadsheet.locate(text)
        areas.setdefault(sheet.sheet_id, []).append(area)
    return areas


def _grid(spreadsheet: Spreadsheet, sheet: Sheet, area: Area, question: Question) -> Json:
    """Return one GridData: rows and cells up to the last that has anything (recorded)."""
    found: Json = without_defaults({"startRow": area.top, "startColumn": area.left})
    if rows := _row_data(spreadsheet, sheet, area, question.cell_mask()):
        found["rowData"] = rows
    if asks_for(question.mask, "sheets", "data", "rowMetadata"):
        found["rowMetadata"] = _lines(sheet, "ROWS", area.top, area.bottom)
        for row in hidden_by_filter(spreadsheet, sheet) & set(range(area.top, area.bottom)):
            found["rowMetadata"][row - area.top]["hiddenByFilter"] = True
    if asks_for(question.mask, "sheets", "data", "columnMetadata"):
        found["columnMetadata"] = _lines(sheet, "COLUMNS", area.left, area.right)
    return found


def _row_data(spreadsheet: Spreadsheet, sheet: Sheet, area: Area, mask: Mask) -> list[Json]:
    place = Place(spreadsheet, sheet)
    keys = {sheet.columns[column].key: column for column in range(area.left, area.right)}
    rows: list[Json] = []
    for row in range(area.top, area.bottom):
        columns = [keys[key] for key in sheet.rows[row].cells if key in keys]
        last = max(columns, default=-1)
        cells = [_cell(place, row, column, mask) for column in range(area.left, last + 1)]
        rows.append({"values": cells} if cells else {})
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _cell(place: Place, row: int, column: int, mask: Mask) -> Json:
    """Return the CellData resource with what is entered, computed and shown."""
    cell = place.sheet.cell(row, column)
    if not cell:
        return {}
    entered = cell.get("userEnteredValue")
    found: Json = {}
    if entered:
        effective = effective_value(place, row, column)
        found = {"userEnteredValue": entered, "effectiveValue": effective}
        found["formattedValue"] = displayed(cell, effective, place.spreadsheet.locale)
        if link := _link(cell, entered):
            found["hyperlink"] = link
    found |= {name: cell[name] for name in CELL_FIELDS if name in cell}
    if asks_for(mask, "effectiveFormat"):
        found["effectiveFormat"] = {**DEFAULT_FORMAT, **cell.get("userEnteredFormat", {})}
    return found


def _link(cell: Cell, entered: Json) -> str | None:
    formula = entered.get("formulaValue")
    if formula:
        return hyperlink(formula)
    uri: str | None = cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link", {}).get("uri")
    return uri


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
