"""Problems: the order they are told in, which is the same in every run."""

from dataclasses import replace

import pytest

from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.snapshot import CellRef

CELL = CellRef("settings", 4, 2)
ONE = problem("MU610", CELL, person_id="Z6")  # a warning, and nothing is set aside


@pytest.mark.parametrize(
    "later",
    [
        replace(ONE, severity="info"),
        replace(ONE, cell=CellRef("topics", 2, 1)),
        replace(ONE, cell=CellRef("settings", 5, 1)),
        replace(ONE, cell=CellRef("settings", 4, 3)),
        replace(ONE, code="MU611"),
        replace(ONE, message=f"{ONE.message} Did you mean “Z7”?"),
        replace(ONE, person_id="Z7"),
        replace(ONE, fix=f"{ONE.fix} Or clear it."),
        replace(ONE, verdict="user"),
    ],
)
def test_of_two_problems_that_differ_in_anything_one_is_told_first(later: Problem):
    assert ONE.order < later.order
