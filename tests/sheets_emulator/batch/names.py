"""Requests about named ranges; their ids are texts (recorded)."""

from ..changing import Change
from ..defaults import without_defaults
from ..errors import Invalid
from ..spreadsheet import Json, Spreadsheet
from .fields import sheet_of, updated

KEY = "namedRangeId"


def add_named_range(change: Change, body: Json) -> Json:
    """Name a range."""
    wanted = body["namedRange"]
    sheet_of(change.spreadsheet, wanted.get("range", {}))
    if any(
        item["name"].lower() == wanted.get("name", "").lower() for item in change.spreadsheet.named_ranges
    ):
        raise Invalid("A named range with that name already exists.")
    taken = {item[KEY] for item in change.spreadsheet.named_ranges}
    if wanted.get(KEY) in taken:
        raise Invalid(f"A named range with id {wanted[KEY]} already exists.")
    named = {KEY: wanted.get(KEY) or str(change.fresh_id(None, set())), **without_defaults(wanted)}
    change.spreadsheet.named_ranges.append(named)
    return {"namedRange": named}


def update_named_range(change: Change, body: Json) -> None:
    """Change the name or the range."""
    wanted = body["namedRange"]
    at = _place(change.spreadsheet, wanted.get(KEY))
    old = change.spreadsheet.named_ranges[at]
    change.spreadsheet.named_ranges[at] = without_defaults(updated(old, wanted, body)) | {KEY: old[KEY]}


def delete_named_range(change: Change, body: Json) -> None:
    """Forget a name."""
    del change.spreadsheet.named_ranges[_place(change.spreadsheet, body.get(KEY))]


def _place(spreadsheet: Spreadsheet, wanted: str | None) -> int:
    for at, named in enumerate(spreadsheet.named_ranges):
        if named[KEY] == wanted:
            return at
    raise Invalid(f"No named range with id: {wanted}")


KINDS = {
    "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range,
    "deleteNamedRange": delete_named_range,
}
