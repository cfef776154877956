"""Requests that copy, cut or merge cells."""

from dataclasses import replace

from ..changing import Change
from ..defaults import without_defaults
from ..errors import Invalid
from ..ranges import Area
from ..spreadsheet import Cell, Json, Sheet
from .fields import refuse_beyond_grid, sheet_of

PASTED = {  # what each kind of paste takes along; formulas are pasted as they are
    "PASTE_NORMAL": ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns"),
    "PASTE_VALUES": ("userEnteredValue",),
    "PASTE_FORMULA": ("userEnteredValue",),
    "PASTE_FORMAT": ("userEnteredFormat",),
    "PASTE_NO_BORDERS": ("userEnteredValue", "userEnteredFormat", "note", "dataValidation"),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
    "PASTE_CONDITIONAL_FORMATTING": (),
}
Block = list[list[Cell]]


def copy_paste(change: Change, body: Json) -> None:
    """Copy a range; a larger destination is filled with repetitions."""
    source = sheet_of(change.spreadsheet, body["source"])
    target = sheet_of(change.spreadsheet, body["destination"])
    block = _block(source, source.area(body["source"]))
    if body.get("pasteOrientation") == "TRANSPOSE":
        block = [list(line) for line in zip(*block, strict=True)]
    area = target.area(body["destination"])
    height, width = max(area.height, len(block)), max(area.width, len(block[0]))
    filled = replace(area, bottom=area.top + height, right=area.left + width)
    _paste(change, target, filled, block, body.get("pasteType", "PASTE_NORMAL"))


def cut_paste(change: Change, body: Json) -> None:
    """Move cells; what hung on their rows stays behind (facts §4: cut and paste of cells)."""
    source = sheet_of(change.spreadsheet, body["source"])
    target = sheet_of(change.spreadsheet, body["destination"])
    area, kind = source.area(body["source"]), body.get("pasteType", "PASTE_NORMAL")
    top, left = body["destination"].get("rowIndex", 0), body["destination"].get("columnIndex", 0)
    block = _block(source, area)
    _paste(change, source, area, [[{}]], kind)
    _paste(change, target, Area(top, top + area.height, left, left + area.width), block, kind)


def _block(sheet: Sheet, area: Area) -> Block:
    rows, columns = range(area.top, area.bottom), range(area.left, area.right)
    return [[sheet.cell(row, column) for column in columns] for row in rows]


def _paste(change: Change, sheet: Sheet, area: Area, block: Block, kind: str) -> None:
    sheet.refuse_outside(area)
    change.touch(sheet, area)
    taken = PASTED[kind]
    for row in range(area.height):
        for column in range(area.width):
            given = block[row % len(block)][column % len(block[0])]
            old = sheet.cell(area.top + row, area.left + column)
            kept = {name: item for name, item in old.items() if name not in taken}
            new = kept | {name: given[name] for name in taken if name in given}
            sheet.put(area.top + row, area.left + column, new)


def merge_cells(change: Change, body: Json) -> None:
    """Merge cells; only the first one keeps its value."""
    sheet = sheet_of(change.spreadsheet, body["range"])
    refuse_beyond_grid(sheet, body["range"])
    area = sheet.area(body["range"])
    change.touch(sheet, area)
    for part in _parts(area, body.get("mergeType")):
        if any(sheet.area(merge).overlaps(part) for merge in sheet.attached["merges"]):
            raise Invalid("You can't merge cells that are merged already.")
        sheet.attached["merges"].append(_as_range(sheet, part))
        for row, column in list(sheet.filled(part)):
            if (row, column) != (part.top, part.left):
                cell = sheet.cell(row, column)
                rest = {name: item for name, item in cell.items() if name != "userEnteredValue"}
                sheet.put(row, column, rest)


def _parts(area: Area, kind: str | None) -> list[Area]:
    if kind == "MERGE_ROWS":
        return [replace(area, top=row, bottom=row + 1) for row in range(area.top, area.bottom)]
    if kind == "MERGE_COLUMNS":
        return [replace(area, left=column, right=column + 1) for column in range(area.left, area.right)]
    return [area]


def _as_range(sheet: Sheet, area: Area) -> Json:
    span = {
        "sheetId": sheet.sheet_id,
        "startRowIndex": area.top,
        "endRowIndex": area.bottom,
        "startColumnIndex": area.left,
        "endColumnIndex": area.right,
    }
    return dict(without_defaults(span))


def unmerge_cells(change: Change, body: Json) -> None:
    """Take apart every merge that lies in the range."""
    sheet = sheet_of(change.spreadsheet, body["range"])
    area = sheet.area(body["range"])
    change.touch(sheet, area)
    merges = sheet.attached["merges"]
    sheet.attached["merges"] = [merge for merge in merges if not area.contains(sheet.area(merge))]


KINDS = {
    "copyPaste": copy_paste,
    "cutPaste": cut_paste,
    "mergeCells": merge_cells,
    "unmergeCells": unmerge_cells,
}
