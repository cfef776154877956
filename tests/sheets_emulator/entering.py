"""What a value becomes when it is stored as given (RAW) or as if typed (USER_ENTERED)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .errors import Invalid
from .formulas import Value, extended
from .spreadsheet import Json

EPOCH = date(1899, 12, 30)  # facts §2: serial dates
LONGEST_TEXT = 50_000  # facts §1: cell text
COMMA_LOCALES = ("cs", "da", "de", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "ru", "sv", "tr")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AaPp])[Mm])?")
ISO_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
LOCAL_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


@dataclass(frozen=True)
class Entered:
    """What a cell gets: its value, and the number format that typing gave it."""

    value: Json  # an ExtendedValue, {} to clear
    number_format: Json | None = None


def serial(moment: date | datetime) -> float:
    """Return days since 1899-12-30; the fraction is the time of day (facts §2).

    >>> serial(date(2020, 1, 1))
    43831
    """
    days = (date(moment.year, moment.month, moment.day) - EPOCH).days
    if not isinstance(moment, datetime):
        return days
    return days + timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second) / timedelta(
        days=1
    )


def from_serial(number: float) -> datetime:
    """Return the moment that a serial number stands for, to the second."""
    return datetime.combine(EPOCH, time()) + timedelta(seconds=round(number * 86_400))


def decimal_comma(locale: str) -> bool:
    """Tell whether the spreadsheet's locale writes 12,5 (facts §3)."""
    return locale.partition("_")[0] in COMMA_LOCALES


def raw(value: Value) -> Entered:
    """Return the value as given: text is never parsed (facts §3: RAW)."""
    if value == "" and isinstance(value, str):
        return Entered({})
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise Invalid(
            f"Your input contains more than the maximum of {LONGEST_TEXT} characters in a single cell."
        )
    return Entered(extended(value))


def typed(value: Value, locale: str) -> Entered:
    """Return what typing the value makes of it (facts §3: USER_ENTERED)."""
    if not isinstance(value, str) or not value.strip():
        return raw(value)
    if value.startswith("'"):
        return raw(value[1:])
    if value.startswith("=") and len(value) > 1:
        return Entered({"formulaValue": value})
    if value.startswith("+") and re.search("[A-Za-z(]", value):
        return Entered({"formulaValue": "=" + value[1:]})
    text = value.strip()
    if text.upper() in ("TRUE", "FALSE"):
        return Entered({"boolValue": text.upper() == "TRUE"})
    return _number(text, locale) or _moment(text, locale) or raw(value)


def _number(text: str, locale: str) -> Entered | None:
    """Read 42, -1.5, 2,000.01, 12%, $15 and 1e5; the way it was typed gives the format."""
    point, group = (",", ".") if decimal_comma(locale) else (".", ",")
    digits = rf"\d{{1,3}}(?:\{group}\d{{3}})+|\d+"
    shape = rf"([-+]?)\s*([$€£]?)\s*((?:{digits})?(?:\{point}\d+)?\{point}?)([eE][-+]?\d+)?\s*(%|€)?"
    match = re.fullmatch(shape, text)
    if not match or not re.search(r"\d", match[3]):
        return None
    sign, currency, body, exponent, after = match.groups()
    number = float(sign + body.replace(group, "").replace(point, ".") + (exponent or ""))
    decimals = len(body.partition(point)[2])
    if after == "%":
        return Entered(
            {"numberValue": number / 100}, {"type": "PERCENT", "pattern": _pattern("0", decimals) + "%"}
        )
    if currency or after:
        return Entered({"numberValue": number}, {"type": "CURRENCY", "pattern": _money(currency, decimals)})
    if group in body:
        return Entered({"numberValue": number}, {"type": "NUMBER", "pattern": _pattern("#,##0", decimals)})
    return Entered({"numberValue": number})


def _pattern(whole: str, decimals: int) -> str:
    return whole + ("." + "0" * min(decimals, 2) if decimals else "")


def _money(currency: str, decimals: int) -> str:
    amount = _pattern("#,##0", decimals)
    return f'"{currency}"{amount}' if currency else f'{amount} "€"'


def _moment(text: str, locale: str) -> Entered | None:
    """Read a date, a time of day, or both."""
    day_text, _, time_text = text.replace("T", " ").partition(" ")
    if TIME.fullmatch(text):
        seconds = _seconds(text)
        return None if seconds is None else Entered({"numberValue": seconds / 86_400}, {"type": "TIME"})
    day = _date(day_text, locale)
    if day is None:
        return None
    found, pattern = day
    if not time_text:
        return Entered({"numberValue": serial(found)}, {"type": "DATE", "pattern": pattern})
    seconds = _seconds(time_text)
    if seconds is None:
        return None
    number = serial(found) + seconds / 86_400
    return Entered({"numberValue": number}, {"type": "DATE_TIME", "pattern": pattern + " h:mm:ss"})


def _seconds(text: str) -> int | None:
    match = TIME.fullmatch(text.strip())
    if not match:
        return None
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hours = hours % 12 + 12 * (match[4] in "pP")
    return hours * 3600 + minutes * 60 + seconds if hours < 24 and minutes < 60 and seconds < 60 else None


def _date(text: str, locale: str) -> tuple[date, str] | None:
    """Return the day and the pattern in which it was typed: ISO, or in the locale's order."""
    if match := ISO_DATE.fullmatch(text):
        year, month, day, pattern = *map(int, match.groups()), "yyyy-mm-dd"
    elif match := LOCAL_DATE.fullmatch(text):
        first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
        month, day = (first, second) if locale == "en_US" else (second, first)
        pattern = mark.join(("M", "d", "yyyy") if locale == "en_US" else ("dd", "mm", "yyyy"))
    else:
        return None
    try:
        return date(year, month, day), pattern
    except ValueError:
        return None  # 30 February stays text
