"""Every derived status of people, matches and meetings, each in a picture of its own."""

from dataclasses import replace
from datetime import date

import pytest
from pictures import APPLICANTS, TODAY, column, run, spreadsheet
from scenes import ANNOUNCED, APPROVED, meetings

from sheets_sync.spreadsheet.snapshot import Snapshot

NO_SHADOWING = "meeting 2 (Shadowing), which is mandatory, was not held"


def mentor(**cells: str) -> str:
    """Return applicants with one mentor, ready to match but for `cells`."""
    row = {
        "person_id": "E5",
        "full_name": "Ann Five",
        "email": "ann@example.org",
        "role": "mentor",
        "topics": "safety",
        "manager_approval": "yes",
        "good_standing": "yes",
        "selection": "accept",
    } | cells
    return f"applicants\n{' | '.join(row)}\n{' | '.join(row.values())}"


def status_of(picture: str, *others: str, **settings: object) -> object:
    """Return the status the first applicant gets."""
    return column(run(spreadsheet(picture, *others, **settings)), "applicants", "status")[0][0]


def match_after(picture: str, *others: str, today: date = TODAY, **settings: object) -> tuple[object, object]:
    """Return the first match's status and reason after a sync, the usual three people around it."""
    after = run(spreadsheet(APPLICANTS, picture, *others, **settings), today=today)
    return column(after, "matches", "status", "status_reason")[0]


# --- people -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({}, "ready_to_match"),
        ({"withdrawn_on": "2027-02-01"}, "withdrawn"),
        ({"email": "ann at example"}, "needs_fixing"),
        ({"manager_approval": "no"}, "ineligible"),
        ({"good_standing": "no"}, "ineligible"),
        ({"direct_reports": "2"}, "ineligible"),
        ({"selection": "decline"}, "not_selected"),
        ({"manager_approval": ""}, "awaiting_approval"),
        ({"good_standing": ""}, "awaiting_standing"),
        ({"selection": ""}, "awaiting_interview"),
        ({"selection": "waitlist"}, "waitlisted"),
        ({"manager_approval": "", "selection": "decline"}, "not_selected"),
        ({"manager_approval": "no", "withdrawn_on": "2027-02-01"}, "withdrawn"),
        ({"withdrawn_on": "2027-04-01"}, "ready_to_match"),
    ],
)
def test_a_mentors_status_is_the_first_that_holds(cells: dict[str, str], status: str):
    assert status_of(mentor(**cells)) == status


@pytest.mark.parametrize(("cells", "reason"), [
    ({"person_id": "E4", "direct_reports": "0"}, "2 people report to them in the org chart."),
    ({"direct_reports": "1"}, "1 person reports to them, as typed here."),
])  # fmt: skip
def test_a_mentor_with_direct_reports_is_ineligible(cells: dict[str, str], reason: str):
    after = run(spreadsheet(mentor(**cells)))
    assert column(after, "applicants", "status", "status_reason") == [("ineligible", reason)]


def test_after_an_interview_the_taskforce_is_waited_for():
    scores = """
        rubric_scores
        applicant_id | interviewer_email | interviewed_on | communication | candor | recommendation
        E5           | ina@example.org   | 2027-02-20     | 4             | 5      | yes
    """
    after = run(spreadsheet(mentor(selection=""), scores))
    assert column(after, "applicants", "status", "suggested_selection") == [("awaiting_selection", "accept")]
    assert column(after, "rubric_scores", "score") == [(4.5,)]


def test_somebody_missing_from_the_org_chart_is_not_taken_for_its_top():
    after = run(spreadsheet(mentor(person_id="E99")))
    assert "MU301" not in [code for (code,) in column(after, "problems", "code")]


def test_somebody_who_left_the_organization_has_left():
    chart = "org_chart\nperson_id | manager_id | employment\nE1 | |\nE5 | E1 | left"
    assert status_of(mentor(), chart) == "left"


def test_a_mentee_has_neither_gates_nor_interview():
    executive = mentor(person_id="E3", role="mentee", manager_approval="", good_standing="", selection="")
    assert status_of(executive) == "awaiting_selection"


def test_somebody_at_the_top_is_told_so_from_the_first_day():
    top = mentor(person_id="E1", role="mentee", selection="accept")
    after = run(spreadsheet(top))
    [(reason,)] = column(after, "applicants", "status_reason")
    assert str(reason).startswith("At the top of the organization")


@pytest.mark.parametrize(
    ("rematch_from", "status"),
    [
        ("", "between_matches"),
        ("2027-02-10", "between_matches"),
        ("2027-04-01", "between_matches"),
        ("2027-03-01", "ready_to_match"),
    ],
)
def test_after_a_match_ended_people_wait_for_rematch_from(rematch_from: str, status: str):
    ended = """
        matches
        mentor_id | mentee_id | decision | source | announced_on | match_id | ended_on   | end_reason
        E5        | E3        | approve  | tool   | 2027-01-10   | E5/E3    | 2027-02-15 | not_a_fit
    """
    executive = "E3 | Vice Three | vic@example.org | mentee | safety | | | accept |"
    people = f"{mentor(rematch_from=rematch_from)}\n{executive}"
    assert status_of(people, ended) == status


@pytest.mark.parametrize("too_early", ["", "2027-02-10"])
def test_whoever_is_between_matches_reads_from_which_day_rematch_from_counts(too_early: str):
    ended = """
        matches
        mentor_id | mentee_id | decision | source | announced_on | match_id | ended_on   | end_reason
        E5        | E3        | approve  | tool   | 2027-01-10   | E5/E3    | 2027-02-15 | not_a_fit
    """
    executive = "E3 | Vice Three | vic@example.org | mentee | safety | | | accept |"
    after = run(spreadsheet(f"{mentor(rematch_from=too_early)}\n{executive}", ended))
    said = column(after, "applicants", "status_reason")[0][0]
    assert str(said).endswith("To match them again, fill rematch_from with a day from 2027-02-15 on.")


@pytest.mark.parametrize(("answers", "suggested"), [
    (["yes 4 4", "yes 5 5"], "accept"),
    (["yes 4 4", "no 4 4"], "look_again"),
    (["yes 1 1", "yes 4 4"], "look_again"),
    (["yes 2 3"], "decline"),
    (["unsure 4 4"], "waitlist"),
    (["unsure 2 2"], "decline"),
])  # fmt: skip
def test_the_interviews_suggest_a_selection(answers: list[str], suggested: str):
    rows = [
        f"E5 | i{n}@example.org | 2027-02-20 | {candor} | {communication} | {recommendation}"
        for n, (recommendation, candor, communication) in enumerate(map(str.split, answers))
    ]
    headers = "applicant_id | interviewer_email | interviewed_on | candor | communication | recommendation"
    after = run(spreadsheet(mentor(), "\n".join(("rubric_scores", headers, *rows))))
    assert column(after, "applicants", "suggested_selection") == [(suggested,)]


# --- matches ------------------------------------------------------------------


def test_an_approved_match_waits_for_the_day():
    assert match_after(APPROVED, matches_announced_on="2027-03-15")[0] == "approved"


def test_without_a_day_nothing_is_announced():
    assert match_after(APPROVED)[0] == "approved"


def test_on_the_day_an_approved_match_is_announced_and_gets_its_meetings():
    after = run(spreadsheet(APPLICANTS, APPROVED, matches_announced_on="2027-03-01"))
    assert column(after, "matches", "status", "announced_on") == [("announced", TODAY)]
    assert column(after, "meetings", "number", "agenda", "due_on", "status") == [
        (1, "Hello", date(2027, 4, 9), "upcoming"),
        (2, "Shadowing", date(2027, 7, 8), "upcoming"),
        (3, "Ideas", date(2027, 10, 6), "upcoming"),
        (4, "Farewell", date(2028, 1, 4), "upcoming"),
    ]


def test_a_rejected_match_is_rejected_only_before_it_is_announced():
    assert match_after(APPROVED.replace("approve ", "reject  "))[0] == "rejected"
    headers = "mentor_id | mentee_id | decision | announced_on | status"
    assert match_after(f"matches\n{headers}\nE5 | E3 | reject | 2027-02-01 | announced")[0] == "announced"


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ("ended_on | end_reason\n2027-02-20 | schedule", "ended"),
        ("ended_on | end_reason\n2027-02-20 | completed_early", "completed"),
        ("ended_on | end_reason\n2027-04-20 | schedule", "announced"),
        ("paused_until | notes\n2027-04-01 | ", "on_hold"),
        ("paused_until | notes\n2027-02-20 | ", "announced"),
    ],
)
def test_what_people_type_moves_an_announced_match(cells: str, status: str):
    headers, values = cells.split("\n")
    _, first, row = ANNOUNCED.strip().splitlines()
    assert match_after(f"matches\n{first} | {headers}\n{row} | {values}")[0] == status


def test_a_match_is_active_when_both_were_at_the_meet_and_greet():
    there = APPLICANTS.replace("good_standing\n", "good_standing | meet_and_greet\n")
    there = "\n".join(f"{line} | attended" if "@" in line else line for line in there.splitlines())
    after = run(spreadsheet(there, ANNOUNCED))
    assert column(after, "matches", "status") == [("active",)]


def test_a_match_is_active_when_the_first_meeting_was_held():
    assert match_after(ANNOUNCED, meetings(1))[0] == "active"


def test_all_meetings_held_complete_a_match():
    assert match_after(ANNOUNCED, meetings(1, 2, 3, 4))[0] == "completed"


def test_three_meetings_complete_a_match_only_when_the_program_is_over():
    assert match_after(ANNOUNCED, meetings(1, 2, 3))[0] == "active"
    assert match_after(ANNOUNCED, meetings(1, 2, 3), program_ends_on="2027-02-28")[0] == "completed"


def test_without_shadowing_a_match_is_never_completed():
    assert match_after(ANNOUNCED, meetings(1, 3, 4), program_ends_on="2027-02-28")[0] == "unfinished"


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ((1, 2), "2 of the 3 meetings needed were held."),
        ((1, 3, 4), f"{NO_SHADOWING}."),
        ((1,), f"1 of the 3 meetings needed was held; {NO_SHADOWING}."),
        ((), f"none of the 3 meetings needed was held; {NO_SHADOWING}."),
    ],
)
def test_an_unfinished_match_says_what_was_missing(held: tuple[int, ...], reason: str):
    drawn = meetings(*held)
    found = match_after(ANNOUNCED, drawn, program_ends_on="2027-02-28")
    assert found == ("unfinished", f"The program is over; {reason}")


def test_a_proven_conflict_puts_a_running_pair_on_hold():
    moved = APPLICANTS.replace("vic@example.org | mentee | E1", "vic@example.org | mentee | E1")
    chart = "org_chart\nperson_id | manager_id\nE1 |\nE3 | E1\nE5 | E3\nE6 | E1"
    after = run(spreadsheet(moved, chart, ANNOUNCED))
    assert column(after, "matches", "status", "chain_of_command") == [
        ("on_hold", "conflict: E5 → E3 (1 level)")
    ]


def test_somebody_on_leave_puts_the_pair_on_hold():
    chart = "org_chart\nperson_id | manager_id | employment\nE1 |  |\nE3 | E1 |\nE5 | E1 | leave\nE6 | E1 |"
    assert match_after(ANNOUNCED, chart) == ("on_hold", "Ann Five is on leave.")


def test_an_approved_pair_in_the_chain_of_command_is_blocked():
    chart = "org_chart\nperson_id | manager_id\nE1 |\nE3 | E1\nE5 | E3\nE6 | E1"
    status, reason = match_after(APPROVED, chart, matches_announced_on="2027-03-01")
    assert (status, reason) == ("blocked", "Chain of command, conflict: E5 → E3 (1 level).")


def test_two_approved_matches_of_one_person_are_both_blocked():
    both = APPROVED.rstrip() + "\n    E6 | E3 | approve | tool | | E6/E3"
    after = run(spreadsheet(APPLICANTS, both, matches_announced_on="2027-03-01"))
    assert column(after, "matches", "status", "announced_on") == [("blocked", None), ("blocked", None)]


def test_a_chain_that_cannot_be_told_blocks_until_people_allow_it():
    chart = "org_chart\nperson_id | manager_id\nE1 |\nE3 | E1\nE5 | E99\nE6 | E1"
    assert match_after(APPROVED, chart)[0] == "blocked"
    allowed = (
        APPROVED.replace("match_id\n", "match_id | allow_anyway_because\n").rstrip()
        + " | the sponsor knows both\n"
    )
    assert match_after(allowed, chart)[0] == "approved"


def test_a_row_typed_by_hand_is_checked_and_filled_like_any_other():
    after = run(spreadsheet(APPLICANTS, "matches\nmentor_id | mentee_id\nE6 | e3"))
    [row] = column(
        after, "matches", "mentor_name", "mentee_name", "shared_topics", "source", "status", "match_id"
    )
    assert row == ("Bo Six", "Vice Three", "staffing", "person", "proposed", "E6/E3")


def test_a_proposal_typed_over_is_another_pair_and_remembers_nothing():
    over = """
        matches
        mentor_id | mentee_id | decision | source | proposed_on | match_id
        E6        | E3        | approve  | tool   | 2027-02-01  | E5/E3
    """
    after = run(spreadsheet(APPLICANTS, over))
    assert column(after, "matches", "status", "proposed_on", "match_id") == [("approved", None, "E6/E3")]


def test_an_announced_pair_stays_one_when_its_ids_are_typed_over():
    announced = run(spreadsheet(APPLICANTS, ANNOUNCED))
    row = announced.get("matches").rows[0]
    over = replace(row, values=("E6", *row.values[1:]))
    typed = Snapshot(tuple(replace(t, rows=(over,)) if t.name == "matches" else t for t in announced))
    after = run(typed)
    assert "MU317" in [code for (code,) in column(after, "problems", "code")]
    assert column(after, "applicants", "status")[:2] == [("announced",), ("ready_to_match",)]


def test_a_cleared_announcement_comes_back_from_the_log():
    first = run(spreadsheet(APPLICANTS, APPROVED, matches_announced_on="2027-03-01"))
    after = run(cleared(first, "matches", "announced_on"), today=date(2027, 3, 20))
    assert column(after, "matches", "announced_on") == [(TODAY,)]
    assert len(column(after, "meetings", "number")) == 4


def test_a_cleared_announcement_comes_back_from_the_meetings_when_the_log_forgot():
    first = run(spreadsheet(APPLICANTS, ANNOUNCED))
    forgot = Snapshot(tuple(replace(t, rows=()) if t.name == "log" else t for t in first))
    after = run(cleared(forgot, "matches", "announced_on"), today=date(2027, 3, 20))
    assert column(after, "matches", "status", "announced_on") == [("announced", date(2027, 3, 10))]


def cleared(snapshot: Snapshot, tab: str, header: str) -> Snapshot:
    """Return the spreadsheet with the first value under a header cleared."""
    one = snapshot.get(tab)
    place = one.headers.index(header)
    row = replace(one.rows[0], values=(*one.rows[0].values[:place], None, *one.rows[0].values[place + 1 :]))
    return Snapshot(tuple(replace(t, rows=(row, *t.rows[1:])) if t is one else t for t in snapshot))


# --- meetings -----------------------------------------------------------------


def meet_and_greet(day: str) -> str:
    """Return events with one meet-and-greet."""
    return f"events\nevent_id | kind | starts_at | ends_at\nm | meet_and_greet | {day} 17:00 | {day} 19:00"


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ("held_on\n2027-02-20", "held"),
        ("held_on\n2027-04-20", "to_schedule"),
        ("skip_reason\nno time", "skipped"),
        ("scheduled_for\n2027-02-20 10:00", "to_confirm"),
        ("scheduled_for\n2027-03-20 10:00", "scheduled"),
        ("reported\nheld 2027-02-20 (E5)", "held"),
        ("reported\nnew date 2027-03-20 (E5)", "scheduled"),
        ("location\n", "to_schedule"),
    ],
)
def test_a_meetings_status_is_the_first_that_holds(cells: str, status: str):
    header, value = cells.split("\n")
    drawn = f"meetings\nmatch_id | number | {header}\nE5/E3 | 1 | {value}"
    early = meet_and_greet("2027-02-10")
    after = run(spreadsheet(APPLICANTS, ANNOUNCED, drawn, early))
    assert column(after, "meetings", "status")[0] == (status,)


def test_a_meeting_past_its_due_date_is_overdue():
    after = run(spreadsheet(APPLICANTS, ANNOUNCED), today=date(2027, 5, 1))
    assert column(after, "meetings", "number", "status")[0] == (1, "overdue")


def test_the_mandatory_meeting_is_never_skipped():
    drawn = "meetings\nmatch_id | number | skip_reason\nE5/E3 | 2 | no time"
    after = run(spreadsheet(APPLICANTS, ANNOUNCED, drawn))
    assert column(after, "meetings", "status")[0] == ("upcoming",)


def test_meetings_of_an_ended_pair_are_cancelled():
    ended = (
        ANNOUNCED.replace("match_id\n", "match_id | ended_on | end_reason\n").rstrip()
        + " | 2027-02-20 | left\n"
    )
    after = run(spreadsheet(APPLICANTS, ended, meetings(1)))
    assert [word for (word,) in column(after, "meetings", "status")] == [
        "held",
        "cancelled",
        "cancelled",
        "cancelled",
    ]


def test_due_dates_move_with_day_zero():
    after = run(spreadsheet(APPLICANTS, ANNOUNCED))
    later = meet_and_greet("2027-03-20")
    moved = type(after)(
        tuple(spreadsheet(later).get("events") if one.name == "events" else one for one in after)
    )
    assert column(run(moved), "meetings", "due_on")[0] == (date(2027, 4, 19),)
