"""Nothing that Google, a proxy or a file says comes out in a message: no key, token, address or value."""

import json
import logging
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from backends.google.talking import Talk, answering, error, info, page
from sheets_emulator import faults
from sheets_emulator.faults import Fault
from sheets_emulator.traffic import Answer, json_answer

from sheets_sync.backends.google.account.credentials import find_credentials

CANARIES = (
    "ya29.kolibri",
    "-----BEGIN PRIVATE KEY-----kolibri",
    "zoe.kolibri@example.org",
    "Zoe Kolibri said",
    "'kolibri tab'!A1",
    "https://console.cloud.google.com/apis/library/sheets.googleapis.com?project=zoe.kolibri@example.org",
)
ALL = " ".join(CANARIES)
STATUSES = (302, 400, 401, 403, 404, 408, 409, 413, 418, 429, 500, 501, 503)
WORDS = (
    "",
    "Invalid requests[0].updateCells: ",
    "Unable to parse range: ",
    "File not supported for this document ",
)
ELSEWHERE = {"Retry-After": "soon", "Location": "https://zoe.example.org/kolibri"}
BODIES = ({"error": ALL}, {"error": {"details": ALL, "errors": [ALL]}}, [ALL], ALL)
PLANTED = [
    *(error(code, word + ALL, info(ALL, activationUrl=CANARIES[-1])) for code in STATUSES for word in WORDS),
    *(error(403, ALL, info(reason, activationUrl=CANARIES[-1])) for reason in ("SERVICE_DISABLED", "OTHER")),
    *(error(code, ALL, errors=[{"reason": ALL, "message": ALL}], status=ALL) for code in STATUSES),
    *(page(code, ALL, **ELSEWHERE) for code in (200, *STATUSES)),
    *(answering("odd", json_answer(body, 400)) for body in BODIES),
    faults.reset(),
    faults.truncated(),
]
TOKENS = [
    *(answering("token", json_answer({"error": kind, "error_description": ALL}, code))
      for kind in ("invalid_grant", ALL) for code in (400, 401, 403, 500)),
    *(page(code, ALL) for code in (200, 400, 403, 502)),
    answering("token", Answer(403, b"\xe9 " + ALL.encode(), "text/html")),  # not even UTF-8
    answering("token", json_answer({"access_token": [ALL]})),
    answering("token", json_answer({"error": {"message": ALL}}, 400)),
]  # fmt: skip


def shown(raised: BaseException) -> str:
    """Return everything of an exception that could be printed."""
    everything = traceback.format_exception(raised)
    return "\n".join([str(raised), repr(raised), *everything])


def assert_clean(text: str, *more: str) -> None:
    """Fail where a canary sings."""
    sung = [canary for canary in (*CANARIES, "kolibri", *more) if canary in text.lower() or canary in text]
    assert not sung


@pytest.fixture(autouse=True)
def quiet_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Let nothing be logged at the levels that are shown."""
    caplog.set_level(logging.INFO)
    yield
    assert_clean(caplog.text)


@pytest.mark.parametrize(("fault", "on"), [*((f, "any") for f in PLANTED), *((f, "token") for f in TOKENS)])
def test_no_canary_sings(talk: Talk, fault: Fault, on: str):
    talk.emulator.inject(fault, on=on, times=99)
    for ask in (talk.read, talk.write):
        with pytest.raises(Exception) as raised:
            ask()
        secrets = (
            talk.spreadsheet_id,
            talk.emulator.credentials_file.read_text()[150:200],
            *talk.emulator.tokens.granted,
        )
        assert_clean(shown(raised.value), *secrets)
        assert raised.value.__context__ is None
    assert_clean(" ".join(talk.naps.told))


def files() -> Iterator[Any]:
    """Yield what a credentials file might hold by mistake."""
    yield ALL
    yield [ALL]
    yield {"type": ALL, "private_key": ALL}
    for kind in ("service_account", "authorized_user", "external_account", "impersonated_service_account"):
        yield {"type": kind, "private_key": ALL, "client_email": ALL, "refresh_token": ALL}
        yield {
            "type": kind,
            "private_key": ALL,
            "client_email": ALL,
            "token_uri": ALL,
            "source_credentials": {"type": ALL},
        }
    yield {"installed": {"client_secret": ALL}}


@pytest.mark.parametrize("content", tuple(files()))
def test_no_canary_sings_from_a_file(tmp_path: Path, content: Any):
    path = tmp_path / "key.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    path.chmod(0o600)
    with pytest.raises(Exception) as raised:
        find_credentials(path)
    assert_clean(shown(raised.value))


def test_credentials_do_not_show_themselves(talk: Talk):
    talk.read()
    text = repr(talk.client.found) + repr(talk.client) + repr(talk.client.budget)
    assert_clean(text, *talk.emulator.tokens.granted, "BEGIN PRIVATE KEY")
