"""What an error on the way means: nobody reached, a connection that broke, a token that was refused."""

import ssl
from collections.abc import Iterator
from typing import Any

from google.auth import exceptions as auth
from requests import exceptions as requests
from urllib3 import exceptions as urllib3

from sheets_sync.backends.google.account.identity import IMPERSONATED, LOGIN, PERSON, WORKLOAD, Found
from sheets_sync.backends.google.http.failures import Passing, Rejected, Verdict
from sheets_sync.spreadsheet.refusals import Exit, Refusal

UNREACHABLE = Passing(
    "Google cannot be reached: check this machine's connection, and try later.", undone=True
)
BROKEN = Passing("The connection to Google broke again and again; try again later.")
NO_TOKEN = Passing("Google's token service has trouble; try again later.", undone=True)
UNTRUSTED = (
    "The connection to Google is not trustworthy (its certificate does not hold): check this machine's "
    "clock, and REQUESTS_CA_BUNDLE where a proxy reads along."
)
NO_CERTIFICATES = (
    "The file of certificates to trust is not there: check REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE."
)
BAD_PROXY = "The proxy's address cannot be read: check HTTPS_PROXY and HTTP_PROXY."
OWN_TOKEN_REFUSED = (
    "Google does not accept this workload's own token: check that credential_source in the credentials file "
    "leads to a fresh one, and the workload identity pool's provider (issuer, audience, attribute condition)."
)
NOBODY_MAY_ACT = "unable to acquire impersonated credentials"  # google-auth, whatever the API refused
# Words of the token service, and what to do about them.
TOKEN_WORDS = (
    ("invalid jwt signature", "its key was deleted or is of another account; make a new JSON key for it"),
    (
        "account not found",
        "it was deleted; make a new one with a JSON key, and share the spreadsheet with it",
    ),
    ("reasonable timeframe", "this machine's clock is wrong; set it"),
    ("disabled", "it is disabled; enable it in the cloud console"),
)


def verdict_on_error(error: Exception, asker: Found) -> Verdict:
    """Return what an error of requests, urllib3 or google-auth means for the request."""
    if isinstance(error, auth.GoogleAuthError):
        return _no_token(error, asker)
    if isinstance(error, requests.InvalidProxyURL):
        return Refusal(Exit.FIX_NEEDED, BAD_PROXY)
    if isinstance(error, (ValueError, requests.InvalidJSONError)):  # an address or a number that is none
        return Rejected("cannot be sent")
    causes = tuple(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return Refusal(Exit.FIX_NEEDED, UNTRUSTED)
    if not isinstance(error, (requests.RequestException, urllib3.HTTPError)):
        return Refusal(Exit.FIX_NEEDED, NO_CERTIFICATES)
    never_connected = (requests.ConnectTimeout, requests.ProxyError, urllib3.NewConnectionError)
    return UNREACHABLE if any(isinstance(cause, never_connected) for cause in causes) else BROKEN


def _causes(error: object) -> Iterator[object]:
    """Yield an error and what it was made from, as requests and urllib3 wrap one in another."""
    for _ in range(10):
        if not isinstance(error, BaseException):
            return
        yield error
        inner = getattr(error, "reason", None)
        error = inner if isinstance(inner, BaseException) else next(iter(error.args), None)


def _no_token(error: auth.GoogleAuthError, asker: Found) -> Verdict:
    """Return why there is no token; the request itself was not sent, or answered with a 401."""
    about = tuple(_causes(error))
    if transport := next((cause for cause in about if isinstance(cause, auth.TransportError)), None):
        return _unreached(transport, asker)
    words = " ".join(_words(error.args)).lower()
    if error.retryable or not words.strip():
        return NO_TOKEN
    return Refusal(Exit.FIX_NEEDED, _refused_token(words, asker))


def _unreached(transport: auth.TransportError, asker: Found) -> Verdict:
    cause = next(iter(transport.args), None)
    if not isinstance(cause, OSError):
        return NO_TOKEN
    found = verdict_on_error(cause, asker)
    return found if isinstance(found, Refusal) else UNREACHABLE if found == UNREACHABLE else NO_TOKEN


def _words(args: tuple[Any, ...]) -> Iterator[str]:
    """Yield what google-auth quotes of the token service: a text, and the JSON that it came from."""
    for arg in args:
        if isinstance(arg, str):
            yield arg
        elif isinstance(arg, dict):
            yield from (str(value) for value in arg.values())


def _refused_token(words: str, asker: Found) -> str:
    if asker.kind == PERSON:
        return f"Google no longer accepts this login: log in again with {LOGIN}"
    if NOBODY_MAY_ACT in words:
        return _may_not_act(asker)
    if asker.kind == WORKLOAD:
        return OWN_TOKEN_REFUSED
    if asker.kind == IMPERSONATED:
        return _source_refused(asker)
    known = (remedy for sign, remedy in TOKEN_WORDS if sign in words)
    remedy = next(
        known, "check in the cloud console that it and its key still exist, and check this machine's clock"
    )
    return f"Google gives no token for the {asker.noun}: {remedy}."


def _may_not_act(asker: Found) -> str:
    roles = "(Service Account Token Creator, Workload Identity User)"
    return (
        f"Google gives no token for the {asker.kind}: enable the IAM Service Account Credentials API, "
        f"and let whoever runs this act as the account {roles}."
    )


def _source_refused(asker: Found) -> str:
    login = f"gcloud auth application-default login --impersonate-service-account={asker.email}"
    return (
        f"Google does not accept the login or key by which the {asker.kind} is reached: "
        f"log in again with {login}, or make that key anew."
    )
