"""A first row that holds none of its tab's headers, and what a person is told to do about it."""

import pytest
from pictures import spreadsheet, tab

from sheets_sync.spreadsheet.headers import bind_columns
from sheets_sync.spreadsheet.problems import Problem
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Tab


def lost_headers(name: str, found: Tab) -> Problem:
    """Return the one problem of a tab that stands under another one's name."""
    positions, [told] = bind_columns(found, load_schemas()[name])
    assert (positions, told.code) == ({}, "MU009")
    return told


@pytest.mark.parametrize(
    ("name", "held"),
    [("surveys", "rubric_scores"), ("rubric_scores", "surveys"), ("topics", "matches"), ("topics", "log")],
)
def test_the_headers_of_another_tab_are_told_as_names_that_were_exchanged(name: str, held: str):
    assert lost_headers(name, spreadsheet().get(held)).message == (
        f"Row 1 is not the header row. It holds the headers of {held}: did somebody exchange the tabs' names?"
    )


def test_a_row_above_the_headers_is_told_as_no_exchange():
    above = tab("helpers\nour helpers | |\nemail | full_name | helps_as")
    assert lost_headers("helpers", above).message == "Row 1 is not the header row."


@pytest.mark.parametrize("held", ["rubric_scores", "log"])
def test_nobody_is_told_to_delete_what_may_be_the_headers(held: str):
    assert lost_headers("surveys", spreadsheet().get(held)).fix == (
        "If tabs exchanged their names, give each its own back. If rows stand above the headers, delete "
        "only those; the first header is response_id."
    )
