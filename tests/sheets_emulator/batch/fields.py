"""What requests of every kind need: update masks, things found by id, ranges written out."""

from typing import Any

from ..defaults import COLOR_TWINS, with_color_styles
from ..errors import Invalid
from ..masks import MalformedMask, Mask, merged, parse_mask
from ..spreadsheet import Json, Sheet, Spreadsheet


def update_mask(body: Json) -> Mask:
    """Return the request's `fields` as a tree; without one Google refuses."""
    if not body.get("fields"):
        raise Invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    try:
        return _with_twins(parse_mask(body["fields"]))
    except MalformedMask:
        raise Invalid(f"Invalid field mask: {body['fields']}") from None


def _with_twins(mask: Mask) -> Mask:
    """Return the mask with both fields of each colour, so that neither outlives the other."""
    twinned = {name: _with_twins(below) for name, below in mask.items()}
    for pair in COLOR_TWINS:
        if not mask.keys().isdisjoint(pair):
            twinned |= {name: {} for name in pair}
    return twinned


def updated(old: Json, new: Json, body: Json) -> Json:
    """Return the old thing with the fields that the request lists taken from the new."""
    return merged(old, with_color_styles(new), update_mask(body))


def sheet_of(spreadsheet: Spreadsheet, span: Json) -> Sheet:
    """Return the tab of a range; an absent sheetId is 0 (facts §2)."""
    return spreadsheet.sheet(span.get("sheetId", 0))


def find(spreadsheet: Spreadsheet, kind: str, key: str, wanted: Any) -> tuple[list[Json], int]:
    """Return the list that has the attached thing with that id, and its place there."""
    for sheet in spreadsheet.sheets:
        for at, thing in enumerate(sheet.attached[kind]):
            if thing.get(key) == wanted:
                return sheet.attached[kind], at
    raise Invalid(f"No object with {key}: {wanted}")


def ids(spreadsheet: Spreadsheet, kind: str, key: str) -> set[Any]:
    """Return the ids that are taken."""
    return {thing[key] for sheet in spreadsheet.sheets for thing in sheet.attached[kind]}


def written_out(sheet: Sheet, span: Json) -> Json:
    """Return the range with all four sides, as Google stores the range of a filter."""
    area = sheet.area(span)
    sides = {
        "startRowIndex": area.top,
        "endRowIndex": area.bottom,
        "startColumnIndex": area.left,
        "endColumnIndex": area.right,
    }
    return ({"sheetId": sheet.sheet_id} if sheet.sheet_id else {}) | sides


def refuse_beyond_grid(sheet: Sheet, span: Json) -> None:
    """Raise Invalid when a GridRange reaches outside the grid."""
    area = sheet.area(span)
    too_far = span.get("endRowIndex", 0) > len(sheet.rows) or span.get("endColumnIndex", 0) > len(
        sheet.columns
    )
    if too_far or area.top >= len(sheet.rows) or area.left >= len(sheet.columns):
        limits = f"Max rows: {len(sheet.rows)}, max columns: {len(sheet.columns)}"
        raise Invalid(f"range exceeds grid limits. {limits}")
    for start, end in (("startRowIndex", "endRowIndex"), ("startColumnIndex", "endColumnIndex")):
        if start in span and end in span and span[start] >= span[end]:
            raise Invalid(f"range.{end}[{span[end]}] must be greater than {start}[{span[start]}]")
