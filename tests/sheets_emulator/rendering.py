"""How a cell's value is displayed: number formats, dates, booleans and errors."""

import re
from datetime import datetime

from .entering import decimal_comma, from_serial
from .formulas import plain_number
from .spreadsheet import Cell, Json

ERROR_TEXTS = {  # facts §2: error cells
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}
MOMENT_TYPES = ("DATE", "TIME", "DATE_TIME")
DEFAULT_PATTERNS = {
    "DATE": "M/d/yyyy",
    "TIME": "h:mm:ss AM/PM",
    "DATE_TIME": "M/d/yyyy h:mm:ss",
    "PERCENT": "0.00%",
    "CURRENCY": '"$"#,##0.00',
    "NUMBER": "#,##0.00",
    "SCIENTIFIC": "0.00E+00",
}
MOMENT_PARTS = re.compile(r'"[^"]*"|\\.|AM/PM|am/pm|y+|m+|M+|d+|h+|H+|s+|.', re.DOTALL)


def number_format(cell: Cell) -> Json:
    """Return the cell's number format, {} when it has none."""
    found: Json = cell.get("userEnteredFormat", {}).get("numberFormat", {})
    return found


def is_moment(cell: Cell) -> bool:
    """Tell whether the cell shows its number as a date or a time."""
    return number_format(cell).get("type") in MOMENT_TYPES


def displayed(cell: Cell, value: Json, locale: str) -> str:
    """Return the value as people see it, in the spreadsheet's locale (facts §2: FORMATTED_VALUE)."""
    if "numberValue" in value:
        return _number(value["numberValue"], number_format(cell), locale)
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "errorValue" in value:
        return ERROR_TEXTS[value["errorValue"]["type"]]
    return str(value.get("stringValue", ""))


def unformatted(value: Json) -> str | float | bool:
    """Return the value itself, an error as its text (facts §2)."""
    if "errorValue" in value:
        return ERROR_TEXTS[value["errorValue"]["type"]]
    inner: str | float | bool = next(iter(value.values()), "")
    return inner


def _number(number: float, chosen: Json, locale: str) -> str:
    kind = chosen.get("type")
    pattern = chosen.get("pattern") or DEFAULT_PATTERNS.get(kind or "")
    if kind == "TEXT" or not pattern or pattern.lower() in ("@", "general"):
        return _localized(_general(number), locale)
    if kind in MOMENT_TYPES:
        return _moment(from_serial(number), _local_pattern(chosen, pattern, locale))
    return _localized(_by_pattern(number, pattern.split(";")[0]), locale)


def _general(number: float) -> str:
    """Return a number without a format: ten significant digits, whole numbers in full."""
    plain = plain_number(number)
    return str(plain) if isinstance(plain, int) else f"{plain:.10g}".replace("e", "E")


def _localized(text: str, locale: str) -> str:
    return text.translate(str.maketrans(".,", ",.")) if decimal_comma(locale) else text


def _local_pattern(chosen: Json, pattern: str, locale: str) -> str:
    if chosen.get("pattern") or locale == "en_US":
        return pattern
    return pattern.replace("M/d/yyyy", "dd/MM/yyyy")


def _by_pattern(number: float, pattern: str) -> str:
    """Format with one pattern such as `0.0%`, `#,##0.00`, `"$"#,##0` or `0.00E+00`."""
    core = re.search(r"[#0][#0,.]*(?:E\+0+)?", pattern)
    if not core:
        return pattern.strip('"')
    shape = core[0]
    scaled = number * 100 if "%" in pattern else number
    decimals = len(shape.partition("E")[0].partition(".")[2])
    if "E" in shape:
        amount = f"{scaled:.{decimals}E}"
    else:
        group = "," if "," in shape else ""
        amount = f"{scaled:{group}.{decimals}f}"
        amount = _padded(amount, shape.partition(".")[0])
    around = pattern[: core.start()].replace('"', ""), pattern[core.end() :].replace('"', "")
    sign = "-" if amount.startswith("-") else ""
    return sign + around[0] + amount.removeprefix("-") + around[1]


def _padded(amount: str, whole: str) -> str:
    """Keep the leading zeros that a pattern such as 00000 asks for."""
    width = whole.count("0")
    digits, point, rest = amount.partition(".")
    return digits.zfill(width) + point + rest if "," not in whole else amount


def _moment(moment: datetime, pattern: str) -> str:
    """Format by parts; `m` after an hour or before a second means minutes."""
    parts = MOMENT_PARTS.findall(pattern)
    twelve = any(part.lower() == "am/pm" for part in parts)
    shown = []
    for at, part in enumerate(parts):
        minutes = part.lower().startswith("m") and _is_minutes(parts, at)
        shown.append(_moment_part(moment, part, minutes, twelve))
    return "".join(shown)


def _is_minutes(parts: list[str], at: int) -> bool:
    before = [part for part in parts[:at] if part[0].isalpha()]
    after = [part for part in parts[at + 1 :] if part[0].isalpha()]
    return bool((before and before[-1][0] in "hH") or (after and after[0][0] == "s"))


def _moment_part(moment: datetime, part: str, minutes: bool, twelve: bool) -> str:
    wide = len(part) >= 2
    if part[0] in '"\\':
        return part.strip('"').removeprefix("\\")
    if part.lower() == "am/pm":
        return "AM" if moment.hour < 12 else "PM"
    if minutes:
        return f"{moment.minute:02d}" if wide else str(moment.minute)
    values = {
        "y": f"{moment.year:04d}" if len(part) > 2 else f"{moment.year % 100:02d}",
        "m": _named(moment, part, "%B", "%b", moment.month),
        "d": _named(moment, part, "%A", "%a", moment.day),
        "h": _wide((moment.hour - 1) % 12 + 1 if twelve else moment.hour, wide),
        "s": _wide(moment.second, wide),
    }
    return values.get(part[0].lower(), part)


def _wide(number: int, wide: bool) -> str:
    return f"{number:02d}" if wide else str(number)


def _named(moment: datetime, part: str, full: str, short: str, number: int) -> str:
    """Return the month or the day by name (four letters, three) or by number."""
    if len(part) >= 3:
        return moment.strftime(full if len(part) > 3 else short)
    return _wide(number, len(part) == 2)
