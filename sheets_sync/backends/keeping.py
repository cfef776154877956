"""What people had typed and could not be given back: kept in a file, so that it is not lost."""

import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sheets_sync.spreadsheet.refusals import Left
from sheets_sync.spreadsheet.text import never_a_formula

HEADERS = ("cell", "value or note", "what stood there (a ' before = + - @ is not part of it)")


def keep(cells: Iterable[Left], folder: Path, now: datetime) -> Path:
    """Write what is left into a new file of `folder` that only its owner can read; return where."""
    path = folder / f"not-given-back-{now:%Y%m%dT%H%M%S}.csv"
    folder.mkdir(parents=True, exist_ok=True)
    path.touch(0o600)
    with path.open("a", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADERS)
        lines.writerows(map(never_a_formula, (str(one.cell), one.part, one.text)) for one in cells)
    return path
