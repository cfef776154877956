"""Requests about tables; what their column types refuse is told in typed.py (facts §3)."""

from ..changing import Change
from ..defaults import without_defaults
from ..errors import Invalid
from ..spreadsheet import Json
from .fields import find, ids, sheet_of, updated

KEY = "tableId"


def add_table(change: Change, body: Json) -> Json:
    """Make a range a table; its name is unique in the spreadsheet."""
    wanted = body["table"]
    if wanted.get("name") in ids(change.spreadsheet, "tables", "name"):
        raise Invalid("A table with that name already exists.")
    if wanted.get(KEY) in ids(change.spreadsheet, "tables", KEY):
        raise Invalid(f"A table with id {wanted[KEY]} already exists.")
    table = {KEY: wanted.get(KEY) or str(change.fresh_id(None, set())), **without_defaults(wanted)}
    sheet_of(change.spreadsheet, wanted.get("range", {})).attached["tables"].append(table)
    return {"table": table}


def update_table(change: Change, body: Json) -> None:
    """Change the masked fields of a table."""
    wanted = body["table"]
    tables, at = find(change.spreadsheet, "tables", KEY, wanted.get(KEY))
    tables[at] = without_defaults(updated(tables[at], wanted, body)) | {KEY: wanted[KEY]}


def delete_table(change: Change, body: Json) -> None:
    """Delete a table with its cells."""
    tables, at = find(change.spreadsheet, "tables", KEY, body.get(KEY))
    span = tables.pop(at)["range"]
    sheet = sheet_of(change.spreadsheet, span)
    area = sheet.area(span)
    change.touch(sheet, area)
    for row, column in list(sheet.filled(area)):
        sheet.put(row, column, {})


KINDS = {"addTable": add_table, "updateTable": update_table, "deleteTable": delete_table}
