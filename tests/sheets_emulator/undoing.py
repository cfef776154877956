"""Undo: one person's change taken back while what others did since then stays.

Nobody wrote down how Google weighs an undo against newer edits. Here rows, columns and tabs go back
where they were, by position; any other change puts back what its cells held before it. So a value that
a program wrote after a sort stays in its row when the sort is undone: the harder case for the program.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from .following import with_renamed_tab
from .shifting import Shift, deleted, inserted, moved, shift_everything
from .spreadsheet import Column, Json, Row, Sheet, Spreadsheet
from .tags import lines


@dataclass(frozen=True, eq=False)
class Version:
    """One change: who made it, by which requests, and the spreadsheet before it."""

    before: Spreadsheet
    author: str
    requests: tuple[Json, ...] = ()


def taken_back(version: Version, after: Spreadsheet, now: Spreadsheet) -> Spreadsheet:
    """Return the spreadsheet as it is now without that change; `after` is what the change had made."""
    if now is after:
        return version.before.copy()
    result = now.copy()
    kinds = [kind for request in version.requests for kind in request]
    if len(kinds) == 1 and kinds[0] in INVERSES:
        INVERSES[kinds[0]](result, version.before, version.requests[0][kinds[0]])
    else:
        _put_back_cells(result, version.before, after)
    return result


def _put_back_cells(now: Spreadsheet, before: Spreadsheet, after: Spreadsheet) -> None:
    old = {sheet.sheet_id: sheet for sheet in before.sheets}
    new = {sheet.sheet_id: sheet for sheet in after.sheets}
    for sheet in now.sheets:
        if sheet.sheet_id in old and sheet.sheet_id in new:
            _put_back_in(sheet, old[sheet.sheet_id], new[sheet.sheet_id])


def _put_back_in(sheet: Sheet, before: Sheet, after: Sheet) -> None:
    for at, (was, became) in enumerate(zip(before.rows, after.rows, strict=False)):
        if was is not became and at < len(sheet.rows):
            sheet.rows[at] = _with_cells_of(sheet.rows[at], was, became)
    for kind, things in before.attached.items():
        if things != after.attached[kind]:
            sheet.attached[kind] = list(things)
    if before.basic_filter != after.basic_filter:
        sheet.basic_filter = before.basic_filter


def _with_cells_of(row: Row, was: Row, became: Row) -> Row:
    for key in was.cells.keys() | became.cells.keys():
        if was.cells.get(key) != became.cells.get(key):
            cells = {other: cell for other, cell in row.cells.items() if other != key}
            row = replace(row, cells={**cells, **({key: was.cells[key]} if key in was.cells else {})})
    return row


def _span(body: Json) -> tuple[str, int, int]:
    return body["dimension"], body.get("startIndex", 0), body["endIndex"]


def _undo_insert(now: Spreadsheet, before: Spreadsheet, body: Json) -> None:
    sheet, (dimension, start, end) = now.sheet(body["range"].get("sheetId", 0)), _span(body["range"])
    del lines(sheet, dimension)[start:end]
    shift_everything(now, deleted(sheet.sheet_id, dimension, start, end))


def _undo_delete(now: Spreadsheet, before: Spreadsheet, body: Json) -> None:
    sheet, (dimension, start, end) = now.sheet(body["range"].get("sheetId", 0)), _span(body["range"])
    old = before.sheet(sheet.sheet_id)
    gone = lines(old, dimension)[start:end]
    lines(sheet, dimension)[start:start] = gone
    keys = {line.key for line in gone if isinstance(line, Column)}
    for at, row in enumerate(old.rows[: len(sheet.rows)] if keys else ()):
        back = {key: cell for key, cell in row.cells.items() if key in keys}
        sheet.rows[at] = replace(sheet.rows[at], cells={**sheet.rows[at].cells, **back})
    shift_everything(now, inserted(sheet.sheet_id, dimension, start, end - start))


def _undo_move(now: Spreadsheet, before: Spreadsheet, body: Json) -> None:
    sheet, (dimension, start, end) = now.sheet(body["source"].get("sheetId", 0)), _span(body["source"])
    count, destination = end - start, body.get("destinationIndex", 0)
    landing = destination - count if destination > start else destination
    every = lines(sheet, dimension)
    block = every[landing : landing + count]
    del every[landing : landing + count]
    every[start:start] = block
    back: Shift = moved(
        sheet.sheet_id, dimension, landing, landing + count, start + count if start > landing else start
    )
    shift_everything(now, back)


def _undo_new_tab(now: Spreadsheet, before: Spreadsheet, body: Json) -> None:
    known = {sheet.sheet_id for sheet in before.sheets}
    asked = body.get("newSheetId") or body.get("properties", {}).get("sheetId")
    newest = [
        sheet for sheet in now.sheets if sheet.sheet_id not in known and asked in (None, sheet.sheet_id)
    ]
    now.sheets = [sheet for sheet in now.sheets if sheet not in newest[:1]]


def _undo_deleted_tab(now: Spreadsheet, before: Spreadsheet, body: Json) -> None:
    sheet = before.sheet(body.get("sheetId", 0))
    now.sheets.insert(before.sheets.index(sheet), sheet.copy())


def _undo_properties(now: Spreadsheet, before: Spreadsheet, body: Json) -> None:
    sheet = now.sheet(body["properties"].get("sheetId", 0))
    old = before.sheet(sheet.sheet_id)
    if sheet.title != old.title:
        with_renamed_tab(now, sheet.title, old.title)
    sheet.title, sheet.properties, sheet.grid_properties = old.title, old.properties, old.grid_properties


INVERSES: dict[str, Callable[[Spreadsheet, Spreadsheet, Any], None]] = {
    "insertDimension": _undo_insert,
    "deleteDimension": _undo_delete,
    "moveDimension": _undo_move,
    "addSheet": _undo_new_tab,
    "duplicateSheet": _undo_new_tab,
    "deleteSheet": _undo_deleted_tab,
    "updateSheetProperties": _undo_properties,
}
