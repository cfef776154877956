"""An old workbook given what it lacks, through openpyxl and therefore only where that loses nothing."""

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

from openpyxl import Workbook, load_workbook

from sheets_sync.backends.xlsx.container.checks import checked
from sheets_sync.backends.xlsx.container.files import bytes_of, judged
from sheets_sync.backends.xlsx.layout.creating import file_of
from sheets_sync.backends.xlsx.layout.losses import losses
from sheets_sync.backends.xlsx.layout.missing import Addition, additions
from sheets_sync.backends.xlsx.layout.styles import fitted_note
from sheets_sync.backends.xlsx.reading.snapshots import read_sheet
from sheets_sync.backends.xlsx.reading.workbook import Workbook as Package
from sheets_sync.backends.xlsx.reading.workbook import open_workbook
from sheets_sync.backends.xlsx.saving.applying import replace_workbook
from sheets_sync.backends.xlsx.saving.locks import refuse_if_open
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import Cell, Formula

_EXTENDED = re.compile(rb"<x14:dataValidation\b.*?<xm:sqref>([^<]*)</xm:sqref>", re.DOTALL)
_TICKS = {"=TRUE()": True, "=FALSE()": False}


def repair(path: Path, layouts: Sequence[TabLayout], backups: Path, made_at: datetime) -> list[str]:
    """Add what the workbook lacks and say what that was; nothing is written where nothing is missing.

    Refusal where adding would lose anything that people made, or while the workbook is open somewhere.
    """
    data = bytes_of(path)
    with judged(path.name):
        old = open_workbook(checked(data))
        elsewhere = {sheet.name: _extended(old.package.read(sheet.part)) for sheet in old.sheets}
    book, doubts = _loaded(path.name, data)
    added = list(additions(book, layouts, elsewhere))
    if added:
        refuse_if_open(path)
        _settle(book)
        content = file_of(book, {addition.tab: addition.rows for addition in added}, made_at)
        with judged(path.name):
            lost = losses(old) or doubts or list(_changed_values(old, open_workbook(checked(content))))
        if lost:
            raise Refusal(Exit.FIX_NEEDED, _refused(path.name, lost, added))
        replace_workbook(path, data, content, backups, made_at)
    return [addition.done for addition in added]


def _extended(sheet: bytes) -> list[str]:
    """Return where Excel's extension keeps drop-downs, such as those that point straight at another tab."""
    return [found.decode() for found in _EXTENDED.findall(sheet)]


def _loaded(name: str, data: bytes) -> tuple[Workbook, list[str]]:
    """Return the workbook as openpyxl loads it, and whether that raised any doubt."""
    with warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always")
        warnings.filterwarnings("ignore", message="Workbook contains no default style")
        try:
            return load_workbook(BytesIO(data)), ["something unusual"] if doubts else []
        except Exception:  # whatever an unusual workbook makes of openpyxl, the person gets one sentence
            sentence = f"{name} cannot be repaired; open and save it once in Excel or LibreOffice."
            raise Refusal(Exit.FIX_NEEDED, sentence) from None


def _changed_values(old: Package, new: Package) -> Iterator[str]:
    """Yield the tabs whose values came out of openpyxl other than they went in: the last word on any loss."""
    after = {sheet.name: read_sheet(new, sheet).tab for sheet in new.sheets}
    for sheet in old.sheets:
        before = read_sheet(old, sheet).tab
        rows = {row.number: row.values for row in after[sheet.name].rows}
        same = all(_same(row.values, rows.get(row.number, ())) for row in before.rows)
        if not same or before.headers != after[sheet.name].headers[: len(before.headers)]:
            yield f"values in the tab {sheet.name}"


def _same(before: Sequence[Cell], after: Sequence[Cell]) -> bool:
    """Is every value where it was? Formulas, of which only ticks get this far, have become plain."""
    pairs = zip_longest(before, after)
    return all(old == new or old is None or isinstance(old, Formula) for old, new in pairs)


def _refused(name: str, lost: Sequence[str], added: Sequence[Addition]) -> str:
    what, by_hand = ", ".join(lost), "; ".join(addition.by_hand for addition in added)
    return f"{name} was left as it is, since adding what is missing would lose {what}. By hand: {by_hand}."


def _settle(book: Workbook) -> None:
    """Give back what openpyxl leaves out: the size of notes, and ticks that LibreOffice made formulas."""
    for sheet in book.worksheets:
        for cell in list(sheet._cells.values()):
            if cell.comment:
                cell.comment = fitted_note(cell.comment.text, cell.comment.author)
            if cell.data_type == "f" and cell.value in _TICKS:
                cell.value = _TICKS[cell.value]
