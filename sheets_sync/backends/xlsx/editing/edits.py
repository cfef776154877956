"""A workbook with a change set applied: the bytes of the new file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheets_sync.backends.xlsx.container.prologs import utf8
from sheets_sync.backends.xlsx.container.rebuilding import rebuilt
from sheets_sync.backends.xlsx.editing.bookpart import (
    needs_recalculation,
    with_recalculation,
    with_tabs_shown,
    without_calculation_chain,
)
from sheets_sync.backends.xlsx.editing.cells import cell_xml
from sheets_sync.backends.xlsx.editing.cellstyles import CellStyles, TabStyles
from sheets_sync.backends.xlsx.editing.heights import RowHeights
from sheets_sync.backends.xlsx.editing.sheetpart import PlacedCell, SheetPart, sheet_part
from sheets_sync.backends.xlsx.editing.writes import Writes, touched_tabs, writes
from sheets_sync.backends.xlsx.reading.snapshots import SheetRead, read_sheet
from sheets_sync.backends.xlsx.reading.workbook import Sheet, Workbook
from sheets_sync.spreadsheet.a1 import cell_name
from sheets_sync.spreadsheet.changes import ChangeSet
from sheets_sync.spreadsheet.snapshot import Plain


@dataclass(frozen=True)
class TabEdit:
    """One tab that changes: where it lies, what it held, what is written into it."""

    sheet: Sheet
    before: SheetRead
    writes: Writes


@dataclass(frozen=True)
class Edited:
    """A changed workbook, and what was changed in its tabs."""

    data: bytes
    tabs: tuple[TabEdit, ...]


def edited(workbook: Workbook, changes: ChangeSet) -> Edited:
    """Return the workbook with the changes; its very bytes where they change nothing."""
    tabs = tuple(_tab_edits(workbook, changes))
    parts, gone = _sheet_parts(workbook, tabs)
    dropped: list[str] = []
    if gone:
        chain, mentions = without_calculation_chain(workbook)
        parts |= mentions
        dropped += [chain] if chain else []
    parts |= _book_part(workbook, changes, bool(tabs))
    return Edited(rebuilt(workbook.package, parts, dropped) if parts else workbook.package.data, tabs)


def _tab_edits(workbook: Workbook, changes: ChangeSet) -> Iterator[TabEdit]:
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for name in touched_tabs(changes):
        if name not in sheets:
            raise ValueError(f"no tab is called {name}")
        before = read_sheet(workbook, sheets[name])
        yield TabEdit(sheets[name], before, writes(before, changes))


def _sheet_parts(workbook: Workbook, tabs: tuple[TabEdit, ...]) -> tuple[dict[str, bytes], bool]:
    """Return the parts with the new cells, and whether any formula is gone with the old ones."""
    part = workbook.related("styles")
    styles = CellStyles(workbook.package.read(part) if part else None, workbook.shown)
    edited = {tab.sheet.part: _sheet(workbook, tab, styles) for tab in tabs}
    parts = {name: data for name, (data, _) in edited.items()}
    new_styles = styles.part()
    if part and new_styles:
        parts[part] = new_styles
    return parts, any(gone for _, gone in edited.values())


def _sheet(workbook: Workbook, tab: TabEdit, styles: CellStyles) -> tuple[bytes, bool]:
    part = sheet_part(b"".join(utf8(workbook.package, tab.sheet.part)))
    wanted = _with_cleared(part, tab.writes) if tab.writes.clears else tab.writes.values
    chooser = TabStyles(styles, part, tab.before.tab)

    def write(row: int, column: int, cell: PlacedCell | None) -> str:
        value = wanted[row][column]
        if cell is None and value in (None, ""):
            return ""
        style = chooser.choose(row, column, cell, value)
        return cell_xml(part.located.sheet_data.prefix, cell_name(row, column), style, value, workbook.epoch)

    heights = RowHeights(styles, part, tab.before.tab)
    data = part.edited(wanted, write, lambda row: heights.needed(row, wanted[row]))
    return data, _loses_formulas(part, wanted)


def _loses_formulas(part: SheetPart, wanted: Mapping[int, Mapping[int, Plain]]) -> bool:
    """Tell whether a formula is overwritten: in a cleared tab, or one that only says TRUE or FALSE."""
    cells = ((cell, columns) for row, columns in wanted.items() for cell in part.cells(row))
    return any(cell.holds_formula and cell.column in columns for cell, columns in cells)


def _with_cleared(part: SheetPart, new: Writes) -> Mapping[int, Mapping[int, Plain]]:
    """Return the values with a None for every other cell below the headers."""
    cleared = {
        number: dict.fromkeys(cell.column for cell in part.cells(number) if cell.column not in new.kept)
        for number in part.numbers
        if number > 1
    }
    rows = sorted(cleared.keys() | new.values.keys())
    return {row: {**cleared.get(row, {}), **new.values.get(row, {})} for row in rows}


def _book_part(workbook: Workbook, changes: ChangeSet, cells_change: bool) -> dict[str, bytes]:
    before = workbook.package.read(workbook.part)
    after = with_tabs_shown(before, changes.shown) if changes.shown else before
    if cells_change and needs_recalculation(workbook):
        after = with_recalculation(after)
    return {workbook.part: after} if after != before else {}
