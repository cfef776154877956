"""Finds the Google credentials of a run: a file that is named, gcloud's login, or this machine's account."""

import os
from pathlib import Path
from typing import Any

from google.auth import exceptions

from sheets_sync.backends.google.account.identity import (
    IMPERSONATED,
    PERSON,
    SCOPE,
    SERVICE_ACCOUNT_FILE,
    WORKLOAD,
    Found,
)
from sheets_sync.backends.google.account.keyfiles import Json, is_key, read_key_file, refusal
from sheets_sync.backends.google.account.machine import attached_account
from sheets_sync.spreadsheet.refusals import Exit, Refusal

VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS"
NONE_FOUND = (
    "There are no Google credentials: make a service account with a JSON key, write credentials = "
    f'"credentials.json" (its path) into sheets-sync.toml or set {VARIABLE}, and share the sheet with it.'
)
KINDS = {
    "service_account": SERVICE_ACCOUNT_FILE,
    "external_account": WORKLOAD,
    "impersonated_service_account": IMPERSONATED,
    "authorized_user": PERSON,
    "external_account_authorized_user": PERSON,
}


def find_credentials(path: str | Path | None = None) -> Found:
    """Return the credentials in `path`, the environment, gcloud's login or this machine, in this order."""
    if path:
        return _in_file(Path(path), "the configuration")
    if named := os.environ.get(VARIABLE):
        return _in_file(Path(named).expanduser(), VARIABLE)
    if (login := _gcloud_login()).is_file():
        return _in_file(login, "gcloud's login on this machine")
    found = attached_account()
    if found is None:
        raise Refusal(Exit.FIX_NEEDED, NONE_FOUND)
    return found


def _gcloud_login() -> Path:
    """Return where `gcloud auth application-default login` leaves its file."""
    if folder := os.environ.get("CLOUDSDK_CONFIG"):
        return Path(folder) / "application_default_credentials.json"
    above = Path(os.environ.get("APPDATA", "")) if os.name == "nt" else Path("~/.config").expanduser()
    return above / "gcloud" / "application_default_credentials.json"


def _in_file(path: Path, came_from: str) -> Found:
    info = read_key_file(path)
    kind = KINDS.get(str(info.get("type")))
    if kind is None:
        raise refusal(path, _other_kind(info))
    if kind == SERVICE_ACCOUNT_FILE and not is_key(info.get("private_key")):
        raise refusal(path, "is an example without a key: download the JSON key of your own service account")
    try:
        credentials = _paid_for(_loaded(info))
    except (ValueError, TypeError, AttributeError, KeyError, exceptions.GoogleAuthError):
        trouble = f"is damaged or incomplete ({kind}): download or make it again"
        raise refusal(path, trouble) from None
    return Found(credentials, kind, came_from, path, _token_address(info))


def _token_address(info: Json) -> str:
    """Return where a key gets its tokens; every other kind asks Google, whatever its file says."""
    return str(info.get("token_uri", "")) if info["type"] == "service_account" else ""


def _other_kind(info: Json) -> str:
    if "installed" in info or "web" in info:
        return (
            "is an OAuth client secret, not a service account: make a service account and a JSON key for it"
        )
    return (
        "is JSON but no Google credentials that are known here: make a service account and a JSON key for it"
    )


def _loaded(info: Json) -> Any:
    """Return the credentials that a file describes, without asking anybody yet."""
    from google.auth import external_account_authorized_user, impersonated_credentials
    from google.oauth2 import credentials, service_account

    match info["type"]:
        case "service_account":
            return service_account.Credentials.from_service_account_info(info, scopes=[SCOPE])
        case "impersonated_service_account":
            kind = impersonated_credentials.Credentials
            return kind.from_impersonated_service_account_info(info, scopes=[SCOPE])
        case "external_account":
            return _workload(info)
        case "authorized_user":  # its scopes are those of the login
            return credentials.Credentials.from_authorized_user_info(info)
        case _:
            return external_account_authorized_user.Credentials.from_info(info)


def _workload(info: Json) -> Any:
    from google.auth import aws, identity_pool, pluggable

    if info.get("subject_token_type") == "urn:ietf:params:aws:token-type:aws4_request":
        return aws.Credentials.from_info(info, scopes=[SCOPE])
    kind = pluggable if "executable" in info["credential_source"] else identity_pool
    return kind.Credentials.from_info(info, scopes=[SCOPE])


def _paid_for(credentials: Any) -> Any:
    """Return the credentials with the quota project that the environment names, where they can have one."""
    named = getattr(credentials, "with_quota_project_from_environment", None)
    return named() if named else credentials
