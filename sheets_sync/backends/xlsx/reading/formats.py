"""Number formats: which of them show a number as a date or a time of day."""

import re
from typing import Literal

Shown = Literal["number", "date", "time"]

_BUILT_IN_DATES = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58})
_BUILT_IN_TIMES = frozenset({*range(18, 22), *range(32, 36), 45, 47, 55, 56})
_LITERALS = re.compile(r'"[^"]*"|\\.|[_*].|\[[^]]*]')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)]", re.IGNORECASE)
_HALVES_OF_DAY = re.compile(r"am/pm|a/p", re.IGNORECASE)


def shown_as(number_format: int, code: str | None) -> Shown:
    """Return what a number format makes of a number, from its code or its built-in id."""
    if code is not None:
        return shown_by_code(code)
    if number_format in _BUILT_IN_DATES:
        return "date"
    return "time" if number_format in _BUILT_IN_TIMES else "number"


def shown_by_code(code: str) -> Shown:
    """Return what a format code makes of a number; elapsed hours stay numbers.

    >>> [shown_by_code(code) for code in ("yyyy-mm-dd", "hh:mm", "[h]:mm", '0.0 "days"', "mmm")]
    ['date', 'time', 'number', 'number', 'date']
    """
    code = _LITERALS.sub(_kept_if_elapsed, code).partition(";")[0]
    letters = set(_HALVES_OF_DAY.sub("h", code).lower())
    if "[" in letters or not letters & set("ymdhs"):
        return "number"
    if letters & set("yd"):
        return "date"
    return "time" if letters & set("hs") else "date"


def _kept_if_elapsed(literal: re.Match[str]) -> str:
    return literal[0] if _ELAPSED.fullmatch(literal[0]) else ""
