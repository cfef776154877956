"""spreadsheets.get: the spreadsheet as JSON, by mask, by ranges, with or without its cells."""

from dataclasses import dataclass, field

from .changing import Change
from .defaults import DEFAULT_FORMAT, THEME, without_defaults
from .griddata import grid_data
from .masks import Mask, asks_for, select
from .ranges import Area
from .spreadsheet import Json, Sheet, Spreadsheet
from .tags import described


@dataclass(frozen=True)
class Question:
    """What a client wants to know about a spreadsheet."""

    caller: str
    ranges: tuple[str, ...] | None = None  # None: all of it
    grid: bool = False
    mask: Mask = field(default_factory=dict)

    def wants_grid(self) -> bool:
        """Tell whether cells are asked for; a mask overrules includeGridData (facts §2)."""
        return asks_for(self.mask, "sheets", "data") if self.mask else self.grid


def describe(spreadsheet: Spreadsheet, question: Question) -> Json:
    """Return the Spreadsheet resource, as far as the question asks for it."""
    areas = _areas(spreadsheet, question.ranges or ())
    sheets = [
        describe_sheet(spreadsheet, sheet, areas.get(sheet.sheet_id), question)
        for sheet in spreadsheet.sheets
        if question.ranges is None or sheet.sheet_id in areas
    ]
    whole = {
        "spreadsheetId": spreadsheet.spreadsheet_id,
        "properties": describe_properties(spreadsheet),
        "namedRanges": spreadsheet.named_ranges,
        "spreadsheetUrl": spreadsheet.url,
        "developerMetadata": [described(spreadsheet, None, tag) for tag in spreadsheet.tags],
    }
    found = dict(select({key: part for key, part in whole.items() if part != []}, question.mask))
    return found | ({"sheets": sheets} if sheets and asks_for(question.mask, "sheets") else {})


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
    """Return the Sheet resource, as far as the question asks for it."""
    mask, change = question.mask.get("sheets", {}), Change(spreadsheet, question.caller)
    protections = [describe_protection(change, item) for item in sheet.attached["protectedRanges"]]
    found: Json = {"properties": describe_sheet_properties(spreadsheet, sheet)}
    found |= {**sheet.attached, "protectedRanges": protections}
    found["developerMetadata"] = [described(spreadsheet, sheet, tag) for tag in sheet.tags]
    if sheet.basic_filter is not None:
        found["basicFilter"] = sheet.basic_filter
    found = dict(select({key: part for key, part in found.items() if part != []}, mask))
    if question.wants_grid():
        data = mask.get("data", {})
        found["data"] = [grid_data(spreadsheet, sheet, area, data) for area in areas or [sheet.grid]]
    return found


def describe_protection(change: Change, protection: Json) -> Json:
    """Return the ProtectedRange as the caller sees it; only who may edit there sees who else (discovery)."""
    mine = change.may_edit(protection)
    seen = {**protection, "requestingUserCanEdit": mine, **({} if mine else {"editors": None})}
    return dict(without_defaults(seen))


def _areas(spreadsheet: Spreadsheet, ranges: tuple[str, ...]) -> dict[int, list[Area]]:
    areas: dict[int, list[Area]] = {}
    for text in ranges:
        sheet, area = spreadsheet.locate(text)
        areas.setdefault(sheet.sheet_id, []).append(area)
    return areas
