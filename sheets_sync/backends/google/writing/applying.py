"""A change set written into a live spreadsheet: re-read, written in one go, checked, put right."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sheets_sync.backends.google.http.client import SheetsClient
from sheets_sync.backends.google.http.failures import Protected, Rejected, TypedColumns, Unsettled
from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.backends.google.reading.lease import LASTS, Lease, next_lease
from sheets_sync.backends.google.reading.readings import FIELDS, FIELDS_AFTER, Reading
from sheets_sync.backends.google.writing.handing import left_undone
from sheets_sync.backends.google.writing.intables import suited
from sheets_sync.backends.google.writing.relocating import Moved
from sheets_sync.backends.google.writing.requests import parts, requests_of
from sheets_sync.backends.google.writing.verifying import verified
from sheets_sync.backends.google.writing.writes import Wanted, wanted
from sheets_sync.spreadsheet.changes import ChangeSet
from sheets_sync.spreadsheet.refusals import Exit, Refusal, Unrestored

REPAIRS = 3  # rounds in which what landed in a wrong place is put right
ATTEMPTS = 6  # to write one part whose fate stays unknown, or that people get in the way of
MOVED_ON = "People moved rows or columns again and again while sheets-sync wrote."


@dataclass(frozen=True)
class Applied:
    """How a change set fared: how many changes wait for the next run, and how many rounds it took."""

    waiting: int = 0
    repairs: int = 0


@dataclass
class Writer:
    """Writes one run's changes into one spreadsheet."""

    client: SheetsClient
    spreadsheet_id: str
    run: str  # which run this is, for others to see
    clock: Callable[[], datetime]  # in UTC

    def apply(self, changes: ChangeSet, read: Reading) -> Applied:
        """Write the change set, each value to its record wherever that has gone; Refusal where it may not."""
        asked = wanted(changes, read)
        if not asked:
            return Applied()
        state = self._reread(asked.sheet_ids, read)
        waiting = repairs = 0
        pieces = list(parts(asked))
        for number, piece in enumerate(pieces, 1):
            now, lost = Moved(read, state).relocated(piece)
            state, waits, rounds = self._written_right(now, state, more=number < len(pieces))
            waiting, repairs = waiting + lost + waits, repairs + rounds
        return Applied(waiting, repairs)

    def _reread(self, sheet_ids: Collection[int], read: Reading) -> Reading:
        state = self._read(sheet_ids, read)
        if _number(state.lease) != _number(read.lease):
            raise _another_run()
        return state

    def _read(self, sheet_ids: Collection[int], earlier: Reading) -> Reading:
        """Return some tabs as they are now, the others as earlier; all anew where one of them is gone."""
        filters = [{"gridRange": {"sheetId": sheet_id}} for sheet_id in sheet_ids]
        try:
            found = Reading.of(self.client.read(self.spreadsheet_id, fields=FIELDS, filters=filters))
        except Rejected:
            found = None
        if found is None or (earlier.lease and not found.lease):
            found = Reading.of(self.client.read(self.spreadsheet_id, fields=FIELDS))
        return found.instead_of(earlier, sheet_ids)

    def _written_right(self, now: Wanted, state: Reading, *, more: bool) -> tuple[Reading, int, int]:
        """Write, check, and put right; return the spreadsheet after it, what is lost, and the repairs."""
        waiting = 0
        for repairs in range(REPAIRS + 1):
            if not now:
                return state, waiting, max(0, repairs - 1)
            try:
                written, before, state = self._write(now, state, more=more, mending=repairs > 0)
            except (Refusal, Rejected) as failure:
                raise left_undone(failure, now, state) from failure
            waiting += _count(now) - _count(written)
            repair = verified(written, before, state, mending=repairs > 0)
            waiting += repair.lost
            now = repair.wanted
        if isinstance(left := left_undone(Refusal(Exit.PARTLY_DONE, MOVED_ON), now, state), Unrestored):
            raise left
        return state, waiting + _count(now), REPAIRS

    def _write(
        self, now: Wanted, state: Reading, *, more: bool, mending: bool
    ) -> tuple[Wanted, Reading, Reading]:
        """Return what was written, and the spreadsheet just before and just after it.

        Only what mends an earlier write goes on where another run has written meanwhile.
        """
        until = self.clock() + LASTS if more else None
        sent: list[Lease] = []
        for tried in range(1, ATTEMPTS + 1):
            sent.append(next_lease(state.lease, state.metadata_ids, self.run, until))
            try:
                return now, state, self._sent(now, state, sent[-1])
            except (Unsettled, Rejected, Protected, TypedColumns) as failure:
                if isinstance(failure, Unsettled):
                    self.client.wait_after(failure, tried)
                fresh = self._read(now.sheet_ids, state)
                if fresh.lease in sent:
                    return now, state, fresh  # it had been carried out
                if not isinstance(failure, Unsettled) and not _differ(state, fresh):
                    raise
            if _number(fresh.lease) != _number(state.lease) and not mending:
                raise _another_run()
            now, _ = Moved(state, fresh).relocated(now)
            state = fresh
            if not now:
                return now, state, state
        raise Refusal(Exit.TRY_LATER, "Google did not say whether it took the changes; run again later.")

    def _sent(self, now: Wanted, state: Reading, lease: Lease) -> Reading:
        body: Json = {
            "requests": [*lease.requests(state.lease_numbers), *requests_of(suited(now, state), state)],
            "includeSpreadsheetInResponse": True,
            "responseRanges": [_quoted(state.grids[sheet_id].title) for sheet_id in now.sheet_ids],
            "responseIncludeGridData": True,
        }
        answer = self.client.write(self.spreadsheet_id, body, fields=FIELDS_AFTER)
        after = answer.get("updatedSpreadsheet")
        if after is None:
            return self._read(now.sheet_ids, state)
        return Reading.of(after).instead_of(state, now.sheet_ids)


def _number(lease: Lease | None) -> int:
    return lease.number if lease else 0


def _count(wanted: Wanted) -> int:
    return len(wanted.writes) + len(wanted.appends)


def _differ(one: Reading, other: Reading) -> bool:
    """Were tabs renamed, added, resized or made tables meanwhile, so that a request made no sense?"""
    shapes = [
        {(g.sheet_id, g.title, g.row_count, g.column_count, g.tables) for g in reading.grids.values()}
        for reading in (one, other)
    ]
    return shapes[0] != shapes[1] or _number(one.lease) != _number(other.lease)


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _another_run() -> Refusal:
    return Refusal(
        Exit.BUSY, "Another run wrote to this spreadsheet just now, so nothing more was written; run again."
    )


def held_by_another(read: Reading, run: str, now: datetime) -> Refusal | None:
    """Return the refusal while a run on another machine is still at work."""
    if read.lease is None or not read.lease.is_held(now, run) or read.lease.until is None:
        return None
    minutes = int((read.lease.until - now).total_seconds() // 60) + 1
    wait = "1 minute" if minutes == 1 else f"{minutes} minutes"
    sentence = f"Another run is at work on this spreadsheet; try again in {wait} at the latest."
    return Refusal(Exit.BUSY, sentence)
