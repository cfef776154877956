"""A workbook that people decorated in LibreOffice survives a whole matching and two syncs."""

import shutil
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from command_line import TODAY, sheets_sync

DECORATED = Path(__file__).parent / "data" / "decorated_program.xlsx"
# What the tool may write: these tabs, the styles of dates in them, and the book's flag to compute anew.
WRITTEN_TABS = {"start_here", "problems", "applicants", "matches", "meetings", "topics", "log"}
WRITTEN_PARTS = {"xl/workbook.xml", "xl/styles.xml"}


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the decorated workbook after match, an approval, and two syncs."""
    path = Path(shutil.copy(DECORATED, tmp_path_factory.mktemp("decorated") / "program.xlsx"))
    assert sheets_sync("match", path, *TODAY).exit_code == 0
    approve(path)
    assert sheets_sync("sync", path, *TODAY).exit_code == 0
    assert "Nothing to change." in sheets_sync("sync", path, *TODAY).output
    return path


def approve(path: Path) -> None:
    """Type approve beside the first match, in place: a library's save would lose the decoration."""
    from datetime import UTC, datetime

    from sheets_sync.backends import xlsx
    from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet

    snapshot, read_as = xlsx.read(path)
    [match] = snapshot.get("matches").rows
    edit = CellEdit(match.cell("decision"), ("E5", "E3"), "decision", None, "approve")
    xlsx.apply(
        path, ChangeSet(edits=(edit,)), read_as, path.parent / "backups", datetime(2027, 3, 1, tzinfo=UTC)
    )


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of a workbook's zip."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def books(synced: Path) -> dict[str, openpyxl.Workbook]:
    """Return the workbook before and after: its formulas, and the values that were stored of them."""
    return {
        "before": openpyxl.load_workbook(DECORATED),
        "after": openpyxl.load_workbook(synced),
        "values before": openpyxl.load_workbook(DECORATED, data_only=True),
        "values after": openpyxl.load_workbook(synced, data_only=True),
    }


def test_the_work_was_done(books: dict[str, openpyxl.Workbook]):
    assert books["after"]["matches"].cell(2, 1).value == "E5"
    assert [cell.value.date() for cell in books["after"]["meetings"]["E"][1:]] == [
        date(2027, 3, 31),
        date(2027, 6, 29),
        date(2027, 9, 27),
        date(2027, 12, 26),
    ]


def test_every_untouched_part_is_byte_identical(synced: Path, books: dict[str, openpyxl.Workbook]):
    sheets = enumerate(books["after"].sheetnames, start=1)
    written = {f"xl/worksheets/sheet{n}.xml" for n, name in sheets if name in WRITTEN_TABS}
    before, after = parts(DECORATED), parts(synced)
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} <= written | WRITTEN_PARTS
    assert {"xl/media/image1.png", "xl/charts/chart1.xml"} <= before.keys()


def test_formulas_keep_their_text_and_their_values(books: dict[str, openpyxl.Workbook]):
    places = [("our notes", "B2"), ("our notes", "B3"), ("applicants", "G3"), ("applicants", "AE2")]
    for before, after in (("before", "after"), ("values before", "values after")):
        for tab, cell in places:
            assert books[after][tab][cell].value == books[before][tab][cell].value is not None
    assert books["after"]["applicants"]["AE2"].value == "=LEN(B2)"
    assert books["values after"]["applicants"]["AE2"].value == 8


def test_drop_downs_and_conditional_formats_are_still_there(books: dict[str, openpyxl.Workbook]):
    for sheet in books["before"].worksheets:
        after = books["after"][sheet.title]
        assert len(after.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
        assert len(after.conditional_formatting) == len(sheet.conditional_formatting)


def test_init_finds_nothing_missing_and_leaves_the_workbook_alone(synced: Path):
    before = synced.read_bytes()
    assert sheets_sync("init", synced).output == "Nothing is missing; nothing was changed.\n"
    assert synced.read_bytes() == before
