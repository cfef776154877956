"""Whether somebody has a workbook open: the files that spreadsheet programs put beside it."""

from pathlib import Path

from sheets_sync.spreadsheet.refusals import Exit, Refusal


def refuse_if_open(path: Path) -> None:
    """Raise a Refusal while Excel or LibreOffice has the workbook open."""
    for beside in dict.fromkeys((path, path.resolve())):
        for lock in (f"~${beside.name}", f".~lock.{beside.name}#"):
            if beside.with_name(lock).exists():
                sentence = (
                    f"{path.name} is open in a spreadsheet program; close it there and run again "
                    f"(if it is open nowhere, delete the file {lock} beside it)."
                )
                raise Refusal(Exit.BUSY, sentence)
