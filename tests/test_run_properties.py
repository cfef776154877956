"""Whatever people type, a run ends well: no crash, only the tool's cells, nothing left for a second run."""

import os
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pictures import TODAY, applied, plan, spreadsheet
from scribbles import Edited, edits, with_value

from sheets_sync.demo import make_program
from sheets_sync.mentoring.starter import starter_rows
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Cell, Formula, Row, Snapshot, Tab

EXAMPLES = 1_500 if os.environ.get("SHEETS_SYNC_LONG") else 60


def program(seed: int) -> Snapshot:
    """Return a small made-up program as a spreadsheet, its starter content included."""
    starter = starter_rows()
    rows = make_program(
        topics=[str(row["topic"]) for row in starter["topics"]],
        criteria=[str(row["criterion"]) for row in starter["rubric"]],
        survey_items=starter["survey_items"],
        today=TODAY,
        employees=60,
        mentors=12,
        mentees=4,
        seed=seed,
    )
    values = {str(row["setting"]): row["value"] for row in rows.pop("settings")}
    tabs = [drawn(name, found) for name, found in {**starter, **rows}.items() if found]
    return spreadsheet(*tabs, **values)


def drawn(name: str, rows: object) -> Tab:
    """Return rows given by column as a tab."""
    found = [dict(row) for row in rows]  # type: ignore[attr-defined]
    headers = tuple(dict.fromkeys(header for row in found for header in row))
    return Tab(
        name,
        headers,
        tuple(Row(name, n, headers, tuple(map(row.get, headers))) for n, row in enumerate(found, 2)),
    )


PROGRAMS = {seed: program(seed) for seed in range(3)}


@st.composite
def edited_programs(draw: st.DrawFn) -> Edited:
    """Draw a program in which people typed anything into any cells, and moved rows about."""
    snapshot = PROGRAMS[draw(st.integers(0, 2))]
    if draw(st.booleans()):
        snapshot = applied(snapshot, plan(snapshot, "match").changes)
    for _ in range(draw(st.integers(1, 8))):
        snapshot = draw(edits(Edited(snapshot))).snapshot
    return Edited(snapshot)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited_programs(), st.sampled_from(["match", "sync"]))
def test_a_second_run_finds_nothing_to_do(edited: Edited, command: str):
    after = applied(edited.snapshot, plan(edited.snapshot, command).changes)
    assert not plan(after, command).changes


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited_programs(), st.sampled_from(["match", "sync"]))
def test_only_the_tools_own_cells_are_edited(edited: Edited, command: str):
    changes = plan(edited.snapshot, command).changes
    schemas = load_schemas()
    for edit in changes.edits:
        assert schemas[edit.cell.tab].column(edit.column).tool_owned
        assert not isinstance(edit.before, Formula)
    assert {row.tab for row in changes.new_rows} <= {"matches", "meetings", "log"}
    assert {one.tab for one in changes.replaced} <= {"problems", "log"}


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited_programs())
def test_validate_never_breaks(edited: Edited):
    assert all(one.message and one.fix for one in plan(edited.snapshot, "validate").problems)


@pytest.mark.parametrize("seed", range(12 if os.environ.get("SHEETS_SYNC_LONG") else 3))
def test_shuffled_rows_columns_and_tabs_change_nothing_of_the_matching(seed: int):
    chance = random.Random(seed)
    snapshot = PROGRAMS[seed % 3]
    assert pairs(shuffled(snapshot, chance)) == pairs(snapshot)


def shuffled(snapshot: Snapshot, chance: random.Random) -> Snapshot:
    """Return the spreadsheet with its tabs, rows and columns in any other order."""
    tabs = [one if one.name == "start_here" else shuffled_tab(one, chance) for one in snapshot]
    chance.shuffle(tabs)
    return Snapshot(tuple(tabs))


def shuffled_tab(one: Tab, chance: random.Random) -> Tab:
    """Return the tab with rows and columns in any other order."""
    order = chance.sample(range(len(one.headers)), len(one.headers))
    headers = tuple(one.headers[n] for n in order)
    rows = chance.sample(one.rows, len(one.rows))
    moved = (
        Row(one.name, n, headers, tuple(row.values[i] for i in order)) for n, row in enumerate(rows, start=2)
    )
    return replace(one, headers=headers, rows=tuple(moved))


def pairs(snapshot: Snapshot) -> set[tuple[Cell, ...]]:
    """Return what a matching writes, row by row, whatever the order."""
    added = [row.values for row in plan(snapshot, "match").changes.new_rows if row.tab == "matches"]
    return {tuple(sorted((name, str(value)) for name, value in row.items())) for row in added}  # type: ignore[misc]


@pytest.mark.parametrize("days", range(0, 400, 40 if os.environ.get("SHEETS_SYNC_LONG") else 130))
def test_every_day_of_the_year_ends_with_nothing_left_to_do(days: int):
    today = TODAY + timedelta(days=days)
    after = applied(PROGRAMS[0], plan(PROGRAMS[0], "match").changes)
    approved = Snapshot(tuple(approve_all(one) if one.name == "matches" else one for one in after))
    announced = applied(approved, plan(approved, "sync").changes)
    later = applied(announced, plan(announced, "sync", today).changes)
    assert not plan(later, "sync", today).changes


def approve_all(matches: Tab) -> Tab:
    """Return the matches, all approved."""
    place = matches.headers.index("decision")
    return replace(matches, rows=tuple(with_value(row, place, "approve") for row in matches.rows))


def test_the_made_up_program_is_worth_testing():
    words = [row["status"] for row in tab_after_match("matches").rows]
    assert words.count("proposed") >= 3


def tab_after_match(name: str) -> Tab:
    """Return a tab of the first program after a matching."""
    one = applied(PROGRAMS[0], plan(PROGRAMS[0], "match").changes).get(name)
    assert one is not None
    return one
