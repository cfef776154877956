"""Days and times as the numbers that Google keeps: since 1899-12-30, below zero before it."""

from datetime import date, datetime, time, timedelta

from sheets_sync.spreadsheet.snapshot import EPOCH_1900

Moment = date | datetime | time

_DAY = 86_400  # seconds
_MIDNIGHT = datetime.combine(EPOCH_1900, time())


def moment(number: float, *, time_only: bool = False) -> Moment | float:
    """Return the moment a number stands for, or the number itself where there is none.

    1900 is no leap year here, other than in Excel, so days before 1900-03-01 have other numbers there.

    >>> moment(43831.25), moment(2), moment(0.25, time_only=True)
    (datetime.datetime(2020, 1, 1, 6, 0), datetime.date(1900, 1, 1), datetime.time(6, 0))
    """
    try:
        found = _MIDNIGHT + timedelta(milliseconds=round(number * _DAY * 1000))
    except OverflowError:
        return number
    if time_only and 0 <= number < 1:
        return found.time()
    return found if found.time() != time.min else found.date()


def serial(value: Moment) -> float:
    """Return the number that stands for a moment, a time of day as a part of one.

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
