"""Field masks: what they may look like, what they bring, what they change."""

from typing import Any

import pytest
from emulator.calling import Caller
from sheets_emulator.masks import MalformedMask, asks_for, merged, parse_mask, select


@pytest.mark.parametrize("text", ["a.b,a.c", "a(b,c)", "a/b,a/c", " a( b , c ) "])
def test_masks_may_be_written_in_several_ways(text: str):
    assert parse_mask(text) == {"a": {"b": {}, "c": {}}}


@pytest.mark.parametrize("text", ["", "a(", "a)", "a..b", ",a", "a(b", "a b?"])
def test_anything_else_is_no_mask(text: str):
    with pytest.raises(MalformedMask):
        parse_mask(text)


def test_a_whole_field_is_more_than_a_part_of_it():
    assert parse_mask("a.b,a") == parse_mask("a,a.b") == {"a": {}}


def test_a_mask_leaves_out_the_rest_but_keeps_the_places_in_lists():
    value = {"rows": [{"note": "n", "x": 1}, {"x": 2}], "y": 3}
    assert select(value, parse_mask("rows.note")) == {"rows": [{"note": "n"}, {}]}


@pytest.mark.parametrize(
    ("mask", "result"),
    [
        ("a", {"a": 9, "b": {"c": 2, "d": 3}}),
        ("b", {"a": 1, "b": {"c": 8}}),
        ("b.d", {"a": 1, "b": {"c": 2}}),
        ("b(c,d)", {"a": 1, "b": {"c": 8}}),
        ("*", {"a": 9, "b": {"c": 8}}),
    ],
)
def test_a_masked_update_takes_the_named_fields_and_clears_what_is_missing(mask: str, result: Any):
    old, new = {"a": 1, "b": {"c": 2, "d": 3}}, {"a": 9, "b": {"c": 8}}
    assert merged(old, new, parse_mask(mask)) == result


def test_a_mask_asks_for_what_is_above_and_below_it():
    mask = parse_mask("sheets.data.rowData")
    assert asks_for(mask, "sheets", "data")
    assert asks_for(mask, "sheets", "data", "rowData", "values")
    assert not asks_for(mask, "sheets", "charts")


def test_a_field_that_does_not_exist_is_refused(caller: Caller):
    answer = caller.about("GET", "", fields="sheets.rows")
    [detail] = answer.json()["error"]["details"]
    assert answer.status_code == 400
    assert "Cannot find matching fields for path 'sheets.rows'" in detail["fieldViolations"][0]["description"]


def test_an_update_without_a_mask_is_refused(caller: Caller):
    message = caller.refusal({"updateSheetProperties": {"properties": {"title": "x"}}})
    assert message.endswith(
        "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
    )


def test_any_answer_can_be_masked(caller: Caller):
    answer = caller.about(
        "PUT", "/values/A1", {"values": [["x"]]}, valueInputOption="RAW", fields="updatedCells"
    )
    assert answer.json() == {"updatedCells": 1}


@pytest.mark.parametrize(
    ("kind", "body", "unknown"),
    [
        ("updateCells", {"start": {}, "fields": "userEnteredValu"}, "userEnteredValu"),
        ("repeatCell", {"range": {}, "fields": "userEnteredFormat.bold"}, "userEnteredFormat.bold"),
        ("updateSheetProperties", {"fields": "properties.title"}, "properties"),
        ("updateProtectedRange", {"fields": "*,editor"}, "editor"),
        ("updateCells", {"start": {}, "fields": "note("}, "note("),
    ],
)
def test_an_update_of_a_field_that_does_not_exist_is_refused(
    caller: Caller, kind: str, body: Any, unknown: str
):
    message = caller.refusal({kind: body})
    assert message.endswith(f'.fields\' (type.googleapis.com/google.protobuf.FieldMask), "{unknown}"')
