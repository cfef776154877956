"""What the text inside a cell means, by the cell's type and by its number format."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import lru_cache, partial

from sheets_sync.backends.xlsx.reading.formats import Shown
from sheets_sync.backends.xlsx.reading.texts import decoded
from sheets_sync.spreadsheet.serials import moment
from sheets_sync.spreadsheet.snapshot import CellError, Plain

Value = Plain | CellError
Reader = Callable[[str], Value]

EXACT_DIGITS = 15  # digits that a number in a workbook keeps


class Values:
    """Reads the texts of one workbook's cells."""

    def __init__(self, strings: Sequence[str], shown: Sequence[Shown], epoch: date) -> None:
        self.strings = [text or None for text in strings]
        self._shown = shown
        self._epoch = epoch
        self._readers: dict[tuple[str, str], Reader] = {}
        self._by_type: dict[str, Reader] = {
            "s": self._shared,
            "b": lambda text: text.strip() in ("1", "true"),
            "e": CellError,
            "str": _text,
            "inlineStr": _text,
            "d": _iso,
        }

    def reader(self, kind: str, style: str) -> Reader:
        """Return what reads a cell of this type (`t`) and style (`s`); lookup errors if there is none."""
        found = self._readers.get((kind, style))
        if found is None:
            found = self._readers[kind, style] = self._by_type.get(kind) or self._of_number(style)
        return found

    def are_numbers(self, kind: str, style: str) -> bool:
        """Tell whether cells of this type and style hold numbers that are shown as numbers."""
        return self.reader(kind, style) is number

    def _of_number(self, style: str) -> Reader:
        shown = self._shown[int(style)] if int(style) < len(self._shown) else "number"
        if shown == "number":
            return number
        return lru_cache(maxsize=1 << 14)(partial(_moment, self._epoch, shown == "time"))

    def _shared(self, text: str) -> str | None:
        index = int(text)
        if index < 0:
            raise IndexError(index)
        return self.strings[index]


def number(text: str) -> int | float | str | None:
    """Return a number as an integer where it is one; text that is no number stays text.

    >>> [number(text) for text in ("123", "4.0", "1E3", "2.5", "1e400")]
    [123, 4, 1000, 2.5, inf]
    """
    if text.isdigit() and len(text) <= EXACT_DIGITS:
        return int(text)
    try:
        value = float(text)
    except ValueError:
        return text or None
    return int(value) if value.is_integer() and abs(value) < 10**EXACT_DIGITS else value


def _moment(epoch: date, time_only: bool, text: str) -> Plain:
    value = number(text)
    return moment(value, epoch, time_only) if isinstance(value, int | float) else value


def _text(text: str) -> str | None:
    return (decoded(text) if "_x" in text else text) or None


def _iso(text: str) -> Plain:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return _iso_time(text)
    return found.date() if found.time() == time.min and found.tzinfo is None else found


def _iso_time(text: str) -> Plain:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return text or None
