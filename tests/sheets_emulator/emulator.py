"""The emulator as a whole: what a test starts, steers and looks into."""

import threading
import traceback
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from .accounts import SERVICE_ACCOUNT, write_credentials
from .faults import Fault, Where
from .injections import Act, Appointment, Delayed, Faults, Injection, matches
from .people import Person
from .quota import Quota
from .server import Server
from .service import Service, log_line
from .spreadsheet import NATIVE, OFFICE, Json, Sheet, Spreadsheet, new_spreadsheet
from .store import ID_LENGTH, OFFICE_ID_LENGTH, SHARED_AS, Store, new_id
from .tokens import Tokens
from .traffic import Answer, Logged, Request
from .values import Rendering, value_range

OWNER = "owner@example.org"  # a person: owns the spreadsheets that tests put in


@dataclass(repr=False)
class Emulator(AbstractContextManager["Emulator"]):
    """A Google Sheets API on a free port of this machine; use it with `with`."""

    port: int = 0
    quota: Quota | None = None
    store: Store = field(default_factory=Store)
    tokens: Tokens = field(default_factory=Tokens)
    requests: list[Logged] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare what only the emulator itself uses."""
        self.service = Service(self.store, self.tokens, self.quota)
        self._faults = Faults()
        self._appointments: list[Appointment] = []
        self._delayed: list[Delayed] = []
        self._lock = threading.RLock()
        self._folder = TemporaryDirectory(prefix="sheets-emulator-")
        self._server = Server(self.answer, self.port)

    def __enter__(self) -> Self:
        """Start serving and write the credentials file."""
        self._server.start()
        self.write_credentials(self.credentials_file)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop serving; every connection is closed and every thread has ended."""
        self._server.stop()
        self._folder.cleanup()

    @property
    def url(self) -> str:
        """Return the base address, for SHEETS_EMULATOR_HOST."""
        return self._server.url

    @property
    def violations(self) -> list[str]:
        """Return the mistakes that the emulator itself made; a test may have none."""
        return self.service.violations

    @property
    def credentials_file(self) -> Path:
        """Return the service-account file that leads here."""
        return Path(self._folder.name) / "service-account.json"

    def write_credentials(self, path: Path) -> Path:
        """Write a service-account file that leads here."""
        return write_credentials(path, self.url)

    def create(
        self,
        title: str = "program",
        *,
        shared: str | None = "writer",
        tabs: tuple[Sheet, ...] = (),
        spreadsheet_id: str | None = None,
        office_file: bool = False,
    ) -> str:
        """Add a spreadsheet, or an uploaded .xlsx, of a person who shares it with the service account."""
        if shared not in (None, *SHARED_AS):
            raise ValueError(
                f"Nobody can share a spreadsheet as {shared}; use one of {', '.join(SHARED_AS)}."
            )
        length = OFFICE_ID_LENGTH if office_file else ID_LENGTH
        made = new_spreadsheet(spreadsheet_id or new_id(length), title, OWNER, tabs)
        made.mime_type = OFFICE if office_file else NATIVE
        if shared:
            made.roles[SERVICE_ACCOUNT] = shared
        return self.store.add(made).spreadsheet_id

    def spreadsheet(self, spreadsheet_id: str) -> Spreadsheet:
        """Return the spreadsheet as it is now, whoever owns it."""
        return self.store.files[spreadsheet_id].spreadsheet

    def person(self, spreadsheet_id: str, email: str = OWNER) -> Person:
        """Return somebody who works in the spreadsheet."""
        if email != OWNER:
            self.spreadsheet(spreadsheet_id).roles.setdefault(email, "writer")
        return Person(self.store, spreadsheet_id, email)

    def assume(self, **answers: bool) -> None:
        """Answer questions that Google leaves open, by their names in Undocumented."""
        self.store.undocumented = replace(self.store.undocumented, **answers)

    def set_result(self, formula: str, value: Json) -> None:
        """Say what a formula shows, as an ExtendedValue."""
        self.store.results[formula] = value

    def values(self, spreadsheet_id: str, tab: str) -> list[list[Any]]:
        """Return the values of a tab as they are now, without trailing blanks."""
        spreadsheet = self.spreadsheet(spreadsheet_id)
        sheet = spreadsheet.tab(tab)
        found = value_range(spreadsheet, sheet, sheet.grid, Rendering("UNFORMATTED_VALUE"))
        return list(found.get("values", []))

    def before_write(self, nth: int, act: Act) -> None:
        """Let a person act just before the nth write from now (1 is the next)."""
        self.before("write", nth, act)

    def before(self, on: Where, nth: int, act: Act) -> None:
        """Let a person act just before the nth request from now that `on` means."""
        self._appointments.append(Appointment(act, on, nth))

    def inject(self, fault: Fault, on: Where = "any", times: int = 1, skip: int = 0) -> Injection:
        """Let a fault hit the next requests that `on` means, after leaving `skip` of them alone."""
        injection = Injection(fault, on, times, skip)
        self._faults.waiting.append(injection)
        return injection

    def unreachable(self) -> AbstractContextManager[None]:
        """Refuse every connection within a `with` block."""
        return self._server.unreachable()

    def count(self, on: Where) -> int:
        """Return how many requests so far `on` means."""
        return sum(matches(request, on) for request in self.requests)

    def settle(self) -> None:
        """Carry out now what is still on its way."""
        with self._lock:
            self._let_arrive(self._delayed)

    def reset(self) -> None:
        """Forget every spreadsheet, request, fault and appointment; tokens stay good."""
        with self._lock:
            for forgotten in (self.store.files, self.store.results, self.requests, self._faults.waiting):
                forgotten.clear()
            self._appointments.clear()
            self._delayed = []

    def answer(self, request: Request) -> tuple[Answer, Fault | None]:
        """Return the answer to a request, and the fault that the connection suffers instead."""
        with self._lock:
            logged = log_line(request)
            self.requests.append(logged)
            self._let_arrive([delayed for delayed in self._delayed if delayed.arrives(logged)])
            self._let_people_act(logged)
            fault = self._faults.strike(logged)
            if fault is None:
                return self._served(logged, request), None
            return self._struck(logged, request, fault), fault

    def _served(self, logged: Logged, request: Request) -> Answer:
        answer = self.service.serve(logged, request)
        logged.status = answer.status
        return answer

    def _struck(self, logged: Logged, request: Request, fault: Fault) -> Answer:
        """Return what the fault answers; it may carry the request out now, later or never."""
        logged.fault = fault.name
        answer = self._served(logged, request) if fault.applied else Answer(0)
        if fault.late:
            self._delayed.append(Delayed(logged, request, fault.late))
        if fault.answer:
            answer = fault.answer(logged)
            logged.status = answer.status
        return answer

    def _let_arrive(self, arrived: list[Delayed]) -> None:
        self._delayed = [delayed for delayed in self._delayed if delayed not in arrived]
        for delayed in arrived:
            self._served(delayed.logged, delayed.request)

    def _let_people_act(self, logged: Logged) -> None:
        due = [appointment for appointment in self._appointments if appointment.is_now(logged)]
        person = Person(self.store, logged.path_names.get("spreadsheetId", ""), OWNER)
        for appointment in due:
            try:
                appointment.act(person)
            except Exception:  # told at the end of the test: here it would only drop a connection
                self.violations.append(traceback.format_exc())
