"""The token endpoint and the service account whose signed requests it accepts (facts §8)."""

import base64
import binascii
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from .errors import ApiError

AUDIENCE = "https://oauth2.googleapis.com/token"  # the same whatever token_uri is (facts §8)
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SERVICE_ACCOUNT = "robot@emulator.iam.gserviceaccount.com"
KEY_SIZE = 1024  # it guards nothing, and google-auth tests it at every start: 2048 costs 0.1 s each time
LIFETIME = 3599
LONGEST_ASSERTION = 3600
CLOCK_SKEW = 60
SCOPE = "https://www.googleapis.com/auth/"
WRITE_SCOPES = {SCOPE + "spreadsheets", SCOPE + "drive", SCOPE + "drive.file"}
READ_SCOPES = WRITE_SCOPES | {SCOPE + "spreadsheets.readonly", SCOPE + "drive.readonly"}
DRIVE_SCOPES = {SCOPE + "drive", SCOPE + "drive.file"}
DRIVE_READ_SCOPES = DRIVE_SCOPES | {
    SCOPE + "drive.readonly",
    SCOPE + "drive.metadata",
    SCOPE + "drive.metadata.readonly",
}


@dataclass(eq=False)
class TokenError(Exception):
    """A refusal of the token endpoint, in OAuth's own form."""

    description: str
    error: str = "invalid_grant"

    def body(self) -> dict[str, str]:
        """Return the JSON body."""
        return {"error": self.error, "error_description": self.description}


@dataclass(frozen=True)
class Grant:
    """What an access token stands for."""

    email: str
    scopes: frozenset[str]
    expires: float


@cache
def private_key() -> rsa.RSAPrivateKey:
    """Return the service account's key, made once for each process."""
    return rsa.generate_private_key(public_exponent=65537, key_size=KEY_SIZE)


def write_credentials(path: Path, url: str) -> Path:
    """Write a service-account file that sends google-auth to this emulator."""
    pem = private_key().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    account = {
        "type": "service_account",
        "project_id": "emulator",
        "private_key_id": "emulator",
        "private_key": pem.decode(),
        "client_email": SERVICE_ACCOUNT,
        "client_id": "100000000000000000000",
        "token_uri": f"{url}/token",
    }
    path.write_text(json.dumps(account, indent=2) + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


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
        scopes = frozenset(claims.get("scope", "").split())
        if not scopes:
            raise TokenError("Missing required scope.", "invalid_scope")
        token = self.give(claims["iss"], scopes)
        return {"access_token": token, "expires_in": LIFETIME, "token_type": "Bearer"}

    def _refuse_stale(self, claims: dict[str, Any]) -> None:
        now = self.clock()
        issued, expires = claims.get("iat", 0), claims.get("exp", 0)
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
            raise ApiError(403, "The request is missing a valid API key.")
        grant = self.granted.get(authorization.removeprefix("Bearer "))
        if grant is None or grant.expires < self.clock():
            raise ApiError(
                401,
                "Request had invalid authentication credentials. Expected OAuth 2 access token, "
                "login cookie or other valid authentication credential.",
            )
        return grant


def verified(assertion: str) -> dict[str, Any]:
    """Return the claims of a JWT that the service account signed, or raise TokenError."""
    signed, _, signature = assertion.rpartition(".")
    try:
        header, claims = (json.loads(_decoded(part)) for part in signed.split("."))
        key = private_key().public_key()
        key.verify(_decoded(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise TokenError("Invalid JWT Signature.") from None
    except (ValueError, binascii.Error):
        raise TokenError("Invalid JWT.") from None
    if header.get("alg") != "RS256" or claims.get("aud") != AUDIENCE:
        raise TokenError("Invalid JWT: Failed audience check.")
    if claims.get("iss") != SERVICE_ACCOUNT:
        raise TokenError("Invalid grant: account not found")
    return dict(claims)


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def refuse_scope(grant: Grant, allowed: set[str]) -> None:
    """Raise 403 when the token has none of the scopes that a call needs (facts §7)."""
    if grant.scopes.isdisjoint(allowed):
        detail = {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
            "domain": "googleapis.com",
        }
        raise ApiError(403, "Request had insufficient authentication scopes.", (detail,))
