"""One request and one answer, as the emulator sees and logs them."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

READS = (
    "spreadsheets.get",
    "spreadsheets.getByDataFilter",
    "spreadsheets.values.get",
    "spreadsheets.values.batchGet",
    "spreadsheets.values.batchGetByDataFilter",
    "spreadsheets.developerMetadata.get",
    "spreadsheets.developerMetadata.search",
    "files.get",
    "files.list",
    "files.export",
    "comments.list",
    "permissions.list",
)
ERROR_PAGE = """<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <title>Error {code} ({phrase})!!1</title>
  <p><b>{code}.</b> <ins>That’s an error.</ins>
  <p>The server encountered a temporary error and could not complete your request.
"""


@dataclass(frozen=True)
class Request:
    """A request as it came in."""

    method: str
    path: str
    query: dict[str, list[str]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What goes back."""

    status: int
    body: bytes = b""
    content_type: str = "application/json; charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


@dataclass
class Logged:
    """One line of the emulator's log; the status is 0 until the answer is made."""

    method: str
    path: str
    operation: str  # spreadsheets.values.get, files.list, token, or unknown
    body: Any = None
    query: dict[str, list[str]] = field(default_factory=dict)
    path_names: dict[str, str] = field(default_factory=dict)  # spreadsheetId, range, …
    status: int = 0
    fault: str | None = None

    @property
    def is_read(self) -> bool:
        """Tell whether the call only retrieves (facts §1: what counts)."""
        return self.operation in READS

    @property
    def is_write(self) -> bool:
        """Tell whether the call changes something."""
        return self.operation not in (*READS, "token", "unknown")

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of request in a batchUpdate, in order."""
        requests = self.body.get("requests", []) if isinstance(self.body, dict) else []
        return tuple(kind for request in requests if isinstance(request, dict) for kind in request)


def json_answer(body: Any, status: int = 200, **headers: str) -> Answer:
    """Return an answer with a JSON body."""
    return Answer(status, json.dumps(body, ensure_ascii=False).encode(), headers=headers)


def error_page(status: int) -> Answer:
    """Return the HTML page that Google's front end shows (facts §1: 500/502)."""
    page = ERROR_PAGE.format(code=status, phrase=HTTPStatus(status).phrase)
    return Answer(status, page.encode(), "text/html; charset=UTF-8")
