"""Whatever happens between two syncs, each response makes one row at most, and none is lost."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mentoring.forms import CHART, FORMS, form, rows, with_rows
from pictures import APPLICANTS, TODAY, applied, plan, spreadsheet
from scenes import ANNOUNCED
from scribbles import Edited, edits

from sheets_sync.spreadsheet.snapshot import Cell, Row
from sheets_sync.spreadsheet.text import key_of

EXAMPLES = 1_000 if os.environ.get("SHEETS_SYNC_LONG") else 50
WHO = ("ann@example.org", "bo@example.org", "eve@example.org", "cy@example", None)
COARSE = (None, "yesterday", datetime(2027, 2, 20), datetime(2027, 2, 20, 9, 15), "2027-02-20 09:15:30")
STEPS = (
    "answer",
    "answer",
    "answer",
    "sync",
    "sync",
    "shuffle",
    "sort rows",
    "delete row",
    "delete answer",
    "mend",
)


class Year:
    """A program with a form, and what has become of the responses so far."""

    def __init__(self) -> None:
        self.snapshot = spreadsheet(CHART, FORMS, form(), log_runs_kept=2)
        self.today = TODAY
        self.made: list[Cell] = []  # the name on each row the tool made; no two responses share one
        self.asked: set[tuple[Cell, Cell]] = set()
        self.names = (f"Name {number}" for number in count(1))

    def __repr__(self) -> str:
        return f"<a program with {len(rows(self.snapshot, 'Form'))} responses>"

    def sync(self) -> list[str]:
        """Sync, check that a second sync has nothing to do, and return the cells of second responses."""
        found = plan(self.snapshot, today=self.today)
        self.snapshot = applied(self.snapshot, found.changes)
        self.made += [row.values["full_name"] for row in found.changes.new_rows if row.tab == "applicants"]
        assert not plan(self.snapshot, today=self.today).changes
        self.today += timedelta(days=1)
        return [str(one.cell) for one in found.problems if one.code == "MU622"]

    def answer(self, stamp: Cell, who: Cell) -> None:
        """Add a response below the others; one moment and one person are one response."""
        if who is None or (stamp, who) not in self.asked:
            self.asked.add((stamp, who))
            here = rows(self.snapshot, "Form")
            tab = self.snapshot.get("form")
            assert tab is not None
            values = (stamp, who, next(self.names), None, "safety", None)
            self.replace("Form", (*here, Row("Form", 0, tab.headers, values)))

    def replace(self, tab: str, found: Sequence[Row]) -> None:
        """Put other rows into a tab."""
        self.snapshot = with_rows(self.snapshot, tab, found)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_each_response_makes_one_row_or_is_told_and_never_two(data: st.DataObject):
    year = Year()
    for number in range(data.draw(st.integers(3, 16))):
        act(year, data.draw(st.sampled_from(STEPS)), number, data)
    told = year.sync()
    assert len(year.made) == len(set(year.made))
    lost = [row for row in rows(year.snapshot, "Form") if row["First name"] not in year.made]
    assert {f"Form!{'B' if row['Your e-mail'] else 'A'}{row.number}" for row in lost} <= set(told)


def act(year: Year, step: str, number: int, data: st.DataObject) -> None:
    """Do one thing that people, or the night, do to a program."""
    answers, people = rows(year.snapshot, "Form"), rows(year.snapshot, "applicants")
    at = data.draw(st.integers(0, 30))
    match step:
        case "answer":
            exact = datetime(2027, 2, 20, 9, 15, 1, 1000) + timedelta(hours=at, milliseconds=number)
            year.answer(data.draw(st.sampled_from((exact, exact, *COARSE))), data.draw(st.sampled_from(WHO)))
        case "sync":
            year.sync()
        case "shuffle":
            year.replace("Form", data.draw(st.permutations(answers)))
        case "sort rows":
            year.replace("applicants", data.draw(st.permutations(people)))
        case "delete row":
            year.replace("applicants", [row for n, row in enumerate(people) if n != at % (len(people) or 1)])
        case "delete answer":
            year.replace("Form", [row for n, row in enumerate(answers) if n != at % (len(answers) or 1)])
        case "mend":
            mended = (mend(row) if n == at % len(answers) else row for n, row in enumerate(answers))
            year.replace("Form", list(mended))


def mend(row: Row) -> Row:
    """Return the response with a choice corrected; what names nobody is known by all it says, and stays."""
    if row["Your e-mail"] is None:
        return row
    return replace(row, values=(*row.values[:4], "pay", *row.values[5:]))


# --- people type anything anywhere ---------------------------------------------------------------------

MANY = """
    forms
    form_tab | question    | into_tab      | column
    Form     | Your e-mail | applicants    | email
    Form     | First name  | applicants    | full_name
    Form     | "=mentor"   | applicants    | role
    Form     | Choice      | applicants    | topics
    Form     | Your id     | applicants    | person_id
    Survey   | Who?        | surveys       | person_id
    Survey   | "=pre"      | surveys       | phase
    Survey   | Pulse       | surveys       | pulse
    Scores   | Whom?       | rubric_scores | applicant_id
    Scores   | Who?        | rubric_scores | interviewer_email
    Scores   | Candor      | rubric_scores | candor
    Manager  | Whom?       | applicants    | person_id
    Manager  | Approved?   | applicants    | manager_said
    Meeting  | Who?        | meetings      | match_id
    Meeting  | Which?      | meetings      | number
    Meeting  | Happened?   | meetings      | reported
"""
MEETINGS = "meetings\nmatch_id | number | due_on\nE5/E3 | 1 | 2027-02-20\nE5/E3 | 2 | 2027-03-20"
WITH_FORMS = spreadsheet(
    APPLICANTS,
    MEETINGS,
    ANNOUNCED,
    MANY,
    form(
        "2027-02-20 09:15:01 | eve@example.org | Eve | safety |",
        "2027-02-20 09:15:01 | cy@example.org | Cy | pay | E9",
        "2027-02-20 09:16:01 | cy@example.com | Cy | safety | e9",
        questions="Timestamp | Your e-mail | First name | Choice | Your id",
    ),
    form(
        "2027-02-20 09:15:01 | E3 | 4",
        "| cy@example.org | 4",
        name="Survey",
        questions="Timestamp | Who? | Pulse",
    ),
    form(
        "2027-02-20 09:15:01 | E5 | ina@example.org | 4",
        name="Scores",
        questions="Timestamp | Whom? | Who? | Candor",
    ),
    form("2027-02-20 09:15:01 | E5 | yes", name="Manager", questions="Timestamp | Whom? | Approved?"),
    form(
        "2027-02-20 09:15:01 | E5 | 1 | yes",
        name="Meeting",
        questions="Timestamp | Who? | Which? | Happened?",
    ),
)


@st.composite
def edited_forms(draw: st.DrawFn) -> Edited:
    """Draw a program with forms in which people typed anything into any cells, and moved rows about."""
    snapshot = WITH_FORMS
    if draw(st.booleans()):
        snapshot = applied(snapshot, plan(snapshot).changes)
    for _ in range(draw(st.integers(1, 8))):
        snapshot = draw(edits(Edited(snapshot))).snapshot
    return Edited(snapshot)


@settings(max_examples=EXAMPLES * 3, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited_forms())
def test_a_second_sync_finds_nothing_to_do_whatever_stands_in_forms(edited: Edited):
    found = plan(edited.snapshot)
    after = applied(edited.snapshot, found.changes)
    assert not plan(after).changes
    assert {key_of(row.tab) for row in found.changes.new_rows} <= BLUE
    assert {key_of(edit.cell.tab) for edit in found.changes.edits} & FORM_TABS == set()
    assert plan(edited.snapshot, "validate").problems is not None


BLUE = {"applicants", "surveys", "rubric_scores", "matches", "meetings", "log"}
FORM_TABS = {"form", "survey", "scores", "manager", "meeting", "forms"}
