"""A formula's references go where the rows, columns and tabs went that they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.backends.google.writing.references import Lines, Went, followed


def inserted(at: int, count: int = 10) -> Lines:
    """Return where `count` lines went when one was inserted before `at`."""
    return {line: line + (line >= at) for line in range(1, count + 1)}


STAYED: Lines = {line: line for line in range(1, 11)}
A_COLUMN_AT_A = Went("people", STAYED, inserted(1))
A_COLUMN_AT_C = Went("people", STAYED, inserted(3))
A_ROW_AT_3 = Went("people", inserted(3), STAYED)
SORTED = Went("people", {1: 1, 2: 4, 3: 2, 4: 3}, STAYED)  # the record of row 2 is in row 4 now
C_DELETED = Went("people", STAYED, {1: 1, 2: 2, 4: 3})
C_MOVED_BEHIND_E = Went("people", STAYED, {1: 1, 2: 2, 3: 5, 4: 3, 5: 4, 6: 6})


@pytest.mark.parametrize(
    ("went", "before", "now"),
    [
        (A_COLUMN_AT_A, "=LEN(C2)", "=LEN(D2)"),
        (A_COLUMN_AT_A, "=$C2&C$2&$C$2", "=$D2&D$2&$D$2"),
        (A_COLUMN_AT_A, '=C2&"C2"', '=D2&"C2"'),
        (A_COLUMN_AT_A, "=Z2", "=AA2"),
        (A_COLUMN_AT_A, "=LOG10(A1)+1E+5+TRUE", "=LOG10(B1)+1E+5+TRUE"),
        (A_COLUMN_AT_A, "=LET(x, A1,\n  x + B1 )", "=LET(x, B1,\n  x + C1 )"),
        (A_COLUMN_AT_A, "=SUM(A1;B1)", "=SUM(B1;C1)"),
        (A_COLUMN_AT_A, "=C2:INDEX(C:C,5)", "=D2:INDEX(D:D,5)"),
        (A_COLUMN_AT_A, "=INDEX(C:C,5):D7", "=INDEX(D:D,5):E7"),
        (A_COLUMN_AT_A, "=#REF!+A1", "=#REF!+B1"),
        (A_COLUMN_AT_C, "=SUM(A2:D2)", "=SUM(A2:E2)"),
        (A_COLUMN_AT_C, "=SUM(B:C)", "=SUM(B:D)"),
        (A_COLUMN_AT_C, "=SUM(2:2)", "=SUM(2:2)"),
        (A_ROW_AT_3, "=SUM(C2:C10)", "=SUM(C2:C11)"),
        (A_ROW_AT_3, "=SUM(C3:C)", "=SUM(C4:C)"),
        (A_ROW_AT_3, "=SUM($3:$4)", "=SUM($4:$5)"),
        (A_ROW_AT_3, "=C1000", "=C1001"),
        (SORTED, "=C2", "=C4"),
    ],
)
def test_a_reference_means_the_same_cells(went: Went, before: str, now: str):
    assert followed(before, "people", {"people": went}) == now


@pytest.mark.parametrize(
    ("went", "formula"),
    [
        (SORTED, "=SUM(C2:C4)"),
        (SORTED, "=SUM(C2:C)"),
        (C_DELETED, "=C2"),
        (C_DELETED, "=SUM(A2:C2)"),
        (C_MOVED_BEHIND_E, "=SUM(C2:E2)"),
        (A_COLUMN_AT_A, "=rate+Q2x+people[C2]"),
        (A_COLUMN_AT_A, '=C2&"no end'),
        (A_COLUMN_AT_A, "=C2)"),
        (A_COLUMN_AT_C, "=a2"),
        (A_COLUMN_AT_A, "C2"),
    ],
)
def test_what_cannot_be_told_stays_as_it_is(went: Went, formula: str):
    assert followed(formula, "people", {"people": went}) == formula


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("=people!C2", "=people!D2"),
        ("=People!C2", "=People!D2"),
        ("='Ana''s list'!C:C", "='Bea''s list'!D:D"),
        ("=elsewhere!C2+C2", "=elsewhere!C2+C2"),
    ],
)
def test_references_to_other_tabs_follow_those(before: str, now: str):
    went = {"people": A_COLUMN_AT_A, "ana's list": Went("Bea's list", STAYED, inserted(1))}
    assert followed(before, "matches", went) == now


cells = st.builds("{}{}{}{}".format, *map(st.sampled_from, (("", "$"), "ABCDEFGH", ("", "$"), "123456789")))
formulas = st.lists(cells | st.builds("SUM(A1:{})".format, cells), min_size=1).map(
    lambda all_: "=" + "+".join(all_)
)


@given(st.text("AB1:$!'\"(){},; \n#").map("={}".format))
def test_where_nothing_moved_a_formula_is_as_it_was_however_strange(formula: str):
    assert followed(formula, "people", {"people": Went("people", STAYED, STAYED)}) == formula


def back(lines: Lines) -> Lines:
    """Return the way back."""
    return {to: at for at, to in lines.items()}


@given(formulas, st.integers(1, 11), st.integers(1, 11))
def test_what_is_shifted_there_and_back_is_what_it_was(formula: str, row: int, column: int):
    rows, columns = inserted(row), inserted(column)
    there = followed(formula, "people", {"people": Went("people", rows, columns)})
    assert followed(there, "people", {"people": Went("people", back(rows), back(columns))}) == formula


@given(cells, st.permutations(range(1, 11)), st.permutations(range(1, 11)))
def test_a_cell_that_is_shuffled_there_and_back_is_where_it_was(
    cell: str, rows: list[int], columns: list[int]
):
    there, to = (dict(enumerate(lines, 1)) for lines in (rows, columns))
    shuffled = followed(f"={cell}", "people", {"people": Went("people", there, to)})
    assert followed(shuffled, "people", {"people": Went("people", back(there), back(to))}) == f"={cell}"
