"""What stands in the confidential spreadsheet stands nowhere in the first, and forms fill it."""

from datetime import date, datetime

import pytest
from places import Place
from whole_commands.pairs import CANARY, PAIR, SCORES, Pair
from whole_commands.program import TODAY, TOMORROW, column, fine, sheets_sync, tab
from whole_commands.responses import SURVEY, link_forms, respond

from sheets_sync.mentoring.confidential import WITHHELD
from sheets_sync.spreadsheet.snapshot import CellRef


def test_the_log_tells_that_a_score_was_written_and_not_which(pair: Pair):
    fine("sync", *TODAY)
    logged = column(pair.main, "log", "tab", "key", "column", "before", "after")
    assert ("rubric_scores", "E5 ina@example.org", "score", WITHHELD, WITHHELD) in logged


def test_a_score_written_anew_is_no_edit_by_people(pair: Pair):
    fine("sync", *TODAY)
    pair.secret.type("rubric_scores", "E2", 3)
    fine("sync", *TODAY)
    assert "MU016" not in [code for (code,) in column(pair.main, "problems", "code")]


def test_nothing_of_the_second_stands_in_the_first(pair: Pair):
    pair.secret.add_rows(
        "surveys", {"response_id": "R1", "person_id": "E3", "phase": "pre", "comment": CANARY}
    )
    fine("sync", *TODAY)
    fine("match", *TODAY)
    sheets_sync("validate", "--annotate", *TODAY)
    assert CANARY in str(pair.secret.cells())
    assert CANARY not in str(pair.main.cells())


def test_a_reason_does_not_tell_the_interviews_score(pair: Pair):
    fine("sync", *TODAY)
    fine("match", *TODAY)
    [(why,)] = column(pair.main, "matches", "why")
    assert "interview score confidential" in str(why)
    assert "4.4" not in str(pair.main.cells())


def test_a_reason_that_told_it_before_the_scores_were_kept_apart_is_corrected(pair: Pair):
    told = {**PAIR, "announced_on": date(2027, 2, 1), "why": "They share pay; interview 4.4 of 5; same site."}
    pair.main.add_rows("matches", told)
    fine("sync", *TODAY)
    assert column(pair.main, "matches", "why") == [
        ("They share pay; interview score confidential; same site.",)
    ]
    assert "4.4" not in str(pair.main.cells())
    assert "Nothing to change." in fine("sync", *TODAY)


def test_words_in_the_place_of_an_id_stand_in_the_second_only(pair: Pair):
    pair.secret.add_rows("surveys", {"response_id": "R1", "person_id": CANARY, "phase": "pre"})
    pair.secret.add_rows("rubric_scores", {**SCORES, "applicant_id": CANARY, "comments": ""})
    shown = fine("sync", *TODAY)
    assert ("MU201", None) in column(pair.main, "problems", "code", "person_id")
    assert CANARY not in shown + str(pair.main.cells())


def test_notes_on_bad_cells_stand_in_the_second(pair: Pair):
    pair.secret.type("rubric_scores", "E2", 7)
    fine("sync", *TODAY)
    note = tab(pair.secret, "rubric_scores").notes.get(CellRef("rubric_scores", 2, 5), "")
    assert note.startswith("sheets-sync MU") == pair.secret.habits.carries_notes
    assert "rubric_scores!E2" in [where for (where,) in column(pair.main, "problems", "where")]


# --- forms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["main", "secret"])
def test_answers_of_a_survey_land_in_the_second_once(pair: Pair, where: str):
    link_forms(pair.main)
    place: Place = getattr(pair, where)
    place.add_tab(SURVEY)
    before = place.image("Survey before")
    fine("sync", *TODAY)
    fine("sync", *TOMORROW)
    assert column(pair.secret, "surveys", "person_id", "phase", "comment") == [("E3", "pre", "Please.")]
    assert place.image("Survey before") == before


def test_a_second_answer_is_told_without_its_words(pair: Pair):
    link_forms(pair.main)
    pair.secret.add_tab(SURVEY)
    respond(pair.secret, "Survey before", datetime(2027, 2, 25), "vic@example.org", CANARY)
    shown = fine("sync", *TODAY)
    assert ("MU622", "'Survey before'!B3") in column(pair.main, "problems", "code", "where")
    assert CANARY not in shown + str(pair.main.cells())
