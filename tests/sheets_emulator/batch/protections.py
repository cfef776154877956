"""Requests about protected ranges (facts §3)."""

from ..changing import PROTECTED, Change
from ..defaults import without_defaults
from ..describing import describe_protection
from ..errors import Invalid
from ..spreadsheet import Json, Sheet
from .fields import find, ids, sheet_of, updated, written_out

KEY = "protectedRangeId"


def add_protected_range(change: Change, body: Json) -> Json:
    """Protect a range; its creator and the owner are among the editors afterwards (recorded)."""
    wanted = body["protectedRange"]
    sheet = sheet_of(change.spreadsheet, wanted.get("range", {}))
    number = change.fresh_id(wanted.get(KEY), ids(change.spreadsheet, "protectedRanges", KEY))
    kept = _cut(change, sheet, {KEY: number, **without_defaults({**wanted, "requestingUserCanEdit": None})})
    _refuse_contradiction(sheet, kept, wanted)
    sheet.attached["protectedRanges"].append(_with_editors(change, kept))
    shown = {**kept, "editors": kept.get("editors", {})}
    return {"protectedRange": describe_protection(change, shown) | {"requestingUserCanEdit": True}}


def _refuse_contradiction(sheet: Sheet, protection: Json, wanted: Json) -> None:
    """Raise Invalid for a second protection of a whole tab, or for parts that do not go together."""
    whole = is_whole_tab(protection)
    if whole and any(is_whole_tab(other) for other in _others(sheet, protection)):
        raise Invalid(f'Sheet "{sheet.title}" already has sheet protection.')  # google-api-python-client#1064
    if protection.get("warningOnly") and wanted.get("editors"):
        raise Invalid("ProtectedRange is warningOnly. Editors cannot be set on it.")  # gspread#1437
    if protection.get("unprotectedRanges") and not whole:
        raise Invalid("Unprotected ranges are only supported on protected sheets.")  # discovery


def is_whole_tab(protection: Json) -> bool:
    """Tell whether a protection has no sides: it is a sheet protection then (facts §3)."""
    return not protection.get("range", {}).keys() - {"sheetId"}


def _cut(change: Change, sheet: Sheet, protection: Json) -> Json:
    """Return the protection with its open ranges cut to the grid, if that is assumed (Undocumented)."""
    opened = protection.get("unprotectedRanges")
    if not opened or not change.undocumented.open_ranges_end_at_the_grid:
        return protection
    return {**protection, "unprotectedRanges": [written_out(sheet, span) for span in opened]}


def _others(sheet: Sheet, protection: Json) -> list[Json]:
    return [other for other in sheet.attached["protectedRanges"] if other[KEY] != protection[KEY]]


def _with_editors(change: Change, protection: Json) -> Json:
    """Add those who can always edit, behind a warning too (recorded): the protector and the owner."""
    editors = protection.get("editors", {})
    always = [*editors.get("users", []), change.caller, change.spreadsheet.owner]
    return {**protection, "editors": {**editors, "users": list(dict.fromkeys(always))}}


def update_protected_range(change: Change, body: Json) -> None:
    """Change a protection; only those who may edit the range may."""
    wanted = body["protectedRange"]
    every, at = _found(change, wanted.get(KEY))
    was_warning = every[at].get("warningOnly")
    new = without_defaults(updated(every[at], {**wanted, "requestingUserCanEdit": None}, body))
    new = {**new, KEY: every[at][KEY]}
    sheet = sheet_of(change.spreadsheet, new.get("range", {}))
    _refuse_contradiction(sheet, new, wanted)
    if was_warning and not new.get("warningOnly") and "editors" not in wanted:
        new["editors"] = {"users": _all_editors(change)}  # discovery: warningOnly
    every[at] = _with_editors(change, _cut(change, sheet, new))


def _all_editors(change: Change) -> list[str]:
    roles = change.spreadsheet.roles.items()
    return [email for email, role in roles if role == "writer" and email != "anyone"]


def delete_protected_range(change: Change, body: Json) -> None:
    """Lift a protection; only those who may edit the range may."""
    every, at = _found(change, body.get(KEY))
    del every[at]


def _found(change: Change, number: int | None) -> tuple[list[Json], int]:
    """Return a protection that the caller may edit, with its list (google-api-python-client#1064)."""
    try:
        every, at = find(change.spreadsheet, "protectedRanges", KEY, number)
    except Invalid:
        raise Invalid(f"No protected range with id: {number}") from None
    if not change.may_edit(every[at]):
        raise Invalid(PROTECTED)
    return every, at


KINDS = {
    "addProtectedRange": add_protected_range,
    "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range,
}
