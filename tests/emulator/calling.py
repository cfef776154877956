"""Plain calls to the emulator, without gspread: what goes in and what comes back, as JSON."""

import json
from dataclasses import dataclass
from typing import Any

import google.auth.transport.requests
import requests
from google.oauth2 import service_account
from sheets_emulator import Emulator

SCOPE = "https://www.googleapis.com/auth/"
ALL = (SCOPE + "spreadsheets", SCOPE + "drive")


def token(emulator: Emulator, scopes: tuple[str, ...] = ALL) -> str:
    """Return an access token, fetched by the real google-auth."""
    path = str(emulator.credentials_file)
    found = service_account.Credentials.from_service_account_file(path, scopes=scopes)
    with requests.Session() as session:
        found.refresh(google.auth.transport.requests.Request(session))
    return str(found.token)


@dataclass(frozen=True)
class Caller:
    """Somebody with a token and one spreadsheet."""

    emulator: Emulator
    session: requests.Session
    spreadsheet_id: str = ""

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> requests.Response:
        """Send one request; the path begins after the host."""
        data = None if body is None else json.dumps(body).encode()
        url = self.emulator.url + path
        return self.session.request(method, url, data=data, params=query, timeout=10)

    def about(self, method: str, suffix: str, body: Any = None, **query: Any) -> requests.Response:
        """Send one request about the spreadsheet."""
        return self.call(method, f"/v4/spreadsheets/{self.spreadsheet_id}{suffix}", body, **query)

    def batch(self, *wanted: Any, **more: Any) -> Any:
        """Send one batchUpdate and return its answer, which must be a success."""
        answer = self.about("POST", ":batchUpdate", {"requests": list(wanted), **more})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def refusal(self, *wanted: Any) -> str:
        """Send one batchUpdate that must be refused with 400, and return the message."""
        answer = self.about("POST", ":batchUpdate", {"requests": list(wanted)})
        assert answer.status_code == 400, answer.text
        return str(answer.json()["error"]["message"])

    def put(self, text: str, values: Any, option: str = "RAW") -> Any:
        """Write values and return the answer."""
        return self.about("PUT", f"/values/{text}", {"values": values}, valueInputOption=option).json()

    def read(self, text: str, **options: str) -> Any:
        """Return the values of a range, [] where there are none."""
        return self.about("GET", f"/values/{text}", **options).json().get("values", [])

    def get(self, fields: str, **query: Any) -> Any:
        """Return the masked spreadsheet."""
        return self.about("GET", "", fields=fields, **query).json()
