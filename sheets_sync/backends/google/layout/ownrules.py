"""The rules of single cells, such as each setting's own: put back, and put right where rows were sorted."""

from collections.abc import Iterator

from sheets_sync.backends.google.layout.addition import Addition, Stage, addition
from sheets_sync.backends.google.layout.looks import NUMBER_FORMAT, NUMBER_FORMATS
from sheets_sync.backends.google.layout.requests import column_span, repeat_cell, set_rule
from sheets_sync.backends.google.layout.rules import Address, alike, has_rule, rule_of
from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.backends.google.layout.tab import VALUE, Tab
from sheets_sync.backends.google.layout.upkeep import has_format
from sheets_sync.spreadsheet.look import CellLayout


def missing_own_rules(tab: Tab, address: Address) -> Iterator[Addition]:
    """Yield the rules and number formats of cells that differ from their column."""
    own = [(number, row) for number, row in tab.rows_with_own_cells() if _is_ours_to_mend(tab, number)]
    ours = [rule for _, row in own if row.value_cell and (rule := rule_of(row.value_cell, address))]
    mends = {
        str(row.values[0]): list(_mend(tab, number, row.value_cell, ours, address))
        for number, row in own
        if row.value_cell
    }
    names = [name for name, requests in mends.items() if requests]
    if names:
        requests = [request for name in names for request in mends[name]]
        done = f"Put drop-downs and boxes back in {tab.layout.name}: {', '.join(names)}."
        yield addition(done, Stage.CELLS, requests)


def _is_ours_to_mend(tab: Tab, row: int) -> bool:
    return row not in tab.new_rows and not tab.sheet.is_in_table(row, tab.places[VALUE])


def _mend(tab: Tab, row: int, cells: CellLayout, ours: list[Json], address: Address) -> Iterator[Json]:
    place = tab.places[VALUE]
    cell, where = tab.sheet.cell(row, place), column_span(tab.sheet_id, place, row, row + 1)
    wanted = rule_of(cells, address)
    if has_rule(cell):
        found = cell["dataValidation"]
        misplaced = any(alike(found, rule) for rule in ours) and not (wanted and alike(found, wanted))
    else:
        misplaced = wanted is not None
    if misplaced:
        yield set_rule(where, wanted)
    shown_as = NUMBER_FORMATS.get(cells.format)
    if shown_as and not has_format(cell):
        yield repeat_cell(where, {"userEnteredFormat": {"numberFormat": shown_as}}, NUMBER_FORMAT)
