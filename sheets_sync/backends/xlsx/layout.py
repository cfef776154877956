"""A new workbook from its layouts, and what is done before it counts as made."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from sheets_sync.backends.xlsx.dropdowns import list_of, sources_of
from sheets_sync.backends.xlsx.tabs import add_tab
from sheets_sync.backends.xlsx.texts import LONGEST
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import CellRef

_MAKER = "sheets-sync"


def create(path: Path, layouts: Sequence[TabLayout], made_at: datetime) -> None:
    """Write a new workbook at `path`; the same layouts and moment give the same bytes."""
    if path.exists():
        raise Refusal(Exit.REFUSED_FOR_SAFETY, f"{path.name} exists already and was left as it is.")
    for cell in _too_long(layouts):
        raise Refusal(
            Exit.FIX_NEEDED, f"The text for {cell} is longer than the {LONGEST:,} characters of a cell."
        )
    book = Workbook(write_only=True)  # streams: 25,000 rows of an org chart in little memory
    for layout in layouts:
        add_tab(book, layout)
    headers = {layout.name: layout.headers for layout in layouts}
    for tab, column in sources_of(layouts):
        named = list_of(tab, column, headers[tab].index(column) + 1)
        book.defined_names[named.name] = named
    path.write_bytes(file_of(book, made_at))


def _too_long(layouts: Sequence[TabLayout]) -> Iterator[CellRef]:
    for layout in layouts:
        for row, starting in enumerate(layout.rows, start=2):
            for column, value in enumerate(starting.values, start=1):
                if isinstance(value, str) and len(value) > LONGEST // 2:
                    yield CellRef(layout.name, row, column)


def file_of(book: Workbook, made_at: datetime) -> bytes:
    """Return the workbook as a file that depends on its content and `made_at` alone."""
    moment = made_at.astimezone(UTC).replace(tzinfo=None) if made_at.tzinfo else made_at
    book.properties.creator = book.properties.creator or _MAKER
    book.properties.modified = moment
    buffer = BytesIO()
    ExcelWriter(book, _DatedZip(buffer, moment)).save()
    return buffer.getvalue()


class _DatedZip:
    """What openpyxl writes a workbook's parts into; each carries the same date."""

    def __init__(self, buffer: BytesIO, moment: datetime) -> None:
        self._zip = ZipFile(buffer, "w", ZIP_DEFLATED)
        self._date = moment.timetuple()[:6]
        self.namelist, self.close = self._zip.namelist, self._zip.close

    def write(self, source: str, name: str) -> None:
        """Add the file at `source` as the part `name`."""
        self.writestr(name, Path(source).read_bytes())

    def writestr(self, name: str, content: str | bytes) -> None:
        """Add `content` as the part `name`."""
        self._zip.writestr(ZipInfo(name, self._date), content, ZIP_DEFLATED)
