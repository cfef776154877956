"""Changes written into a live spreadsheet: few requests, and every value with its record."""

from collections.abc import Callable

import pytest
from live import NOW, Live, put
from pictures import APPLICANTS, column, spreadsheet
from sheets_emulator import Emulator, Person

from sheets_sync.backends.google.reading.lease import Lease
from sheets_sync.spreadsheet.refusals import Exit, Refusal

Act = Callable[[Person], object]
STATUS = {"E5": "ready_to_match", "E6": "ready_to_match", "E3": "ready_to_match"}


@pytest.fixture
def live(emulator: Emulator) -> Live:
    """Return a program in a live sheet, no status in it yet."""
    return put(emulator, spreadsheet(APPLICANTS))


def statuses(live: Live) -> dict[object, object]:
    """Return who has which status."""
    return dict(column(live.look(), "applicants", "person_id", "status"))


def test_a_sync_costs_three_requests_and_the_second_one_only_the_reading(live: Live):
    live.run("match")
    live.forget_requests()
    live.run("sync")
    assert live.requests() == ["spreadsheets.get", "spreadsheets.getByDataFilter", "spreadsheets.batchUpdate"]
    live.forget_requests()
    live.run("sync")
    assert live.requests() == ["spreadsheets.get"]


MOVES: dict[str, Act] = {
    "sorted": lambda p: p.sort_rows("applicants", "full_name", descending=True),
    "a row inserted above": lambda p: p.insert_rows("applicants", 2),
    "a row moved": lambda p: p.move_rows("applicants", 2, before=5),
    "a column inserted": lambda p: p.insert_columns("applicants", "status"),
    "two columns inserted first": lambda p: p.insert_columns("applicants", "person_id", 2),
    "the column moved": lambda p: p.move_column("applicants", "status", before="person_id"),
    "another column moved": lambda p: p.move_column("applicants", "notes", before="email"),
    "start_here pushed down": lambda p: p.insert_rows("start_here", 2, 3),
    "start_here pushed aside": lambda p: p.insert_columns("start_here", "Reverse mentoring: start here"),
}


@pytest.mark.parametrize("moment", ["spreadsheets.getByDataFilter", "write"])
@pytest.mark.parametrize("name", MOVES)
def test_a_status_is_with_its_person_whatever_was_moved(live: Live, name: str, moment: str):
    live.emulator.before(moment, 1, MOVES[name])
    _, waiting = live.run("sync")
    assert (statuses(live), waiting) == (STATUS, 0)


def test_what_landed_on_a_persons_note_is_taken_back(live: Live):
    live.person.edit("applicants", "AD2", "mind the gap")
    assert live.look().get("applicants").headers[29] == "source"  # type: ignore[union-attr]
    live.person.rename_column("applicants", "source", "my notes")
    live.before_write(lambda p: p.move_column("applicants", "status", before="person_id"))
    live.run("sync")
    assert column(live.look(), "applicants", "my notes")[0] == ("mind the gap",)


def test_a_value_on_an_inserted_row_is_taken_back(live: Live):
    live.before_write(lambda p: p.insert_rows("applicants", 3))
    live.run("sync")
    assert live.emulator.values(live.spreadsheet_id, "applicants")[2] == []


def test_a_row_that_is_deleted_meanwhile_waits_and_the_others_are_written(live: Live):
    live.before_write(lambda p: p.delete_rows("applicants", 3))
    _, waiting = live.run("sync")
    assert waiting > 0
    assert statuses(live) == {"E5": "ready_to_match", "E3": "ready_to_match"}


def test_what_somebody_types_into_a_grey_cell_meanwhile_is_not_overwritten_unlogged(live: Live):
    live.emulator.before("spreadsheets.getByDataFilter", 1, lambda p: p.edit("applicants", "AB2", "mine"))
    _, waiting = live.run("sync")
    assert waiting == 1
    assert statuses(live)["E5"] == "mine"
    live.run("sync")
    assert statuses(live)["E5"] == "ready_to_match"
    assert ("mine", "ready_to_match") in column(live.look(), "log", "before", "after")


def test_a_person_put_over_another_in_a_grey_cell_meanwhile_is_not_overwritten_unlogged(live: Live):
    live.person.mention("applicants", "AB2", "ann@example.org")
    live.emulator.before(
        "spreadsheets.getByDataFilter", 1, lambda p: p.mention("applicants", "AB2", "kim@example.org")
    )
    _, waiting = live.run("sync")
    assert (statuses(live)["E5"], waiting) == ("kim@example.org", 1)


def test_a_pair_that_somebody_adds_meanwhile_is_not_added_again(live: Live):
    def add(person: Person) -> None:
        person.edit("matches", "A2", "E5")
        person.edit("matches", "B2", "E3")

    live.emulator.before("spreadsheets.getByDataFilter", 1, add)
    _, waiting = live.run("match")
    assert waiting == 1
    assert column(live.look(), "matches", "mentor_id", "mentee_id") == [("E5", "E3")]


def test_new_rows_stand_under_their_headers_when_a_column_came_between(live: Live):
    live.before_write(lambda p: p.insert_columns("matches", "mentor_name"))
    live.run("match")
    found = column(live.look(), "matches", "mentor_id", "mentee_id", "status", "mentor_name")
    assert found == [("E5", "E3", "proposed", "Ann Five")]


def test_a_new_row_whose_column_is_gone_is_not_written_and_the_log_does_not_tell_of_it(live: Live):
    live.emulator.before("spreadsheets.getByDataFilter", 1, lambda p: p.delete_column("matches", "status"))
    with pytest.raises(Refusal) as refused:
        live.run("match")
    assert refused.value.exit_code == Exit.REFUSED_FOR_SAFETY
    assert live.emulator.count("write") == 0


def test_people_who_keep_moving_are_given_up_on_after_three_repairs(live: Live):
    for nth in range(1, 7):
        live.before_write(lambda p: p.insert_rows("applicants", 2), nth=nth)
    _, waiting = live.run("sync")
    assert live.emulator.count("write") == 4
    assert waiting > 0
    live.emulator._appointments.clear()
    live.run("sync")
    assert {person: status for person, status in statuses(live).items() if person} == STATUS


def test_a_renamed_tab_is_followed_while_the_run_writes(live: Live):
    live.before_write(lambda p: p.rename_tab("applicants", "Bewerber"))
    live.run("sync")
    assert [row["status"] for row in live.look().get("bewerber").rows] == ["ready_to_match"] * 3  # type: ignore[union-attr]


def test_a_range_that_people_protected_is_named(live: Live):
    live.person.protect("applicants", startColumnIndex=27, endColumnIndex=28)
    with pytest.raises(Refusal) as refused:
        live.run("sync")
    assert refused.value.exit_code == Exit.FIX_NEEDED
    assert "applicants!AB" in str(refused.value)


def test_a_large_change_is_written_in_parts_and_keeps_others_out_meanwhile(
    live: Live, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sheets_sync.backends.google.writing.requests.LARGEST", 1_000)
    between: list[Lease | None] = []
    live.before_write(lambda _: between.append(live.reading().lease), nth=2)
    live.run("sync")
    assert live.emulator.count("write") > 2
    assert [lease.is_held(NOW, by_others_than="me") for lease in between if lease] == [True]
    assert not live.reading().lease.is_held(NOW, by_others_than="me")  # type: ignore[union-attr]
    assert statuses(live) == STATUS
    live.forget_requests()
    live.run("sync")
    assert live.requests() == ["spreadsheets.get"]
