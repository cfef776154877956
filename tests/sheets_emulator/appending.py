"""values.append: the table it finds, and where it writes (facts §3: append)."""

from collections.abc import Iterable

from .changing import Change
from .ranges import Area
from .shifting import inserted, shift_everything
from .spreadsheet import Json, Sheet, blank_rows
from .values import by_rows, write

Places = set[tuple[int, int]]


def append(change: Change, text: str, body: Json, options: Json) -> Json:
    """Write below the last table of the range, from the table's first column on."""
    sheet, searched = change.spreadsheet.locate(text)
    table = last_table(set(sheet.filled()), searched)
    rows = by_rows(body)
    top, left = (table.bottom, table.left) if table else (searched.top, searched.left)
    width = max(map(len, rows), default=0)
    if options.get("insertDataOption") == "INSERT_ROWS" and table:
        _insert(change, sheet, top, len(rows))
    _grow(change, sheet, top + len(rows))
    updates = write(change, sheet, Area(top, top + len(rows), left, left + width), rows, options)
    found = {"tableRange": sheet.address(table)} if table else {}
    return {"spreadsheetId": change.spreadsheet.spreadsheet_id, **found, "updates": updates}


def last_table(filled: Places, searched: Area) -> Area | None:
    """Return the lowest block of touching cells that reaches into the searched area.

    A cell with blank cells around it is a table of its own, so a ragged row misleads (recorded).
    """
    tables = [table for table in _tables(filled) if table.overlaps(searched)]
    return max(tables, key=lambda table: (table.bottom, table.right), default=None)


def _tables(filled: Places) -> Iterable[Area]:
    left = set(filled)
    while left:
        block = _block(left.pop(), left)
        rows, columns = [row for row, _ in block], [column for _, column in block]
        yield Area(min(rows), max(rows) + 1, min(columns), max(columns) + 1)


def _block(seed: tuple[int, int], left: Places) -> Places:
    """Take everything that touches the seed, directly or through others, out of `left`."""
    block, edge = {seed}, [seed]
    while edge:
        row, column = edge.pop()
        around = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)}
        touching = around & left
        left -= touching
        block |= touching
        edge.extend(touching)
    return block


def _insert(change: Change, sheet: Sheet, at: int, count: int) -> None:
    change.touch_gap(sheet, "ROWS", at)
    sheet.rows[at:at] = blank_rows(count)
    shift_everything(change.spreadsheet, inserted(sheet.sheet_id, "ROWS", at, count))


def _grow(change: Change, sheet: Sheet, height: int) -> None:
    """Add the rows that the grid lacks."""
    if height > len(sheet.rows):
        change.touch_gap(sheet, "ROWS", len(sheet.rows))
        sheet.rows.extend(blank_rows(height - len(sheet.rows)))
        change.spreadsheet.refuse_too_large()
