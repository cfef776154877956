"""gspread, turned towards the emulator."""

import os
from pathlib import Path
from typing import Any

import gspread
from gspread.http_client import HTTPClient
from requests import Response

from .emulator import Emulator

GOOGLE = ("https://sheets.googleapis.com", "https://www.googleapis.com")
FOREVER = 30.0  # seconds; a test never waits longer for an answer


def open_client(emulator: Emulator, **options: Any) -> gspread.Client:
    """Return an ordinary gspread client whose requests go to the emulator."""
    return _client(emulator.url, emulator.credentials_file, **options)


def connect() -> gspread.Client:
    """Return a client of the emulator that the two variables name which scripts/sheets-emulator prints."""
    return _client(os.environ["SHEETS_EMULATOR_HOST"], os.environ["GOOGLE_APPLICATION_CREDENTIALS"])


def _client(url: str, credentials: str | Path, **options: Any) -> gspread.Client:

    class Redirected(HTTPClient):
        """gspread's own client with another host in front of its paths."""

        def request(self, method: str, endpoint: str, *rest: Any, **named: Any) -> Response:
            """Send the request to the emulator."""
            self.timeout = self.timeout or FOREVER
            for host in GOOGLE:
                endpoint = endpoint.replace(host, url, 1)
            return super().request(method, endpoint, *rest, **named)

    return gspread.service_account(str(credentials), http_client=Redirected, **options)
