"""What a new workbook starts with fits its schemas, and the mails fit the program."""

import re
import tomllib
from datetime import UTC
from importlib.resources import files
from itertools import chain

import pytest
from pictures import tab

from sheets_sync.mentoring.starter import placeholders, settings_rows, starter_rows, starting_rows
from sheets_sync.spreadsheet.cells import Conventions
from sheets_sync.spreadsheet.layout import layout_of
from sheets_sync.spreadsheet.rowcheck import RowCheck
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import CellRef, Snapshot
from sheets_sync.spreadsheet.text import key_of

ROWS = starter_rows()
TEMPLATES = {str(row["template"]): row for row in ROWS["templates"]}
ALL_TEMPLATES = """
    application_received manager_approval standing_check interview_assigned interview_invitation
    scores_missing selection_accepted selection_waitlisted selection_not_selected selection_not_eligible
    survey_pre survey_mid survey_post match_mentor match_mentee unmatched_mentor unmatched_mentee
    orientation_mentor orientation_mentee orientation_missed meet_and_greet closing
    schedule_meeting meeting_reminder meeting_happened shadowing_notice meeting_overdue
    match_ended completed taskforce_digest reminder_digest
"""
NOT_TO_PARTICIPANTS = {
    "manager_approval", "standing_check", "interview_assigned", "scores_missing", "shadowing_notice",
    "taskforce_digest",
}  # fmt: skip


def words(template: str) -> str:
    row = TEMPLATES[template]
    return f"{row['subject']}\n{row['body']}"


def test_every_mail_of_the_program_has_its_words():
    assert sorted(TEMPLATES) == sorted(ALL_TEMPLATES.split())


@pytest.mark.parametrize("name", ROWS)
def test_the_rows_fit_their_schema(name):
    columns = load_schemas()[name].by_name
    check = RowCheck(tuple(columns.values()))
    for row in ROWS[name]:
        cells = {column: row.get(column) for column in columns}
        assert set(row) <= set(columns)
        assert check.check(cells, lambda column: CellRef(name, 2, 1), Conventions(UTC)).problems == ()


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_uses_only_its_own_placeholders(template):
    used = set(re.findall(r"\{\{ (\w+) \}\}", words(template)))
    assert used <= placeholders()[template]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_has_nothing_in_braces_but_placeholders(template):
    rest = re.sub(r"\{\{ \w+ \}\}", "", words(template))
    assert "{" not in rest and "}" not in rest


def test_placeholders_are_listed_for_the_templates_and_no_others():
    assert set(placeholders()) == set(TEMPLATES)


def test_every_placeholder_says_what_it_stands_for():
    listed = tomllib.loads((files("sheets_sync") / "starter" / "placeholders.toml").read_text("utf-8"))
    assert set(listed["meaning"]) == set(chain.from_iterable(placeholders().values()))


@pytest.mark.parametrize("template", sorted(set(TEMPLATES) - NOT_TO_PARTICIPANTS))
def test_a_mail_to_participants_ends_with_the_confidential_contact(template):
    last = words(template).splitlines()[-1]
    assert last.endswith("{{ confidential_contact }}.")


def test_survey_mails_promise_confidentiality_and_never_anonymity():
    for template in ("survey_pre", "survey_mid", "survey_post"):
        assert "confidential" in words(template).replace("{{ confidential_contact }}", "")
        assert "anonym" not in words(template)


def test_the_mail_to_those_not_eligible_names_no_cause():
    assert not re.search(r"manager|approv|standing|report|because|HR\b", words("selection_not_eligible"))


def test_match_mails_never_speak_of_scores():
    for template in ("match_mentor", "match_mentee"):
        assert not re.search(r"score|rubric|interview", words(template))


def test_a_match_that_ended_has_no_reason():
    assert not re.search(r"because|reason|decided", words("match_ended"))


def test_meeting_two_is_the_shadowing_and_the_only_mandatory_one():
    meetings = [(row["number"], row["due_days"], row["mandatory"]) for row in ROWS["agendas"]]
    assert meetings == [(1, 30, "no"), (2, 120, "yes"), (3, 210, "no"), (4, 300, "no")]
    assert "Shadowing" in str(ROWS["agendas"][1]["title"])


def test_the_rubric_has_its_five_criteria():
    assert [row["criterion"] for row in ROWS["rubric"]] == [
        "communication", "candor", "front_line_insight", "discretion", "commitment",
    ]  # fmt: skip


def test_no_word_means_two_topics():
    meanings = [
        {key_of(word) for word in (str(row["topic"]), *str(row["also_known_as"]).split(";"))}
        for row in ROWS["topics"]
    ]
    every = list(chain.from_iterable(meanings))
    assert len(every) == len(set(every))


def test_executives_and_mentors_and_the_organization_have_headline_items():
    headline = {row["asked_of"] for row in ROWS["survey_items"] if row["headline"] == "yes"}
    assert headline == {"mentee", "mentor", "organization"}


def test_somebody_can_ask_for_a_call():
    assert [row["item_id"] for row in ROWS["survey_items"] if row["kind"] == "call_me"] == ["call_me"]


def test_every_setting_has_a_row_and_only_the_programs_id_a_value():
    rows = settings_rows(load_schemas()["settings"].definitions, "P1")
    assert [row["setting"] for row in rows] == list(load_schemas()["settings"].definitions)
    assert [row["setting"] for row in rows if row["value"] is not None] == ["program_id"]
    assert {"setting": "meetings_needed", "value": None, "default": 3,
            "meaning": "How many meetings make a match completed."} in rows  # fmt: skip


@pytest.mark.parametrize(("matches", "program_id"), [
    ("matches\nmentor_id | mentee_id", "P1"),
    ("matches\nmentor_id | mentee_id | keep_this_pair\n | | FALSE", "P1"),
    ("matches\nmentor_id | mentee_id\nE5 | E3", None),
])  # fmt: skip
def test_a_program_that_has_matches_gets_no_other_id(matches: str, program_id: str | None):
    first = starting_rows("P1", Snapshot((tab(matches),)))["settings"][0]
    assert (first["setting"], first["value"]) == ("program_id", program_id)


def test_nobody_real_is_named():
    text = " ".join(str(value) for rows in ROWS.values() for row in rows for value in row.values())
    assert "@" not in text


OWN_RUBRIC = """
    rubric
    Criterion | notes of ours | question
    humour    | x             | What makes you laugh?
"""


def test_a_program_that_has_its_own_rubric_starts_with_that():
    rows = starting_rows("P1", Snapshot((tab(OWN_RUBRIC),)))
    assert rows["rubric"] == ({"criterion": "humour", "question": "What makes you laugh?"},)
    assert rows["topics"] == ROWS["topics"]


def test_an_empty_rubric_is_no_rubric():
    rows = starting_rows("P1", Snapshot((tab("rubric\ncriterion | question"),)))
    assert rows["rubric"] == ROWS["rubric"]


@pytest.mark.parametrize("name", ["front line", "what, else?", "#REF!", "=B2", "comments", "Score"])
def test_a_name_that_validate_refuses_becomes_no_column(name: str):
    schemas = load_schemas()
    rows = starting_rows("P1", Snapshot((tab(f"{OWN_RUBRIC.rstrip()}\n{name} | | Why?"),)))
    scores = next(one for one in layout_of(schemas, rows) if one.name == "rubric_scores")
    criteria = [header for header in scores.headers if header not in schemas["rubric_scores"].by_name]
    assert criteria == ["humour"]
