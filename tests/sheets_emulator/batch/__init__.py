"""spreadsheets.batchUpdate: each request applied in order to a copy, all or nothing (facts §1)."""

from collections.abc import Callable

from ..changing import Change
from ..discovery import api, snake
from ..errors import ApiError, Invalid, bad_field
from ..known_masks import known_mask
from ..masks import MalformedMask
from ..spreadsheet import Json
from . import (
    cells,
    charts,
    conditions,
    copying,
    dimensions,
    filters,
    groups,
    metadata,
    names,
    pasting,
    protections,
    search,
    sheets,
    tables,
)

MASKED = {  # what the `fields` of a request are fields of
    "updateCells": "CellData",
    "appendCells": "CellData",
    "repeatCell": "CellData",
    "updateSheetProperties": "SheetProperties",
    "updateSpreadsheetProperties": "SpreadsheetProperties",
    "updateDimensionProperties": "DimensionProperties",
    "updateProtectedRange": "ProtectedRange",
    "updateFilterView": "FilterView",
    "updateNamedRange": "NamedRange",
    "updateBanding": "BandedRange",
    "updateTable": "Table",
    "updateDeveloperMetadata": "DeveloperMetadata",
    "updateEmbeddedObjectPosition": "OverlayPosition",
}
Apply = Callable[[Change, Json], Json | None]

KINDS: dict[str, Apply] = {
    **cells.KINDS,
    **charts.KINDS,
    **conditions.KINDS,
    **copying.KINDS,
    **dimensions.KINDS,
    **filters.KINDS,
    **groups.KINDS,
    **metadata.KINDS,
    **names.KINDS,
    **pasting.KINDS,
    **protections.KINDS,
    **search.KINDS,
    **sheets.KINDS,
    **tables.KINDS,
}


def apply_all(change: Change, requests: list[Json]) -> list[Json]:
    """Apply the requests and return one reply each, `{}` where Google has nothing to say (recorded)."""
    if not requests:
        raise ApiError(400, "Must specify at least one request.")
    change.requests = tuple(requests)
    return [_apply(change, number, request) for number, request in enumerate(requests)]


def _apply(change: Change, number: int, request: Json) -> Json:
    if not request:
        raise ApiError(400, f"Invalid requests[{number}]: No request set.")
    if len(request) > 1:
        raise ApiError(
            400, f"Invalid value at 'requests[{number}]' (oneof), oneof field 'kind' is already set."
        )
    [(kind, body)] = request.items()
    if kind not in KINDS:
        raise ApiError(501, f"The emulator does not know requests[{number}].{kind}.")
    _refuse_unknown_fields(number, kind, body)
    try:
        reply = KINDS[kind](change, body)
        change.spreadsheet.refuse_too_large()
    except KeyError as error:
        if error.args[0] not in _known_fields(kind) or error.args[0] in body:
            raise
        raise ApiError(
            400, f"Invalid requests[{number}].{kind}: {error.args[0]} must be specified."
        ) from None
    except Invalid as error:
        raise ApiError(400, f"Invalid requests[{number}].{kind}: {error}") from None
    return {kind: reply} if reply is not None else {}


def _refuse_unknown_fields(number: int, kind: str, body: Json) -> None:
    """Raise 400 for a mask that is none, or that lists a field which the thing does not have (discovery)."""
    fields, resource = body.get("fields"), MASKED.get(kind)
    if not fields or not resource:
        return
    try:
        _, unknown = known_mask(fields, resource)
    except MalformedMask:
        unknown = fields
    if unknown:
        path = f"requests[{number}].{snake(kind)}.fields"
        kind_of_value = "type.googleapis.com/google.protobuf.FieldMask"
        raise bad_field(path, f"Invalid value at '{path}' ({kind_of_value}), \"{unknown}\"")


def _known_fields(kind: str) -> set[str]:
    """Return the fields that a request of that kind may have."""
    schemas = api("sheets", "v4").schemas
    return set(schemas[schemas["Request"]["properties"][kind]["$ref"]]["properties"])
