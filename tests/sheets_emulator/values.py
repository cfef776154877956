"""The values calls: read, update, clear."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .changing import Change
from .defaults import without_defaults
from .entering import Entered, raw, typed
from .errors import ApiError, Invalid
from .formulas import Place, effective_value
from .ranges import Area, parse_a1
from .rendering import displayed, is_moment, number_format, unformatted
from .spreadsheet import Json, Sheet, Spreadsheet

Show = Callable[[int, int], Any]


@dataclass(frozen=True)
class Rendering:
    """How values are to be shown in an answer."""

    value: str = "FORMATTED_VALUE"
    moments: str = "SERIAL_NUMBER"
    major: str = "ROWS"


def rendering(options: Json, prefix: str = "") -> Rendering:
    """Return the rendering that a query or a body asks for."""

    def option(name: str, default: str) -> str:
        key = prefix + name[0].upper() + name[1:] if prefix else name
        return options.get(key) or default

    return Rendering(
        option("valueRenderOption", "FORMATTED_VALUE"),
        option("dateTimeRenderOption", "SERIAL_NUMBER"),
        options.get("majorDimension") or "ROWS",
    )


def read(spreadsheet: Spreadsheet, text: str, how: Rendering) -> Json:
    """Return the ValueRange of an A1 range."""
    sheet, area = spreadsheet.locate(text)
    return value_range(spreadsheet, sheet, area, how)


def value_range(spreadsheet: Spreadsheet, sheet: Sheet, area: Area, how: Rendering) -> Json:
    """Return the values of an area without trailing blanks; a blank area has none (recorded)."""
    show = _show(spreadsheet, sheet, how)
    lines = _columns(sheet, area, show) if how.major == "COLUMNS" else _rows(sheet, area, show)
    values = _without_trailing(lines, [])
    found = {"range": sheet.address(area), "majorDimension": how.major}
    return {**found, "values": values} if values else found


def _rows(sheet: Sheet, area: Area, show: Show) -> list[list[Any]]:
    rows = []
    for row in range(area.top, area.bottom):
        cells = (
            [show(row, column) for column in range(area.left, area.right)] if sheet.rows[row].cells else []
        )
        rows.append(_without_trailing(cells, ""))
    return rows


def _columns(sheet: Sheet, area: Area, show: Show) -> list[list[Any]]:
    return [
        _without_trailing([show(row, column) for row in range(area.top, area.bottom)], "")
        for column in range(area.left, area.right)
    ]


def _without_trailing(items: list[Any], blank: Any) -> list[Any]:
    while items and items[-1] == blank and type(items[-1]) is type(blank):
        items.pop()
    return items


def _show(spreadsheet: Spreadsheet, sheet: Sheet, how: Rendering) -> Show:
    place = Place(spreadsheet, sheet)

    def show(row: int, column: int) -> Any:
        cell = sheet.cell(row, column)
        entered = cell.get("userEnteredValue")
        if not entered:
            return ""
        if how.value == "FORMULA" and "formulaValue" in entered:
            return entered["formulaValue"]
        value = effective_value(place, row, column)
        as_text = is_moment(cell) and how.moments == "FORMATTED_STRING" and "numberValue" in value
        if how.value == "FORMATTED_VALUE" or as_text:
            return displayed(cell, value, spreadsheet.locale)
        return unformatted(value)

    return show


def update(change: Change, text: str, body: Json, options: Json) -> Json:
    """Write values at an A1 range and return the UpdateValuesResponse."""
    sheet, area = change.spreadsheet.locate(text)
    rows = by_rows(body)
    written = Area(area.top, area.top + len(rows), area.left, area.left + max(map(len, rows), default=0))
    _refuse_beyond(change.spreadsheet, text, sheet, area, written)
    return write(change, sheet, written, rows, options)


def by_rows(body: Json) -> list[list[Any]]:
    """Return the values by row, whichever way they came."""
    values = body.get("values") or []
    if body.get("majorDimension") != "COLUMNS":
        return [list(row) for row in values]
    height = max(map(len, values), default=0)
    return [[column[at] if at < len(column) else None for column in values] for at in range(height)]


def write(change: Change, sheet: Sheet, area: Area, rows: list[list[Any]], options: Json) -> Json:
    """Put the rows into the area, from its first cell on; null skips a cell (facts §3)."""
    sheet.refuse_outside(area)
    enter = _entering(options.get("valueInputOption"))
    places = [
        (row, column)
        for row, line in enumerate(rows)
        for column, value in enumerate(line)
        if value is not None
    ]
    for row, column in places:
        at = Area(area.top + row, area.top + row + 1, area.left + column, area.left + column + 1)
        change.touch(sheet, at)
        entered = enter(change.spreadsheet.locale, rows[row][column], sheet.cell(at.top, at.left))
        change.enter(sheet, at.top, at.left, entered)
    return _written(change.spreadsheet, sheet, area, places, options)


def _entering(option: str | None) -> Callable[[str, Any, Json], Entered]:
    if option == "RAW":
        return lambda locale, value, cell: raw(_scalar(value))
    if option == "USER_ENTERED":
        return _typed_into
    raise ApiError(400, "'valueInputOption' is required but not specified")


def _typed_into(locale: str, value: Any, cell: Json) -> Entered:
    """Type into a cell; one formatted as text keeps what is typed as text."""
    value = _scalar(value)
    as_text = number_format(cell).get("type") == "TEXT" and not str(value).startswith("=")
    return raw(value) if as_text else typed(value, locale)


def _scalar(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        raise Invalid(f"Invalid values: {'list' if isinstance(value, list) else 'struct'}_value")
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _written(
    spreadsheet: Spreadsheet, sheet: Sheet, area: Area, places: list[tuple[int, int]], options: Json
) -> Json:
    """Return what was updated; the counts leave skipped cells out (recorded)."""
    counted = {
        "spreadsheetId": spreadsheet.spreadsheet_id,
        "updatedRange": sheet.address(area) if area.height and area.width else None,
        "updatedRows": len({row for row, _ in places}),
        "updatedColumns": len({column for _, column in places}),
        "updatedCells": len(places),
    }
    answer: Json = without_defaults(counted)
    if options.get("includeValuesInResponse"):
        answer["updatedData"] = value_range(spreadsheet, sheet, area, rendering(options, "response"))
    return answer


def _refuse_beyond(spreadsheet: Spreadsheet, text: str, sheet: Sheet, area: Area, written: Area) -> None:
    """Raise Invalid when there is more than the range holds; a single cell holds any amount (recorded)."""
    reference = parse_a1(text)
    if reference.is_single_cell() or reference.name:
        return
    refused = f"Requested writing within range [{sheet.address(area)}], but tried writing to"
    if reference.bottom is not None and written.bottom > area.bottom:
        raise Invalid(f"{refused} row [{area.bottom + 1}]")
    if reference.right is not None and written.right > area.right:
        letters = sheet.address(Area(0, 1, area.right, area.right + 1)).rpartition("!")[2].rstrip("1")
        raise Invalid(f"{refused} column [{letters}]")


def update_all(change: Change, ranges: list[Json], options: Json) -> Json:
    """Write several ranges, all or none, and return the totals (recorded)."""
    responses = [update(change, item.get("range", ""), item, options) for item in ranges]
    cells = [cell for item in ranges for cell in _cells_written(change.spreadsheet, item)]
    totals = {
        "spreadsheetId": change.spreadsheet.spreadsheet_id,
        "totalUpdatedRows": len({(sheet, row) for sheet, row, _ in cells}),
        "totalUpdatedColumns": len({(sheet, column) for sheet, _, column in cells}),
        "totalUpdatedCells": sum(response.get("updatedCells", 0) for response in responses),
        "totalUpdatedSheets": len({sheet for sheet, _, _ in cells}),
    }
    return {**without_defaults(totals), "responses": responses}


def _cells_written(spreadsheet: Spreadsheet, item: Json) -> list[tuple[int, int, int]]:
    sheet, area = spreadsheet.locate(item.get("range", ""))
    return [
        (sheet.sheet_id, area.top + row, area.left + column)
        for row, line in enumerate(by_rows(item))
        for column, value in enumerate(line)
        if value is not None
    ]


def clear(change: Change, text: str) -> str:
    """Clear the values of a range, keep formats and notes, and return the range cleared."""
    sheet, area = change.spreadsheet.locate(text)
    change.touch(sheet, area)
    for row, column in list(sheet.filled(area)):
        change.enter(sheet, row, column, Entered({}))
    return sheet.address(area)
