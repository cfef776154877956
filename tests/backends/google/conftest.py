"""A client that talks to the emulator."""

from collections.abc import Iterator

import pytest
from backends.google.talking import Talk, talk_to
from sheets_emulator import Emulator

GOOGLES = ("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CLOUD_QUOTA_PROJECT", "CLOUDSDK_CONFIG")


@pytest.fixture(autouse=True)
def no_login_of_this_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    """Hide whatever credentials the machine that runs the tests may have."""
    for name in GOOGLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path_factory.mktemp("no-gcloud")))


@pytest.fixture
def talk(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    """Give a client of an emulator, with a spreadsheet."""
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
    talk = talk_to(emulator)
    with talk.client:
        yield talk
