"""Nights on which the tool runs while people work, and quiet ones that show what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from unittest.mock import patch

from live import NOW, Live
from sheets_emulator import Person

from at_work.acts import Act
from at_work.ledger import Ledger
from at_work.program import copied, make_ready
from at_work.statuses import wrong_statuses
from sheets_sync.backends.google.reading.lease import LASTS
from sheets_sync.backends.google.store import GoogleStore
from sheets_sync.spreadsheet.refusals import Exit, Refusal, Unrestored

LARGEST = "sheets_sync.backends.google.writing.requests.LARGEST"
WHOLE, SPLIT = 2_000_000, 4_000  # characters of JSON in one request
WRITE, LAST_SEEN = 3, 12  # of a run's requests the one that writes, and the last one that is looked at
Moment = tuple[int, Act]  # before which request of a run, the first being 1


FEWEST = 3  # requests that people must disturb before a run hands over what it cannot give back
MOVES = {
    "insert_rows",
    "move_rows",
    "sort_rows",
    "insert_columns",
    "move_column",
    "rename_column",
    "rename_tab",
}
REASONS = {  # what people must have done for a run to end so
    Exit.FIX_NEEDED: {"delete_tab", "delete_column"},
    Exit.REFUSED_FOR_SAFETY: {"delete_column", "delete_rows", "duplicate_row", "cut_and_paste_rows"},
}


@dataclass
class Nights:
    """One program, from night to night."""

    live: Live
    ledger: Ledger
    done: set[str] = field(default_factory=set)  # by people since the last quiet night
    seen: Counter[str] = field(default_factory=Counter)
    now: datetime = NOW
    disturbed: int = 0  # how many requests of the last run, from the writing one on
    are_fine: bool = True  # did every check hold so far?

    @classmethod
    def begin(cls, ground: Live, seen: Counter[str] | None = None) -> "Nights":
        """Begin with a copy of the program, all of it entered in the books."""
        live = copied(ground)
        return cls(live, Ledger(live).open(), seen=Counter() if seen is None else seen)

    def people(self, *acts: Act) -> None:
        """Let people act while the tool does not run."""
        for act in acts:
            self.done.add(act.verb)
            self.ledger.by(act)(self.live.person)

    def night(
        self, command: str = "sync", *meanwhile: Moment, largest: int = WHOLE, accept: bool = False
    ) -> Exit:
        """Run a command while people act before some of its requests; check the books, tell how it ended."""
        self.are_fine = False
        self.live.forget_requests()
        self._appoint(meanwhile)
        try:
            ended = self._run(command, largest, accept)
        finally:
            self.live.emulator._appointments.clear()
        self.seen[ended.name] += 1
        assert self._may_end(ended, meanwhile), ended.name
        self.ledger.check()
        if command == "sync" and ended == Exit.OK and {act.verb for _, act in meanwhile} <= MOVES:
            self._check_statuses()
        self.are_fine = True
        return ended

    def _appoint(self, meanwhile: Sequence[Moment]) -> None:
        self.disturbed = len({before for before, _ in meanwhile if before >= WRITE})
        for request in range(WRITE, LAST_SEEN):
            self.live.emulator.before("any", request, self._look)
        for before, act in meanwhile:
            self.done.add(act.verb)
            self.live.emulator.before("any", before, self.ledger.by(act))

    def _look(self, person: Person) -> None:
        self.seen["astray"] += self.ledger.look()

    def _run(self, command: str, largest: int = WHOLE, accept: bool = False) -> Exit:
        began = self.ledger.there.copy()
        try:
            with patch(LARGEST, largest):
                plan, waiting = self.live.run(command, store=self._store(), accept_big_change=accept)
        except Unrestored as left:
            self.seen["handed over"] += 1
            was_taken = (
                self.ledger.is_in_order() and began - self.ledger.there
            )  # by people, so it has no place
            assert self.disturbed >= FEWEST or was_taken, "given up too early"
            self.ledger.put_back(left.cells)
            return left.exit_code
        except Refusal as refusal:
            return refusal.exit_code
        finally:
            self.seen["writes"] += self.live.emulator.count("write")
        return plan.exit_code or (Exit.PARTLY_DONE if waiting else Exit.OK)

    def _store(self) -> GoogleStore:
        """Return the spreadsheet as a run opens it that is later than all before: no lease lasts so long."""
        self.now += 2 * LASTS
        return replace(self.live.store(), clock=lambda now=self.now: now)

    def _may_end(self, ended: Exit, meanwhile: Sequence[Moment]) -> bool:
        """Is there a reason for this exit code in what people did?"""
        if ended == Exit.PARTLY_DONE:
            return bool(meanwhile)
        return ended == Exit.OK or bool(self.done & REASONS.get(ended, set()))

    def quiet_night(self) -> None:
        """Check what a run makes of the sheet while nobody is there, and that the next has nothing to do."""
        ended = self.night(accept=True)
        if ended == Exit.FIX_NEEDED:
            self._init()
            ended = self.night(accept=True)
        self.are_fine = False
        assert ended == Exit.OK, ended.name
        self._check_statuses()
        self.live.forget_requests()
        assert self._run("sync") == Exit.OK
        assert self.live.requests() == ["spreadsheets.get"]
        self.done.clear()
        self.are_fine = True

    def _check_statuses(self) -> None:
        wrong = wrong_statuses(self.live.emulator.spreadsheet(self.live.spreadsheet_id))
        assert not wrong, wrong

    def _init(self) -> None:
        """Let people run init: it adds what they deleted, and leaves all else as it is.

        What they did before they opened the sheet again, they cannot undo: it would come back a second time.
        """
        make_ready(self.live)
        self.live.emulator.store.files[self.live.spreadsheet_id].history.clear()
        self.ledger.check_theirs()
        self.ledger.open()
