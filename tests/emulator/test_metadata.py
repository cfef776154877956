"""Developer metadata follows its row or column; a sort it does not follow (facts §4)."""

from typing import Any

import pytest
from emulator.calling import Caller
from emulator.tagging import line, lookup, tag, tagged

__all__ = ["tagged"]


def place(caller: Caller, number: int = 1) -> int:
    """Return the index of the row or column where a tag hangs now."""
    found = caller.about("GET", f"/developerMetadata/{number}").json()
    return int(found["location"]["dimensionRange"]["startIndex"])


def test_a_tag_is_told_with_its_place(tagged: Caller):
    assert tagged.about("GET", "/developerMetadata/2").json() == {
        "metadataId": 2,
        "metadataKey": "field",
        "metadataValue": "person_id",
        "location": {
            "locationType": "COLUMN",
            "dimensionRange": {"dimension": "COLUMNS", "startIndex": 2, "endIndex": 3},
        },
        "visibility": "DOCUMENT",
    }


@pytest.mark.parametrize(
    ("wanted", "number", "after"),
    [
        ({"insertDimension": {"range": line("ROWS", 0)}}, 1, 5),
        ({"insertDimension": {"range": line("ROWS", 5)}}, 1, 4),
        ({"deleteDimension": {"range": line("ROWS", 0)}}, 1, 3),
        ({"moveDimension": {"source": line("ROWS", 4), "destinationIndex": 1}}, 1, 1),
        ({"moveDimension": {"source": line("COLUMNS", 2), "destinationIndex": 9}}, 2, 8),
        ({"insertDimension": {"range": line("COLUMNS", 1)}}, 2, 3),
    ],
)
def test_a_tag_follows_its_row_or_column(tagged: Caller, wanted: Any, number: int, after: int):
    tagged.batch(wanted)
    assert place(tagged, number) == after


def test_a_tag_does_not_follow_a_sort(tagged: Caller):
    tagged.put("A4", [["b"], ["a"]])
    span = {"startRowIndex": 3, "endRowIndex": 5}
    tagged.batch({"sortRange": {"range": span, "sortSpecs": [{"dimensionIndex": 0}]}})
    assert (tagged.read("A5"), place(tagged)) == ([["b"]], 4)


def test_a_deleted_row_takes_its_tag_along(tagged: Caller):
    tagged.batch({"deleteDimension": {"range": line("ROWS", 4)}})
    assert tagged.about("GET", "/developerMetadata/1").status_code == 404


def test_tags_hang_on_the_spreadsheet_and_on_tabs_too(caller: Caller):
    caller.batch(tag(1, {"spreadsheet": True}, key="lease"), tag(2, {"sheetId": 0}, key="role"))
    found = caller.get(
        "developerMetadata(metadataKey,location),sheets.developerMetadata(metadataKey,location)"
    )
    [own] = found["developerMetadata"]
    assert own == {"metadataKey": "lease", "location": {"locationType": "SPREADSHEET", "spreadsheet": True}}
    on_tab = {"locationType": "SHEET", "sheetId": 0}
    assert found["sheets"] == [{"developerMetadata": [{"metadataKey": "role", "location": on_tab}]}]


def test_tags_come_with_the_grid(tagged: Caller):
    [sheet] = tagged.get("sheets.data.columnMetadata.developerMetadata.metadataId", ranges="B1:C9")["sheets"]
    assert sheet["data"] == [{"columnMetadata": [{}, {"developerMetadata": [{"metadataId": 2}]}]}]


def test_a_value_is_changed_by_filter(tagged: Caller):
    changed = {"metadataValue": "email"}
    request = {"dataFilters": [lookup(metadataId=2)], "developerMetadata": changed, "fields": "metadataValue"}
    [reply] = tagged.batch({"updateDeveloperMetadata": request})["replies"]
    [found] = reply["updateDeveloperMetadata"]["developerMetadata"]
    assert (found["metadataValue"], found["metadataKey"], place(tagged, 2)) == ("email", "field", 2)


def test_tags_are_deleted_by_filter(tagged: Caller):
    [reply] = tagged.batch({"deleteDeveloperMetadata": {"dataFilter": lookup(locationType="ROW")}})["replies"]
    assert [
        found["metadataId"] for found in reply["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]
    ] == [1]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (tag(0, {"spreadsheet": True}), "metadataId must be positive."),
        (tag(1, {}), "A location must be specified."),
        (tag(1, {"spreadsheet": True}, key=""), "metadataKey must be specified."),
        (tag(1, {"dimensionRange": {**line("ROWS", 0), "endIndex": 2}}), "must be a single row or column."),
    ],
)
def test_what_is_no_tag_is_refused(caller: Caller, wanted: Any, message: str):
    assert message in caller.refusal(wanted)


def test_an_id_is_unique_in_the_spreadsheet(tagged: Caller):
    before = tagged.emulator.spreadsheet(tagged.spreadsheet_id)
    assert "already exists" in tagged.refusal({"addSheet": {}}, tag(1, {"sheetId": 0}))
    assert tagged.emulator.spreadsheet(tagged.spreadsheet_id) is before


def test_a_column_keeps_its_tag_when_its_header_is_retyped(tagged: Caller):
    tagged.put("C1", [["person_id"]])
    tagged.emulator.person(tagged.spreadsheet_id).rename_column("Sheet1", "person_id", "Personnel no.")
    assert place(tagged, 2) == 2


def test_a_tag_stays_when_cells_are_cut_and_pasted_elsewhere(tagged: Caller):
    tagged.put("A5", [["a"]])
    tagged.emulator.person(tagged.spreadsheet_id).cut_and_paste_rows("Sheet1", 5, to=9)
    assert (tagged.read("A9"), place(tagged)) == ([["a"]], 4)


def test_a_deleted_tab_takes_its_tags_along(tagged: Caller):
    tagged.batch({"addSheet": {}}, tag(3, {"sheetId": 0}), {"deleteSheet": {"sheetId": 0}})
    assert [tagged.about("GET", f"/developerMetadata/{number}").status_code for number in (1, 2, 3)] == [
        404
    ] * 3


@pytest.mark.parametrize(("kept", "found"), [(True, 6), (False, 3)])
def test_a_copied_tab_has_tags_of_its_own_or_none(tagged: Caller, kept: bool, found: int):
    tagged.emulator.assume(copies_keep_tags=kept)
    tagged.batch(tag(3, {"sheetId": 0}), {"duplicateSheet": {"sourceSheetId": 0}})
    body = {"dataFilters": [lookup(metadataKey="field")]}
    matched = tagged.about("POST", "/developerMetadata:search", body).json()["matchedDeveloperMetadata"]
    assert len({match["developerMetadata"]["metadataId"] for match in matched}) == found


def test_deleting_tags_that_are_not_there_is_refused_or_not(tagged: Caller):
    gone = {"deleteDeveloperMetadata": {"dataFilter": lookup(metadataId=9)}}
    assert "No developer metadata" in tagged.refusal(gone)
    tagged.emulator.assume(deleting_nothing_is_refused=False)
    assert tagged.batch(gone)["replies"] == [{"deleteDeveloperMetadata": {}}]


def test_changing_tags_that_are_not_there_is_refused(tagged: Caller):
    request = {"dataFilters": [lookup(metadataId=9)], "developerMetadata": {}, "fields": "metadataValue"}
    assert "No developer metadata" in tagged.refusal({"updateDeveloperMetadata": request})
