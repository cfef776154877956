"""Where nobody takes what a command prints: its end is quiet and told by the exit code, its work is done."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from test_cli import TODAY, small_program, workbook

__all__ = ["small_program", "workbook"]

FULL = Path("/dev/full")
on_unix = pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def closed() -> Iterator[int]:
    """Return a pipe whose reader has gone, as head has after its first line."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


def sheets_sync(*arguments: object, **streams: object) -> subprocess.CompletedProcess[str]:
    """Run one command as a program of its own."""
    command = [sys.executable, "-m", "sheets_sync", *map(str, arguments)]
    default = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.run(command, check=False, text=True, timeout=60, **default | streams)  # type: ignore[call-overload, no-any-return]


def statuses(path: Path) -> list[object]:
    """Return what the statuses of a program's matches are."""
    sheet = openpyxl.load_workbook(path)["matches"]
    column = [cell.value for cell in sheet[1]].index("status") + 1
    return [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)]


@pytest.mark.parametrize("arguments", [("explain", "--all"), ("explain", "MU310"), ("demo",)])
def test_a_closed_pipe_is_no_error_found(folder: Path, closed: int, arguments: tuple[str, ...]):
    ended = sheets_sync(*arguments, stdout=closed)
    assert (ended.returncode, ended.stderr) == (141, "")


@pytest.mark.parametrize("options", [(), ("--format", "json")])
def test_a_closed_pipe_says_nothing_of_problems(workbook: Path, closed: int, options: tuple[str, ...]):
    ended = sheets_sync("validate", workbook, *options, *TODAY, stdout=closed)
    assert (ended.returncode, ended.stderr) == (141, "")


def test_what_is_not_read_is_written_all_the_same(workbook: Path, closed: int):
    assert sheets_sync("match", workbook, *TODAY, stdout=closed).returncode == 141
    assert statuses(workbook) == ["proposed"]


def test_progress_that_nobody_reads_keeps_nothing_from_being_done(workbook: Path, folder: Path, closed: int):
    assert sheets_sync("copy", workbook, "copy.xlsx", stderr=closed).returncode == 0
    assert (folder / "copy.xlsx").exists()


def test_a_refusal_that_nobody_reads_has_its_exit_code(folder: Path, closed: int):
    assert sheets_sync("sync", "nowhere.xlsx", stderr=closed).returncode == 3


@on_unix
@pytest.mark.parametrize("typed", [("--help",), ("--version",), ("sync", "--help")])
def test_help_that_cannot_be_written_is_named_too(typed: tuple[str, ...]):
    with FULL.open("w") as full:
        ended = sheets_sync(*typed, stdout=full)
    told = "The standard output cannot be written (No space left on device); make room there and run again.\n"
    assert (ended.returncode, ended.stderr) == (3, told)


@pytest.mark.parametrize("typed", [("--help",), ("sync", "--help")])
def test_help_that_nobody_reads_is_no_error(closed: int, typed: tuple[str, ...]):
    ended = sheets_sync(*typed, stdout=closed)
    assert (ended.returncode, ended.stderr) == (141, "")


@on_unix
def test_a_full_standard_output_is_named(workbook: Path):
    with FULL.open("w") as full:
        ended = sheets_sync("match", workbook, *TODAY, stdout=full)
    told = "The standard output cannot be written (No space left on device); make room there and run again.\n"
    assert (ended.returncode, ended.stderr) == (3, told)
    assert statuses(workbook) == ["proposed"]
