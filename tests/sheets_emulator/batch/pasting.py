"""Requests that copy, cut or merge cells."""

from dataclasses import replace

from ..changing import Change, without_value
from ..defaults import without_defaults
from ..errors import Invalid
from ..following import carried, follow_everywhere, refers_to
from ..formulas import Place, effective_value
from ..ranges import Area
from ..references import Reference
from ..runs import RUNS
from ..spreadsheet import MARK, Cell, Json, Sheet
from .fields import refuse_beyond_grid, sheet_of

PASTED = {  # what each kind of paste takes along; relative references count on (discovery: repeatCell)
    "PASTE_NORMAL": ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", *RUNS, MARK),
    "PASTE_VALUES": ("userEnteredValue",),
    "PASTE_FORMULA": ("userEnteredValue",),
    "PASTE_FORMAT": ("userEnteredFormat",),
    "PASTE_NO_BORDERS": ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", *RUNS),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
    "PASTE_CONDITIONAL_FORMATTING": (),
}
Block = list[list[Cell]]


def copy_paste(change: Change, body: Json) -> None:
    """Copy a range; a larger destination is filled with repetitions (discovery)."""
    source = sheet_of(change.spreadsheet, body["source"])
    target = sheet_of(change.spreadsheet, body["destination"])
    start, kind = source.area(body["source"]), body.get("pasteType", "PASTE_NORMAL")
    block = _block(change, source, start, kind)
    if body.get("pasteOrientation") == "TRANSPOSE":
        block = [list(line) for line in zip(*block, strict=True)]
    area = target.area(body["destination"])
    height, width = max(area.height, len(block)), max(area.width, len(block[0]))
    filled = replace(area, bottom=area.top + height, right=area.left + width)
    offset = area.top - start.top, area.left - start.left
    _paste(change, target, filled, block, kind, offset)


def cut_paste(change: Change, body: Json) -> None:
    """Move cells; what hangs on their rows stays, formulas about them follow (facts §4; discovery)."""
    source = sheet_of(change.spreadsheet, body["source"])
    target = sheet_of(change.spreadsheet, body["destination"])
    area, kind = source.area(body["source"]), body.get("pasteType", "PASTE_NORMAL")
    top, left = body["destination"].get("rowIndex", 0), body["destination"].get("columnIndex", 0)
    block = _block(change, source, area, kind)
    _paste(change, source, area, [[{}]], "PASTE_NORMAL")  # all is cut, whatever of it is pasted
    _paste(change, target, Area(top, top + area.height, left, left + area.width), block, kind)
    if source is target:
        _follow_cut(change, source, area, (top - area.top, left - area.left))


def _follow_cut(change: Change, tab: Sheet, area: Area, offset: tuple[int, int]) -> None:
    """Let references to cells that were cut and pasted within their tab mean them where they are now."""

    def follow(found: Reference, sheet: Sheet) -> Reference:
        (top, bottom), (left, right) = found.rows(), found.columns()
        if not refers_to(found, sheet, tab) or not area.contains(Area(top, bottom, left, right)):
            return found
        down, aside = offset
        return found.placed((top + down, bottom + down), (left + aside, right + aside))

    follow_everywhere(change.spreadsheet, follow)


def _block(change: Change, sheet: Sheet, area: Area, kind: str) -> Block:
    """Return the cells to paste; of values alone a formula's is its result (discovery: PasteType)."""
    rows, columns = range(area.top, area.bottom), range(area.left, area.right)
    if kind != "PASTE_VALUES":
        return [[sheet.cell(row, column) for column in columns] for row in rows]
    place = Place(change.spreadsheet, sheet)
    values = [[effective_value(place, row, column) for column in columns] for row in rows]
    return [[{"userEnteredValue": value} if value else {} for value in line] for line in values]


def _paste(
    change: Change, sheet: Sheet, area: Area, block: Block, kind: str, offset: tuple[int, int] = (0, 0)
) -> None:
    """Put the block in, again and again where the area is larger; references count on from its start."""
    sheet.refuse_outside(area)
    change.touch(sheet, area)
    taken = PASTED[kind]
    for row in range(area.height):
        for column in range(area.width):
            down, right = row % len(block), column % len(block[0])
            moved = offset[0] + row - down, offset[1] + column - right
            given = carried(block[down][right], *moved)
            old = sheet.cell(area.top + row, area.left + column)
            over = without_value(old) if "userEnteredValue" in taken else old
            kept = {name: item for name, item in over.items() if name not in taken}
            new = kept | {name: given[name] for name in taken if name in given}
            sheet.put(area.top + row, area.left + column, new)


def merge_cells(change: Change, body: Json) -> None:
    """Merge cells; only the first one keeps its value (discovery: mergeType)."""
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
                sheet.put(row, column, without_value(sheet.cell(row, column)))


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
    """Take apart every merge that lies in the range (discovery)."""
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
