"""What the tool says of people and pairs is true, and the same in every run."""


from pictures import APPLICANTS, column, plan, run, spreadsheet
from test_runs import typed

from sheets_sync import report
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
