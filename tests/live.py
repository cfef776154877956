"""Programs on a live spreadsheet: drawn tabs put into the emulator, and read back."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from time import monotonic
from typing import Any
from unittest.mock import patch

from sheets_emulator import OWNER, SERVICE_ACCOUNT, Emulator, Person, draw_tab
from sheets_emulator.describing import Question, describe
from sheets_emulator.masks import parse_mask, select

from sheets_sync.backends.google.account.credentials import find_credentials
from sheets_sync.backends.google.account.identity import Found
from sheets_sync.backends.google.http.client import SheetsClient
from sheets_sync.backends.google.http.pacing import Budget, Clock, Limits
from sheets_sync.backends.google.reading.readings import FIELDS, Reading
from sheets_sync.backends.google.store import GoogleStore
from sheets_sync.plan import Order, Plan, make_plan
from sheets_sync.spreadsheet.snapshot import CellError, Formula, Snapshot, Tab

TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 2, tzinfo=UTC)


@dataclass
class Live:
    """A program in a live spreadsheet, and the account that the tool writes with."""

    emulator: Emulator
    spreadsheet_id: str

    def store(self, limits: Limits | None = None, **options: Any) -> GoogleStore:
        """Return the spreadsheet as the tool opens it for one run; no pause is waited out."""
        with patch.dict(os.environ, {"SHEETS_EMULATOR_HOST": self.emulator.url}):
            client = SheetsClient(self.found, budget=Budget(impatient(), limits or Limits()))
        return GoogleStore(client, self.spreadsheet_id, SERVICE_ACCOUNT, clock=lambda: NOW, **options)

    @cached_property
    def found(self) -> Found:
        """Return the account's credentials; its token serves all runs."""
        return find_credentials(self.emulator.credentials_file)

    def run(
        self,
        command: str = "sync",
        today: date = TODAY,
        *,
        limits: Limits | None = None,
        store: GoogleStore | None = None,
        **order: Any,
    ) -> tuple[Plan, int]:
        """Run one command; return its plan and how many changes wait."""
        store = store or self.store(limits)
        with store.client:
            snapshot, read_as = store.read(to_write=True)
            plan = make_plan(snapshot, Order(command, datetime.combine(today, time(2)), **order))
            return plan, store.apply(plan.changes, read_as) if plan.changes else 0

    def read(self) -> Snapshot:
        """Return what the spreadsheet says."""
        store = self.store()
        with store.client:
            return store.read()[0]

    def look(self) -> Snapshot:
        """Return what the spreadsheet says, without asking the API."""
        return self.reading().snapshot

    def reading(self) -> Reading:
        """Return all that the tool would read, without asking the API."""
        mask = parse_mask(FIELDS)
        whole = describe(self.emulator.spreadsheet(self.spreadsheet_id), Question(OWNER, None, False, mask))
        return Reading.of(select(whole, mask))

    @property
    def person(self) -> Person:
        """Return somebody who works in the spreadsheet."""
        return self.emulator.person(self.spreadsheet_id)

    def before_write(self, *acts: Callable[[Person], object], nth: int = 1) -> None:
        """Let people act just before the tool's nth write."""
        for act in acts:
            self.emulator.before_write(nth, act)

    def requests(self) -> list[str]:
        """Return what was asked of the API so far, tokens left out."""
        return [one.operation for one in self.emulator.requests if one.operation != "token"]

    def forget_requests(self) -> None:
        """Count from here on."""
        self.emulator.requests.clear()


def put(emulator: Emulator, snapshot: Snapshot) -> Live:
    """Return the spreadsheet drawn, as a live one."""
    tabs = tuple(draw_tab(tab.name, _rows(tab), number) for number, tab in enumerate(snapshot, 100))
    return Live(emulator, emulator.create("program", tabs=tabs))


def impatient() -> Clock:
    """Return a clock by which every pause is over at once."""
    skipped: list[float] = []
    return Clock(sleep=skipped.append, monotonic=lambda: monotonic() + sum(skipped))


def _rows(tab: Tab) -> Sequence[Sequence[Any]]:
    height = max((row.number for row in tab.rows), default=1)
    lines: list[list[Any]] = [list(tab.headers)] + [[] for _ in range(height - 1)]
    for row in tab.rows:
        lines[row.number - 1] = [_cell(value) for value in row.values]
    return lines


def _cell(value: Any) -> Any:
    if isinstance(value, Formula):
        return value.text
    if isinstance(value, CellError):
        return "=NA()"
    return str(value) if isinstance(value, str) else value
