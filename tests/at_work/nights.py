"""Nights on which the tool runs while people work, and quiet ones that show what came of it."""

from collections import Counter
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
LAST_SEEN = 12  # requests of a run that are looked at
Moment = tuple[int, Act]  # before which request of a run, the first being 1


@dataclass
class Nights:
    """One program, from night to night."""

    live: Live
    ledger: Ledger
    acts: set[str] = field(default_factory=set)  # what people did since the last quiet night
    seen: Counter[str] = field(default_factory=Counter)
    now: datetime = NOW
    are_fine: bool = True  # did every check hold so far?

    @classmethod
    def begin(cls, ground: Live, seen: Counter[str] | None = None) -> "Nights":
        """Begin with a copy of the program, all of it entered in the books."""
        live = copied(ground)
        return cls(live, Ledger(live).open(), seen=Counter() if seen is None else seen)

    def people(self, *acts: Act) -> None:
        """Let people act while the tool does not run."""
        for act in acts:
            self.acts.add(act.verb)
            self.ledger.by(act)(self.live.person)

    def night(
        self, command: str = "sync", *meanwhile: Moment, largest: int = WHOLE, accept: bool = True
    ) -> Exit:
        """Run a command while people act before some of its requests; check the books."""
        self.are_fine = False
        self.live.forget_requests()
        for before, act in meanwhile:
            self.acts.add(act.verb)
            self.live.emulator.before("any", before, self.ledger.by(act))
        for request in range(4, LAST_SEEN):
            self.live.emulator.before("any", request, self._look)
        try:
            ended = self._run(command, largest, accept)
        finally:
            self.live.emulator._appointments.clear()
        self.ledger.check()
        self.are_fine = True
        return ended

    def _look(self, person: Person) -> None:
        self.seen["astray"] += self.ledger.astray()

    def _run(self, command: str, largest: int = WHOLE, accept: bool = True) -> Exit:
        try:
            with patch(LARGEST, largest):
                plan, waiting = self.live.run(command, store=self._store(), accept_big_change=accept)
        except Unrestored as left:
            self.seen["handed over"] += len(left.cells)
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

    def quiet_night(self) -> None:
        """Check what a run makes of the sheet while nobody works in it; the next finds nothing to do."""
        ended = self.night()
        if ended == Exit.FIX_NEEDED and self.acts & {"delete_tab", "delete_column", "undo"}:
            make_ready(self.live)
            self.ledger.check_theirs()
            self.ledger.open()  # the headers that were missing
            ended = self.night()
        self.are_fine = False
        assert ended == Exit.OK, ended.name
        wrong = wrong_statuses(self.live.emulator.spreadsheet(self.live.spreadsheet_id))
        assert not wrong, wrong
        self.live.forget_requests()
        assert self._run("sync", accept=False) == Exit.OK
        assert self.live.requests() == ["spreadsheets.get"], self.live.requests()
        self.acts.clear()
        self.are_fine = True

    def allowed(self) -> set[Exit]:
        """Return the exit codes that a run may end with after what people did."""
        return set(Exit)
