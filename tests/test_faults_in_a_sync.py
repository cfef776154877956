"""Any fault in any request of a sync: it ends in time with the right exit code, and the next converges."""

from collections import Counter
from datetime import date, datetime, time
from functools import cache
from time import sleep

import pytest
from live import NOW, TODAY, Live, put
from pictures import APPLICANTS, column, spreadsheet
from sheets_emulator import Emulator, faults

from sheets_sync.backends.google.http.pacing import Limits
from sheets_sync.backends.google.reading.lease import LASTS
from sheets_sync.backends.google.writing import requests
from sheets_sync.backends.store import SplitStore
from sheets_sync.plan import Order, make_plan
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.schema import CONFIDENTIAL
from sheets_sync.spreadsheet.snapshot import Snapshot

MATCHES = """
    matches
    mentor_id | mentee_id | decision | decided_by      | keep_this_pair | end_reason | ours
    E5        | E3        | approve  | ina@example.org |                |            | =A2&F2 → "E5"
    E6        | E3        | reject   |                 | TRUE           |            | =A3&F3 → "E6"
"""
DATES = {"matches_announced_on": date(2027, 2, 1), "pre_survey_closes_on": date(2027, 1, 20)}
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
SCORES = """
    rubric_scores
    applicant_id | interviewer_email | interviewed_on | communication | candor | recommendation
    E5           | ina@example.org   | 2027-02-20     | 4             | 4      | yes
"""
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
    """Return what stands in the sheet after an undisturbed sync."""
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


# --- an outage that begins in the midst ------------------------------------------------------------


@pytest.mark.parametrize("asked", range(9))
@pytest.mark.parametrize("applied", [False, True])
def test_a_change_in_parts_that_an_outage_cuts_off_is_completed_by_the_next_run(
    live: Live, asked: int, applied: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(requests, "LARGEST", 3_000)
    live.emulator.inject(faults.status(503, applied=applied), skip=asked, times=1000)
    assert ended(live) == Exit.TRY_LATER
    live.emulator._faults.waiting.clear()
    monkeypatch.setattr("live.NOW", NOW + LASTS)  # what the run had taken for itself is free again
    live.run()
    assert said(live) | {"log": []} == as_without_faults() | {"log": []}  # which of two runs it was differs
    live.forget_requests()
    live.run()
    assert live.requests() == ["spreadsheets.get"]


@pytest.mark.parametrize("asked", range(6))
def test_an_outage_between_two_spreadsheets_leaves_nothing_to_mend_by_hand(emulator: Emulator, asked: int):
    main, secret = two(emulator)
    emulator.inject(faults.status(503), skip=asked, times=1000)
    with pytest.raises(Refusal) as refused:
        sync_both(main, secret)
    assert refused.value.exit_code == Exit.TRY_LATER
    emulator._faults.waiting.clear()
    sync_both(main, secret)
    assert column(secret.look(), "rubric_scores", "score") == [(4.0,)]
    assert column(main.look(), "applicants", "suggested_selection")[0] == ("accept",)
    main.forget_requests()
    sync_both(main, secret)
    assert main.requests() == ["spreadsheets.get"] * 2


def two(emulator: Emulator) -> tuple[Live, Live]:
    """Return a program with an interview's scores in a second spreadsheet."""
    whole = spreadsheet(APPLICANTS, SCORES)
    apart = {name: tuple(t for t in whole if (t.name in CONFIDENTIAL) is name) for name in (False, True)}
    return put(emulator, Snapshot(apart[False])), put(emulator, Snapshot(apart[True]))


def sync_both(main: Live, secret: Live) -> None:
    """Run the nightly job on a program in two spreadsheets."""
    stores = [one.store(PATIENCE) for one in (main, secret)]
    both = SplitStore(*stores)
    snapshot, read_as = both.read(to_write=True)
    plan = make_plan(snapshot, Order("sync", datetime.combine(TODAY, time(2))))
    if plan.changes:
        both.apply(plan.changes, read_as)
