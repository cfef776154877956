"""Values as Google keeps them: typed, so that a text is never taken for a formula."""

from datetime import date, datetime, time

from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import EPOCH_1900, CellRef, Plain

_LONGEST_TEXT = 50_000
_DAY = 86_400  # seconds


def entered(value: Plain, place: CellRef) -> Json:
    """Return what is entered for a value, {} for a blank; Refusal where no cell can hold it.

    >>> entered("=1+1", CellRef("people", 2, 1))
    {'stringValue': '=1+1'}
    """
    if value is None or value == "":
        return {}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            sentence = (
                f"{place} cannot be written, since a cell holds at most {_LONGEST_TEXT:,} characters; "
                "shorten the text and run this again."
            )
            raise Refusal(Exit.FIX_NEEDED, sentence)
        return {"stringValue": value}
    return {"numberValue": value if isinstance(value, int | float) else serial(value)}


def serial(value: date | time) -> float:
    """Return the number of days since 1899-12-30, a time of day as a part of one.

    >>> serial(date(2020, 1, 1)), serial(datetime(2020, 1, 1, 6)), serial(time(18))
    (43831, 43831.25, 0.75)
    """
    if isinstance(value, time):
        return _part_of_a_day(value)
    days = (date(value.year, value.month, value.day) - EPOCH_1900).days
    return days + _part_of_a_day(value.time()) if isinstance(value, datetime) else days


def _part_of_a_day(clock: time) -> float:
    whole = clock.hour * 3600 + clock.minute * 60 + clock.second
    return (whole + clock.microsecond / 1_000_000) / _DAY
