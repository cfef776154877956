"""What only a live spreadsheet has: requests, other machines, protections, people at work meanwhile."""

import signal
import subprocess
import sys

import pytest
from places import GooglePlace
from sheets_emulator import SERVICE_ACCOUNT
from whole_commands.program import (
    AGAIN,
    ANN,
    READ,
    TODAY,
    TOMORROW,
    WRITE,
    column,
    fine,
    refused,
    requests,
    row_of,
    sheets_sync,
    tick,
    typed,
)

from sheets_sync.mentoring.start_here import Item
from sheets_sync.spreadsheet.a1 import cell_name

# --- what it costs --------------------------------------------------------------------------------


def test_a_sync_costs_three_requests_and_the_second_one(live: GooglePlace):
    assert requests(live, "sync", live.argument, *TODAY) == [READ, AGAIN, WRITE]
    assert requests(live, "sync", live.argument, *TODAY) == [READ]
    assert requests(live, "sync", live.argument, *TOMORROW) == [READ, AGAIN, WRITE]


@pytest.mark.parametrize("command", [("validate",), ("sync", "--dry-run"), ("match", "--why", "E5")])
def test_what_writes_nothing_costs_one_request(live: GooglePlace, command: tuple[str, ...]):
    assert requests(live, command[0], live.argument, *command[1:], *TODAY) == [READ]


def test_every_five_minutes_one_request_until_somebody_asks(live: GooglePlace):
    assert requests(live, "sync", live.argument, "--if-asked", *TODAY) == [READ]
    tick(live, Item.PROPOSE_MATCHES_NOW)
    assert requests(live, "sync", live.argument, "--if-asked", *TODAY) == [READ, AGAIN, WRITE]
    assert requests(live, "sync", live.argument, "--if-asked", *TODAY) == [READ]


def test_the_address_in_the_browser_is_as_good_as_the_id(live: GooglePlace):
    address = f"https://docs.google.com/spreadsheets/d/{live.argument}/edit?gid=0#gid=0"
    assert "1 pair proposed" in fine("match", address, *TODAY)


def test_it_is_said_that_this_is_not_google(live: GooglePlace):
    told = sheets_sync("validate", live.argument, *TODAY).stderr
    assert told == f"Talking to the emulator at {live.emulator.url}, not to Google.\n"


# --- in the sheet ---------------------------------------------------------------------------------


def test_the_cell_of_a_problem_is_a_link_to_it(live: GooglePlace):
    live.add_rows("applicants", {**ANN, "person_id": "E6", "email": "bo@example"})
    fine("sync", live.argument, *TODAY)
    row = row_of(live, "problems", "MU110")
    cell = live.cells()[f"problems!{cell_name(row.number, 3)}"]
    sheet_id = live.emulator.spreadsheet(live.argument).tab("applicants").sheet_id
    assert cell["formattedValue"] == "applicants!C4"
    assert cell["hyperlink"] == f"#gid={sheet_id}&range=C4"


def test_tabs_that_people_renamed_are_still_the_program(live: GooglePlace):
    live.person.rename_tab("applicants", "Who applied")
    live.person.copy_tab("matches")
    fine("match", live.argument, *TODAY)
    assert column(live, "matches", "mentor_id", "status") == [("E5", "proposed")]
    assert column(live, "applicants", "person_id", "status") == [("E5", "proposed"), ("E3", "proposed")]


def test_a_copied_tab_is_left_out_with_a_warning(live: GooglePlace):
    live.person.copy_tab("matches")
    shown = sheets_sync("validate", live.argument, *TODAY).output
    assert "'Copy of matches'!A1  MU005 warning" in shown
    assert "The tab Copy of matches looks like a copy and is left out." in shown
    fine("sync", live.argument, *TODAY)
    assert ("MU005", "'Copy of matches'!A1") in column(live, "problems", "code", "where")
    live.person.delete_tab("Copy of matches")
    fine("sync", live.argument, *TODAY)
    assert "MU005" not in [code for (code,) in column(live, "problems", "code")]


# --- stopped --------------------------------------------------------------------------------------


STOPS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]  # Ctrl-C, told to end, terminal lost


def stopped(
    live: GooglePlace, before: str, *arguments: str, by: signal.Signals = signal.SIGINT
) -> tuple[int, str]:
    """Return how a command ends that somebody stops just before a request is answered."""
    live.emulator.before(before, 1, lambda _: process.send_signal(by))
    command = [sys.executable, "-m", "sheets_sync", *arguments]
    heeded = signal.signal(by, signal.SIG_DFL)  # what tests under nohup ignore, it would ignore too
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        signal.signal(by, heeded)
        told = process.communicate(timeout=60)[1]
    return process.returncode, told.splitlines()[-1]  # above it: what is done, and with whom


STANDS = (
    "Stopped. What was written so far stands in the spreadsheet; "
    "run it again: it reads first and goes on from there."
)


@pytest.mark.parametrize("by", STOPS)
def test_a_sync_that_is_stopped_while_it_writes_writes_to_its_end(live: GooglePlace, by: signal.Signals):
    code, told = stopped(live, WRITE, "sync", live.argument, *TODAY, by=by)
    assert (code, "as it was before or after this run" in told) == (130, True)
    assert requests(live, "sync", live.argument, *TODAY) == [READ]


@pytest.mark.parametrize("by", STOPS[:2])
def test_an_init_that_is_stopped_while_it_writes_goes_on_when_it_runs_again(
    live: GooglePlace, by: signal.Signals
):
    blank = GooglePlace(live.emulator, live.emulator.create())
    assert stopped(blank, WRITE, "init", blank.argument, by=by) == (130, STANDS)
    fine("init", blank.argument)
    assert fine("init", blank.argument) == "Nothing is missing; nothing was changed.\n"


def test_a_copy_that_is_stopped_while_it_writes_begins_anew(live: GooglePlace):
    target = live.emulator.create()
    told = "The copy was cut off, so it may not be whole. Empty that spreadsheet and copy again."
    assert stopped(live, WRITE, "copy", live.argument, target) == (130, told)


@pytest.mark.parametrize("by", STOPS[:2])
def test_a_sync_that_is_stopped_while_it_reads_has_changed_nothing(live: GooglePlace, by: signal.Signals):
    with live.unwritten():
        code, told = stopped(live, READ, "sync", live.argument, *TODAY, by=by)
    assert (code, told.startswith("Stopped; the spreadsheet is as it was before or after")) == (130, True)


# --- not to be reached ----------------------------------------------------------------------------


def test_a_spreadsheet_that_is_not_shared_names_the_address_to_share_it_with(live: GooglePlace):
    strange = live.emulator.create(shared=None)
    refused(sheets_sync("sync", strange, *TODAY), 3, f"share it with {SERVICE_ACCOUNT} as Editor")


def test_a_spreadsheet_that_may_only_be_read_is_read(live: GooglePlace):
    live.emulator.spreadsheet(live.argument).roles[SERVICE_ACCOUNT] = "reader"
    fine("validate", live.argument, *TODAY)
    told = ("may only view the spreadsheet", f"share it with {SERVICE_ACCOUNT} as Editor")
    refused(sheets_sync("sync", live.argument, *TODAY), 3, *told)


def test_an_id_of_nothing_is_told(live: GooglePlace):
    refused(sheets_sync("validate", "1" * 44, *TODAY), 3, "Google finds no spreadsheet 111111…")


def test_an_uploaded_workbook_is_told(live: GooglePlace):
    uploaded = live.emulator.create(office_file=True)
    refused(sheets_sync("validate", uploaded, *TODAY), 3, "uploaded Excel file", "Save as Google Sheets")


def test_a_blank_spreadsheet_is_a_program_after_init(live: GooglePlace):
    blank = GooglePlace(live.emulator, live.emulator.create())
    for options in ((), ("--if-asked",)):
        refused(sheets_sync("sync", blank.argument, *options, *TODAY), 3, "none of the tabs of a program")
    assert "Added the tab applicants." in fine("init", blank.argument)
    typed(blank, "settings", "cohort", "value", "2027")
    fine("sync", blank.argument, *TODAY)
    assert "Nothing to change." in fine("sync", blank.argument, *TODAY)
