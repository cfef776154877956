"""Rows grow with the texts that are written into them, and only those that nobody set by hand."""

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from sheets_sync.backends.xlsx import apply, read
from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet, NewRow
from sheets_sync.spreadsheet.snapshot import CellRef

LONG = "a text of twenty let " * 4  # 84 letters: three lines in a column of 30


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a workbook whose column B wraps and column C does not, with two rows."""
    path = tmp_path / "program.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "people"
    for row in (("id", "wraps", "does not"), ("E1", "x", "x"), ("E2", "x", "x")):
        sheet.append(row)
    for number in (2, 3):
        sheet.cell(number, 2).alignment = Alignment(wrap_text=True)
    sheet.column_dimensions["B"].width = 30
    sheet.column_dimensions["B"].alignment = Alignment(wrap_text=True)
    sheet.row_dimensions[3].height = 20
    workbook.save(path)
    return path


def height_after(book: Path, row: int, column: int, text: str | None) -> float | None:
    """Return the height of a row after a text was written into it."""
    edit = CellEdit(CellRef("people", row, column), (), "", None, text)
    return heights(book, ChangeSet(edits=(edit,)))[row]


def heights(book: Path, changes: ChangeSet) -> dict[int, float | None]:
    """Return the heights of all rows after the changes."""
    apply(book, changes, read(book)[1], book.parent / "backups", datetime(2027, 3, 1, tzinfo=UTC))
    sheet = openpyxl.load_workbook(book)["people"]
    return {row: sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)}


def test_a_row_grows_with_a_wrapped_text(book):
    assert height_after(book, 2, 2, LONG) == 45


def test_every_line_break_makes_a_line(book):
    assert height_after(book, 2, 2, "one\ntwo") == 30


def test_a_row_shrinks_again(book):
    height_after(book, 2, 2, LONG)
    assert height_after(book, 2, 2, "short") is None


def test_a_text_that_does_not_wrap_needs_one_line(book):
    assert height_after(book, 2, 3, LONG) is None


def test_a_height_that_people_set_stays(book):
    assert height_after(book, 3, 2, LONG) == 20


def test_a_new_row_is_as_high_as_its_texts_need(book):
    assert heights(book, ChangeSet(new_rows=(NewRow("people", {"id": "E3", "wraps": LONG}),)))[4] == 45
