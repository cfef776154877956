"""Faults that a test injects: what a client meets in place of, or after, an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from . import errors
from .errors import ApiError, DriveError
from .quota import exceeded
from .traffic import Answer, Logged, error_page, json_answer

Where = str | Callable[[Logged], bool]
Breakage = Literal["reset", "hang", "truncate", "refuse", "drip"]
MESSAGES = {  # facts §1
    403: "The user does not have sufficient permissions for this file.",
    404: "File not found: .",
    429: "Rate Limit Exceeded",
    500: "Internal error encountered.",
    503: "The service is currently unavailable.",
}
DRIVE_REASONS = {
    403: "insufficientFilePermissions",
    404: "notFound",
    429: "rateLimitExceeded",
    500: "internalError",
    503: "backendError",
}
OAUTH_ERRORS = {
    403: "access_denied",
    404: "not_found",
    429: "rate_limit_exceeded",
    500: "internal_failure",
    503: "backend_error",
}


@dataclass(frozen=True)
class Fault:
    """What happens to a request instead of, or after, being served."""

    name: str
    answer: Callable[[Logged], Answer] | None = None
    breakage: Breakage | None = None
    applied: bool = False  # the request is carried out, the client just does not learn of it
    seconds: float = 0.0  # how long to hang, to drip, or to refuse connections
    late: int = 0  # carried out just before the nth request after it


def status(code: int, retry_after: int | None = None, applied: bool = False) -> Fault:
    """Answer 403, 404, 429, 500 or 503 in the form of the API that was asked (facts §1)."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Fault(
        f"status {code}",
        lambda request: json_answer(_error_body(code, request), code, **headers),
        applied=applied,
    )


def _error_body(code: int, request: Logged) -> Any:
    if request.operation == "token":
        return {"error": OAUTH_ERRORS[code], "error_description": MESSAGES[code]}
    if request.path.startswith("/drive"):
        return DriveError(code, MESSAGES[code], reason=DRIVE_REASONS[code]).body()
    kind = "write" if request.is_write else "read"
    known = {403: errors.forbidden(), 404: errors.not_found(), 429: exceeded(kind)}
    return (known.get(code) or ApiError(code, MESSAGES[code])).body()


def _refusal(name: str, error: ApiError) -> Fault:
    return Fault(name, lambda request: json_answer(error.body(), error.code))


def api_disabled(service: str = "sheets") -> Fault:
    """Answer as while sheets, or drive, is not enabled in the project (gspread#1286)."""
    return _refusal("api disabled", errors.api_disabled(service))


def storage_full() -> Fault:
    """Answer as Drive does to a service account that creates a file (facts §7: no storage of its own)."""
    words = "The user's Drive storage quota has been exceeded."
    return _refusal(
        "storage full", DriveError(403, words, reason="storageQuotaExceeded", domain="usageLimits")
    )


def key_deleted() -> Fault:
    """Refuse a token as for a key that was deleted (facts §8: RS256); inject it on `token`."""
    body = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
    return Fault("key deleted", lambda request: json_answer(body, 400))


def html(code: int = 502, applied: bool = False) -> Fault:
    """Answer with an HTML error page, as Google's front end does (facts §1: 500/502)."""
    return Fault(f"html {code}", lambda request: error_page(code), applied=applied)


def reset(applied: bool = False) -> Fault:
    """Reset the connection, before or after carrying the request out (facts §1: connection errors)."""
    return Fault("reset", breakage="reset", applied=applied)


def hang(applied: bool = False, seconds: float = 30.0) -> Fault:
    """Say nothing until the client gives up (facts §1: a write may have been applied or not)."""
    return Fault("hang", breakage="hang", applied=applied, seconds=seconds)


def late(before: int = 1, seconds: float = 30.0, by: Literal["hang", "reset"] = "hang") -> Fault:
    """Let the client time out, and carry the request out only before the nth request after it (facts §1)."""
    return Fault("late", breakage=by, seconds=seconds, late=before)


def drip(seconds: float, applied: bool = True) -> Fault:
    """Send the body a few bytes at a time, so that no single read times out (facts §8: time-outs)."""
    return Fault("drip", breakage="drip", applied=applied, seconds=seconds)


def truncated(applied: bool = True) -> Fault:
    """Send half of the answer's body, then close (facts §1: connection errors)."""
    return Fault("truncated", breakage="truncate", applied=applied)


def refused(seconds: float = 0.5) -> Fault:
    """Drop the request and refuse every new connection for a while (facts §1: connection errors)."""
    return Fault("refused", breakage="refuse", seconds=seconds)
