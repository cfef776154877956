"""Requests about tabs and about the spreadsheet itself."""

from ..changing import Change
from ..defaults import NEW_TAB_COLUMNS, NEW_TAB_ROWS, with_color_styles, without_defaults
from ..describing import describe_sheet_properties
from ..errors import Invalid
from ..following import with_renamed_tab, without_tab
from ..masks import Mask, merged
from ..ranges import Area
from ..spreadsheet import Json, Sheet, Spreadsheet, blank_columns, blank_rows, new_sheet
from .dimensions import forget_columns
from .fields import sheet_of, update_mask

COUNTS = ("rowCount", "columnCount")
COMPUTED = ("sheetId", "title", "index", "sheetType", "gridProperties")


def add_sheet(change: Change, body: Json) -> Json:
    """Add a tab, with the caller's sheetId or a random one."""
    wanted = body.get("properties", {})
    taken = {sheet.sheet_id for sheet in change.spreadsheet.sheets}
    if wanted.get("sheetId") in taken:
        raise Invalid(f"A sheet with the ID {wanted['sheetId']} already exists. Please enter another ID.")
    title = wanted.get("title") or _free_title(change.spreadsheet)
    refuse_taken(change.spreadsheet, title)
    grid = wanted.get("gridProperties", {})
    sheet_id = change.fresh_id(wanted.get("sheetId"), taken)
    sheet = new_sheet(
        sheet_id, title, grid.get("rowCount", NEW_TAB_ROWS), grid.get("columnCount", NEW_TAB_COLUMNS)
    )
    _set_properties(sheet, wanted)
    place(change.spreadsheet, sheet, wanted.get("index"))
    return {"properties": describe_sheet_properties(change.spreadsheet, sheet)}


def _free_title(spreadsheet: Spreadsheet) -> str:
    number, titles = len(spreadsheet.sheets), {sheet.title for sheet in spreadsheet.sheets}
    while f"Sheet{number}" in titles:
        number += 1
    return f"Sheet{number}"


def refuse_taken(spreadsheet: Spreadsheet, title: str, but: Sheet | None = None) -> None:
    """Raise Invalid when a tab has that title, whatever its capitals."""
    if any(sheet is not but and sheet.title.lower() == title.lower() for sheet in spreadsheet.sheets):
        raise Invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def place(spreadsheet: Spreadsheet, sheet: Sheet, index: int | None) -> None:
    """Put a new tab where it was asked for, else last."""
    at = len(spreadsheet.sheets) if index is None else index
    if at > len(spreadsheet.sheets):
        raise Invalid(f"index[{at}] must be at most the number of sheets.")
    spreadsheet.sheets.insert(at, sheet)


def _set_properties(sheet: Sheet, wanted: Json) -> None:
    rest = {key: value for key, value in wanted.items() if key not in COMPUTED}
    grid = {key: value for key, value in wanted.get("gridProperties", {}).items() if key not in COUNTS}
    sheet.properties = without_defaults(with_color_styles(rest))
    sheet.grid_properties = without_defaults(grid)


def update_sheet_properties(change: Change, body: Json) -> None:
    """Rename, move, hide, colour, resize or freeze a tab."""
    mask, wanted = update_mask(body), body.get("properties", {})
    sheet = sheet_of(change.spreadsheet, wanted)
    now = describe_sheet_properties(change.spreadsheet, sheet)
    new = merged(now, with_color_styles(wanted), mask)
    if not new.get("title"):
        raise Invalid("A sheet must have a title.")
    refuse_taken(change.spreadsheet, new["title"], but=sheet)
    if sheet.title != new["title"]:
        with_renamed_tab(change.spreadsheet, sheet.title, new["title"])
    sheet.title = new["title"]
    _resize(change, sheet, new.get("gridProperties", {}), mask)
    _set_properties(sheet, new)
    if "index" in mask:
        _move(change.spreadsheet, sheet, now["index"], new.get("index", 0))
    if all(tab.properties.get("hidden") for tab in change.spreadsheet.sheets):
        raise Invalid("You can't hide all the sheets in a document.")


def _resize(change: Change, sheet: Sheet, grid: Json, mask: Mask) -> None:
    """Resize rows, then columns; the limit is checked in between (facts §3: resizing order)."""
    rows, columns = grid.get("rowCount", 0), grid.get("columnCount", 0)
    if rows < 1 or columns < 1:
        raise Invalid("A sheet must have at least one row and one column.")
    change.touch(sheet, Area(rows, len(sheet.rows), 0, len(sheet.columns)))
    change.touch(sheet, Area(0, len(sheet.rows), columns, len(sheet.columns)))
    sheet.rows[rows:] = blank_rows(rows - len(sheet.rows))
    change.spreadsheet.refuse_too_large()
    gone = [column.key for column in sheet.columns[columns:]]
    sheet.columns[columns:] = blank_columns(columns - len(sheet.columns))
    forget_columns(sheet, gone)
    frozen = grid.get("frozenRowCount", 0), grid.get("frozenColumnCount", 0)
    if frozen[0] >= rows or frozen[1] >= columns:
        raise Invalid("You can't freeze all visible rows or columns on the sheet.")


def _move(spreadsheet: Spreadsheet, sheet: Sheet, old: int, new: int) -> None:
    """Move a tab; the index counts the tabs before the move, so its own and the next one change nothing."""
    if new in (old, old + 1):
        return
    spreadsheet.sheets.remove(sheet)
    spreadsheet.sheets.insert(new - 1 if new > old else new, sheet)


def delete_sheet(change: Change, body: Json) -> None:
    """Delete a tab and the named ranges in it; the last one stays, and the last that can be seen."""
    sheet = sheet_of(change.spreadsheet, body)
    others = [tab for tab in change.spreadsheet.sheets if tab is not sheet]
    if not others:
        raise Invalid("You can't remove all the sheets in a document.")
    if all(tab.properties.get("hidden") for tab in others):
        raise Invalid("You can't remove all the visible sheets in a document.")
    change.touch(sheet, sheet.grid)
    change.spreadsheet.sheets.remove(sheet)
    without_tab(change.spreadsheet, sheet.title)
    named = change.spreadsheet.named_ranges
    change.spreadsheet.named_ranges = [
        item for item in named if item["range"].get("sheetId", 0) != sheet.sheet_id
    ]


def update_spreadsheet_properties(change: Change, body: Json) -> None:
    """Set title, locale, time zone and the like."""
    spreadsheet, wanted = change.spreadsheet, body.get("properties", {})
    known = {"title": spreadsheet.title, "locale": spreadsheet.locale, "timeZone": spreadsheet.time_zone}
    new = merged({**known, **spreadsheet.properties}, wanted, update_mask(body))
    if not new.get("title"):
        raise Invalid("A spreadsheet must have a title.")
    spreadsheet.title, spreadsheet.locale, spreadsheet.time_zone = (new.pop(key) for key in known)
    spreadsheet.properties = new


KINDS = {
    "addSheet": add_sheet,
    "updateSheetProperties": update_sheet_properties,
    "deleteSheet": delete_sheet,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
}
