"""A live Google spreadsheet on the emulator as a place: people and the tool reach it over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from live import Live
from sheets_emulator import OWNER, Emulator, Person
from sheets_emulator.describing import Question, describe
from sheets_emulator.spreadsheet import Sheet, new_sheet
from sheets_emulator.store import new_id

from places.drawing import Drawn
from places.place import GOOGLE, Habits
from sheets_sync.backends.google.reading.cells import cell_data
from sheets_sync.backends.google.store import GoogleStore
from sheets_sync.spreadsheet.a1 import cell_name, column_number
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Plain, Snapshot

Json = dict[str, Any]
ROWS, COLUMNS = 60, 26  # of a tab that is drawn
ERRORS = {"#N/A": "N_A", "#REF!": "REF", "#DIV/0!": "DIVIDE_BY_ZERO", "#NAME?": "NAME", "#VALUE!": "VALUE"}


@dataclass
class GooglePlace:
    """One spreadsheet, shared with the tool's account."""

    emulator: Emulator
    argument: str  # the spreadsheet's id
    habits: Habits = GOOGLE

    @property
    def live(self) -> Live:
        """Return it as one that runs can be made on."""
        return Live(self.emulator, self.argument)

    @property
    def person(self) -> Person:
        """Return somebody who works in it."""
        return self.emulator.person(self.argument)

    def copy(self, folder: Path, emulator: Emulator | None = None) -> "GooglePlace":
        """Return the same spreadsheet once more, perhaps on another emulator."""
        emulator = emulator or self.emulator
        now = self.emulator.spreadsheet(self.argument).copy()
        made = emulator.store.add(replace(now, spreadsheet_id=new_id()))
        return replace(self, emulator=emulator, argument=made.spreadsheet_id)

    def shorten(self, spare: int = 12) -> None:
        """Delete most blank rows, which the emulator takes its time over."""
        for sheet in self.emulator.spreadsheet(self.argument).sheets:
            last = sheet.height_filled()
            if len(sheet.rows) > last + spare:
                self.person.delete_rows(sheet.title, last + spare + 1, len(sheet.rows) - last - spare)

    # --- the tool ------------------------------------------------------------------------------------

    @contextmanager
    def opened(self) -> Iterator[GoogleStore]:
        """Open it as one run of the tool does."""
        store = self.live.store()
        with store.client:
            yield store

    def read(self) -> Snapshot:
        """Return what it holds."""
        with self.opened() as store:
            return store.read()[0]

    # --- what there is -------------------------------------------------------------------------------

    def cells(self) -> dict[str, Any]:
        """Return all there is to say of each cell, value and looks and note, by `tab!A1`."""
        return {
            f"{sheet['properties']['title']}!{cell_name(row, column)}": cell
            for sheet in self._described()["sheets"]
            for row, line in enumerate(sheet["data"][0].get("rowData", ()), 1)
            for column, cell in enumerate(line.get("values", ()), 1)
            if cell
        }

    def frame(self) -> Any:
        """Return everything but the cells, and but the tool's note of its last run."""
        found = self._described()
        found.pop("developerMetadata", None)
        for sheet in found["sheets"]:
            sheet["data"][0].pop("rowData", None)
        return found

    def image(self, tab: str) -> Any:
        """Return everything of one tab, to the last byte."""
        [found] = [sheet for sheet in self._described()["sheets"] if sheet["properties"]["title"] == tab]
        return found

    def _described(self) -> Json:
        return describe(self.emulator.spreadsheet(self.argument), Question(OWNER, None, True))

    @contextmanager
    def unwritten(self) -> Iterator[None]:
        """Check that nothing is written within a `with` block."""
        before = self._written()
        yield
        assert self._written() == before

    def _written(self) -> Any:
        return self.emulator.store.files[self.argument].version, self._described()

    # --- people --------------------------------------------------------------------------------------

    def draw(self, *tabs: Drawn) -> None:
        """Make it hold these tabs and no others."""
        spreadsheet = self.emulator.spreadsheet(self.argument)
        spreadsheet.sheets = [self._drawn(tab, number) for number, tab in enumerate(tabs, 100)]

    def _drawn(self, tab: Drawn, sheet_id: int) -> Sheet:
        height, width = len(tab.lines), max(map(len, tab.lines), default=0)
        sheet = new_sheet(sheet_id, tab.name, max(ROWS, height), max(COLUMNS, width))
        for address, value in tab.cells():
            _put(sheet, address, self._cell(value))
        for address, text in tab.notes.items():
            _put(sheet, address, {"note": text})
        for address in tab.bold:
            _put(sheet, address, {"userEnteredFormat": {"textFormat": {"bold": True}}})
        for at, lines in ((tab.hidden_rows, sheet.rows), (tab.hidden_columns, sheet.columns)):
            for number in at:
                line = lines[number - 1]
                lines[number - 1] = replace(line, properties={**line.properties, "hiddenByUser": True})
        if tab.hidden:
            sheet.properties["hidden"] = True
        return sheet

    def _cell(self, value: Cell) -> Json:
        """Return the cell that says this; a formula's result is what the picture says."""
        if not isinstance(value, Formula):
            assert not isinstance(value, CellError), "an error without a formula is no thing of Google's"
            return cell_data(value)
        shown = value.value
        if isinstance(shown, CellError):
            self.emulator.set_result(value.text, {"errorValue": {"type": ERRORS[shown.text], "message": ""}})
            return {"userEnteredValue": {"formulaValue": value.text}}
        self.emulator.set_result(value.text, _result(shown))
        return {**cell_data(shown), "userEnteredValue": {"formulaValue": value.text}}

    def type(self, tab: str, address: str, value: Cell) -> None:
        """Type into a cell, as a person does."""
        self._type(tab, [(address, value)])

    def add_rows(self, tab: str, *rows: dict[str, Cell]) -> None:
        """Type rows below the last one, each value under its header."""
        sheet = self.emulator.spreadsheet(self.argument).tab(tab)
        last = sheet.height_filled()
        if (more := last + len(rows) - len(sheet.rows)) > 0:
            self.person.do(
                {"appendDimension": {"sheetId": sheet.sheet_id, "dimension": "ROWS", "length": more}}
            )
        self._type(
            tab,
            [
                (cell_name(number, self.person.column(tab, header) + 1), value)
                for number, row in enumerate(rows, last + 1)
                for header, value in row.items()
            ],
        )

    def _type(self, tab: str, typed: list[tuple[str, Cell]]) -> None:
        sheet_id = self.emulator.spreadsheet(self.argument).tab(tab).sheet_id
        self.person.do(*(self._typing(sheet_id, address, value) for address, value in typed))

    def _typing(self, sheet_id: int, address: str, value: Cell) -> Json:
        row, column = _place(address)
        data = self._cell(value)
        fields = ["userEnteredValue"]
        if "userEnteredFormat" in data:
            fields.append("userEnteredFormat.numberFormat")
        start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
        return {"updateCells": {"start": start, "rows": [{"values": [data]}], "fields": ",".join(fields)}}

    def insert_row(self, tab: str, at: int) -> None:
        """Insert an empty row, as a person does; it gets the number `at`."""
        self.person.insert_rows(tab, at)

    def delete_rows(self, tab: str, at: int, count: int = 1) -> None:
        """Delete rows, as a person does."""
        self.person.delete_rows(tab, at, count)

    def add_tab(self, tab: Drawn) -> None:
        """Add a tab behind the others."""
        sheets = self.emulator.spreadsheet(self.argument).sheets
        sheets.append(self._drawn(tab, max(sheet.sheet_id for sheet in sheets) + 1))

    def delete_tab(self, tab: str) -> None:
        """Delete a tab, as a person does."""
        self.person.delete_tab(tab)

    def add_note(self, tab: str, address: str, text: str) -> None:
        """Write a note on a cell, as a person does."""
        self.person.add_note(tab, address, text)


def _place(address: str) -> tuple[int, int]:
    """Return the 0-based row and column of an address."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]) - 1, column_number(letters) - 1


def _put(sheet: Sheet, address: str, more: Json) -> None:
    row, column = _place(address)
    before = sheet.cell(row, column)
    format_ = {**before.get("userEnteredFormat", {}), **more.get("userEnteredFormat", {})}
    sheet.put(row, column, {**before, **more, **({"userEnteredFormat": format_} if format_ else {})})


def _result(shown: Plain) -> Json:
    value: Json = cell_data(shown).get("userEnteredValue", {"stringValue": ""})
    return value
