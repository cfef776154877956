"""What every test shares."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings
from sheets_emulator.fixture import emulator, google

from sheets_sync.config import NAMES

# Tests press Ctrl-C, which a shell switches off in what it starts in the background.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The short run draws the same examples each time; --long explores new ones.
settings.register_profile("short", derandomize=True)
settings.register_profile("long")
settings.load_profile("long" if os.environ.get("SHEETS_SYNC_LONG") else "short")

__all__ = ["emulator", "folder", "google"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that the test stands in, with no configuration around it."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(f"SHEETS_SYNC_{name.upper()}", raising=False)
    return tmp_path
