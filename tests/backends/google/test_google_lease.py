"""Of two runs that read the same, one writes."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from live import Live, put
from pictures import APPLICANTS, spreadsheet
from sheets_emulator import Emulator

from sheets_sync.backends.google.http.failures import Rejected
from sheets_sync.backends.google.reading.lease import Lease, next_lease
from sheets_sync.plan import Order, make_plan
from sheets_sync.spreadsheet.refusals import Exit, Refusal

NOW = datetime(2027, 3, 1, 2, tzinfo=UTC)


@pytest.fixture
def live(emulator: Emulator) -> Live:
    """Return a program in a live sheet."""
    return put(emulator, spreadsheet(APPLICANTS))


def test_of_two_runs_on_one_reading_the_second_is_refused(live: Live):
    first, second = live.store(), live.store()
    (seen, first_as), (_, second_as) = first.read(to_write=True), second.read(to_write=True)
    plan = make_plan(seen, Order("sync", datetime(2027, 3, 1, 2)))
    first.apply(plan.changes, first_as)
    with pytest.raises(Refusal) as refused:
        second.apply(plan.changes, second_as)
    assert refused.value.exit_code == Exit.BUSY


def test_a_run_that_comes_between_rereading_and_writing_is_noticed_too(live: Live):
    late = live.store()
    seen, read_as = late.read(to_write=True)
    plan = make_plan(seen, Order("sync", datetime(2027, 3, 1, 2)))
    live.before_write(lambda p: p.do(*Lease(1, "another").requests()))
    with pytest.raises(Refusal) as refused:
        late.apply(plan.changes, read_as)
    assert refused.value.exit_code == Exit.BUSY


def test_a_run_at_work_keeps_others_out_until_its_time_is_over(live: Live):
    lease = Lease(7, "another", NOW + timedelta(minutes=5))
    live.person.do(*lease.requests())
    with pytest.raises(Refusal) as refused:
        live.store().read(to_write=True)
    assert refused.value.exit_code == Exit.BUSY
    assert "in 5 minutes" in str(refused.value)
    live.person.do(*Lease(8, "another", NOW - timedelta(minutes=1)).requests([7]))
    live.store().read(to_write=True)


ENDS: dict[str, Callable[[Live], object]] = {
    "the last part has no place left": lambda live: live.before_write(lambda p: p.delete_tab("log")),
    "somebody protects a tab": lambda live: live.before_write(lambda p: p.protect("log"), nth=3),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_run_that_has_ended_keeps_nobody_out(live: Live, monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setattr("sheets_sync.backends.google.writing.requests.LARGEST", 1_500)
    ENDS[name](live)
    with suppress(Refusal):
        live.run()
    assert live.reading().lease.until is None
    live.store().read(to_write=True)


def test_a_run_at_work_does_not_keep_anybody_from_reading(live: Live):
    live.person.do(*Lease(7, "another", NOW + timedelta(minutes=5)).requests())
    live.store().read()


def test_the_next_number_is_free_and_starts_again_at_the_end():
    assert next_lease(Lease(7, ""), {8, 9}, "r", None).number == 10
    assert next_lease(Lease(900_000, ""), (), "r", None).number == 1
    assert next_lease(None, (), "r", None).number == 1


def test_what_others_scribbled_there_holds_nobody_up():
    scribble = {"metadataId": 3, "metadataKey": "sheets-sync.run", "metadataValue": "[1"}
    assert Lease.found({"developerMetadata": [scribble]}) == Lease(3, "")


def test_a_write_that_arrives_after_newer_ones_is_not_carried_out(live: Live):
    for day in range(1, 4):
        live.run(today=date(2027, 3, day))
    late = live.store().client
    with pytest.raises(Rejected):
        late.write(live.spreadsheet_id, {"requests": Lease(1, "the first run").requests()})


def test_the_ids_of_the_last_writes_are_kept_and_older_ones_dropped():
    added, *dropped = Lease(23, "a").requests(range(1, 23))
    assert added["createDeveloperMetadata"]["developerMetadata"]["metadataId"] == 23
    lookups = [one["deleteDeveloperMetadata"]["dataFilter"]["developerMetadataLookup"] for one in dropped]
    assert lookups == [{"metadataId": 1}, {"metadataId": 2}]
