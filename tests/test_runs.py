"""Whole runs, plan by plan: proposals revised, nothing done twice, and runs that stop."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from pictures import APPLICANTS, TODAY, applied, column, line, plan, run, spreadsheet, tab, told
from scenes import ANNOUNCED, after_a_good_run_with, many, renamed, typed, without

from sheets_sync.mentoring.start_here import Item
from sheets_sync.report import plan_as_text, sync_as_text
from sheets_sync.spreadsheet.breaker import RowCount, big_changes
from sheets_sync.spreadsheet.changes import CellEdit
from sheets_sync.spreadsheet.refusals import Exit
from sheets_sync.spreadsheet.snapshot import Formula, Snapshot, Tab

DATES = (
    "applications_open_on", "applications_close_on", "selection_results_on", "matches_announced_on",
    "pre_survey_opens_on", "pre_survey_closes_on", "post_survey_opens_on", "post_survey_closes_on",
    "program_ends_on",
)  # fmt: skip


# --- proposals ----------------------------------------------------------------


def test_match_proposes_the_best_pair_with_names_topics_score_proof_and_reason():
    after = run(spreadsheet(APPLICANTS), "match")
    [row] = column(
        after, "matches", "mentor_id", "mentee_id", "shared_topics", "chain_of_command", "status", "source"
    )
    assert row == ("E5", "E3", "safety", "clear: E5 → E4 → E2 → E1 ← E3", "proposed", "tool")
    assert column(after, "matches", "proposed_on") == [(TODAY,)]


def test_a_match_made_again_changes_nothing():
    after = run(spreadsheet(APPLICANTS), "match")
    assert not plan(after, "match").changes


def test_a_rejected_pair_is_never_proposed_again():
    after = typed(run(spreadsheet(APPLICANTS), "match"), "matches", 2, "decision", "reject")
    again = run(after, "match")
    assert column(again, "matches", "mentor_id", "status") == [("E5", "rejected"), ("E6", "proposed")]


def test_a_past_pair_is_never_proposed():
    after = run(spreadsheet(APPLICANTS, "past_pairs\nmentor_id | mentee_id\ne5 | E3"), "match")
    assert column(after, "matches", "mentor_id") == [("E6",)]


def test_a_proposal_out_of_the_best_set_is_superseded_and_revives():
    first = run(spreadsheet(APPLICANTS), "match")
    withdrawn = run(typed(first, "applicants", 2, "withdrawn_on", date(2027, 2, 1)), "match")
    assert column(withdrawn, "matches", "mentor_id", "status", "proposed_on") == [
        ("E5", "superseded", None),
        ("E6", "proposed", TODAY),
    ]
    back = run(typed(withdrawn, "applicants", 2, "withdrawn_on", None), "match", today=date(2027, 3, 5))
    assert column(back, "matches", "mentor_id", "status", "proposed_on") == [
        ("E5", "proposed", date(2027, 3, 5)),
        ("E6", "superseded", None),
    ]


def test_a_proposal_people_touched_is_kept():
    first = typed(run(spreadsheet(APPLICANTS), "match"), "matches", 2, "keep_this_pair", True)
    better = typed(first, "applicants", 3, "topics", "safety; staffing")
    assert column(run(better, "match"), "matches", "mentor_id", "status") == [("E5", "proposed")]


def test_sync_leaves_superseded_to_match():
    first = run(spreadsheet(APPLICANTS), "match")
    withdrawn = typed(first, "applicants", 2, "withdrawn_on", date(2027, 2, 1))
    [(status, reason)] = column(run(withdrawn), "matches", "status", "status_reason")
    assert (status, str(reason)[:19]) == ("proposed", "No longer possible:")


def test_the_unmatched_are_told_why_and_sync_keeps_the_reason():
    after = run(spreadsheet(APPLICANTS), "match")
    [_, (_, reason), _] = column(after, "applicants", "person_id", "status_reason")
    assert "1 executive" in str(reason)
    assert column(run(after), "applicants", "status_reason")[1] == (reason,)


def test_supply_and_demand_stand_in_the_topics_tab():
    after = run(spreadsheet(APPLICANTS))
    assert column(after, "topics", "topic", "wanted_by", "offered_by") == [
        ("night shifts", 0, 1),
        ("staffing", 1, 1),
        ("safety", 1, 1),
        ("pay", 0, 1),
    ]


def test_rows_and_columns_in_another_order_give_the_same_matches():
    drawn = tab(APPLICANTS)
    turned = replace(
        drawn,
        headers=drawn.headers[::-1],
        rows=tuple(
            replace(row, number=n, headers=row.headers[::-1], values=row.values[::-1])
            for n, row in enumerate(reversed(drawn.rows), start=2)
        ),
    )
    pairs = column(run(spreadsheet(turned), "match"), "matches", "mentor_id", "mentee_id", "score")
    assert pairs == column(run(spreadsheet(drawn), "match"), "matches", "mentor_id", "mentee_id", "score")


# --- nothing twice ------------------------------------------------------------


@pytest.mark.parametrize("command", ["match", "sync"])
def test_a_second_run_changes_nothing(command: str):
    messy = spreadsheet(
        APPLICANTS, "matches\nmentor_id | mentee_id\nE6 | E3\nE5 | E9", matches_announced_on="2027-03-01"
    )
    after = run(messy, command)
    assert not plan(after, command).changes


def test_after_an_announcement_a_second_sync_changes_nothing():
    approved = "matches\nmentor_id | mentee_id | decision\nE5 | E3 | approve"
    after = run(spreadsheet(APPLICANTS, approved, matches_announced_on="2027-03-01"))
    assert not plan(after).changes


def test_a_pair_whose_row_has_an_error_gets_no_meetings_until_it_is_mended():
    first = "meetings\nmatch_id | number | due_on\nE5/E3 | 1 | 2027-04-09"
    after = run(spreadsheet(APPLICANTS, ANNOUNCED.replace("E5        | E3", "E6        | E3"), first))
    assert column(after, "meetings", "match_id") == [("E5/E3",)]
    assert not plan(after).changes
    mended = typed(after, "matches", 2, "mentor_id", "E5")
    assert column(run(mended), "meetings", "match_id") == [("E5/E3",)] * 4


def test_tabs_are_found_whatever_their_capitals():
    drawn = spreadsheet(APPLICANTS, matches_announced_on="2027-03-01")
    shouted = {"applicants": "Applicants", "log": "Log", "matches": "MATCHES ", "topics": "Topics"}
    renamed = Snapshot(tuple(with_name(one, shouted.get(one.name, one.name)) for one in drawn))
    after = run(renamed, "match")
    assert not plan(after, "match").changes
    assert [row["mentor_id"] for row in after.get("matches").rows] == ["E5"]


def with_name(one: Tab, name: str) -> Tab:
    """Return the tab under another name."""
    return replace(one, name=name, rows=tuple(replace(row, tab=name) for row in one.rows))


def test_every_changed_cell_of_a_blue_tab_stands_in_the_log():
    first = plan(spreadsheet(APPLICANTS))
    blue = [e for e in first.changes.edits if e.cell.tab in ("applicants", "matches")]
    logged = [row.values for row in first.changes.new_rows if row.tab == "log"]
    assert [(row["key"], row["column"]) for row in logged] == [(e.key[0], e.column) for e in blue]


def test_the_log_keeps_the_newest_runs_only():
    kept = spreadsheet(APPLICANTS, log_runs_kept=1)
    after = run(run(kept), today=date(2027, 3, 2))
    changed = run(typed(after, "applicants", 2, "selection", "waitlist"), today=date(2027, 3, 3))
    assert {str(started)[:10] for (started,) in column(changed, "log", "started_at")} == {"2027-03-03"}


def test_a_cell_of_the_tools_that_people_changed_is_written_anew_and_told_all_day():
    changed = typed(run(spreadsheet(APPLICANTS)), "applicants", 2, "status", "on_hold")
    after = run(changed)
    assert column(after, "applicants", "status")[0] == ("ready_to_match",)
    assert "MU016" in [code for (code,) in column(after, "problems", "code")]
    assert not plan(after).changes


@pytest.mark.parametrize("title", ["Who applied", "Applicants"])
def test_a_changed_cell_is_told_in_a_tab_that_was_renamed_since(title):
    first = renamed(run(spreadsheet(APPLICANTS)), "applicants", title)
    after = run(typed(first, "applicants", 2, "status", "on_hold"))
    assert "MU016" in [code for (code,) in column(after, "problems", "code")]
    assert {name for (name,) in column(after, "log", "tab")} == {"applicants"}


def test_the_tools_own_words_are_shown_in_a_tab_that_was_renamed():
    first = renamed(run(spreadsheet(APPLICANTS)), "applicants", "Who applied")
    changed = plan(typed(first, "applicants", 2, "status", "on_hold")).changes
    assert any("E5: status on_hold → ready_to_match" in line for line in plan_as_text(changed))


def test_after_the_log_forgot_what_was_written_into_a_changed_cell_the_second_run_is_a_no_op():
    one = run(spreadsheet(APPLICANTS, log_runs_kept=2))
    two = run(typed(one, "applicants", 3, "selection", "waitlist"))
    after = run(typed(two, "applicants", 2, "status", "on_hold"))
    assert column(after, "applicants", "status")[0] == ("ready_to_match",)
    assert not plan(after).changes


def test_a_column_that_was_emptied_as_a_whole_is_filled_without_a_word_then_and_later():
    one = run(spreadsheet("\n".join(APPLICANTS.splitlines()[:4])))
    emptied = typed(one, "applicants", 2, "status", None)
    assert column(run(emptied), "applicants", "status") == [("ready_to_match",)]
    assert not plan(run(emptied)).changes
    assert "MU016" not in [found.code for found in plan(run(emptied)).problems]


def test_what_an_earlier_run_told_is_told_again_when_the_whole_column_was_emptied_since():
    typed_over = typed(run(spreadsheet(APPLICANTS)), "applicants", 2, "status", None)
    emptied = run(typed_over)
    for row in (2, 3, 4):
        emptied = typed(emptied, "applicants", row, "status", None)
    after = run(emptied)
    assert not plan(after).changes


def test_what_was_typed_is_told_again_be_it_the_text_of_an_error():
    after = run(typed(run(spreadsheet(APPLICANTS)), "applicants", 2, "status", "#N/A"))
    assert "MU016" in [code for (code,) in column(after, "problems", "code")]
    assert not plan(after).changes


def test_problems_keep_the_day_they_were_first_seen():
    wrong = spreadsheet(APPLICANTS.replace("bo@example.org", "bo@example"))
    after = run(run(wrong), today=date(2027, 3, 9))
    assert column(after, "problems", "code", "first_seen") == [("MU110", TODAY)]


def test_a_formula_in_a_column_of_the_tools_is_left_alone():
    drawn = APPLICANTS.replace("good_standing\n", "good_standing | status\n").replace(
        "| yes\n", "| yes | =A1 → x\n"
    )
    edits = plan(spreadsheet(drawn)).changes.edits
    assert [e.cell.row for e in edits if e.column == "status"] == [4]


def test_a_formula_in_a_tab_of_the_tools_goes_when_the_tab_is_written_anew():
    wrong = run(spreadsheet(APPLICANTS.replace("bo@example.org", "bo@example")))
    after = run(typed(wrong, "problems", 2, "code", Formula("=A1", None)))
    assert column(after, "problems", "code") == [("MU110",)]
    assert not plan(after).changes


# --- start_here ---------------------------------------------------------------


def test_start_here_says_when_the_last_good_run_was_and_what_to_decide():
    after = run(run(spreadsheet(APPLICANTS), "match"))
    assert line(after, Item.LAST_GOOD_RUN) == "2027-03-01"
    assert line(after, Item.TO_DECIDE) == "1 proposed pair to approve or reject (matches: decision)"


def test_start_here_says_who_is_waited_for():
    waiting = APPLICANTS.replace("good_standing\n", "good_standing | interviewer_email\n")
    waiting = waiting.replace("| accept    | yes              | yes", "| | yes | yes | ina@example.org")
    assert line(run(spreadsheet(waiting)), Item.WAITING_FOR) == "Ina View: 2 interviews"


def test_the_next_step_of_an_empty_program_names_the_dates_that_are_missing():
    days = dict.fromkeys(DATES[:-2], "2027-04-01")
    step = line(run(spreadsheet("helpers\nemail | full_name | helps_as", **days)), Item.NEXT_STEP)
    assert step == "Fill in post_survey_closes_on and program_ends_on in settings, and who helps in helpers."
    filled = spreadsheet(**dict.fromkeys(DATES, "2027-04-01"))
    assert line(run(filled), Item.NEXT_STEP) == "Let people apply (step 2 below)."


@pytest.mark.parametrize(("chart", "said"), [
    ("org_chart\nperson_id | manager_id\nE1 |\nE3 | E1\nE5 | E1", "Nothing."),
    ("org_chart\nperson_id | manager_id\nE1 |\nE3 | E1\nE5 | E3", "1 pair on hold (matches: status_reason)"),
])  # fmt: skip
def test_a_pause_that_ends_by_itself_is_nothing_to_decide(chart: str, said: str):
    paused = (
        "matches\nmentor_id | mentee_id | decision | announced_on | paused_until\n"
        "E5 | E3 | approve | 2027-02-01 | 2027-04-01"
    )
    after = run(spreadsheet(APPLICANTS, chart, paused))
    assert (column(after, "matches", "status"), line(after, Item.TO_DECIDE)) == ([("on_hold",)], said)


def asked_for_a_call(meeting: str, ended_on: str = "") -> str:
    """Return what start_here says is to decide when a pair reported so of its first meetings."""
    pair = (
        "matches\nmentor_id | mentee_id | decision | announced_on | ended_on\n"
        f"E5 | E3 | approve | 2027-02-01 | {ended_on}"
    )
    drawn = f"meetings\nmatch_id | number | reported | held_on | skip_reason\n{meeting}"
    return str(line(run(spreadsheet(APPLICANTS, pair, drawn)), Item.TO_DECIDE))


@pytest.mark.parametrize("meeting", [
    "E5/E3 | 1 | please call me (E3)",
    "E5/E3 | 1 | held 2027-02-20 (E5); please call me (E3)",
    "E5/E3 | 1 | please call me (E3) |\nE5/E3 | 3 | Please call me (E5)",
])  # fmt: skip
def test_a_pair_that_asks_for_a_call_is_there_to_decide(meeting: str):
    assert asked_for_a_call(meeting) == "1 pair asks for a call (meetings: reported)"


@pytest.mark.parametrize(("meeting", "ended_on"), [
    ("E5/E3 | 1 | held 2027-02-20 (E5)", ""),
    ("E5/E3 | 1 | please call me (E3) | 2027-02-20", ""),
    ("E5/E3 | 1 | please call me (E3) | | both were ill", ""),
    ("E5/E3 | 1 | please call me (E3)", "2027-02-25"),
])  # fmt: skip
def test_a_call_is_answered_by_what_people_type_of_the_meeting_or_by_the_end(meeting: str, ended_on: str):
    assert asked_for_a_call(meeting, ended_on) == "Nothing."


def test_when_the_program_is_over_nobody_is_waited_for():
    announced = "matches\nmentor_id | mentee_id | decision | announced_on\nE5 | E3 | approve | 2027-03-01"
    late = APPLICANTS.replace("| accept    | yes              | yes", "| | | ")
    going = spreadsheet(late, announced, program_ends_on="2027-12-31")
    after = run(going, today=date(2027, 12, 31))
    assert "1 approval" in str(line(after, Item.WAITING_FOR))
    assert "meetings overdue" in str(line(after, Item.WAITING_FOR))
    over = run(after, today=date(2028, 1, 1))
    assert (line(over, Item.WAITING_FOR), line(over, Item.TO_DECIDE)) == ("Nobody.", "Nothing.")
    assert line(over, Item.NEXT_STEP) == "The program ended on 2027-12-31: close it (step 12 below)."


def test_a_ticked_box_proposes_matches_and_is_cleared():
    ticked = spreadsheet(APPLICANTS)
    [number] = [
        row.number for row in ticked.get("start_here").rows if row.values[0] == Item.PROPOSE_MATCHES_NOW
    ]
    page = ticked.get("start_here")
    box = CellEdit(page.rows[number - 2].cell(""), (), "", None, True)
    box = replace(box, cell=replace(box.cell, column=2))
    after = run(applied(ticked, replace(plan(ticked, "validate").changes, edits=(box,))))
    assert column(after, "matches", "mentor_id") == [("E5",)]
    assert line(after, Item.PROPOSE_MATCHES_NOW) is False


# --- runs that stop -----------------------------------------------------------


def test_a_missing_tab_stops_everything_but_problems_and_start_here():
    stopped = plan(without(spreadsheet(APPLICANTS), "topics"))
    assert stopped.exit_code == Exit.FIX_NEEDED
    assert {edit.cell.tab for edit in stopped.changes.edits} == {"start_here"}
    assert [replaced.tab for replaced in stopped.changes.replaced] == ["problems"]
    assert "topics!A1 MU001" in told(stopped.problems)


def test_a_missing_tab_takes_no_problem_away_that_cannot_be_judged_without_it():
    wrong = spreadsheet(f"{APPLICANTS}    E4 | Head Four | head@example.org | mentor | | pay | | | |")
    before = run(typed(wrong, "applicants", 2, "applied_on", "last week"))
    lost = typed(without(before, "log"), "applicants", 2, "applied_on", None)
    stopped = run(lost, today=date(2027, 3, 9))
    assert column(stopped, "problems", "code", "first_seen") == [
        ("MU203", TODAY),
        ("MU001", date(2027, 3, 9)),
    ]
    assert line(stopped, Item.PROBLEMS) == "2 errors"
    assert not plan(stopped, today=date(2027, 3, 9)).changes
    back = Snapshot((*stopped, next(one for one in before if one.name == "log")))
    assert column(run(back, today=date(2027, 3, 10)), "problems", "code", "first_seen") == [("MU203", TODAY)]


def test_a_missing_column_takes_none_of_its_tab_s_problems_away():
    before = run(spreadsheet(APPLICANTS.replace("bo@example.org", "bo@example")))
    one = before.get("applicants")
    renamed = replace(one, headers=tuple("x" if name == "role" else name for name in one.headers))
    stopped = run(Snapshot(tuple(renamed if t is one else t for t in before)), today=date(2027, 3, 9))
    assert ("MU110", TODAY) in column(stopped, "problems", "code", "first_seen")


def test_a_missing_start_here_stops_the_run_since_the_breaker_lives_there():
    assert plan(without(spreadsheet(APPLICANTS), "start_here")).exit_code == Exit.FIX_NEEDED


def test_a_renamed_tab_is_offered_by_its_new_name():
    renamed = Snapshot(
        tuple(
            with_name(t, "applicants 2027") if t.name == "applicants" else t for t in spreadsheet(APPLICANTS)
        )
    )
    [missing] = [one for one in plan(renamed).problems if one.code == "MU001"]
    assert "Did you mean “applicants 2027”?" in missing.message


@pytest.mark.parametrize("header", ["decision", "ended_on", "paused_until"])
def test_a_column_of_decisions_that_is_gone_stops_the_run(header: str):
    whole = spreadsheet(APPLICANTS)
    matches = whole.get("matches")
    renamed = replace(matches, headers=tuple("x" if name == header else name for name in matches.headers))
    stopped = plan(Snapshot(tuple(renamed if t is matches else t for t in whole)))
    assert (stopped.exit_code, told(stopped.problems)) == (Exit.FIX_NEEDED, ["matches!A1 MU002"])


def test_notes_are_never_read():
    assert (
        told(plan(spreadsheet(f"{APPLICANTS.replace('good_standing', 'notes')}"), "validate").problems) == []
    )


@pytest.mark.parametrize("mistake", ["held_on", "doubled"])
def test_a_meeting_with_an_error_is_not_added_again(mistake: str):
    approved = "matches\nmentor_id | mentee_id | decision\nE5 | E3 | approve"
    first = run(spreadsheet(APPLICANTS, approved, matches_announced_on="2027-03-01"))
    if mistake == "held_on":
        wrong = typed(first, "meetings", 2, "held_on", "last Friday")
    else:
        rows = first.get("meetings").rows
        doubled = (*rows, replace(rows[0], number=9))
        wrong = Snapshot(tuple(replace(t, rows=doubled) if t.name == "meetings" else t for t in first))
    after = run(wrong)
    assert len(column(after, "meetings", "number")) == len(column(wrong, "meetings", "number"))
    assert not plan(after).changes


def test_blocked_matches_are_told_to_those_they_keep_waiting():
    by_hand = "matches\nmentor_id | mentee_id\nE6 | E3"
    no_topic = APPLICANTS.replace("staffing; pay        ", "pay                  ")
    after = run(spreadsheet(no_topic, by_hand), "match")
    [(reason,), *_] = column(after, "applicants", "status_reason")
    assert "Blocked matches (E6/E3) keep 1 executive busy" in str(reason)


def test_a_tab_that_lost_a_third_of_its_rows_trips_the_breaker():
    tripped = plan(after_a_good_run_with(20, many(13)), today=date(2027, 3, 2))
    assert tripped.exit_code == Exit.REFUSED_FOR_SAFETY
    assert {edit.cell.tab for edit in tripped.changes.edits} == {"start_here"}
    assert "had 20 rows at the last good run and has 13 now" in tripped.stopped


def test_what_a_tripped_run_counts_it_does_not_call_everything():
    tripped = plan(after_a_good_run_with(20, many(13)), today=date(2027, 3, 2))
    [shown] = [edit.after for edit in tripped.changes.edits if edit.key == (Item.PROBLEMS,)]
    assert shown == (
        "1 error, 13 warnings; the run stopped before everything was checked, "
        "and the tab problems still says what an earlier run found"
    )
    assert list(sync_as_text(tripped))[-1].endswith("; the run stopped before everything was checked")


@pytest.mark.parametrize("broken", [0, 4, 5])
def test_rows_that_went_wrong_overnight_trip_the_breaker(broken: int):
    tripped = plan(after_a_good_run_with(20, many(20, broken=11), broken), today=date(2027, 3, 2))
    assert tripped.exit_code == Exit.REFUSED_FOR_SAFETY
    assert f"11 of 20 rows are set aside now, and {broken} of 20 were at the last good run" in tripped.stopped


def test_what_sets_most_rows_aside_is_named():
    no_topics = many(20, broken=3).replace("| safety", "|")
    stopped = plan(after_a_good_run_with(20, no_topics), today=date(2027, 3, 2)).stopped
    cause = "This person named no topics, so nobody can be matched with them (MU104, column topics)"
    assert f"0 of 20 were at the last good run; most often: {cause}. Nothing is written" in stopped


def test_an_empty_second_spreadsheet_sends_people_to_look_in_the_first():
    before = {"surveys": RowCount("surveys", 20)}
    now = RowCount("surveys", 0)
    assert "may still lie in the first spreadsheet" in next(big_changes(before, [now], {"surveys"}))
    assert "first spreadsheet" not in next(big_changes(before, [now]))


def test_rows_that_were_mostly_wrong_before_do_not():
    same = after_a_good_run_with(20, many(20, broken=11), broken=6)
    assert plan(same, today=date(2027, 3, 2)).exit_code == Exit.OK


def test_what_to_do_about_big_changes_is_said_once():
    changed = after_a_good_run_with(20, many(13))
    meetings = replace(
        changed.get("start_here"),
        rows=tuple(
            replace(row, values=(row.values[0], f"{row.values[1]}\ntopics: 40", None))
            if row.values[0] == Item.ROWS_THEN
            else row
            for row in changed.get("start_here").rows
        ),
    )
    twice = Snapshot(tuple(meetings if one.name == "start_here" else one for one in changed))
    stopped = plan(twice, today=date(2027, 3, 2)).stopped
    assert ("The tab applicants had 20" in stopped, "The tab topics had 40" in stopped) == (True, True)
    assert stopped.count("accept_big_change in start_here") == stopped.count("Nothing is written") == 1


@pytest.mark.parametrize(("before", "now"), [(20, many(14)), (9, many(1)), (20, many(20, broken=10))])
def test_smaller_changes_pass(before: int, now: str):
    assert plan(after_a_good_run_with(before, now), today=date(2027, 3, 2)).exit_code == Exit.OK


def test_a_big_change_that_was_meant_is_let_through_once():
    changed = after_a_good_run_with(20, many(13))
    assert plan(changed, accept_big_change=True).exit_code == Exit.OK
    assert plan(run(changed, accept_big_change=True)).exit_code == Exit.OK


def test_the_same_snapshot_and_day_give_the_same_plan():
    snapshot = spreadsheet(APPLICANTS, matches_announced_on="2027-03-01")
    assert plan(snapshot).changes == plan(snapshot).changes


def test_two_runs_in_one_minute_have_names_of_their_own():
    first = run(spreadsheet(APPLICANTS))
    second = run(typed(first, "applicants", 2, "selection", "waitlist"))
    assert {run_name for (run_name,) in column(second, "log", "run")} == {
        "2027-03-01 02:00",
        "2027-03-01 02:00 (2)",
    }
    assert column(second, "log", "started_at")[0] == (datetime(2027, 3, 1, 2),)
