"""pytest fixtures: an emulator for each test, and gspread turned towards it."""

from collections.abc import Iterator

import gspread
import pytest

from .client import open_client
from .emulator import Emulator


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """Serve one test; all its answers must fit the API's own description."""
    with Emulator() as running:
        yield running
    assert running.violations == []


@pytest.fixture
def google(emulator: Emulator) -> Iterator[gspread.Client]:
    """Give a gspread client of that emulator, closed afterwards."""
    client = open_client(emulator)
    yield client
    client.http_client.session.close()
