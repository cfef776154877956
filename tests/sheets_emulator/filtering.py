"""Filters: what they say about columns, in both of its forms, and which rows the basic one hides."""

from collections.abc import Callable

from .formulas import Place, effective_value
from .rendering import displayed
from .spreadsheet import Json, Sheet, Spreadsheet

BY_COLUMN = ("criteria", "filterSpecs", "sortSpecs")


def hidden_by_filter(spreadsheet: Spreadsheet, sheet: Sheet) -> frozenset[int]:
    """Return the rows below the filter's headers that show a hidden value; conditions hide none here."""
    if not sheet.basic_filter:
        return frozenset()
    area = sheet.area(sheet.basic_filter.get("range", {}))
    hidden = _hidden_values(sheet.basic_filter)
    place = Place(spreadsheet, sheet)
    return frozenset(
        row
        for row in range(area.top + 1, area.bottom)
        if any(_shown(place, row, column) in values for column, values in hidden.items())
    )


def _hidden_values(basic_filter: Json) -> dict[int, set[str]]:
    """Return the hidden values by column."""
    criteria = basic_filter.get("criteria", {}).items()
    return {int(column): set(found.get("hiddenValues", [])) for column, found in criteria}


def with_both_forms(wanted: Json) -> Json:
    """Return the filter with its criteria in the old and the new form; the new one wins (discovery)."""
    specs = wanted.get("filterSpecs")
    if specs is None:
        old = wanted.get("criteria", {}).items()
        specs = [_spec(int(column), criteria) for column, criteria in old]
    rest = {key: item for key, item in wanted.items() if key not in ("criteria", "filterSpecs")}
    if not specs:
        return rest
    criteria = {str(spec.get("columnIndex", 0)): spec.get("filterCriteria", {}) for spec in specs}
    return {**rest, "criteria": criteria, "filterSpecs": specs}


def _spec(column: int, criteria: Json) -> Json:
    return {**({"columnIndex": column} if column else {}), "filterCriteria": criteria}


def with_columns(wanted: Json, follow: Callable[[int], int | None]) -> Json:
    """Return the filter with its columns elsewhere; what it says of a column that is gone goes too."""
    moved = {}
    for key in ("filterSpecs", "sortSpecs"):
        name = "columnIndex" if key == "filterSpecs" else "dimensionIndex"
        places = [(spec, follow(spec.get(name, 0))) for spec in wanted.get(key, [])]
        moved[key] = [_at(spec, name, place) for spec, place in places if place is not None]
    rest = {key: item for key, item in wanted.items() if key not in BY_COLUMN}
    return with_both_forms(rest | {key: specs for key, specs in moved.items() if specs})


def _at(spec: Json, name: str, place: int) -> Json:
    rest = {key: item for key, item in spec.items() if key != name}
    return {**rest, **({name: place} if place else {})}


def _shown(place: Place, row: int, column: int) -> str:
    return displayed(
        place.sheet.cell(row, column), effective_value(place, row, column), place.spreadsheet.locale
    )
