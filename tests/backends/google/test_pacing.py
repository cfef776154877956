"""What one run may spend: tries, calls, minutes, and requests in any minute."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from backends.google.talking import PATIENCE, Naps, Talk, page, talk_to
from sheets_emulator import Emulator, Quota, faults

from sheets_sync.backends.google.http.failures import Passing
from sheets_sync.backends.google.http.pacing import Clock, Limits, Pacing, pause_after, seconds_asked
from sheets_sync.spreadsheet.refusals import Exit, Refusal

NEW_YEAR = 1_798_761_600.0  # 2027-01-01 00:00 UTC


def test_a_run_makes_24_calls_and_no_more(talk: Talk):
    with pytest.raises(Refusal, match="more calls or more time") as refused:
        while True:
            talk.read()
    assert refused.value.exit_code == Exit.TRY_LATER
    assert len(talk.emulator.requests) == 24  # the token is one of them


def test_the_last_call_may_be_a_renewed_token_and_never_the_25th(talk: Talk):
    for _ in range(21):
        talk.read()
    talk.emulator.tokens.expire_all()
    with pytest.raises(Refusal, match="more calls or more time"):
        talk.write()
    assert len(talk.emulator.requests) == 24
    assert talk.cells() == []


def test_ten_minutes_end_a_run(talk: Talk):
    talk.read()
    talk.naps.taken.append(600.0)
    with pytest.raises(Refusal, match="more calls or more time"):
        talk.read()
    assert talk.emulator.count("read") == 1


def test_nobody_waits_for_what_comes_after_the_end(talk: Talk):
    talk.emulator.inject(faults.status(429, retry_after=3600))
    with pytest.raises(Refusal, match="quota is used up"):
        talk.read()
    assert talk.naps.taken == []


def test_a_call_gets_no_more_time_than_is_left(emulator: Emulator, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
    talk = talk_to(emulator, replace(PATIENCE, read=180.0, seconds=0.5))
    emulator.inject(faults.hang())
    with talk.client, pytest.raises(Refusal, match="broke again and again"):
        talk.read()
    assert emulator.count("any") == 1


# --- requests a minute ------------------------------------------------------------------------------


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    """Give a client without a budget, of an emulator with Google's quota."""
    naps = Naps()
    with Emulator(quota=Quota(clock=naps.now)) as emulator:
        monkeypatch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
        talk = talk_to(emulator, replace(PATIENCE, calls=1_000, seconds=1e6), naps)
        with talk.client:
            yield talk


def test_no_more_than_50_reads_and_50_writes_in_any_minute(hasty: Talk):
    for _ in range(120):
        hasty.read()
        hasty.write()
    assert {request.status for request in hasty.emulator.requests} == {200}
    assert 110 < sum(hasty.naps.taken) < 130
    assert hasty.naps.told[1:] == ["Waiting 60 seconds for Google's quota …"] * 2


def test_reads_do_not_wait_for_writes():
    now = [0.0]
    pacing = Pacing(Clock(monotonic=lambda: now[0]), Limits(a_minute=2))
    for now[0] in (0.0, 10.0):
        pacing.count(is_read=False)
    assert pacing.pause(is_read=True) == 0.0
    assert pacing.pause(is_read=False) == 50.0
    now[0] = 60.0
    assert pacing.pause(is_read=False) == 0.0


# --- pauses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
def test_pauses_are_drawn_from_the_whole_span(chance: float):
    clock = Clock(chance=lambda: chance)
    spans = [1, 2, 4, 8, 16, 32, 64, 64]
    failure = Passing("trouble")
    assert [pause_after(failure, tried, clock) for tried in range(1, 9)] == [chance * span for span in spans]


@pytest.mark.parametrize(("chance", "pause"), [(0.0, 60.0), (0.999, 64.995)])
def test_a_quota_is_waited_for_just_over_a_minute(chance: float, pause: float):
    assert pause_after(Passing("quota", quota=True), 1, Clock(chance=lambda: chance)) == pause


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("Fri, 01 Jan 2027 00:00:30 GMT", 30.0),
        ("Thu, 31 Dec 2026 23:00:00 GMT", 0.0),  # over already
        ("-3", None),
        ("1e9", None),
        ("soon", None),
        ("٣", None),
        ("", None),
        ("99999999999999999999", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(asked: str, seconds: float | None):
    assert seconds_asked({"Retry-After": asked}, NEW_YEAR) == seconds


def test_a_date_counts_from_googles_own_clock():
    headers = {"Retry-After": "Fri, 01 Jan 2027 00:00:30 GMT", "Date": "Fri, 01 Jan 2027 00:00:10 GMT"}
    assert seconds_asked(headers, now=0.0) == 20.0


def test_a_date_is_honoured_by_a_read(talk: Talk):
    answered = page(
        503, **{"Retry-After": "Fri, 01 Jan 2027 00:00:30 GMT", "Date": "Fri, 01 Jan 2027 00:00:00 GMT"}
    )
    talk.emulator.inject(answered)
    talk.read()
    assert talk.naps.taken == [30.5]
