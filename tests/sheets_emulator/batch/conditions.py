"""Requests about conditional formats and banding; conditional formats are ordered (facts §3)."""

from ..changing import Change
from ..defaults import with_color_styles, without_defaults
from ..errors import Invalid
from ..rules import refuse_condition, refuse_format
from ..spreadsheet import Json, Sheet
from .fields import find, ids, sheet_of, updated


def add_conditional_format_rule(change: Change, body: Json) -> None:
    """Insert a rule at its index."""
    rule = body["rule"]
    if not rule.get("ranges"):
        raise Invalid("A conditional format rule must have at least one range.")
    _refuse_unsupported(change, rule)
    rules = _rules(sheet_of(change.spreadsheet, rule["ranges"][0]))
    index = body.get("index", 0)
    if index > len(rules):
        raise Invalid(f"index[{index}] must be at most the number of rules.")
    rules.insert(index, _kept(rule))


def update_conditional_format_rule(change: Change, body: Json) -> Json:
    """Replace the rule at an index, or move it to another."""
    ranges = body.get("rule", {}).get("ranges") or [body]
    _refuse_unsupported(change, body.get("rule", {}))
    rules = _rules(sheet_of(change.spreadsheet, ranges[0]))
    index = body.get("index", 0)
    _refuse_unknown(rules, index)
    old = rules.pop(index)
    new = _kept(body["rule"]) if "rule" in body else old
    place = index if "rule" in body else body.get("newIndex", 0)
    rules.insert(place, new)
    reply = {"newRule": new, "newIndex": place, "oldIndex": index, "oldRule": old if "rule" in body else None}
    return dict(without_defaults(reply))


def delete_conditional_format_rule(change: Change, body: Json) -> Json:
    """Delete the rule at an index; those after it move up."""
    rules = _rules(sheet_of(change.spreadsheet, body))
    _refuse_unknown(rules, body.get("index", 0))
    return {"rule": rules.pop(body.get("index", 0))}


def _rules(sheet: Sheet) -> list[Json]:
    return sheet.attached["conditionalFormats"]


def _refuse_unsupported(change: Change, rule: Json) -> None:
    boolean = rule.get("booleanRule")
    if boolean is not None:
        refuse_condition(change.spreadsheet, boolean.get("condition", {}), "conditional formatting")
        refuse_format(boolean.get("format", {}))


def _kept(rule: Json) -> Json:
    return dict(without_defaults(with_color_styles(rule)))


def _refuse_unknown(rules: list[Json], index: int) -> None:
    if index >= len(rules):
        raise Invalid(f"No conditional format on sheet at index: {index}")


def add_banding(change: Change, body: Json) -> Json:
    """Colour rows or columns in turns; two bandings do not overlap (seen in the product)."""
    wanted = body["bandedRange"]
    sheet = sheet_of(change.spreadsheet, wanted.get("range", {}))
    area = sheet.area(wanted.get("range", {}))
    if any(sheet.area(other["range"]).overlaps(area) for other in sheet.attached["bandedRanges"]):
        raise Invalid("This range already has alternating background colors.")
    taken = ids(change.spreadsheet, "bandedRanges", "bandedRangeId")
    number = change.fresh_id(wanted.get("bandedRangeId"), taken)
    banded = {"bandedRangeId": number, **_kept(wanted)}
    sheet.attached["bandedRanges"].append(banded)
    return {"bandedRange": banded}


def update_banding(change: Change, body: Json) -> None:
    """Change the masked fields of a banding."""
    wanted = body["bandedRange"]
    every, at = find(change.spreadsheet, "bandedRanges", "bandedRangeId", wanted.get("bandedRangeId"))
    every[at] = _kept(updated(every[at], wanted, body) | {"bandedRangeId": wanted["bandedRangeId"]})


def delete_banding(change: Change, body: Json) -> None:
    """Remove a banding."""
    every, at = find(change.spreadsheet, "bandedRanges", "bandedRangeId", body.get("bandedRangeId"))
    del every[at]


KINDS = {
    "addConditionalFormatRule": add_conditional_format_rule,
    "updateConditionalFormatRule": update_conditional_format_rule,
    "deleteConditionalFormatRule": delete_conditional_format_rule,
    "addBanding": add_banding,
    "updateBanding": update_banding,
    "deleteBanding": delete_banding,
}
