"""New tabs: where they go, how large they are, and the empty one that every new spreadsheet comes with."""

import unicodedata
from collections.abc import Sequence

from sheets_sync.backends.google.layout.looks import colour
from sheets_sync.backends.google.layout.numbers import Numbers
from sheets_sync.backends.google.layout.sheet import Json, Sheet
from sheets_sync.backends.google.layout.tab import SPARE_ROWS, Tab
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.text import key_of

_FEWEST_ROWS = 200
_FEWEST_COLUMNS = 26  # of a tab that is not ours: as many as Google gives it
_FIRST_ID = 0  # of the tab that a new spreadsheet comes with
_GRID = "gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount,hideGridlines)"


def spare_sheet(sheets: Sequence[Sheet]) -> Sheet | None:
    """Return the empty tab of a new spreadsheet, Sheet1 or Tabellenblatt1, if nobody has touched it."""
    if len(sheets) != 1 or sheets[0].sheet_id != _FIRST_ID or not sheets[0].is_grid:
        return None
    is_first = unicodedata.digit(sheets[0].title[-1:] or "-", None) == 1  # whatever the language
    return sheets[0] if is_first and sheets[0].is_untouched else None


def made_of(sheet: Sheet, layout: TabLayout) -> Tab:
    """Return an untouched tab made into one of ours; it stays where it is."""
    is_named = key_of(sheet.title) == key_of(layout.name)
    properties = _properties(layout, sheet.sheet_id) | ({"title": sheet.title} if is_named else {})
    fields = f"title,hidden,tabColorStyle,{_GRID}"
    request = {"updateSheetProperties": {"properties": properties, "fields": fields}}
    return _empty(properties, layout, request)


def added(layout: TabLayout, index: int, numbers: Numbers) -> Tab:
    """Return a tab added at a place among the others."""
    properties = _properties(layout, numbers.give(layout.name))
    request = {"addSheet": {"properties": {**properties, "index": index}}}
    return _empty(properties, layout, request)


def _properties(layout: TabLayout, sheet_id: int) -> Json:
    first = 0 if layout.is_page else 1
    own = max((len(row.own) for row in layout.rows), default=len(layout.own_headers))
    columns = len(layout.columns) + max(own, len(layout.own_headers))
    grid = {
        "rowCount": max(_FEWEST_ROWS, first + len(layout.rows) + SPARE_ROWS),
        "columnCount": columns if layout.is_ours else max(_FEWEST_COLUMNS, columns),
        "frozenRowCount": layout.frozen_rows,
        "frozenColumnCount": layout.frozen_columns,
        "hideGridlines": layout.is_page,
    }
    return {
        "sheetId": sheet_id,
        "title": layout.name,
        "hidden": layout.hidden,
        **({"tabColorStyle": colour(layout.colour)} if layout.colour else {}),
        "gridProperties": grid,
    }


def _empty(properties: Json, layout: TabLayout, making: Json) -> Tab:
    return Tab(Sheet({"properties": properties}), layout, found={}, making=making)
