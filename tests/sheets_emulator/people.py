"""People who work in the spreadsheet while the tool runs: what they do, by hand, to a tab.

Their acts are the API's own requests in their own name, so everything follows as it does for them.
Rows are numbered from 1, as at the left edge of the sheet; columns are named by their header in row 1.
"""

from dataclasses import dataclass
from typing import Any

from .batch import apply_all
from .entering import Entered, typed
from .formulas import Value
from .ranges import column_letters, quoted
from .spreadsheet import Json, Sheet, Spreadsheet
from .store import File, Store, undo
from .undoing import Version


@dataclass(frozen=True)
class Person:
    """Somebody with the spreadsheet open."""

    store: Store
    spreadsheet_id: str
    email: str

    @property
    def spreadsheet(self) -> Spreadsheet:
        """Return the spreadsheet as it is now."""
        return self.store.file(self.spreadsheet_id, self.email).spreadsheet

    def do(self, *requests: Json) -> list[Json]:
        """Carry out any requests of batchUpdate."""
        with self.store.change(self.spreadsheet_id, self.email, by_hand=True) as change:
            return apply_all(change, list(requests))

    def edit(self, tab: str, address: str, value: Value) -> None:
        """Type a value into one cell, such as B3; an empty text clears it."""
        with self.store.change(self.spreadsheet_id, self.email, by_hand=True) as change:
            sheet, area = change.spreadsheet.locate(f"{quoted(tab)}!{address}")
            change.touch(sheet, area)
            entered = typed(value, change.spreadsheet.locale) if value != "" else Entered({})
            change.enter(sheet, area.top, area.left, entered)

    def edit_row(self, tab: str, at: int, **values: Value) -> None:
        """Type values into one row, each under the header that it is named by."""
        for header, value in values.items():
            self.edit(tab, f"{column_letters(self.column(tab, header))}{at}", value)

    def mention(self, tab: str, address: str, email: str) -> None:
        """Type @ and a person's name into one cell: a chip fills it, an @ is its text (discovery)."""
        chip = {"chip": {"personProperties": {"email": email}}}
        self.fill(tab, address, userEnteredValue={"stringValue": "@"}, chipRuns=[chip])

    def fill(self, tab: str, address: str, **cell: Any) -> None:
        """Give one cell these fields of a CellData, such as rich text."""
        sheet, area = self.spreadsheet.locate(f"{quoted(tab)}!{address}")
        start = {"sheetId": sheet.sheet_id, "rowIndex": area.top, "columnIndex": area.left}
        self.do({"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": ",".join(cell)}})

    def tick(self, tab: str, address: str, ticked: bool = True) -> None:
        """Tick a checkbox, or untick it."""
        self.edit(tab, address, ticked)

    def add_note(self, tab: str, address: str, text: str) -> None:
        """Write a note on a cell; an empty one removes it."""
        self.fill(tab, address, note=text)

    def remove_note(self, tab: str, address: str) -> None:
        """Remove the note from a cell."""
        self.add_note(tab, address, "")

    def insert_checkboxes(self, tab: str, header: str, rows: int) -> None:
        """Insert checkboxes below a header; by hand they are FALSE at once, as insertCheckboxes says."""
        column = self.column(tab, header)
        span = {"sheetId": self._sheet(tab).sheet_id, "startRowIndex": 1, "endRowIndex": 1 + rows}
        span |= {"startColumnIndex": column, "endColumnIndex": column + 1}
        box = {"dataValidation": {"condition": {"type": "BOOLEAN"}, "strict": True}}
        cell = {**box, "userEnteredValue": {"boolValue": False}}
        self.do({"repeatCell": {"range": span, "cell": cell, "fields": "dataValidation,userEnteredValue"}})

    def add_row(self, tab: str, *values: Value) -> None:
        """Type a new row below the last one that has more than boxes nobody ticked."""
        row = self._sheet(tab).height_filled()
        for column, value in enumerate(values):
            self.edit(tab, f"{column_letters(column)}{row + 1}", value)

    def insert_rows(self, tab: str, at: int, count: int = 1) -> None:
        """Insert empty rows; the first of them gets the number `at`."""
        self.do({"insertDimension": {"range": self._span(tab, "ROWS", at - 1, count)}})

    def delete_rows(self, tab: str, at: int, count: int = 1) -> None:
        """Delete rows from number `at` on."""
        self.do({"deleteDimension": {"range": self._span(tab, "ROWS", at - 1, count)}})

    def move_rows(self, tab: str, at: int, before: int, count: int = 1) -> None:
        """Drag rows so that they come to stand before the row numbered `before`."""
        span = self._span(tab, "ROWS", at - 1, count)
        self.do({"moveDimension": {"source": span, "destinationIndex": before - 1}})

    def sort_rows(self, tab: str, by: str, descending: bool = False) -> None:
        """Sort everything below the headers by one column."""
        span = {"sheetId": self._sheet(tab).sheet_id, "startRowIndex": 1}
        order = "DESCENDING" if descending else "ASCENDING"
        spec = {"dimensionIndex": self.column(tab, by), "sortOrder": order}
        self.do({"sortRange": {"range": span, "sortSpecs": [spec]}})

    def duplicate_row(self, tab: str, at: int) -> None:
        """Insert a copy of a row below it."""
        self.insert_rows(tab, at + 1)
        sheet_id = self._sheet(tab).sheet_id
        source = {"sheetId": sheet_id, "startRowIndex": at - 1, "endRowIndex": at}
        target = {"sheetId": sheet_id, "startRowIndex": at, "endRowIndex": at + 1}
        self.do({"copyPaste": {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}})

    def cut_and_paste_rows(self, tab: str, at: int, to: int) -> None:
        """Cut the cells of one row and paste them over another; the rows themselves stay."""
        source = {"sheetId": self._sheet(tab).sheet_id, "startRowIndex": at - 1, "endRowIndex": at}
        target = {"sheetId": source["sheetId"], "rowIndex": to - 1, "columnIndex": 0}
        self.do({"cutPaste": {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}})

    def hide_rows(self, tab: str, at: int, count: int = 1) -> None:
        """Hide rows from number `at` on."""
        self._hide(self._span(tab, "ROWS", at - 1, count))

    def hide_column(self, tab: str, header: str) -> None:
        """Hide the column with that header."""
        self._hide(self._span(tab, "COLUMNS", self.column(tab, header), 1))

    def filter_out(self, tab: str, header: str, *values: str) -> None:
        """Set a filter that hides the rows with these values in one column."""
        specs = [{"columnIndex": self.column(tab, header), "filterCriteria": {"hiddenValues": list(values)}}]
        span = {"sheetId": self._sheet(tab).sheet_id}
        self.do({"setBasicFilter": {"filter": {"range": span, "filterSpecs": specs}}})

    def insert_columns(self, tab: str, before: str, count: int = 1) -> None:
        """Insert empty columns before the one with that header."""
        span = self._span(tab, "COLUMNS", self.column(tab, before), count)
        self.do({"insertDimension": {"range": span}})

    def delete_column(self, tab: str, header: str) -> None:
        """Delete the column with that header."""
        self.do({"deleteDimension": {"range": self._span(tab, "COLUMNS", self.column(tab, header), 1)}})

    def move_column(self, tab: str, header: str, before: str | None = None) -> None:
        """Drag a column before another one, or to the end of the grid."""
        span = self._span(tab, "COLUMNS", self.column(tab, header), 1)
        end = len(self._sheet(tab).columns)
        destination = end if before is None else self.column(tab, before)
        self.do({"moveDimension": {"source": span, "destinationIndex": destination}})

    def rename_column(self, tab: str, header: str, new: str) -> None:
        """Type another header."""
        self.edit(tab, f"{column_letters(self.column(tab, header))}1", new)

    def copy_tab(self, tab: str, title: str | None = None) -> None:
        """Duplicate a tab; the copy stands next to it."""
        sheet = self._sheet(tab)
        index = self.spreadsheet.sheets.index(sheet) + 1
        request = {"sourceSheetId": sheet.sheet_id, "newSheetName": title, "insertSheetIndex": index}
        self.do({"duplicateSheet": {name: value for name, value in request.items() if value}})

    def rename_tab(self, tab: str, title: str) -> None:
        """Rename a tab."""
        properties = {"sheetId": self._sheet(tab).sheet_id, "title": title}
        self.do({"updateSheetProperties": {"properties": properties, "fields": "title"}})

    def delete_tab(self, tab: str) -> None:
        """Delete a tab."""
        self.do({"deleteSheet": {"sheetId": self._sheet(tab).sheet_id}})

    def protect(self, tab: str, **span: Any) -> None:
        """Protect a tab, or the GridRange given by its sides, from everybody but themselves and the owner."""
        protection = {
            "range": {"sheetId": self._sheet(tab).sheet_id, **span},
            "editors": {"users": [self.email]},
        }
        self.do({"addProtectedRange": {"protectedRange": protection}})

    def convert_to_table(self, tab: str, rows: int = 0, **types: str) -> None:
        """Make a table of what a tab holds, or of so many `rows`; `types` are those of columns, by header."""
        sheet = self._sheet(tab)
        last, right = (max(at) + 1 for at in zip(*sheet.filled(), strict=True))
        bottom = rows or last
        span = {"startRowIndex": 0, "endRowIndex": bottom, "startColumnIndex": 0, "endColumnIndex": right}
        columns = [{"columnIndex": self.column(tab, header), "columnType": types[header]} for header in types]
        table = {"name": tab, "range": {"sheetId": sheet.sheet_id, **span}, "columnProperties": columns}
        self.do({"addTable": {"table": table}})

    def undo(self) -> None:
        """Take back their own last change; what others did since stays."""
        undo(self.store, self._file(), self.email)

    def restore(self, versions: int = 1) -> None:
        """Bring back the spreadsheet as it was so many changes ago, whoever made them (version history)."""
        file = self._file()
        old = file.history[-versions].before.copy()
        self.store.replace(file, old, Version(file.spreadsheet, self.email))

    def column(self, tab: str, header: str) -> int:
        """Return the 0-based place of the column with that header in row 1."""
        sheet = self._sheet(tab)
        for column in range(len(sheet.columns)):
            if sheet.cell(0, column).get("userEnteredValue") == {"stringValue": header}:
                return column
        raise KeyError(header)

    def _file(self) -> File:
        return self.store.file(self.spreadsheet_id, self.email, to_write=True)

    def _hide(self, span: Json) -> None:
        hidden = {"range": span, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
        self.do({"updateDimensionProperties": hidden})

    def _sheet(self, tab: str) -> Sheet:
        return self.spreadsheet.tab(tab)

    def _span(self, tab: str, dimension: str, start: int, count: int) -> Json:
        number = self._sheet(tab).sheet_id
        return {"sheetId": number, "dimension": dimension, "startIndex": start, "endIndex": start + count}
