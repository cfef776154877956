"""What a copy of a program looks like, before any spreadsheet is built."""

from dataclasses import replace
from datetime import date, datetime
from math import inf

import pytest
from pictures import spreadsheet, tab

from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.setup import layouts
from sheets_sync.spreadsheet.copied import GOOGLE, WORKBOOK, Kind
from sheets_sync.spreadsheet.copies import Copy, copy_of, is_blank
from sheets_sync.spreadsheet.look import LineKind, TabLayout
from sheets_sync.spreadsheet.refusals import Refusal
from sheets_sync.spreadsheet.snapshot import EPOCH_1904, CellRef, Formula, Plain, Row, Snapshot, Tab

USUAL = "Not copied of yours: comments, colours, drop-downs, charts, filters and rights."


def copied(*pictures: str | Tab, kind: Kind = GOOGLE) -> Copy:
    """Return the copy of a program with these tabs."""
    snapshot = spreadsheet(*pictures)
    return copy_of(snapshot, layouts(snapshot), kind)


def one(copy: Copy, name: str) -> TabLayout:
    """Return one tab of a copy."""
    return next(layout for layout in copy.layouts if layout.name == name)


def own(name: str, *values: Plain | Formula) -> Tab:
    """Return a tab that people made for themselves: one column, called Idea."""
    return Tab(name, ("Idea",), tuple(Row(name, n, ("Idea",), (value,)) for n, value in enumerate(values, 2)))


def values(layout: TabLayout) -> list[tuple[Plain, ...]]:
    """Return the rows of a tab of people's own."""
    return [row.own for row in layout.rows]


# --- our tabs ------------------------------------------------------------------------------------


def test_columns_that_people_moved_stand_in_their_usual_order_with_their_values():
    past = one(copied("past_pairs\noutcome | MENTOR_ID | mentee_id\ncompleted | E5 | E3"), "past_pairs")
    assert past.headers == ("mentor_id", "mentee_id", "cohort", "outcome")
    assert past.rows[0].values == ("E5", "E3", None, "completed")


def test_columns_of_peoples_own_stand_right_of_ours_also_under_a_header_that_is_taken():
    past = one(copied("past_pairs\nMine | mentor_id | mentee_id | mentee_id\n1 | E5 | E3 | E4"), "past_pairs")
    assert past.own_headers == ("Mine", "mentee_id")
    assert past.rows[0].values[:2] == ("E5", "E3")
    assert past.rows[0].own == (1, "E4")


def test_a_column_that_was_renamed_is_known_by_what_the_spreadsheet_remembers():
    pairs = replace(tab("past_pairs\nJunior | mentee_id\nE5 | E3"), made_columns={"mentor_id": 0})
    found = Snapshot(tuple(pairs if one.name == "past_pairs" else one for one in spreadsheet()))
    past = one(copy_of(found, layouts(found), GOOGLE), "past_pairs")
    assert past.rows[0].values[:2] == ("E5", "E3") and past.own_headers == ()


def test_what_stands_under_a_header_that_the_spreadsheet_remembers_otherwise_is_not_copied():
    pairs = replace(tab("past_pairs\nmentor_id | mentee_id\nE3 | E5"), made_columns={"mentee_id": 0})
    with pytest.raises(Refusal, match="The header in past_pairs!A1 is not what the spreadsheet remembers"):
        copied(pairs)


def test_a_score_under_a_criterion_that_is_gone_stays_as_a_column_of_peoples_own():
    scores = tab("rubric_scores\napplicant_id | communication | humour\nE5 | 4 | 5")
    copy = one(copied(replace(scores, made_columns={"humour": 2})), "rubric_scores")
    assert "communication" in copy.headers and copy.own_headers == ("humour",)
    assert copy.rows[0].own == (5,)


def test_every_row_keeps_its_number():
    pairs = tab("past_pairs\nmentor_id | mentee_id\nE5 | E3\n|\n|\nE6 | E3")
    rows = one(copied(pairs), "past_pairs").rows
    assert [row.values[0] for row in rows] == ["E5", None, None, "E6"]


def test_settings_keep_the_programs_id_and_the_look_of_their_values():
    rows = one(copied(), "settings").rows
    found = {row.values[0]: row for row in rows}
    assert found["pre_survey_opens_on"].value_cell.format == "date"
    with_id = copy_of(spreadsheet(program_id="P7"), layouts(spreadsheet(program_id="P7")), GOOGLE)
    assert next(r.values[1] for r in one(with_id, "settings").rows if r.values[0] == "program_id") == "P7"


def test_the_page_keeps_its_lines_their_looks_and_what_people_wrote_among_them():
    page = spreadsheet().get("start_here")
    mine = Row("start_here", page.last_row + 2, page.headers, ("Mine", date(2027, 3, 1), None))
    rows = one(copied(replace(page, rows=(*page.rows, mine))), "start_here").rows
    assert [row.kind for row in rows[: len(PAGE)]] == [line.kind for line in PAGE]
    assert next(row.value_cell.format for row in rows if row.kind is LineKind.BOX) == "tick"
    assert rows[-1].values == ("Mine", date(2027, 3, 1), None) and rows[-1].kind is None


def test_a_tab_that_is_missing_is_made_as_init_makes_it_and_that_is_told():
    found = spreadsheet()
    without = Snapshot(tuple(tab for tab in found if tab.name != "topics"))
    copy = copy_of(without, layouts(without), GOOGLE)
    assert one(copy, "topics").rows
    assert copy.told[0] == "Not there, so made as init would make them: topics."


def test_a_tab_of_ours_that_was_renamed_is_called_as_ever_again():
    renamed = replace(tab("Old pairs\nmentor_id | mentee_id\nE5 | E3"), made_as="past_pairs")
    without = Snapshot((*(tab for tab in spreadsheet() if tab.name != "past_pairs"), renamed))
    copy = copy_of(without, layouts(without), GOOGLE)
    assert one(copy, "past_pairs").rows[0].values[0] == "E5"
    assert copy.told == ("The tab Old pairs is called past_pairs again.", USUAL)


# --- people's own tabs -----------------------------------------------------------------------------


def test_tabs_of_peoples_own_follow_ours_in_their_order_and_hidden_ones_stay_hidden():
    copy = copied(own("B", 1), replace(own("A", 2), hidden=True))
    assert [(one.name, one.hidden) for one in copy.layouts[-2:]] == [("B", False), ("A", True)]
    assert values(one(copy, "A")) == [(2,)] and one(copy, "A").colour is None


def test_the_first_tab_is_shown_since_not_all_can_be_hidden():
    copy = copied(replace(spreadsheet().get("start_here"), hidden=True))
    assert not copy.layouts[0].hidden


@pytest.mark.parametrize(
    ("title", "renamed"),
    [
        ("Approvals 2027/28", "Approvals 2027-28"),
        ("What managers said about everybody who applied", "What managers said about everyb"),
        ("'Ideas'", "Ideas"),
        ("History", "History (2)"),
    ],
)
def test_a_title_that_no_workbook_takes_is_changed_and_that_is_told(title: str, renamed: str):
    copy = copied(own(title, 1), kind=WORKBOOK)
    assert copy.layouts[-1].name == renamed
    assert copy.told == (f"The tab {title} has to be called {renamed} there.", USUAL)
    assert copied(own(title, 1)).layouts[-1].name == title


def test_titles_that_become_the_same_are_told_apart():
    copy = copied(own("a/b", 1), own("A-B", 2), own("a?b", 3), kind=WORKBOOK)
    assert [one.name for one in copy.layouts[-3:]] == ["a-b", "A-B (2)", "a-b (3)"]


def test_titles_that_differ_in_capitals_alone_are_told_apart_as_google_wants():
    copy = copied(own("Ideas", 1), own("IDEAS", 2))
    assert [one.name for one in copy.layouts[-2:]] == ["Ideas", "IDEAS (2)"]


def test_a_form_whose_tab_is_called_otherwise_is_to_be_named_anew():
    forms = 'forms\nform_tab | question | into_tab | column\nA/B | "=mentor" | applicants | role'
    copy = copied(forms, own("A/B", 1), kind=WORKBOOK)
    assert copy.told[0] == "The tab A/B has to be called A-B there. Write that into forms, too."


# --- values ----------------------------------------------------------------------------------------


def test_a_formula_becomes_the_value_it_shows_and_an_error_its_text():
    copy = copied(tab("Ideas\nIdea\n=A9*2 → 84\n#REF!\n=B7 → #N/A"))
    assert values(one(copy, "Ideas")) == [(84,), ("#REF!",), ("#N/A",)]
    assert copy.told == (
        "Formulas that became the values they showed: 2.",
        "Cells with an error, such as #REF!, that became text: 2.",
        USUAL,
    )


def test_a_formula_that_nobody_computed_is_refused_at_its_cell():
    with pytest.raises(Refusal, match=r"Ideas!A2 \(as well as 1 more\) is a formula without a stored result"):
        copied(own("Ideas", Formula("=A9", None), Formula("=A10", None)))


def test_a_blank_among_what_an_array_formula_fills_is_no_such_formula():
    copy = copied(own("Ideas", Formula("=SORT(B:B)", "x"), Formula("=SORT(B:B)", None)))
    assert values(one(copy, "Ideas")) == [("x",), (None,)]


def test_a_day_too_early_for_a_workbook_becomes_text():
    days = date(1899, 12, 31), datetime(1850, 3, 1, 6), date(1900, 1, 1)
    copy = copied(own("Ideas", *days), kind=WORKBOOK)
    assert values(one(copy, "Ideas")) == [("1899-12-31",), ("1850-03-01 06:00",), (date(1900, 1, 1),)]
    assert copy.told[0] == "Dates too early for a workbook that became text: 2."
    assert values(one(copied(own("Ideas", *days)), "Ideas")) == [(day,) for day in days]


def test_a_number_too_large_for_any_cell_becomes_text():
    assert values(one(copied(own("Ideas", inf)), "Ideas")) == [("inf",)]


def test_a_text_too_long_for_a_workbook_is_refused_at_its_cell_and_google_takes_it():
    with pytest.raises(Refusal, match=r"Ideas!A2 is longer than a cell of an \.xlsx can be \(32,767 char"):
        copied(own("Ideas", "x" * 32_768), kind=WORKBOOK)
    assert values(one(copied(own("Ideas", "x" * 50_000)), "Ideas")) == [("x" * 50_000,)]


def test_a_day_left_as_a_number_in_a_workbook_that_counts_from_1904_stays_that_day():
    people = replace(
        tab("applicants\nperson_id | applied_on | direct_reports\nE5 | 45750 | 2"), epoch=EPOCH_1904
    )
    row = one(copied(people), "applicants").rows[0]
    assert {45750 + 1462, 2, "E5"} == set(row.values) - {None}


def test_notes_of_peoples_own_are_counted_ours_and_those_on_headers_are_not():
    ideas = own("Ideas", 1)
    notes = {CellRef("Ideas", 2, 1): "Call her", CellRef("Ideas", 1, 1): "A header"}
    assert "of yours: 1 note, comments" in copied(replace(ideas, notes=notes)).told[-1]
    ours = {CellRef("Ideas", 2, 1): "sheets-sync MU110: …"}
    assert "of yours: comments" in copied(replace(ideas, notes=ours)).told[-1]


def test_hidden_rows_are_told_of():
    copy = copied(replace(own("Ideas", 1), hidden_rows=frozenset({2}), hidden_columns=frozenset({1})))
    assert copy.told[0] == "Hidden rows and columns (2) can be seen in the copy."


# --- blank spreadsheets ----------------------------------------------------------------------------


def test_a_spreadsheet_in_which_nobody_wrote_is_blank():
    assert is_blank(Snapshot((Tab("Sheet1"), Tab("Other", headers=("", " ")))))
    assert not is_blank(Snapshot((Tab("Sheet1", headers=("x",)),)))
    assert not is_blank(Snapshot((Tab("Sheet1", notes={CellRef("Sheet1", 1, 1): "Mine"}),)))
