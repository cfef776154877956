"""The calls of the Sheets API, each from a checked request to the body of its answer."""

from collections.abc import Callable

from . import values_api
from .batch import apply_all
from .batch.copying import copied, free_copy_title
from .call import Call
from .describing import Question, describe, describe_sheet_properties
from .errors import ApiError, Invalid, bad_field, not_found
from .known_masks import known_mask
from .masks import MalformedMask, Mask, asks_for, select
from .spreadsheet import Json
from .tags import areas_found, every_tag, found_by


def field_mask(query: Json, resource: str) -> Mask:
    """Return the mask of the answer; fields that do not exist are refused."""
    return _known_mask(query["fields"], resource) if query.get("fields") else {}


def _known_mask(fields: str, resource: str) -> Mask:
    try:
        mask, unknown = known_mask(fields, resource)
    except MalformedMask:
        raise _bad_mask(fields) from None
    if unknown:
        raise _bad_mask(unknown)
    return mask


def _bad_mask(path: str) -> ApiError:
    description = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    return bad_field(path, description, "Request contains an invalid argument.")


def create(call: Call) -> Json:
    """Create a spreadsheet with the tabs asked for, as a batch of addSheet would (discovery)."""
    properties = call.body.get("properties", {})
    made = call.store.create(properties.get("title") or "Untitled spreadsheet", call.caller)
    made.locale = properties.get("locale", made.locale)
    made.time_zone = properties.get("timeZone", made.time_zone)
    wanted = [sheet.get("properties", {}) for sheet in call.body.get("sheets", [])]
    if wanted:
        with call.store.change(made.spreadsheet_id, call.caller) as change:
            change.spreadsheet.sheets = []
            apply_all(change, [{"addSheet": {"properties": item}} for item in wanted])
            made = change.spreadsheet
    return describe(made, Question(call.caller))


def get(call: Call) -> Json:
    """Return the spreadsheet, or the fields that the mask names."""
    mask = field_mask(call.query, "Spreadsheet")
    ranges, grid = tuple(call.query.get("ranges", ())) or None, call.query.get("includeGridData", False)
    return describe(call.spreadsheet(), Question(call.caller, ranges, grid, mask))


def get_by_filter(call: Call) -> Json:
    """Return the parts that data filters select, all without one, no tab when none matches (facts §4)."""
    spreadsheet, mask = call.spreadsheet(), field_mask(call.query, "Spreadsheet")
    filters = call.body.get("dataFilters")
    areas = [area for one in filters or [] for area in areas_found(spreadsheet, one)]
    ranges = tuple(sheet.address(area) for sheet, area in areas) if filters else None
    return describe(spreadsheet, Question(call.caller, ranges, call.body.get("includeGridData", False), mask))


def batch_update(call: Call) -> Json:
    """Apply a batch and return its replies, and the spreadsheet afterwards when asked for (facts §3)."""
    with call.store.change(call.spreadsheet_id, call.caller) as change:
        mask = field_mask(call.query, "BatchUpdateSpreadsheetResponse")
        replies = apply_all(change, call.body.get("requests", []))
        answer: Json = select({"spreadsheetId": call.spreadsheet_id, "replies": replies}, mask)
        if call.body.get("includeSpreadsheetInResponse") and asks_for(mask, "updatedSpreadsheet"):
            answer["updatedSpreadsheet"] = describe(change.spreadsheet, _question_after(call, mask))
    return answer


def _question_after(call: Call, mask: Mask) -> Question:
    """Return what to show after a batch; a mask overrules responseIncludeGridData (discovery)."""
    ranges, grid = (
        tuple(call.body.get("responseRanges", ())) or None,
        call.body.get("responseIncludeGridData"),
    )
    return Question(call.caller, ranges, bool(grid or mask), mask.get("updatedSpreadsheet", {}))


def metadata_get(call: Call) -> Json:
    """Return one piece of developer metadata (facts §4)."""
    for tagged in every_tag(call.spreadsheet()):
        if str(tagged.tag.metadata_id) == call.path["metadataId"]:
            return tagged.resource()
    raise not_found()


def metadata_search(call: Call) -> Json:
    """Return the developer metadata that data filters select (facts §4)."""
    spreadsheet, filters = call.spreadsheet(), call.body.get("dataFilters", [])
    found = {
        tagged.tag.metadata_id: {"developerMetadata": tagged.resource(), "dataFilters": [one]}
        for one in filters
        for tagged in found_by(spreadsheet, one)
    }
    return {"matchedDeveloperMetadata": list(found.values())} if found else {}


def copy_to(call: Call) -> Json:
    """Copy a tab into another spreadsheet (discovery)."""
    source = call.spreadsheet().sheet(int(call.path["sheetId"]))
    with call.store.change(call.body.get("destinationSpreadsheetId", ""), call.caller) as change:
        number = change.fresh_id(None, {sheet.sheet_id for sheet in change.spreadsheet.sheets})
        sheet = copied(change, source, number, free_copy_title(change.spreadsheet, source.title))
        change.spreadsheet.sheets.append(sheet)
        return describe_sheet_properties(change.spreadsheet, sheet)


MASKED: dict[str, Callable[[Call], Json]] = {  # those with grid data mask it while they make it
    "spreadsheets.get": get,
    "spreadsheets.getByDataFilter": get_by_filter,
    "spreadsheets.batchUpdate": batch_update,
}
OPERATIONS: dict[str, Callable[[Call], Json]] = {
    **values_api.OPERATIONS,
    "spreadsheets.create": create,
    "spreadsheets.developerMetadata.get": metadata_get,
    "spreadsheets.developerMetadata.search": metadata_search,
    "spreadsheets.sheets.copyTo": copy_to,
}


def serve(operation: str, resource: str, call: Call) -> Json:
    """Carry out a call and mask its answer; what it refuses is a 400."""
    if operation not in OPERATIONS and operation not in MASKED:
        raise ApiError(501, f"The emulator does not know {operation}.")
    try:
        if operation in MASKED:
            return MASKED[operation](call)
        mask = field_mask(call.query, resource)
        return dict(select(OPERATIONS[operation](call), mask))
    except Invalid as refusal:
        raise ApiError(400, str(refusal)) from None
