"""Data validation: whether a value obeys its cell's rule, as far as rules of this kind are known here."""

import re
from collections.abc import Callable
from typing import Any

from .formulas import Place, effective_value
from .rendering import displayed, is_moment
from .spreadsheet import Cell, Json

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
Obeys = Callable[[Place, Cell, Json, list[str]], bool]  # of the cell, its value and the condition's values


def obeys(place: Place, cell: Cell) -> bool:
    """Tell whether a cell's value is what its strict rule wants; blanks and unknown conditions are."""
    rule, value = cell.get("dataValidation", {}), cell.get("userEnteredValue")
    condition = rule.get("condition", {})
    test = CONDITIONS.get(condition.get("type", ""))
    if not value or not rule.get("strict") or test is None or "formulaValue" in value:
        return True
    wanted = [str(item.get("userEnteredValue", "")) for item in condition.get("values", [])]
    return test(place, cell, value, wanted)


def _one_of_list(place: Place, cell: Cell, value: Json, wanted: list[str]) -> bool:
    return displayed(cell, value, place.spreadsheet.locale) in wanted


def _one_of_range(place: Place, cell: Cell, value: Json, wanted: list[str]) -> bool:
    sheet, area = place.spreadsheet.locate(wanted[0].removeprefix("="))
    there = Place(place.spreadsheet, sheet)
    return any(effective_value(there, row, column) == value for row, column in sheet.filled(area))


def _boolean(place: Place, cell: Cell, value: Json, wanted: list[str]) -> bool:
    return "boolValue" in value if not wanted else next(iter(value.values())) in wanted


def _date(place: Place, cell: Cell, value: Json, wanted: list[str]) -> bool:
    return "numberValue" in value and is_moment(cell)


def _between(place: Place, cell: Cell, value: Json, wanted: list[str]) -> bool:
    number: Any = value.get("numberValue")
    return number is not None and float(wanted[0]) <= number <= float(wanted[1])


def _email(place: Place, cell: Cell, value: Json, wanted: list[str]) -> bool:
    return bool(ADDRESS.fullmatch(value.get("stringValue", "")))


CONDITIONS: dict[str, Obeys] = {
    "ONE_OF_LIST": _one_of_list,
    "ONE_OF_RANGE": _one_of_range,
    "BOOLEAN": _boolean,
    "DATE_IS_VALID": _date,
    "NUMBER_BETWEEN": _between,
    "TEXT_IS_EMAIL": _email,
}
