"""How values look in a sheet: by number format and locale (facts §2)."""

import pytest
from sheets_emulator.rendering import displayed


def shown(number: float, kind: str = "", pattern: str = "", locale: str = "en_US") -> str:
    """Return how a number looks with a format."""
    chosen = {name: value for name, value in (("type", kind), ("pattern", pattern)) if value}
    cell = {"userEnteredFormat": {"numberFormat": chosen}} if chosen else {}
    return displayed(cell, {"numberValue": number}, locale)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (2.0, "2"),
        (1 / 1024, "0.0009765625"),
        (1 / 3, "0.3333333333"),
        (12345678901, "12345678901"),
        (-0.5, "-0.5"),
    ],
)
def test_a_number_without_a_format_has_ten_digits(number: float, text: str):
    assert shown(number) == text


@pytest.mark.parametrize(
    ("number", "kind", "pattern", "text"),
    [
        (2000000.01, "NUMBER", "#,##0.00", "2,000,000.01"),
        (0.123, "PERCENT", "0%", "12%"),
        (0.5, "PERCENT", "", "50.00%"),
        (-15, "CURRENCY", '"$"#,##0.00', "-$15.00"),
        (7, "NUMBER", "0000", "0007"),
        (12000, "SCIENTIFIC", "", "1.20E+04"),
        (43831, "DATE", "yyyy-mm-dd", "2020-01-01"),
        (43831, "DATE", "", "1/1/2020"),
        (43831, "DATE", "dddd, d mmmm yyyy", "Wednesday, 1 January 2020"),
        (43831.75, "DATE_TIME", "yyyy-mm-dd hh:mm:ss", "2020-01-01 18:00:00"),
        (0.75, "TIME", "h:mm AM/PM", "6:00 PM"),
        (42, "TEXT", "@", "42"),
    ],
)
def test_a_format_decides_how_a_number_looks(number: float, kind: str, pattern: str, text: str):
    assert shown(number, kind, pattern) == text


def test_a_locale_with_decimal_comma_shows_one():
    assert shown(1234.5, "NUMBER", "#,##0.00", "de_DE") == "1.234,50"
    assert shown(1.5, locale="fr_FR") == "1,5"


def test_booleans_and_errors_have_their_words():
    assert displayed({}, {"boolValue": False}, "en_US") == "FALSE"
    assert displayed({}, {"errorValue": {"type": "N_A"}}, "en_US") == "#N/A"
