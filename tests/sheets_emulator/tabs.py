"""Tabs drawn in a test: a title and its rows."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from .entering import raw, serial
from .spreadsheet import Cell, Sheet, new_sheet

DATE = {"type": "DATE", "pattern": "yyyy-mm-dd"}
DATE_TIME = {"type": "DATE_TIME", "pattern": "yyyy-mm-dd hh:mm:ss"}


def draw_tab(title: str, rows: Sequence[Sequence[Any]], sheet_id: int = 0, spare_rows: int = 50) -> Sheet:
    """Return a tab that holds the rows: None is blank, a text that begins with = is a formula."""
    width = max(map(len, rows), default=1)
    sheet = new_sheet(sheet_id, title, len(rows) + spare_rows, max(width, 26))
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            sheet.put(down, right, drawn(value))
    return sheet


def drawn(value: Any) -> Cell:
    """Return a cell with a Python value; a date becomes a number that is shown as one."""
    if value is None or value == "":
        return {}
    if isinstance(value, date):
        shown = DATE_TIME if isinstance(value, datetime) else DATE
        number = {"numberValue": float(serial(value))}
        return {"userEnteredValue": number, "userEnteredFormat": {"numberFormat": shown}}
    if isinstance(value, str) and value.startswith("="):
        return {"userEnteredValue": {"formulaValue": value}}
    return {"userEnteredValue": raw(float(value) if type(value) is int else value).value}
