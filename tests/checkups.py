"""What sheets-sync doctor found, so that a test can ask for one check."""

import json
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from sheets_sync.cli import main

DAY = "2027-03-01"


def sheets_sync(*arguments: object) -> Result:
    """Return what one command printed, and its exit code."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@dataclass(frozen=True)
class Checkup:
    """What the doctor found, and its exit code."""

    checks: list[dict[str, str]]
    exit_code: int

    def __getitem__(self, name: str) -> tuple[str, str]:
        """Return state and sentence of the last check called `name`, behind `about: ` where two are."""
        one = self._find(name)
        return one["state"], one["sentence"]

    def action(self, name: str) -> str:
        """Return what the doctor says to do next."""
        return self._find(name)["action"]

    def named(self, state: str) -> list[str]:
        """Return the names of the checks in a state."""
        return [one["name"] for one in self.checks if one["state"] == state]

    def hidden_behind(self, name: str) -> set[str]:
        """Return the names of the checks that were not made because of another."""
        words = f"not looked at, because of the trouble with {name}"
        return {one["name"] for one in self.checks if one["sentence"] == words}

    def _find(self, name: str) -> dict[str, str]:
        about, _, rest = name.rpartition(": ")
        return [c for c in self.checks if c["name"] == rest and c["about"].startswith(about)][-1]


def doctor(*arguments: object, today: str = DAY) -> Checkup:
    """Return what the doctor finds on a day."""
    result = sheets_sync("doctor", *arguments, "--format", "json", "--today", today)
    assert result.exit_code < 70, result.output
    found = json.loads(result.stdout)
    assert (found["version"], found["command"]) == (1, "doctor")
    for one in found["checks"]:
        assert bool(one["action"]) == (one["state"] in ("look", "broken")), one
    return Checkup(found["checks"], result.exit_code)


def configure(folder: Path, **values: str) -> None:
    """Write sheets-sync.toml."""
    (folder / "sheets-sync.toml").write_text(
        "".join(f'{name} = "{value}"\n' for name, value in values.items())
    )
