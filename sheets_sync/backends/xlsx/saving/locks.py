"""Whether somebody has a workbook open: the files that spreadsheet programs put beside it."""

from collections.abc import Iterator
from pathlib import Path

from sheets_sync.backends.xlsx.container.files import read_or_told
from sheets_sync.spreadsheet.refusals import Exit, Refusal


def refuse_if_open(path: Path) -> None:
    """Raise a Refusal while Excel or LibreOffice has the workbook open."""
    with read_or_told(path.name):
        found = next((lock for lock in _locks(path) if lock.exists()), None)
    if found:
        sentence = (
            f"{path.name} is open in a spreadsheet program; close it there and run again "
            f"(if it is open nowhere, delete the file {found.name} beside it)."
        )
        raise Refusal(Exit.BUSY, sentence)


def _locks(path: Path) -> Iterator[Path]:
    """Yield where Excel and LibreOffice would put their lock, beside a link and beside the file itself."""
    for beside in dict.fromkeys((path, path.resolve())):
        yield beside.with_name(f"~${beside.name}")
        yield beside.with_name(f".~lock.{beside.name}#")
