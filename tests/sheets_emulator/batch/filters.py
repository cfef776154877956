"""Requests about filters and sorting. A sort moves cells between rows, never the rows (facts §4)."""

from typing import Any

from ..changing import Change
from ..defaults import without_defaults
from ..errors import Invalid
from ..filtering import with_both_forms
from ..following import carried
from ..formulas import Place, effective_value
from ..ranges import Area
from ..rules import refuse_criteria
from ..spreadsheet import Json, Sheet
from .fields import find, ids, refuse_beyond_grid, sheet_of, update_mask, updated, written_out


def sort_range(change: Change, body: Json) -> None:
    """Sort the rows of a range by one column after the other."""
    sheet = sheet_of(change.spreadsheet, body["range"])
    refuse_beyond_grid(sheet, body["range"])
    sort(change, sheet, sheet.area(body["range"]), body.get("sortSpecs", []))


def sort(change: Change, sheet: Sheet, area: Area, specs: list[Json]) -> None:
    """Sort an area in place: numbers, texts, booleans, errors; blanks last in either order."""
    change.touch(sheet, area)
    order = list(range(area.top, area.bottom))
    place = Place(change.spreadsheet, sheet)
    for spec in reversed(specs):
        column = spec.get("dimensionIndex", 0)
        if not area.left <= column < area.right:
            raise Invalid(f"dimensionIndex[{column}] is not in the range.")
        order = _ordered(order, column, place, spec.get("sortOrder") == "DESCENDING")
    columns = range(area.left, area.right)
    cells = [
        [carried(sheet.cell(old, column), new - old, 0) for column in columns]
        for new, old in enumerate(order, area.top)
    ]
    for row, line in enumerate(cells, area.top):
        for column, cell in zip(columns, line, strict=True):
            if sheet.cell(row, column) is not cell:
                sheet.put(row, column, cell)


def _ordered(rows: list[int], column: int, place: Place, descending: bool) -> list[int]:
    values = {row: effective_value(place, row, column) for row in rows}
    full = sorted(
        (row for row in rows if values[row]), key=lambda row: _rank(values[row]), reverse=descending
    )
    return full + [row for row in rows if not values[row]]


def _rank(value: Json) -> tuple[int, Any]:
    if "numberValue" in value:
        return 0, value["numberValue"]
    if "stringValue" in value:
        return 1, value["stringValue"].casefold()
    return (2, value["boolValue"]) if "boolValue" in value else (3, "")


def set_basic_filter(change: Change, body: Json) -> None:
    """Set the tab's filter; open sides are written out to the grid; its sort is done (facts §3)."""
    wanted = body["filter"]
    span = wanted.get("range", {})
    sheet = sheet_of(change.spreadsheet, span)
    refuse_beyond_grid(sheet, span)
    refuse_criteria(change.spreadsheet, wanted)
    sheet.basic_filter = {**with_both_forms(without_defaults(wanted)), "range": written_out(sheet, span)}
    area = sheet.area(span)
    if wanted.get("sortSpecs") and area.height > 1:
        sort(change, sheet, Area(area.top + 1, area.bottom, area.left, area.right), wanted["sortSpecs"])


def clear_basic_filter(change: Change, body: Json) -> None:
    """Remove the tab's filter."""
    sheet_of(change.spreadsheet, body).basic_filter = None


def add_filter_view(change: Change, body: Json) -> Json:
    """Add a filter view; it reorders nothing (facts §3)."""
    wanted = body["filter"]
    sheet = sheet_of(change.spreadsheet, wanted.get("range", {}))
    refuse_criteria(change.spreadsheet, wanted)
    views = sheet.attached["filterViews"]
    number = change.fresh_id(
        wanted.get("filterViewId"), ids(change.spreadsheet, "filterViews", "filterViewId")
    )
    kept = with_both_forms(without_defaults(wanted))
    view = {"title": f"Filter {len(views) + 1}", **kept, "filterViewId": number}
    view["range"] = written_out(sheet, wanted.get("range", {}))
    views.append(view)
    return {"filter": view}


def update_filter_view(change: Change, body: Json) -> None:
    """Change the masked fields of a filter view."""
    wanted = body["filter"]
    views, at = find(change.spreadsheet, "filterViews", "filterViewId", wanted.get("filterViewId"))
    refuse_criteria(change.spreadsheet, wanted)
    asked = update_mask(body).keys()
    forms = ("criteria", "filterSpecs") if asked & {"criteria", "filterSpecs"} else ()
    old = {key: item for key, item in views[at].items() if key not in forms}
    new = {**updated(old, wanted, body), "filterViewId": wanted["filterViewId"]}
    kept = with_both_forms(without_defaults(new))
    views[at] = {**kept, "range": written_out(sheet_of(change.spreadsheet, kept["range"]), kept["range"])}


def delete_filter_view(change: Change, body: Json) -> None:
    """Delete a filter view."""
    views, at = find(change.spreadsheet, "filterViews", "filterViewId", body.get("filterId"))
    del views[at]


KINDS = {
    "sortRange": sort_range,
    "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter,
    "addFilterView": add_filter_view,
    "updateFilterView": update_filter_view,
    "deleteFilterView": delete_filter_view,
}
