"""Developer metadata follows its row or column; a sort it does not follow (facts §4)."""

from typing import Any

import pytest
from emulator.calling import Caller


def line(dimension: str, at: int) -> Any:
    """Return one row or column as a DimensionRange."""
    return {"sheetId": 0, "dimension": dimension, "startIndex": at, "endIndex": at + 1}


def tag(number: int, location: Any, key: str = "field", value: str = "person_id") -> Any:
    """Return a request that hangs a tag somewhere."""
    found = {"metadataId": number, "metadataKey": key, "metadataValue": value, "location": location}
    return {"createDeveloperMetadata": {"developerMetadata": {**found, "visibility": "DOCUMENT"}}}


def place(caller: Caller, number: int = 1) -> int:
    """Return the index of the row or column where a tag hangs now."""
    found = caller.about("GET", f"/developerMetadata/{number}").json()
    return int(found["location"]["dimensionRange"]["startIndex"])


@pytest.fixture
def tagged(caller: Caller) -> Caller:
    """Give a tab with a tag on row 5 and one on column C."""
    caller.batch(tag(1, {"dimensionRange": line("ROWS", 4)}), tag(2, {"dimensionRange": line("COLUMNS", 2)}))
    return caller


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


def test_a_copied_tab_has_no_tags(tagged: Caller):
    tagged.batch(tag(3, {"sheetId": 0}), {"duplicateSheet": {"sourceSheetId": 0}})
    found = tagged.about(
        "POST", "/developerMetadata:search", {"dataFilters": [lookup(metadataKey="field")]}
    ).json()
    assert len(found["matchedDeveloperMetadata"]) == 3


def lookup(**wanted: Any) -> Any:
    """Return a data filter."""
    return {"developerMetadataLookup": wanted}


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


def test_values_are_written_and_read_by_filter(tagged: Caller):
    tagged.batch({"insertDimension": {"range": line("ROWS", 0)}})
    data = [{"dataFilter": lookup(metadataId=1), "values": [["x"]]}]
    body = {"valueInputOption": "RAW", "data": data}
    written = tagged.about("POST", "/values:batchUpdateByDataFilter", body).json()
    assert written["responses"][0]["updatedRange"] == "Sheet1!A6"
    read = tagged.about(
        "POST", "/values:batchGetByDataFilter", {"dataFilters": [lookup(metadataId=1)]}
    ).json()
    assert read["valueRanges"][0]["valueRange"]["values"] == [["x"]]


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


def test_an_id_is_unique_in_the_spreadsheet(caller: Caller):
    once = tag(1, {"spreadsheet": True})
    assert "already exists" in caller.refusal(once, tag(1, {"sheetId": 0}))
