"""What is read of a spreadsheet, wherever it lies."""

from datetime import date, datetime, time

import pytest
from places import Drawn, Place, drawn

from sheets_sync.spreadsheet.snapshot import Cell, CellError, CellRef, Formula, Tab


def only(place: Place) -> Tab:
    """Return the one tab there is."""
    [tab] = place.read()
    return tab


def rows(tab: Tab) -> dict[int, tuple[Cell, ...]]:
    """Return the values of each row, by its number."""
    return {row.number: row.values for row in tab.rows}


# --- headers and rows -----------------------------------------------------------------------------


def test_headers_and_rows_are_as_people_typed_them(place: Place):
    place.draw(drawn("people\nperson_id | Full Name | 2027\nE1 | Ann | 4\nE2 | Bo | 5"))
    tab = only(place)
    assert (tab.name, tab.headers) == ("people", ("person_id", "Full Name", "2027"))
    assert rows(tab) == {2: ("E1", "Ann", 4), 3: ("E2", "Bo", 5)}


def test_spaces_around_a_header_stay(place: Place):
    place.draw(Drawn("people", ((" Email ", "topics\n(ordered)"), ("a", "b"))))
    assert only(place).headers == (" Email ", "topics\n(ordered)")


def test_short_rows_are_filled_up_with_blanks(place: Place):
    place.draw(drawn("people\na | b | c\nE1\nE2 | | 3"))
    assert rows(only(place)) == {2: ("E1", None, None), 3: ("E2", None, 3)}


def test_values_beyond_the_last_header_stand_under_blank_ones(place: Place):
    place.draw(drawn("people\na | | c\n1 | 2 | 3 | | 5"))
    assert only(place).headers == ("a", "", "c", "", "")
    assert rows(only(place)) == {2: (1, 2, 3, None, 5)}


def test_blank_headers_at_the_end_are_none(place: Place):
    place.draw(Drawn("people", (("a", "b", " ", None), ("1", "2", None, " "))))
    assert only(place).headers == ("a", "b")


@pytest.mark.parametrize("blank", [None, " ", "\u00a0", "\t\n", Formula('=""&A9', "")])
def test_a_row_that_shows_nothing_is_no_row_and_the_others_keep_their_numbers(place: Place, blank: Cell):
    place.draw(Drawn("people", (("a", "b"), ("1", "2"), (blank, blank), ("3", "4"))))
    assert rows(only(place)) == {2: ("1", "2"), 4: ("3", "4")}


def test_spaces_beside_a_value_are_not_nothing(place: Place):
    place.draw(Drawn("people", (("a", "b"), ("E1", "  "))))
    assert rows(only(place)) == {2: ("E1", "  ")}


def test_a_row_of_boxes_that_nobody_ticked_is_blank(place: Place):
    place.draw(
        drawn("people\na | keep | hold | more\nE1 | FALSE\n | FALSE | FALSE | =1>2 → FALSE\n | FALSE | TRUE")
    )
    assert rows(only(place)) == {2: ("E1", False, None, None), 4: (None, False, True, None)}
    assert only(place).last_row == 4


@pytest.mark.parametrize("lines", [(), (("a", "b"),)])
def test_a_tab_without_rows_is_there(place: Place, lines: tuple[tuple[str, ...], ...]):
    place.draw(Drawn("people", lines))
    tab = only(place)
    assert (tab.headers, tab.rows, tab.last_row) == (lines[0] if lines else (), (), 1)


# --- values ---------------------------------------------------------------------------------------

VALUES: dict[str, Cell] = {
    "a word": "mentor",
    "a text id with zeros": "00123",
    "digits as text": "4",
    "a word of a boolean as text": "TRUE",
    "a date as text": "2027-03-01",
    "spaces around": " Ann ",
    "lines": "one\ntwo\n",
    "text that begins with =": "=1+1",
    "text that begins with '": "'tis",
    "an error typed as text": "#N/A",
    "a long text": "long " * 6_000,
    "right to left": "שלום, עולם",
    "marks of direction": "\u2068علي\u2069",
    "more than letters": "José 👩🏽‍⚕️",
    "a whole number": 123,
    "zero": 0,
    "a negative number": -7,
    "a fraction": 4.5,
    "a ticked box": True,
    "a box": False,
    "a date": date(2027, 3, 1),
    "a leap day": date(2028, 2, 29),
    "a date and time": datetime(2027, 3, 1, 14, 30),
    "seconds": datetime(2027, 3, 1, 23, 59, 59),
    "a time": time(9, 30),
    "a number by formula": Formula("=A2*2", 24),
    "a fraction by formula": Formula("=1/8", 0.125),
    "a text by formula": Formula('=A2&"x"', "12x"),
    "a date by formula": Formula("=TODAY()", date(2027, 3, 1)),
    "a tick by formula": Formula("=A2>1", True),
    "an error by formula": Formula("=VLOOKUP(A2,B:C,2,FALSE)", CellError("#N/A")),
    "a lost reference": Formula("=#REF!*2", CellError("#REF!")),
    "a formula that shows nothing": Formula('=""&""', ""),
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_value_is_read_as_what_it_is(place: Place, value: Cell):
    place.draw(Drawn("people", (("id", "value"), (12, value))))
    [[_, found]] = rows(only(place)).values()
    assert (type(found), found) == (type(value), value)
    if isinstance(value, Formula):
        assert type(found.value) is type(value.value)


# --- around the cells -----------------------------------------------------------------------------


def test_notes_are_read_with_their_cells(place: Place):
    place.draw(drawn("people\na | b\n1 | 2", notes={"B2": "ask Ann", "A1": "the id", "C7": "alone"}))
    notes = {
        CellRef("people", 2, 2): "ask Ann",
        CellRef("people", 1, 1): "the id",
        CellRef("people", 7, 3): "alone",
    }
    assert only(place).notes == notes


def test_what_is_hidden_is_read_and_told(place: Place):
    place.draw(
        drawn("people\na | b\n1 | 2\n3 | 4", hidden_rows=(3,), hidden_columns=(2,)),
        drawn("log\nrun\n1", hidden=True),
    )
    people, log = place.read()
    assert (people.hidden, people.hidden_rows, people.hidden_columns) == (False, {3}, {2})
    assert rows(people) == {2: (1, 2), 3: (3, 4)}
    assert log.hidden and rows(log) == {2: (1,)}


NAMES = ("Ann's tab", "two words", "2027", "A1", "‘quoted’", "שלום", "a-b_c.d (e)")


def test_tabs_stand_in_their_order_under_any_name(place: Place):
    place.draw(*(Drawn(name, (("a",), ("1",))) for name in NAMES))
    snapshot = place.read()
    assert tuple(tab.name for tab in snapshot) == NAMES
    assert [row.tab for tab in snapshot for row in tab.rows] == list(NAMES)


def test_reading_writes_nothing_and_says_the_same_again(place: Place):
    place.draw(drawn("people\na | b\n1 | =A2*2 → 2", notes={"B2": "x"}))
    with place.unwritten(), place.opened() as store:
        assert store.read()[0] == store.read(to_write=True)[0] == store.read()[0]
