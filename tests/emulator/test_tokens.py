"""The token endpoint: only what the service account signed, for as long as it is valid."""

import time
from typing import Any
from urllib.parse import urlencode

import google.auth.exceptions
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from emulator.calling import SCOPE, Caller, token
from google.auth import crypt, jwt
from sheets_emulator import SERVICE_ACCOUNT, Emulator, faults
from sheets_emulator.accounts import AUDIENCE, private_key
from sheets_emulator.tokens import GRANT


def signed(key: rsa.RSAPrivateKey | None = None, **changed: Any) -> str:
    """Return an assertion such as google-auth makes, with some claims changed."""
    now = int(time.time())
    claims = {
        "iss": SERVICE_ACCOUNT,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + 3600,
        "scope": SCOPE + "drive",
    }
    pem = (key or private_key()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return jwt.encode(crypt.RSASigner.from_string(pem), {**claims, **changed}).decode()


def ask(emulator: Emulator, assertion: str, grant: str = GRANT) -> requests.Response:
    """Ask for a token."""
    form = urlencode({"grant_type": grant, "assertion": assertion})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return requests.post(f"{emulator.url}/token", data=form, headers=headers, timeout=5)


def test_a_signed_assertion_is_exchanged_for_a_token(emulator: Emulator):
    answer = ask(emulator, signed())
    assert answer.status_code == 200
    assert answer.json().keys() == {"access_token", "expires_in", "token_type"}


@pytest.mark.parametrize(
    ("assertion", "description"),
    [
        pytest.param(lambda: signed(rsa.generate_private_key(65537, 2048)), "Signature", id="another key"),
        pytest.param(lambda: signed() + "A", "Invalid JWT", id="damaged"),
        pytest.param(lambda: "no token", "Invalid JWT", id="no JWT"),
        pytest.param(lambda: signed(aud="https://example.org/token"), "audience", id="another audience"),
        pytest.param(lambda: signed(iss="nobody@example.org"), "account not found", id="another account"),
        pytest.param(lambda: signed(exp=int(time.time()) - 600), "short-lived", id="expired"),
        pytest.param(lambda: signed(exp=int(time.time()) + 9000), "short-lived", id="too long"),
        pytest.param(lambda: signed(iat=None), "short-lived", id="no time"),
        pytest.param(lambda: signed(exp="tomorrow"), "short-lived", id="no number"),
        pytest.param(lambda: signed(iat=int(time.time()) + 600), "short-lived", id="from the future"),
        pytest.param(lambda: signed(scope=""), "scope", id="no scope"),
        pytest.param(lambda: signed(scope="spreadsheets"), "scope", id="no such scope"),
    ],
)
def test_any_other_assertion_is_refused(emulator: Emulator, assertion: Any, description: str):
    answer = ask(emulator, assertion())
    assert answer.status_code == 400
    assert description in answer.json()["error_description"]


def test_nobody_may_be_impersonated(emulator: Emulator):
    answer = ask(emulator, signed(sub="ada@example.org"))
    assert (answer.status_code, answer.json()["error"]) == (401, "unauthorized_client")


def test_a_key_that_is_gone_is_told_by_google_auth(emulator: Emulator):
    emulator.inject(faults.key_deleted(), on="token")
    with pytest.raises(google.auth.exceptions.RefreshError, match="invalid_grant"):
        token(emulator)


def test_another_grant_type_is_refused(emulator: Emulator):
    assert ask(emulator, signed(), grant="password").json()["error"] == "unsupported_grant_type"


def test_an_unknown_token_is_401(caller: Caller):
    caller.session.headers["Authorization"] = "Bearer stolen"
    answer = caller.about("GET", "")
    assert (answer.status_code, answer.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


def test_no_token_at_all_is_403(caller: Caller):
    del caller.session.headers["Authorization"]
    answer = caller.about("GET", "")
    assert (answer.status_code, answer.json()["error"]["status"]) == (403, "PERMISSION_DENIED")


def test_google_auth_refreshes_a_token_that_was_withdrawn(emulator: Emulator, google: Any):
    google.open_by_key(spreadsheet_id := emulator.create())
    emulator.tokens.expire_all()
    google.open_by_key(spreadsheet_id)
    assert emulator.count("token") == 2


def test_a_scope_for_reading_does_not_write(emulator: Emulator, caller: Caller):
    caller.session.headers["Authorization"] = f"Bearer {token(emulator, (SCOPE + 'spreadsheets.readonly',))}"
    assert caller.about("GET", "").status_code == 200
    refused = caller.about("POST", "/values/A1:clear")
    assert refused.status_code == 403
    assert refused.json()["error"]["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_a_spreadsheet_scope_does_not_list_the_drive(emulator: Emulator, caller: Caller):
    caller.session.headers["Authorization"] = f"Bearer {token(emulator, (SCOPE + 'spreadsheets',))}"
    answer = caller.call("GET", "/drive/v3/files")
    assert answer.status_code == 403
    assert answer.json()["error"]["errors"][0]["reason"] == "insufficientPermissions"


def test_a_spreadsheet_of_ones_own_may_be_kept_by_google_auths_thread(google: Any, recwarn: Any):
    google.create("program")
    assert not recwarn.list
