"""Responses of forms: taken over once, wherever they lie, and the tabs of the forms as they were."""

from datetime import date, datetime

import pytest
from places import Place
from whole_commands.program import (
    DATES,
    TODAY,
    TOMORROW,
    column,
    fine,
    row_of,
    settings,
    sheets_sync,
    tab,
    typed,
)
from whole_commands.responses import BO, FORM_TABS, MEETINGS, TOPICS, link_forms, respond

from sheets_sync.spreadsheet.snapshot import CellRef

APPLYING = tuple(one for one in FORM_TABS if one is not MEETINGS)
REPORTED = "held 2027-02-28 (E5)"


@pytest.fixture
def answered(place: Place) -> Place:
    """Return a program whose forms were answered, but for that of meetings, which nobody had yet."""
    link_forms(place)
    for one in APPLYING:
        place.add_tab(one)
    return place


@pytest.fixture
def met(place: Place) -> Place:
    """Return a program with a pair that was announced and reported its first meeting."""
    fine("match", place.argument, *TODAY)
    typed(place, "matches", "E5", "decision", "approve")
    settings(place, **DATES)
    fine("sync", place.argument, *TODAY)
    link_forms(place)
    place.add_tab(MEETINGS)
    return place


def images(place: Place) -> list[object]:
    """Return everything of the tabs that forms write."""
    return [place.image(one.name) for one in APPLYING]


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


# --- interviews -----------------------------------------------------------------------------------

INTERVIEW = ("applicant_id", "interviewer_email", "interviewed_on", "recommendation", "score")


def test_an_interview_becomes_a_row_with_its_score_once(answered: Place):
    fine("sync", answered.argument, *TODAY)
    fine("sync", answered.argument, *TOMORROW)
    seen = [("E6", "ina@example.org", date(2027, 2, 24), "Yes", 4.5)]
    assert column(answered, "rubric_scores", *INTERVIEW) == seen


def test_a_second_interview_by_the_same_person_is_a_problem_and_no_row(answered: Place):
    respond(answered, "Interviews", datetime(2027, 2, 25, 9), "E6", "ina@example.org", 1, 1, "No")
    fine("sync", answered.argument, *TODAY)
    assert ("MU622", "Interviews!B3") in column(answered, "problems", "code", "where")
    assert column(answered, "rubric_scores", "applicant_id", "score") == [("E6", 4.5)]


# --- meetings -------------------------------------------------------------------------------------


def reported(place: Place) -> list[tuple[object, ...]]:
    """Return what the pair's meetings say under `reported`, in their order."""
    return column(place, "meetings", "number", "reported")


def test_what_a_pair_reports_fills_its_meeting(met: Place):
    fine("sync", met.argument, *TODAY)
    assert reported(met) == [(1, REPORTED), (2, None), (3, None), (4, None)]


def test_a_report_is_taken_over_once_and_the_form_is_not_touched(met: Place):
    before = met.image("How it went")
    fine("sync", met.argument, *TODAY)
    with met.unwritten():
        assert "Nothing to change." in fine("sync", met.argument, *TODAY)
    assert met.image("How it went") == before


def test_the_newest_report_wins(met: Place):
    fine("sync", met.argument, *TODAY)
    answer = ("vic@example.org", "Meeting 1", "Not yet, please call me", None)
    respond(met, "How it went", datetime(2027, 3, 2, 1), *answer)
    fine("sync", met.argument, *TOMORROW)
    assert reported(met)[0] == (1, "not yet (E3); please call me (E3)")


def test_a_report_that_fits_no_meeting_is_told_at_its_response(met: Place):
    respond(met, "How it went", datetime(2027, 3, 1, 17), "bo@example.org", "Meeting 1", "Yes", None)
    fine("sync", met.argument, *TODAY)
    assert ("MU408", "'How it went'!B3") in column(met, "problems", "code", "where")
    assert reported(met)[0] == (1, REPORTED)
