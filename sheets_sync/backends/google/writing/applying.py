"""A change set written into a live spreadsheet: re-read, written in one go, checked, put right."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sheets_sync.backends.google.http.client import SheetsClient
from sheets_sync.backends.google.http.failures import Protected, Rejected, Unsettled
from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.backends.google.reading.readings import FIELDS, FIELDS_AFTER, Reading
from sheets_sync.backends.google.writing.lease import LASTS, Lease, next_lease
from sheets_sync.backends.google.writing.relocating import Moved
from sheets_sync.backends.google.writing.requests import parts, requests_of
from sheets_sync.backends.google.writing.verifying import Step, verified
from sheets_sync.backends.google.writing.writes import Wanted, wanted
from sheets_sync.spreadsheet.changes import ChangeSet
from sheets_sync.spreadsheet.refusals import Exit, Refusal

REPAIRS = 3  # rounds in which what landed in a wrong place is put right
ATTEMPTS = 4  # to write one part whose fate stays unknown, or that people get in the way of


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
        state = self._read(sheet_ids).instead_of(read, sheet_ids)
        if _number(state.lease) != _number(read.lease):
            raise _another_run()
        return state

    def _read(self, sheet_ids: Collection[int]) -> Reading:
        filters = [{"gridRange": {"sheetId": sheet_id}} for sheet_id in sheet_ids]
        return Reading.of(self.client.read(self.spreadsheet_id, fields=FIELDS, filters=filters))

    def _written_right(self, now: Wanted, state: Reading, *, more: bool) -> tuple[Reading, int, int]:
        """Write, check, and put right; return the spreadsheet after it, what is lost, and the repairs."""
        waiting, step = 0, Step(now, state)
        for repairs in range(REPAIRS + 1):
            if not step.wanted:
                return step.found, waiting + step.lost, max(0, repairs - 1)
            written, after = self._write(step, more=more)
            waiting += written.lost
            step = verified(written, after)
        return step.found, waiting + step.lost + _count(step.wanted), REPAIRS

    def _write(self, step: Step, *, more: bool) -> tuple[Step, Reading]:
        """Return what was written, moved along where people came between, and the spreadsheet after it."""
        before, taken = step.found.lease, step.found.metadata_ids
        lease = next_lease(before, taken, self.run, self.clock() + LASTS if more else None)
        for _ in range(ATTEMPTS):
            now, state = step.wanted, step.found
            try:
                return step, self._sent(now, state, lease, before)
            except (Unsettled, Rejected, Protected) as failure:
                fresh = self._read(now.sheet_ids).instead_of(state, now.sheet_ids)
                if fresh.lease == lease:
                    return step, fresh  # it had been carried out
                if not isinstance(failure, Unsettled) and not _differ(state, fresh):
                    raise
            if _number(fresh.lease) != _number(before):
                raise _another_run()
            there, lost = Moved(state, fresh).relocated(now)
            step = replace(step, wanted=there, found=fresh, lost=step.lost + lost)
        raise Refusal(Exit.TRY_LATER, "Google did not say whether it took the changes; run again later.")

    def _sent(self, now: Wanted, state: Reading, lease: Lease, before: Lease | None) -> Reading:
        body: Json = {
            "requests": [*lease.requests(before), *requests_of(now, state)],
            "includeSpreadsheetInResponse": True,
            "responseRanges": [_quoted(state.grids[sheet_id].title) for sheet_id in now.sheet_ids],
            "responseIncludeGridData": True,
        }
        answer = self.client.write(self.spreadsheet_id, body, fields=FIELDS_AFTER)
        return Reading.of(answer["updatedSpreadsheet"]).instead_of(state, now.sheet_ids)


def _number(lease: Lease | None) -> int:
    return lease.number if lease else 0


def _count(wanted: Wanted) -> int:
    return len(wanted.writes) + len(wanted.appends)


def _differ(one: Reading, other: Reading) -> bool:
    """Were tabs renamed, added or resized between two readings, so that a request made no sense?"""
    shapes = [
        {(g.sheet_id, g.title, g.row_count, g.column_count) for g in reading.grids.values()}
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
    sentence = f"Another run is at work on this spreadsheet; try again in {minutes} minutes at the latest."
    return Refusal(Exit.BUSY, sentence)
