"""Charts, conditional formats, banding, merges, tables and named ranges are kept and given back."""

from typing import Any

import pytest
from emulator.calling import Caller

SPEC = {"title": "uptake", "basicChart": {"chartType": "COLUMN", "headerCount": 1}}
SPAN = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}


def attached(caller: Caller, kind: str) -> Any:
    """Return what is attached to the first tab."""
    return caller.get(f"sheets.{kind}")["sheets"][0].get(kind, [])


def chart(number: int) -> Any:
    """Return a request for a chart with an id of one's own."""
    position = {"overlayPosition": {"anchorCell": {"rowIndex": 3}}}
    return {"addChart": {"chart": {"chartId": number, "spec": SPEC, "position": position}}}


def test_a_chart_has_its_own_id_and_a_usual_size(caller: Caller):
    caller.batch(chart(5))
    overlay = {"anchorCell": {"rowIndex": 3}, "widthPixels": 600, "heightPixels": 371}
    assert attached(caller, "charts") == [
        {"chartId": 5, "spec": SPEC, "position": {"overlayPosition": overlay}}
    ]


def test_a_taken_chart_id_is_refused(caller: Caller):
    assert "already exists" in caller.refusal(chart(5), chart(5))


def test_a_chart_is_changed_moved_and_deleted(caller: Caller):
    moved = {"overlayPosition": {"anchorCell": {"rowIndex": 9}}}
    caller.batch(
        chart(5),
        {"updateChartSpec": {"chartId": 5, "spec": {**SPEC, "title": "topics"}}},
        {"updateEmbeddedObjectPosition": {"objectId": 5, "newPosition": moved, "fields": "anchorCell"}},
    )
    [found] = attached(caller, "charts")
    assert found["spec"]["title"] == "topics"
    assert found["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 9}
    caller.batch({"deleteEmbeddedObject": {"objectId": 5}})
    assert attached(caller, "charts") == []


def rule(word: str) -> Any:
    """Return a conditional format."""
    condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": word}]}
    return {
        "ranges": [SPAN],
        "booleanRule": {"condition": condition, "format": {"textFormat": {"bold": True}}},
    }


def words(caller: Caller) -> list[str]:
    """Return the words of the conditional formats in their order."""
    found = attached(caller, "conditionalFormats")
    return [item["booleanRule"]["condition"]["values"][0]["userEnteredValue"] for item in found]


def test_conditional_formats_are_ordered(caller: Caller):
    caller.batch(
        {"addConditionalFormatRule": {"rule": rule("a"), "index": 0}},
        {"addConditionalFormatRule": {"rule": rule("b"), "index": 0}},
        {"addConditionalFormatRule": {"rule": rule("c"), "index": 1}},
    )
    assert words(caller) == ["b", "c", "a"]
    caller.batch({"updateConditionalFormatRule": {"sheetId": 0, "index": 0, "newIndex": 2}})
    assert words(caller) == ["c", "a", "b"]
    [reply] = caller.batch({"updateConditionalFormatRule": {"index": 1, "rule": rule("d")}})["replies"]
    assert reply["updateConditionalFormatRule"]["oldRule"] == rule("a")
    caller.batch({"deleteConditionalFormatRule": {"sheetId": 0, "index": 2}})
    assert words(caller) == ["c", "d"]


def test_a_conditional_format_that_is_not_there_is_refused(caller: Caller):
    message = caller.refusal({"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}})
    assert message.endswith("No conditional format on sheet at index: 0")


def test_a_banding_is_added_changed_and_deleted(caller: Caller):
    colours = {"firstBandColor": {"red": 1}}
    caller.batch(
        {"addBanding": {"bandedRange": {"bandedRangeId": 4, "range": SPAN, "rowProperties": colours}}}
    )
    wider = {**SPAN, "endRowIndex": 5}
    caller.batch({"updateBanding": {"bandedRange": {"bandedRangeId": 4, "range": wider}, "fields": "range"}})
    [found] = attached(caller, "bandedRanges")
    assert (found["range"], found["rowProperties"]["firstBandColor"]) == (wider, {"red": 1})
    caller.batch({"deleteBanding": {"bandedRangeId": 4}})
    assert attached(caller, "bandedRanges") == []


def test_two_bandings_do_not_overlap(caller: Caller):
    colours = {"firstBandColor": {"red": 1}}
    add = {"addBanding": {"bandedRange": {"range": SPAN, "rowProperties": colours}}}
    assert "already has alternating background colors" in caller.refusal(add, add)


def test_a_merge_keeps_the_first_value(caller: Caller):
    caller.put("A1", [["a", "b"], ["c", "d"]])
    caller.batch({"mergeCells": {"range": SPAN, "mergeType": "MERGE_ROWS"}})
    assert caller.read("A1:B2") == [["a"], ["c"]]
    assert [merge["endRowIndex"] for merge in attached(caller, "merges")] == [1, 2]
    assert "merged already" in caller.refusal({"mergeCells": {"range": SPAN, "mergeType": "MERGE_ALL"}})
    caller.batch({"unmergeCells": {"range": SPAN}})
    assert attached(caller, "merges") == []


def test_a_table_grows_with_what_is_appended_to_it(caller: Caller):
    caller.put("B2", [["name"], ["Ada"]])
    span = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 2}
    cells = [{"values": [{"userEnteredValue": {"stringValue": "Kofi"}}]}]
    caller.batch(
        {"addTable": {"table": {"tableId": "t1", "name": "people", "range": span}}},
        {"appendCells": {"tableId": "t1", "rows": cells, "fields": "userEnteredValue"}},
    )
    assert caller.read("B2:B5") == [["name"], ["Ada"], ["Kofi"]]
    assert attached(caller, "tables")[0]["range"]["endRowIndex"] == 4


def test_a_name_is_used_once(caller: Caller):
    named = {"addNamedRange": {"namedRange": {"name": "people", "range": SPAN}}}
    assert "already exists" in caller.refusal(named, named)


@pytest.mark.parametrize(
    ("paste", "kept"),
    [("PASTE_NORMAL", {"userEnteredValue", "note"}), ("PASTE_VALUES", {"userEnteredValue"})],
)
def test_a_copy_is_pasted_as_asked(caller: Caller, paste: str, kept: set[str]):
    cell = {"userEnteredValue": {"stringValue": "a"}, "note": "n"}
    source = {"endRowIndex": 1, "endColumnIndex": 1}
    target = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 1}
    caller.batch(
        {"updateCells": {"start": {}, "rows": [{"values": [cell]}], "fields": "*"}},
        {"copyPaste": {"source": source, "destination": target, "pasteType": paste}},
    )
    sheet = caller.emulator.spreadsheet(caller.spreadsheet_id).sheets[0]
    assert sheet.cell(1, 0).keys() == sheet.cell(2, 0).keys() == kept
