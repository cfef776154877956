"""From a request to its answer: who asks, may they, is it well-formed, and then what it does."""

import json
import traceback
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import parse_qs

from . import drive_api, sheets_api
from .accounts import TokenError
from .call import Call
from .discovery import Api, Checker, Method, api, checked_query
from .errors import ApiError
from .fitting import fits
from .quota import Quota
from .spreadsheet import Json
from .store import Store
from .tokens import (
    DRIVE_READ_SCOPES,
    DRIVE_SCOPES,
    READ_SCOPES,
    WRITE_SCOPES,
    Tokens,
    refuse_scope,
)
from .traffic import Answer, Logged, Request, error_page, json_answer

NO_JSON = "not JSON"
Matched = tuple[Api, Method, dict[str, str]]


@dataclass
class Service:
    """The two APIs and the token endpoint."""

    store: Store
    tokens: Tokens
    quota: Quota | None = None
    violations: list[str] = field(default_factory=list)  # mistakes of the emulator itself

    def serve(self, logged: Logged, request: Request) -> Answer:
        """Return the answer; a mistake of the emulator's own must not look like Google's."""
        try:
            return self._token(request) if logged.operation == "token" else self._called(logged, request)
        except TokenError as refusal:
            return json_answer(refusal.body(), refusal.code)
        except ApiError as refusal:
            return json_answer(refusal.body(), refusal.code)
        except Exception:
            self.violations.append(traceback.format_exc())
            return json_answer(ApiError(500, "The emulator itself failed.").body(), 500)

    def _token(self, request: Request) -> Answer:
        return json_answer(self.tokens.exchange(parse_qs(request.body.decode(errors="replace"))))

    def _called(self, logged: Logged, request: Request) -> Answer:
        matched = match(request)
        if matched is None:
            return error_page(404)
        grant = self.tokens.holder(request.headers.get("authorization"))
        is_drive = matched[0] is api("drive", "v3")
        refuse_scope(grant, _scopes(is_drive, logged.is_write), is_drive)
        if is_drive:
            return self._drive(matched, grant.email, logged)
        if self.quota:
            self.quota.spend(grant.email, logged.is_write)
        return self._sheets(matched, grant.email, logged)

    def _drive(self, matched: Matched, caller: str, logged: Logged) -> Answer:
        """Serve Drive; it ignores parameters that it does not know (recorded)."""
        _, method, path = matched
        query = {name: values[-1] for name, values in logged.query.items()}
        body = drive_api.serve(method.name, Call(self.store, caller, path, query, logged.body or {}))
        if not method.response:
            return Answer(204, content_type="text/html")
        return self.checked(matched[0], method, body)

    def _sheets(self, matched: Matched, caller: str, logged: Logged) -> Answer:
        described, method, path = matched
        query = checked_query(described, method, logged.query)
        call = Call(self.store, caller, path, query, _payload(described, method, logged))
        body = sheets_api.serve(method.name, method.response or "", call)
        return self.checked(described, method, body)

    def checked(self, described: Api, method: Method, body: Json) -> Answer:
        """Return the answer, and note it if the API's own description does not allow it."""
        if not fits(*described.name, method.response or "")(body):
            self.violations.append(f"{method.name}: {_misfit(described, method, body)}")
        return json_answer(body)


def _misfit(described: Api, method: Method, body: Json) -> str:
    """Say what in an answer does not fit."""
    try:
        Checker(described.schemas).checked(method.response or "", body)
    except ApiError as violation:
        return violation.message
    return "The answer does not fit the API's description."


def match(request: Request) -> Matched | None:
    """Return the API, the call and what the path names."""
    for described in (api("sheets", "v4"), api("drive", "v3")):
        matched = described.match(request.method, request.path)
        if matched:
            return described, *matched
    return None


def log_line(request: Request) -> Logged:
    """Return the request as it stands in the log."""
    matched = match(request)
    operation = matched[1].name if matched else "token" if request.path == "/token" else "unknown"
    body = None if operation == "token" else _parsed(request.body)
    return Logged(request.method, request.path, operation, body, request.query, matched[2] if matched else {})


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
