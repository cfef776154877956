"""Requests about protected ranges (facts §3)."""

from ..changing import PROTECTED, Change
from ..defaults import without_defaults
from ..describing import describe_protection
from ..errors import Invalid
from ..spreadsheet import Json
from .fields import find, ids, sheet_of, updated

KEY = "protectedRangeId"


def add_protected_range(change: Change, body: Json) -> Json:
    """Protect a range; its creator and the owner are among the editors afterwards (recorded)."""
    wanted = body["protectedRange"]
    sheet = sheet_of(change.spreadsheet, wanted.get("range", {}))
    number = change.fresh_id(wanted.get(KEY), ids(change.spreadsheet, "protectedRanges", KEY))
    kept = {KEY: number, **without_defaults({**wanted, "requestingUserCanEdit": None})}
    stored = _with_editors(change, kept)
    sheet.attached["protectedRanges"].append(stored)
    shown = {**kept, "editors": kept.get("editors", {})}
    return {"protectedRange": describe_protection(change, shown) | {"requestingUserCanEdit": True}}


def _with_editors(change: Change, protection: Json) -> Json:
    """Add those who can always edit: whoever protects the range, and the spreadsheet's owner."""
    editors = protection.get("editors", {})
    always = [*editors.get("users", []), change.caller, change.spreadsheet.owner]
    return {**protection, "editors": {**editors, "users": list(dict.fromkeys(always))}}


def update_protected_range(change: Change, body: Json) -> None:
    """Change a protection; only those who may edit the range may."""
    wanted = body["protectedRange"]
    every, at = find(change.spreadsheet, "protectedRanges", KEY, wanted.get(KEY))
    _refuse_others(change, every[at])
    new = without_defaults(updated(every[at], {**wanted, "requestingUserCanEdit": None}, body))
    every[at] = _with_editors(change, {**new, KEY: every[at][KEY]})


def delete_protected_range(change: Change, body: Json) -> None:
    """Lift a protection; only those who may edit the range may."""
    every, at = find(change.spreadsheet, "protectedRanges", KEY, body.get(KEY))
    _refuse_others(change, every[at])
    del every[at]


def _refuse_others(change: Change, protection: Json) -> None:
    if not change.may_edit(protection):
        raise Invalid(PROTECTED)


KINDS = {
    "addProtectedRange": add_protected_range,
    "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range,
}
