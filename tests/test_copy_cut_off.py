"""A copy to Google that goes in several batches and is cut off: nobody takes what is there for a program."""

import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from checkups import doctor
from click.testing import Result
from places import GooglePlace
from sheets_emulator import Emulator, Person
from test_copy import done, sheets_sync

from sheets_sync.spreadsheet.snapshot import Snapshot

PEOPLE = 130  # whose motivations are 4 MB: three batches


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a program too large for one batch."""
    path = tmp_path_factory.mktemp("large") / "large.xlsx"
    done("init", path)
    book = openpyxl.load_workbook(path)
    columns = [cell.value for cell in book["applicants"][1]]
    for number in range(2, PEOPLE + 2):
        book["applicants"].cell(number, 1, f"E{number}")
        book["applicants"].cell(number, columns.index("motivation") + 1, "x" * 30_000)
    book["helpers"].append(["ina@example.org", "Ina View", "interviewer"])
    book.save(path)
    return path


@dataclass(frozen=True)
class Torn:
    """What a copy left behind when somebody pressed Ctrl-C, and what that somebody was told."""

    place: GooglePlace
    told: Result


@pytest.fixture(scope="module")
def half(large: Path) -> Iterator[Torn]:
    """Give half a copy that nobody changes."""
    with Emulator() as emulator, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
        patch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(emulator.credentials_file))
        patch.chdir(large.parent)
        target = GooglePlace(emulator, emulator.create())
        emulator.before_write(2, ctrl_c)
        yield Torn(target, sheets_sync("copy", large, target.argument))
        assert emulator.violations == []


@pytest.fixture
def torn(half: Torn, folder: Path) -> GooglePlace:
    """Return half a copy of the test's own."""
    return half.place.copy(folder)


def rows(snapshot: Snapshot, name: str) -> int:
    """Return how many rows a tab has."""
    tab = snapshot.get(name)
    return len(tab.rows) if tab else 0


def ctrl_c(_: Person) -> None:
    """Press Ctrl-C."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def test_ctrl_c_is_told_as_a_copy_that_is_not_whole(half: Torn):
    assert half.told.exit_code == 130
    assert "Empty that spreadsheet and copy again" in half.told.output
    assert rows(half.place.live.look(), "applicants") < PEOPLE
    assert rows(half.place.live.look(), "helpers") == 0


@pytest.mark.parametrize("command", ["validate", "match", "sync"])
def test_a_run_on_half_a_copy_is_refused(torn: GooglePlace, command: str):
    with torn.unwritten():
        result = sheets_sync(command, torn.argument)
    assert result.exit_code == 3
    assert "Rows are missing in start_here, applicants, topics and" in result.output
    assert "empty the spreadsheet and copy again" in result.output


def test_half_a_copy_is_not_copied_on(torn: GooglePlace, folder: Path):
    result = sheets_sync("copy", torn.argument, "next.xlsx")
    assert (result.exit_code, "Rows are missing" in result.output) == (3, True)
    assert not (folder / "next.xlsx").exists()


def test_the_doctor_tells_of_half_a_copy(torn: GooglePlace):
    found = doctor(torn.argument)
    assert (found.exit_code, found["tabs"][0]) == (3, "broken")
    assert "copy again" in found.action("tabs")


def test_init_does_not_make_half_a_copy_look_whole(torn: GooglePlace):
    result = sheets_sync("init", torn.argument)
    assert (result.exit_code, "empty this spreadsheet and copy again" in result.output) == (3, True)
    assert sheets_sync("validate", torn.argument).exit_code == 3


def test_init_does_not_take_a_copy_without_a_row_for_its_own(torn: GooglePlace):
    torn.person.delete_rows("applicants", 2, PEOPLE)
    assert sheets_sync("init", torn.argument).exit_code == 3


def test_emptied_it_takes_the_copy(large: Path, torn: GooglePlace):
    first, *others = [sheet.title for sheet in torn.emulator.spreadsheet(torn.argument).sheets]
    for title in others:
        torn.person.delete_tab(title)
    torn.person.delete_rows(first, 1, 40)
    done("copy", large, torn.argument)
    assert rows(torn.live.look(), "applicants") == PEOPLE
    assert sheets_sync("validate", torn.argument).exit_code != 3
