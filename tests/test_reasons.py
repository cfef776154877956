"""What the tool says of people and pairs is true, and the same in every run."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pictures import APPLICANTS, column, plan, run, spreadsheet
from scenes import typed

from sheets_sync import report
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Snapshot

CHIEF = f"{APPLICANTS}    E1 | Chief One | one@example.org | mentee | | night shifts; pay | accept | |"


def reason(snapshot: Snapshot, person_id: str) -> str:
    """Return the status_reason of one applicant."""
    rows = column(snapshot, "applicants", "person_id", "status_reason")
    return str(next(words for found, words in rows if found == person_id))


# --- somebody at the top --------------------------------------------------------------------------


def test_somebody_at_the_top_is_told_which_setting_would_match_them():
    after = run(spreadsheet(CHIEF), "match")
    assert reason(after, "E1").startswith("2 mentors: 2 in their chain of command. At the top of")
    assert "Set top_executive_distance" in reason(after, "E1")
    assert "No single change" not in reason(after, "E1")


def test_match_and_sync_say_the_same_of_somebody_at_the_top():
    after = run(run(spreadsheet(CHIEF)), "match")
    assert [edit.cell.tab for edit in plan(after).changes.edits if edit.cell.tab == "applicants"] == []
    assert not plan(run(after), "match").changes


def test_what_was_said_of_the_top_goes_when_the_setting_is_filled():
    after = run(spreadsheet(CHIEF), "match")
    [row] = [r.number for r in after.get("settings").rows if r.values[0] == "top_executive_distance"]
    assert (
        reason(run(typed(after, "settings", row, "value", 3)), "E1")
        == "In the pool; run match for a proposal."
    )


def test_why_says_why_somebody_is_not_matched():
    shown = "\n".join(report.why_as_text(plan(spreadsheet(CHIEF), "match"), "E1"))
    assert "Set top_executive_distance" in shown


# --- a reason that people typed over --------------------------------------------------------------


@pytest.mark.parametrize("words", ["we called her", None])
def test_what_people_type_over_the_reason_of_somebody_in_the_pool_is_written_anew(words: str | None):
    after = run(run(spreadsheet(CHIEF), "match"))
    back = run(typed(after, "applicants", 3, "status_reason", words))
    assert reason(back, "E6") == reason(after, "E6") != "In the pool; run match for a proposal."
    assert not plan(back).changes


def test_a_reason_typed_over_is_told():
    after = run(run(spreadsheet(CHIEF), "match"))
    found = plan(typed(after, "applicants", 3, "status_reason", "we called her")).problems
    assert "MU016" in [one.code for one in found]


def test_a_reason_of_which_the_log_no_longer_tells_stays():
    after = run(spreadsheet(CHIEF), "match")
    forgotten = Snapshot(tuple(replace(one, rows=()) if one.name == "log" else one for one in after))
    assert reason(run(forgotten), "E6") == reason(after, "E6")


# --- the next best --------------------------------------------------------------------------------


def next_best(snapshot: Snapshot) -> list[object]:
    """Return what stands under next_best, row by row."""
    return [text for (text,) in column(snapshot, "matches", "next_best")]


def test_the_next_best_stays_while_a_proposal_waits():
    after = run(spreadsheet(APPLICANTS), "match")
    assert next_best(run(after)) == next_best(after) == ["E6 Bo Six 49.0 (not matched)"]


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_once_decided_there_is_no_next_best(decision: str):
    decided = typed(run(spreadsheet(APPLICANTS), "match"), "matches", 2, "decision", decision)
    assert next_best(run(decided)) == [None]


def test_a_kept_pair_has_none_that_an_old_matching_found():
    kept = typed(run(spreadsheet(APPLICANTS), "match"), "matches", 2, "keep_this_pair", True)
    assert next_best(run(kept)) == ["E6 Bo Six 49.0 (not matched)"]
    assert next_best(run(kept, "match")) == [None]


def test_a_superseded_proposal_has_none():
    first = run(spreadsheet(APPLICANTS), "match")
    withdrawn = typed(first, "applicants", 2, "withdrawn_on", date(2027, 2, 1))
    assert next_best(run(withdrawn, "match"))[0] is None


# --- names written from right to left -------------------------------------------------------------

NAMES = LAYLA, NOAM, INA = "ليلى حداد", "נועם לוי", "אינה כהן"


def from_right_to_left(picture: str) -> str:
    """Return the applicants with names in Arabic and Hebrew."""
    return picture.replace("Ann Five", LAYLA).replace("Vice Three", NOAM).replace("Bo Six", LAYLA)


def texts(snapshot: Snapshot) -> Iterator[str]:
    """Yield every text the tool has written."""
    schemas = load_schemas()
    for one in snapshot:
        owned = {c.name for c in schemas[one.name].columns if c.tool_owned}
        for row in one.rows:
            for header, value in zip(one.headers, row.values, strict=True):
                if (header in owned or one.name == "start_here") and header not in (
                    "mentor_name",
                    "mentee_name",
                ):
                    yield str(value)


@pytest.mark.parametrize(
    ("matches", "settings"),
    [
        ("matches\nmentor_id | mentee_id", {}),
        (
            "matches\nmentor_id | mentee_id | decision\nE5 | E3 | approve",
            {"matches_announced_on": "2027-03-01"},
        ),
        ("matches\nmentor_id | mentee_id | decision\nE5 | E3 | approve\nE6 | E3 | approve", {}),
    ],
)
def test_names_do_not_turn_the_sentences_around_them(matches: str, settings: dict[str, object]):
    people = from_right_to_left(APPLICANTS).replace("| yes              | yes", "| yes | yes")
    waiting = f"{people}    E7 | Cy Seven | cy@example.org | mentor | | pay | | yes | yes"
    helpers = f"helpers\nemail | full_name | helps_as\nina@example.org | {INA} | interviewer"
    named = waiting.replace("good_standing\n", "good_standing | interviewer_email\n") + " | ina@example.org"
    after = run(run(spreadsheet(named, matches, helpers, **settings), "match"))
    found = [text for text in texts(after) if any(name in text and name != text for name in NAMES)]
    assert found
    for name in NAMES:
        assert [text for text in found if text.count(name) != text.count(f"\u2068{name}\u2069")] == []
    assert not plan(after).changes
    assert column(after, "matches", "mentor_name")[0] == (LAYLA,)


def test_a_problem_calls_people_by_their_ids():
    gone = APPLICANTS.replace("| accept    | yes              | yes", "| accept | yes | no", 1)
    approved = "matches\nmentor_id | mentee_id | decision\nE5 | E3 | approve"
    [blocked] = [one for one in plan(spreadsheet(gone, approved)).problems if one.code == "MU312"]
    assert "E5 is not in the pool: good standing is not confirmed" in blocked.message
