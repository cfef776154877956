"""Any fault in any request of a sync: it ends in time with the right exit code, and the next converges."""

from collections import Counter
from functools import cache
from time import sleep

import pytest
from live import Live, put
from pictures import APPLICANTS, spreadsheet
from sheets_emulator import Emulator, faults
from test_live_edits import DATES, MATCHES

from sheets_sync.backends.google.http.pacing import Limits
from sheets_sync.spreadsheet.refusals import Exit, Refusal

REQUESTS = ("token", "spreadsheets.get", "spreadsheets.getByDataFilter", "spreadsheets.batchUpdate")
PASSING = {
    "429": faults.status(429),
    "429 and Retry-After": faults.status(429, retry_after=3),
    "500": faults.status(500),
    "502 as a page": faults.html(502),
    "503": faults.status(503),
    "reset": faults.reset(),
    "time-out": faults.hang(seconds=0.6),
    "truncated": faults.truncated(applied=False),
}
APPLIED = {
    "503 after applying": faults.status(503, applied=True),
    "502 after applying": faults.html(502, applied=True),
    "reset after applying": faults.reset(applied=True),
    "time-out after applying": faults.hang(applied=True, seconds=0.6),
    "truncated after applying": faults.truncated(applied=True),
}
FOR_GOOD = {"403": faults.status(403), "404": faults.status(404)}
PATIENCE = Limits(connect=1.0, read=0.3)


@pytest.fixture
def live(emulator: Emulator) -> Live:
    """Return a program on a live sheet whose first sync announces a pair and adds its meetings."""
    return put(emulator, spreadsheet(APPLICANTS, MATCHES, **DATES))


def ended(live: Live) -> int:
    """Return the exit code that a sync ends with."""
    try:
        _, waiting = live.run(limits=PATIENCE)
    except Refusal as refusal:
        return refusal.exit_code
    return Exit.PARTLY_DONE if waiting else Exit.OK


def said(live: Live) -> dict[str, list[list[object]]]:
    """Return everything that stands in the sheet, but for the names of runs in the log."""
    titles = [sheet.title for sheet in live.emulator.spreadsheet(live.spreadsheet_id).sheets]
    return {title: live.emulator.values(live.spreadsheet_id, title) for title in titles}


@cache
def as_without_faults() -> dict[str, list[list[object]]]:
    """Return what stands in the sheet after two undisturbed syncs."""
    with Emulator() as emulator:
        live = put(emulator, spreadsheet(APPLICANTS, MATCHES, **DATES))
        live.run()
        return said(live)


def converges(live: Live) -> None:
    """Check that the next clean run makes the sheet what it should be, and that another changes nothing."""
    live.emulator.settle()
    live.run()
    assert said(live) == as_without_faults()
    live.forget_requests()
    live.run()
    assert live.requests() == ["spreadsheets.get"]


@pytest.mark.parametrize("on", REQUESTS)
@pytest.mark.parametrize("name", PASSING)
def test_what_passes_is_waited_out(live: Live, name: str, on: str):
    live.emulator.inject(PASSING[name], on=on)
    assert ended(live) == Exit.OK
    assert said(live) == as_without_faults()
    converges(live)


@pytest.mark.parametrize("name", APPLIED)
def test_a_write_of_unknown_fate_is_settled_by_reading(live: Live, name: str):
    live.emulator.inject(APPLIED[name], on="write")
    assert ended(live) == Exit.OK
    assert live.emulator.count("write") == 1
    assert said(live) == as_without_faults()
    converges(live)


@pytest.mark.parametrize("by", ["hang", "reset"])
@pytest.mark.parametrize("before", [1, 2])
def test_a_write_that_arrives_late_is_carried_out_once(live: Live, by: str, before: int):
    live.emulator.inject(faults.late(before=before, seconds=0.6, by=by), on="write")
    assert ended(live) in (Exit.OK, Exit.BUSY)
    converges(live)


@pytest.mark.parametrize("on", REQUESTS)
@pytest.mark.parametrize("name", PASSING)
def test_what_does_not_pass_ends_with_try_later(live: Live, name: str, on: str):
    live.emulator.inject(PASSING[name], on=on, times=1000)
    assert ended(live) == Exit.TRY_LATER
    assert len(live.emulator.requests) <= PATIENCE.calls
    live.emulator._faults.waiting.clear()
    converges(live)


@pytest.mark.parametrize("on", REQUESTS[1:])
@pytest.mark.parametrize("name", FOR_GOOD)
def test_what_a_person_must_mend_is_not_tried_again(live: Live, name: str, on: str):
    live.emulator.inject(FOR_GOOD[name], on=on, times=1000)
    assert ended(live) == Exit.FIX_NEEDED
    assert Counter(live.requests())[on] <= 2
    live.emulator._faults.waiting.clear()
    converges(live)


def test_a_refused_connection_is_tried_again(live: Live):
    live.emulator.inject(faults.refused(seconds=0.05), on="write")
    assert ended(live) in (Exit.OK, Exit.TRY_LATER)
    sleep(0.1)
    converges(live)
