"""One cell of a Google spreadsheet: what its JSON says, and the JSON that says a value."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sheets_sync.backends.google.reading.chips import only_person
from sheets_sync.backends.google.reading.days import moment, serial
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Plain

Json = dict[str, Any]
MOMENTS = ("DATE", "DATE_TIME", "TIME")  # the number formats of days and times
PATTERNS = {"DATE": "yyyy-mm-dd", "DATE_TIME": "yyyy-mm-dd hh:mm", "TIME": "hh:mm"}
_ERRORS = {
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


def read_cell(data: Mapping[str, Any]) -> Cell:
    """Return the value of a CellData: a formula with what it shows, an error, a date by its format.

    The chip of a person that fills a cell is that person's e-mail address.

    >>> read_cell({"effectiveValue": {"numberValue": 45750}})
    45750
    """
    if "chipRuns" in data and (address := only_person(data)):
        return address
    shown = _shown(data)
    formula = data.get("userEnteredValue", {}).get("formulaValue")
    return shown if formula is None else Formula(formula, "" if shown is None else shown)


def said(data: Mapping[str, Any]) -> str:
    """Return what is entered in a CellData, as text: a formula as typed, a date as a date.

    >>> said({"userEnteredValue": {"formulaValue": "=A1"}}), said({})
    ('=A1', '')
    """
    entered = data.get("userEnteredValue", {})
    typed = entered.get("formulaValue") or entered.get("stringValue")
    shown = None if typed else _shown({**data, "effectiveValue": entered})
    return typed or ("" if isinstance(shown, CellError) else as_text(shown))


def _shown(data: Mapping[str, Any]) -> Plain | CellError:
    value = data.get("effectiveValue")
    if not value:
        return None
    if "stringValue" in value:
        text: str = value["stringValue"]
        return text or None
    if "numberValue" in value:
        return _number(value["numberValue"], _kind(data))
    if "boolValue" in value:
        return bool(value["boolValue"])
    return CellError(_ERRORS.get(value.get("errorValue", {}).get("type", ""), "#ERROR!"))


def _kind(data: Mapping[str, Any]) -> str:
    """Return the kind of number format the cell shows itself by."""
    for name in ("userEnteredFormat", "effectiveFormat"):
        kind = data.get(name, {}).get("numberFormat", {}).get("type")
        if kind:
            return str(kind)
    return ""


def _number(number: float, kind: str) -> Plain:
    if kind in MOMENTS:
        return moment(number, time_only=kind == "TIME")
    return int(number) if float(number).is_integer() else number


def cell_data(value: Plain) -> Json:
    """Return the CellData that says `value`, typed; text is never parsed, so no formula can slip in.

    >>> cell_data("=1+1")
    {'userEnteredValue': {'stringValue': '=1+1'}}
    """
    if value is None or value == "":
        return {}
    if isinstance(value, bool):
        return {"userEnteredValue": {"boolValue": value}}
    if isinstance(value, date | time):
        kind = "DATE_TIME" if isinstance(value, datetime) else "TIME" if isinstance(value, time) else "DATE"
        return {
            "userEnteredValue": {"numberValue": serial(value)},
            "userEnteredFormat": {"numberFormat": {"type": kind, "pattern": PATTERNS[kind]}},
        }
    if isinstance(value, str):
        return {"userEnteredValue": {"stringValue": value}}
    return {"userEnteredValue": {"numberValue": value}}


def is_number(value: Plain) -> bool:
    """Is it a plain number, neither a tick nor a moment?"""
    return isinstance(value, int | float) and not isinstance(value, bool)


def shows_moments(data: Mapping[str, Any]) -> bool:
    """Would the cell show a number as a day or a time?"""
    return _kind(data) in MOMENTS
