"""A new workbook from its layouts, and what is done before it counts as made."""

import os
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from sheets_sync.backends.xlsx.container.files import saved_or_told
from sheets_sync.backends.xlsx.layout.dropdowns import list_of, sources_of
from sheets_sync.backends.xlsx.layout.tabs import add_tab
from sheets_sync.backends.xlsx.saving.replacing import drop, settle_folder
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal

_MAKER = "sheets-sync"
_END_OF_ROWS = b"</sheetData>"
_DIMENSION = re.compile(rb"<dimension [^>]*>")


def create(path: Path, layouts: Sequence[TabLayout], made_at: datetime) -> None:
    """Write a new workbook at `path`; the same layouts and moment give the same bytes."""
    if path.exists():
        sentence = f"{path.name} exists already and was left as it is; give the new one another name."
        raise Refusal(Exit.REFUSED_FOR_SAFETY, sentence)
    book = Workbook()
    book.remove(book.active)
    rows = {layout.name: add_tab(book, layout) for layout in layouts}
    headers = {layout.name: layout.headers for layout in layouts}
    for tab, column in sources_of(layouts):
        named = list_of(tab, column, headers[tab].index(column) + 1)
        book.defined_names[named.name] = named
    book.properties.creator, book.properties.created = _MAKER, _as_utc(made_at)
    _put(path, file_of(book, rows, made_at))


def _put(path: Path, data: bytes) -> None:
    """Write a new file whole or not at all."""
    temporary = path.with_name(f".{path.name}.new.sheets-sync.tmp")
    with saved_or_told(path.name):
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            drop(temporary)
        settle_folder(path.parent)


def file_of(book: Workbook, rows: Mapping[str, str], made_at: datetime) -> bytes:
    """Return the workbook as a file, with each tab's `rows` in XML; the same content gives the same bytes."""
    book.properties.modified = _as_utc(made_at)
    parts = {
        f"xl/worksheets/sheet{n}.xml": rows.get(sheet.title, "") for n, sheet in enumerate(book.worksheets, 1)
    }
    buffer = BytesIO()
    ExcelWriter(book, _DatedZip(buffer, _as_utc(made_at), parts)).save()
    return buffer.getvalue()


def _as_utc(moment: datetime) -> datetime:
    """Return the moment without its zone, as openpyxl wants it."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


class _DatedZip:
    """What openpyxl writes a workbook's parts into: all of one date, with rows it does not know of."""

    def __init__(self, buffer: BytesIO, moment: datetime, rows: Mapping[str, str]) -> None:
        self._zip = ZipFile(buffer, "w", ZIP_DEFLATED)
        self._date = moment.timetuple()[:6]
        self._rows = rows
        self.namelist, self.close = self._zip.namelist, self._zip.close

    def write(self, source: str, name: str) -> None:
        """Add the worksheet at `source` as the part `name`, with its rows."""
        content = Path(source).read_bytes()
        if rows := self._rows.get(name):
            content = _DIMENSION.sub(b"", content, count=1)  # it tells of the headers alone
            content = content.replace(_END_OF_ROWS, rows.encode() + _END_OF_ROWS, 1)
        self.writestr(name, content)

    def writestr(self, name: str, content: str | bytes) -> None:
        """Add `content` as the part `name`."""
        self._zip.writestr(ZipInfo(name, self._date), content, ZIP_DEFLATED)
