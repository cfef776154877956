"""Criteria and survey items whose names cannot be those of columns are told once and make none."""

import pytest
from pictures import APPLICANTS, column, plan, problems, run, spreadsheet

from sheets_sync.spreadsheet.schema import load_schemas

INTERVIEW = """
    rubric_scores
    applicant_id | interviewer_email | interviewed_on | communication | candor | recommendation | comments
    E5           | ina@example.org   | 2027-02-01     | 4             | 2      | yes            | Warm.
"""
RUBRIC_WITH = "rubric\ncriterion | weight\ncommunication | 1\ncandor | 1\n{} | 8"
ITEMS_WITH = """
    survey_items
    item_id | wording        | asked_of
    pulse   | I know.        | mentee
    valued  | I feel valued. | mentee
    {}      | Anything else? | {}
"""
SCHEMAS = load_schemas()
OWN_OF_SCORES = [one.name for one in SCHEMAS["rubric_scores"].columns if not one.columns_from]
OWN_OF_SURVEYS = [one.name for one in SCHEMAS["surveys"].columns if not one.columns_from]


@pytest.mark.parametrize("name", [*OWN_OF_SCORES, "Comments", "Score", "RECOMMENDATION"])
def test_a_criterion_called_like_a_column_of_the_scores_is_one_problem_at_its_cell(name: str):
    assert problems(APPLICANTS, RUBRIC_WITH.format(name), INTERVIEW) == ["rubric!A4 MU627"]


@pytest.mark.parametrize("name", ["comments", "score", "Score"])
def test_a_criterion_that_makes_no_column_does_not_count(name: str):
    after = run(spreadsheet(APPLICANTS, RUBRIC_WITH.format(name), INTERVIEW))
    assert column(after, "rubric_scores", "communication", "candor", "comments", "score") == [
        (4, 2, "Warm.", 3.0)
    ]
    assert plan(after).changes.edits == ()


@pytest.mark.parametrize("name", [*OWN_OF_SURVEYS, "timestamp", "Phase"])
def test_a_survey_item_called_like_a_column_of_the_surveys_is_one_problem_at_its_cell(name: str):
    answers = """
        surveys
        response_id | person_id | phase | submitted_on | pulse | comment
        R1          | E3        | pre   | 2027-02-01   | 4     | All is well.
        R2          | E5        | pre   | 2027-02-01   |       | No words.
    """
    items = ITEMS_WITH.format(name, "mentee")
    assert problems(APPLICANTS, items, answers) == ["survey_items!A4 MU627"]


def test_what_only_the_organization_is_asked_may_be_called_like_a_column_of_the_surveys():
    assert problems(APPLICANTS, ITEMS_WITH.format("comment", "organization")) == []


@pytest.mark.parametrize("name", ["Candor", "CANDOR"])
def test_two_criteria_that_differ_by_capital_letters_are_one_name_twice(name: str):
    found = problems(APPLICANTS, RUBRIC_WITH.format(name))
    assert found == ["rubric!A3 MU044", "rubric!A4 MU044"]
