"""Dates and times as the numbers they are stored as, in both of Excel's date systems."""

from datetime import date, datetime, time, timedelta

from sheets_sync.spreadsheet.snapshot import EPOCH_1900

Moment = date | datetime | time

_DAY = timedelta(days=1)
_LAST_DAY = date.max
_LEAP_DAY_THAT_NEVER_WAS = 60  # Excel's 1900-02-29; days before it count from one day later


def moment(serial: float, epoch: date, time_only: bool = False) -> Moment | float:
    """Return the moment a number stands for, or the number itself where there is none.

    >>> moment(45750, EPOCH_1900), moment(0.25, EPOCH_1900, time_only=True)
    (datetime.date(2025, 4, 3), datetime.time(6, 0))
    """
    if time_only and 0 <= serial < 1:
        return (_midnight(epoch) + _milliseconds(min(serial, 1 - 1e-8))).time()
    first = 1 if epoch == EPOCH_1900 else 0
    if not first <= serial <= (_LAST_DAY - epoch).days or _is_no_day(serial, epoch):
        return serial
    found = _midnight(epoch) + _DAY * _counts_late(serial, epoch) + _milliseconds(serial)
    return found if found.time() != time.min else found.date()


def serial(value: Moment, epoch: date) -> float:
    """Return the number that stands for a moment; ValueError where none does.

    >>> serial(date(2025, 4, 3), EPOCH_1900), serial(time(6, 0), EPOCH_1900)
    (45750, 0.25)
    """
    if isinstance(value, time):
        return _seconds(value) / 86_400
    days = (date(value.year, value.month, value.day) - epoch).days
    if epoch == EPOCH_1900 and days <= _LEAP_DAY_THAT_NEVER_WAS:
        days -= 1
    if days < (1 if epoch == EPOCH_1900 else 0):
        raise ValueError("a workbook cannot hold a date this early")
    return days + _seconds(value.time()) / 86_400 if isinstance(value, datetime) else days


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _milliseconds(days: float) -> timedelta:
    return timedelta(milliseconds=round(days * 86_400_000))


def _is_no_day(number: float, epoch: date) -> bool:
    return epoch == EPOCH_1900 and int(number) == _LEAP_DAY_THAT_NEVER_WAS


def _counts_late(number: float, epoch: date) -> bool:
    return epoch == EPOCH_1900 and number < _LEAP_DAY_THAT_NEVER_WAS


def _seconds(moment_of_day: time) -> float:
    whole = moment_of_day.hour * 3600 + moment_of_day.minute * 60 + moment_of_day.second
    return whole + moment_of_day.microsecond / 1_000_000
