"""A change set written into a live spreadsheet: re-read, written in one go, checked, put right."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from sheets_sync.backends.google.http.client import SheetsClient
from sheets_sync.backends.google.http.failures import Rejected
from sheets_sync.backends.google.reading.lease import LASTS
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.backends.google.writing.handing import left_of, why
from sheets_sync.backends.google.writing.relocating import Moved
from sheets_sync.backends.google.writing.requests import parts
from sheets_sync.backends.google.writing.sending import Sender
from sheets_sync.backends.google.writing.verifying import verified
from sheets_sync.backends.google.writing.writes import Wanted, wanted
from sheets_sync.spreadsheet.changes import ChangeSet
from sheets_sync.spreadsheet.refusals import Left, Refusal, Unrestored

REPAIRS = 3  # rounds in which what landed in a wrong place is put right
MOVED_ON = "they were moved on and on"


@dataclass
class Writer:
    """Writes one run's changes into one spreadsheet."""

    client: SheetsClient
    spreadsheet_id: str
    run: str  # which run this is, for others to see
    clock: Callable[[], datetime]  # in UTC
    waiting: int = 0  # changes that have no place just now
    left: tuple[Left, ...] = ()  # what writes hit in people's cells and could not give back

    def apply(self, changes: ChangeSet, read: Reading) -> int:
        """Write each value to its record wherever that has gone; return how many changes wait.

        Refusal where it may not be; Unrestored where people's cells were hit and could not be given back.
        """
        asked = wanted(changes, read)
        if not asked:
            return 0
        sender = Sender(self.client, self.spreadsheet_id, self.run, read)
        sender.read_again(asked.sheet_ids)
        try:
            for piece, others in _with_others(list(parts(asked))):
                now, lost = Moved(read, sender.state).relocated(piece)
                self.waiting += lost
                self._write_right(now, sender, others)
        except (Refusal, Rejected):
            sender.release()
            raise
        sender.release()
        if self.left:
            raise Unrestored(MOVED_ON, self.left)
        return self.waiting

    def _write_right(self, now: Wanted, sender: Sender, others: Collection[int]) -> None:
        """Write one part, check, and put right; `others` are the tabs of the next one, if there is one."""
        until = self.clock() + LASTS if others else None
        for repairs in range(REPAIRS + 1):
            if not now:
                return
            before = sender.state
            try:
                sent = sender.send(now, also=others, until=until, mending=repairs > 0)
            except BaseException as failure:
                if left := (*self.left, *left_of(now.writes, before)):
                    raise Unrestored(why(failure), left) from failure
                raise
            repair = verified(sent.written, sent.before, sender.state, mending=repairs > 0)
            self.left += (*sent.left, *left_of(repair.homeless, sent.before))
            self.waiting += len(now) - len(sent.written) + repair.lost
            now = repair.wanted
        self.left += left_of(now.writes, sender.state)
        self.waiting += len(now)


def _with_others(pieces: Sequence[Wanted]) -> Iterator[tuple[Wanted, tuple[int, ...]]]:
    """Yield each part with the tabs of the one after it, so that these are read as late as can be."""
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=Wanted()):
        yield piece, following.sheet_ids
