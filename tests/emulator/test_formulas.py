"""Formulas are kept; what they show is simple arithmetic, or what a test says."""

import pytest
from emulator.calling import Caller


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("= 1 / 1024", "0.0009765625"),
        ("=2+3*4", "14"),
        ("=(2+3)*-4", "-20"),
        ("=2^3^2", "64"),
        ("=B1*2", "10"),
        ('=Sheet1!$B$1&" people"', "5 people"),
        ("=Z9", "0"),
        ('=HYPERLINK("https://example.org","look")', "look"),
        ("=1/0", "#DIV/0!"),
        ('="a"*2', "#VALUE!"),
        ("=A1", "#REF!"),
        ("=ZZ9999", "#REF!"),
        ("=SUM(A1:B2)", "#NAME?"),
    ],
)
def test_a_simple_formula_is_computed_and_any_other_is_not(caller: Caller, formula: str, shown: str):
    caller.put("B1", [[5]])
    caller.put("A1", [[formula]], "USER_ENTERED")
    assert caller.read("A1") == [[shown]]


def test_a_test_says_what_a_formula_shows(caller: Caller):
    caller.emulator.set_result("=SUM(B1:B2)", {"numberValue": 7})
    caller.put("A1", [["=SUM(B1:B2)", "=A1+1"]], "USER_ENTERED")
    assert caller.read("A1:B1") == [["7", "8"]]


def test_a_formula_that_is_still_loading_says_so(caller: Caller):
    caller.emulator.set_result("=NOW()", {"errorValue": {"type": "LOADING"}})
    caller.put("A1", [["=NOW()"]], "USER_ENTERED")
    assert caller.read("A1") == [["Loading..."]]
