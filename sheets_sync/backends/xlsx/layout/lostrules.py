"""Drop-downs and messages that an old tab has lost, or that stayed behind when its rows were sorted."""

from collections.abc import Iterator

from openpyxl.worksheet.datavalidation import DataValidation

from sheets_sync.backends.xlsx.layout.dropdowns import LAST_ROW, rows_below, validation_of
from sheets_sync.backends.xlsx.layout.oldtab import OldTab
from sheets_sync.backends.xlsx.layout.tabs import add_validation
from sheets_sync.spreadsheet.a1 import cell_name
from sheets_sync.spreadsheet.text import key_of


def restored_columns(tab: OldTab) -> Iterator[str]:
    """Put back the rules of columns that have none any more, and yield their headers."""
    for column in () if tab.layout.is_page else tab.layout.columns:
        place = (tab.places[column.header], 2, LAST_ROW)
        if validation_of(column.cells) and not (tab.rules(*place) or tab.is_ruled_elsewhere(*place)):
            add_validation(tab.sheet, column.cells, [rows_below(place[0])])
            yield column.header


def restored_cells(tab: OldTab) -> Iterator[str]:
    """Give each setting and box its own rule, which stays behind when people sort; yield their names."""
    own = [(row, validation_of(row.value_cell)) for row in tab.layout.rows if row.value_cell]
    ours = [rule for _, rule in own if rule]
    rows = tab.rows_by_name()
    for row, wanted in own:
        number = rows.get(key_of(str(row.values[0])))
        if number and row.value_cell:
            found = tab.rules(tab.places["value"], number, number)
            misplaced = not wanted and any(_alike(rule, other) for rule in found for other in ours)
            if misplaced or (wanted and not any(_alike(rule, wanted) for rule in found)):
                tab.release(tab.places["value"], number)
                add_validation(tab.sheet, row.value_cell, [cell_name(number, tab.places["value"])])
                yield str(row.values[0])


def _alike(rule: DataValidation, wanted: DataValidation) -> bool:
    return (rule.type, rule.formula1) == (wanted.type, wanted.formula1) or rule.type == wanted.type != "list"
