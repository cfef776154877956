"""Dates as people type them: a closed list of forms, and no guessing."""

import math
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",),
            ("jun", "june"), ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"),
            ("oct", "october"), ("nov", "november"), ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\Z")
_DAY_MONTH_NAME = re.compile(
    r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]{3,9})\.?[ ,-]+(\d{4})\Z"
)
_MONTH_NAME_DAY = re.compile(r"(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\Z")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z")
_TIME = re.compile(
    r"(.+?)(?:t|,? +)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(am|pm)?(z|[+-]\d{2}:?\d{2})?\Z"
)
EARLIEST, LATEST = 1950, 2100  # years; what lies outside is a typing mistake
_SERIALS = range(18_264, 73_415)  # the same years as serial numbers


def read_date(text: str, date_order: str | None = None) -> date | str:
    """Return the day that `text` names for certain, or the name of what is wrong with it.

    >>> read_date("3 April 2027"), read_date("03/04/2027"), read_date("31/04/2027")
    (datetime.date(2027, 4, 3), 'ambiguous-date', 'no-such-day')
    """
    parts = _parts(" ".join(text.casefold().split()), date_order)
    if isinstance(parts, str):
        return parts
    try:
        day = date(*parts)
    except ValueError:
        return "no-such-day"
    return day if EARLIEST <= day.year <= LATEST else "far-date"


def _parts(text: str, date_order: str | None) -> tuple[int, int, int] | str:
    if found := _ISO.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_MONTH_NAME.match(text):
        return _with_month(found[3], found[2], found[1])
    if found := _MONTH_NAME_DAY.match(text):
        return _with_month(found[3], found[1], found[2])
    if found := _NUMBERS.match(text):
        return _day_and_month(int(found[1]), int(found[2]), int(found[3]), date_order)
    return "date"


def _with_month(year: str, month: str, day: str) -> tuple[int, int, int] | str:
    return (int(year), _MONTHS[month], int(day)) if month in _MONTHS else "date"


def _day_and_month(first: int, second: int, year: int, date_order: str | None) -> tuple[int, int, int] | str:
    if date_order == "DMY" or first > 12 >= second:
        return year, second, first
    if date_order == "MDY" or second > 12 >= first or first == second:
        return year, first, second
    return "no-such-day" if first > 12 else "ambiguous-date"


def read_moment(text: str, zone: tzinfo, date_order: str | None = None) -> datetime | date | str:
    """Return the date and time in `zone`, a date where no time is given, or what is wrong.

    >>> read_moment("2027-04-03T02:30Z", UTC)
    datetime.datetime(2027, 4, 3, 2, 30)
    """
    found = _TIME.match(" ".join(text.casefold().split()))
    if found is None:
        return read_date(text, date_order)
    day = read_date(found[1], date_order)
    clock = _clock(int(found[2]), int(found[3]), int(found[4] or 0), found[5])
    if isinstance(day, str) or clock is None:
        return day if isinstance(day, str) else "date-time"
    return _in_zone(datetime.combine(day, clock), found[6], zone)


def _clock(hour: int, minute: int, second: int, half: str | None) -> time | None:
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _in_zone(moment: datetime, offset: str | None, zone: tzinfo) -> datetime:
    if offset is None:
        return moment
    if offset != "z":
        sign = -1 if offset[0] == "-" else 1
        moment -= sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def date_of_serial(number: float, epoch: date) -> datetime | None:
    """Return the moment a spreadsheet counts as `number` days after `epoch`, if it is a likely one."""
    if not math.isfinite(number) or int(number) not in _SERIALS:
        return None
    return datetime.combine(epoch, time()) + timedelta(days=float(number))
