"""One write, sent until it is carried out or cannot be: before each new try it is read where all has gone."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sheets_sync.backends.google.http.client import SheetsClient
from sheets_sync.backends.google.http.failures import Protected, Rejected, TypedColumns, Unsettled
from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.backends.google.reading.lease import Lease, next_lease
from sheets_sync.backends.google.reading.readings import FIELDS, FIELDS_AFTER, Reading
from sheets_sync.backends.google.writing.handing import left_of
from sheets_sync.backends.google.writing.intables import suited
from sheets_sync.backends.google.writing.relocating import Moved
from sheets_sync.backends.google.writing.requests import requests_of
from sheets_sync.backends.google.writing.writes import Wanted
from sheets_sync.spreadsheet.refusals import Exit, Left, Refusal

ATTEMPTS = 6  # to write one part that Google does not answer, or that people get in the way of
NOT_DONE = (Unsettled, Rejected, Protected, TypedColumns)


@dataclass(frozen=True)
class Sent:
    """One try: what was to be written, the spreadsheet it was made for, and what had no place left."""

    written: Wanted
    before: Reading
    left: tuple[Left, ...] = ()


@dataclass
class Sender:
    """Writes into one spreadsheet for one run, and knows how it stood last."""

    client: SheetsClient
    spreadsheet_id: str
    run: str  # which run this is, for others to see
    state: Reading

    def read_again(self, sheet_ids: Collection[int]) -> None:
        """Read some tabs as they are just before writing; Refusal where another run has written."""
        earlier = self.state
        self.client.wait_for_turn()
        self._read(sheet_ids)
        if _number(self.state) != _number(earlier):
            raise another_run()

    def send(self, now: Wanted, *, also: Collection[int] = (), until: datetime | None, mending: bool) -> Sent:
        """Write, and return the try that was carried out; `also` are other tabs whose state is asked for.

        Only what mends an earlier write goes on where another run has written meanwhile.
        """
        one, tries, is_open = Sent(now, self.state), dict[Lease, Sent](), False
        for tried in range(1, ATTEMPTS + 1):
            lease = next_lease(self.state.lease, self.state.metadata_ids, self.run, until, tried)
            tries[lease] = one
            try:
                self._write(one.written, lease, also)
                return one
            except NOT_DONE as failure:
                last: Refusal | Rejected = failure
                is_open |= isinstance(failure, Unsettled) and not failure.failure.undone
            self._look_after(last, tried, (*now.sheet_ids, *also))
            if self.state.lease in tries:
                return tries[self.state.lease]  # it had been carried out
            if not isinstance(last, Unsettled) and not _differ(one.before, self.state):
                raise last
            if _number(self.state) != _number(one.before) and not mending:
                raise another_run()
            one = self._where_it_is_now(one)
            if not one.written and not is_open:
                return one
        raise _given_up(last)

    def release(self) -> None:
        """Let other runs begin, where more of this one was announced; whether it succeeds changes little."""
        lease = self.state.lease
        if lease and lease.until and lease.run == self.run:
            last = next_lease(lease, self.state.metadata_ids, self.run, None)
            body = {"requests": last.requests(self.state.lease_numbers)}
            with suppress(Refusal, Rejected):
                self.client.write(self.spreadsheet_id, body, fields="spreadsheetId")

    def _look_after(self, failure: Refusal | Rejected, tried: int, sheet_ids: Collection[int]) -> None:
        """Read what became of a write, once it is time to try it again."""
        if isinstance(failure, Unsettled):
            self.client.wait_after(failure, tried)
        self.client.wait_for_turn()
        self._read(sheet_ids)

    def _where_it_is_now(self, one: Sent) -> Sent:
        moved = Moved(one.before, self.state)
        left = left_of(moved.homeless(one.written), one.before)
        return Sent(moved.relocated(one.written)[0], self.state, (*one.left, *left))

    def _read(self, sheet_ids: Collection[int]) -> None:
        """Read some tabs as they are now; all anew where one of them is gone."""
        filters = [{"gridRange": {"sheetId": sheet_id}} for sheet_id in dict.fromkeys(sheet_ids)]
        try:
            found = Reading.of(self.client.read(self.spreadsheet_id, fields=FIELDS, filters=filters))
        except Rejected:
            found = None
        if found is None or (self.state.lease and not found.lease):
            found = Reading.of(self.client.read(self.spreadsheet_id, fields=FIELDS))
        self.state = found.instead_of(self.state, sheet_ids)

    def _write(self, now: Wanted, lease: Lease, also: Collection[int]) -> None:
        state = self.state
        seen = [at for at in dict.fromkeys((*now.sheet_ids, *also)) if at in state.grids]
        body: Json = {
            "requests": [*lease.requests(state.lease_numbers), *requests_of(suited(now, state), state)],
            "includeSpreadsheetInResponse": True,
            "responseRanges": [_quoted(state.grids[sheet_id].title) for sheet_id in seen],
            "responseIncludeGridData": True,
        }
        answer = self.client.write(self.spreadsheet_id, body, fields=FIELDS_AFTER)
        after = answer.get("updatedSpreadsheet")
        if after is None:
            self._read(seen)
        else:
            self.state = Reading.of(after).instead_of(state, seen)


def another_run() -> Refusal:
    """Return the refusal of a run beside which another one has written."""
    return Refusal(
        Exit.BUSY, "Another run wrote to this spreadsheet just now, so nothing more was written; run again."
    )


def _given_up(failure: Refusal | Rejected) -> Refusal:
    if isinstance(failure, Unsettled):
        return failure
    sentence = "People changed tabs again and again while sheets-sync wrote; run again later."
    return Refusal(Exit.TRY_LATER, sentence)


def _number(reading: Reading) -> int:
    return reading.lease.number if reading.lease else 0


def _differ(one: Reading, other: Reading) -> bool:
    """Were tabs renamed, added, resized or made tables meanwhile, so that a request made no sense?"""
    shapes = [
        {(g.sheet_id, g.title, g.row_count, g.column_count, g.tables) for g in reading.grids.values()}
        for reading in (one, other)
    ]
    return shapes[0] != shapes[1] or _number(one) != _number(other)


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"
