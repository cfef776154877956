"""What managers and pairs answer in their forms: it fills rows that are there, the newest answer first."""

from datetime import date

import pytest
from mentoring.forms import CHART, codes, form, program, rows, with_rows
from mentoring.forms import FORMS as APPLICATIONS
from pictures import APPLICANTS, TODAY, column, plan, run, spreadsheet, tab, told
from scenes import ANNOUNCED, typed

from sheets_sync.mentoring.scheduling import read_report
from sheets_sync.spreadsheet.snapshot import Cell, Snapshot, Tab

# --- managers -----------------------------------------------------------------------------------------

FORMS = """
    forms
    form_tab | question  | into_tab   | column
    Form     | Whom?     | applicants | person_id
    Form     | Approved? | applicants | manager_said
"""
UNANSWERED = APPLICANTS.replace(
    "| accept    | yes              | yes", "| accept    |                  | yes"
)


def managers(*responses: str, forms: str = FORMS, applicants: str = UNANSWERED) -> Snapshot:
    """Return a program whose managers answered a form."""
    asked = form(*responses, questions="Timestamp | Whom? | Approved?")
    return spreadsheet(applicants, CHART, forms, asked)


def said(snapshot: Snapshot) -> list[Cell]:
    """Return manager_said, row by row."""
    return [answer for (answer,) in column(snapshot, "applicants", "manager_said")]


@pytest.mark.parametrize("whom", ["E5", "e5", "ann@example.org", "ANN@Example.org"])
@pytest.mark.parametrize(
    ("answer", "word"), [("Yes", "yes"), ("yes, I approve", "yes"), ("No", "no"), ("I do not approve.", "no")]
)
def test_what_a_manager_answers_fills_manager_said(whom: str, answer: str, word: str):
    after = run(managers(f"2027-02-20 09:15:01.250 | {whom} | {answer}"))
    assert said(after) == [word, None, None]
    assert column(after, "applicants", "status")[0] == ("ready_to_match" if word == "yes" else "ineligible",)
    assert not plan(after).changes


def test_an_answer_is_logged_as_a_changed_cell():
    after = run(managers("2027-02-20 09:15:01.250 | E5 | yes"))
    lines = column(after, "log", "key", "column", "before", "after")
    assert ("E5", "manager_said", None, "yes") in lines


def test_the_newest_answer_wins_in_whatever_order_they_stand():
    answers = ("2027-02-22 09:15:01 | E5 | no", "2027-02-20 09:15:01 | E5 | yes")
    assert said(run(managers(*answers))) == said(run(managers(*answers[::-1]))) == ["no", None, None]


def test_when_the_newest_answer_is_deleted_the_one_before_counts():
    after = run(managers("2027-02-20 09:15:01 | E5 | yes", "2027-02-22 09:15:01 | E5 | no"))
    assert said(run(with_rows(after, "Form", rows(after, "Form")[:1])))[0] == "yes"


def test_an_answer_stays_when_the_responses_are_deleted():
    after = run(managers("2027-02-20 09:15:01 | E5 | yes"))
    assert said(run(with_rows(after, "Form", ())))[0] == "yes"


def test_a_manager_may_answer_by_the_applicants_address_alone():
    forms = FORMS.replace("person_id", "email")
    assert said(run(managers("2027-02-20 09:15:01 | bo@example.org | yes", forms=forms)))[1] == "yes"


def test_an_answer_for_nobody_in_applicants_is_a_problem():
    assert codes(managers("2027-02-20 09:15:01 | E9 | yes")) == ["Form!B2 MU623"]


@pytest.mark.parametrize("answer", ["Perhaps", "No problem", "Yes, but", "3"])
def test_an_answer_that_is_neither_yes_nor_no_is_a_problem(answer: str):
    before = managers(f"2027-02-20 09:15:01 | E5 | {answer}")
    assert codes(before) == ["Form!C2 MU624"]
    assert said(run(before))[0] is None


def test_an_answer_left_blank_says_nothing():
    before = managers("2027-02-20 09:15:01 | E5 |")
    assert (codes(before), said(run(before))[0]) == ([], None)


def test_an_answer_for_an_application_of_the_same_night_counts_at_once():
    more = "Approval | Whom? | applicants | person_id\nApproval | Yes? | applicants | manager_said"
    both = f"{APPLICATIONS.rstrip()}\n{more}"
    approval = form("2027-02-20 10:15:01 | E5 | yes", name="Approval", questions="Timestamp | Whom? | Yes?")
    before = program("2027-02-20 09:15:01.250 | ann@example.org | Ann | Five | safety | pay", forms=both)
    after = run(Snapshot((*before, approval)))
    assert column(after, "applicants", "manager_said", "status") == [("yes", "awaiting_standing")]
    assert not plan(after).changes


def test_a_formula_under_manager_said_is_left_alone():
    before = typed(managers("2027-02-20 09:15:01 | E5 | yes"), "applicants", 2, "manager_said", tab_formula())
    assert said(run(before))[0] == tab_formula()


def tab_formula() -> Cell:
    """Return a formula of somebody's."""
    return tab("x\nx\n=A1 → no").rows[0].values[0]


# --- meetings -----------------------------------------------------------------------------------------

REPORTS = """
    forms
    form_tab | question  | into_tab | column
    Form     | Who?      | meetings | match_id
    Form     | Which?    | meetings | number
    Form     | Happened? | meetings | reported
    Form     | When?     | meetings | reported
"""
MEETINGS = """
    meetings
    match_id | number | due_on     | scheduled_for
    E5/E3    | 1      | 2027-02-20 | 2027-02-18 12:00
    E5/E3    | 2      | 2027-03-20 |
"""


def reported(*responses: str, announced: str = ANNOUNCED, meetings: str = MEETINGS) -> Snapshot:
    """Return a program with a running pair whose form was answered."""
    questions = "Timestamp | Who? | Which? | Happened? | When?"
    asked: Tab = form(*responses, questions=questions)
    return spreadsheet(APPLICANTS, CHART, announced, meetings, REPORTS, asked)


def report(snapshot: Snapshot, number: int = 1) -> Cell:
    """Return what stands under `reported` of a meeting."""
    return column(snapshot, "meetings", "reported")[number - 1][0]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("Yes | 2027-02-19", "held 2027-02-19 (E5)"),
        ("Held |", "held 2027-02-18 (E5)"),  # as planned
        ("yes, we met. | 19 February 2027", "held 2027-02-19 (E5)"),
        ("New date | 2027-03-05", "new date 2027-03-05 (E5)"),
        ("Not yet |", "not yet (E5)"),
        ("No |", "not yet (E5)"),
        ("Please call me |", "please call me (E5)"),
        ("Yes, please call me |", "held 2027-02-18 (E5); please call me (E5)"),
    ],
)
def test_what_a_pair_reports_fills_reported(answer: str, found: str):
    after = run(reported(f"2027-02-20 09:15:01.250 | ann@example.org | 1 | {answer}"))
    assert report(after) == found
    assert not plan(after).changes


def test_a_report_counts_the_same_night():
    after = run(reported("2027-02-20 09:15:01.250 | E5 | 2 | new date | 2027-04-20"))
    assert column(after, "meetings", "status")[1] == ("scheduled",)
    assert read_report(str(report(after, 2))).new_date == date(2027, 4, 20)


def test_a_meeting_held_without_a_plan_was_held_on_the_day_of_the_report():
    assert report(run(reported("2027-02-20 09:15:01 | E5 | 2 | yes |")), 2) == "held 2027-02-20 (E5)"


def test_a_meeting_held_after_a_new_date_was_held_then():
    moved = "2027-02-10 09:15:01 | E5 | 2 | new date | 2027-02-15"
    assert report(run(reported(moved, "2027-02-20 09:15:01 | E3 | 2 | yes |")), 2) == "held 2027-02-15 (E3)"


def test_the_newest_report_wins_and_a_wish_to_be_called_is_never_lost():
    answers = (
        "2027-02-19 09:15:01 | E3 | 1 | please call me |",
        "2027-02-20 09:15:01 | E3 | 1 | not yet |",
        "2027-02-21 09:15:01 | E5 | 1 | yes |",
    )
    expected = "held 2027-02-18 (E5); please call me (E3)"
    assert report(run(reported(*answers))) == report(run(reported(*answers[::-1]))) == expected


@pytest.mark.parametrize("who", ["E5/E3", " e5 / e3 "])
def test_a_report_may_name_the_pair(who: str):
    assert report(run(reported(f'2027-02-20 09:15:01 | "{who}" | 1 | yes |'))) == "held 2027-02-18"


def test_the_number_may_stand_in_words_around_it():
    after = run(reported("2027-02-20 09:15:01 | E5 | Meeting 2: shadowing | not yet |"))
    assert report(after, 2) == "not yet (E5)"


@pytest.mark.parametrize(
    "who_and_which",
    ["E6 | 1", "E9/E3 | 1", "eve@example.org | 1", "E5 | 3", "E5 |", "E5 | 1 or 2", "| 1", "E5 | 123"],
)
def test_a_report_that_fits_no_meeting_is_a_problem(who_and_which: str):
    found = codes(reported(f"2027-02-20 09:15:01 | {who_and_which} | yes |"))
    assert [one.split()[1] for one in found] == ["MU408"]


@pytest.mark.parametrize("answer", ["Maybe |", "|", "| 2027-02-19", "Yes, not yet |"])
def test_a_report_in_other_words_is_a_problem(answer: str):
    found = codes(reported(f"2027-02-20 09:15:01 | E5 | 1 | {answer}"))
    assert [one.split()[1] for one in found] == ["MU624"]


@pytest.mark.parametrize("answer", ["New date |", "New date | 2027-02-01", "Yes | 2027-12-01"])
def test_a_report_whose_date_is_missing_or_cannot_be_is_a_problem(answer: str):
    assert codes(reported(f"2027-02-20 09:15:01 | E5 | 1 | {answer}")) == ["Form!D2 MU625"]


def test_what_people_typed_counts_and_a_report_that_differs_is_told():
    typed_in = MEETINGS.replace("scheduled_for\n", "scheduled_for | held_on\n").replace(
        "2027-02-18 12:00", "2027-02-18 12:00 | 2027-02-17"
    )
    after = run(reported("2027-02-20 09:15:01 | E5 | 1 | yes |", meetings=typed_in))
    assert "meetings!E2 MU404" in told(plan(after, today=TODAY).problems)
