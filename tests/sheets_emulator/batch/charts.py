"""Requests about charts (facts §3): kept and given back, never drawn."""

from ..changing import Change
from ..defaults import without_defaults
from ..errors import Invalid
from ..masks import merged
from ..spreadsheet import Json, new_sheet
from .fields import find, ids, sheet_of, update_mask

KEY = "chartId"
OVERLAY = {"widthPixels": 600, "heightPixels": 371}


def add_chart(change: Change, body: Json) -> Json:
    """Add a chart over a tab's cells or in a tab of its own."""
    wanted = body["chart"]
    if not wanted.get("spec"):
        raise Invalid("A chart must have a spec.")
    number = change.fresh_id(wanted.get(KEY), ids(change.spreadsheet, "charts", KEY))
    position = wanted.get("position", {})
    if position.get("newSheet"):
        position = {"sheetId": _own_tab(change)}
    overlay = position.get("overlayPosition")
    if overlay is not None:
        position = {"overlayPosition": {**OVERLAY, **overlay}}
    chart = {KEY: number, **without_defaults({**wanted, "position": position})}
    place = (
        {"sheetId": position["sheetId"]} if "sheetId" in position else (overlay or {}).get("anchorCell", {})
    )
    sheet_of(change.spreadsheet, place).attached["charts"].append(chart)
    return {"chart": chart}


def _own_tab(change: Change) -> int:
    sheets = change.spreadsheet.sheets
    number = change.fresh_id(None, {sheet.sheet_id for sheet in sheets})
    sheets.append(new_sheet(number, f"Chart{len(sheets)}", 1, 1))
    return number


def update_chart_spec(change: Change, body: Json) -> None:
    """Replace a chart's spec."""
    charts, at = find(change.spreadsheet, "charts", KEY, body.get(KEY))
    charts[at] = {**charts[at], "spec": without_defaults(body.get("spec", {}))}


def update_position(change: Change, body: Json) -> Json:
    """Move or resize a chart."""
    charts, at = find(change.spreadsheet, "charts", KEY, body.get("objectId"))
    old = charts[at]["position"].get("overlayPosition", {})
    new = merged(old, body.get("newPosition", {}).get("overlayPosition", {}), update_mask(body))
    charts[at] = {**charts[at], "position": {"overlayPosition": without_defaults(new)}}
    return {"position": charts[at]["position"]}


def delete_embedded_object(change: Change, body: Json) -> None:
    """Delete a chart."""
    charts, at = find(change.spreadsheet, "charts", KEY, body.get("objectId"))
    del charts[at]


KINDS = {
    "addChart": add_chart,
    "updateChartSpec": update_chart_spec,
    "updateEmbeddedObjectPosition": update_position,
    "deleteEmbeddedObject": delete_embedded_object,
}
