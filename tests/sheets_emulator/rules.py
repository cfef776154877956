"""Conditions of validation rules, conditional formats and filters, held against the API's description."""

import re
from functools import cache
from typing import Any, Literal

from .discovery import api
from .errors import Invalid
from .spreadsheet import Json, Spreadsheet

Use = Literal["data validation", "conditional formatting", "filters"]
COUNTS = {"no ConditionValues": 0, "a single ConditionValue": 1, "exactly two ConditionValues": 2}
FORMATS = {  # all that a conditional format may set (discovery: BooleanRule)
    "backgroundColor",
    "backgroundColorStyle",
    "textFormat",
}
TEXT_FORMATS = {"bold", "italic", "strikethrough", "foregroundColor", "foregroundColorStyle"}


@cache
def described(kind: str) -> str:
    """Return what the discovery document says of a type of condition."""
    schema = api("sheets", "v4").schemas["BooleanCondition"]["properties"]["type"]
    return str(dict(zip(schema["enum"], schema["enumDescriptions"], strict=True))[kind])


@cache
def values_wanted(kind: str) -> int | None:
    """Return how many values a type of condition requires, None for any number."""
    found = re.search(r"Requires ([^.]*?)(?: for | that |, and |\.)", described(kind))
    return COUNTS.get(found[1]) if found else None


def refuse_condition(spreadsheet: Spreadsheet, condition: Json, use: Use) -> None:
    """Raise Invalid for a condition that is of no use there, or has the wrong values (discovery)."""
    kind, values = condition.get("type"), condition.get("values", [])
    if not kind:
        raise Invalid("A condition must have a type.")
    if use not in described(kind).partition("Supported by ")[2].partition(".")[0]:
        raise Invalid(f"{kind} is not supported by {use}.")
    if values_wanted(kind) not in (None, len(values)):
        raise Invalid(f"{kind} requires {values_wanted(kind)} condition values.")
    if use == "data validation":
        _refuse_values(spreadsheet, kind, values)


def _refuse_values(spreadsheet: Spreadsheet, kind: str, values: list[Json]) -> None:
    if any("relativeDate" in value for value in values):
        raise Invalid("Relative dates are not supported in data validation.")
    texts = [value.get("userEnteredValue", "") for value in values]
    if kind == "ONE_OF_LIST" and any(text.startswith("=") for text in texts):
        raise Invalid("Formulas are not supported in a list of values.")
    if kind == "ONE_OF_RANGE":
        spreadsheet.locate(texts[0].removeprefix("="))


def refuse_format(format_: Json) -> None:
    """Raise Invalid for a format that conditional formatting cannot apply (discovery: BooleanRule)."""
    beyond = {*format_.keys() - FORMATS, *format_.get("textFormat", {}).keys() - TEXT_FORMATS}
    if beyond:
        raise Invalid(f"Conditional formatting cannot apply {', '.join(sorted(beyond))}.")


def refuse_criteria(spreadsheet: Spreadsheet, found: Json) -> None:
    """Raise Invalid for a filter with a condition that filters do not support."""
    specs: list[Any] = found.get("filterSpecs", [])
    for criteria in (
        *(spec.get("filterCriteria", {}) for spec in specs),
        *found.get("criteria", {}).values(),
    ):
        if "condition" in criteria:
            refuse_condition(spreadsheet, criteria["condition"], "filters")
