"""One answer of a form, as a value that can be written into another cell."""

import math
from collections.abc import Sequence
from datetime import datetime

from sheets_sync.spreadsheet.cells import LONG_TEXT, as_text
from sheets_sync.spreadsheet.schema import Column
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Plain

SENTENCES = 40  # characters; in columns as wide as this people write sentences, each on a line of its own
_CUT = "… (the whole text stands in the form's tab)"


def plain(cell: Cell) -> Plain:
    """Return the value a cell shows, None where it is blank; an error value is shown as its text."""
    value = cell.value if isinstance(cell, Formula) else cell
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # no cell can hold it as a number
    return value


def as_one(answers: Sequence[Plain], column: Column) -> Plain:
    """Return the answers to all questions that feed `column` as one value."""
    if not answers:
        return None
    if len(answers) == 1:
        answer = answers[0]
        return answer.date() if column.kind == "date" and isinstance(answer, datetime) else answer
    separator = "; " if column.kind == "list" else "\n" if column.width >= SENTENCES else " "
    return _fitting(separator.join(map(as_text, answers)))


def _fitting(text: str) -> str:
    """Return the text, cut where no cell could hold it."""
    if len(text.encode("utf-16-le", "surrogatepass")) <= 2 * LONG_TEXT:
        return text
    return text[: (LONG_TEXT - len(_CUT)) // 2] + _CUT  # a character may count twice
