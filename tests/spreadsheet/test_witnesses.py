"""Two witnesses of what a column is, the header and the spreadsheet's memory, and where they disagree."""

from dataclasses import replace

from pictures import tab, told

from sheets_sync.spreadsheet.headers import bind_columns
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Tab

BOTH = "mentor_id | mentee_id | decided_by | status"


def found(headers: str, *remembered: str) -> tuple[dict[str, int], list[str]]:
    """Return the columns of matches by name, and what is told; `remembered` are its columns in order."""
    positions, problems = bind_columns(matches(headers, *remembered), load_schemas()["matches"])
    named = ("mentor_id", "mentee_id", "decided_by", "status")
    codes = ("MU003", "MU017", "MU019")
    return {name: at for name, at in positions.items() if name in named}, [
        line for line in told(problems) if line.endswith(codes)
    ]


def matches(headers: str, *remembered: str) -> Tab:
    """Return the tab matches with these headers."""
    made = {name: at for at, name in enumerate(remembered) if name}
    return replace(tab(f"matches\n{headers}\nE5 | E3 | Ina | proposed"), made_columns=made)


MADE = ("mentor_id", "mentee_id", "decided_by", "status")
IDS = {"mentor_id": 0, "mentee_id": 1}


def test_where_both_witnesses_agree_nothing_is_told():
    assert found(BOTH, *MADE) == ({**IDS, "decided_by": 2, "status": 3}, [])


def test_a_column_that_was_dragged_takes_its_memory_along():
    dragged = ("status", "mentor_id", "mentee_id", "decided_by")
    assert found(" | ".join(dragged), *dragged)[1] == []


def test_without_memory_the_header_is_believed():
    assert found("mentor_id | mentee_id | status | decided_by")[0] == {**IDS, "status": 2, "decided_by": 3}


def test_headers_that_were_exchanged_are_told_at_their_cells_and_neither_column_counts():
    assert found("mentor_id | mentee_id | status | decided_by", *MADE) == (
        IDS,
        ["matches!C1 MU019", "matches!D1 MU019"],
    )


def test_a_column_retyped_as_another_is_told_at_its_cell_and_not_as_a_doubled_header():
    assert found("mentor_id | mentee_id | status | status", *MADE) == (
        {**IDS, "status": 3},
        ["matches!C1 MU019"],
    )


def test_a_column_retyped_as_another_that_was_renamed_is_told_and_the_renamed_one_is_not_read():
    assert found("mentor_id | mentee_id | status | State", *MADE) == (IDS, ["matches!C1 MU019"])


def test_a_column_of_ones_own_retyped_as_one_that_was_renamed_is_told():
    assert found("mentor_id | mentee_id | status | State", "mentor_id", "mentee_id", "", "status") == (
        IDS,
        ["matches!C1 MU019"],
    )


def test_a_column_of_ones_own_retyped_as_one_whose_header_is_blank_is_told():
    assert found("mentor_id | mentee_id | status | ", "mentor_id", "mentee_id", "", "status") == (
        IDS,
        ["matches!C1 MU019"],
    )


def test_a_header_pasted_elsewhere_is_told_while_its_old_place_is_bare():
    assert found("mentor_id | mentee_id | status", "mentor_id", "mentee_id", "", "", "status") == (
        IDS,
        ["matches!C1 MU019"],
    )


def test_a_column_of_ones_own_with_a_header_that_is_taken_is_told_at_its_own_cell():
    made = ("mentor_id", "mentee_id", "", "status")
    assert found("mentor_id | mentee_id | status | status", *made) == (
        {**IDS, "status": 3},
        ["matches!C1 MU019"],
    )


def test_the_exact_header_of_ones_own_does_not_win_over_another_spelling_that_is_remembered():
    helpers = tab("helpers\nemail | E-mail | full_name | helps_as\n a | b | c | d")
    made = replace(helpers, made_columns={"email": 1, "full_name": 2, "helps_as": 3})
    positions, problems = bind_columns(made, load_schemas()["helpers"])
    assert "helpers!A1 MU019" in told(problems)
    assert positions["email"] == 1


def test_neither_spelling_of_ones_own_wins_over_a_column_that_was_renamed():
    helpers = tab("helpers\nemail | E-mail | Mail address | full_name | helps_as\n a | b | c | d | e")
    made = replace(helpers, made_columns={"email": 2, "full_name": 3, "helps_as": 4})
    positions, problems = bind_columns(made, load_schemas()["helpers"])
    assert [line for line in told(problems) if "MU019" in line] == ["helpers!A1 MU019", "helpers!B1 MU019"]
    assert "email" not in positions


def test_another_spelling_of_ones_own_does_no_harm_beside_the_exact_header():
    helpers = tab("helpers\nE-mail | email | full_name | helps_as\n a | b | c | d")
    made = replace(helpers, made_columns={"email": 1, "full_name": 2, "helps_as": 3})
    positions, problems = bind_columns(made, load_schemas()["helpers"])
    assert (positions["email"], [line for line in told(problems) if "MU008" not in line]) == (1, [])


def test_a_column_that_was_only_renamed_is_read_by_memory():
    assert found("mentor_id | mentee_id | decided_by | State", *MADE) == (
        {**IDS, "decided_by": 2, "status": 3},
        ["matches!D1 MU017"],
    )


def test_a_column_whose_memory_went_with_it_may_be_made_anew_by_its_header():
    assert found(BOTH, "mentor_id", "mentee_id", "decided_by")[0] == {**IDS, "decided_by": 2, "status": 3}


def test_the_problem_says_what_the_spreadsheet_remembers():
    def messages(headers: str, *made: str) -> list[str]:
        _, problems = bind_columns(matches(headers, *made), load_schemas()["matches"])
        return [one.message for one in problems if one.code == "MU019"]

    assert messages("mentor_id | mentee_id | status | State", *MADE) == [
        "The header says status, but the spreadsheet remembers this column as decided_by."
    ]
    assert messages("mentor_id | mentee_id | status | State", "mentor_id", "mentee_id", "", "status") == [
        "The header says status, but the spreadsheet remembers column D as status."
    ]
