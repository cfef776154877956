"""The year's work by commands: checked, matched, decided, announced, met; the same wherever it lies."""

from datetime import date

from places import Place
from whole_commands.program import (
    ANN,
    DATES,
    TODAY,
    TOMORROW,
    column,
    fine,
    line,
    refused,
    settings,
    sheets_sync,
    tab,
    tick,
    typed,
)

from sheets_sync.mentoring.start_here import Item
from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.spreadsheet.schema import TAB_ORDER, load_schemas
from sheets_sync.spreadsheet.snapshot import Formula

STATUSES = ("person_id", "status")
PAIR = ("mentor_id", "mentee_id")


def test_init_again_changes_nothing(place: Place):
    with place.unwritten():
        assert fine("init", place.argument) == "Nothing is missing; nothing was changed.\n"
    assert tuple(one.name for one in place.read()) == TAB_ORDER


def test_init_puts_back_what_people_lost(place: Place):
    place.delete_tab("topics")
    assert "Added the tab topics." in fine("init", place.argument)
    assert len(tab(place, "topics").rows) == 20


def test_validate_prints_each_problem_with_its_cell_and_fix(place: Place):
    place.add_rows("applicants", {**ANN, "person_id": "E6", "email": "bo@example"})
    with place.unwritten():
        result = sheets_sync("validate", place.argument, *TODAY)
    assert result.exit_code == 1
    assert "applicants!C4  MU110 error" in result.output
    assert "fix: Write it like ann@example.org." in result.output


def test_match_proposes_the_pair_and_writes_it(place: Place):
    shown = fine("match", place.argument, *TODAY)
    assert "E5 Ann Five" in shown and "1 pair proposed" in shown
    assert column(place, "matches", *PAIR, "shared_topics", "status", "proposed_on") == [
        ("E5", "E3", "Speaking up", "proposed", date(2027, 3, 1))
    ]


def test_match_again_writes_nothing(place: Place):
    fine("match", place.argument, *TODAY)
    with place.unwritten():
        assert "Nothing to change." in fine("match", place.argument, *TODAY)


def test_why_writes_nothing(place: Place):
    with place.unwritten():
        assert "E3 Vic Three" in fine("match", place.argument, "--why", "E5", *TODAY)


def test_an_approved_pair_is_announced_on_its_day_with_four_meetings(place: Place):
    fine("match", place.argument, *TODAY)
    typed(place, "matches", "E5", "decision", "approve")
    fine("sync", place.argument, *TODAY)
    assert column(place, "matches", "status", "announced_on") == [("approved", None)]
    settings(place, **DATES)
    fine("sync", place.argument, *TODAY)
    assert column(place, "matches", "status", "announced_on") == [("announced", date(2027, 3, 1))]
    assert column(place, "meetings", "match_id", "number") == [("E5/E3", n) for n in (1, 2, 3, 4)]
    assert column(place, "applicants", *STATUSES) == [("E5", "announced"), ("E3", "announced")]


def test_a_meeting_that_was_held_is_so_the_next_night(place: Place):
    place.add_rows("matches", {"mentor_id": "E5", "mentee_id": "E3", "decision": "approve"})
    settings(place, **DATES)
    fine("sync", place.argument, *TODAY)
    typed(place, "meetings", "E5/E3", "held_on", date(2027, 3, 1))
    fine("sync", place.argument, *TOMORROW)
    assert column(place, "meetings", "status")[:2] == [("held",), ("upcoming",)]
    assert column(place, "matches", "status") == [("active",)]


def test_a_rejected_pair_is_not_proposed_again(place: Place):
    fine("match", place.argument, *TODAY)
    typed(place, "matches", "E5", "decision", "reject")
    assert "0 pairs proposed" in fine("match", place.argument, *TOMORROW)
    assert column(place, "matches", *PAIR, "status") == [("E5", "E3", "rejected")]


def test_sync_writes_statuses_problems_log_and_start_here(place: Place):
    fine("sync", place.argument, *TODAY)
    assert column(place, "applicants", *STATUSES) == [("E5", "ready_to_match"), ("E3", "ready_to_match")]
    assert column(place, "problems", "code", "where", "first_seen") == [
        ("MU611", "events!A1", date(2027, 3, 1))
    ]
    assert line(place, Item.LAST_GOOD_RUN) == "2027-03-01"
    assert line(place, Item.READY_TO_MATCH) == "1 mentor, 1 executive"
    log = tab(place, "log")
    assert not log.hidden
    assert column(place, "log", "tab", "key", "column", "before", "after", "started_at")[0] == (
        "applicants", "E5", "status", None, "ready_to_match", date(2027, 3, 1)
    )  # fmt: skip


def test_a_second_sync_writes_nothing(place: Place):
    place.add_rows("matches", {"mentor_id": "E5", "mentee_id": "E3", "decision": "approve"})
    settings(place, **DATES)
    fine("sync", place.argument, *TODAY)
    with place.unwritten():
        assert "Nothing to change." in fine("sync", place.argument, *TODAY)


def test_a_dry_run_says_the_same_and_writes_nothing(place: Place):
    with place.unwritten():
        shown = fine("sync", place.argument, "--dry-run", *TODAY)
    assert shown == fine("sync", place.argument, *TODAY)


def test_a_new_day_writes_the_day_and_nothing_else(place: Place):
    fine("sync", place.argument, *TODAY)
    assert "1 changed cell, 0 new rows" in fine("sync", place.argument, *TOMORROW)
    assert line(place, Item.LAST_GOOD_RUN) == "2027-03-02"


def test_what_people_own_is_as_they_left_it(place: Place):
    place.add_note("applicants", "B2", "ask her")
    typed(place, "applicants", "E3", "notes", Formula('="Vic "&"Three"', "Vic Three"))
    before = peoples_cells(place)
    fine("match", place.argument, *TODAY)
    fine("sync", place.argument, *TOMORROW)
    assert peoples_cells(place) == before


def peoples_cells(place: Place) -> dict[str, object]:
    """Return everything there is to say of the cells of applicants that people own."""
    tools = {one.name for one in load_schemas()["applicants"].tool_owned}
    headers = enumerate(tab(place, "applicants").headers, 1)
    theirs = {f"applicants!{column_letters(at)}" for at, header in headers if header not in tools}
    return {at: said for at, said in place.cells().items() if at.rstrip("0123456789") in theirs}


# --- asked for in the sheet -----------------------------------------------------------------------


def test_nobody_asked_so_nothing_is_done(place: Place):
    with place.unwritten():
        assert fine("sync", place.argument, "--if-asked", *TODAY) == ""


def test_without_the_page_there_is_nowhere_to_ask(place: Place):
    place.delete_tab("start_here")
    told = ("start_here is missing", "sheets-sync init adds it again")
    refused(sheets_sync("sync", place.argument, "--if-asked", *TODAY), 3, *told)


def test_a_program_in_trouble_is_left_in_peace_where_nobody_asked(place: Place):
    place.delete_tab("topics")
    with place.unwritten():
        assert fine("sync", place.argument, "--if-asked", *TODAY) == ""


def test_check_now_runs_a_sync_and_clears_the_box(place: Place):
    tick(place, Item.CHECK_NOW)
    fine("sync", place.argument, "--if-asked", *TODAY)
    assert column(place, "applicants", *STATUSES) == [("E5", "ready_to_match"), ("E3", "ready_to_match")]
    assert line(place, Item.CHECK_NOW) is False
    with place.unwritten():
        assert fine("sync", place.argument, "--if-asked", *TODAY) == ""


def test_propose_matches_now_makes_proposals_and_clears_the_box(place: Place):
    tick(place, Item.PROPOSE_MATCHES_NOW)
    fine("sync", place.argument, "--if-asked", *TODAY)
    assert column(place, "matches", *PAIR, "status") == [("E5", "E3", "proposed")]
    assert line(place, Item.PROPOSE_MATCHES_NOW) is False


def test_a_dry_run_of_what_was_asked_leaves_the_box_ticked(place: Place):
    tick(place, Item.CHECK_NOW)
    with place.unwritten():
        assert "applicants row 2" in fine("sync", place.argument, "--if-asked", "--dry-run", *TODAY)
    assert line(place, Item.CHECK_NOW) is True
