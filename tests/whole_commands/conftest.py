"""Each command runs once on a workbook and once on a live Google spreadsheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from places import GooglePlace, Place, WorkbookPlace
from sheets_emulator import Emulator
from whole_commands.pairs import Pair, fill
from whole_commands.program import ANN, CHART, VIC, fine

PLACES = ("xlsx", "google")


def at_google(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands find the emulator and their credentials for it."""
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(emulator.credentials_file))


@contextmanager
def standing_in(folder: Path, emulator: Emulator) -> Iterator[None]:
    """Let commands run in a folder, and find the emulator, for a moment."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(folder)
        at_google(emulator, monkeypatch)
        yield


def of_kind(kind: str, path: Path, emulator: Emulator) -> Place:
    """Return a place where nothing is yet."""
    return WorkbookPlace(path) if kind == "xlsx" else GooglePlace(emulator, emulator.create())


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Place]]:
    """Give the same small program in each place: a mentor, an executive, an org chart; nobody changes it."""
    folder = tmp_path_factory.mktemp("ground")
    with Emulator() as emulator:
        places = {kind: of_kind(kind, folder / "program.xlsx", emulator) for kind in PLACES}
        with standing_in(folder, emulator):
            for place in places.values():
                fine("init", place.argument)
                if isinstance(place, GooglePlace):
                    place.shorten()
                place.add_rows("org_chart", *CHART)
                place.add_rows("applicants", ANN, VIC)
        yield places


@pytest.fixture(params=PLACES)
def place(
    request: pytest.FixtureRequest,
    ground: dict[str, Place],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Place:
    """Return a small program of the test's own."""
    if request.param == "xlsx":
        return ground["xlsx"].copy(folder)
    live: GooglePlace = request.getfixturevalue("live")
    return live


@pytest.fixture
def live(
    ground: dict[str, Place], emulator: Emulator, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> GooglePlace:
    """Return a small program of the test's own, at Google."""
    at_google(emulator, monkeypatch)
    google = ground["google"]
    assert isinstance(google, GooglePlace)
    return google.copy(folder, emulator)


@pytest.fixture(scope="session")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Pair]]:
    """Give the same small program, in two spreadsheets, for each kind of place; nobody changes it."""
    with Emulator() as emulator:
        found = {}
        for kind in PLACES:
            folder = tmp_path_factory.mktemp(kind)
            two = [of_kind(kind, folder / f"{name}.xlsx", emulator) for name in ("main", "secret")]
            found[kind] = Pair(*two).configured(folder)
            with standing_in(folder, emulator):
                fill(found[kind])
        yield found


@pytest.fixture(params=PLACES)
def pair(
    request: pytest.FixtureRequest,
    grounds: dict[str, Pair],
    folder: Path,
    emulator: Emulator,
    monkeypatch: pytest.MonkeyPatch,
) -> Pair:
    """Return a small program in two spreadsheets, a test's own."""
    at_google(emulator, monkeypatch)
    return grounds[request.param].copy(folder, emulator)
