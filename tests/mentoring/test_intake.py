"""Form responses taken over: each one row, once, wherever rows are moved, sorted or deleted."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from mentoring.forms import (
    ANN,
    BO,
    CHART,
    FORMS,
    QUESTIONS,
    codes,
    form,
    names,
    program,
    rows,
    with_rows,
    with_tab,
)
from pictures import APPLICANTS, TODAY, applied, column, plan, run, spreadsheet, tab, told
from scenes import renamed, typed

from sheets_sync.report import plan_as_text
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Snapshot

# --- a response becomes a row -----------------------------------------------------------------------


def test_an_application_becomes_a_row_with_its_id_day_status_and_source():
    after = run(program(ANN))
    [row] = column(
        after, "applicants", "person_id", "full_name", "email", "role", "topics", "applied_on", "status"
    )
    day = date(2027, 2, 20)
    assert row == ("E5", "Ann Five", "ann@example.org", "mentor", "safety; pay", day, "awaiting_approval")
    [(source,)] = column(after, "applicants", "source")
    assert str(source).startswith("Form, 2027-02-20 09:15:01.250, ")


def test_the_form_tab_is_never_changed():
    before = program(ANN, BO)
    assert rows(run(before), "Form") == rows(before, "Form")


def test_a_second_sync_changes_nothing():
    after = run(program(ANN, BO, ANN.replace("20 09", "22 09")))
    assert not plan(after).changes


def test_a_row_that_comes_while_an_emptied_column_is_filled_makes_that_no_edit_by_people():
    emptied = typed(run(program(ANN)), "applicants", 2, "status", None)
    after = run(with_tab(emptied, form(ANN, BO)))
    assert column(after, "applicants", "status") == [("awaiting_approval",)] * 2
    assert "MU016" not in codes(after)


def test_rows_of_the_same_run_count_at_once():
    after = run(program(ANN))
    assert column(after, "topics", "topic", "offered_by") == [
        ("night shifts", 0),
        ("staffing", 0),
        ("safety", 1),
        ("pay", 1),
    ]
    [(counts,)] = [row.values[1:2] for row in rows(after, "start_here") if row.values[0] == ROWS_THEN]
    assert "applicants: 1\n" in str(counts)


ROWS_THEN = "Rows at the last good run"


def test_the_log_says_which_response_a_row_came_from():
    after = run(program(ANN))
    [(source,)] = column(after, "applicants", "source")
    lines = column(after, "log", "tab", "key", "column", "after")
    assert ("applicants", "E5", "(new row)", source) in lines


def test_rows_are_added_below_those_that_are_there():
    after = run(spreadsheet(APPLICANTS, CHART, FORMS, form(BO.replace("bo@", "eve@"))))
    assert names(after) == ["Ann Five", "Bo Six", "Vice Three", "Bo Six"]


def test_validate_and_match_take_nothing_over():
    before = program(ANN, ANN.replace("20 09", "22 09"))
    assert not plan(before, "validate").changes
    assert names(run(before, "match")) == []
    assert codes(before, "validate") == codes(before, "match") == codes(before, "sync") == ["Form!B3 MU622"]


def test_a_response_without_any_answer_is_no_row():
    assert names(run(program("2027-02-20 09:15:01.250 | | | | |"))) == []


def test_a_constant_that_the_spreadsheet_took_for_a_formula_is_one_all_the_same():
    forms = tab(FORMS.replace('"=mentor"', "=mentor → #NAME?"))
    after = run(program(ANN, forms=forms))
    assert column(after, "applicants", "role") == [("mentor",)]
    assert codes(after) == []


def test_a_formula_of_somebodys_is_no_constant():
    forms = FORMS.replace('"=mentor"', "=A1 → Role")
    assert "forms!B7 MU619" in codes(program(ANN, forms=forms))


def test_questions_are_found_whatever_their_capitals_and_spaces():
    after = run(program(ANN, questions=QUESTIONS.replace("Your e-mail", "YOUR   e-Mail")))
    assert column(after, "applicants", "email") == [("ann@example.org",)]


def test_a_question_asked_in_two_sections_is_answered_in_either():
    after = run(program(f"{BO} | pay", questions=f"{QUESTIONS} | Second choice"))
    assert column(after, "applicants", "topics") == [("staffing; pay",)]


def test_sentences_from_several_questions_stand_on_lines_of_their_own():
    forms = f"{FORMS.rstrip()}\nForm | Why? | applicants | motivation\nForm | What? | applicants | motivation"
    after = run(
        program(f"{ANN} | To learn. | All of it.", questions=f"{QUESTIONS} | Why? | What?", forms=forms)
    )
    assert column(after, "applicants", "motivation") == [("To learn.\nAll of it.",)]


def test_what_looks_like_a_formula_stays_text():
    after = run(program(ANN.replace("| Five |", '| "=HYPERLINK(1)" |')))
    assert names(after) == ["Ann =HYPERLINK(1)"]


def test_an_error_value_is_taken_over_as_its_text_and_told_there():
    forms = FORMS.replace("Form       | Last name          | applicants | full_name\n", "")
    after = run(program(ANN.replace("| Ann |", "| #REF! |"), forms=forms))
    assert names(after) == ["#REF!"]
    assert "applicants!B2 MU011" in told(plan(after, "validate").problems)


def test_numbers_that_no_cell_can_hold_become_text():
    odd = typed(program(ANN), "form", 2, "Last name", float("inf"))
    assert names(run(odd)) == ["Ann inf"]


def test_texts_too_long_for_one_cell_are_cut_and_say_so():
    long = typed(
        typed(program(ANN), "form", 2, "First name", "é" * 30_000), "form", 2, "Last name", "é" * 30_000
    )
    [name] = names(run(long))
    assert len(str(name)) < 32_767 and str(name).endswith("(the whole text stands in the form's tab)")


# --- who it is ----------------------------------------------------------------------------------------

BY_ID = FORMS + "    Form | Your number | applicants | person_id"


@pytest.mark.parametrize(
    ("answer", "person_id"),
    [
        ("E5", "E5"),
        ("e5", "E5"),
        ("ann@example.org", "E5"),
        ("E99", "E99"),
        ("", "E5"),  # by the address under email
        ("eve@example.org", "E5"),
        ("7", "007"),
    ],
)
def test_a_person_is_found_by_id_or_address(answer: str, person_id: str):
    chart = f'{CHART.rstrip()}\n"007" | Cy Seven | cy@example.org | E4'
    asked = form(f"{ANN} | {answer}", questions=f"{QUESTIONS} | Your number")
    assert column(run(spreadsheet(chart, BY_ID, asked)), "applicants", "person_id") == [(person_id,)]


def test_an_address_that_feeds_the_id_also_stands_under_email():
    forms = FORMS.replace("| applicants | email", "| applicants | person_id")
    assert column(run(program(ANN, forms=forms)), "applicants", "person_id", "email") == [
        ("E5", "ann@example.org")
    ]


@pytest.mark.parametrize("chart", [CHART.replace("Ann@", "annie@"), CHART.replace("bo@", "ann@")])
def test_somebody_whose_address_is_unknown_or_shared_has_a_row_without_id(chart: str):
    after = run(spreadsheet(chart, FORMS, form(ANN)))
    assert column(after, "applicants", "person_id", "full_name", "status") == [
        (None, "Ann Five", "needs_fixing")
    ]
    assert "applicants!A2 MU101" in told(plan(after).problems)
    assert not plan(after).changes


def test_a_manager_named_by_address_is_found_in_the_org_chart():
    forms = FORMS + "    Form | Your manager's e-mail | applicants | manager_id"
    asked = form(f"{ANN} | four@example.org", questions=f"{QUESTIONS} | Your manager's e-mail")
    assert column(run(spreadsheet(CHART, forms, asked)), "applicants", "manager_id") == [("E4",)]


# --- once ---------------------------------------------------------------------------------------------


def test_a_second_response_of_a_person_is_a_problem_and_no_row():
    after = run(program(ANN, BO, ANN.replace("20 09", "22 09").replace("| Five |", "| Six |")))
    assert names(after) == ["Ann Five", "Bo Six"]
    assert codes(after) == ["Form!B4 MU622"]
    [found] = [one for one in plan(after).problems if one.code == "MU622"]
    assert found.person_id == "E5"


def test_somebody_whom_people_typed_in_gets_no_second_row():
    assert names(run(spreadsheet(APPLICANTS, CHART, FORMS, form(ANN)))) == [
        "Ann Five",
        "Bo Six",
        "Vice Three",
    ]


def test_a_second_response_of_somebody_new_names_them_in_the_first_run():
    before = program(
        "2027-02-20 09:15:01 | cy@example.org | Cy | | safety | | E9",
        "2027-02-20 09:16:01 | cy2@example.org | Cy | | pay | | e9",
        forms=f"{FORMS.rstrip()}\nForm | Your id | applicants | person_id",
        questions=f"{QUESTIONS} | Your id",
    )
    [second] = [one for one in plan(before).problems if one.code == "MU622"]
    assert (second.person_id, str(second.cell)) == ("E9", "Form!G3")
    assert not plan(run(before)).changes


def test_the_oldest_response_makes_the_row_in_whatever_order_they_stand():
    later = ANN.replace("20 09", "22 09").replace("| Five |", "| Later |")
    assert names(run(program(later, ANN))) == ["Ann Five"]


def test_a_second_response_is_taken_over_when_the_first_row_is_deleted():
    after = run(program(ANN, ANN.replace("20 09", "22 09").replace("| Five |", "| Later |")))
    assert names(run(with_rows(after, "applicants", ()))) == ["Ann Later"]


def test_a_second_response_that_people_delete_is_no_problem_any_more():
    after = run(program(ANN, ANN.replace("20 09", "22 09")))
    assert codes(with_rows(after, "Form", rows(after, "Form")[:1])) == []


def test_a_deleted_row_does_not_come_back():
    after = run(with_rows(run(program(ANN, BO)), "applicants", ()))
    assert names(after) == []
    assert not plan(after).changes


def test_a_deleted_row_does_not_come_back_when_the_log_forgot_its_run():
    kept = spreadsheet(CHART, FORMS, form(ANN, BO), log_runs_kept=1)
    after = with_rows(run(kept), "applicants", ())
    for day in range(1, 4):
        after = run(typed(after, "topics", 2, "offered_by", day), today=TODAY + timedelta(days=day))
        after = typed(after, "org_chart", 2, "full_name", f"Chief {day}")
    assert names(after) == []
    assert len(column(after, "log", "run")) == 2


@pytest.mark.parametrize("then", ["Bewerbungen", "applicants"])
@pytest.mark.parametrize("first", ["Who applied", "applicants"])
def test_a_deleted_row_does_not_come_back_whatever_its_tab_was_called_and_is(first, then):
    after = run(renamed(program(ANN), "applicants", first))
    deleted = with_rows(renamed(after, "applicants", then), "applicants", ())
    assert names(run(deleted)) == []


def test_a_deleted_row_does_not_come_back_when_the_column_of_times_is_gone():
    deleted = with_rows(run(program(ANN)), "applicants", ())
    one = deleted.get("form")
    short = [replace(row, headers=row.headers[1:], values=row.values[1:]) for row in one.rows]
    without_times = with_tab(deleted, replace(one, headers=one.headers[1:], rows=tuple(short)))
    after = run(without_times)
    assert names(after) == []
    assert codes(after) == ["Form!A1 MU626"]


def test_a_row_that_people_emptied_does_not_come_back():
    after = run(program(ANN))
    for header in ("person_id", "full_name", "email", "role", "topics", "applied_on"):
        after = typed(after, "applicants", 2, header, None)
    assert names(run(after)) == [None]


def test_responses_sorted_or_mended_by_people_are_the_same_responses():
    after = run(program(ANN, BO))
    turned = with_rows(after, "Form", reversed(rows(after, "Form")))
    mended = typed(turned, "form", 3, "Your e-mail", "ann.five@example.org")
    assert not plan(mended).changes


def test_a_renamed_form_tab_brings_nothing_twice():
    after = run(program(ANN, BO))
    old = after.get("form")
    assert old is not None
    renamed = replace(old, name="Answers", rows=tuple(replace(row, tab="Answers") for row in old.rows))
    forms = spreadsheet(FORMS.replace("Form   ", "Answers")).get("forms")
    assert forms is not None
    moved = Snapshot(tuple(renamed if one is old else forms if one.name == "forms" else one for one in after))
    assert names(run(moved)) == ["Ann Five", "Bo Six"]
    assert not plan(moved).changes


def test_a_form_that_is_mapped_a_month_late_brings_all_its_responses():
    opened = run(spreadsheet(CHART, form(ANN, BO)), today=date(2027, 2, 22))
    forms = spreadsheet(FORMS).get("forms")
    assert forms is not None
    assert names(run(with_tab(opened, forms), today=date(2027, 3, 25))) == ["Ann Five", "Bo Six"]


def test_a_response_that_comes_in_late_with_an_early_time_is_taken_over():
    after = run(program(BO))
    late = with_rows(after, "Form", (*rows(after, "Form"), *rows(program(ANN), "Form")))
    assert names(run(late, today=date(2027, 3, 20))) == ["Bo Six", "Ann Five"]


@pytest.mark.parametrize("stamp", ["", "yesterday", "03/04/2027 10:00", "2027-02-20", "2027-02-20 09:15"])
def test_responses_without_a_time_of_their_own_are_told_apart_by_who_they_are_about(stamp: str):
    ann, bo = (line.replace(line.split(" | ")[0], stamp, 1) for line in (ANN, BO))
    after = run(program(ann))
    both = with_rows(after, "Form", (*rows(program(bo), "Form"), *rows(after, "Form")))
    assert names(run(both)) == ["Ann Five", "Bo Six"]
    assert not plan(run(both)).changes
    assert names(run(with_rows(run(both), "applicants", ()))) == []


@pytest.mark.parametrize("stamp", ["2027-03-28 01:30:00.250", '"2027-03-28T01:30:00Z"'])
def test_clock_changes_and_another_time_zone_bring_nothing_twice(stamp: str):
    line = ANN.replace("2027-02-20 09:15:01.250", stamp)
    asked = form(line, line.replace("ann@", "eve@").replace("01:30", "02:30"))
    after = run(spreadsheet(CHART, FORMS, asked, timezone="Europe/Berlin"), today=date(2027, 3, 29))
    moved = typed(after, "settings", zone_row(after), "value", "America/Chicago")
    assert names(run(moved, today=date(2027, 3, 29))) == ["Ann Five", "Ann Five"]


def zone_row(snapshot: Snapshot) -> int:
    """Return the row of the time zone."""
    return next(row.number for row in rows(snapshot, "settings") if row.values[0] == "timezone")


def test_a_time_in_another_age_is_no_time():
    odd = typed(program(ANN), "form", 2, "Timestamp", datetime(9999, 12, 31, 23, 59, 59, 999_999))
    assert column(run(odd), "applicants", "full_name", "applied_on") == [("Ann Five", None)]


def test_a_response_pasted_twice_is_one_row_and_a_problem():
    after = run(program(ANN, ANN))
    assert names(after) == ["Ann Five"]
    assert codes(after) == ["Form!B3 MU622"]


def test_a_column_that_people_added_beside_the_answers_changes_nothing():
    after = run(program(ANN.replace("2027-02-20 09:15:01.250", "")))
    ticked = form(
        f"{ANN.replace('2027-02-20 09:15:01.250', '')} | TRUE | seen", questions=f"{QUESTIONS} | done | by"
    )
    assert not plan(with_tab(after, ticked)).changes


# --- what is wrong with a form ------------------------------------------------------------------------


def test_a_column_that_is_almost_called_so_is_offered():
    found = plan(program(ANN, forms=f"{FORMS.rstrip()}\nForm | First name | applicants | full nam")).problems
    [missing] = [one for one in found if one.code == "MU614"]
    assert missing.message.endswith("that does not exist. Did you mean “full_name”?")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Nowhere | Name? | surveys | person_id", "forms!A8 MU619"),
        ("applicants | email | surveys | person_id", "forms!A8 MU619"),
        ("Form | Shoe size? | applicants | site", "forms!B8 MU619"),
        ("Form | First name | applicants | nickname", "forms!D8 MU614"),
        ("Form | First name | applicants | status", "forms!D8 MU620"),
        ("Form | First name | applicants | manager_said", "forms!D8 MU620"),
        ("Form | First name | meetings | held_on", "forms!D8 MU620"),
        ("Form | First name | surveys | comment", "forms!D8 MU621"),
        ("Form | First name | rubric_scores | applicant_id", "forms!D8 MU621"),
        ("Form | First name | meetings | reported", "forms!D8 MU621"),
    ],
)
def test_a_row_of_forms_that_leads_nowhere_is_told_at_its_cell(row: str, found: str):
    assert found in codes(program(ANN, forms=f"{FORMS.rstrip()}\n{row}"))


def test_one_question_may_feed_two_columns_but_not_one_column_twice():
    twice = f"{FORMS.rstrip()}\nForm | Your e-mail | applicants | manager_email"
    assert column(run(program(ANN, forms=twice)), "applicants", "manager_email") == [("ann@example.org",)]
    again = f"{FORMS.rstrip()}\nForm | first name | applicants | full_name"
    assert codes(program(ANN, forms=again)) == ["forms!A3 MU044", "forms!A8 MU044"]


@pytest.mark.parametrize(
    "row",
    [
        "Form | Shoe size? | applicants | site",
        "Form | First name | applicants | nickname",
        "Form | First name | applicants | status",
        "Form | First name | somewhere | site",
    ],
)
def test_a_form_that_is_not_mapped_right_waits_and_loses_nothing(row: str):
    waiting = run(program(ANN, forms=f"{FORMS.rstrip()}\n{row}"))
    assert names(waiting) == []
    mended = spreadsheet(FORMS).get("forms")
    assert mended is not None
    assert names(run(with_tab(waiting, mended))) == ["Ann Five"]


def test_a_form_without_id_and_address_cannot_be_taken_over():
    forms = FORMS.replace("| applicants | email", "| applicants | site")
    assert codes(program(ANN, forms=forms)) == ["forms!D2 MU621"]


# --- interviews and surveys -----------------------------------------------------------------------------

SURVEYS = """
    forms
    form_tab | question    | into_tab | column
    Form     | Your e-mail | surveys  | person_id
    Form     | "=pre"      | surveys  | phase
    Form     | Pulse       | surveys  | pulse
"""


def test_a_survey_becomes_a_row_with_an_id_of_its_own_and_its_day():
    asked = form("2027-02-20 09:15:01.250 | vic@example.org | 4", questions="Timestamp | Your e-mail | Pulse")
    after = run(spreadsheet(APPLICANTS, SURVEYS, asked))
    [row] = column(after, "surveys", "person_id", "phase", "submitted_on", "pulse")
    assert row == ("E3", "pre", date(2027, 2, 20), 4)
    [(response_id,)] = column(after, "surveys", "response_id")
    assert str(response_id).startswith("R") and len(str(response_id)) == 11
    assert not plan(after).changes


def test_one_person_answers_once_in_each_phase():
    lines = [f"2027-02-2{n} 09:15:01.250 | vic@example.org | {n}" for n in range(3)]
    phases = f'{SURVEYS.rstrip()}\nPost | Your e-mail | surveys | person_id\nPost | "=post" | surveys | phase'
    both = f"{phases}\nPost | Pulse | surveys | pulse"
    questions = "Timestamp | Your e-mail | Pulse"
    asked = form(*lines[:2], questions=questions), form(lines[2], name="Post", questions=questions)
    after = run(spreadsheet(APPLICANTS, both, *asked))
    assert column(after, "surveys", "phase", "pulse") == [("pre", 0), ("post", 2)]
    assert codes(after) == ["Form!B3 MU622"]


def test_a_survey_of_somebody_who_applied_the_same_night_is_theirs_and_counts_once():
    _, survey = SURVEYS.replace("Form ", "Survey ").split("| column")
    asked = [f"2027-02-2{n} 09:15:01 | cy@example.org | {n}" for n in range(2)]
    before = spreadsheet(
        f"{FORMS.rstrip()}{survey.rstrip()}\nForm | Your id | applicants | person_id",
        form(f"{ANN.replace('ann@', 'cy@')} | E9", questions=f"{QUESTIONS} | Your id"),
        form(*asked, name="Survey", questions="Timestamp | Your e-mail | Pulse"),
    )
    after = run(before)
    assert column(after, "surveys", "person_id", "pulse") == [("E9", 0)]
    assert not plan(after).changes


INTERVIEWS = """
    forms
    form_tab | question      | into_tab      | column
    Form     | Whom?         | rubric_scores | applicant_id
    Form     | Your e-mail   | rubric_scores | interviewer_email
    Form     | Communication | rubric_scores | communication
    Form     | Candor        | rubric_scores | candor
    Form     | Become one?   | rubric_scores | recommendation
"""


def test_an_interview_becomes_a_row_with_its_score():
    asked = form(
        "2027-02-20 09:15:01.250 | ann@example.org | ina@example.org | 4 | 5 | Yes",
        "2027-02-21 09:15:01.250 | E5 | ina@example.org | 1 | 1 | No",
        questions="Timestamp | Whom? | Your e-mail | Communication | Candor | Become one?",
    )
    before = spreadsheet(APPLICANTS, INTERVIEWS, asked)
    assert "+ rubric_scores  Form, 2027-02-20 09:15:01.250" in plan_as_text(plan(before).changes)
    after = run(before)
    assert column(after, "rubric_scores", "applicant_id", "interviewed_on", "recommendation", "score") == [
        ("E5", date(2027, 2, 20), "Yes", 4.5)
    ]
    assert codes(after) == ["Form!B3 MU622"]
    deleted = run(with_rows(after, "rubric_scores", ()))
    assert column(deleted, "rubric_scores", "recommendation") == [("No",)]


# --- privacy --------------------------------------------------------------------------------------------


def test_no_problem_and_no_source_repeats_what_people_answered():
    canary = "Zyzzyva"
    lines = [
        f"{canary} | {canary}{n % 2}@example | {canary} | {canary} | {canary} | {canary}" for n in range(3)
    ]
    before = program(*lines)
    found = plan(before)
    assert [one for one in found.problems if one.code == "MU622"]
    assert not [one for one in found.problems if canary in f"{one.message}{one.fix}{one.person_id}"]
    [(source,), *_] = column(applied(before, found.changes), "applicants", "source")
    assert canary not in str(source)


def test_answers_of_every_kind_come_to_rows_that_a_second_sync_leaves_alone():
    odd: list[Cell] = [
        True,
        3,
        2.5,
        datetime(2027, 2, 1, 9),
        date(2027, 2, 1),
        CellError("#REF!"),
        Formula("=A1", "x"),
    ]
    lines = [ANN.replace("20 09", f"2{n} 09").replace("ann@", f"ann{n}@") for n in range(len(odd))]
    before = program(*lines)
    for n, value in enumerate(odd, start=2):
        before = typed(before, "form", n, "Last name", value)
    assert not plan(run(before)).changes
