"""A program in two spreadsheets: one for the whole taskforce, one that fewer people see."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from places import GooglePlace, Place
from sheets_emulator import Emulator
from whole_commands.program import ANN, CHART, VIC, fine

from sheets_sync.spreadsheet.snapshot import Cell

SECRET_TABS = ("rubric_scores", "surveys")
CANARY = "between you and me"
SCORES: dict[str, Cell] = {
    "applicant_id": "E5", "interviewer_email": "ina@example.org", "interviewed_on": date(2027, 2, 20),
    "communication": 4, "candor": 5, "front_line_insight": 4, "discretion": 4, "commitment": 5,
    "recommendation": "yes", "comments": CANARY,
}  # fmt: skip
PAIR: dict[str, Cell] = {"mentor_id": "E5", "mentee_id": "E3", "decision": "approve", "source": "tool"}
INA: dict[str, Cell] = {"email": "ina@example.org", "full_name": "Ina View", "helps_as": "interviewer"}


@dataclass(frozen=True)
class Pair:
    """The spreadsheet that the whole taskforce sees, and the one that fewer people see."""

    main: Place
    secret: Place

    def copy(self, folder: Path, emulator: Emulator) -> "Pair":
        """Return both once more, in a folder whose configuration names them."""
        two = [
            place.copy(folder, emulator) if isinstance(place, GooglePlace) else place.copy(folder)
            for place in (self.main, self.secret)
        ]
        return Pair(*two).configured(folder)

    def configured(self, folder: Path) -> "Pair":
        """Name both in the configuration."""
        lines = f'spreadsheet = "{self.main.argument}"\nconfidential = "{self.secret.argument}"\n'
        (folder / "sheets-sync.toml").write_text(lines)
        return self


def fill(pair: Pair) -> None:
    """Build the program, and let people fill it."""
    fine("init")
    for place in (pair.main, pair.secret):
        if isinstance(place, GooglePlace):
            place.shorten()
    pair.main.add_rows("org_chart", *CHART)
    pair.main.add_rows("applicants", ANN, VIC)
    pair.main.add_rows("helpers", INA)
    pair.secret.add_rows("rubric_scores", SCORES)
