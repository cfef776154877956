"""Mishaps that adding what is missing would make worse."""

from dataclasses import replace

import pytest
from pictures import APPLICANTS, settings_tab, spreadsheet, tab

from sheets_sync.spreadsheet.obstacles import obstacles
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Row, Snapshot, Tab


def in_the_way(*changed: Tab, without: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what stands in the way in a program with these tabs in place of its own."""
    names = {one.name for one in changed}
    kept = (one for one in spreadsheet(APPLICANTS) if one.name not in (*names, *without))
    return obstacles(Snapshot((*kept, *changed)), load_schemas())


def applicants(**renamed: str) -> Tab:
    """Return the applicants with some headers renamed."""
    one = spreadsheet(APPLICANTS).get("applicants")
    headers = tuple(renamed.get(header, header) for header in one.headers)
    return replace(one, headers=headers, rows=tuple(replace(row, headers=headers) for row in one.rows))


def lowered(one: Tab, *above: str) -> Tab:
    """Return the tab with one line above its headers."""
    first = (*above, *[""] * len(one.headers))[: len(one.headers)]
    rows = (Row(one.name, 2, first, one.headers), *(replace(row, number=row.number + 1) for row in one.rows))
    return replace(one, headers=first, rows=tuple(replace(row, headers=first) for row in rows))


def test_nothing_stands_in_the_way_of_a_whole_program():
    assert in_the_way() == ()


def test_what_is_merely_missing_is_no_obstacle():
    whole = applicants()
    fewer = replace(whole, headers=whole.headers[1:], rows=tuple(
        replace(row, headers=row.headers[1:], values=row.values[1:]) for row in whole.rows
    ))  # fmt: skip
    assert in_the_way(fewer, Tab("topics"), without=("rubric",)) == ()


@pytest.mark.parametrize("above", ["Our applicants", "", "status"])
def test_a_row_above_the_headers_is(above: str):
    assert in_the_way(lowered(applicants(), above)) == (
        "Row 1 of applicants is not its header row; delete the rows above row 2.",
    )


def test_two_tabs_whose_names_were_exchanged_are():
    surveys, scores = (spreadsheet(APPLICANTS).get(name) for name in ("surveys", "rubric_scores"))
    assert in_the_way(replace(surveys, name="rubric_scores"), replace(scores, name="surveys")) == (
        "Row 1 of rubric_scores holds the headers of surveys; give each of the two tabs its own name back.",
        "Row 1 of surveys holds the headers of rubric_scores; give each of the two tabs its own name back.",
    )


def test_a_tab_of_another_kind_is():
    other = tab("topics\nour shopping list | price\nmilk | 2")
    assert in_the_way(other) == (
        "Row 1 of topics is not its header row; write the headers into it, or give the tab another name.",
    )


@pytest.mark.parametrize(
    ("column", "header"), [("email", "Emial"), ("decision", "Decisions"), ("department", "Departmnt")]
)
def test_a_renamed_column_is(column: str, header: str):
    name = "matches" if column == "decision" else "applicants"
    one = spreadsheet(APPLICANTS).get(name)
    headers = tuple(header if found == column else found for found in one.headers)
    renamed = replace(one, headers=headers, rows=tuple(replace(row, headers=headers) for row in one.rows))
    [sentence] = in_the_way(renamed)
    assert sentence == (
        f"Is {header} in {name} meant to be {column}? Give it its name back; "
        f"or, if it is a column of your own, add the header {column} yourself."
    )


def test_a_column_of_the_tools_is_simply_added_again():
    assert in_the_way(applicants(status="Staus")) == ()


def test_a_column_that_another_tab_names_is_no_renamed_one():
    one = spreadsheet(APPLICANTS).get("rubric_scores")
    gone = replace(one, headers=tuple(header for header in one.headers if header != "recommendation"))
    assert in_the_way(gone) == ()


def test_a_renamed_tab_is():
    renamed = replace(applicants(), name="People 2027")
    [sentence] = in_the_way(renamed, without=("applicants",))
    assert sentence == (
        "Is the tab People 2027 meant to be applicants? Give it its name back; "
        "or, if it is a tab of your own, add an empty tab called applicants."
    )


def test_a_renamed_page_is():
    page = replace(spreadsheet().get("start_here"), name="Begin")
    [sentence] = in_the_way(page, without=("start_here",))
    assert sentence.startswith("Is the tab Begin meant to be start_here?")


def test_a_tab_of_peoples_own_is_none():
    own = tab("birthdays\nfull_name | email | day\nAnn | ann@example.org | 2027-05-01")
    assert in_the_way(own, without=("applicants", "helpers")) == ()


def remembered(**renamed: str) -> Tab:
    """Return the applicants with some headers retyped, in a spreadsheet that remembers what they were."""
    made = {name: at for at, name in enumerate(spreadsheet(APPLICANTS).get("applicants").headers)}
    return replace(applicants(**renamed), made_columns=made)


def test_a_column_that_was_retyped_as_another_is_and_its_cell_is_named():
    told = ("The header in applicants!Z1 was notes; put it back there.",)
    assert in_the_way(remembered(notes="status")) == told
    assert in_the_way(remembered(notes="status", status="State")) == told


def test_headers_that_were_exchanged_are_not():
    assert in_the_way(remembered(notes="status", status="notes")) == ()


def test_a_name_like_that_of_a_column_in_dispute_is_not():
    mine = remembered(notes="status", status="notes", site="note")
    assert in_the_way(replace(mine, made_columns={**mine.made_columns, "site": 99})) == ()


def settings(count: int) -> Tab:
    """Return the settings with only the first so many rows."""
    whole = settings_tab()
    return replace(whole, rows=whole.rows[:count])


@pytest.mark.parametrize("left", [0, 22])
def test_settings_that_are_mostly_gone_are_where_people_are_in_the_program(left: int):
    assert " ".join(in_the_way(settings(left))) == (
        f"The tab settings has {left} of its 45 settings, and there are people in the program. Bring the "
        "others back: in Google with File, Version history; a workbook from its newest copy in "
        ".sheets-sync/backups. If there is nothing to bring back, delete the tab settings, and init adds it "
        "anew."
    )


def test_settings_that_are_mostly_there_are_none():
    assert in_the_way(settings(23)) == ()


def test_settings_that_are_gone_are_none_in_a_program_without_people():
    ticks = tab("matches\nmentor_id | mentee_id | keep_this_pair\n | | FALSE")
    assert in_the_way(settings(0), Tab("applicants"), ticks) == ()
