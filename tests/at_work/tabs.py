"""The tabs of the live sheet as the program knows them, whatever people call them and their columns now."""

from functools import cache
from typing import Any

from pictures import spreadsheet
from sheets_emulator.spreadsheet import Column, Sheet, Spreadsheet

from at_work.program import pictures
from sheets_sync.backends.google.reading.memory import COLUMN
from sheets_sync.spreadsheet.schema import load_schemas

RENAMED = " (new name)"
TABS = {at: tab.name for at, tab in enumerate(spreadsheet(*pictures()), 100)}  # as `live.put` numbers them


def name_of(sheet: Sheet) -> str:
    """Return the name under which the program knows a tab; a copy has only its title."""
    return TABS.get(sheet.sheet_id, sheet.title.removesuffix(RENAMED))


def is_copy(sheet: Sheet) -> bool:
    """Did people make this tab?"""
    return name_of(sheet) not in TABS.values()


def sheet_of(spreadsheet: Spreadsheet, name: str) -> Sheet:
    """Return the tab with that name in the program; KeyError where it is gone."""
    return {name_of(sheet): sheet for sheet in spreadsheet.sheets}[name]


def headers(sheet: Sheet) -> dict[int, str]:
    """Return what the columns were called before people renamed them, by their keys."""
    said = ((key, cell.get("userEnteredValue", {})) for key, cell in sheet.rows[0].cells.items())
    return {key: value.get("stringValue", "").removesuffix(RENAMED) for key, value in said}


def key_of_column(sheet: Sheet, name: str) -> int:
    """Return the key of a column; KeyError where it is gone."""
    there = {column.key for column in sheet.columns}
    return {known: key for key, known in headers(sheet).items() if key in there}[name]


def header(sheet: Sheet, name: str) -> str:
    """Return what people call a column now; KeyError where it is gone."""
    return str(sheet.rows[0].cells[key_of_column(sheet, name)]["userEnteredValue"]["stringValue"])


def tools_columns(sheet: Sheet) -> frozenset[int]:
    """Return the keys of the columns that the tool owns, be it that it made them under such a name."""
    named, owned = headers(sheet), _tools(name_of(sheet))
    return frozenset(
        column.key for column in sheet.columns if {named.get(column.key), _made_as(column)} & owned
    )


def _made_as(column: Column) -> str | None:
    made = (tag.value.partition(".")[2] for tag in column.tags if tag.key == COLUMN and tag.value)
    return next(made, None)


@cache
def _tools(tab: str) -> frozenset[str]:
    if tab == "start_here":
        return frozenset({"value"})
    schema = load_schemas().get(tab)
    return frozenset(column.name for column in schema.tool_owned) if schema else frozenset()


def rows_of(sheet: Sheet) -> list[dict[str, Any]]:
    """Return what the rows below the headers say, by the names of the columns; blank rows left out."""
    named = headers(sheet)
    found = []
    for row in sheet.rows[1:]:
        filled = ((named.get(key), cell.get("userEnteredValue")) for key, cell in row.cells.items())
        values = {name: next(iter(value.values())) for name, value in filled if name and value}
        if any(value not in ("", False) for value in values.values()):
            found.append(values)
    return found
