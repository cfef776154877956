"""People change a tab of the tool's own while a run replaces its rows: no row becomes a mixture."""

from collections.abc import Callable
from datetime import date

import pytest
from live import Live, put
from pictures import APPLICANTS, column, spreadsheet
from sheets_emulator import Emulator, Person

Act = Callable[[Person], object]
KEPT = 3  # runs in the log
AGAIN = "spreadsheets.getByDataFilter"


@pytest.fixture
def full(emulator: Emulator) -> Live:
    """Return a program whose log holds as many runs as it keeps, and statuses for one more to mend."""
    live = put(emulator, spreadsheet(APPLICANTS, log_runs_kept=KEPT))
    for day in range(1, KEPT + 1):
        scribble(live, f"x{day}")
        live.run(today=date(2027, 3, day))
    scribble(live, "y")
    return live


def scribble(live: Live, word: str) -> None:
    """Type over the status of each applicant."""
    for row in (2, 3, 4):
        live.person.edit_row("applicants", row, status=f"{word}{row}")


def night(live: Live, day: int = KEPT + 1) -> int:
    """Run on that day of March; return how many changes wait."""
    return live.run(today=date(2027, 3, day))[1]


def lines(live: Live) -> list[tuple[object, ...]]:
    """Return what the log says, blank rows left out."""
    return column(live.look(), "log", "run", "key", "column", "before")


NEW = [("2027-03-04 02:00", who, "status", word) for who, word in (("E5", "y2"), ("E6", "y3"), ("E3", "y4"))]
CHANGED: dict[str, Act] = {
    "a row deleted": lambda p: p.delete_rows("log", 2),
    "a row inserted": lambda p: p.insert_rows("log", 3),
    "sorted": lambda p: p.sort_rows("log", "started_at", descending=True),
    "a line typed below": lambda p: p.add_row("log", "mine"),
}


@pytest.mark.parametrize("act", CHANGED.values(), ids=CHANGED)
def test_a_full_log_that_people_change_stays_as_they_left_it_with_the_new_lines_below(full: Live, act: Act):
    left: list[tuple[object, ...]] = []
    full.emulator.before(AGAIN, 1, lambda person: (act(person), left.extend(lines(full))))
    assert night(full) > 0
    assert lines(full) == [*left, *NEW]


def test_what_waits_of_the_log_drops_out_the_next_time(full: Live):
    full.emulator.before(AGAIN, 1, CHANGED["a row deleted"])
    night(full)
    scribble(full, "z")
    assert night(full, KEPT + 2) == 0
    assert list(dict.fromkeys(run for run, *_ in lines(full))) == [
        "2027-03-03 02:00",
        "2027-03-04 02:00",
        "2027-03-05 02:00",
    ]


def test_a_column_dragged_elsewhere_is_no_reason_to_wait(full: Live):
    full.emulator.before(AGAIN, 1, lambda person: person.move_column("log", "before", before="run"))
    assert night(full) == 0
    assert lines(full)[-3:] == NEW
    assert lines(full)[0][0] == "2027-03-02 02:00"


def test_a_row_deleted_just_before_the_write_leaves_no_mixture(full: Live):
    full.before_write(CHANGED["a row deleted"])
    assert night(full) == 0
    assert len(lines(full)) == 9
    assert lines(full)[-3:] == NEW


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch):
    """Let a page go in several requests."""
    monkeypatch.setattr("sheets_sync.backends.google.writing.requests.LARGEST", 2_000)


@pytest.mark.usefixtures("in_parts")
def test_a_log_too_large_for_one_request_is_replaced_in_parts(full: Live):
    before = full.emulator.count("write")
    assert night(full) == 0
    assert full.emulator.count("write") > before + 2
    assert (len(lines(full)), lines(full)[-3:]) == (9, NEW)


@pytest.mark.usefixtures("in_parts")
@pytest.mark.parametrize("act", CHANGED.values(), ids=CHANGED)
def test_of_a_log_too_large_for_one_request_no_new_line_is_lost_either(full: Live, act: Act):
    left: list[tuple[object, ...]] = []
    full.emulator.before(AGAIN, 1, lambda person: (act(person), left.extend(lines(full))))
    assert night(full) > 0
    assert lines(full) == [*left, *NEW]


@pytest.mark.usefixtures("in_parts")
@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_row_deleted_between_the_parts_leaves_no_mixture(full: Live, nth: int):
    before = lines(full)
    full.before_write(CHANGED["a row deleted"], nth=nth)
    night(full)
    assert {*lines(full)} <= {*before, *NEW}
    assert lines(full)[-3:] == NEW


# --- problems --------------------------------------------------------------------------------------


@pytest.fixture
def bad(emulator: Emulator) -> Live:
    """Return a program of two problems, of which one is mended and another came."""
    live = put(emulator, spreadsheet(APPLICANTS))
    live.person.edit("applicants", "C2", "ann@example")
    live.person.edit("applicants", "C3", "bo@example")
    live.run()
    live.person.edit("applicants", "C2", "ann@example.org")
    live.person.edit("applicants", "C4", "cy@example")
    return live


def told(live: Live) -> list[tuple[object, ...]]:
    """Return which cells the tab of problems tells of."""
    return [one for one in column(live.look(), "problems", "where") if str(one[0]).startswith("applicants!C")]


def test_problems_that_people_sort_wait_whole_and_are_right_the_next_night(bad: Live):
    bad.emulator.before(AGAIN, 1, lambda person: person.sort_rows("problems", "where", descending=True))
    assert bad.run()[1] > 0
    assert told(bad) == [("applicants!C3",), ("applicants!C2",)]
    assert bad.run()[1] == 0
    assert told(bad) == [("applicants!C3",), ("applicants!C4",)]


def test_what_people_write_beside_the_problems_is_no_reason_to_wait(bad: Live):
    def beside(person: Person) -> None:
        person.insert_columns("problems", "where")
        person.edit("problems", "C9", "ask Kim")

    bad.emulator.before(AGAIN, 1, beside)
    assert bad.run()[1] == 0
    assert told(bad) == [("applicants!C3",), ("applicants!C4",)]
