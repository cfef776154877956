"""RAW keeps what it is given; USER_ENTERED reads it as if it were typed (facts §3)."""

from typing import Any

import pytest
from sheets_emulator.entering import raw, typed


@pytest.mark.parametrize("text", ["=1+2", "0042", "TRUE", "12%", "3/1/2016", "'a", "+1"])
def test_raw_text_stays_text(text: str):
    assert raw(text).value == {"stringValue": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0042", {"numberValue": 42}),
        ("-1.5", {"numberValue": -1.5}),
        ("1e3", {"numberValue": 1000}),
        ("2,000.01", {"numberValue": 2000.01}),
        ("12%", {"numberValue": 0.12}),
        ("$15", {"numberValue": 15}),
        ("TRUE", {"boolValue": True}),
        ("false", {"boolValue": False}),
        ("=1+2", {"formulaValue": "=1+2"}),
        ("+A1", {"formulaValue": "=A1"}),
        ("'0042", {"stringValue": "0042"}),
        ("2020-01-01", {"numberValue": 43831}),
        ("3/1/2016", {"numberValue": 42430}),
        ("2020-01-01 12:00", {"numberValue": 43831.5}),
        ("6:00 PM", {"numberValue": 0.75}),
        ("2/30/2016", {"stringValue": "2/30/2016"}),
        ("12,34", {"stringValue": "12,34"}),
        ("1.2.3", {"stringValue": "1.2.3"}),
        ("E12", {"stringValue": "E12"}),
        ("", {}),
    ],
)
def test_typed_text_becomes_what_it_looks_like(text: str, value: Any):
    assert typed(text, "en_US").value == value


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("12,5", "de_DE", {"numberValue": 12.5}),
        ("1.123", "de_DE", {"numberValue": 1123}),
        ("2.413,5", "fr_FR", {"numberValue": 2413.5}),
        ("3.1.2016", "de_DE", {"numberValue": 42372}),
        ("12.5", "en_GB", {"numberValue": 12.5}),
    ],
)
def test_the_locale_decides_commas_and_the_order_of_dates(text: str, locale: str, value: Any):
    assert typed(text, locale).value == value


def test_a_cell_formatted_as_text_keeps_what_is_typed(caller: Any):
    cell = {"userEnteredFormat": {"numberFormat": {"type": "TEXT", "pattern": "@"}}}
    caller.batch(
        {
            "repeatCell": {
                "range": {"endRowIndex": 1, "endColumnIndex": 1},
                "cell": cell,
                "fields": "userEnteredFormat.numberFormat",
            }
        }
    )
    caller.put("A1", [["0042"]], "USER_ENTERED")
    assert caller.read("A1", valueRenderOption="UNFORMATTED_VALUE") == [["0042"]]
