"""What a formula shows: a result that a test gave it, or simple arithmetic and cell references.

This is no formula engine. Numbers, + - * / ^ and &, brackets, texts, references to single cells
and HYPERLINK are computed; any other formula shows `#NAME?` until a test says what its result is.
References follow when rows or columns move (references.py, following.py); one that is lost shows #REF!.
"""

import math
import operator
import re
from dataclasses import dataclass, field

from .errors import Invalid
from .ranges import quoted
from .references import LOST
from .spreadsheet import Json, Sheet, Spreadsheet

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?)"
    r'|(?P<text>"(?:[^"]|"")*")'
    r"|(?P<cell>(?:'(?:[^']|'')+'!|\w+!)?\$?[A-Za-z]{1,3}\$?\d+)"
    r"|(?P<sign>[-+*/^&()]))\s*"
)
LINK = re.compile(r'=\s*HYPERLINK\(\s*"([^"]*)"\s*(?:[,;]\s*"((?:[^"]|"")*)")?\s*\)', re.IGNORECASE)
ORDER = {"&": 1, "+": 2, "-": 2, "*": 3, "/": 3, "^": 4}
OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": math.pow,
}
UNKNOWN = {"errorValue": {"type": "NAME", "message": "The emulator does not compute this formula."}}
DIVISION = {"errorValue": {"type": "DIVIDE_BY_ZERO", "message": "Division by zero."}}
CIRCULAR = {"errorValue": {"type": "REF", "message": "Circular dependency detected."}}
GONE = {"errorValue": {"type": "REF", "message": "Reference does not exist."}}
NO_NUMBER = {"errorValue": {"type": "NUM", "message": "The result is not a number."}}
NOT_A_NUMBER = {"errorValue": {"type": "VALUE", "message": "A number was expected."}}

Value = float | str | bool
Tokens = list[tuple[str, str]]  # kind and text


class FormulaError(Exception):
    """A formula whose value is an error; `value` is that ExtendedValue."""

    def __init__(self, value: Json) -> None:
        super().__init__(value["errorValue"]["message"])
        self.value = value


@dataclass(frozen=True)
class Place:
    """Where a formula stands, and the cells that are being computed already."""

    spreadsheet: Spreadsheet
    sheet: Sheet
    busy: frozenset[tuple[int, int, int]] = field(default_factory=frozenset)


def effective_value(place: Place, row: int, column: int) -> Json:
    """Return the cell's ExtendedValue after computing, {} where it is empty."""
    entered: Json = place.sheet.cell(row, column).get("userEnteredValue", {})
    formula = entered.get("formulaValue")
    if formula is None:
        return entered
    known = place.spreadsheet.results.get(formula)
    if known is not None:
        return known
    here = (place.sheet.sheet_id, row, column)
    if here in place.busy:
        return CIRCULAR
    try:
        return extended(_compute(formula, Place(place.spreadsheet, place.sheet, place.busy | {here})))
    except FormulaError as error:
        return error.value


def hyperlink(formula: str) -> str | None:
    """Return the address of a HYPERLINK formula."""
    link = LINK.fullmatch(formula)
    return link[1] if link else None


def extended(value: Value) -> Json:
    """Return a Python value as an ExtendedValue."""
    if isinstance(value, bool):
        return {"boolValue": value}
    return {"stringValue": value} if isinstance(value, str) else {"numberValue": plain_number(value)}


def plain_number(number: float) -> float:
    """Return 2.0 as 2: whole numbers are sent without a point (recorded)."""
    return int(number) if float(number).is_integer() and abs(number) < 1e15 else number


def _compute(formula: str, place: Place) -> Value:
    if LOST in formula:
        raise FormulaError(GONE)
    if link := LINK.fullmatch(formula):
        return (link[2] or link[1]).replace('""', '"')
    tokens = _tokens(formula[1:])
    value, rest = _expression(tokens, place, 1)
    if rest:
        raise FormulaError(UNKNOWN)
    return value


def _tokens(text: str) -> Tokens:
    found, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match or match.lastgroup is None:
            raise FormulaError(UNKNOWN)
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


def _expression(
    tokens: list[tuple[str, str]], place: Place, least: int
) -> tuple[Value, list[tuple[str, str]]]:
    """Compute by precedence climbing: operators that bind at least as tightly as `least`."""
    value, tokens = _operand(tokens, place)
    while tokens and ORDER.get(tokens[0][1], 0) >= least and tokens[0][0] == "sign":
        sign = tokens[0][1]
        right, tokens = _expression(tokens[1:], place, ORDER[sign] + 1)
        value = _apply(sign, value, right)
    return value, tokens


def _operand(tokens: Tokens, place: Place) -> tuple[Value, Tokens]:
    if not tokens:
        raise FormulaError(UNKNOWN)
    (kind, text), rest = tokens[0], tokens[1:]
    if kind == "number":
        return float(text), rest
    if kind == "text":
        return text[1:-1].replace('""', '"'), rest
    if kind == "cell":
        return _referred(text, place), rest
    if text in "+-":
        value, rest = _expression(rest, place, 4)
        return (_number(value) if text == "+" else -_number(value)), rest
    value, rest = _expression(rest, place, 1) if text == "(" else (0.0, [])
    if not rest or rest[0][1] != ")":
        raise FormulaError(UNKNOWN)
    return value, rest[1:]


def _referred(text: str, place: Place) -> Value:
    """Return the value of the cell that a reference names."""
    try:
        sheet, area = place.spreadsheet.locate(text if "!" in text else f"{quoted(place.sheet.title)}!{text}")
    except Invalid:
        raise FormulaError(GONE) from None
    value = effective_value(Place(place.spreadsheet, sheet, place.busy), area.top, area.left)
    if "errorValue" in value:
        raise FormulaError(value)
    return next(iter(value.values()), 0.0)


def _number(value: Value) -> float:
    try:
        return float(value)
    except ValueError:
        raise FormulaError(NOT_A_NUMBER) from None


def _apply(sign: str, left: Value, right: Value) -> Value:
    if sign == "&":
        return f"{_shown(left)}{_shown(right)}"
    first, second = _number(left), _number(right)
    if sign == "/" and second == 0:
        raise FormulaError(DIVISION)
    try:
        return float(OPERATIONS[sign](first, second))
    except (ValueError, OverflowError):
        raise FormulaError(NO_NUMBER) from None


def _shown(value: Value) -> str:
    return f"{value:.10g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)
