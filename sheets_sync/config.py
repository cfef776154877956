"""Where the program's spreadsheet is and how it is read: sheets-sync.toml, environment, flags."""

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import dropwhile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sheets_sync.addresses import GoogleSpreadsheet, is_address, spreadsheet_at, spreadsheet_called, why_not
from sheets_sync.spreadsheet.refusals import Exit, Refusal

FILE_NAME = "sheets-sync.toml"
STATE_FOLDER = ".sheets-sync"
CHOICES: dict[str, tuple[str, ...]] = {"date_order": ("DMY", "MDY"), "decimal": (".", ",")}
NAMES = ("spreadsheet", "confidential", "credentials", "org_chart", "state_dir", *CHOICES)
FLAG = "flag"
OWNER = "the owner of confidential"  # the spreadsheet that it was named for
Place = Path | GoogleSpreadsheet
Layer = dict[str, tuple[str, str]]  # what flags, environment or file say: each value and its source


@dataclass(frozen=True)
class Config:
    """The configuration of one run, and where each value came from."""

    values: dict[str, str]
    sources: dict[str, str] = field(default_factory=dict)  # a flag, an environment variable or a file
    folder: Path = Path()  # of sheets-sync.toml; relative paths in it start here

    def get(self, name: str) -> str | None:
        """Return the value called `name`, or None."""
        return self.values.get(name)

    def source(self, name: str) -> str:
        """Return where the value called `name` came from, in words."""
        found = self.sources.get(name, "")
        return {"": "default", FLAG: "the command line"}.get(found, Path(found).name)

    def origin(self, name: str) -> str:
        """Return what to mend where the value called `name` is wrong: an option, a variable or a line."""
        found = self.sources.get(name, FLAG)
        if found == FLAG:
            return f"--{name.replace('_', '-')}"
        return f"{name} in {FILE_NAME}" if found.endswith(FILE_NAME) else found

    @property
    def spreadsheet(self) -> Place:
        """Return where the program lies; a Refusal where nothing is named."""
        named = self.get("spreadsheet")
        if not named:
            raise Refusal(
                Exit.USAGE,
                f"Which spreadsheet? Name it: sheets-sync COMMAND program.xlsx (or the address of a Google "
                f'spreadsheet), or write spreadsheet = "program.xlsx" into {FILE_NAME}.',
            )
        return self.place("spreadsheet", named)

    @property
    def confidential(self) -> Place | None:
        """Return where the confidential tabs lie, if not with the others."""
        named = self.get("confidential")
        return self.place("confidential", named) if named and not self.leaves_confidential else None

    @property
    def leaves_confidential(self) -> bool:
        """Does the confidential spreadsheet that is named belong to another than the one at hand?"""
        owner = self.get(OWNER)
        return owner is not None and not same(self.place(OWNER, owner), self.spreadsheet)

    def place(self, name: str, value: str) -> Place:
        """Return the file or the Google spreadsheet that is meant; a Refusal where neither can be."""
        if found := spreadsheet_at(value):
            return found
        if is_address(value):
            raise Refusal(self.exit_code(name), why_not(value))
        path = self.path(name, value)
        return path if path.exists() else spreadsheet_called(value) or path

    def exit_code(self, *names: str) -> Exit:
        """Return how a wrong value ends a run: what was typed for it is to be typed anew, the rest mended."""
        typed = any(self.sources.get(name, FLAG) == FLAG for name in names)
        return Exit.USAGE if typed else Exit.FIX_NEEDED

    @property
    def org_chart(self) -> Path | None:
        """Return the path of the org chart's CSV file, if one is named."""
        named = self.get("org_chart")
        return self.path("org_chart", named) if named else None

    @property
    def credentials(self) -> Path | None:
        """Return the path of the Google credentials, if one is named."""
        named = self.get("credentials")
        return self.path("credentials", named) if named else None

    @property
    def state(self) -> Path:
        """Return the folder of locks and backups: beside sheets-sync.toml, or else the workbook."""
        if named := self.get("state_dir"):
            return self.path("state_dir", named)
        place = self.spreadsheet
        beside = self.folder if self.sources.get("") or not isinstance(place, Path) else place.parent
        return beside / STATE_FOLDER

    def path(self, name: str, value: str) -> Path:
        """Return a path as meant: relative to the file that names it, else to where the user stands."""
        from_file = self.sources.get(name, "").endswith(FILE_NAME)
        return self.folder / Path(value).expanduser() if from_file else Path(value).expanduser()


def load_config(flags: dict[str, str | None], start: Path | None = None) -> Config:
    """Return the configuration: flags before SHEETS_SYNC_* before the file found upward.

    The file is looked for from where the user stands, then from where the named workbook lies.
    """
    named = flags.get("spreadsheet") or os.environ.get("SHEETS_SYNC_SPREADSHEET") or ""
    beside = Path() if is_address(named) else Path(named).expanduser().parent
    file = find_file(start or here()) or find_file(beside)
    in_file = _read_file(file) if file else {}
    variables = {name: f"SHEETS_SYNC_{name.upper()}" for name in NAMES}
    layers: tuple[Layer, ...] = (
        {name: (value, FLAG) for name, value in flags.items() if value},
        {name: (os.environ[one], one) for name, one in variables.items() if os.environ.get(one)},
        {name: (value, str(file)) for name, value in in_file.items() if value},
    )
    found = layers[2] | layers[1] | layers[0] | _owner(layers)
    values = {name: value for name, (value, _) in found.items()}
    sources = {name: source for name, (_, source) in found.items()} | ({"": str(file)} if file else {})
    _refuse_wrong_choices(values, sources)
    return Config(values, sources, file.parent if file else Path())


def _owner(layers: Iterable[Layer]) -> Layer:
    """Return the spreadsheet that is named where the confidential one is, or else below."""
    from_there = dropwhile(lambda layer: "confidential" not in layer, layers)
    named = (layer["spreadsheet"] for layer in from_there if "spreadsheet" in layer)
    owner = next(named, None)
    return {OWNER: owner} if owner else {}


def same(one: Place, other: Place) -> bool:
    """Are the two one file or one Google spreadsheet?"""
    if isinstance(one, Path) and isinstance(other, Path):
        return one.resolve() == other.resolve()
    return one == other


def here() -> Path:
    """Return the folder that the user stands in; a Refusal where it was deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        sentence = "The folder you stand in is not there any more; go to another one and run this again."
        raise Refusal(Exit.FIX_NEEDED, sentence) from None


def configured_near(named: str) -> Config:
    """Return the configuration that is found for a spreadsheet, whichever that names itself."""
    return load_config({}, load_config({"spreadsheet": named}).folder)


def find_file(start: Path) -> Path | None:
    """Return the nearest sheets-sync.toml in `start` or the folders above it."""
    folders = (start.resolve(), *start.resolve().parents)
    return next((folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()), None)


def _read_file(file: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(file.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal(Exit.FIX_NEEDED, f"{file} is not valid TOML ({error}); mend that line.") from None
    except OSError as error:
        raise Refusal(
            Exit.FIX_NEEDED, f"{file} cannot be read ({error.strerror}); check its permissions."
        ) from None
    return {name: _text(file, name, value) for name, value in found.items()}


def _text(file: Path, name: str, value: Any) -> str:
    if name not in NAMES:
        known = ", ".join(NAMES)
        raise Refusal(Exit.FIX_NEEDED, f"{file} has a name that is not known ({name}); use one of {known}.")
    if not isinstance(value, str):
        raise Refusal(Exit.FIX_NEEDED, f'In {file} {name} is no text; put it in quotes, like {name} = "…".')
    return value


def _refuse_wrong_choices(values: dict[str, str], sources: dict[str, str]) -> None:
    for name, words in CHOICES.items():
        if values.get(name, words[0]) not in words:
            sentence = f"{name} must be {' or '.join(words)}; mend it where it comes from: {sources[name]}."
            raise Refusal(Exit.FIX_NEEDED, sentence)


def clock(zone: ZoneInfo | None = None) -> datetime:
    """Return the present moment in `zone`, without the zone: the one place that reads the clock."""
    return datetime.now(zone or UTC).replace(tzinfo=None, microsecond=0)
