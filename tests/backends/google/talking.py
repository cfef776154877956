"""A client of the emulator that never really waits, and errors as Google words them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sheets_emulator import Emulator
from sheets_emulator.faults import Fault
from sheets_emulator.traffic import Answer, json_answer

from sheets_sync.backends.google.account.credentials import find_credentials
from sheets_sync.backends.google.http.client import SheetsClient
from sheets_sync.backends.google.http.pacing import Budget, Clock, Limits

PATIENCE = Limits(connect=2.0, read=0.4)  # seconds; a fault that hangs costs as much in a test
NAMES = {400: "INVALID_ARGUMENT", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED"}
CELL = {"userEnteredValue": {"stringValue": "x"}}
WRITE_X = {"requests": [{"updateCells": {"start": {}, "rows": [{"values": [CELL]}], "fields": "*"}}]}


@dataclass
class Naps:
    """The pauses that were asked for; time passes by them at once."""

    taken: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def sleep(self, seconds: float) -> None:
        """Note the pause, and let happen what happens in it."""
        self.taken.append(seconds)
        self.meanwhile()

    def now(self) -> float:
        """Return the real time, with every pause added."""
        return time.monotonic() + sum(self.taken)

    def clock(self) -> Clock:
        """Return the clock by which nobody waits; chance always says one half."""
        return Clock(self.sleep, self.now, lambda: 0.0, lambda: 0.5)


@dataclass(frozen=True)
class Talk:
    """A client, its emulator, a spreadsheet, and the pauses that the client took."""

    emulator: Emulator
    client: SheetsClient
    spreadsheet_id: str
    naps: Naps

    def read(self) -> Any:
        """Read the title."""
        return self.client.read(self.spreadsheet_id, fields="properties.title")

    def write(self, *, once: bool = False) -> Any:
        """Write x into A1, whatever was read before."""
        return self.client.write(self.spreadsheet_id, WRITE_X, fields="replies", once=once)

    def cells(self) -> list[list[Any]]:
        """Return what stands in the tab now."""
        return self.emulator.values(self.spreadsheet_id, "Sheet1")


def talk_to(emulator: Emulator, limits: Limits = PATIENCE, naps: Naps | None = None) -> Talk:
    """Return a client of the emulator; SHEETS_EMULATOR_HOST must name it."""
    naps = naps or Naps()
    budget = Budget(naps.clock(), limits)
    client = SheetsClient(find_credentials(emulator.credentials_file), tell=naps.told.append, budget=budget)
    return Talk(emulator, client, emulator.create(), naps)


def error(code: int, message: str, *details: Any, status: str = "", **more: Any) -> Fault:
    """Return a fault that answers with an error in Google's form."""
    inner = {"code": code, "message": message, "status": status or NAMES.get(code, "UNKNOWN"), **more}
    if details:
        inner["details"] = list(details)
    return answering(f"says {code}", json_answer({"error": inner}, code))


def answering(name: str, answer: Answer) -> Fault:
    """Return a fault that gives this answer to whatever is asked."""
    return Fault(name, lambda _: answer)


def info(reason: str, **metadata: str) -> dict[str, Any]:
    """Return the detail that carries a machine-readable reason."""
    kind = "type.googleapis.com/google.rpc.ErrorInfo"
    return {"@type": kind, "reason": reason, "domain": "googleapis.com", "metadata": metadata}


def page(code: int, text: str = "<!DOCTYPE html><title>Sorry</title>", **headers: str) -> Fault:
    """Return a fault that answers with a page."""
    return answering(f"page {code}", Answer(code, text.encode(), "text/html", headers))
