"""An announced pair stays one, whatever people type over its cells."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pictures import APPLICANTS, column, plan, run, spreadsheet
from scenes import typed

from sheets_sync.spreadsheet.snapshot import Cell, CellError, Row, Snapshot

SETTLED = date(2027, 3, 2)  # the day after the announcement
FOUR_PEOPLE = (
    f"{APPLICANTS}    E7        | Cy Seven   | cy@example.org  | mentee | E3         | pay | accept | |"
)
TWO_PAIRS = """
    matches
    mentor_id | mentee_id | decision
    E5        | E3        | approve
    E6        | E7        | approve
"""


def announced() -> Snapshot:
    """Return two pairs on the morning after they were told."""
    told = run(spreadsheet(FOUR_PEOPLE, TWO_PAIRS, matches_announced_on="2027-03-01"))
    return run(told, today=SETTLED)


def forgetting(snapshot: Snapshot, *names: str) -> Snapshot:
    """Return the spreadsheet with these tabs emptied."""
    return Snapshot(tuple(replace(one, rows=()) if one.name in names else one for one in snapshot))


def with_row(snapshot: Snapshot, values: tuple[Cell, ...]) -> Snapshot:
    """Return the spreadsheet with one more match."""
    one = snapshot.get("matches")
    more = Row("matches", one.last_row + 1, one.headers, values)
    return Snapshot(tuple(replace(t, rows=(*t.rows, more)) if t is one else t for t in snapshot))


def codes(snapshot: Snapshot) -> list[Cell]:
    """Return the codes in the problems tab."""
    return [code for (code,) in column(snapshot, "problems", "code")]


def test_a_typed_over_match_id_is_written_anew_and_frees_nobody():
    after = run(typed(announced(), "matches", 2, "match_id", "foo"), today=SETTLED)
    assert column(after, "matches", "status", "match_id") == [("announced", "E5/E3"), ("announced", "E6/E7")]
    assert [word for (word,) in column(after, "applicants", "status")] == ["announced"] * 4
    assert codes(after) == ["MU016"]
    assert not plan(after, today=SETTLED).changes


@pytest.mark.parametrize("lost", [("log",), ("meetings",), ("log", "meetings")])
def test_announced_on_alone_says_which_pair_it_is(lost: tuple[str, ...]):
    after = run(typed(forgetting(announced(), *lost), "matches", 2, "match_id", "foo"), today=SETTLED)
    assert column(after, "matches", "status", "match_id")[0] == ("announced", "E5/E3")
    assert not {"MU317", "MU401"} & set(codes(after))


def test_swapped_match_ids_are_both_put_back():
    swapped = typed(announced(), "matches", 2, "match_id", "E6/E7")
    after = run(typed(swapped, "matches", 3, "match_id", "E5/E3"), today=SETTLED)
    assert column(after, "matches", "status", "match_id") == [("announced", "E5/E3"), ("announced", "E6/E7")]
    assert codes(after) == ["MU016", "MU016"]


@pytest.mark.parametrize("match_id", ["foo", None, "E6/E7"])
def test_a_cleared_announcement_comes_back_and_problems_are_of_the_state_after_it(match_id: Cell):
    cleared = typed(announced(), "matches", 2, "announced_on", None)
    after = run(typed(cleared, "matches", 2, "match_id", match_id), today=SETTLED)
    assert column(after, "matches", "announced_on", "match_id")[0] == (date(2027, 3, 1), "E5/E3")
    assert set(codes(after)) == {"MU016"}
    assert not plan(after, today=SETTLED).changes


def test_ids_typed_over_set_the_row_aside_but_not_its_meetings():
    after = run(typed(announced(), "matches", 2, "mentor_id", "E55"), today=SETTLED)
    assert codes(after) == ["MU317"]
    assert [word for (word,) in column(after, "applicants", "status")] == ["announced"] * 4


@pytest.mark.parametrize("lost", [("mentor_id",), ("mentee_id",), ("mentor_id", "mentee_id")])
@pytest.mark.parametrize("left", [None, "#REF!", "\u200b"])
def test_ids_that_are_gone_free_neither_of_the_two(lost: tuple[str, ...], left: Cell):
    gone = announced()
    for header in lost:
        gone = typed(gone, "matches", 2, header, CellError(left) if left == "#REF!" else left)
    after = run(gone, today=SETTLED)
    assert "MU317" in codes(after)
    assert "MU401" not in codes(after)
    assert [word for (word,) in column(after, "applicants", "status")] == ["announced"] * 4
    assert column(after, "matches", "match_id")[0] == ("E5/E3",)
    assert not plan(after, today=SETTLED).changes


def test_neither_of_the_two_is_announced_to_somebody_else_when_an_id_is_gone():
    gone = typed(announced(), "matches", 2, "mentor_id", None)
    [_, old] = gone.get("matches").rows
    again = {"mentor_id": "E5", "mentee_id": "E7", "decision": "approve"}
    both = with_row(gone, tuple(again.get(header) for header in old.headers))
    after = run(both, today=SETTLED)
    assert column(after, "matches", "status") == [("announced",), ("announced",), ("blocked",)]
    assert len(column(after, "meetings", "meeting_id")) == 8


def test_ids_typed_back_are_the_pair_as_before():
    gone = run(typed(announced(), "matches", 2, "mentor_id", None), today=SETTLED)
    back = run(typed(gone, "matches", 2, "mentor_id", "E5"), today=SETTLED)
    after = run(back, today=SETTLED + timedelta(days=1))
    assert codes(after) == []
    assert column(after, "matches", "status_reason")[0] == ("Announced on 2027-03-01.",)


def test_a_pair_cut_and_typed_anew_in_another_row_is_one_pair():
    gone = announced()
    [_, old] = gone.get("matches").rows
    for header in ("mentor_id", "mentee_id"):
        gone = typed(gone, "matches", 2, header, None)
    again = {"mentor_id": "E5", "mentee_id": "E3", "decision": "approve"}
    after = run(with_row(gone, tuple(again.get(header) for header in old.headers)), today=SETTLED)
    assert "MU317" not in codes(after)
    assert column(after, "matches", "status", "announced_on")[2] == ("announced", date(2027, 3, 1))


def test_a_status_typed_over_in_a_row_with_an_error_frees_nobody():
    wrong = typed(announced(), "matches", 2, "paused_until", "next week")
    after = run(typed(wrong, "matches", 2, "status", "proposed"), today=SETTLED)
    assert column(after, "matches", "status")[0] == ("announced",)
    assert [word for (word,) in column(after, "applicants", "status")] == ["announced"] * 4


def test_a_row_copied_for_another_pair_is_a_new_pair_of_peoples():
    whole = announced()
    [_, old] = whole.get("matches").rows
    names = ("mentor_id", "mentee_id", "decision")
    cells = tuple(
        {"mentor_id": "E5", "mentee_id": "E7", "decision": None}.get(header, value)
        for header, value in zip(old.headers, old.values, strict=True)
    )
    after = run(with_row(whole, cells), today=SETTLED)
    assert column(after, "matches", *names, "source", "announced_on", "match_id")[2] == (
        "E5", "E7", None, "person", None, "E5/E7",
    )  # fmt: skip
    assert "MU317" not in codes(after)


def test_a_proposal_keeps_its_memory_when_only_its_match_id_is_typed_over():
    proposed = run(spreadsheet(APPLICANTS), "match")
    after = run(typed(proposed, "matches", 2, "match_id", "foo"))
    assert column(after, "matches", "source", "proposed_on", "match_id") == [
        ("tool", date(2027, 3, 1), "E5/E3")
    ]


def exchanged(snapshot: Snapshot, *rows: int) -> Snapshot:
    """Return the spreadsheet with the ids of these matches passed round, each row's to the one before it."""
    ids = {row.number: row.values[:2] for row in snapshot.get("matches").rows}
    for row, other in zip(rows, (*rows[1:], rows[0]), strict=True):
        for header, value in zip(("mentor_id", "mentee_id"), ids[other], strict=True):
            snapshot = typed(snapshot, "matches", row, header, value)
    return snapshot


def announced_and_proposed() -> Snapshot:
    """Return one announced pair, and below it one that waits for a decision."""
    pairs = "matches\nmentor_id | mentee_id | decision\nE5 | E3 | approve"
    told = run(spreadsheet(FOUR_PEOPLE, pairs, matches_announced_on="2027-03-01"))
    return run(told, "match", today=SETTLED)


def test_ids_exchanged_with_a_pair_that_nobody_approved_announce_nobody():
    before = announced_and_proposed()
    after = run(exchanged(before, 2, 3), today=SETTLED)
    assert column(after, "matches", "status", "match_id") == [("announced", "E5/E3"), ("proposed", "E6/E7")]
    assert [code for code in codes(after) if code != "MU016"] == ["MU317", "MU317"]
    assert len(column(after, "meetings", "meeting_id")) == 4
    assert not plan(after, today=SETTLED).changes
    back = run(run(exchanged(after, 2, 3), today=SETTLED), today=SETTLED + timedelta(days=1))
    assert codes(back) == []
    assert column(back, "matches", "status") == [("announced",), ("proposed",)]


def test_ids_exchanged_between_announced_pairs_leave_both_announced():
    after = run(exchanged(announced(), 2, 3), today=SETTLED)
    assert column(after, "matches", "status", "match_id") == [("announced", "E6/E7"), ("announced", "E5/E3")]
    assert len(column(after, "meetings", "meeting_id")) == 8


def test_ids_of_another_pair_pasted_over_an_announced_one_free_nobody():
    pasted = typed(typed(announced(), "matches", 2, "mentor_id", "E6"), "matches", 2, "mentee_id", "E7")
    after = run(pasted, today=SETTLED)
    assert {"MU317", "MU044"} <= set(codes(after))
    assert [word for (word,) in column(after, "applicants", "status")] == ["announced"] * 4
    assert not {"MU401"} & set(codes(after))


# --- what was never announced ----------------------------------------------------------------------


def test_a_pair_whose_row_has_an_error_is_announced_once_that_is_mended():
    pairs = spreadsheet(FOUR_PEOPLE, TWO_PAIRS, matches_announced_on="2027-03-01")
    wrong = run(typed(pairs, "matches", 2, "paused_until", "next week"))
    assert column(wrong, "matches", "announced_on") == [(None,), (date(2027, 3, 1),)]
    mended = run(typed(wrong, "matches", 2, "paused_until", None), today=SETTLED)
    assert column(mended, "matches", "status", "announced_on")[0] == ("announced", SETTLED)


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_a_decision_stays_with_its_pair_when_an_id_is_typed_over(decision: str):
    proposed = run(spreadsheet(FOUR_PEOPLE, matches_announced_on="2027-03-02"), "match")
    row = next(one for one in proposed.get("matches").rows if one.values[0] == "E5")
    decided = run(typed(proposed, "matches", row.number, "decision", decision))
    after = run(typed(decided, "matches", row.number, "mentor_id", "E1"), today=SETTLED)
    assert "MU317" in codes(after)
    assert column(after, "meetings", "meeting_id") == []
    assert row.values[:2] not in column(run(after, "match"), "matches", "mentor_id", "mentee_id")


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_a_decided_pair_stays_decided_when_an_id_is_gone(decision: str):
    decided = run(typed(run(spreadsheet(APPLICANTS), "match"), "matches", 2, "decision", decision))
    gone = run(typed(decided, "matches", 2, "mentee_id", None))
    assert codes(gone) == ["MU317", "MU010"]
    pairs = column(run(gone, "match"), "matches", "mentor_id", "mentee_id")
    assert pairs[0] == ("E5", None)
    assert ("E5", "E3") not in pairs


def test_a_day_dragged_down_over_a_proposed_pair_announces_nobody():
    proposed = run(spreadsheet(APPLICANTS), "match")
    after = run(typed(proposed, "matches", 2, "announced_on", date(2027, 3, 1)))
    assert column(after, "matches", "status", "announced_on") == [("proposed", None)]
    assert column(after, "meetings", "meeting_id") == []
    assert codes(after) == ["MU016"]
    assert not plan(after).changes


def test_an_approved_pair_of_an_earlier_system_comes_with_its_day():
    pairs = "matches\nmentor_id | mentee_id | decision | announced_on\nE5 | E3 | approve | 2027-02-01"
    assert column(run(spreadsheet(APPLICANTS, pairs)), "matches", "status") == [("announced",)]


# --- meetings of announced pairs ---------------------------------------------------------------------


@pytest.mark.parametrize(("header", "value"), [("match_id", "E6/E7"), ("match_id", "E5/E9"), ("number", 9)])
def test_a_meeting_that_was_typed_over_keeps_its_row_and_is_not_seeded_anew(header: str, value: Cell):
    held = typed(announced(), "meetings", 2, "held_on", date(2027, 3, 2))
    after = run(typed(held, "meetings", 2, header, value), today=SETTLED)
    assert "MU410" in codes(after)
    assert "MU401" not in codes(after)
    assert len(column(after, "meetings", "meeting_id")) == 8
    assert column(after, "meetings", "meeting_id", "held_on")[0] == ("E5/E3#1", date(2027, 3, 2))
    assert not plan(after, today=SETTLED).changes


def test_a_meeting_typed_back_is_held():
    over = run(typed(announced(), "meetings", 2, "match_id", "E5/E9"), today=SETTLED)
    held = typed(typed(over, "meetings", 2, "held_on", date(2027, 3, 2)), "meetings", 2, "match_id", "E5/E3")
    after = run(held, today=SETTLED)
    assert codes(after) == []
    assert column(after, "meetings", "status")[0] == ("held",)


def test_a_copied_meeting_row_is_no_meeting_that_was_typed_over():
    whole = announced()
    one = whole.get("meetings")
    copied = replace(one, rows=(*one.rows, replace(one.rows[0], number=one.last_row + 1)))
    both = Snapshot(tuple(copied if other is one else other for other in whole))
    assert "MU410" not in codes(run(typed(both, "meetings", copied.last_row, "number", 9), today=SETTLED))


def test_what_was_typed_into_a_row_is_told_no_more_when_the_row_was_deleted_and_made_anew():
    once = run(typed(announced(), "meetings", 2, "status", "foo"), today=SETTLED)
    twice = run(typed(once, "meetings", 2, "status", "foo"), today=SETTLED)
    assert codes(twice) == ["MU016"]
    meetings = twice.get("meetings")
    fewer = replace(meetings, rows=meetings.rows[1:])
    after = run(Snapshot(tuple(fewer if one is meetings else one for one in twice)), today=SETTLED)
    assert codes(after) == []
    assert not plan(after, today=SETTLED).changes
