"""Each test of the contract runs once on a workbook and once on a live Google spreadsheet."""

from pathlib import Path

import pytest
from places import GooglePlace, Place, WorkbookPlace
from sheets_emulator import Emulator


@pytest.fixture(params=["xlsx", "google"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Return a spreadsheet somewhere."""
    if request.param == "xlsx":
        return WorkbookPlace(tmp_path / "program.xlsx")
    emulator: Emulator = request.getfixturevalue("emulator")
    return GooglePlace(emulator, emulator.create())
