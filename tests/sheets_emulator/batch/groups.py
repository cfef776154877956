"""Requests about groups of rows or columns (discovery); nested groups are kept flat, one deep."""

from ..changing import Change
from ..defaults import without_defaults
from ..errors import Invalid
from ..spreadsheet import Json
from .dimensions import span_of
from .fields import sheet_of

KIND = {"ROWS": "rowGroups", "COLUMNS": "columnGroups"}


def add_dimension_group(change: Change, body: Json) -> Json:
    """Group rows or columns."""
    sheet = sheet_of(change.spreadsheet, body["range"])
    dimension, _, _ = span_of(sheet, body["range"])
    groups = sheet.attached[KIND[dimension]]
    groups.append({"range": without_defaults(body["range"]), "depth": 1})
    return {"dimensionGroups": list(groups)}


def delete_dimension_group(change: Change, body: Json) -> Json:
    """Ungroup rows or columns."""
    sheet = sheet_of(change.spreadsheet, body["range"])
    dimension, _, _ = span_of(sheet, body["range"])
    groups, wanted = sheet.attached[KIND[dimension]], without_defaults(body["range"])
    rest = [group for group in groups if group["range"] != wanted]
    if len(rest) == len(groups):
        raise Invalid("Cannot delete a group at the given range.")
    sheet.attached[KIND[dimension]] = rest
    return {"dimensionGroups": rest} if rest else {}


KINDS = {"addDimensionGroup": add_dimension_group, "deleteDimensionGroup": delete_dimension_group}
