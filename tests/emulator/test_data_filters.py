"""Data filters: which tags, values and parts of the spreadsheet they select (facts §4; discovery)."""

from typing import Any

import pytest
from emulator.calling import Caller
from emulator.tagging import line, lookup, tag, tagged

__all__ = ["tagged"]
ROW_5, COLUMN_C = {"dimensionRange": line("ROWS", 4)}, {"dimensionRange": line("COLUMNS", 2)}


def selected(caller: Caller, **wanted: Any) -> list[int]:
    """Return the ids of the tags that a lookup selects."""
    answer = caller.about("POST", "/developerMetadata:search", {"dataFilters": [lookup(**wanted)]})
    assert answer.status_code == 200, answer.text
    matched = answer.json().get("matchedDeveloperMetadata", [])
    return sorted(match["developerMetadata"]["metadataId"] for match in matched)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"metadataLocation": ROW_5}, [1, 2, 3]),
        ({"metadataLocation": ROW_5, "locationMatchingStrategy": "EXACT_LOCATION"}, [1]),
        ({"metadataLocation": COLUMN_C, "locationMatchingStrategy": "INTERSECTING_LOCATION"}, [1, 2, 3]),
        ({"metadataLocation": {"sheetId": 0}}, [1, 2, 3]),
        ({"metadataLocation": {"sheetId": 0}, "locationMatchingStrategy": "EXACT_LOCATION"}, [3]),
        ({"metadataLocation": {"spreadsheet": True}}, [4]),
        ({"locationType": "COLUMN"}, [2]),
        ({"metadataKey": "field", "metadataLocation": ROW_5, "locationType": "ROW"}, [1]),
        ({"visibility": "PROJECT"}, []),
    ],
)
def test_a_place_selects_what_crosses_it_unless_told_otherwise(tagged: Caller, wanted: Any, found: list[int]):
    tagged.batch(tag(3, {"sheetId": 0}), tag(4, {"spreadsheet": True}))
    assert selected(tagged, **wanted) == found


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"locationMatchingStrategy": "EXACT_LOCATION"}, "metadataLocation must be specified"),
        (
            {"metadataLocation": ROW_5, "locationMatchingStrategy": "EXACT_LOCATION", "locationType": "ROW"},
            "locationType cannot be specified",
        ),
        ({"metadataLocation": ROW_5, "locationType": "SPREADSHEET"}, "locationType SPREADSHEET"),
    ],
)
def test_a_lookup_that_contradicts_itself_is_refused(tagged: Caller, wanted: Any, message: str):
    answer = tagged.about("POST", "/developerMetadata:search", {"dataFilters": [lookup(**wanted)]})
    assert answer.status_code == 400
    assert message in answer.json()["error"]["message"]


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
    ("data_filter", "titles"),
    [
        ({"gridRange": {"sheetId": 7}}, ["other"]),
        ({"gridRange": {"sheetId": 0, "endRowIndex": 1}}, ["Sheet1"]),
        ({"a1Range": "other!A1"}, ["other"]),
        (lookup(metadataId=2), ["Sheet1"]),
        (lookup(metadataId=9), []),
    ],
)
def test_a_spreadsheet_is_read_by_filter(tagged: Caller, data_filter: Any, titles: list[str]):
    tagged.batch({"addSheet": {"properties": {"sheetId": 7, "title": "other"}}})
    body = {"dataFilters": [data_filter]}
    answer = tagged.about("POST", ":getByDataFilter", body, fields="sheets.properties.title").json()
    assert [sheet["properties"]["title"] for sheet in answer.get("sheets", [])] == titles
