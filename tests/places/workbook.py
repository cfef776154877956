"""A real .xlsx file as a place: people work in it through openpyxl, the tool through its own code."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.cell import Cell as OpenpyxlCell
from openpyxl.comments import Comment
from openpyxl.styles import Font

from places.cached import Results, with_results
from places.drawing import Drawn
from places.place import XLSX, Habits
from sheets_sync.backends.xlsx.store import XlsxStore
from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.spreadsheet.snapshot import Cell, Formula, Snapshot

NOW = datetime(2027, 3, 1, 2)
ROWS = re.compile(rb"<sheetData>.*</sheetData>|<sheetData/>|<dimension [^>]*>", re.DOTALL)
RECALCULATION = re.compile(rb"<calcPr [^>]*/>")


@dataclass
class WorkbookPlace:
    """One workbook in a folder of its own."""

    path: Path
    habits: Habits = XLSX
    results: Results = field(default_factory=dict)  # what formulas show, which openpyxl cannot keep

    @property
    def argument(self) -> str:
        """Return what the command line takes."""
        return str(self.path)

    def copy(self, folder: Path) -> "WorkbookPlace":
        """Return the same workbook once more, in another folder."""
        return replace(self, path=Path(shutil.copy(self.path, folder)), results=dict(self.results))

    # --- the tool ------------------------------------------------------------------------------------

    @contextmanager
    def opened(self) -> Iterator[XlsxStore]:
        """Open it as one run of the tool does."""
        yield XlsxStore(self.path, self.path.parent / "backups", lambda: NOW)

    def read(self) -> Snapshot:
        """Return what it holds."""
        with self.opened() as store:
            return store.read()[0]

    # --- what there is -------------------------------------------------------------------------------

    def cells(self) -> dict[str, Any]:
        """Return all there is to say of each cell, value and looks and note, by `tab!A1`."""
        book = openpyxl.load_workbook(self.path)
        found = ((sheet.title, one) for sheet in book for row in sheet.iter_rows() for one in row)
        return {f"{tab}!{one.coordinate}": said for tab, one in found if (said := _said(one))}

    def frame(self) -> Any:
        """Return every part without its rows; new formats and a wish to compute anew are no change."""
        with ZipFile(self.path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        del parts["xl/styles.xml"]
        return {name: RECALCULATION.sub(b"", ROWS.sub(b"", part)) for name, part in parts.items()}

    def image(self, tab: str) -> Any:
        """Return everything of one tab, to the last byte."""
        number = openpyxl.load_workbook(self.path).sheetnames.index(tab) + 1
        with ZipFile(self.path) as package:
            return package.read(f"xl/worksheets/sheet{number}.xml")

    @contextmanager
    def unwritten(self) -> Iterator[None]:
        """Check that nothing is written within a `with` block."""
        before = self._file()
        yield
        assert self._file() == before

    def _file(self) -> Any:
        status = self.path.stat()
        backups = sorted(self.path.parent.glob(f"**/backups/*{self.path.stem}*"))
        return self.path.read_bytes(), status.st_ino, status.st_mtime_ns, backups

    # --- people --------------------------------------------------------------------------------------

    def draw(self, *tabs: Drawn) -> None:
        """Make it hold these tabs and no others."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for tab in tabs:
            self._draw(book.create_sheet(tab.name), tab)
        self._save(book)

    def _draw(self, sheet: Any, tab: Drawn) -> None:
        for address, value in tab.cells():
            self._put(sheet, address, value)
        for address, text in tab.notes.items():
            sheet[address].comment = Comment(text, "Ann")
        for address in tab.bold:
            sheet[address].font = Font(bold=True)
        for row in tab.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in tab.hidden_columns:
            sheet.column_dimensions[column_letters(column)].hidden = True
        sheet.sheet_state = "hidden" if tab.hidden else "visible"

    def _put(self, sheet: Any, address: str, value: Cell) -> None:
        if isinstance(value, Formula):
            self.results[sheet.title, address] = value.value
            if isinstance(value.value, date | time):
                sheet[address] = value.value  # for its number format, which stays
            sheet[address] = value.text
        else:
            self.results.pop((sheet.title, address), None)
            sheet[address] = value
            if isinstance(value, str):
                sheet[address].data_type = "s"  # a text, whatever it begins with

    def type(self, tab: str, address: str, value: Cell) -> None:
        """Type into a cell, as a person does."""
        self.change(lambda book: self._put(book[tab], address, value))

    def add_rows(self, tab: str, *rows: dict[str, Cell]) -> None:
        """Type rows below the last one, each value under its header."""

        def act(book: openpyxl.Workbook) -> None:
            sheet = book[tab]
            headers = {one.value: one.column_letter for one in sheet[1]}
            last = max(one.row for row in sheet.iter_rows() for one in row if one.value is not None)
            for number, row in enumerate(rows, last + 1):
                for header, value in row.items():
                    self._put(sheet, f"{headers[header]}{number}", value)

        self.change(act)

    def insert_row(self, tab: str, at: int) -> None:
        """Insert an empty row, as a person does; it gets the number `at`."""
        self.change(lambda book: book[tab].insert_rows(at))

    def delete_rows(self, tab: str, at: int, count: int = 1) -> None:
        """Delete rows, as a person does."""
        self.change(lambda book: book[tab].delete_rows(at, count))

    def add_tab(self, tab: Drawn) -> None:
        """Add a tab behind the others."""
        self.change(lambda book: self._draw(book.create_sheet(tab.name), tab))

    def delete_tab(self, tab: str) -> None:
        """Delete a tab, as a person does."""
        self.change(lambda book: book.remove(book[tab]))

    def add_note(self, tab: str, address: str, text: str) -> None:
        """Write a note on a cell, as a person does."""

        def act(book: openpyxl.Workbook) -> None:
            book[tab][address].comment = Comment(text, "Ann")

        self.change(act)

    def change(self, act: Callable[[openpyxl.Workbook], object]) -> None:
        """Change the workbook as a person does."""
        book = openpyxl.load_workbook(self.path)
        act(book)
        self._save(book)

    def _save(self, book: openpyxl.Workbook) -> None:
        book.save(self.path)
        with_results(self.path, book.sheetnames, self.results)


def _said(cell: OpenpyxlCell) -> tuple[Any, ...] | None:
    """Return what a cell says and how it looks; None where that is nothing."""
    note = cell.comment.text if cell.comment else None
    if cell.value is None and note is None and not cell.has_style:
        return None
    look = (cell.number_format, cell.font.b, cell.fill.fgColor.rgb, cell.alignment.wrap_text)
    return (cell.value, cell.data_type, note, *look)
