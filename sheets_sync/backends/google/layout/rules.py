"""What a cell of a Google spreadsheet takes and offers: drop-downs, tick boxes, dates, limits."""

from collections.abc import Callable
from fractions import Fraction

from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.spreadsheet.look import CellLayout, Choices, Format, Limits

Address = Callable[[str, str], str | None]  # of a tab and column, the cells below the header
_LOST = "#REF!"


def rule_of(cells: CellLayout, address: Address) -> Json | None:
    """Return the data validation of cells, or None where they take anything.

    Columns of several choices have none: the API cannot say that several are fine (sheets.v4 of
    October 2026), and without that each cell with two of them would be marked as wrong.
    """
    condition = None if cells.tool_owned else _condition(cells, address)
    if condition is None:
        return None
    strict = cells.choices.strict if cells.choices else cells.format not in (Format.DATE, Format.DATE_TIME)
    message = {"inputMessage": cells.hint} if cells.hint and cells.format is not Format.TICK else {}
    return {"condition": condition, "strict": strict, "showCustomUi": True, **message}


def _condition(cells: CellLayout, address: Address) -> Json | None:
    if cells.format is Format.TICK:
        return {"type": "BOOLEAN"}
    if cells.choices:
        return _choice(cells.choices, address)
    if cells.limits:
        return _condition_of("NUMBER_BETWEEN", *_ends(cells.limits))
    dates = cells.format in (Format.DATE, Format.DATE_TIME)
    return {"type": "DATE_IS_VALID"} if dates else None


def _choice(choices: Choices, address: Address) -> Json | None:
    if choices.several:
        return None
    if choices.source is None:
        return _condition_of("ONE_OF_LIST", *choices.words)
    place = address(*choices.source)
    return _condition_of("ONE_OF_RANGE", f"={place}") if place else None


def _ends(limits: Limits) -> tuple[str, str]:
    """Return both ends without a decimal separator, which depends on the spreadsheet's language."""
    low, high = (Fraction(str(end)) for end in (limits.low, limits.high))
    return _ratio(low), _ratio(high)


def _ratio(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"={number}"


def _condition_of(kind: str, *values: str) -> Json:
    return {"type": kind, "values": [{"userEnteredValue": value} for value in values]}


def has_rule(cell: Json) -> bool:
    """Does the cell have a rule that still works? One whose tab was deleted does not."""
    rule = cell.get("dataValidation", {})
    return bool(rule) and not any(_LOST in value for value in _values(rule))


def alike(one: Json, other: Json) -> bool:
    """Are these two rules of one kind and, where they are lists, with the same words?"""
    kinds = one["condition"]["type"], other["condition"]["type"]
    lists = kinds[0] in ("ONE_OF_LIST", "ONE_OF_RANGE")
    return kinds[0] == kinds[1] and (not lists or _values(one) == _values(other))


def _values(rule: Json) -> list[str]:
    return [value.get("userEnteredValue", "") for value in rule["condition"].get("values", [])]


def note_of(note: str, cells: CellLayout) -> str:
    """Return the note of a header, with what no rule of the cells can say."""
    if cells.tool_owned:
        return f"{note}\n{cells.hint}" if cells.hint else note
    if cells.choices and cells.choices.several:
        return f"{note}\nSeveral are fine, separated by ;{_where(cells.choices)}"
    return note


def _where(choices: Choices) -> str:
    if choices.source:
        tab, column = choices.source
        return f" They stand in the tab {tab}, column {column}."
    return f" They are: {', '.join(choices.words)}."
