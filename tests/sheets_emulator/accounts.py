"""The service account: its key, the file that google-auth reads, and what bears its signature (facts §8)."""

import base64
import binascii
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

AUDIENCE = "https://oauth2.googleapis.com/token"  # the same whatever token_uri is (facts §8)
SERVICE_ACCOUNT = "robot@emulator.iam.gserviceaccount.com"
KEY_SIZE = 1024  # it guards nothing, and google-auth tests it at every start: 2048 costs 0.1 s each time


@dataclass(eq=False)
class TokenError(Exception):
    """A refusal of the token endpoint, in OAuth's own form."""

    description: str
    error: str = "invalid_grant"
    code: int = 400

    def body(self) -> dict[str, str]:
        """Return the JSON body."""
        return {"error": self.error, "error_description": self.description}


@cache
def private_key() -> rsa.RSAPrivateKey:
    """Return the service account's key, made once for each process."""
    return rsa.generate_private_key(public_exponent=65537, key_size=KEY_SIZE)


def write_credentials(path: Path, url: str) -> Path:
    """Write a service-account file that sends google-auth to this emulator, for its owner's eyes alone."""
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
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        path.chmod(0o600)  # before the key is in it: the file may have been there, open to all
        file.write(json.dumps(account, indent=2) + "\n")
    return path


def verified(assertion: str) -> dict[str, Any]:
    """Return the claims of a JWT that the service account signed, or raise TokenError."""
    signed, _, signature = assertion.rpartition(".")
    try:
        header, claims = (dict(json.loads(_decoded(part))) for part in signed.split("."))
        key = private_key().public_key()
        key.verify(_decoded(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise TokenError("Invalid JWT Signature.") from None
    except (ValueError, TypeError, binascii.Error):
        raise TokenError("Invalid JWT.") from None
    if header.get("alg") != "RS256" or claims.get("aud") != AUDIENCE:
        raise TokenError("Invalid JWT: Failed audience check.")
    if claims.get("iss") != SERVICE_ACCOUNT:
        raise TokenError("Invalid grant: account not found")
    return claims


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
