"""Every kind of bad input and its verdict at its cell, one row of the promise a test."""

from dataclasses import replace

import pytest
from pictures import APPLICANTS, plan, problems, spreadsheet, tab
from scenes import applicant

from sheets_sync.mentoring.reading import read_program
from sheets_sync.spreadsheet.cells import Conventions


def found(**cells: str) -> list[str]:
    """Return the problems of a row with these cells, errors and warnings and notes."""
    return problems(applicant(**cells))


def value(column: str, text: str, **conventions: str) -> object:
    """Return how one cell of a lone applicant is read; None where it is refused or blank."""
    read = read_program(spreadsheet(applicant(**{column: text})), Conventions(**conventions))  # type: ignore[arg-type]
    [record] = read.tables["applicants"].records
    return record.get(column)


def test_a_clean_program_has_no_problems():
    assert problems(APPLICANTS) == []


# --- headers and shape --------------------------------------------------------


def test_a_blank_header_above_data_is_a_warning_at_the_header():
    assert problems("topics\ntopic | also_known_as | \nsafety | | left over") == ["topics!C1 MU004"]


def test_a_doubled_header_refuses_the_tab():
    assert "helpers!C1 MU003" in problems("helpers\nemail | full_name | Email | helps_as")


@pytest.mark.parametrize("header", ["email ", "E-mail", "EMAIL", "Email Address"])
def test_a_header_is_found_whatever_its_case_or_alias(header: str):
    assert problems(APPLICANTS.replace("| email ", f"| {header} ")) == []


def test_a_required_column_that_is_gone_refuses_the_tab_and_offers_the_nearest_header():
    drawn = tab("helpers\nemail | full_nam | helps_as\nina@example.org | Ina | interviewer")
    read = read_program(spreadsheet_without_filling(drawn), Conventions())
    [missing] = [one for one in read.problems if one.code == "MU002"]
    assert read.program is None
    assert "Did you mean “full_nam”?" in missing.message


def spreadsheet_without_filling(drawn):
    """Return a program in which `drawn` stands just as drawn."""
    whole = spreadsheet()
    return type(whole)(tuple(drawn if one.name == drawn.name else one for one in whole))


def test_an_unknown_extra_column_is_fine():
    assert found(shoe_size="42") == []


def test_blank_rows_and_rows_of_spaces_are_skipped():
    lines = APPLICANTS.strip("\n").splitlines()
    with_gaps = "\n".join((*lines[:3], "    |", '    " " | "  "', *lines[3:]))
    assert problems(with_gaps) == []


def test_hidden_rows_count_and_are_told():
    drawn = tab(APPLICANTS)
    hidden = type(drawn)(drawn.name, drawn.headers, drawn.rows, hidden_rows=frozenset({3}))
    assert problems(hidden) == ["applicants!A3 MU006"]


@pytest.mark.parametrize(("rows", "words"), [({3}, "1 hidden row"), ({2, 3}, "2 hidden rows")])
def test_hidden_rows_are_told_in_words_that_go_with_their_number(rows: set[int], words: str):
    hidden = replace(tab(APPLICANTS), hidden_rows=frozenset(rows))
    [one] = plan(spreadsheet(hidden), "validate").problems
    assert one.message == f"This tab has data in {words}, and all of it counts."


# --- ids ----------------------------------------------------------------------


def test_an_id_stored_as_a_number_is_read_as_text_with_a_warning():
    assert value("person_id", "123") == "123"
    assert "applicants!A2 MU042" in found(person_id="123")


def test_a_number_and_a_text_with_zeros_in_front_are_both_set_aside():
    drawn = """
        applicants
        person_id | full_name | email           | role   | topics
        "00123"   | Ann       | ann@example.org | mentor | safety
        123       | Bo        | bo@example.org  | mentor | safety
    """
    assert [one for one in problems(drawn) if "MU043" in one] == [
        "applicants!A2 MU043",
        "applicants!A3 MU043",
    ]


@pytest.mark.parametrize("text", ['"E5 "', '"E5\u00a0"', '"\tE5"', '"E5\\n"', "ｅ５", "e5"])
def test_white_space_width_and_case_do_not_make_another_id(text: str):
    assert found(person_id=text) == []


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u200f", "\u00ad", "\U000e0041"])
def test_an_invisible_character_in_an_id_sets_the_row_aside(invisible: str):
    assert "applicants!A2 MU040" in found(person_id=f"E{invisible}5")


def test_an_invisible_character_in_a_list_of_ids_is_told_at_its_cell():
    chart = "org_chart\nperson_id | manager_id | dotted_manager_ids\nE1 | |\nE2 | E1 | E1; E\u200b1"
    assert "org_chart!C3 MU040" in problems(chart)


def test_the_position_of_an_invisible_character_is_told():
    [one] = [
        p
        for p in plan(spreadsheet(applicant(person_id="E5\u200b2")), "validate").problems
        if p.code == "MU040"
    ]
    assert "U+200B" in one.message and "position 3" in one.message


@pytest.mark.parametrize("text", ["\u041512", "E\u04152", "\u039112"])
def test_look_alike_letters_in_an_id_set_the_row_aside(text: str):
    assert "applicants!A2 MU041" in found(person_id=text)


def test_every_copy_of_a_doubled_id_is_set_aside():
    twice = APPLICANTS + "    e5 | Eve | eve@example.org | mentor | E4 | safety"
    assert problems(twice) == ["applicants!A2 MU044", "applicants!A5 MU044"]


def test_a_row_without_an_id_is_set_aside():
    assert found(person_id="") == ["applicants!A2 MU101"]


# --- e-mail addresses ---------------------------------------------------------------------------------


def test_the_domain_of_an_address_is_read_in_small_letters():
    assert value("email", "Jane.Doe@Example.ORG") == "Jane.Doe@example.org"


def test_one_address_on_two_people_sets_both_aside():
    shared = APPLICANTS.replace("bo@example.org ", "ANN@example.org")
    assert problems(shared) == ["applicants!C2 MU112", "applicants!C3 MU112"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Jane <jane@example.org>", "MU111"),
        ("mailto:jane@example.org", "MU111"),
        ("jane@example,org", "MU110"),
        ("jane@example", "MU110"),
        ("jane@localhost", "MU110"),
        ("@", "MU110"),
        ("jane@@example.org", "MU110"),
        ("jane doe@example.org", "MU110"),
        ("j\u0430ne@example.org", "MU110"),
        ("“jane@example.org", "MU110"),
        ('"jane@example.org\\nBcc: eve@example.org"', "MU114"),
        ("Jane Doe", "MU113"),
        ("O’Brien", "MU113"),
        (f"{'a' * 250}@example.org", "MU115"),
        ("jane\u200b@example.org", "MU040"),
        ("#REF!", "MU011"),
    ],
)
def test_what_is_not_an_address_sets_the_row_aside(text: str, code: str):
    assert found(email=text) == [f"applicants!C2 {code}"]


# --- names and free text ------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["O’Brien", "Jose\u0301", "👩‍⚕️ Ann", "محمد علي", "<script>", "{{ 7*7 }}", "=1+1 "]
)
def test_names_may_be_anything(name: str):
    assert found(full_name=f'"{name}"') == []


def test_a_very_long_text_is_used_with_a_warning():
    assert found(motivation="x" * 40_000) == ["applicants!F2 MU015"]


# --- dates --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "2025-04-03",
        '"2025-04-03"',
        "45750",
        "3 April 2025",
        "April 3, 2025",
        "3-Apr-2025",
        "13/04/2025",
        "04/04/2025",
    ],
)
def test_clear_dates_are_read(text: str):
    assert str(value("applied_on", text)).startswith("2025-04-")
    assert found(applied_on=text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03/04/2025", "MU022"),
        ("12", "MU021"),
        ("May", "MU021"),
        ("10.30", "MU021"),
        ("today", "MU021"),
        ("29 Feb 2025", "MU023"),
        ("31/04/2025", "MU023"),
        ('"2025-02-30"', "MU023"),
        ('"0025-04-03"', "MU024"),
        ('"2205-04-03"', "MU024"),
        ("60", "MU021"),
        ("TRUE", "MU021"),
    ],
)
def test_what_is_no_certain_date_sets_the_row_aside(text: str, code: str):
    assert found(applied_on=text) == [f"applicants!F2 {code}"]


@pytest.mark.parametrize(("order", "day"), [("DMY", "2025-04-03"), ("MDY", "2025-03-04")])
def test_an_ambiguous_date_is_read_where_the_order_is_configured(order: str, day: str):
    assert str(value("applied_on", "03/04/2025", date_order=order)) == day


def test_a_date_with_an_offset_is_read_in_the_programs_time_zone():
    drawn = applicant(applied_on="2025-04-03T02:30Z")
    read = read_program(spreadsheet(drawn, timezone="America/Chicago"), Conventions())
    assert str(read.tables["applicants"].records[0].get("applied_on")) == "2025-04-02"


def test_a_time_in_a_date_column_is_left_out_with_a_warning():
    assert found(applied_on="2025-04-03 14:30") == ["applicants!F2 MU025"]


def test_a_date_years_before_the_program_is_a_warning():
    [one] = problems(applicant(applied_on="2019-01-01"), applications_open_on="2027-01-01")
    assert one == "applicants!F2 MU027"


# --- yes, no and numbers ------------------------------------------------------


@pytest.mark.parametrize("text", ["Y", "yes", "TRUE", '"true"', "1", "✓", "x", '"Yes "'])
def test_yes_has_a_closed_list_of_forms(text: str):
    assert value("manager_approval", text) is True


@pytest.mark.parametrize("text", ["N", "no", "FALSE", "0", "–"])
def test_no_has_a_closed_list_of_forms(text: str):
    assert value("manager_approval", text) is False


def test_a_blank_answer_is_not_a_no():
    assert value("manager_approval", "") is None
    assert found(manager_approval="") == []


@pytest.mark.parametrize("text", ["maybe", "2", "yes!"])
def test_anything_else_is_neither_yes_nor_no(text: str):
    assert found(manager_approval=text) == ["applicants!F2 MU036"]


def test_a_number_typed_as_text_is_used_with_a_note():
    assert value("direct_reports", '"4"') == 4
    assert "applicants!F2 MU033" in found(direct_reports='"0"')


@pytest.mark.parametrize(("text", "code"), [('"4.5"', "MU031"), ('"-1"', "MU032"), ("=A1 → 4.5", "MU031")])
def test_a_number_that_is_refused_is_not_told_as_used(text: str, code: str):
    assert found(direct_reports=text) == [f"applicants!F2 {code}"]


@pytest.mark.parametrize("text", ["4,5", '"1,000"', "4.5", "TRUE", "nan", "inf", "1e400", "many"])
def test_what_is_no_certain_whole_number_sets_the_row_aside(text: str):
    assert found(direct_reports=text) == ["applicants!F2 MU031"]


def test_a_decimal_comma_is_read_where_it_is_configured():
    from sheets_sync.spreadsheet.cells import read_cell
    from sheets_sync.spreadsheet.schema import load_schemas

    weight = load_schemas()["rubric"].column("weight")
    assert read_cell("4,5", weight, Conventions(decimal=",")).value == 4.5


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_nan_and_infinity_are_refused(number: float):
    from dataclasses import replace

    drawn = tab(applicant(direct_reports="0"))
    [row] = drawn.rows
    bad = replace(drawn, rows=(replace(row, values=(*row.values[:-1], number)),))
    assert problems(bad) == ["applicants!F2 MU031"]


def test_a_whole_number_with_a_point_is_whole():
    assert value("direct_reports", "0.0") == 0


def test_a_number_off_its_scale_sets_the_row_aside():
    assert found(direct_reports="-1") == ["applicants!F2 MU032"]


# --- formulas and errors ------------------------------------------------------


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", '"#N/A"', '"#REF!"'])
def test_an_error_value_is_never_a_blank(error: str):
    assert found(site=error) == ["applicants!F2 MU011"]


def test_a_formula_with_a_stored_value_is_used_with_a_warning():
    assert value("site", "=B2 → North") == "North"
    assert found(site="=B2 → North") == ["applicants!F2 MU013"]


def test_a_formula_without_a_stored_value_sets_the_row_aside():
    assert found(site="=B2") == ["applicants!F2 MU012"]


@pytest.mark.parametrize("text", ['"=IMPORTXML(1)"', "\"=cmd|' /C calc'!A0\"", '"@SUM(1)"', '"＝1+1"'])
def test_text_that_looks_like_a_formula_is_text(text: str):
    assert found(motivation=text) == []


# --- ids that a spreadsheet took for something else -----------------------------------------


@pytest.mark.parametrize("stored", ["2027-04-03", "2027-04-03 14:30", "TRUE"])
def test_an_id_stored_as_another_kind_is_a_warning(stored: str):
    assert "applicants!A2 MU048" in found(person_id=stored)


# --- topics -------------------------------------------------------------------


def test_a_synonym_counts_as_the_topic():
    assert found(topics="nurse staffing; Night-Shifts") == []


def test_an_unknown_topic_is_a_warning_with_a_suggestion():
    [one] = plan(spreadsheet(applicant(topics="nite shifts; safety")), "validate").problems
    assert (one.code, str(one.cell)) == ("MU124", "applicants!E2")


@pytest.mark.parametrize(
    ("topics", "words"),
    [
        ("kites; safety", "Not in the topics tab, so left out: 1 topic."),
        ("kites; boats; safety", "Not in the topics tab, so left out: 2 topics."),
    ],
)
def test_unknown_topics_are_told_in_words_that_go_with_their_number(topics: str, words: str):
    [one] = plan(spreadsheet(applicant(topics=topics)), "validate").problems
    assert one.message == words


def test_a_near_miss_gets_a_suggestion_and_does_not_count():
    [one] = plan(spreadsheet(applicant(topics="staffing nurse; safety")), "validate").problems
    assert "Did you mean “staffing”?" in one.message


@pytest.mark.parametrize("text", ["safety; pay", "safety, pay", '"safety\\npay"'])
def test_lists_are_separated_by_semicolon_comma_or_line_break(text: str):
    assert value("topics", text) == ("safety", "pay")


def test_a_slash_in_a_list_is_a_warning():
    assert "applicants!E2 MU039" in found(topics="safety/pay; pay")


def test_more_than_five_topics_set_the_row_aside():
    assert found(topics="a; b; c; d; e; f")[0] == "applicants!E2 MU038"


def test_a_word_that_is_not_in_the_list_gets_a_suggestion():
    [one] = plan(spreadsheet(applicant(role="mentro")), "validate").problems
    assert (one.code, "mentor, mentee" in one.fix) == ("MU037", True)


@pytest.mark.parametrize("text", ["Mentor", "MENTOR", '" mentor "'])
def test_a_word_of_a_list_is_read_whatever_its_case(text: str):
    assert value("role", text) == "mentor"


# --- surveys -------------------------------------------------------------------

CALL_ME = """
    survey_items
    item_id | wording      | asked_of     | kind
    pulse   | I know.      | mentee       |
    call    | Call me?     | both         | call_me
    climate | All is well. | organization |
"""


def test_an_answer_off_the_scale_costs_only_that_answer():
    answers = "surveys\nresponse_id | person_id | phase | submitted_on | pulse | valued\n"
    read = read_program(
        spreadsheet(APPLICANTS, f"{answers}R1 | E3 | pre | 2027-02-01 | 0 | 4"), Conventions()
    )
    [record] = read.tables["surveys"].usable
    assert (record.get("pulse"), record.get("valued")) == (None, 4)


def test_a_wish_to_be_called_is_yes_or_no():
    answers = (
        "surveys\nresponse_id | person_id | phase | submitted_on | call\nR1 | E3 | pre | 2027-02-01 | {}"
    )
    assert problems(APPLICANTS, CALL_ME, answers.format("yes")) == []
    assert problems(APPLICANTS, CALL_ME, answers.format("4")) == ["surveys!E2 MU036"]


def test_what_the_organization_is_asked_is_no_column_of_surveys():
    columns = read_program(spreadsheet(APPLICANTS, CALL_ME), Conventions()).tables["surveys"].schema.columns
    assert [column.name for column in columns if column.columns_from] == ["pulse", "call"]
