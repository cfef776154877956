"""All HTTP with Google: one place for tries, pauses, time-outs, quotas and what every failure means."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import AuthorizedSession
from gspread.http_client import FileType, HTTPClient, ParamsType
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL
from requests import Response, Session
from urllib3.exceptions import HTTPError

from sheets_sync import __version__
from sheets_sync.backends.google.account.credentials import find_credentials
from sheets_sync.backends.google.account.identity import Found
from sheets_sync.backends.google.http.accidents import UNREACHABLE, verdict_on_error
from sheets_sync.backends.google.http.answers import QUOTA, verdict_on
from sheets_sync.backends.google.http.emulator_host import (
    emulator_host,
    endpoint_at,
    refuse_others_token,
    silence,
)
from sheets_sync.backends.google.http.failures import Passing, Unsettled, Verdict
from sheets_sync.backends.google.http.pacing import Budget, Limits, Pacing, pause_after, seconds_asked
from sheets_sync.backends.google.http.transport import TokenRequest, timed
from sheets_sync.spreadsheet.text import counted

Json = dict[str, Any]
Tell = Callable[[str], None]
READ_BY_POST = (":getByDataFilter", ":batchGetByDataFilter", "/developerMetadata:search")
AGENT = f"sheets-sync/{__version__} (gzip)"  # Google compresses only for those who say so here too


def connect(credentials: str | Path | None, tell: Tell, limits: Limits | None = None) -> "SheetsClient":
    """Return the client of one run, with the credentials that are found; a Refusal where there are none."""
    budget = Budget(limits=limits or Limits())
    return SheetsClient(find_credentials(credentials), tell=tell, budget=budget)


class SheetsClient(HTTPClient):
    """The Sheets API for one run: reads are repeated; before a write is, somebody has to read again."""

    def __init__(
        self,
        found: Found,
        *,
        tell: Tell = lambda _: None,
        budget: Budget | None = None,
        pacing: Pacing | None = None,
    ) -> None:
        self.found = found
        self.budget = budget or Budget()
        self._tell = tell
        self._was_read: set[str] = set()  # which spreadsheets let us in, as far as reading goes
        self._pacing = pacing or Pacing(self.budget.clock, self.budget.limits)
        self._emulator = emulator_host()
        if self._emulator:
            refuse_others_token(self._emulator, found.token_address)
            tell(f"Talking to the emulator at {self._emulator}, not to Google.")
        self._token_session = timed(Session(), self.budget, alone=bool(self._emulator))
        self._ask_token = TokenRequest(self._token_session)
        session = AuthorizedSession(found.credentials, auth_request=self._ask_token)
        super().__init__(found.credentials, timed(session, self.budget, alone=bool(self._emulator)))
        self.auth = found.credentials
        session.headers["User-Agent"] = AGENT

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self.session.close()
        self._token_session.close()

    def log_in(self) -> None:
        """Get a token now, if there is none yet; a Refusal where Google gives none."""
        tried = 0
        while failure := self._trouble_with_token():
            tried += 1
            self._rest(failure, tried, is_read=True)

    def _trouble_with_token(self) -> Verdict | None:
        try:
            if not self.found.credentials.valid:
                self.found.credentials.refresh(self._ask_token)
        except (GoogleAuthError, HTTPError, OSError) as error:
            return self._verdict_on_error(error)
        return None

    def read(
        self,
        spreadsheet_id: str,
        *,
        fields: str,
        ranges: Sequence[str] = (),
        filters: Sequence[Json] = (),
    ) -> Json:
        """Return what `fields` names of a spreadsheet: all, or the parts that ranges and filters name."""
        url = SPREADSHEET_URL % quote(spreadsheet_id, safe="")
        if not filters:
            params: ParamsType = {"fields": fields, "ranges": list(ranges)}
            return self._answer("get", url, params)
        wanted = [*filters, *({"a1Range": text} for text in ranges)]
        return self._answer("post", f"{url}:getByDataFilter", {"fields": fields}, {"dataFilters": wanted})

    def write(
        self, spreadsheet_id: str, body: Mapping[str, Any], *, fields: str = "", once: bool = True
    ) -> Json:
        """Send one atomic batchUpdate, return what `fields` names of its answer; Unsettled without one.

        Only what does not depend on an earlier reading may be sent again as it is, not `once`.
        """
        url = SPREADSHEET_BATCH_UPDATE_URL % quote(spreadsheet_id, safe="")
        parts = {"params": {"fields": fields} if fields else {}, "json": body}
        found: Json = self._asked("post", url, parts, once=once).json()
        return found

    def _answer(
        self, method: str, url: str, params: ParamsType, body: Mapping[str, Any] | None = None
    ) -> Json:
        found: Json = self.request(method, url, params=params, json=body).json()
        return found

    def request(  # noqa: PLR0917 (gspread's own signature)
        self,
        method: str,
        endpoint: str,
        params: ParamsType | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: FileType = None,
        headers: Any = None,
    ) -> Response:
        """Return Google's answer to a request of gspread's or ours, tried as often as is safe and allowed."""
        parts = {"params": params, "data": data, "json": json, "files": files, "headers": headers}
        return self._asked(method, endpoint, parts)

    def _asked(self, method: str, endpoint: str, parts: Mapping[str, Any], *, once: bool = False) -> Response:
        is_read, tried = only_reads(method, endpoint), 0
        while True:
            tried += 1
            self._keep_pace(is_read)
            answer = self._try(method, endpoint, parts)
            if isinstance(answer, Response):
                return answer
            if once and isinstance(answer, Passing):
                raise Unsettled(answer)
            self._rest(answer, tried, is_read)

    def _try(self, method: str, endpoint: str, parts: Mapping[str, Any]) -> Response | Verdict:
        url = endpoint_at(self._emulator, endpoint)
        try:
            answer = self.session.request(method=method, url=url, allow_redirects=False, **parts)
        except (GoogleAuthError, HTTPError, OSError) as error:
            return self._verdict_on_error(error)
        verdict = self._verdict(answer, subject_of(endpoint), is_read=only_reads(method, endpoint))
        if not isinstance(verdict, Passing):
            return verdict or answer
        return replace(verdict, wait=seconds_asked(answer.headers, self.budget.clock.wall()))

    def _verdict_on_error(self, error: Exception) -> Verdict:
        verdict = verdict_on_error(error, self.found)
        return silence(self._emulator) if self._emulator and verdict == UNREACHABLE else verdict

    def _verdict(self, answer: Response, subject: str, *, is_read: bool) -> Verdict | None:
        was_read = subject in self._was_read and not is_read
        verdict = verdict_on(answer, self.found, subject, was_read=was_read)
        if is_read and verdict is None:
            self._was_read.add(subject)
        return verdict

    def _rest(self, failure: Verdict, tried: int, is_read: bool) -> None:
        """Wait before the next try, or raise where there must be none."""
        if not isinstance(failure, Passing):
            raise failure
        if not failure.undone and not is_read:
            raise Unsettled(failure)
        if tried >= self.budget.limits.tries:
            raise failure.refusal()
        self._wait(pause_after(failure, tried, self.budget.clock), failure)

    def wait_for_turn(self) -> None:
        """Wait until Google's quota has room for a write, so that none waits on what was read before."""
        self._make_room(is_read=False)

    def wait_after(self, unsettled: Unsettled, tried: int) -> None:
        """Wait until it is time to look what became of a write; raise it again where no time is left."""
        pause = pause_after(unsettled.failure, tried, self.budget.clock)
        if pause >= self.budget.left():
            raise unsettled
        self._wait(pause, unsettled.failure)

    def _keep_pace(self, is_read: bool) -> None:
        self._make_room(is_read=is_read)
        self._pacing.count(is_read=is_read)

    def _make_room(self, *, is_read: bool) -> None:
        pause = self._pacing.pause(is_read=is_read)
        if pause:
            self._wait(pause, QUOTA)

    def _wait(self, seconds: float, failure: Passing) -> None:
        """Wait, and say so; a Refusal where the run would be over by then."""
        if seconds >= self.budget.left():
            raise failure.refusal()
        if seconds >= 1:
            why = "for Google's quota" if failure.quota else "before asking Google again"
            self._tell(f"Waiting {counted(round(seconds), 'second')} {why} …")
        self.budget.clock.sleep(seconds)


def only_reads(method: str, endpoint: str) -> bool:
    """Does this request change nothing, so that it may be repeated?"""
    return method.upper() == "GET" or endpoint.endswith(READ_BY_POST)


def subject_of(endpoint: str) -> str:
    """Return what a request is about, in words that fit into a sentence, with the id cut short.

    >>> subject_of("https://sheets.googleapis.com/v4/spreadsheets/1AbCdEfGhIjK/values/A1")
    'spreadsheet 1AbCdE…'
    """
    found = re.search(r"/spreadsheets/([A-Za-z0-9_-]{6})[A-Za-z0-9_-]", endpoint)
    return f"spreadsheet {found[1]}…" if found else "spreadsheet"
