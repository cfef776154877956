"""People sort, insert, drag, delete, rename and type while the tool runs: each value stays in place."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from at_work import drawing
from at_work.acts import Act
from at_work.nights import SPLIT, WHOLE, WRITE, Moment, Nights
from at_work.program import begin
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from live import Live
from sheets_emulator import Emulator

from sheets_sync.backends.google.writing import applying
from sheets_sync.backends.google.writing.relocating import Moved
from sheets_sync.backends.google.writing.verifying import Repair, _Check
from sheets_sync.backends.google.writing.writes import Wanted
from sheets_sync.spreadsheet.refusals import Exit

LONG = bool(os.environ.get("SHEETS_SYNC_LONG"))
MACHINES, EXAMPLES, NIGHTS = (4, 500, 8) if LONG else (1, 25, 10)  # of some six acts each

moments = st.tuples(st.integers(1, 6), drawing.acts)
drags = st.tuples(st.just(WRITE), drawing.drags)


@pytest.fixture(scope="module")
def ground() -> Iterator[Live]:
    """Give the program that every test begins with a copy of."""
    with Emulator() as emulator:
        yield begin(emulator)
        assert emulator.violations == []


class PeopleAtWork(RuleBasedStateMachine):
    """A sheet that people work in while the tool runs on it again and again."""

    ground: ClassVar[Live]
    seen: ClassVar[Counter[str]]

    @initialize()
    def begin(self) -> None:
        """Put the program into a live sheet of its own."""
        self.nights = Nights.begin(self.ground, self.seen)

    @rule(
        command=st.sampled_from(("sync", "sync", "match")),
        before=st.lists(drawing.acts, max_size=2),
        chosen=st.lists(drawing.choices, min_size=2, max_size=4),
        dragged=st.lists(drags, min_size=1, max_size=2),
        meanwhile=st.lists(moments, max_size=3),
        largest=st.sampled_from((WHOLE, WHOLE, SPLIT)),
    )
    def a_night(
        self,
        command: str,
        before: list[Act],
        chosen: list[Act],
        dragged: list[Moment],
        meanwhile: list[Moment],
        largest: int,
    ) -> None:
        """Let people work before a run and while it is at it; where too much was missing they run init."""
        self.nights.people(*before, *chosen)
        if self.nights.night(command, *dragged, *meanwhile, largest=largest) == Exit.FIX_NEEDED:
            self.nights.quiet_night()

    @rule()
    def a_quiet_night(self) -> None:
        """Let the tool run while nobody is there."""
        self.nights.quiet_night()

    def teardown(self) -> None:
        """Let every example end quietly."""
        if hasattr(self, "nights"):
            if self.nights.are_fine:
                self.nights.quiet_night()
            del self.ground.emulator.store.files[self.nights.live.spreadsheet_id]


@pytest.mark.parametrize("number", range(MACHINES))
def test_every_value_is_with_its_record_whatever_people_do_meanwhile(ground: Live, number: int):
    seen: Counter[str] = Counter()
    machine = type(f"PeopleAtWork{number}", (PeopleAtWork,), {"ground": ground, "seen": seen})
    limits = settings(
        max_examples=EXAMPLES,
        stateful_step_count=NIGHTS,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=limits)
    assert seen["astray"] >= EXAMPLES, seen  # how often a write hit a filled cell of people's


# --- what it would notice --------------------------------------------------------------------------

MUTATIONS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "nothing is taken back": lambda patch: patch.setattr(_Check, "_is_ours", lambda self, write: False),
    "no row is found again": lambda patch: patch.setattr(
        Moved, "relocated", lambda self, wanted: (wanted, 0)
    ),
    "nothing is checked after writing": lambda patch: patch.setattr(
        applying, "verified", lambda written, before, after, mending: Repair(Wanted(), 0)
    ),
}


def a_busy_night(ground: Live) -> Nights:
    """Return the program after people chose and dragged just before the re-reading and before the write."""
    nights = Nights.begin(ground)
    nights.people(Act("choose", "applicants", (4, 3, "selection")))
    sort = Act("sort_rows", "applicants", ("email", True))
    drag = Act("move_column", "applicants", ("greeting", "topics"))
    nights.night("sync", (WRITE - 1, sort), (WRITE, drag))
    return nights


def test_a_busy_night_harms_nobody(ground: Live):
    nights = a_busy_night(ground)
    assert nights.seen["astray"] > 0
    nights.quiet_night()


@pytest.mark.parametrize("name", MUTATIONS)
def test_it_is_noticed_when(ground: Live, monkeypatch: pytest.MonkeyPatch, name: str):
    MUTATIONS[name](monkeypatch)
    with pytest.raises(AssertionError):
        a_busy_night(ground).quiet_night()


# --- what once went wrong --------------------------------------------------------------------------

SCENARIOS: dict[str, tuple[list[Act], list[Moment]]] = {
    "a note of the tool's goes where a value of people's is given back": (
        [Act("choose", "matches", (2, 2, "decision"))],
        [(WRITE, Act("insert_columns", "matches", ("mentor_id",)))],
    ),
    "rows are hit of which nothing else tells which they are": (
        [Act("choose", "applicants", (10, 3, "selection"))],
        [(WRITE, Act("insert_columns", "problems", ("code",))), (WRITE + 1, Act("undo", "problems"))],
    ),
    "rows without an id that say the same are hit": (
        [Act("choose", "applicants", (12, 2, "selection"))],
        [(WRITE, Act("insert_columns", "applicants", ("greeting",)))],
    ),
    "rows of one id are hit, and the repair misses them": (
        [Act("duplicate_row", "matches", (4,)), Act("choose", "applicants", (4, 1, "manager_approval"))],
        [(WRITE, Act("insert_columns", "matches", ("decision",))), (WRITE + 1, Act("undo", "matches"))],
    ),
    "a box is hit by what clears a cell": (
        [Act("cut_and_paste_rows", "topics", (2, 3)), Act("choose", "applicants", (2, 1, "selection"))],
        [(WRITE, Act("insert_columns", "matches", ("mentor_id",)))],
    ),
    "keys are hit, and the repair misses them": (
        [
            Act("choose", "applicants", (2, 1, "selection")),
            Act("choose", "applicants", (11, 1, "withdrawn_on")),
        ],
        [(WRITE, Act("insert_columns", "topics", ("topic",))), (WRITE + 1, Act("undo", "topics"))],
    ),
    "rows without an id are hit, and the repair misses them": (
        [Act("choose", "applicants", (12, 2, "selection"))],
        [(WRITE, Act("delete_column", "applicants", ("greeting",))), (WRITE + 1, Act("undo", "applicants"))],
    ),
}


def test_what_people_deleted_before_a_repair_could_give_it_back_is_handed_over(ground: Live):
    nights = Nights.begin(ground)
    nights.people(
        Act("choose", "applicants", (2, 3, "selection")), Act("choose", "applicants", (3, 3, "selection"))
    )
    lost = Act("delete_column", "applicants", ("status_reason",))
    nights.night("sync", (WRITE, lost), (WRITE + 1, Act("delete_column", "applicants", ("my notes",))))
    assert (nights.disturbed, nights.seen["handed over"]) == (2, 1)


@pytest.mark.parametrize("name", SCENARIOS)
def test_nobody_is_harmed_when(ground: Live, name: str):
    before, meanwhile = SCENARIOS[name]
    nights = Nights.begin(ground)
    nights.people(*before)
    nights.night("sync", *meanwhile)
    assert nights.seen["handed over"] == 0
    nights.quiet_night()
