"""The values calls of the Sheets API, each from a checked request to the body of its answer."""

from collections.abc import Callable

from .appending import append
from .call import Call
from .spreadsheet import Json
from .tags import areas_found
from .values import clear, read, rendering, update, update_all, value_range


def values_get(call: Call) -> Json:
    """Return the values of one range."""
    return read(call.spreadsheet(), call.path["range"], rendering(call.query))


def values_batch_get(call: Call) -> Json:
    """Return the values of several ranges, in their order."""
    spreadsheet, how = call.spreadsheet(), rendering(call.query)
    found = [read(spreadsheet, text, how) for text in call.query.get("ranges", [])]
    return {"spreadsheetId": call.spreadsheet_id} | ({"valueRanges": found} if found else {})


def values_batch_get_by_filter(call: Call) -> Json:
    """Return the values that data filters select (facts §4)."""
    spreadsheet, how = call.spreadsheet(), rendering(call.body)
    found = [
        {"valueRange": value_range(spreadsheet, sheet, area, how), "dataFilters": [one]}
        for one in call.body.get("dataFilters", [])
        for sheet, area in areas_found(spreadsheet, one)
    ]
    return {"spreadsheetId": call.spreadsheet_id} | ({"valueRanges": found} if found else {})


def values_update(call: Call) -> Json:
    """Write one range."""
    with call.store.change(call.spreadsheet_id, call.caller) as change:
        return update(change, call.path["range"], call.body, call.query)


def values_batch_update(call: Call) -> Json:
    """Write several ranges, all or none."""
    with call.store.change(call.spreadsheet_id, call.caller) as change:
        return update_all(change, call.body.get("data", []), call.body)


def values_batch_update_by_filter(call: Call) -> Json:
    """Write what data filters select; where several places match, all are written (facts §4)."""
    with call.store.change(call.spreadsheet_id, call.caller) as change:
        responses = []
        for item in call.body.get("data", []):
            for sheet, area in areas_found(change.spreadsheet, item["dataFilter"]):
                written = update(change, sheet.address(area), item, call.body)
                responses.append({**written, "dataFilter": item["dataFilter"]})
    for response in responses:
        response.pop("spreadsheetId")
    total = sum(response.get("updatedCells", 0) for response in responses)
    answer = {"spreadsheetId": call.spreadsheet_id, "totalUpdatedCells": total, "responses": responses}
    return {key: part for key, part in answer.items() if part}


def values_append(call: Call) -> Json:
    """Append rows to the table in a range."""
    with call.store.change(call.spreadsheet_id, call.caller) as change:
        return append(change, call.path["range"], call.body, call.query)


def values_clear(call: Call) -> Json:
    """Clear one range."""
    with call.store.change(call.spreadsheet_id, call.caller) as change:
        return {"spreadsheetId": call.spreadsheet_id, "clearedRange": clear(change, call.path["range"])}


def values_batch_clear(call: Call) -> Json:
    """Clear several ranges, all or none."""
    with call.store.change(call.spreadsheet_id, call.caller) as change:
        cleared = [clear(change, text) for text in call.body.get("ranges", [])]
        return {"spreadsheetId": call.spreadsheet_id, "clearedRanges": cleared}


OPERATIONS: dict[str, Callable[[Call], Json]] = {
    "spreadsheets.values.get": values_get,
    "spreadsheets.values.batchGet": values_batch_get,
    "spreadsheets.values.batchGetByDataFilter": values_batch_get_by_filter,
    "spreadsheets.values.update": values_update,
    "spreadsheets.values.batchUpdate": values_batch_update,
    "spreadsheets.values.batchUpdateByDataFilter": values_batch_update_by_filter,
    "spreadsheets.values.append": values_append,
    "spreadsheets.values.clear": values_clear,
    "spreadsheets.values.batchClear": values_batch_clear,
}
