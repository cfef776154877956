"""Faults that a test injects, and the requests that they hit."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from .errors import ApiError, DriveError, forbidden, not_found
from .quota import exceeded
from .traffic import Answer, Logged, error_page, json_answer

Where = str | Callable[[Logged], bool]
Breakage = Literal["reset", "hang", "truncate", "drip", "refuse"]
MESSAGES = {  # facts §1
    500: "Internal error encountered.",
    503: "The service is currently unavailable.",
}


@dataclass(frozen=True)
class Fault:
    """What happens to a request instead of, or after, being served."""

    name: str
    answer: Answer | None = None
    breakage: Breakage | None = None
    applied: bool = False  # the request is carried out, the client just does not learn of it
    seconds: float = 0.0  # how long to hang or to refuse connections, or between two bytes


def status(code: int, retry_after: int | None = None, applied: bool = False) -> Fault:
    """Answer with an error in Google's form: 403, 404, 429, 500 or 503."""
    known = {403: forbidden(), 404: not_found(), 429: exceeded("write")}
    error = known.get(code) or ApiError(code, MESSAGES[code])
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Fault(f"status {code}", json_answer(error.body(), code, **headers), applied=applied)


def storage_full() -> Fault:
    """Answer as Drive does to a service account that creates a file (facts §7: no storage of its own)."""
    words = "The user's Drive storage quota has been exceeded."
    error = DriveError(403, words, reason="storageQuotaExceeded", domain="usageLimits")
    return Fault("storage full", json_answer(error.body(), 403))


def html(code: int = 502, applied: bool = False) -> Fault:
    """Answer with an HTML error page, as Google's front end does."""
    return Fault(f"html {code}", error_page(code), applied=applied)


def reset(applied: bool = False) -> Fault:
    """Reset the connection, before or after carrying the request out."""
    return Fault("reset", breakage="reset", applied=applied)


def hang(applied: bool = False, seconds: float = 30.0) -> Fault:
    """Say nothing until the client gives up."""
    return Fault("hang", breakage="hang", applied=applied, seconds=seconds)


def truncated(applied: bool = True) -> Fault:
    """Send half of the answer's body, then close."""
    return Fault("truncated", breakage="truncate", applied=applied)


def drip(applied: bool = True, seconds: float = 0.05) -> Fault:
    """Send the answer's body byte by byte."""
    return Fault("drip", breakage="drip", applied=applied, seconds=seconds)


def refused(seconds: float = 0.5) -> Fault:
    """Drop the request, and refuse every new connection for a while."""
    return Fault("refused", breakage="refuse", seconds=seconds)


@dataclass
class Injection:
    """A fault waiting for its requests."""

    fault: Fault
    on: Where = "any"
    times: int = 1
    skip: int = 0

    def strikes(self, request: Logged) -> bool:
        """Tell whether this request is hit, and count it."""
        if self.times <= 0 or not matches(request, self.on):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        return True


def matches(request: Logged, on: Where) -> bool:
    """Tell whether a request is meant by `on`.

    `on` is `any` (of the API: not the token endpoint), `read`, `write`, `token`, an operation such as
    `spreadsheets.values.get` or `values.get`, a kind such as `updateCells`, or a function.
    """
    if callable(on):
        return on(request)
    if on == "any":
        return request.operation != "token"
    if on in ("read", "write"):
        return request.is_read if on == "read" else request.is_write
    operation = request.operation
    return operation == on or operation.endswith("." + on) or on in request.kinds


@dataclass
class Faults:
    """All faults that are waiting; the first that matches strikes."""

    waiting: list[Injection] = field(default_factory=list)

    def strike(self, request: Logged) -> Fault | None:
        """Return the fault that hits this request."""
        return next((item.fault for item in self.waiting if item.strikes(request)), None)
