"""Days as Google counts them: from 1899-12-30, in true years, before it below zero."""

from datetime import date, datetime, time

import pytest

from sheets_sync.backends.google.reading.cells import cell_data, read_cell

DAYS = [
    (date(1899, 12, 31), 1),
    (date(1900, 1, 1), 2),
    (date(1900, 2, 28), 60),
    (date(1900, 3, 1), 61),
    (date(1850, 3, 1), -18201),
    (datetime(2027, 4, 3, 6), 46480.25),
    (time(18), 0.75),
]


@pytest.mark.parametrize(("moment", "number"), DAYS, ids=str)
def test_a_moment_is_written_as_its_number_and_read_back(moment: date | time, number: float):
    data = cell_data(moment)
    assert data["userEnteredValue"] == {"numberValue": number}
    assert read_cell({**data, "effectiveValue": data["userEnteredValue"]}) == moment


def test_a_number_that_is_no_day_stays_a_number():
    shown = {"userEnteredFormat": {"numberFormat": {"type": "DATE"}}, "effectiveValue": {"numberValue": 1e12}}
    assert read_cell(shown) == 1e12
