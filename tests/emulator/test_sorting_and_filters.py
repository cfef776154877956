"""Sorts move cells, not rows; filters are kept with their range written out (facts §3, §4)."""

from typing import Any

import pytest
from emulator.calling import Caller


def sort(*specs: tuple[int, str], **sides: int) -> Any:
    """Return a sortRange request below the headers."""
    listed = [{"dimensionIndex": column, "sortOrder": order} for column, order in specs]
    return {"sortRange": {"range": {"startRowIndex": 0, **sides}, "sortSpecs": listed}}


def typed(caller: Caller, *values: Any) -> None:
    """Write values down the first column."""
    caller.put("A1", [[value] for value in values])


@pytest.mark.parametrize(
    ("order", "after"),
    [
        ("ASCENDING", [[2], [10], ["10"], ["ada"], ["Kofi"], [False], [True]]),
        ("DESCENDING", [[True], [False], ["Kofi"], ["ada"], ["10"], [10], [2]]),
    ],
)
def test_numbers_come_before_texts_before_booleans_and_blanks_last(caller: Caller, order: str, after: Any):
    typed(caller, True, "Kofi", "", 10, "ada", "10", 2, False)
    caller.batch(sort((0, order), endRowIndex=8))
    assert caller.read("A1:A8", valueRenderOption="UNFORMATTED_VALUE") == after


def test_notes_and_formats_go_with_the_cells(caller: Caller):
    typed(caller, "b", "a")
    caller.batch({"updateCells": {"start": {}, "rows": [{"values": [{"note": "n"}]}], "fields": "note"}})
    caller.batch(sort((0, "ASCENDING"), endRowIndex=2))
    [sheet] = caller.get("sheets.data.rowData.values.note", ranges="A1:A2")["sheets"]
    assert sheet["data"][0]["rowData"] == [{"values": [{}]}, {"values": [{"note": "n"}]}]


def test_cells_outside_the_range_stay(caller: Caller):
    caller.put("A1", [["b", "1"], ["a", "2"]])
    caller.batch(sort((0, "ASCENDING"), endRowIndex=2, startColumnIndex=0, endColumnIndex=1))
    assert caller.read("A1:B2") == [["a", "1"], ["b", "2"]]


def test_a_column_outside_the_range_is_refused(caller: Caller):
    assert "dimensionIndex[3]" in caller.refusal(sort((3, "ASCENDING"), startColumnIndex=0, endColumnIndex=2))


def test_a_filter_without_sides_covers_the_grid(caller: Caller):
    caller.batch({"setBasicFilter": {"filter": {"range": {"sheetId": 0}}}})
    sides = {"startRowIndex": 0, "endRowIndex": 1000, "startColumnIndex": 0, "endColumnIndex": 26}
    assert caller.get("sheets.basicFilter") == {"sheets": [{"basicFilter": {"range": sides}}]}
    caller.batch({"clearBasicFilter": {"sheetId": 0}})
    assert caller.get("sheets.basicFilter") == {"sheets": [{}]}


def test_a_sorting_filter_really_reorders_the_rows_below_its_headers(caller: Caller):
    typed(caller, "name", "b", "a")
    specs = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    caller.batch({"setBasicFilter": {"filter": {"range": {"endRowIndex": 3}, "sortSpecs": specs}}})
    assert caller.read("A1:A3") == [["name"], ["a"], ["b"]]


def test_a_filter_view_reorders_nothing(caller: Caller):
    typed(caller, "name", "b", "a")
    specs = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    view = {"filterViewId": 3, "title": "by name", "range": {"endRowIndex": 3}, "sortSpecs": specs}
    caller.batch({"addFilterView": {"filter": view}})
    caller.batch({"updateFilterView": {"filter": {"filterViewId": 3, "title": "names"}, "fields": "title"}})
    [kept] = caller.get("sheets.filterViews")["sheets"][0]["filterViews"]
    assert (kept["title"], kept["filterViewId"], caller.read("A2")) == ("names", 3, [["b"]])
    caller.batch({"deleteFilterView": {"filterId": 3}})
    assert caller.get("sheets.filterViews") == {"sheets": [{}]}


HIDDEN = {"hiddenValues": ["done"]}
NEW_FORM = [{"columnIndex": 1, "filterCriteria": HIDDEN}]


@pytest.mark.parametrize("form", [{"filterSpecs": NEW_FORM}, {"criteria": {"1": HIDDEN}}])
def test_criteria_are_told_in_both_forms(caller: Caller, form: Any):
    view = {"filterViewId": 3, "range": {}, **form}
    caller.batch({"addFilterView": {"filter": view}}, {"setBasicFilter": {"filter": {"range": {}, **form}}})
    [sheet] = caller.get("sheets(filterViews,basicFilter)")["sheets"]
    for found in (sheet["filterViews"][0], sheet["basicFilter"]):
        assert (found["criteria"], found["filterSpecs"]) == ({"1": HIDDEN}, NEW_FORM)


@pytest.mark.parametrize("fields", ["filterSpecs", "criteria", "filterSpecs,criteria"])
def test_criteria_are_taken_out_of_both_forms(caller: Caller, fields: str):
    view = {"filterViewId": 3, "range": {}, "filterSpecs": NEW_FORM}
    caller.batch({"addFilterView": {"filter": view}})
    caller.batch({"updateFilterView": {"filter": {"filterViewId": 3}, "fields": fields}})
    [kept] = caller.get("sheets.filterViews")["sheets"][0]["filterViews"]
    assert kept.keys() == {"filterViewId", "title", "range"}
