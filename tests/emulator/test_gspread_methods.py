"""The rest of gspread's methods, each once: none meets anything that the emulator does not know."""

from collections.abc import Callable
from typing import Any

import gspread
import pytest
from sheets_emulator import Emulator

Use = Callable[[gspread.Client, gspread.Spreadsheet, gspread.Worksheet], Any]
RAW = {"valueInputOption": "RAW"}
BOLD = {"textFormat": {"bold": True}}

CLIENT: dict[str, Use] = {
    "openall": lambda client, book, tab: client.openall(),
    "open_by_url": lambda client, book, tab: client.open_by_url(book.url),
    "get_file_drive_metadata": lambda client, book, tab: client.get_file_drive_metadata(book.id),
    "insert_permission": lambda client, book, tab: client.insert_permission(
        book.id, "ada@example.org", "user", "writer"
    ),
    "copy": lambda client, book, tab: client.copy(book.id, copy_permissions=True, copy_comments=True),
}
SPREADSHEET: dict[str, Use] = {
    "update_locale": lambda client, book, tab: book.update_locale("de_DE"),
    "update_timezone": lambda client, book, tab: book.update_timezone("Europe/Berlin"),
    "values_batch_get": lambda client, book, tab: book.values_batch_get(["A1:B2"]),
    "values_update": lambda client, book, tab: book.values_update("A1", params=RAW, body={"values": [["x"]]}),
    "values_append": lambda client, book, tab: book.values_append("A1", RAW, {"values": [["x"]]}),
    "values_batch_update": lambda client, book, tab: book.values_batch_update(
        {**RAW, "data": [{"range": "A1", "values": [["x"]]}]}
    ),
    "values_clear": lambda client, book, tab: book.values_clear("A1"),
    "values_batch_clear": lambda client, book, tab: book.values_batch_clear(body={"ranges": ["A1"]}),
    "batch_update": lambda client, book, tab: book.batch_update({"requests": [{"addSheet": {}}]}),
    "get_worksheet_by_id": lambda client, book, tab: book.get_worksheet_by_id(0),
    "duplicate_sheet": lambda client, book, tab: [book.duplicate_sheet(0) for _ in range(2)],
    "del_worksheet_by_id": lambda client, book, tab: book.del_worksheet_by_id(book.duplicate_sheet(0).id),
    "remove_permissions": lambda client, book, tab: book.remove_permissions("ada@example.org"),
    "creationTime": lambda client, book, tab: book.creationTime,
    "get_lastUpdateTime": lambda client, book, tab: book.get_lastUpdateTime(),
}
WORKSHEET: dict[str, Use] = {
    "add_rows": lambda client, book, tab: tab.add_rows(2),
    "add_cols": lambda client, book, tab: tab.add_cols(2),
    "append_row": lambda client, book, tab: tab.append_row(["x"]),
    "batch_get": lambda client, book, tab: tab.batch_get(["A1:B2", "C1"]),
    "batch_update": lambda client, book, tab: tab.batch_update([{"range": "A5", "values": [["x"]]}]),
    "batch_format": lambda client, book, tab: tab.batch_format([{"range": "A1", "format": BOLD}]),
    "batch_merge": lambda client, book, tab: tab.batch_merge([{"range": "G1:H1"}]),
    "update_cells": lambda client, book, tab: tab.update_cells([gspread.Cell(1, 1, "x")]),
    "update_cell": lambda client, book, tab: tab.update_cell(1, 1, "=1+1"),
    "range": lambda client, book, tab: tab.range("A1:B2"),
    "row_values": lambda client, book, tab: tab.row_values(1),
    "get_all_cells": lambda client, book, tab: tab.get_all_cells(),
    "expand": lambda client, book, tab: tab.expand("A1"),
    "insert_rows": lambda client, book, tab: tab.insert_rows([["x"]], 1),
    "delete_columns": lambda client, book, tab: tab.delete_columns(3),
    "insert_notes": lambda client, book, tab: tab.insert_notes({"A1": "n"}),
    "update_notes": lambda client, book, tab: tab.update_notes({"A1": "n"}),
    "get_notes": lambda client, book, tab: tab.get_notes(),
    "clear_notes": lambda client, book, tab: tab.clear_notes(["A1"]),
    "hide_rows": lambda client, book, tab: (tab.hide_rows(0, 1), tab.unhide_rows(0, 1)),
    "hide_columns": lambda client, book, tab: (tab.hide_columns(0, 1), tab.unhide_columns(0, 1)),
    "hide_gridlines": lambda client, book, tab: (tab.hide_gridlines(), tab.show_gridlines()),
    "rows_auto_resize": lambda client, book, tab: tab.rows_auto_resize(0, 1),
    "add_dimension_group_columns": lambda client, book, tab: (
        tab.add_dimension_group_columns(0, 2),
        tab.list_dimension_group_columns(),
        tab.delete_dimension_group_columns(0, 2),
    ),
    "update_index": lambda client, book, tab: tab.update_index(0),
    "merged": lambda client, book, tab: tab.get_values(combine_merged_cells=True),
}
EVERY = {**CLIENT, **SPREADSHEET, **WORKSHEET}


@pytest.mark.parametrize("name", EVERY)
def test_a_method_is_used(name: str, google: gspread.Client, emulator: Emulator):
    book = google.create("program")
    book.share("ada@example.org", perm_type="user", role="reader", notify=False)
    book.sheet1.update([["a", "b", "c"], [1, 2, 3]])
    EVERY[name](google, book, book.sheet1)
    assert all(request.status in (200, 204) for request in emulator.requests)
