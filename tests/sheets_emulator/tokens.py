"""The token endpoint: access tokens for signed requests, and what each of them allows (facts §7, §8)."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .accounts import TokenError, verified
from .errors import ERROR_INFO, ApiError, DriveError

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFETIME = 3599
LONGEST_ASSERTION = 3600
CLOCK_SKEW = 60
INSUFFICIENT = "Request had insufficient authentication scopes."
UNREGISTERED = (  # node-google-spreadsheet#723
    "Method doesn't allow unregistered callers (callers without established identity). "
    "Please use API Key or other form of API consumer identity to call this API."
)
SCOPE = "https://www.googleapis.com/auth/"
WRITE_SCOPES = {SCOPE + "spreadsheets", SCOPE + "drive", SCOPE + "drive.file"}
READ_SCOPES = WRITE_SCOPES | {SCOPE + "spreadsheets.readonly", SCOPE + "drive.readonly"}
DRIVE_SCOPES = {SCOPE + "drive", SCOPE + "drive.file"}
DRIVE_READ_SCOPES = DRIVE_SCOPES | {
    SCOPE + "drive.readonly",
    SCOPE + "drive.metadata",
    SCOPE + "drive.metadata.readonly",
}


@dataclass(frozen=True)
class Grant:
    """What an access token stands for."""

    email: str
    scopes: frozenset[str]
    expires: float


@dataclass
class Tokens:
    """Gives access tokens for signed assertions, and knows what each allows."""

    clock: Callable[[], float] = time.time
    granted: dict[str, Grant] = field(default_factory=dict)

    def exchange(self, form: dict[str, list[str]]) -> dict[str, Any]:
        """Return a fresh access token, or raise TokenError."""
        if form.get("grant_type") != [GRANT]:
            raise TokenError(
                "Invalid grant_type: " + "".join(form.get("grant_type", [])), "unsupported_grant_type"
            )
        claims = verified(form.get("assertion", [""])[0])
        self._refuse_stale(claims)
        _refuse_impersonation(claims)
        scopes = frozenset(str(claims.get("scope", "")).split())
        if not scopes or not all(scope.startswith(SCOPE) for scope in scopes):
            raise TokenError("Invalid OAuth scope or ID token audience provided.", "invalid_scope")
        token = self.give(claims["iss"], scopes)
        return {"access_token": token, "expires_in": LIFETIME, "token_type": "Bearer"}

    def _refuse_stale(self, claims: dict[str, Any]) -> None:
        now = self.clock()
        issued, expires = _moment(claims, "iat"), _moment(claims, "exp")
        in_time = issued - CLOCK_SKEW <= now <= expires + CLOCK_SKEW
        if not in_time or expires - issued > LONGEST_ASSERTION:
            raise TokenError(
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
            )

    def give(self, email: str, scopes: frozenset[str]) -> str:
        """Return a token for those scopes without asking for a signature."""
        token = f"ya29.emulator-{secrets.token_hex(8)}"
        self.granted[token] = Grant(email, scopes, self.clock() + LIFETIME)
        return token

    def expire_all(self) -> None:
        """Make every token given so far worthless; the next call with one is a 401."""
        self.granted.clear()

    def holder(self, authorization: str | None) -> Grant:
        """Return what the request's token stands for; 403 without one, 401 for a bad one."""
        if not authorization:
            raise ApiError(403, UNREGISTERED)
        grant = self.granted.get(authorization.removeprefix("Bearer "))
        if grant is None or grant.expires < self.clock():
            raise ApiError(
                401,
                "Request had invalid authentication credentials. Expected OAuth 2 access token, "
                "login cookie or other valid authentication credential. See "
                "https://developers.google.com/identity/sign-in/web/devconsole-project.",
            )
        return grant


def _moment(claims: dict[str, Any], name: str) -> float:
    """Return a claim in seconds since 1970; one that is missing or no number is long past."""
    value = claims.get(name)
    return value if isinstance(value, (int, float)) else 0


def _refuse_impersonation(claims: dict[str, Any]) -> None:
    """Raise TokenError for a subject: nobody delegated domain-wide authority here (facts §7)."""
    if claims.get("sub") not in (None, claims["iss"]):
        words = "Client is unauthorized to retrieve access tokens using this method, or client not "
        words += "authorized for any of the scopes requested."
        raise TokenError(words, "unauthorized_client", 401)


def refuse_scope(grant: Grant, allowed: set[str], is_drive: bool = False) -> None:
    """Raise 403 when the token has none of the scopes that a call needs (facts §7, §1: Drive errors)."""
    if not grant.scopes.isdisjoint(allowed):
        return
    if is_drive:
        raise DriveError(403, INSUFFICIENT, reason="insufficientPermissions")
    metadata = {"service": "sheets.googleapis.com"}
    raise ApiError(
        403,
        INSUFFICIENT,
        ({**ERROR_INFO, "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "metadata": metadata},),
    )
