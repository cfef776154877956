"""An old workbook given what it lacks, through openpyxl and therefore only where that loses nothing."""

import re
import warnings
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from sheets_sync.backends.xlsx.checks import checked
from sheets_sync.backends.xlsx.files import bytes_of, judged
from sheets_sync.backends.xlsx.layout import file_of
from sheets_sync.backends.xlsx.locks import refuse_if_open
from sheets_sync.backends.xlsx.losses import losses
from sheets_sync.backends.xlsx.missing import Addition, additions
from sheets_sync.backends.xlsx.saving import replace_workbook
from sheets_sync.backends.xlsx.styles import fitted_note
from sheets_sync.backends.xlsx.workbook import open_workbook
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal

_EXTENDED = re.compile(rb"<x14:dataValidation\b.*?<xm:sqref>([^<]*)</xm:sqref>", re.DOTALL)
_TICKS = {"=TRUE()": True, "=FALSE()": False}


def repair(path: Path, layouts: Sequence[TabLayout], backups: Path, made_at: datetime) -> list[str]:
    """Add what the workbook lacks and say what that was; nothing is written where nothing is missing.

    Refusal where adding would lose anything that people made, or while the workbook is open somewhere.
    """
    data = bytes_of(path)
    with judged(path.name):
        found = open_workbook(checked(data))
        elsewhere = {sheet.name: _extended(found.package.read(sheet.part)) for sheet in found.sheets}
    book, doubts = _loaded(path.name, data)
    added = list(additions(book, layouts, elsewhere))
    if not added:
        return []
    with judged(path.name):
        lost = losses(found)
    if lost or doubts:
        raise Refusal(Exit.FIX_NEEDED, _refused(path.name, lost or doubts, added))
    refuse_if_open(path)
    _settle(book)
    content = file_of(book, {addition.tab: addition.rows for addition in added}, made_at)
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
