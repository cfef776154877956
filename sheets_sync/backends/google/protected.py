"""What people protected from the tool, in the names that the tabs have in the program."""

from collections.abc import Iterator

from sheets_sync.backends.google.cells import Json
from sheets_sync.backends.google.client import SheetsClient
from sheets_sync.backends.google.failures import Protected
from sheets_sync.backends.google.memory import TAB, remembered
from sheets_sync.spreadsheet.a1 import cell_name, column_letters
from sheets_sync.spreadsheet.schema import TAB_ORDER
from sheets_sync.spreadsheet.text import key_of

FIELDS = "sheets(properties.title,developerMetadata,protectedRanges(range,warningOnly,requestingUserCanEdit))"
_MOST = 3  # ranges that a sentence names


def explained(client: SheetsClient, spreadsheet_id: str) -> Protected:
    """Return the refusal that names the ranges which shut the tool out."""
    ranges = list(shut_out(client.read(spreadsheet_id, fields=FIELDS)))
    return Protected(_listed(ranges), client.found.address)


def shut_out(spreadsheet: Json) -> Iterator[str]:
    """Yield the ranges of the program's tabs that the asking account may not edit, such as matches!A2:C9."""
    for sheet in spreadsheet.get("sheets", ()):
        title = sheet["properties"]["title"]
        name = remembered(sheet, TAB) or key_of(title)
        for protection in sheet.get("protectedRanges", ()) if name in TAB_ORDER else ():
            if not protection.get("warningOnly") and not protection.get("requestingUserCanEdit"):
                yield _named(name, protection.get("range", {}))


def _named(tab: str, span: Json) -> str:
    top, left = span.get("startRowIndex", 0) + 1, span.get("startColumnIndex", 0) + 1
    bottom, right = span.get("endRowIndex"), span.get("endColumnIndex")
    if bottom is None and right is None:
        return f"the tab {tab}" if top == left == 1 else f"{tab}!{cell_name(top, left)} and on"
    if right is None:
        return f"{tab}!{top}:{bottom}"
    if bottom is None:
        return f"{tab}!{column_letters(left)}:{column_letters(right)}"
    return f"{tab}!{cell_name(top, left)}:{cell_name(bottom, right)}"


def _listed(ranges: list[str]) -> str:
    if not ranges:
        return "cells that sheets-sync must write to"
    more = f" and {len(ranges) - _MOST} more" if len(ranges) > _MOST else ""
    return ", ".join(ranges[:_MOST]) + more
