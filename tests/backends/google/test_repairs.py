"""People drag columns just as a write arrives, and more goes wrong: what they typed is given back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from live import Live, put
from pictures import APPLICANTS, column, spreadsheet
from sheets_emulator import Emulator, Person, faults

from sheets_sync.backends.google.reading.lease import Lease
from sheets_sync.spreadsheet.a1 import cell_name
from sheets_sync.spreadsheet.refusals import Exit, Refusal, Unrestored

TYPED = [("mind the gap",), ("speaks Twi",), ("on leave in May",)]
STATUSES = [("ready_to_match",)] * 3


@pytest.fixture
def live(emulator: Emulator) -> Live:
    """Return a program with a note in every row, over which people drag the tool's two columns."""
    live = with_notes(emulator)
    live.before_write(drag)
    return live


def with_notes(emulator: Emulator) -> Live:
    """Return a program with a note in every row."""
    live = put(emulator, spreadsheet(APPLICANTS))
    for row, (note,) in enumerate(TYPED, 2):
        live.person.edit("applicants", f"Z{row}", note)
    return live


def drag(person: Person) -> None:
    """Drag the tool's columns to the front, so that a status on its way lands on a note."""
    for header in ("status", "suggested_selection"):
        person.move_column("applicants", header, before="person_id")


def shift(person: Person) -> None:
    """Insert a column before all those that are written to."""
    person.insert_columns("applicants", "suggested_selection")


def notes(live: Live) -> list[tuple[object, ...]]:
    """Return what stands in people's column of notes."""
    return column(live.look(), "applicants", "notes")


def test_the_notes_are_given_back_and_the_statuses_go_where_their_column_went(live: Live):
    _, waiting = live.run()
    assert (notes(live), waiting) == (TYPED, 0)
    assert column(live.look(), "applicants", "status") == STATUSES


TROUBLES: dict[str, Callable[[Live], object]] = {
    "503": lambda live: live.emulator.inject(faults.status(503), on="write", skip=1, times=4),
    "503 after applying": lambda live: live.emulator.inject(
        faults.status(503, applied=True), on="write", skip=1
    ),
    "429": lambda live: live.emulator.inject(faults.status(429), on="write", skip=1, times=3),
    "another run": lambda live: live.before_write(lambda p: p.do(*Lease(2, "another").requests()), nth=2),
    "rows sorted": lambda live: live.before_write(
        lambda p: p.sort_rows("applicants", "full_name", descending=True), nth=2
    ),
    "columns dragged on": lambda live: live.before_write(drag, nth=2),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_they_are_given_back_whatever_gets_in_between(live: Live, name: str):
    TROUBLES[name](live)
    live.run()
    assert sorted(notes(live)) == sorted(TYPED)
    assert column(live.look(), "applicants", "status") == STATUSES


FOR_GOOD: dict[str, Callable[[Live], object]] = {
    "503": lambda live: live.emulator.inject(faults.status(503), on="write", skip=1, times=1000),
    "no connection": lambda live: live.emulator.inject(faults.reset(), on="any", skip=3, times=1000),
    "protected": lambda live: live.before_write(lambda p: p.protect("applicants"), nth=2),
    "shifted on and on": lambda live: [live.before_write(shift, nth=nth) for nth in (2, 3, 4)],
}


@pytest.mark.parametrize("name", FOR_GOOD)
def test_what_cannot_be_given_back_is_handed_over(live: Live, name: str):
    FOR_GOOD[name](live)
    with pytest.raises(Unrestored) as left:
        live.run()
    assert left.value.exit_code == Exit.PARTLY_DONE
    assert {note for (note,) in TYPED} <= {*(one.text for one in left.value.cells), *sum(notes(live), ())}
    assert {one.part for one in left.value.cells} == {"value"}


def test_keys_are_given_back_to_their_rows_where_people_sort_these_just_then(emulator: Emulator):
    topics = """
        topics
        topic    | offered_by | description
        safety   | 2          | Nobody hurt at work
        staffing | 1          | Who works when
        pay      | 2          | What work is worth
    """
    live = put(emulator, spreadsheet(APPLICANTS, topics))
    live.before_write(lambda p: p.move_column("topics", "topic", before="description"))
    live.before_write(lambda p: p.sort_rows("topics", "description"), nth=2)
    live.run()
    assert sorted(column(live.look(), "topics", "topic", "description")) == [
        ("pay", "What work is worth"),
        ("safety", "Nobody hurt at work"),
        ("staffing", "Who works when"),
    ]


def retype(person: Person) -> None:
    """Type another note into each row."""
    for row in (2, 3, 4):
        person.edit_row("applicants", row, notes=f"new {row}")


RETYPED = [("new 2",), ("new 3",), ("new 4",)]


def test_what_people_do_while_a_write_has_to_wait_is_read_first(emulator: Emulator):
    live = with_notes(emulator)
    emulator.inject(faults.status(429), on="write")
    live.emulator.before("read", 3, drag)
    live.emulator.before("read", 3, retype)
    live.run()
    assert notes(live) == RETYPED
    assert column(live.look(), "applicants", "status") == STATUSES


def test_what_people_type_while_a_repair_has_to_wait_stays(live: Live):
    live.emulator.inject(faults.status(429), on="write", skip=1)
    live.emulator.before("read", 3, retype)
    live.run()
    assert notes(live) == RETYPED


def test_a_write_waits_for_the_quota_before_it_is_read_where_all_has_gone(emulator: Emulator):
    live = with_notes(emulator)
    store, asked = live.store(), list[list[str]]()
    clock = store.client.budget.clock

    def nap(seconds: float) -> None:
        asked.append(live.requests())
        clock.sleep(seconds)

    store.client.budget.clock = replace(clock, sleep=nap)
    for _ in range(store.client.budget.limits.a_minute):
        store.client._pacing.count(is_read=False)
    live.run(store=store)
    assert asked == [["spreadsheets.get"]]


LATE: dict[str, Callable[[Person], object]] = {
    "columns dragged": drag,
    "a column inserted": lambda person: person.insert_columns("applicants", "full_name"),
    "rows sorted": lambda person: person.sort_rows("applicants", "full_name", descending=True),
}


@pytest.mark.parametrize("name", LATE)
def test_a_write_that_arrives_late_is_checked_as_the_one_it_is(emulator: Emulator, name: str):
    live = with_notes(emulator)
    emulator.inject(faults.late(before=2, seconds=0.3, by="reset"), on="write")
    emulator.before("read", 3, LATE[name])
    live.run()
    assert sorted(notes(live)) == sorted(TYPED)
    assert column(live.look(), "applicants", "status") == STATUSES


def test_cells_that_cannot_be_found_again_are_handed_over(live: Live):
    def renamed_and_dragged(person: Person) -> None:
        person.rename_column("applicants", "notes", "remarks")
        person.move_column("applicants", "remarks", before="person_id")

    live.before_write(renamed_and_dragged, nth=2)
    with pytest.raises(Unrestored) as left:
        live.run()
    assert [one.text for one in left.value.cells] == [note for (note,) in TYPED]


def test_what_a_run_that_is_stopped_had_hit_is_handed_over(live: Live):
    live.emulator.inject(faults.status(429), on="write", skip=1)
    store = live.store()
    store.client.budget.clock = replace(store.client.budget.clock, sleep=stop)
    with pytest.raises(Unrestored, match="the run was stopped") as left:
        live.run(store=store)
    assert [one.text for one in left.value.cells] == [note for (note,) in TYPED]


def stop(_: float) -> None:
    """Press Ctrl-C while the tool waits."""
    raise KeyboardInterrupt


def test_after_a_write_google_is_given_the_time_that_it_asks_for(live: Live):
    live.emulator.inject(faults.status(503, retry_after=20), on="write", times=2)
    store = live.store()
    before = store.client.budget.clock.monotonic()
    live.run(store=store)
    assert store.client.budget.clock.monotonic() - before > 40


# --- notes -----------------------------------------------------------------------------------------


@pytest.fixture
def noted(emulator: Emulator) -> Live:
    """Return a program in which two cells are bad: a note of the tool's is to come to one, one has it."""
    live = put(emulator, spreadsheet(APPLICANTS))
    live.person.edit("applicants", "C2", "ann@example")
    live.run()
    live.person.edit("applicants", "C2", "ann@example.org")
    live.person.edit("applicants", "C3", "bo@example")
    return live


def sort(person: Person, *, descending: bool) -> None:
    """Sort the applicants by name."""
    person.sort_rows("applicants", "full_name", descending=descending)


def bad_cells(live: Live) -> list[tuple[object, str]]:
    """Return who has a note in the column of e-mail addresses, and which."""
    seen = live.look()
    ids = dict(enumerate(column(seen, "applicants", "person_id"), 2))
    [notes] = [tab.notes for tab in seen if tab.name == "applicants"]
    return [(ids[cell.row][0], text) for cell, text in notes.items() if cell.column == 3]


def test_notes_of_the_tool_that_people_get_in_the_way_of_wait_for_the_next_run(noted: Live):
    for nth in (1, 2, 3, 4):
        noted.before_write(lambda p, nth=nth: sort(p, descending=nth % 2 == 1), nth=nth)
    _, waiting = noted.run()
    assert waiting > 0
    noted.run()
    [(who, note)] = bad_cells(noted)
    assert (who, note[:17]) == ("E6", "sheets-sync MU110")


def test_a_note_of_the_tool_on_a_cell_of_peoples_is_nothing_for_them_to_put_back(noted: Live):
    noted.before_write(lambda p: sort(p, descending=True))
    noted.emulator.inject(faults.status(503), on="write", skip=1, times=1000)
    with pytest.raises(Refusal) as left:
        noted.run()
    assert not isinstance(left.value, Unrestored)
    assert left.value.exit_code == Exit.TRY_LATER


NOTED: dict[str, Callable[[Person], object]] = {
    "email": lambda person: sort(person, descending=True),
    "status": lambda person: person.move_column("applicants", "status", before="email"),
}


@pytest.mark.parametrize("header", NOTED)
def test_a_note_of_peoples_that_cannot_be_given_back_is_handed_over_as_a_note(noted: Live, header: str):
    row = {"email": 4, "status": 3}[header]
    address = cell_name(row, noted.person.column("applicants", header) + 1)
    noted.person.add_note("applicants", address, "ask her")
    noted.before_write(NOTED[header])
    noted.before_write(lambda p: p.protect("applicants"), nth=2)
    with pytest.raises(Unrestored) as left:
        noted.run()
    assert ("note", "ask her") in [(one.part, one.text) for one in left.value.cells]
    assert not any(one.text.startswith("sheets-sync") for one in left.value.cells)


# --- tabs that go ----------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["spreadsheets.getByDataFilter", "write"])
@pytest.mark.parametrize("tab", ["applicants", "problems", "log", "start_here"])
def test_a_tab_that_people_delete_meanwhile_takes_only_its_own_changes_with_it(
    live: Live, tab: str, moment: str
):
    live.person.edit("applicants", "C3", "bo@example")  # a problem to be told
    live.emulator._appointments.clear()
    live.emulator.before(moment, 1, lambda person: person.delete_tab(tab))
    _, waiting = live.run()
    assert waiting > 0
    assert live.look().get(tab) is None
    if tab != "applicants":
        assert column(live.look(), "applicants", "status")[0] == ("ready_to_match",)
