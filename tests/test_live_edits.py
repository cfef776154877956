"""People sort, move, rename, delete and type while the tool runs: every value stays with its record."""

import os
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import pytest
from at_work import acts
from at_work.acts import Act
from at_work.nights import SPLIT, WHOLE, Moment, Nights
from at_work.program import begin
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from live import Live
from sheets_emulator import Emulator

from sheets_sync.spreadsheet.refusals import Exit

WRITE = 3  # of a run's requests the one that writes
LONG = bool(os.environ.get("SHEETS_SYNC_LONG"))
MACHINES, EXAMPLES, NIGHTS = (4, 500, 8) if LONG else (1, 30, 8)  # of some six acts each: 2,000 x 50

moments = st.tuples(st.integers(1, 6), acts.acts)
drags = st.tuples(st.just(WRITE), acts.drags)


@pytest.fixture(scope="module")
def ground() -> Iterator[Live]:
    """Give the program that every example begins with a copy of."""
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
        before=st.lists(acts.acts, max_size=2),
        chosen=st.lists(acts.choices, min_size=2, max_size=4),
        dragged=st.lists(drags, max_size=2),
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
        """Let people work before a run and while it is at it."""
        self.nights.people(*before, *chosen)
        ended = self.nights.night(command, *dragged, *meanwhile, largest=largest, accept=False)
        self.seen[ended.name] += 1
        assert ended in self.nights.allowed(), ended.name
        if ended == Exit.FIX_NEEDED:
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
    assert seen["astray"] > EXAMPLES // 10, seen  # values that a write hit, and that were given back
