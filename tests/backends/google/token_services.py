"""Google's token exchange (STS) and IAM Credentials API on this machine; their tokens open the emulator."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

from backends.google.serving import Asked, Reply, served
from sheets_emulator import SERVICE_ACCOUNT, Emulator

OWN_TOKEN = "a token of the workload's own provider"
POOL = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q"
PRINCIPAL = "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/s"
IAM_SCOPE = "https://www.googleapis.com/auth/iam"
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"
EXCHANGE = "/v1/token"
ACT_AS = f"/v1/projects/-/serviceAccounts/{SERVICE_ACCOUNT}:generateAccessToken"
# As the documentation of both services words them.
REJECTED: Reply = (
    400,
    {
        "error": "invalid_grant",
        "error_description": "The given credential is rejected by the attribute condition.",
    },
)
DENIED: Reply = (
    403,
    {
        "error": {
            "code": 403,
            "message": "Permission 'iam.serviceAccounts.getAccessToken' denied on resource "
            "(or it may not exist).",
            "status": "PERMISSION_DENIED",
        }
    },
)


@dataclass
class TokenServices:
    """What both services answer, and what they were asked."""

    emulator: Emulator
    url: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, asked: Asked) -> Reply:
        """Answer as the service does that the path names."""
        if asked.path == EXCHANGE:
            return self.exchange(parse_qs(asked.body))
        if asked.path == ACT_AS:
            return self.act_as(asked.headers["Authorization"], json.loads(asked.body))
        return 404, {}

    def exchange(self, form: dict[str, list[str]]) -> Reply:
        """Return a token of Google's for the workload's own, or the refusal of another."""
        self.asked.append("exchange")
        if (form["subject_token"], form["audience"]) != ([OWN_TOKEN], [POOL]):
            return REJECTED
        token = self.emulator.tokens.give(PRINCIPAL, frozenset(form["scope"][0].split()))
        kinds = {"issued_token_type": ACCESS_TOKEN, "token_type": "Bearer"}
        return 200, {"access_token": token, "expires_in": 3599, **kinds}

    def act_as(self, bearer: str, body: dict[str, Any]) -> Reply:
        """Return a token of the account, for whoever has one that may ask for it."""
        self.asked.append("act as")
        if IAM_SCOPE not in self.emulator.tokens.holder(bearer).scopes:
            return DENIED
        token = self.emulator.tokens.give(SERVICE_ACCOUNT, frozenset(body["scope"]))
        expires = datetime.now(UTC) + timedelta(hours=1)
        return 200, {"accessToken": token, "expireTime": f"{expires:%Y-%m-%dT%H:%M:%SZ}"}


@contextmanager
def token_services(emulator: Emulator) -> Iterator[TokenServices]:
    """Serve both meanwhile."""
    services = TokenServices(emulator)
    with served(services.answer) as address:
        services.url = f"http://{address}"
        yield services
