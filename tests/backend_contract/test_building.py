"""A program built from nothing, repaired, and left alone where nothing is missing."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from places import Drawn, GooglePlace, Place, WorkbookPlace
from sheets_emulator import Emulator

from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.mentoring.starter import starting_rows
from sheets_sync.spreadsheet.layout import layout_of
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.schema import TAB_ORDER, load_schemas
from sheets_sync.spreadsheet.snapshot import Cell, CellRef, Snapshot, Tab

TABS = ("start_here", "problems", "matches", "topics", "helpers", "settings", "log")
ALL = layout_of(load_schemas(), starting_rows("P1"), PAGE)
FEW = layout_of({name: load_schemas()[name] for name in TABS}, starting_rows("P1"), PAGE)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Place]]:
    """Give the same program, just built, in each place; nobody changes it."""
    with Emulator() as emulator:
        path = tmp_path_factory.mktemp("ground") / "program.xlsx"
        places = {"xlsx": WorkbookPlace(path), "google": GooglePlace(emulator, emulator.create())}
        for place in places.values():
            build(place)
        yield places
    assert emulator.violations == []


@pytest.fixture(params=["xlsx", "google"])
def built(request: pytest.FixtureRequest, ground: dict[str, Place], tmp_path: Path) -> Place:
    """Return a program that was just built."""
    return ground[request.param].copy(tmp_path)


def build(place: Place) -> Sequence[str]:
    """Build or repair the place; return what was done."""
    with place.opened() as store:
        return store.build(lambda _: FEW)


def tab(place: Place, name: str) -> Tab:
    """Return one tab of a place."""
    found = place.read().get(name)
    assert found is not None
    return found


def firsts(one: Tab) -> list[Cell]:
    """Return what stands in the first column."""
    return [row.values[0] for row in one.rows]


# --- new ------------------------------------------------------------------------------------------


def test_a_new_program_has_every_tab_in_its_order_with_its_headers(place: Place):
    with place.opened() as store:
        store.build(lambda _: ALL)
    snapshot = place.read()
    assert tuple(one.name for one in snapshot) == TAB_ORDER
    headers = {one.name: one.headers for one in snapshot if one.name != "start_here"}
    assert headers == {layout.name: layout.headers for layout in ALL if not layout.is_page}


def test_starting_rows_stand_below_the_headers_as_what_they_are(built: Place):
    for layout in FEW:
        values = [row.values for row in tab(built, layout.name).rows]
        wanted = [tuple(value if value != "" else None for value in row.values) for row in layout.rows]
        if layout.is_page:
            wanted = wanted[1:]  # the first line is the title, in the place of headers
        assert [_filled(row) for row in values] == [_filled(row) for row in wanted], layout.name


def _filled(values: Sequence[Cell]) -> tuple[tuple[int, bool, Cell], ...]:
    return tuple((at, isinstance(value, str), value) for at, value in enumerate(values) if value is not None)


def test_tabs_that_are_seldom_used_are_hidden(built: Place):
    assert [one.name for one in built.read() if one.hidden] == [one.name for one in FEW if one.hidden]


def test_each_header_is_explained_by_a_note(built: Place):
    found, [layout] = tab(built, "matches"), [one for one in FEW if one.name == "matches"]
    for at, column in enumerate(layout.columns, 1):
        assert found.notes[CellRef("matches", 1, at)].startswith(column.note)


def test_a_place_with_a_memory_remembers_which_tab_and_column_is_which(built: Place):
    found = tab(built, "helpers")
    assert (found.made_as == "helpers") == built.habits.remembers
    assert found.made_columns.get("full_name") == (1 if built.habits.remembers else None)


def test_what_was_done_is_told(place: Place):
    told = " ".join(build(place))
    assert "start_here" in told


def test_a_second_build_says_and_changes_nothing(built: Place):
    with built.unwritten():
        assert not build(built)


# --- repaired -------------------------------------------------------------------------------------


def used(built: Place) -> Snapshot:
    """Let people work in the program, and return what it holds then."""
    built.add_rows(
        "helpers",
        {"email": "ann@example.org", "full_name": "00123", "away_until": date(2027, 2, 1)},
        {"email": "bo@example.org", "full_name": "=Bo Six"},
    )
    built.add_note("helpers", "B2", "ask her")
    built.type("matches", "K9", "Ann")
    return built.read()


def test_a_deleted_tab_comes_back_at_its_place_with_its_rows(built: Place):
    before = used(built)
    built.delete_tab("topics")
    assert build(built)[0] == "Added the tab topics."
    assert [one.name for one in built.read()] == [one.name for one in before]
    assert firsts(tab(built, "topics")) == firsts(next(one for one in before if one.name == "topics"))


def test_a_header_that_was_typed_over_comes_back(built: Place):
    used(built)
    built.type("helpers", "D1", None)
    assert build(built)
    assert "away_until" in tab(built, "helpers").headers


def test_a_lost_setting_comes_back_below(built: Place):
    used(built)
    settings = firsts(tab(built, "settings"))
    built.delete_rows("settings", settings.index("cohort") + 2)
    assert build(built)
    assert firsts(tab(built, "settings")) == [*(one for one in settings if one != "cohort"), "cohort"]


def test_boxes_that_nobody_ticked_leave_no_gap_above_a_row_that_comes_back(built: Place):
    settings = tab(built, "settings")
    for row in range(1, 9):
        built.type("settings", f"B{settings.last_row + row}", False)
    built.delete_rows("settings", firsts(settings).index("cohort") + 2)
    build(built)
    assert [row.number for row in tab(built, "settings").rows] == [row.number for row in settings.rows]


def test_nothing_of_anybodys_changes_while_something_is_put_back(built: Place):
    before = used(built)
    built.delete_tab("topics")
    build(built)
    after = built.read()
    assert not build(built)
    for one in before:
        if one.name != "topics":
            assert after.get(one.name) == one


def test_a_tab_that_people_made_stays(place: Place):
    place.draw(Drawn("Our budget", (("what", "cost"), ("cake", 12))))
    build(place)
    assert [row.values for row in tab(place, "our budget").rows] == [("cake", 12)]
    assert {one.name for one in place.read()} == {*TABS, "Our budget"}


def test_a_tab_of_our_name_that_is_somebodys_own_is_refused(place: Place):
    place.draw(Drawn("matches", (("wine", "cheese"), ("red", "blue"))))
    with place.unwritten(), pytest.raises(Refusal) as refused:
        build(place)
    assert refused.value.exit_code == Exit.FIX_NEEDED
