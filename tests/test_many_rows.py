"""A large tab costs as many requests as a small one."""

import pytest
from live import put
from pictures import APPLICANTS, applied, plan, spreadsheet
from sheets_emulator import Emulator

from sheets_sync.spreadsheet.snapshot import Snapshot


def people(count: int) -> str:
    """Draw so many mentors who wait for their managers."""
    rows = (f"M{n} | Mentor {n} | m{n}@example.org | mentor | E4 | pay" for n in range(count))
    return "\n".join((APPLICANTS.rstrip(), *rows))


def steady(count: int) -> Snapshot:
    """Return a program of so many people as a sync left it."""
    before = spreadsheet(people(count))
    return applied(before, plan(before).changes)


@pytest.mark.parametrize("count", [50, 5_000])
def test_a_night_with_changes_costs_three_requests_whatever_the_number_of_rows(
    emulator: Emulator, count: int
):
    live = put(emulator, steady(count))
    for row in range(10, 40):
        live.person.edit("applicants", f"H{row}", "yes")  # manager_approval
    live.forget_requests()
    plan_, waiting = live.run("sync")
    assert sum(edit.column == "status" for edit in plan_.changes.edits) == 30
    assert live.requests() == ["spreadsheets.get", "spreadsheets.getByDataFilter", "spreadsheets.batchUpdate"]
    assert waiting == 0
