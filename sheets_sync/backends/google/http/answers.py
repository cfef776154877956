"""What an answer of Google's means: nothing wrong, a failure that may pass, or what a person must fix."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from sheets_sync.backends.google.account.identity import LOGIN, PERSON, SERVICE_ACCOUNT_FILE, Found
from sheets_sync.backends.google.http.failures import (
    Gate,
    Passing,
    Protected,
    Rejected,
    Shut,
    TypedColumns,
    Verdict,
)
from sheets_sync.spreadsheet.refusals import Exit, Refusal

if TYPE_CHECKING:
    from requests import Response

QUOTA = Passing("Google's quota is used up; try again in a few minutes.", undone=True, quota=True)
TROUBLE = Passing("Google has trouble of its own; try again later.")
NO_ROOM = "A service account has no storage for files: create the spreadsheet yourself and share it."
NO_MEMORY = (
    "The spreadsheet has no room left for developer metadata, which other add-ons have filled: remove "
    "theirs, or take the program into a new spreadsheet with sheets-sync copy."
)
PROJECT_REFUSED = (
    "Google refuses the cloud project that pays for the requests: check GOOGLE_CLOUD_QUOTA_PROJECT and the "
    "login's quota project, that it exists and is not suspended, and that the account may use it (its role "
    "is called Service Usage Consumer)."
)
NO_JSON = Passing("Google's answers arrive damaged; try again later.")
MAY_PASS = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, 499)  # and everything from 500 on
OVER_QUOTA = {"RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded"}
NOT_ENABLED = {"SERVICE_DISABLED", "accessNotConfigured"}
NO_PROJECT = {"USER_PROJECT_DENIED", "CONSUMER_INVALID", "CONSUMER_SUSPENDED", "BILLING_DISABLED"}
NO_SCOPE = {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"}
NO_STORAGE = {"storageQuotaExceeded"}
CONSOLE_PAGE = re.compile(
    r"https://console\.(?:developers|cloud)\.google\.com/apis/(?:api|library)/[a-z.]+(?:/overview)?"
    r"\?project=[a-z0-9:.-]{1,60}"
)
ENABLE_PAGE = "https://console.cloud.google.com/apis/library/sheets.googleapis.com"
# Words of Google's own messages; what stands between or after them may be a tab's name or a value.
KINDS = (
    ("unable to parse range", "no such range"),
    ("exceeds grid limits", "outside the grid"),
    ("no grid with id", "no such tab"),
    ("no sheet with", "no such tab"),
    ("already exists", "already there"),
    ("maximum of 50000 characters", "a text too long for a cell"),
    ("unknown name", "unknown name"),
    ("cannot find field", "unknown name"),
    ("invalid value at", "wrong type"),
)

# What is left of a message under --debug.
GOOGLES_WORDS = frozenset(
    """
    a allowed already an and api at banding be cannot cell cells column columns condition
    conditional data deleted developer dimension does duplicate empty error exceed exceeds exist
    exists field fields filter format formatting formula greater grid has have id in index invalid
    is it larger length less limit limits link locked maximum merge metadata minimum missing more
    must name negative no not number of on only operation or outside overlap overlaps protected
    range request required row rows rule same sheet size start supported table tables than that the
    this title to too type typed unable unknown unsupported update user valid validation value
    values view with within you
    """.split()  # noqa: SIM905 (a list of them takes a page)
)


@dataclass(frozen=True)
class GoogleError:
    """The `error` object of an answer, read with suspicion: any part of it may be missing."""

    fields: Mapping[str, Any]

    @property
    def message(self) -> str:
        """Return Google's message in lower case, to look for known words in; never to be shown."""
        return str(self.fields.get("message", "")).lower()

    @property
    def reasons(self) -> set[str]:
        """Return the machine-readable reasons, in the new form and in Drive's old one."""
        return {str(part["reason"]) for part in self._parts() if "reason" in part}

    @property
    def console_page(self) -> str:
        """Return the page of Google's console that this error points to, or the general one."""
        return next(
            (text for text in _texts(self.fields.get("details")) if CONSOLE_PAGE.fullmatch(text)), ENABLE_PAGE
        )

    def _parts(self) -> Iterator[Mapping[str, Any]]:
        for name in ("details", "errors"):
            parts = self.fields.get(name)
            yield from (part for part in parts if isinstance(part, dict)) if isinstance(parts, list) else ()


def _texts(value: Any) -> Iterator[str]:
    """Yield every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def verdict_on(answer: "Response", asker: Found, subject: str, *, was_read: bool = False) -> Verdict | None:
    """Return what is wrong with an answer about `subject`, which `was_read` before; None where nothing is."""
    body = _json(answer)
    if answer.ok and answer.status_code < HTTPStatus.MULTIPLE_CHOICES:
        return None if body is not None or not _is_from_sheets(answer) else NO_JSON
    error = GoogleError(body["error"]) if body and isinstance(body.get("error"), dict) else None
    verdict = _failure(answer.status_code, error, asker, subject)
    if was_read and answer.status_code == HTTPStatus.FORBIDDEN and _is_shut(verdict):
        return _view_only(asker, subject)
    return verdict


def _is_shut(verdict: Verdict) -> bool:
    return isinstance(verdict, Shut) and verdict.gate is Gate.SHARING


def _view_only(asker: Found, subject: str) -> Refusal:
    """Return the refusal of a write to what could be read before: Viewer and Commenter may not."""
    sentence = (
        f"sheets-sync may only view the {subject}, not edit it: share it with {asker.address} as Editor."
    )
    return Shut(Gate.SHARING, sentence)


def _json(answer: "Response") -> dict[str, Any] | None:
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _is_from_sheets(answer: "Response") -> bool:
    return "/v4/spreadsheets" in str(answer.url)


def _failure(status: int, error: GoogleError | None, asker: Found, subject: str) -> Verdict:
    if status == HTTPStatus.TOO_MANY_REQUESTS or (error and error.reasons & OVER_QUOTA):
        return QUOTA
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in MAY_PASS:
        return TROUBLE if status != HTTPStatus.NOT_IMPLEMENTED else Rejected("not implemented")
    if error is None:
        return _stranger(status)
    if "you are trying to edit a protected cell" in error.message:
        return Protected()
    if status == HTTPStatus.UNAUTHORIZED:
        return _unknown_token(asker)
    if status == HTTPStatus.FORBIDDEN:
        return _forbidden(error, asker, subject)
    if status == HTTPStatus.NOT_FOUND:
        return _not_found(asker, subject)
    return _bad_request(error, subject)


def _stranger(status: int) -> Refusal:
    sentence = (
        f"Something else answered in place of Google's Sheets API (HTTP {status}), perhaps a proxy or a "
        "firewall; try again later, and ask whoever runs the network if it stays so."
    )
    return Refusal(Exit.TRY_LATER, sentence)


def _unknown_token(asker: Found) -> Refusal:
    remedy = f"log in again with {LOGIN}" if asker.kind == PERSON else "check that this account still exists"
    return Shut(Gate.TOKEN, f"Google does not accept the token of the {asker.noun}: {remedy}.")


def _not_found(asker: Found, subject: str) -> Refusal:
    sentence = (
        f"Google finds no {subject}: check its address, and that it is shared with {asker.address} as Editor."
    )
    return Shut(Gate.SHARING, sentence)


def _forbidden(error: GoogleError, asker: Found, subject: str) -> Refusal:
    if error.reasons & NOT_ENABLED:
        return _not_enabled(error)
    if error.reasons & NO_PROJECT:
        return Shut(Gate.API, PROJECT_REFUSED)
    if error.reasons & NO_SCOPE or "insufficient authentication scopes" in error.message:
        return _no_scope(asker)
    if error.reasons & NO_STORAGE:
        return Refusal(Exit.FIX_NEEDED, NO_ROOM)
    sentence = f"The {subject} is not open to sheets-sync: share it with {asker.address} as Editor."
    return Shut(Gate.SHARING, sentence)


def _not_enabled(error: GoogleError) -> Refusal:
    if "quota project" in error.message:
        remedy = "name a project with gcloud auth application-default set-quota-project PROJECT"
        return Shut(Gate.API, f"Google wants to know the project of this login: {remedy}.")
    sentence = (
        f"The Google Sheets API is not enabled in the account's project: enable it at {error.console_page} "
        "and run this again some minutes later."
    )
    return Shut(Gate.API, sentence)


def _no_scope(asker: Found) -> Refusal:
    if asker.kind == PERSON:
        sentence = f"This login may not use spreadsheets: log in again with {LOGIN}"
    elif asker.kind == SERVICE_ACCOUNT_FILE:
        sentence = "This key's token may not use spreadsheets: make a new key for the service account."
    else:
        sentence = (
            f"The {asker.kind} may not use spreadsheets: give it the scope "
            "https://www.googleapis.com/auth/spreadsheets, or use the key file of a service account."
        )
    return Shut(Gate.TOKEN, sentence)


def _bad_request(error: GoogleError, subject: str) -> Verdict:
    if "this operation is not supported for this document" in error.message:
        sentence = (
            f"The {subject} is an uploaded Excel file, not a Google one: open it, choose File > Save as "
            "Google Sheets, share the copy and name that one."
        )
        return Shut(Gate.NATIVE, sentence)
    if "number of cells in the workbook above the limit" in error.message:
        sentence = f"The {subject} is full (10 million cells): delete empty rows, columns and old tabs."
        return Refusal(Exit.FIX_NEEDED, sentence)
    if "typed columns" in error.message:
        return TypedColumns()
    if "would exceed the allowed storage limit" in error.message:
        return Refusal(Exit.FIX_NEEDED, NO_MEMORY)
    rejected = Rejected(_kind(error), _part(error))
    rejected.add_note(f"Google's words: {masked(str(error.fields.get('message', '')))}")
    return rejected


def masked(message: str) -> str:
    """Return Google's message with all but its commonest words left out, since it may quote people's.

    >>> masked("Invalid requests[0].addSheet: A sheet with the name Ada already exists.")
    'invalid … a sheet with the name … already exists'
    """
    words = (word.strip(".,:;()'\"").lower() for word in message[:500].split())
    return re.sub(r"…( …)+", "…", " ".join(word if word in GOOGLES_WORDS else "…" for word in words))


def _kind(error: GoogleError) -> str:
    return next((kind for words, kind in KINDS if words in error.message), "refused by Google")


def _part(error: GoogleError) -> str:
    found = re.match(r"Invalid requests\[\d+\]\.([a-zA-Z]{1,40}):", str(error.fields.get("message", "")))
    return found[1] if found else ""
