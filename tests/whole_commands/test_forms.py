"""Responses of forms: taken over once, wherever they lie, and the tabs of the forms as they were."""

from datetime import date, datetime

import pytest
from places import Place
from whole_commands.program import TODAY, TOMORROW, column, fine, row_of, sheets_sync, tab, typed
from whole_commands.responses import BO, FORM_TABS, TOPICS, link_forms, respond

from sheets_sync.spreadsheet.snapshot import CellRef

NAMES = tuple(one.name for one in FORM_TABS)


@pytest.fixture
def answered(place: Place) -> Place:
    """Return a program whose forms were answered: an application, a manager's yes, a survey."""
    link_forms(place)
    for one in FORM_TABS:
        place.add_tab(one)
    return place


def images(place: Place) -> list[object]:
    """Return everything of the tabs that forms write."""
    return [place.image(name) for name in NAMES]


def test_a_night_takes_every_form_over(answered: Place):
    shown = fine("sync", answered.argument, *TODAY)
    assert "+ applicants  Applications, 2027-02-20 09:15:01.250\n" in shown
    bo = row_of(answered, "applicants", "E6")
    expected = {
        "full_name": "Bo Six", "email": "Bo@example.org", "role": "mentor",
        "topics": "Speaking up, Safety at work", "motivation": "=HYPERLINK(1)", "manager_said": "yes",
        "applied_on": date(2027, 2, 20), "status": "awaiting_standing",
    }  # fmt: skip
    assert {name: bo[name] for name in expected} == expected
    assert column(answered, "surveys", "person_id", "phase", "submitted_on", "comment") == [
        ("E3", "pre", date(2027, 2, 23), "Please.")
    ]


def test_the_tabs_of_the_forms_are_not_touched(answered: Place):
    before = images(answered)
    fine("sync", answered.argument, *TODAY)
    fine("sync", answered.argument, *TOMORROW)
    sheets_sync("validate", answered.argument, "--annotate", *TOMORROW)
    fine("init", answered.argument)
    assert images(answered) == before


def test_responses_are_taken_over_once(answered: Place):
    fine("sync", answered.argument, *TODAY)
    with answered.unwritten():
        assert "Nothing to change." in fine("sync", answered.argument, *TODAY)
    fine("sync", answered.argument, *TOMORROW)
    assert [person for (person,) in column(answered, "applicants", "person_id")] == ["E5", "E3", "E6"]


def test_a_row_that_people_deleted_stays_away(answered: Place):
    fine("sync", answered.argument, *TODAY)
    answered.delete_rows("applicants", row_of(answered, "applicants", "E6").number)
    assert "+ applicants" not in fine("sync", answered.argument, *TOMORROW)


def test_a_dry_run_says_the_same_and_writes_nothing(answered: Place):
    with answered.unwritten():
        shown = fine("sync", answered.argument, "--dry-run", *TODAY)
    assert shown == fine("sync", answered.argument, *TODAY)


def test_a_second_application_is_a_problem_at_its_response_and_no_row(answered: Place):
    fine("sync", answered.argument, *TODAY)
    respond(answered, "Applications", datetime(2027, 2, 25, 7, 30), *BO[1:])
    before = images(answered)
    shown = sheets_sync("validate", answered.argument, *TOMORROW).output
    assert "Applications!B3" in shown and "MU622 warning" in shown and "Six" not in shown
    fine("sync", answered.argument, *TOMORROW)
    assert ("MU622", "Applications!B3") in column(answered, "problems", "code", "where")
    assert len(tab(answered, "applicants").rows) == 3
    assert images(answered) == before


def test_an_answer_that_does_not_fit_is_told_at_the_row_it_made(answered: Place):
    respond(answered, "Applications", datetime(2027, 2, 25), "cy@example", "Cy", "Seven", TOPICS, None)
    fine("sync", answered.argument, *TODAY)
    assert ("MU110", "applicants!C5") in column(answered, "problems", "code", "where")
    note = tab(answered, "applicants").notes.get(CellRef("applicants", 5, 3), "")
    assert note.startswith("sheets-sync MU110: ") == answered.habits.carries_notes


def test_what_people_mend_in_a_row_from_a_form_stays(answered: Place):
    fine("sync", answered.argument, *TODAY)
    typed(answered, "applicants", "E6", "full_name", "Bo B. Six")
    fine("sync", answered.argument, *TOMORROW)
    assert row_of(answered, "applicants", "E6")["full_name"] == "Bo B. Six"
