"""The emulator's fixtures, and a caller that speaks plain HTTP to it."""

from collections.abc import Iterator

import pytest
import requests
from emulator.calling import ALL, Caller
from sheets_emulator import SERVICE_ACCOUNT, Emulator
from sheets_emulator.fixture import emulator, google

__all__ = ["caller", "emulator", "google"]


@pytest.fixture
def caller(emulator: Emulator) -> Iterator[Caller]:
    """Give somebody with a token and a fresh spreadsheet."""
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {emulator.tokens.give(SERVICE_ACCOUNT, frozenset(ALL))}"
        yield Caller(emulator, session, emulator.create("program"))
