"""Which rows a tab's basic filter hides."""

from .formulas import Place, effective_value
from .rendering import displayed
from .spreadsheet import Json, Sheet, Spreadsheet


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
    """Return the hidden values by column, from the old and the new form of criteria."""
    criteria = {int(column): found for column, found in basic_filter.get("criteria", {}).items()}
    for spec in basic_filter.get("filterSpecs", []):
        criteria[spec.get("columnIndex", 0)] = spec.get("filterCriteria", {})
    return {column: set(found.get("hiddenValues", [])) for column, found in criteria.items()}


def _shown(place: Place, row: int, column: int) -> str:
    return displayed(
        place.sheet.cell(row, column), effective_value(place, row, column), place.spreadsheet.locale
    )
