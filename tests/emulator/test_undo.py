"""Undo takes back one's own change only; the version history takes back everybody's."""

from collections.abc import Callable
from typing import Any

import pytest
from emulator.calling import Caller
from sheets_emulator import Person

ROWS = [["id", "name", "status"], ["E1", "Kofi"], ["E2", "Ada"], ["E3", "Mei"]]
Act = Callable[[Person], object]


@pytest.fixture
def people(caller: Caller) -> Caller:
    """Give a tab with three people, and a column for us."""
    caller.put("A1", ROWS)
    return caller


def undone_after_our_write(caller: Caller, act: Act) -> Any:
    """Return the tab after a person acted, we wrote `ours` into C3, and the person took it back."""
    person = caller.emulator.person(caller.spreadsheet_id)
    act(person)
    caller.put("C3", [["ours"]])
    person.undo()
    return caller.read("A1:D6")


@pytest.mark.parametrize(
    ("act", "row"),
    [
        (lambda person: person.insert_rows("Sheet1", 2), ["E1", "Kofi", "ours"]),
        (lambda person: person.delete_rows("Sheet1", 2), ["E3", "Mei", "ours"]),
        (lambda person: person.move_rows("Sheet1", 4, before=2), ["E1", "Kofi", "ours"]),
        (lambda person: person.move_rows("Sheet1", 2, before=5), ["E3", "Mei", "ours"]),
        (lambda person: person.edit("Sheet1", "B3", "Ada L."), ["E2", "Ada", "ours"]),
        (lambda person: person.cut_and_paste_rows("Sheet1", 2, to=6), ["E2", "Ada", "ours"]),
        (lambda person: person.rename_column("Sheet1", "name", "Full name"), ["E2", "Ada", "ours"]),
    ],
)
def test_rows_are_as_before_and_our_value_stays_with_its_row(people: Caller, act: Act, row: list[str]):
    after = undone_after_our_write(people, act)
    assert [[*line, "", ""][:2] for line in after] == [line[:2] for line in ROWS]
    assert [line for line in after if line[2:] == ["ours"]] == [row]


def test_after_an_undone_sort_our_value_is_with_somebody_else(people: Caller):
    after = undone_after_our_write(people, lambda person: person.sort_rows("Sheet1", "name"))
    assert after == [ROWS[0], ROWS[1], [*ROWS[2], "ours"], ROWS[3]]


@pytest.mark.parametrize(
    ("act", "ours"),
    [
        (lambda person: person.insert_columns("Sheet1", before="id"), ["E2", "ours"]),
        (lambda person: person.move_column("Sheet1", "status", before="id"), ["E2", "ours"]),
        (lambda person: person.delete_column("Sheet1", "name"), ["E2", "Ada", "", "ours"]),
    ],
)
def test_columns_are_as_before_and_our_value_stays_with_its_column(people: Caller, act: Act, ours: list[str]):
    after = undone_after_our_write(people, act)
    assert (after[0], after[2]) == (ROWS[0], ours)


@pytest.mark.parametrize(
    "act",
    [
        lambda person: person.copy_tab("Sheet1"),
        lambda person: person.delete_tab("other"),
        lambda person: person.rename_tab("other", "another"),
    ],
)
def test_tabs_are_as_before(people: Caller, act: Act):
    people.batch({"addSheet": {"properties": {"title": "other"}}})
    undone_after_our_write(people, act)
    titles = [sheet.title for sheet in people.emulator.spreadsheet(people.spreadsheet_id).sheets]
    assert titles == ["Sheet1", "other"]


def test_one_undo_after_another_goes_further_back(people: Caller):
    person = people.emulator.person(people.spreadsheet_id)
    person.edit("Sheet1", "B2", "one")
    person.edit("Sheet1", "B3", "two")
    person.undo()
    assert people.read("B2:B3") == [["one"], ["Ada"]]
    person.undo()
    person.undo()
    assert people.read("B2:B3") == [["Kofi"], ["Ada"]]


def test_the_version_history_takes_back_what_a_program_wrote(people: Caller):
    person = people.emulator.person(people.spreadsheet_id)
    person.edit("Sheet1", "B2", "typed")
    people.put("C3", [["ours"]])
    person.restore(versions=2)
    assert people.read("A1:D6") == ROWS
