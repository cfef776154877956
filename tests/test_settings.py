"""Settings: whatever is wrong with one is said once, where it stands."""

from dataclasses import replace

import pytest
from pictures import APPLICANTS, column, plan, problems, run, settings_tab, spreadsheet, told
from scenes import typed, without

from sheets_sync.mentoring.proposing import WEIGHTS
from sheets_sync.spreadsheet.snapshot import Formula


def test_a_setting_whose_row_has_an_error_is_not_missing_as_well():
    wrong = typed(spreadsheet(APPLICANTS), "settings", 2, "value", Formula("=A1", None))
    assert told(plan(wrong, "validate").problems) == ["settings!B2 MU012"]


def test_a_missing_settings_tab_is_one_problem():
    lost = without(spreadsheet(APPLICANTS), "settings")
    assert told(plan(lost, "validate").problems) == ["settings!A1 MU001"]


def test_one_weight_is_enough():
    weights = dict.fromkeys(WEIGHTS, 0)
    assert problems(APPLICANTS, **weights) == ["settings!B30 MU630"]
    assert problems(APPLICANTS, **{**weights, "weight_rubric": 1}) == []


def test_what_people_type_over_the_tools_columns_of_settings_is_put_back():
    before = spreadsheet(APPLICANTS)
    changed = typed(typed(before, "settings", 30, "default", 99), "settings", 30, "meaning", None)
    assert column(run(changed), "settings", "default", "meaning") == column(
        before, "settings", "default", "meaning"
    )


def test_a_row_of_peoples_own_in_settings_is_left_alone():
    one = spreadsheet(APPLICANTS).get("settings")
    own = replace(one.rows[-1], number=one.last_row + 1, values=("our_colour", "blue", "red", "of the badge"))
    after = run(spreadsheet(APPLICANTS, replace(one, rows=(*one.rows, own))))
    assert column(after, "settings", "default", "meaning")[-1] == ("red", "of the badge")


def test_a_top_that_is_nobody_is_one_problem():
    found = problems(APPLICANTS, top_of_organization="nobody")
    assert [one.split()[1] for one in found if one.startswith("settings")] == ["MU610"]


def test_settings_that_are_mostly_gone_are_one_problem():
    one = settings_tab()
    lost = spreadsheet(APPLICANTS, replace(one, rows=one.rows[:22]))
    assert told(plan(lost, "validate").problems) == ["settings!A1 MU631"]


@pytest.mark.parametrize("zone", ["america/chicago", "utc", "GMT+2"])
def test_a_time_zone_that_is_refused_is_answered_with_one_that_is_not(zone: str):
    [one] = plan(spreadsheet(APPLICANTS, timezone=zone), "validate").problems
    assert (one.code, "America/Chicago" in one.message) == ("MU602", True)
