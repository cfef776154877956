"""The emulator as a whole: what a test starts, steers and looks into."""

import json
import threading
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, NoReturn, Self
from urllib.parse import parse_qs

from . import drive_api, sheets_api
from .discovery import Api, Checker, Method, api, checked_query
from .errors import ApiError
from .faults import Fault, Faults, Injection, Where
from .people import Person
from .quota import Quota
from .server import Server
from .sheets_api import Call
from .spreadsheet import Json, Sheet, Spreadsheet
from .store import Store
from .tokens import (
    DRIVE_READ_SCOPES,
    DRIVE_SCOPES,
    READ_SCOPES,
    SERVICE_ACCOUNT,
    WRITE_SCOPES,
    TokenError,
    Tokens,
    refuse_scope,
    write_credentials,
)
from .traffic import Answer, Logged, Request, error_page, json_answer

OWNER = "owner@example.org"  # a person: owns the spreadsheets that tests put in
NO_JSON = "not JSON"
Act = Callable[[Person], object]


@dataclass
class Emulator(AbstractContextManager["Emulator"]):
    """A Google Sheets API on a free port of this machine; use it with `with`."""

    port: int = 0
    quota: Quota | None = None
    store: Store = field(default_factory=Store)
    tokens: Tokens = field(default_factory=Tokens)
    requests: list[Logged] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)  # its own mistakes, found out

    def __post_init__(self) -> None:
        """Prepare what only the emulator itself uses."""
        self._faults = Faults()
        self._acts: dict[int, list[Act]] = {}
        self._writes = 0
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
    def credentials_file(self) -> Path:
        """Return the service-account file that leads here."""
        return Path(self._folder.name) / "service-account.json"

    def write_credentials(self, path: Path) -> Path:
        """Write a service-account file that leads here."""
        return write_credentials(path, self.url)

    def create(
        self, title: str = "program", *, shared: str | None = "writer", tabs: tuple[Sheet, ...] = ()
    ) -> str:
        """Add a spreadsheet that a person owns and shares with the service account; return its id."""
        made = self.store.create(title, OWNER, tabs)
        if shared:
            made.roles[SERVICE_ACCOUNT] = shared
        return made.spreadsheet_id

    def spreadsheet(self, spreadsheet_id: str) -> Spreadsheet:
        """Return the spreadsheet as it is now, whoever owns it."""
        return self.store.files[spreadsheet_id].spreadsheet

    def person(self, spreadsheet_id: str, email: str = OWNER) -> Person:
        """Return somebody who works in the spreadsheet."""
        if email != OWNER:
            self.spreadsheet(spreadsheet_id).roles.setdefault(email, "writer")
        return Person(self.store, spreadsheet_id, email)

    def set_result(self, formula: str, value: Json) -> None:
        """Say what a formula shows, as an ExtendedValue."""
        self.store.results[formula] = value

    def before_write(self, nth: int, act: Act) -> None:
        """Let a person act just before the nth write from now (1 is the next)."""
        self._acts.setdefault(self._writes + nth, []).append(act)

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
        return sum(Injection(Fault("count"), on).strikes(request) for request in self.requests)

    def answer(self, request: Request) -> tuple[Answer, Fault | None]:
        """Return the answer to a request, and the fault that the connection suffers instead."""
        with self._lock:
            logged = _logged(request)
            self.requests.append(logged)
            self._let_people_act(logged, request)
            fault = self._faults.strike(logged)
            answer = Answer(0)
            if fault is None or fault.applied:
                answer = self._served(logged, request)
            if fault:
                logged.fault = fault.name
                answer = fault.answer or answer
            logged.status = answer.status
            return answer, fault

    def _let_people_act(self, logged: Logged, request: Request) -> None:
        if not logged.is_write:
            return
        self._writes += 1
        matched = _match(request)
        for act in self._acts.pop(self._writes, []):
            act(Person(self.store, matched[2].get("spreadsheetId", "") if matched else "", OWNER))

    def _served(self, logged: Logged, request: Request) -> Answer:
        try:
            return self._token(request) if logged.operation == "token" else self._called(logged, request)
        except TokenError as refusal:
            return json_answer(refusal.body(), 400)
        except ApiError as refusal:
            return json_answer(refusal.body(), refusal.code)
        except Exception:  # a mistake of the emulator's own must not look like Google's
            self.violations.append(traceback.format_exc())
            return json_answer(ApiError(500, "The emulator itself failed.").body(), 500)

    def _token(self, request: Request) -> Answer:
        return json_answer(self.tokens.exchange(parse_qs(request.body.decode())))

    def _called(self, logged: Logged, request: Request) -> Answer:
        matched = _match(request)
        if matched is None:
            return error_page(404)
        described, method, path = matched
        grant = self.tokens.holder(request.headers.get("authorization"))
        is_drive = method.name.startswith(("files.", "permissions.", "comments."))
        refuse_scope(grant, _scopes(is_drive, logged.is_write))
        if self.quota and not is_drive:
            self.quota.spend(grant.email, logged.is_write)
        if is_drive:
            query = {name: values[-1] for name, values in request.query.items()}
            body = drive_api.serve(method.name, Call(self.store, grant.email, path, query, logged.body or {}))
            return json_answer(body) if method.response else Answer(204, content_type="text/html")
        query = checked_query(described, method, request.query)
        payload = _payload(described, method, logged)
        body = sheets_api.serve(
            method.name, method.response or "", Call(self.store, grant.email, path, query, payload)
        )
        return self._checked(described, method, body)

    def _checked(self, described: Api, method: Method, body: Json) -> Answer:
        try:
            Checker(described.schemas).checked(method.response or "", body)
        except ApiError as violation:
            self.violations.append(f"{method.name}: {violation.message}")
        return json_answer(body)


def _match(request: Request) -> tuple[Api, Method, dict[str, str]] | None:
    for described in (api("sheets", "v4"), api("drive", "v3")):
        matched = described.match(request.method, request.path)
        if matched:
            return described, *matched
    return None


def _logged(request: Request) -> Logged:
    matched = _match(request)
    operation = matched[1].name if matched else "token" if request.path == "/token" else "unknown"
    body = None if operation == "token" else _parsed(request.body)
    return Logged(request.method, request.path, operation, body, request.query)


def _parsed(body: bytes) -> Any:
    """Return the JSON that a body holds, or NO_JSON; NaN and Infinity are not JSON."""
    try:
        return json.loads(body, parse_constant=_refuse_constant) if body else None
    except ValueError:
        return NO_JSON


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _scopes(is_drive: bool, is_write: bool) -> set[str]:
    if is_drive:
        return DRIVE_SCOPES if is_write else DRIVE_READ_SCOPES
    return WRITE_SCOPES if is_write else READ_SCOPES


def _payload(described: Api, method: Method, logged: Logged) -> Json:
    """Return the checked body; in values calls Google names it `data` (recorded)."""
    if method.request is None or logged.body is None:
        return {}
    if logged.body == NO_JSON:
        raise ApiError(400, "Invalid JSON payload received. Unexpected token.")
    path = "data" if method.request == "ValueRange" else ""
    return Checker(described.schemas).checked(method.request, logged.body, path)
