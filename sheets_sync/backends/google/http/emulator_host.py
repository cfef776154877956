"""SHEETS_EMULATOR_HOST: an emulator on this machine in place of Google's hosts."""

import ipaddress
import os
from urllib.parse import urlsplit

from sheets_sync.backends.google.http.failures import Passing, Rejected
from sheets_sync.spreadsheet.refusals import Exit, Refusal

VARIABLE = "SHEETS_EMULATOR_HOST"
ELSEWHERE = (
    f"{VARIABLE} must be an address on this machine, such as http://127.0.0.1:8765; unset it to use Google."
)
GOOGLES_TOKEN = (
    f"These credentials are not the emulator's, and {VARIABLE} is set: name the emulator's own "
    "credentials file, or unset it to use Google."
)
NOTHING_MORE = (("", "", ""), ("/", "", ""))  # path, query and fragment
GOOGLE = ("https://sheets.googleapis.com/", "https://www.googleapis.com/")


def emulator_host() -> str | None:
    """Return the emulator's base address, if the environment names one; a Refusal where it is not here."""
    named = os.environ.get(VARIABLE, "").strip()
    return loopback(named) if named else None


def loopback(address: str) -> str:
    """Return `http://HOST:PORT` of an address on this machine; the token would go anywhere else in clear.

    >>> loopback("http://127.0.0.1:8765/")
    'http://127.0.0.1:8765'
    """
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        host, port = _local(parts.hostname or ""), parts.port or 80
        if parts.scheme != "http" or "@" in parts.netloc or parts[2:] not in NOTHING_MORE:
            raise ValueError
    except ValueError:
        raise Refusal(Exit.FIX_NEEDED, ELSEWHERE) from None
    return f"http://{host}:{port}"  # put together anew: nobody else parses what was typed


def refuse_others_token(base: str, token_address: str) -> None:
    """Refuse credentials whose token comes from elsewhere; it would be sent to the emulator."""
    try:
        parts = urlsplit(token_address)
        _local(parts.hostname or "")
        if parts.scheme != "http" or (parts.port or 80) != urlsplit(base).port:
            raise ValueError
    except ValueError:
        raise Refusal(Exit.FIX_NEEDED, GOOGLES_TOKEN) from None


def silence(base: str) -> Passing:
    """Return the failure that nobody listens at the emulator's address."""
    sentence = (
        f"The emulator at {base} does not answer; start it with scripts/sheets-emulator, or unset {VARIABLE} "
        "to use Google."
    )
    return Passing(sentence, undone=True)


def _local(host: str) -> str:
    """Return a host as it stands in an address; a ValueError where it is not this machine."""
    if host == "localhost":
        return host
    address = ipaddress.ip_address(host)
    if not address.is_loopback:
        raise ValueError
    return f"[{address.compressed}]" if address.version == 6 else address.compressed


def endpoint_at(base: str | None, endpoint: str) -> str:
    """Return one of Google's addresses, moved to the emulator if there is one."""
    for google in GOOGLE:
        if endpoint.startswith(google):
            return endpoint if base is None else f"{base}/{endpoint.removeprefix(google)}"
    raise Rejected("an address that is not Google's")
