"""Copies of whole tabs: the cells are the same, what hangs on them gets ids of its own."""

from dataclasses import replace
from typing import Any

from ..changing import Change
from ..describing import describe_sheet_properties
from ..errors import Invalid
from ..shifting import GRID_RANGE_KEYS
from ..spreadsheet import Json, Sheet, Spreadsheet, Tag
from ..tags import every_tag
from .fields import ids
from .sheets import place, refuse_taken

PLACES = ("range", "ranges", "unprotectedRanges", "position", "overlayPosition", "anchorCell")
OWN_IDS = {
    "protectedRanges": "protectedRangeId",
    "filterViews": "filterViewId",
    "charts": "chartId",
    "bandedRanges": "bandedRangeId",
    "tables": "tableId",
}


def duplicate_sheet(change: Change, body: Json) -> Json:
    """Copy a tab with its cells, formats and rules; for its developer metadata see Undocumented."""
    source = _source(change.spreadsheet, body.get("sourceSheetId", 0))
    title = body.get("newSheetName") or free_copy_title(change.spreadsheet, source.title)
    refuse_taken(change.spreadsheet, title)
    taken = {sheet.sheet_id for sheet in change.spreadsheet.sheets}
    copy = copied(change, source, change.fresh_id(body.get("newSheetId"), taken), title)
    place(change.spreadsheet, copy, body.get("insertSheetIndex", 0))
    return {"properties": describe_sheet_properties(change.spreadsheet, copy)}


def free_copy_title(spreadsheet: Spreadsheet, title: str) -> str:
    """Return a title for a copy that no tab has yet (discovery: a new name is chosen for you)."""
    taken = {sheet.title.lower() for sheet in spreadsheet.sheets}
    wanted, number = f"Copy of {title}", 1
    while wanted.lower() in taken:
        wanted, number = f"Copy of {title} {number}", number + 1
    return wanted


def _source(spreadsheet: Spreadsheet, sheet_id: int) -> Sheet:
    """Return the tab to copy; the refusal has words of its own (a-marenkov/gsheets#14)."""
    for sheet in spreadsheet.sheets:
        if sheet.sheet_id == sheet_id:
            return sheet
    raise Invalid(f"No sheet with id: {sheet_id}")


def copied(change: Change, source: Sheet, sheet_id: int, title: str) -> Sheet:
    """Return a copy of a tab under a new id, its attached things with new ids of their own."""
    attached = {
        kind: [_under_new_ids(change, kind, _in_sheet(thing, source.sheet_id, sheet_id)) for thing in things]
        for kind, things in source.attached.items()
    }
    taken = {tagged.tag.metadata_id for tagged in every_tag(change.spreadsheet)}
    return replace(
        source,
        sheet_id=sheet_id,
        title=title,
        rows=[
            replace(row, tags=_retagged(change, row.tags, taken)) if row.tags else row for row in source.rows
        ],
        columns=[replace(column, tags=_retagged(change, column.tags, taken)) for column in source.columns],
        attached=attached,
        basic_filter=_in_sheet(source.basic_filter, source.sheet_id, sheet_id),
        tags=_retagged(change, source.tags, taken),
    )


def _retagged(change: Change, tags: tuple[Tag, ...], taken: set[int]) -> tuple[Tag, ...]:
    """Return the tags of the copy: none, or the same under ids that are free (facts §4: unique ids)."""
    if not change.undocumented.copies_keep_tags:
        return ()
    numbers = []
    for _ in tags:
        numbers.append(change.fresh_id(None, taken))
        taken.add(numbers[-1])
    return tuple(replace(tag, metadata_id=number) for tag, number in zip(tags, numbers, strict=True))


def _in_sheet(value: Any, old: int, new: int) -> Any:
    """Return the thing with its ranges in the new tab instead of the old."""
    if isinstance(value, list):
        return [_in_sheet(item, old, new) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() <= GRID_RANGE_KEYS or "dimension" in value:  # {} is all of the tab with sheetId 0
        return {**value, "sheetId": new} if value.get("sheetId", 0) == old else value
    return {key: _in_sheet(item, old, new) if key in PLACES else item for key, item in value.items()}


def _under_new_ids(change: Change, kind: str, thing: Json) -> Json:
    key = OWN_IDS.get(kind)
    if key is None:
        return thing
    number = change.fresh_id(None, ids(change.spreadsheet, kind, key))
    return {**thing, key: str(number) if kind == "tables" else number}


KINDS = {"duplicateSheet": duplicate_sheet}
