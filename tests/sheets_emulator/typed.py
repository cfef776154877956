"""Cells in typed columns of a table: the table alone says what they take and how they show it.

Google's words are told by many who met them with setDataValidation. That they cover number formats, and
headers as well, is told by some; where nobody knows, the harder answer is given.
"""

from .errors import Invalid
from .masks import Mask, asks_for
from .ranges import Area
from .spreadsheet import Json, Sheet

REFUSED = "This operation is not allowed on cells in typed columns."
UNTYPED = ("", "COLUMN_TYPE_UNSPECIFIED")  # discovery: TableColumnProperties


def refuse_typed(sheet: Sheet, area: Area, mask: Mask) -> None:
    """Raise Invalid where a program sets rules or number formats in a typed column (openclaw/gogcli#710)."""
    sets = asks_for(mask, "dataValidation") or asks_for(mask, "userEnteredFormat", "numberFormat")
    if sets and any(
        area.overlaps(typed) for table in sheet.attached["tables"] for typed in _typed(sheet, table)
    ):
        raise Invalid(REFUSED)


def _typed(sheet: Sheet, table: Json) -> list[Area]:
    whole = sheet.area(table["range"])
    places = [
        whole.left + column.get("columnIndex", 0)  # counted from the table's left edge (discovery)
        for column in table.get("columnProperties", ())
        if column.get("columnType", "") not in UNTYPED
    ]
    return [Area(whole.top, whole.bottom, place, place + 1) for place in places]
