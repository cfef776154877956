"""Which run wrote last: a note in the spreadsheet by which two runs can never both write on one reading.

Google has no conditional write. But a metadata id can be taken once only, and a batch with one bad request
is refused as a whole. So each write takes the id after that of the write before: of two runs that read the
same, the second is refused, and a write that is sent twice is carried out once. The ids of the last writes
are kept, so that one of them that arrives late still finds its id taken. Of several tries of one write, all
with the same id, the number of the try tells which one was carried out.
"""

import json
from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.backends.google.reading.memory import RUN
from sheets_sync.spreadsheet.refusals import Exit, Refusal

LASTS = timedelta(minutes=15)  # longer than any run; a run that died is forgotten after it
KEPT = 20  # writes whose ids are not free again
_LAST_ID = 900_000  # the ids of the columns and tabs lie above it


@dataclass(frozen=True)
class Lease:
    """The last write: its number, whose it was, and until when more of the same run may follow."""

    number: int
    run: str
    until: datetime | None = None  # in UTC; None: that run is done
    tried: int = 1  # which try of this write it was

    @classmethod
    def found(cls, spreadsheet: Json) -> "Lease | None":
        """Return the lease that a spreadsheet remembers."""
        newest = max(_ours(spreadsheet), key=lambda item: item["metadataId"], default=None)
        return None if newest is None else cls._read(newest)

    @classmethod
    def _read(cls, item: Json) -> "Lease":
        try:
            said = json.loads(item.get("metadataValue", ""))
            until = datetime.fromisoformat(said["until"]) if said.get("until") else None
            return cls(item["metadataId"], str(said.get("run", "")), until, said.get("try", 1))
        except (ValueError, TypeError, AttributeError, KeyError):
            return cls(item["metadataId"], "")  # somebody else's scribble holds nobody up

    def is_held(self, now: datetime, by_others_than: str) -> bool:
        """Is another run still at work?"""
        return self.until is not None and now < self.until and self.run != by_others_than

    def requests(self, others: Collection[int] = ()) -> list[Json]:
        """Return the requests that add this lease to the `others`, the oldest of which are dropped."""
        until = {"until": self.until.isoformat()} if self.until else {}
        value = {"run": self.run, **until, **({"try": self.tried} if self.tried > 1 else {})}
        taken = {
            "metadataId": self.number,
            "metadataKey": RUN,
            "metadataValue": json.dumps(value),
            "location": {"spreadsheet": True},
            "visibility": "DOCUMENT",
        }
        dropped = [_dropping(number) for number in sorted(others)[:-KEPT]]
        return [{"createDeveloperMetadata": {"developerMetadata": taken}}, *dropped]


def lease_numbers(spreadsheet: Json) -> frozenset[int]:
    """Return the numbers of the last writes that a spreadsheet remembers."""
    return frozenset(item["metadataId"] for item in _ours(spreadsheet))


def _ours(spreadsheet: Json) -> list[Json]:
    return [item for item in spreadsheet.get("developerMetadata", ()) if item.get("metadataKey") == RUN]


def next_lease(
    before: Lease | None, taken: Container[int], run: str, until: datetime | None, tried: int = 1
) -> Lease:
    """Return the lease of the next write: the first id after the last that nothing else has."""
    number = before.number if before else 0
    while True:
        number = number % _LAST_ID + 1
        if number not in taken:
            return Lease(number, run, until, tried)


def held_by_another(lease: Lease | None, run: str, now: datetime) -> Refusal | None:
    """Return the refusal while a run on another machine is still at work."""
    if lease is None or lease.until is None or not lease.is_held(now, run):
        return None
    minutes = ceil((lease.until - now) / timedelta(minutes=1))
    wait = "1 minute" if minutes == 1 else f"{minutes} minutes"
    sentence = f"Another run is at work on this spreadsheet; try again in {wait} at the latest."
    return Refusal(Exit.BUSY, sentence)


def _dropping(number: int) -> Json:
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": number}}}}
