"""The clean program: its people fit together, its dates make sense, nothing in it is a slip."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from sheets_sync.spreadsheet.schema import load_schemas

TODAY = date(2026, 3, 2)


def of_role(rows, role):
    return [row for row in rows["applicants"] if row["role"] == role]


def by_id(rows):
    return {row["person_id"]: row for row in rows["org_chart"]}


def above(person_id, chart):
    """Return everybody the person answers to, over any line."""
    row = chart[person_id]
    direct = [row["manager_id"], *(row["dotted_manager_ids"] or "").split("; ")]
    return {boss for one in direct if one for boss in (one, *above(one, chart))}


def settings(rows):
    return {row["setting"]: row["value"] for row in rows["settings"]}


def test_the_same_wishes_make_the_same_program(make):
    assert make() == make()


def test_another_seed_makes_another_program(make):
    assert make(seed=1)["applicants"] != make(seed=2)["applicants"]


def test_another_day_moves_the_dates_and_nothing_else(make, program):
    later = make(today=TODAY + timedelta(7))
    assert settings(later)["matches_announced_on"] == TODAY + timedelta(7)
    assert later["org_chart"] == program["org_chart"]
    assert [row["topics"] for row in later["applicants"]] == [row["topics"] for row in program["applicants"]]


@pytest.mark.parametrize(
    ("employees", "mentors", "mentees"),
    [(5, 1, 1), (5, 2, 2), (13, 5, 2), (60, 20, 5), (400, 30, 12), (25_000, 500, 200)],
)
def test_a_program_has_the_size_asked_for(make, employees, mentors, mentees):
    rows = make(employees=employees, mentors=mentors, mentees=mentees)
    assert len(rows["org_chart"]) == employees
    assert Counter(row["role"] for row in rows["applicants"]) == {"mentor": mentors, "mentee": mentees}


def test_the_smallest_pair_could_meet(make):
    rows = make(employees=5, mentors=1, mentees=1)
    [mentor], [mentee] = of_role(rows, "mentor"), of_role(rows, "mentee")
    assert mentor["selection"] == mentee["selection"] == "accept"
    assert mentee["person_id"] not in above(mentor["person_id"], by_id(rows))


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"employees": 4}, "at least 5 employees"),
        ({"mentors": 400}, "1 to 310 front-line mentors, not 400"),
        ({"mentees": 43}, "1 to 42 executives, not 43"),
        ({"mentees": 0}, "1 to 42 executives, not 0"),
        ({"topics": ["Pay"]}, "at least 5 topics, not 1"),
        ({"stage": "closing"}, "applications, matching, not 'closing'"),
        ({"mentors": 10, "mess": True}, "about 30 mentors"),
        ({"stage": "applications", "mess": True}, "stage of matching"),
    ],
)
def test_what_cannot_be_is_said(make, wishes, sentence):
    with pytest.raises(ValueError, match=sentence):
        make(**wishes)


def test_every_column_is_one_of_its_tab(program):
    schemas = load_schemas()
    spelled_out = {
        "rubric": [{"criterion": "communication"}, {"criterion": "candor"}],
        "survey_items": [{"item_id": "pulse"}, {"item_id": "valued"}],
    }
    for tab, rows in program.items():
        columns = schemas[tab].with_columns_from(spelled_out).by_name
        for row in rows:
            assert set(row) <= set(columns)
            assert not any(columns[name].tool_owned for name in row)


def test_every_choice_is_one_of_those_offered(program):
    schemas = load_schemas()
    for tab, rows in program.items():
        for column in schemas[tab].columns:
            if column.options:
                assert {row.get(column.name) for row in rows} <= {*column.options, None}


def test_every_key_is_there_and_nobody_elses(program):
    schemas = load_schemas()
    for tab, rows in program.items():
        keys = [tuple(row[column] for column in schemas[tab].key) for row in rows]
        assert all(all(key) for key in keys)
        assert len(set(keys)) == len(keys), tab


def test_every_applicant_stands_in_the_org_chart_under_the_same_name_and_manager(program):
    chart = by_id(program)
    for row in program["applicants"]:
        person = chart[row["person_id"]]
        assert (row["full_name"], row["email"]) == (person["full_name"], person["email"])
        assert person["employment"] == "active"
        assert row.get("manager_id", person["manager_id"]) == person["manager_id"]


def test_a_mentor_manages_nobody(program):
    chart = by_id(program)
    managers = {boss for person_id in chart for boss in above(person_id, chart)}
    mentors = {row["person_id"] for row in of_role(program, "mentor")}
    assert not mentors & managers


def test_a_mentee_is_an_executive_below_the_top(program):
    chart = by_id(program)
    titles = [chart[row["person_id"]]["title"] for row in of_role(program, "mentee")]
    assert all(title.startswith(("Chief ", "Vice president, ", "Director, ")) for title in titles)
    assert "President and chief executive officer" not in titles


def test_everybody_names_topics_of_the_list_once_and_at_most_five(program, topics):
    for row in program["applicants"]:
        named = row["topics"].split("; ")
        assert set(named) <= set(topics)
        assert len(named) == len(set(named)) <= 5


def test_applications_have_come_all_the_ways_they_can(program):
    selections = Counter(row["selection"] for row in of_role(program, "mentor"))
    assert selections == {"accept": 21, "waitlist": 2, "decline": 1, None: 6}
    assert [row["selection"] for row in of_role(program, "mentor") if row["withdrawn_on"]] == ["accept"]
    assert {row["manager_approval"] for row in of_role(program, "mentor")} == {"yes", "no", None}
    assert {row["selection"] for row in of_role(program, "mentee")} == {"accept"}


def test_a_score_is_from_the_interviewer_who_is_a_helper_and_not_the_manager(program):
    interviewers = {row["email"] for row in program["helpers"] if row["helps_as"] == "interviewer"}
    mentors = {row["person_id"]: row for row in of_role(program, "mentor")}
    for score in program["rubric_scores"]:
        mentor = mentors[score["applicant_id"]]
        assert score["interviewer_email"] in interviewers - {mentor["manager_email"]}
        assert score["interviewed_on"] == mentor["interview_on"] < TODAY


def test_two_interviewers_disagree_about_one_mentor(program):
    verdicts = {}
    for score in program["rubric_scores"]:
        verdicts.setdefault(score["applicant_id"], set()).add(score["recommendation"])
    assert [both for both in verdicts.values() if len(both) == 2] == [{"yes", "no"}]


def test_nobody_who_takes_part_also_runs_the_program(program):
    helpers = {row["email"] for row in program["helpers"]}
    assert not helpers & {row["email"] for row in program["applicants"]}


def test_an_assistant_is_no_mentor(program):
    assistants = {row["assistant_email"] for row in of_role(program, "mentee")}
    assert assistants <= {row["email"] for row in program["org_chart"]}
    assert not assistants & {row["email"] for row in of_role(program, "mentor")}


def test_people_answer_what_their_role_is_asked_before_the_match(program):
    roles = {row["person_id"]: row["role"] for row in program["applicants"]}
    asked = {"mentor": "valued", "mentee": "pulse"}
    for answer in program["surveys"]:
        items = set(answer) - {"response_id", "person_id", "phase", "submitted_on"}
        assert items == {asked[roles[answer["person_id"]]]}
        assert all(answer[item] in {1, 2, 3, 4, 5} for item in items)
    assert len(program["surveys"]) == 26  # four of five of 20 mentors and 12 executives


def test_the_dates_follow_each_other_and_matches_are_announced_today(program):
    on = settings(program)
    assert on["matches_announced_on"] == TODAY
    assert on["pre_survey_closes_on"] == TODAY - timedelta(1)
    names = (
        "applications_open_on", "applications_close_on", "selection_results_on", "pre_survey_opens_on",
        "pre_survey_closes_on", "matches_announced_on", "post_survey_opens_on", "post_survey_closes_on",
        "program_ends_on",
    )  # fmt: skip
    assert [on[name] for name in names] == sorted(on[name] for name in names)


@pytest.mark.parametrize("weekday", range(7))
def test_events_fall_on_working_days_and_orientations_before_the_meet_and_greet(make, weekday):
    rows = make(today=TODAY + timedelta(weekday))
    starts = {row["event_id"]: row["starts_at"] for row in rows["events"]}
    assert all(isinstance(start, datetime) and start.weekday() < 5 for start in starts.values())
    assert max(start for name, start in starts.items() if "orientation" in name) < starts["meet-and-greet"]
    assert all(row["starts_at"] < row["ends_at"] for row in rows["events"])


def test_while_applications_come_in_nothing_is_decided(make):
    rows = make(stage="applications")
    assert settings(rows)["applications_open_on"] < TODAY < settings(rows)["applications_close_on"]
    assert all(row["applied_on"] <= TODAY for row in rows["applicants"])
    assert {row["selection"] for row in rows["applicants"]} == {None}
    assert rows["rubric_scores"] == rows["surveys"] == []


def test_the_first_executive_wants_what_only_their_own_people_know(program):
    chart, [first, *_] = by_id(program), of_role(program, "mentee")
    wanted = set(first["topics"].split("; "))
    offering = [
        row["person_id"] for row in of_role(program, "mentor") if wanted & set(row["topics"].split("; "))
    ]
    assert offering
    assert all(first["person_id"] in above(mentor, chart) for mentor in offering)


def test_every_other_executive_has_mentors_to_choose_from(program):
    chart, [_, *others] = by_id(program), of_role(program, "mentee")
    pool = [row for row in of_role(program, "mentor") if row["selection"] == "accept"]
    for mentee in others:
        wanted = set(mentee["topics"].split("; "))
        fitting = [
            row
            for row in pool
            if wanted & set(row["topics"].split("; "))
            and mentee["person_id"] not in above(row["person_id"], chart)
        ]
        assert len(fitting) >= 3


def test_a_pair_of_last_year_has_applied_again(program):
    applied = {row["person_id"] for row in program["applicants"]}
    again = [row for row in program["past_pairs"] if {row["mentor_id"], row["mentee_id"]} <= applied]
    assert [row["cohort"] for row in again] == ["2025"]
