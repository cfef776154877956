"""Runs on other machines, protections, and people at work while a command runs."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from places import GooglePlace
from sheets_emulator import SERVICE_ACCOUNT, Person
from whole_commands.program import (
    AGAIN,
    READ,
    TODAY,
    WRITE,
    column,
    fine,
    refused,
    requests,
    row_of,
    sheets_sync,
)

from sheets_sync.backends.google.reading.lease import Lease
from sheets_sync.backends.google.writing import requests as writing
from sheets_sync.spreadsheet.a1 import cell_name


def hold(live: GooglePlace, until: datetime) -> None:
    """Let a run on another machine be at work until then."""
    live.person.do(*Lease(100, "another run", until).requests())


def test_a_run_on_another_machine_is_waited_for(live: GooglePlace):
    hold(live, datetime.now(UTC) + timedelta(minutes=4))
    with live.unwritten():
        refused(sheets_sync("sync", live.argument, *TODAY), 5, "Another run is at work on this spreadsheet")
        fine("sync", live.argument, "--dry-run", *TODAY)


@pytest.mark.parametrize(("seconds", "words"), [(50, "in 1 minute at"), (70, "in 2 minutes at")])
def test_it_is_told_when_that_run_is_over_at_the_latest(live: GooglePlace, seconds: int, words: str):
    hold(live, datetime.now(UTC) + timedelta(seconds=seconds))
    refused(sheets_sync("sync", live.argument, *TODAY), 5, words)


def test_where_nobody_asked_a_run_on_another_machine_is_nothing_to_tell_of(live: GooglePlace):
    hold(live, datetime.now(UTC) + timedelta(minutes=4))
    with live.unwritten():
        assert fine("sync", live.argument, "--if-asked", *TODAY) == ""


def torn_apart(live: GooglePlace) -> Result:
    """Return how a sync ends that hits two texts in applicants and cannot give them back."""
    live.person.edit("applicants", "Z2", "mind the gap")
    live.person.edit("applicants", "Z3", "speaks Twi")
    for header in ("status", "suggested_selection"):
        live.emulator.before_write(
            1, lambda p, header=header: p.move_column("applicants", header, before="person_id")
        )
    live.emulator.before_write(2, lambda person: person.protect("applicants"))
    return sheets_sync("sync", live.argument, *TODAY)


@pytest.mark.parametrize("state", [".sheets-sync", "gone/state"])
def test_what_could_not_be_given_back_is_kept_in_a_file(live: GooglePlace, folder: Path, state: str):
    (folder / "sheets-sync.toml").write_text(f'state_dir = "{state}"')
    refused(torn_apart(live), 6, "could not be given back", "put it back by hand")
    [kept] = (folder / state).glob("not-given-back-*.csv")
    assert ",value,mind the gap" in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


def test_what_no_file_can_keep_either_is_named_by_its_cells(live: GooglePlace, folder: Path):
    (folder / "file").write_text("")
    (folder / "sheets-sync.toml").write_text('state_dir = "file/below/state"')
    told = "Version history, for what stood in applicants!AB2, applicants!AB3."
    refused(torn_apart(live), 6, "Not a directory", told)


def test_ctrl_c_waits_until_everything_is_written(live: GooglePlace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "LARGEST", 2_000)  # so that it goes in parts
    live.emulator.before_write(1, lambda _: os.kill(os.getpid(), signal.SIGINT))
    result = sheets_sync("sync", live.argument, *TODAY)
    assert (result.exit_code, "Finishing what is being written" in result.stderr) == (130, True)
    assert column(live, "log", "column")
    assert requests(live, "sync", live.argument, *TODAY) == [READ]


def test_a_second_ctrl_c_stops_at_once(live: GooglePlace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "LARGEST", 1_000)
    for nth in (1, 2):
        live.emulator.before_write(nth, lambda _: os.kill(os.getpid(), signal.SIGINT))
    assert sheets_sync("sync", live.argument, *TODAY).exit_code == 130
    assert live.emulator.count("write") == 2


def test_told_to_end_twice_a_sync_still_writes_to_its_end(live: GooglePlace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "LARGEST", 1_000)
    for nth in (1, 2):
        live.emulator.before_write(nth, lambda _: os.kill(os.getpid(), signal.SIGTERM))
    assert sheets_sync("sync", live.argument, *TODAY).exit_code == 130
    assert requests(live, "sync", live.argument, *TODAY) == [READ]


@pytest.fixture
def nohup() -> Iterator[None]:
    """Ignore a lost terminal, as a command that nohup starts does."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("nohup")
def test_what_a_command_was_started_to_ignore_does_not_stop_it(live: GooglePlace):
    live.emulator.before_write(1, lambda _: os.kill(os.getpid(), signal.SIGHUP))
    fine("sync", live.argument, *TODAY)


def test_a_run_that_died_on_another_machine_is_not_waited_for(live: GooglePlace):
    hold(live, datetime.now(UTC) - timedelta(seconds=1))
    fine("sync", live.argument, *TODAY)


def test_a_run_that_wrote_meanwhile_goes_first(live: GooglePlace):
    live.emulator.before(AGAIN, 1, lambda person: person.do(*Lease(100, "another run").requests()))
    result = sheets_sync("sync", live.argument, *TODAY)
    assert (result.exit_code, "Another run wrote" in result.stderr) == (5, True)
    fine("sync", live.argument, *TODAY)


WHERE: dict[str, dict[str, int]] = {
    "applicants": {},
    "applicants!A:AN": {"startColumnIndex": 0, "endColumnIndex": 40},
    "applicants!1:3": {"startRowIndex": 0, "endRowIndex": 3},
    "applicants!U2:AD3": {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 20, "endColumnIndex": 30},
}


@pytest.mark.parametrize("named", WHERE)
def test_what_people_protected_is_named_with_whom_to_let_in(live: GooglePlace, named: str):
    live.person.protect("applicants", **WHERE[named])
    with live.unwritten():
        result = sheets_sync("sync", live.argument, *TODAY)
    refused(
        result,
        3,
        f"Somebody protected {named}, which sheets-sync must write to",
        f"let {SERVICE_ACCOUNT} edit there",
    )


def test_a_protection_of_a_tab_that_is_nothing_to_the_tool_is_no_obstacle(live: GooglePlace):
    live.person.do({"addSheet": {"properties": {"title": "Budget"}}})
    live.person.protect("Budget")
    fine("sync", live.argument, *TODAY)


MOVES: dict[str, Callable[[Person], object]] = {
    "sorted": lambda person: person.sort_rows("applicants", "full_name", descending=True),
    "a row above": lambda person: person.insert_rows("applicants", 2),
    "columns moved": lambda person: person.move_column("applicants", "status", before="email"),
    "a row below": lambda person: person.edit("applicants", "A4", "E6"),
}


@pytest.mark.parametrize("act", MOVES.values(), ids=MOVES)
@pytest.mark.parametrize("before", [AGAIN, WRITE])
def test_people_may_move_rows_while_a_sync_runs(
    live: GooglePlace, act: Callable[[Person], object], before: str
):
    live.emulator.before(before, 1, act)
    fine("sync", live.argument, *TODAY)
    found = dict(column(live, "applicants", "person_id", "status"))
    assert (found["E5"], found["E3"]) == ("ready_to_match", "ready_to_match")


@pytest.mark.parametrize("before", [AGAIN, WRITE])
def test_changes_whose_row_is_gone_wait_and_the_exit_code_says_so(live: GooglePlace, before: str):
    live.emulator.before(before, 1, lambda person: person.delete_rows("applicants", 3))
    result = sheets_sync("sync", live.argument, *TODAY)
    assert (result.exit_code, "must wait for the next run" in result.stderr) == (6, True)
    assert column(live, "applicants", "person_id", "status") == [("E5", "ready_to_match")]
    fine("sync", live.argument, *TODAY)
    assert requests(live, "sync", live.argument, *TODAY) == [READ]


def test_a_cell_that_somebody_filled_meanwhile_waits(live: GooglePlace):
    status = row_of(live, "applicants", "E5")
    address = cell_name(2, status.headers.index("status") + 1)
    live.emulator.before(AGAIN, 1, lambda person: person.edit("applicants", address, "mine"))
    result = sheets_sync("sync", live.argument, *TODAY)
    assert (result.exit_code, "1 change must wait" in result.stderr) == (6, True)
    fine("sync", live.argument, *TODAY)
    assert dict(column(live, "applicants", "person_id", "status"))["E5"] == "ready_to_match"


def test_a_pair_that_people_added_meanwhile_is_not_added_twice(live: GooglePlace):
    live.emulator.before(AGAIN, 1, lambda person: person.add_row("matches", "E5", "E3"))
    sheets_sync("match", live.argument, *TODAY)
    fine("match", live.argument, *TODAY)
    assert column(live, "matches", "mentor_id", "mentee_id", "source") == [("E5", "E3", "person")]
