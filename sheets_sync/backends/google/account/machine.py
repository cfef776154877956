"""The service account that is attached to the machine, where that is one of Google's."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import google.auth
from google.auth import exceptions
from google.auth.transport.requests import Request

from sheets_sync.backends.google.account.identity import ATTACHED, SCOPE, Found

PRODUCT_NAME = Path("/sys/class/dmi/id/product_name")
CONNECT_SECONDS, ANSWER_SECONDS = 1.0, 1.5


class NobodyThere(Exception):
    """This is no machine of Google's."""


class BriefQuestion(Request):
    """Asks once and briefly whether a metadata server is there; google-auth alone takes 12 s to give up."""

    def __call__(self, url: str, *rest: Any, **named: Any) -> Any:
        """Send the request; no answer to the first question means that nobody is there."""
        is_first = urlsplit(url).path in ("", "/") and not _is_googles()
        if is_first:
            named["timeout"] = (CONNECT_SECONDS, ANSWER_SECONDS)
        try:
            return super().__call__(url, *rest, **named)  # type: ignore[no-untyped-call]
        except exceptions.TransportError:
            if is_first:
                raise NobodyThere from None
            raise


def _is_googles() -> bool:
    """Is this hardware of Google's, whose metadata server may just be slow to start?"""
    try:
        return PRODUCT_NAME.read_bytes().startswith(b"Google")
    except OSError:
        return False


def attached_account() -> Found | None:
    """Return the account that this machine of Google's runs as, or None after at most 3 seconds."""
    try:
        credentials, _ = google.auth.default(scopes=[SCOPE], request=BriefQuestion())
    except (NobodyThere, exceptions.GoogleAuthError):
        return None
    return Found(credentials, ATTACHED, "the machine it runs on")
