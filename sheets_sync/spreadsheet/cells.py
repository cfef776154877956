"""One cell, read as its column means it: text, id, date, number, yes or no, list."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, NamedTuple

from sheets_sync.spreadsheet.dates import date_of_serial, read_moment
from sheets_sync.spreadsheet.schema import Column
from sheets_sync.spreadsheet.snapshot import EPOCH_1900, Cell, CellError, Formula, Plain
from sheets_sync.spreadsheet.text import key_of, loosely, tidy

YES = frozenset({"y", "yes", "true", "1", "✓", "✔", "☑", "x"})
NO = frozenset({"n", "no", "false", "0", "-", "–", "—", "☐", "✗", "✘"})
ERROR_VALUES = frozenset(
    {
        "#ref!",
        "#n/a",
        "#div/0!",
        "#name?",
        "#value!",
        "#num!",
        "#null!",
        "#error!",
        "#spill!",
        "#calc!",
        "loading...",
    }
)
LONG_TEXT = 32_767  # characters; more cannot stand in a cell of an .xlsx
_SEPARATORS = re.compile(r"[;,\n]")
_DECIMAL = {
    ".": re.compile(r"[+-]?\d+(\.\d+)?\Z"),
    ",": re.compile(r"[+-]?\d+(,\d+)?\Z"),
}


@dataclass(frozen=True)
class Conventions:
    """How forms that could mean two things are to be read."""

    zone: tzinfo = UTC
    date_order: str | None = None  # DMY or MDY
    decimal: str = "."
    epoch: date = EPOCH_1900


class Reading(NamedTuple):
    """The JSON value of a cell, and the rules by which it needs a remark."""

    value: Any = None  # None: blank
    remarks: tuple[str, ...] = ()
    refused: str = ""  # the rule by which the cell cannot be read at all


BLANK = Reading()
Reader = Callable[[Plain, Column, Conventions], Reading]


def read_cell(cell: Cell, column: Column, conventions: Conventions) -> Reading:
    """Return what `cell` says as a JSON value; what cannot be read stays as typed."""
    if cell is None:
        return BLANK
    if isinstance(cell, Formula):
        return _read_formula(cell, column, conventions)
    if isinstance(cell, CellError):
        return Reading(refused="error-value")
    if isinstance(cell, str):
        if not cell or cell.isspace():
            return BLANK
        if cell[0] in "#L" and cell.strip().casefold() in ERROR_VALUES:
            return Reading(refused="error-value")
    return READERS.get(column.kind, _read_text)(cell, column, conventions)


def _read_formula(cell: Formula, column: Column, conventions: Conventions) -> Reading:
    if cell.value is None:
        return Reading(refused="formula-without-value")
    inner = read_cell(cell.value, column, conventions)
    return (
        inner if inner.refused or inner.value is None else Reading(inner.value, (*inner.remarks, "formula"))
    )


def _read_text(cell: Plain, column: Column, conventions: Conventions) -> Reading:
    text = as_text(cell)
    if column.options:
        text = column.option_of.get(loosely(text), text)
    return Reading(text, ("long-text",)) if len(text) > LONG_TEXT else Reading(text)


def constant(cell: Cell) -> Plain:
    """Return the value that was typed into a cell; None for a formula or an error."""
    return None if isinstance(cell, CellError | Formula) else cell


def as_text(cell: Plain) -> str:
    """Return the value as a person would type it, in plain text.

    >>> as_text(4.0), as_text(True), as_text(date(2027, 4, 3))
    ('4', 'TRUE', '2027-04-03')
    """
    if isinstance(cell, str):
        return tidy(cell)
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(sep=" ", timespec="minutes")
        case date() | time():
            return cell.isoformat()
        case None:
            return ""
    return str(cell)


def _read_id(cell: Plain, column: Column, conventions: Conventions) -> Reading:
    text = " ".join(as_text(cell).split())
    if isinstance(cell, str):
        return Reading(text)
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return Reading(text, ("id-as-number" if is_number else "id-as-another-kind",))


def _read_email(cell: Plain, column: Column, conventions: Conventions) -> Reading:
    text = cell.strip(" \u00a0\t") if isinstance(cell, str) else as_text(cell)
    name, at, domain = text.rpartition("@")
    return Reading(f"{name}{at}{domain.lower()}")


def _read_date(cell: Plain, column: Column, conventions: Conventions) -> Reading:
    moment = moment_of(cell, conventions)
    if isinstance(moment, datetime):
        has_time = moment.time() != time()
        return _day(moment.date(), ("time-in-date",) if has_time else ())
    return _day(moment) if isinstance(moment, date) else Reading(moment)


def _day(day: date, remarks: tuple[str, ...] = ()) -> Reading:
    return Reading(day.isoformat(), remarks)


def _read_moment(cell: Plain, column: Column, conventions: Conventions) -> Reading:
    moment = moment_of(cell, conventions)
    if isinstance(moment, date) and not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return Reading(moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment)


def moment_of(cell: Plain, conventions: Conventions) -> Any:
    """Return the day, or day and time, that a cell says; what is no date comes back as text."""
    if isinstance(cell, datetime | date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return date_of_serial(cell, conventions.epoch) or as_text(cell)
    if isinstance(cell, str):
        found = read_moment(cell, conventions.zone, conventions.date_order)
        return tidy(cell) if isinstance(found, str) else found
    return as_text(cell)


def _read_number(cell: Plain, column: Column, conventions: Conventions) -> Reading:
    if isinstance(cell, bool | date | time):
        return Reading(as_text(cell))
    if isinstance(cell, int | float):
        return Reading(_finite(cell))
    text = tidy(str(cell))
    if not _DECIMAL[conventions.decimal].match(text) or len(text) > 300:
        return Reading(text)
    return Reading(_finite(float(text.replace(",", "."))), ("number-as-text",))


def _finite(number: float) -> Any:
    if not math.isfinite(number):
        return str(number)  # as text it is refused: NaN would pass minimum and maximum
    return int(number) if float(number).is_integer() else number


def _read_yes_no(cell: Plain, column: Column, conventions: Conventions) -> Reading:
    answer = _yes_or_no(cell)
    return Reading(as_text(cell) if answer is None else ("yes" if answer else "no"))


def _read_boolean(cell: Plain, column: Column, conventions: Conventions) -> Reading:
    answer = _yes_or_no(cell)
    return Reading(as_text(cell) if answer is None else answer)


def _yes_or_no(cell: Plain) -> bool | None:
    word = key_of(as_text(cell))
    return True if word in YES else False if word in NO else None


def _read_list(cell: Plain, column: Column, conventions: Conventions) -> Reading:
    text = as_text(cell)
    items = [" ".join(item.split()) for item in _SEPARATORS.split(text)]
    found = [column.option_of.get(loosely(item), item) for item in dict.fromkeys(items) if item]
    return Reading(found or None, ("slash",) if "/" in text else ())


READERS: Mapping[str, Reader] = {
    "id": _read_id,
    "email": _read_email,
    "date": _read_date,
    "date-time": _read_moment,
    "integer": _read_number,
    "number": _read_number,
    "boolean": _read_boolean,
    "yes_no": _read_yes_no,
    "list": _read_list,
}


def typed(value: Any, column: Column) -> Any:
    """Return the Python value of a checked JSON value: dates as dates, yes and no as booleans."""
    if column.kind in ("text", "id", "email"):
        return value
    match column.kind:
        case "date":
            return date.fromisoformat(value)
        case "date-time":
            return datetime.fromisoformat(value)
        case "yes_no":
            return value == "yes"
        case "list":
            return tuple(value)
    return value
