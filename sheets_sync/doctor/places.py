"""Looks at the places where a program may lie: a local workbook, or a spreadsheet at Google."""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.config import Config
from sheets_sync.spreadsheet.checkup import Check, fine, refused
from sheets_sync.spreadsheet.refusals import Refusal
from sheets_sync.spreadsheet.snapshot import Snapshot
from sheets_sync.stores import Tell

if TYPE_CHECKING:
    from sheets_sync.backends.google.http.client import SheetsClient

OTHER_RUNS = "other runs"
TRIES, CALLS, SECONDS = 2, 12, 60.0  # a doctor tells of an outage soon, where a run would wait


@dataclass(frozen=True)
class Looked:
    """One place looked at: how it is, and what it holds where it could be read."""

    checks: tuple[Check, ...]
    snapshot: Snapshot | None
    account: tuple[Check, ...] = ()  # how it stands with the account at Google
    time_zone: str = ""  # the spreadsheet's own


def look_at_workbook(path: Path, backups: Path, busy: Refusal | None) -> Looked:
    """Return how a local workbook is; `busy` where another run is at work."""
    from sheets_sync.backends.xlsx.checkup import workbook_checks
    from sheets_sync.backends.xlsx.examining import examine

    examined = examine(path, backups)
    runs = refused(OTHER_RUNS, busy) if busy else fine(OTHER_RUNS, "none is at work")
    return Looked((*workbook_checks(examined), runs), examined.snapshot)


@dataclass(frozen=True)
class Google:
    """Google, through one account, for one visit."""

    config: Config
    tell: Tell
    closing: ExitStack

    def look_at(self, spreadsheet_id: str, busy: Refusal | None) -> Looked:
        """Return how a spreadsheet is; `busy` where a run of this machine is at work."""
        from sheets_sync.backends.google.checkup.examining import examine, without_credentials
        from sheets_sync.backends.google.checkup.lines import account_checks, sheet_checks
        from sheets_sync.backends.google.store import utc_now

        now = utc_now()
        if isinstance(self._client, Refusal):
            examined = without_credentials(self._client)
        else:
            examined = examine(self._client, spreadsheet_id, now, busy)
        reading = examined.reading
        return Looked(
            checks=tuple(sheet_checks(examined, now)),
            snapshot=reading.snapshot if reading else None,
            account=tuple(account_checks(examined)),
            time_zone=reading.time_zone if reading else "",
        )

    @cached_property
    def _client(self) -> "SheetsClient | Refusal":
        from sheets_sync.backends.google.account.credentials import find_credentials
        from sheets_sync.backends.google.http.client import SheetsClient
        from sheets_sync.backends.google.http.pacing import Budget, Limits

        try:
            found = find_credentials(self.config.credentials)
            if self.config.credentials:
                found = replace(found, came_from=self.config.source("credentials"))
            limits = Limits(tries=TRIES, calls=CALLS, seconds=SECONDS)
            return self.closing.enter_context(
                SheetsClient(found, tell=self.tell, budget=Budget(limits=limits))
            )
        except Refusal as refusal:
            return refusal
