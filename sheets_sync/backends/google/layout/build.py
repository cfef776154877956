"""A Google spreadsheet built or repaired: read, written in as few batches as it takes, and read again.

People may be at work in it: what they moved between the reading and the writing is put right by the next
round, and each batch takes a number as a run's write does (see lease.py), so that none is carried out twice.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sheets_sync.backends.google.http.failures import Rejected, Unsettled
from sheets_sync.backends.google.layout.building import LARGEST_BATCH, building
from sheets_sync.backends.google.layout.sheet import LAYOUT_FIELDS, Json
from sheets_sync.backends.google.reading.lease import KEPT, held_by_another, next_lease
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.spreadsheet.look import TabLayout

ROUNDS = 3
TRIES = 6  # of one round that Google does not let in, for its quota or in an outage


class Client(Protocol):
    """What reads and writes a spreadsheet."""

    def read(self, spreadsheet_id: str, *, fields: str) -> Json:
        """Return the fields of the spreadsheet."""

    def write(self, spreadsheet_id: str, body: Json, *, fields: str = "") -> Json:
        """Apply a batchUpdate; Unsettled where nobody knows whether it was applied."""

    def wait_after(self, unsettled: Unsettled, tried: int) -> None:
        """Wait until it is time to look what became of a write."""


@dataclass(frozen=True)
class Builder:
    """Builds one spreadsheet; `editor` is the account it writes with, where that is known."""

    client: Client
    spreadsheet_id: str
    editor: str | None
    run: str  # which run this is, for others to see
    clock: Callable[[], datetime]  # in UTC

    def build(self, layouts: Sequence[TabLayout]) -> tuple[str, ...]:
        """Add what is missing and say what that was; nothing missing is one read and no write."""
        done: dict[str, None] = {}
        written: Sequence[Json] = ()
        rounds, tried = ROUNDS, 0
        while rounds:
            found = self.client.read(self.spreadsheet_id, fields=LAYOUT_FIELDS)
            plan = building(found, layouts, self.editor)
            if not plan.requests or plan.requests == written:
                break  # the same is missing still where Google keeps it in other words than ours
            failure = self._failure(plan.requests, Reading.of(found))
            tried = tried + 1 if failure else 0
            rounds -= not _has_to_wait(failure)
            if failure:
                self._wait_after(failure, tried, rounds)
            if not isinstance(failure, Rejected):
                done |= dict.fromkeys(plan.done)
            written = () if failure else plan.requests
        return tuple(done)

    def _failure(self, requests: Sequence[Json], state: Reading) -> Rejected | Unsettled | None:
        """Write, and return why that is not known to be done."""
        try:
            self._write(requests, state)
        except (Unsettled, Rejected) as failure:
            return failure
        return None

    def _wait_after(self, failure: Rejected | Unsettled, tried: int, rounds: int) -> None:
        """Wait until it is time to look again; raise where that is of no use any more."""
        if not rounds or tried >= TRIES:
            raise failure
        if isinstance(failure, Unsettled):
            self.client.wait_after(failure, tried)

    def _write(self, requests: Sequence[Json], state: Reading) -> None:
        if busy := held_by_another(state.lease, self.run, self.clock()):
            raise busy
        lease, numbers = state.lease, sorted(state.lease_numbers)
        for batch in batches(requests):
            lease = next_lease(lease, state.metadata_ids, self.run, None)
            body = {"requests": [*lease.requests(numbers), *batch]}
            self.client.write(self.spreadsheet_id, body, fields="spreadsheetId")
            numbers = [*numbers[-KEPT:], lease.number]


def _has_to_wait(failure: Rejected | Unsettled | None) -> bool:
    """Was it only too early, so that nothing was tried?"""
    return isinstance(failure, Unsettled) and failure.failure.undone


def batches(requests: Sequence[Json], largest: int = LARGEST_BATCH) -> Iterator[list[Json]]:
    """Yield the requests in their order, in lists whose JSON has at most `largest` characters."""
    batch: list[Json] = []
    size = 0
    for request in requests:
        length = len(json.dumps(request))
        if batch and size + length > largest:
            yield batch
            batch, size = [], 0
        batch.append(request)
        size += length
    if batch:
        yield batch
