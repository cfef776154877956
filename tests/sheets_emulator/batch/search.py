"""findReplace: the one write that is addressed by content (facts §6)."""

import re
from collections import Counter

from ..changing import Change
from ..defaults import without_defaults
from ..entering import Entered, raw, typed
from ..errors import Invalid
from ..formulas import Place, effective_value
from ..ranges import Area
from ..rendering import displayed
from ..spreadsheet import Json, Sheet
from .fields import sheet_of

Places = list[tuple[Sheet, Area]]


def find_replace(change: Change, body: Json) -> Json:
    """Replace text in cells and return how much changed; zeros are left out."""
    if not body.get("find"):
        raise Invalid("find must not be empty.")
    pattern = _pattern(body)
    counts: Counter[str] = Counter()
    for sheet, area in _places(change, body):
        _replace_in(change, sheet, area, pattern, body, counts)
    return dict(without_defaults(dict(counts)))


def _pattern(body: Json) -> re.Pattern[str]:
    text = body["find"] if body.get("searchByRegex") else re.escape(body["find"])
    whole = rf"\A(?:{text})\Z" if body.get("matchEntireCell") else text
    try:
        return re.compile(whole, 0 if body.get("matchCase") else re.IGNORECASE)
    except re.error:
        raise Invalid("find is not a regular expression.") from None


def _places(change: Change, body: Json) -> Places:
    """Return where to search: a range, a tab, or all tabs."""
    if body.get("allSheets"):
        return [(sheet, sheet.grid) for sheet in change.spreadsheet.sheets]
    if "range" in body:
        sheet = sheet_of(change.spreadsheet, body["range"])
        return [(sheet, sheet.area(body["range"]))]
    sheet = sheet_of(change.spreadsheet, body)
    return [(sheet, sheet.grid)]


def _replace_in(
    change: Change, sheet: Sheet, area: Area, pattern: re.Pattern[str], body: Json, counts: Counter[str]
) -> None:
    rows: set[int] = set()
    for row, column in list(sheet.filled(area)):
        occurrences = _replace_cell(change, sheet, (row, column), pattern, body, counts)
        counts["occurrencesChanged"] += occurrences
        rows |= {row} if occurrences else set()
    counts["rowsChanged"] += len(rows)
    counts["sheetsChanged"] += bool(rows)


def _replace_cell(
    change: Change,
    sheet: Sheet,
    at: tuple[int, int],
    pattern: re.Pattern[str],
    body: Json,
    counts: Counter[str],
) -> int:
    """Replace within one cell and return the number of occurrences."""
    row, column = at
    cell = sheet.cell(row, column)
    formula = cell["userEnteredValue"].get("formulaValue")
    if formula and not body.get("includeFormulas"):
        return 0
    locale = change.spreadsheet.locale
    old = formula or displayed(cell, effective_value(Place(change.spreadsheet, sheet), row, column), locale)
    replacement = body.get("replacement", "")
    new, occurrences = pattern.subn(
        re.sub(r"\$(\d)", r"\\\1", replacement) if body.get("searchByRegex") else lambda _: replacement, old
    )
    if not occurrences:
        return 0
    change.touch(sheet, Area(row, row + 1, column, column + 1))
    change.enter(sheet, row, column, _entered(cell, new, locale))
    counts["formulasChanged" if formula else "valuesChanged"] += 1
    return occurrences


def _entered(cell: Json, new: str, locale: str) -> Entered:
    """Return the new content: text stays text, anything else is as if typed again."""
    return raw(new) if "stringValue" in cell["userEnteredValue"] else typed(new, locale)


KINDS = {"findReplace": find_replace}
