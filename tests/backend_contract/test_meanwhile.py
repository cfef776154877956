"""People at work between the reading and the writing; the same changes written twice."""

from collections.abc import Callable

import pytest
from backend_contract.writing import MATCHES, PROBLEMS, edit, rows, tab_of
from places import Place

from sheets_sync.spreadsheet.changes import ChangeSet, NewRow
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import Formula

CHANGES = ChangeSet(
    edits=(edit(3, 3, "approved"),), new_rows=(NewRow("matches", {"mentor_id": "E8", "mentee_id": "E1"}),)
)


@pytest.fixture(autouse=True)
def in_use(place: Place) -> None:
    """Put a tab in which people work, and one of the tool's own, into the place."""
    place.draw(MATCHES, PROBLEMS)


def write(place: Place, changes: ChangeSet, after: Callable[[Place], object]) -> int | Exit:
    """Write what was decided before people acted; return how many changes wait, or why none was made."""
    with place.opened() as store:
        _, read_as = store.read(to_write=True)
        after(place)
        try:
            return store.apply(changes, read_as)
        except Refusal as refusal:
            return refusal.exit_code


def statuses(place: Place) -> dict[object, object]:
    """Return the status of each mentor's match."""
    return {values[0]: values[2] for values in rows(place).values()}


ACTS: dict[str, Callable[[Place], object]] = {
    "a row above is new": lambda place: place.insert_row("matches", 2),
    "a row above is gone": lambda place: place.delete_rows("matches", 2),
    "the tab grew": lambda place: place.add_rows("matches", {"mentor_id": "E9", "mentee_id": "E2"}),
    "a decision was typed": lambda place: place.type("matches", "D2", "approve"),
    "another tab changed": lambda place: place.type("problems", "E2", "Cy"),
    "a note was written": lambda place: place.add_note("matches", "A3", "look here"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_after_people_changed_anything_the_rows_are_found_or_all_is_refused(
    place: Place, act: Callable[[Place], object]
):
    outcome = write(place, CHANGES, act)
    if place.habits.finds_moved_rows:
        assert (outcome, statuses(place)["E6"], statuses(place)["E8"]) == (0, "approved", None)
    else:
        assert outcome == Exit.REFUSED_FOR_SAFETY
        assert (statuses(place)["E6"], "E8" in statuses(place)) == ("proposed", False)


def test_a_change_whose_row_is_gone_waits_or_all_is_refused(place: Place):
    outcome = write(place, CHANGES, lambda place: place.delete_rows("matches", 3))
    assert outcome == (1 if place.habits.finds_moved_rows else Exit.REFUSED_FOR_SAFETY)
    assert "approved" not in statuses(place).values()


def test_a_change_of_a_cell_that_somebody_wrote_into_waits_or_all_is_refused(place: Place):
    outcome = write(place, CHANGES, lambda place: place.type("matches", "C3", "mine"))
    assert outcome == (1 if place.habits.finds_moved_rows else Exit.REFUSED_FOR_SAFETY)
    assert statuses(place)["E6"] == "mine"


def test_what_people_did_meanwhile_stays(place: Place):
    write(place, CHANGES, lambda place: place.type("matches", "E3", "call Bo"))
    assert rows(place)[3][4] == "call Bo"


def test_a_row_that_people_added_meanwhile_is_not_written_over(place: Place):
    write(place, CHANGES, lambda place: place.add_rows("matches", {"mentor_id": "E9", "mentee_id": "E2"}))
    assert rows(place)[5][:2] == ("E9", "E2")


def test_changes_are_written_once_and_then_refused(place: Place):
    with place.opened() as store:
        _, read_as = store.read(to_write=True)
        assert store.apply(CHANGES, read_as) == 0
        after = rows(place)
        with place.unwritten(), pytest.raises(Refusal) as refused:
            store.apply(CHANGES, read_as)
    assert refused.value.exit_code == place.habits.second_apply
    assert rows(place) == after


def test_after_reading_again_the_next_changes_are_written(place: Place):
    with place.opened() as store:
        for status in ("approved", "announced", None):
            _, read_as = store.read(to_write=True)
            assert store.apply(ChangeSet(edits=(edit(3, 3, status),)), read_as) == 0
            assert statuses(place)["E6"] == status


def test_a_run_that_read_before_another_wrote_is_refused(place: Place):
    with place.opened() as one, place.opened() as other:
        _, read_by_one = one.read(to_write=True)
        _, read_by_other = other.read(to_write=True)
        other.apply(CHANGES, read_by_other)
        with pytest.raises(Refusal) as refused:
            one.apply(ChangeSet(edits=(edit(3, 3, "rejected"),)), read_by_one)
    assert refused.value.exit_code == place.habits.second_apply
    assert statuses(place)["E6"] == "approved"


def test_a_formula_that_somebody_typed_meanwhile_is_not_written_over(place: Place):
    formula = Formula("=A3&B3", "E6E4")
    write(place, CHANGES, lambda place: place.type("matches", "C3", formula))
    assert tab_of(place, "matches").rows[1].values[2] == formula
