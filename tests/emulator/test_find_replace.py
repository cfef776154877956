"""findReplace: the compare-and-set of the Sheets API (facts §6)."""

from typing import Any

import pytest
from emulator.calling import Caller


def replace(caller: Caller, find: str, replacement: str, **options: Any) -> Any:
    """Replace in the first tab and return the counts."""
    where = {} if "range" in options or "allSheets" in options else {"sheetId": 0}
    request = {"findReplace": {"find": find, "replacement": replacement, **where, **options}}
    return caller.batch(request)["replies"][0]["findReplace"]


def test_what_changed_is_counted(caller: Caller):
    caller.put("A1", [["aa", "a"], ["b", "A"]])
    counts = replace(caller, "a", "x")
    assert counts == {"valuesChanged": 3, "rowsChanged": 2, "sheetsChanged": 1, "occurrencesChanged": 4}
    assert caller.read("A1:B2") == [["xx", "x"], ["b", "x"]]


def test_nothing_found_is_nothing_counted(caller: Caller):
    assert replace(caller, "a", "x") == {}


def test_a_whole_cell_is_compared_and_set_once(caller: Caller):
    caller.put("A1", [["ID-17·open"], ["ID-170·open"], ["ID-17·open!"]])
    span = {"startColumnIndex": 0, "endColumnIndex": 1}
    counts = replace(caller, "ID-17·open", "ID-17·done", matchEntireCell=True, matchCase=True, range=span)
    assert counts["occurrencesChanged"] == 1
    assert caller.read("A1:A3") == [["ID-17·done"], ["ID-170·open"], ["ID-17·open!"]]


@pytest.mark.parametrize(
    ("options", "after"),
    [({"matchCase": True}, [["x", "A"]]), ({"matchEntireCell": True}, [["x", "x"]])],
)
def test_case_matters_only_when_asked(caller: Caller, options: Any, after: Any):
    caller.put("A1", [["a", "A"]])
    replace(caller, "a", "x", **options)
    assert caller.read("A1:B1") == after


def test_regular_expressions_have_groups(caller: Caller):
    caller.put("A1", [["E12"]])
    replace(caller, r"E(\d+)", "P$1", searchByRegex=True)
    assert caller.read("A1") == [["P12"]]


def test_formulas_are_left_alone_unless_asked_for(caller: Caller):
    caller.put("A1", [["=1+1"]], "USER_ENTERED")
    assert replace(caller, "1", "2") == {}
    assert replace(caller, "1", "2", includeFormulas=True)["formulasChanged"] == 1
    assert caller.read("A1") == [["4"]]


def test_all_tabs_are_searched_when_asked(caller: Caller):
    caller.batch({"addSheet": {"properties": {"title": "other"}}})
    caller.put("A1", [["a"]])
    caller.put("other!A1", [["a"]])
    assert replace(caller, "a", "x", allSheets=True)["sheetsChanged"] == 2
