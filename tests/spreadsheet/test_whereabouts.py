"""Rows and columns found again by what they say, wherever people took them."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pictures import tab

from sheets_sync.spreadsheet.identities import Place
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Tab
from sheets_sync.spreadsheet.whereabouts import Whereabouts

BEFORE = tab("""
    matches
    mentor_id | mentee_id | status   | decision
    E5        | E3        | proposed |
    E6        | E2        | proposed | approve
    E7        | E1        | proposed |
""")


def went(now: Tab, before: Tab = BEFORE, doubtful: set[Place] = frozenset()) -> Whereabouts:  # type: ignore[assignment]
    """Return where things went in the tab matches."""
    return Whereabouts(before, now, load_schemas()["matches"], doubtful)


def made(one: Tab, columns: Mapping[str, int]) -> Tab:
    """Return the tab in a spreadsheet that remembers these columns."""
    return replace(one, made_columns=columns)


def test_a_row_is_found_by_its_key():
    sorted_down = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E7        | E1        | proposed |
        E6        | E2        | proposed | approve
        E5        | E3        | proposed |
    """)
    assert went(sorted_down).place(2, 3) == (4, 3)


def test_a_column_is_found_by_its_header():
    moved = tab("""
        matches
        status   | mentor_id | mentee_id | decision
        proposed | E5        | E3        |
    """)
    assert went(moved).place(2, 3) == (2, 1)


def test_a_deleted_row_is_nowhere():
    shorter = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E5        | E3        | proposed |
        E7        | E1        | proposed |
    """)
    assert went(shorter).place(3, 3) is None


def test_a_row_whose_id_was_typed_over_is_nowhere():
    retyped = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E9        | E3        | proposed |
        E6        | E2        | proposed | approve
        E7        | E1        | proposed |
    """)
    assert went(retyped).place(2, 3) is None


def test_of_two_rows_with_one_key_the_one_that_says_the_same_is_meant():
    before = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E5        | E3        | proposed | approve
        E5        | E3        | proposed | reject
    """)
    swapped = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E5        | E3        | proposed | reject
        E5        | E3        | proposed | approve
    """)
    assert went(swapped, before).place(2, 3) == (3, 3)


def test_two_rows_that_say_the_same_stay_where_they_are():
    twice = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E5        | E3        | proposed |
        E5        | E3        | approved |
    """)
    assert went(twice, twice).place(3, 3) == (3, 3)


def test_a_renamed_column_is_found_where_the_spreadsheet_remembers_it():
    renamed = tab("""
        matches
        note | mentor_id | mentee_id | State    | decision
             | E5        | E3        | proposed |
    """)
    found = went(made(renamed, {"status": 3}), made(BEFORE, {"status": 2}))
    assert found.place(2, 3) == (2, 4)


def test_a_column_whose_memory_is_gone_is_not_taken_for_the_one_in_its_place():
    other = tab("""
        matches
        mentor_id | mentee_id | mine | decision
        E5        | E3        | x    |
    """)
    assert went(other, made(BEFORE, {"status": 2})).place(2, 3) is None


def test_a_row_comes_from_nowhere_when_people_have_just_inserted_it():
    inserted = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E5        | E3        | proposed |
                  |           | approved |
        E6        | E2        | proposed | approve
        E7        | E1        | proposed |
    """)
    found = went(inserted, doubtful={(3, 3)})
    assert (found.origin(3, 3), found.origin(4, 3)) == (None, (3, 3))


def test_a_row_whose_key_we_overwrote_comes_from_between_its_neighbours():
    overwritten = tab("""
        matches
        new | mentor_id | mentee_id | status   | decision
            | E5        | E3        | proposed |
            | E6        | approved  | proposed | approve
            | E7        | E1        | proposed |
    """)
    found = went(overwritten, doubtful={(3, 3)})
    assert found.origin(3, 3) == (3, 2)


def test_a_row_whose_key_we_overwrote_is_found_by_all_else_where_the_others_were_sorted():
    overwritten = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E7        | E1        | proposed |
        E6        | proposed  | proposed | approve
        E5        | E3        | proposed |
    """)
    found = went(overwritten, doubtful={(3, 2)})
    assert (found.place(3, 3), found.origin(3, 2)) == ((3, 3), (3, 2))


def test_a_row_whose_key_we_overwrote_is_nowhere_where_two_say_all_else():
    alike = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E5        | E3        | proposed |
        E6        | E2        | proposed | approve
        E6        | E1        | proposed | approve
    """)
    overwritten = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E6        | proposed  | proposed | approve
        E5        | E3        | proposed |
        E6        | proposed  | proposed | approve
    """)
    found = went(overwritten, alike, doubtful={(2, 2), (4, 2)})
    assert [found.place(row, 3) for row in (3, 4)] == [None, None]


def test_a_row_that_we_wrote_into_is_itself_though_its_like_was_added():
    twice = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E5        | E3        | proposed |
        E6        | E2        | proposed | ours
        E7        | E1        | proposed |
        E6        | E2        | proposed | approve
    """)
    found = went(twice, doubtful={(3, 4)})
    assert (found.place(3, 3), found.origin(3, 4)) == ((3, 3), (3, 4))


def test_a_row_that_people_emptied_around_what_we_wrote_is_no_row_of_before():
    emptied = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E5        | E3        | proposed |
                  |           |          | ours
        E7        | E1        | proposed |
    """)
    found = went(emptied, doubtful={(3, 4)})
    assert (found.origin(3, 4), found.place(3, 3)) == (None, None)


def test_what_lies_beyond_everything_stays_where_it_is_while_nothing_is_there():
    wider = replace(BEFORE, headers=(*BEFORE.headers, "new"))
    assert (went(BEFORE).place(1, 5), went(wider).place(1, 5)) == ((1, 5), None)


@given(st.permutations(range(3)), st.permutations(range(4)))
def test_whatever_the_order_every_cell_is_found_and_comes_from_there(rows: list[int], columns: list[int]):
    headers = tuple(BEFORE.headers[at] for at in columns)
    lines = (tuple(BEFORE.rows[row].values[at] for at in columns) for row in rows)
    numbered = zip(BEFORE.rows, lines, strict=True)
    now = replace(
        BEFORE,
        headers=headers,
        rows=tuple(replace(row, headers=headers, values=line) for row, line in numbered),
    )
    found = went(now)
    for row in range(3):
        for column in range(4):
            place = rows.index(row) + 2, columns.index(column) + 1
            assert found.place(row + 2, column + 1) == place
            assert found.origin(*place) == (row + 2, column + 1)


MADE = {"mentor_id": 0, "mentee_id": 1, "status": 2, "decision": 3}


def retyped(*headers: str) -> Tab:
    """Return the tab as it was, in a spreadsheet that remembers it, under other headers."""
    rows = tuple(replace(row, headers=headers) for row in BEFORE.rows)
    return replace(BEFORE, headers=headers, rows=rows, made_columns=MADE)


def test_a_column_whose_header_now_stands_over_another_is_nowhere():
    found = went(retyped("mentor_id", "mentee_id", "decision", "status"), made(BEFORE, MADE))
    assert (found.column(3), found.column(4), found.disputed) == (None, None, {3, 4})
    assert found.place(2, 1) == (2, 1)


def test_a_column_retyped_as_another_is_nowhere_and_the_other_stays():
    found = went(retyped("mentor_id", "mentee_id", "status", "status"), made(BEFORE, MADE))
    assert (found.column(3), found.column(4), found.disputed) == (3, None, {4})


def test_a_column_whose_header_went_to_one_of_peoples_own_is_nowhere():
    before = made(BEFORE, {name: at for name, at in MADE.items() if name != "decision"})
    now = made(retyped("mentor_id", "mentee_id", "State", "status"), before.made_columns)
    assert went(now, before).column(3) is None


def test_columns_that_moved_with_their_memory_are_where_both_say():
    moved = tab("""
        matches
        status   | mentor_id | mentee_id | decision
        proposed | E5        | E3        |
    """)
    memory = {"status": 0, "mentor_id": 1, "mentee_id": 2, "decision": 3}
    found = went(made(moved, memory), made(BEFORE, MADE))
    assert (found.place(2, 3), found.disputed) == ((2, 1), frozenset())


def test_what_stood_in_a_column_pasted_over_another_is_told_by_its_header():
    found = went(retyped("mentor_id", "mentee_id", "decision", "status"), made(BEFORE, MADE))
    assert found.origin(2, 3) == (2, 4)


def test_rows_are_not_found_by_ids_under_headers_that_were_exchanged():
    swapped = replace(retyped("mentee_id", "mentor_id", "status", "decision"))
    assert went(swapped, made(BEFORE, MADE)).place(2, 3) is None


# --- rows of which nothing is left that tells which they are -----------------------------------------

ALIKE = tab("""
    matches
    mentor_id | mentee_id | status   | decision
    E5        | E3        | proposed |
              |           |          | approve
              |           |          | reject
""")


def test_what_stood_in_a_row_that_we_wrote_over_is_told_by_its_distance_from_the_others():
    overwritten = tab("""
        matches
        new | mentor_id | mentee_id | status   | decision
            | E5        | E3        | proposed |
            |           |           |          | ours
            |           |           |          | ours
            |           |           |          | ours
    """)
    found = went(overwritten, ALIKE, doubtful={(3, 5), (4, 5), (5, 5)})
    assert (found.origin(3, 5), found.origin(4, 5)) == ((3, 4), (4, 4))
    assert (found.place(3, 3), found.is_same_row(4, 4)) == ((3, 4), True)


def test_it_is_nowhere_where_that_is_not_certain():
    inserted = tab("""
        matches
        mentor_id | mentee_id | status   | decision
                  |           |          | ours
                  |           |          | ours
                  |           |          | ours
        E5        | E3        | proposed |
    """)
    found = went(inserted, ALIKE, doubtful={(2, 4), (3, 4), (4, 4)})
    assert [found.origin(row, 4) for row in (2, 3, 4)] == [None, None, None]


def test_a_row_with_a_key_is_not_looked_for_by_its_distance():
    typed_over = tab("""
        matches
        mentor_id | mentee_id | status   | decision
        E9        | E3        | proposed | ours
                  |           |          | approve
                  |           |          | reject
    """)
    assert went(typed_over, ALIKE, doubtful={(2, 4)}).place(2, 3) is None


def test_a_blank_column_at_the_end_goes_along_when_a_column_comes_before_it():
    old = tab("matches\nmentor_id | mentee_id | status\nE5 | E3 | active")
    new = tab("matches\nmentor_id | mentee_id | my notes | status | \nE5 | E3 | | active | stray")
    schema = load_schemas()["matches"]
    assert Whereabouts(old, new, schema, widths=(4, 5)).place(2, 4) == (2, 5)
    assert Whereabouts(old, new, schema, widths=(4, 6)).place(2, 4) is None


# --- columns without a header ------------------------------------------------------------------------


def test_a_column_without_a_header_is_found_where_another_was_moved_past_it():
    old = tab("matches\nmentor_id | new | mentee_id | | status\nE5 | | E3 | ours | active")
    now = tab("matches\nmentor_id | mentee_id | | new | status\nE5 | E3 | ours | | active")
    assert went(now, old).column(4) == 3


def test_a_column_without_a_header_is_nowhere_where_one_more_came():
    old = tab("matches\nmentor_id | new | mentee_id | | status\nE5 | | E3 | ours | active")
    now = tab("matches\nmentor_id | mentee_id | | | new | status\nE5 | E3 | ours | | | active")
    assert went(now, old).column(4) is None


def test_a_blank_column_in_the_place_of_one_that_was_deleted_is_another():
    old = tab(
        "matches\nmentor_id | mine | mentee_id | status\nE5 | one | E3 | active\nE6 | two | E2 | active"
    )
    now = tab("matches\nmentor_id | | mentee_id | status\nE5 | active | E3 | active\nE6 | | E2 | active")
    assert went(now, old, doubtful={(2, 2)}).origin(2, 2) is None


def test_a_column_whose_header_was_cleared_is_the_one_it_was():
    old = tab(
        "matches\nmentor_id | mine | mentee_id | status\nE5 | one | E3 | active\nE6 | two | E2 | active"
    )
    now = tab("matches\nmentor_id | | mentee_id | status\nE5 | active | E3 | active\nE6 | two | E2 | active")
    assert went(now, old, doubtful={(2, 2)}).origin(2, 2) == (2, 2)
