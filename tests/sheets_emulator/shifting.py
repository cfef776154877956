"""How ranges follow when rows or columns are inserted, deleted or moved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .filtering import BY_COLUMN, with_columns
from .following import follow_everywhere, refers_to
from .references import Reference
from .spreadsheet import Json, Sheet, Spreadsheet

Span = tuple[int, int]  # start, end (excluded)
RANGE_FIELDS = {
    "ROWS": ("startRowIndex", "endRowIndex", "rowIndex"),
    "COLUMNS": ("startColumnIndex", "endColumnIndex", "columnIndex"),
}
GRID_RANGE_KEYS = {"sheetId", *RANGE_FIELDS["ROWS"], *RANGE_FIELDS["COLUMNS"]}


@dataclass(frozen=True)
class Shift:
    """One change of rows or columns of one tab, as seen by the ranges in it."""

    sheet_id: int
    dimension: str
    follow: Callable[[Span], Span | None]  # None: nothing of the span is left


def inserted(sheet_id: int, dimension: str, at: int, count: int) -> Shift:
    """Return the shift for new lines: spans below move, spans around the place grow."""

    def follow(span: Span) -> Span:
        start, end = span
        return start + count * (start >= at), end + count * (end > at)

    return Shift(sheet_id, dimension, follow)


def deleted(sheet_id: int, dimension: str, start: int, end: int) -> Shift:
    """Return the shift for lines taken away: spans shrink, and go when nothing is left."""

    def place(index: int) -> int:
        return index - min(max(index - start, 0), end - start)

    def follow(span: Span) -> Span | None:
        first, last = place(span[0]), place(span[1])
        return (first, last) if first < last else None

    return Shift(sheet_id, dimension, follow)


def moved(sheet_id: int, dimension: str, start: int, end: int, destination: int) -> Shift:
    """Return the shift for a moved block: what lies in it goes along, the rest closes up."""
    count = end - start
    landing = destination - count if destination > start else destination
    take_out = deleted(sheet_id, dimension, start, end).follow
    put_in = inserted(sheet_id, dimension, landing, count).follow

    def follow(span: Span) -> Span | None:
        if start <= span[0] and span[1] <= end:
            return span[0] - start + landing, span[1] - start + landing
        rest = take_out(span)
        return put_in(rest) if rest else None

    return Shift(sheet_id, dimension, follow)


def shift_everything(spreadsheet: Spreadsheet, shift: Shift) -> None:
    """Let every range and every formula follow; what lost its whole range is gone (facts §3, §4)."""
    for sheet in spreadsheet.sheets:
        _shift_sheet(sheet, shift)
    spreadsheet.named_ranges = _shift_list(spreadsheet.named_ranges, shift)
    target = spreadsheet.sheet(shift.sheet_id)

    def follow(found: Reference, sheet: Sheet) -> Reference | None:
        return _shift_reference(found, shift) if refers_to(found, sheet, target) else found

    follow_everywhere(spreadsheet, follow)


def _shift_reference(found: Reference, shift: Shift) -> Reference | None:
    rows = shift.follow(found.rows()) if shift.dimension == "ROWS" else found.rows()
    columns = shift.follow(found.columns()) if shift.dimension == "COLUMNS" else found.columns()
    return found.placed(rows, columns) if rows and columns else None


def _shift_sheet(sheet: Sheet, shift: Shift) -> None:
    if shift.dimension == "COLUMNS" and sheet.sheet_id == shift.sheet_id:
        _shift_filters(sheet, shift)
    sheet.attached = {kind: _shift_list(things, shift) for kind, things in sheet.attached.items()}
    if sheet.basic_filter:
        sheet.basic_filter = _shift(sheet.basic_filter, shift)


def _shift_filters(sheet: Sheet, shift: Shift) -> None:
    """Let what a filter says about columns follow them; a deleted column has no criteria any more."""

    def follow(column: int) -> int | None:
        span = shift.follow((column, column + 1))
        return span[0] if span else None

    views = sheet.attached["filterViews"]
    sheet.attached["filterViews"] = [with_columns(view, follow) for view in views]
    if sheet.basic_filter:
        sheet.basic_filter = with_columns(sheet.basic_filter, follow)


def _shift_list(things: list[Json], shift: Shift) -> list[Json]:
    """Shift each; merges are bare ranges, everything else has its range inside."""
    shifted = [_shift(thing, shift) for thing in things]
    return [thing for thing in shifted if thing is not None]


def _shift(value: Any, shift: Shift) -> Any:
    """Return the value with all ranges in it moved along, or None where its own range is gone."""
    if isinstance(value, list):
        return [item for item in (_shift(item, shift) for item in value) if item is not None]
    if not isinstance(value, dict):
        return value
    if value and (value.keys() <= GRID_RANGE_KEYS or "dimension" in value):
        return _shift_range(value, shift)
    result = {key: item if key in BY_COLUMN else _shift(item, shift) for key, item in value.items()}
    if ("range" in value and result["range"] is None) or (value.get("ranges") and not result["ranges"]):
        return None
    return {key: item for key, item in result.items() if item is not None}


def _shift_range(value: Json, shift: Shift) -> Json | None:
    if value.get("sheetId", 0) != shift.sheet_id:
        return value
    first, last, single = RANGE_FIELDS[shift.dimension]
    if value.get("dimension") == shift.dimension:
        return _moved_span(value, "startIndex", "endIndex", shift)
    if single in value:
        span = shift.follow((value[single], value[single] + 1))
        return {**value, single: span[0]} if span else value
    return _moved_span(value, first, last, shift)


def _moved_span(value: Json, first: str, last: str, shift: Shift) -> Json | None:
    """Move a span's ends; an end left open stays open."""
    if first not in value and last not in value:
        return value
    far = 1 << 40
    span = shift.follow((value.get(first, 0), value.get(last, far)))
    if span is None:
        return None
    moved_ends = dict(zip((first, last), span, strict=True))
    return {**value, **{key: end for key, end in moved_ends.items() if key in value}}
