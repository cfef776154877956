"""A Google spreadsheet built or repaired: read once, written in as few batches as it takes."""

import json
from collections.abc import Iterator, Sequence
from typing import Protocol

from sheets_sync.backends.google.http.failures import Unsettled
from sheets_sync.backends.google.layout.building import LARGEST_BATCH, building
from sheets_sync.backends.google.layout.sheet import LAYOUT_FIELDS, Json
from sheets_sync.spreadsheet.look import TabLayout

_ROUNDS = 3  # in all, where it is not known whether a batch was applied


class Client(Protocol):
    """What reads and writes a spreadsheet."""

    def read(self, spreadsheet_id: str, *, fields: str) -> Json:
        """Return the fields of the spreadsheet."""

    def write(self, spreadsheet_id: str, body: Json, *, fields: str = "") -> Json:
        """Apply a batchUpdate; Unsettled where nobody knows whether it was applied."""


def build(
    client: Client, spreadsheet_id: str, layouts: Sequence[TabLayout], editor: str | None
) -> tuple[str, ...]:
    """Add what the spreadsheet lacks and say what that was; nothing missing is one read and no write."""
    done: dict[str, None] = {}
    for last in range(_ROUNDS - 1, -1, -1):
        plan = building(client.read(spreadsheet_id, fields=LAYOUT_FIELDS), layouts, editor)
        done |= dict.fromkeys(plan.done)
        try:
            for batch in batches(plan.requests):
                client.write(spreadsheet_id, {"requests": batch}, fields="spreadsheetId")
            break
        except Unsettled:  # the next read shows whether it was applied: all ids are ours
            if not last:
                raise
    return tuple(done)


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
