"""A new workbook: what people find in it, read back with openpyxl."""

from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from sheets_sync.backends.xlsx.layout.creating import create
from sheets_sync.backends.xlsx.reading.snapshots import read
from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.mentoring.starter import starting_rows
from sheets_sync.spreadsheet.layout import layout_of
from sheets_sync.spreadsheet.look import CellLayout, ColumnLayout, Format, StartingRow, TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.schema import TAB_ORDER, load_schemas

MADE_AT = datetime(2027, 1, 5, 8, 30, tzinfo=UTC)
LAYOUTS = layout_of(load_schemas(), starting_rows("P1"), PAGE)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("new") / "program.xlsx"
    create(path, LAYOUTS, MADE_AT)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


def letters(book: Workbook, tab: str, header: str) -> str:
    return next(cell.column_letter for cell in book[tab][1] if cell.value == header)


def rule(book: Workbook, tab: str, header: str, row: int = 500) -> DataValidation:
    place = f"{letters(book, tab, header)}{row}"
    [found] = [found for found in book[tab].data_validations.dataValidation if place in found.sqref]
    return found


def setting(book: Workbook, name: str) -> int:
    return next(cell.row for cell in book["settings"]["A"] if cell.value == name)


def small(*columns: ColumnLayout, rows: tuple[StartingRow, ...] = ()) -> TabLayout:
    return TabLayout("people", "people", columns, rows)


def plain(header: str, cells: CellLayout | None = None) -> ColumnLayout:
    return ColumnLayout(header, frozenset({header}), "A note.", 12, cells or CellLayout())


def test_the_tabs_stand_in_their_order(book):
    assert book.sheetnames == list(TAB_ORDER)


def test_tabs_are_coloured_by_who_fills_them(book):
    colours = [book[tab].sheet_properties.tabColor.rgb for tab in ("applicants", "topics", "problems")]
    assert colours == ["002F6EBA", "004E8542", "007A7A7A"]


def test_tabs_are_printed_across_the_paper_on_few_sheets_side_by_side(book):
    setups = {sheet.title: sheet.page_setup for sheet in book}
    assert {setup.orientation for setup in setups.values()} == {"landscape"}
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book)
    wide = {name: setup.fitToWidth for name, setup in setups.items() if setup.fitToWidth > 1}
    assert wide == {"applicants": 3, "matches": 2}


def test_seldom_used_tabs_are_hidden_until_used(book):
    hidden = [sheet.title for sheet in book if sheet.sheet_state == "hidden"]
    assert hidden == ["forms", "past_pairs", "organization_survey", "outbox", "log", "published"]


def test_headers_are_bold_frozen_and_explained(book):
    header = book["applicants"]["D1"]
    assert header.font.b and book["applicants"].freeze_panes == "C2"
    assert header.comment.text.startswith("mentor: front-line staff who will mentor an executive.")


def test_a_note_is_large_enough_for_its_text(path):
    with ZipFile(path) as parts:
        shapes = parts.read("xl/drawings/commentsDrawing2.vml").decode()
    assert "width:260px" in shapes and "width:144px" not in shapes


def test_the_rubrics_criteria_are_columns_of_the_scores(book):
    headers = [cell.value for cell in book["rubric_scores"][1]]
    assert headers[3:8] == ["communication", "candor", "front_line_insight", "discretion", "commitment"]


def test_a_closed_list_is_a_drop_down_in_every_row_there_can_be(book):
    role = rule(book, "applicants", "role", row=1_048_576)
    assert (role.type, role.formula1, role.errorStyle) == ("list", '"mentor,mentee"', "stop")
    assert role.showErrorMessage and not role.hide_drop_down


def test_topics_are_offered_but_several_may_be_typed(book):
    topics = rule(book, "applicants", "topics")
    assert (topics.type, topics.formula1) == ("list", "topics_topic")
    assert not topics.showErrorMessage


def test_an_id_that_is_not_listed_is_asked_about_but_let_in(book):
    mentor = rule(book, "matches", "mentor_id")
    assert (mentor.formula1, mentor.errorStyle) == ("applicants_person_id", "warning")


def test_every_list_that_a_drop_down_uses_has_its_name(book):
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    names = {rule.formula1 for rule in rules if not rule.formula1.startswith('"')}
    assert names == set(book.defined_names)


def test_a_named_list_ends_with_the_last_topic(book):
    assert book.defined_names["topics_topic"].attr_text == (
        "topics!$A$2:INDEX(topics!$A:$A,"
        'MAX(2,SUMPRODUCT(MAX((topics!$A$2:$A$10000<>"")*ROW(topics!$A$2:$A$10000)))))'
    )


def test_ticks_are_true_or_false_from_a_drop_down(book):
    keep = rule(book, "matches", "keep_this_pair")
    assert keep.formula1 == '"TRUE,FALSE"'
    assert keep.prompt == "TRUE is a tick. FALSE or blank is none."


def test_a_date_column_takes_dates(book):
    found = rule(book, "applicants", "interview_on")
    assert (found.type, found.formula1) == ("date", "DATE(2000,1,1)")


def test_answers_are_whole_numbers_from_1_to_5(book):
    found = rule(book, "surveys", "employee_pulse")
    assert (found.type, found.formula1, found.formula2) == ("whole", "1", "5")


def test_a_large_limit_is_written_out(book):
    assert rule(book, "organization_survey", "respondents").formula2 == "10000000"


def test_new_rows_of_an_id_column_are_text_and_of_a_date_column_dates(book):
    formats = [book["applicants"].column_dimensions[column].number_format for column in "AE"]
    assert formats == ["@", "yyyy-mm-dd"]


def test_a_closed_list_of_a_grey_tab_is_a_drop_down_too(book):
    assert rule(book, "outbox", "did_it_arrive").formula1 == '"yes,send_again"'


def test_a_tool_owned_column_is_grey_and_says_so(book):
    status = rule(book, "applicants", "status")
    assert status.type is None and status.prompt.startswith("The tool fills this in.")
    column = book["applicants"].column_dimensions[letters(book, "applicants", "status")]
    assert column.fill.start_color.rgb == "00F2F2F2"


def test_blue_and_green_tabs_are_never_locked(book):
    assert not book["applicants"].protection.sheet and not book["settings"].protection.sheet


def test_grey_tabs_are_locked_without_a_password_but_for_what_people_tick(book):
    outbox = book["outbox"]
    assert outbox.protection.sheet and outbox.protection.password is None
    locked = {name: outbox.column_dimensions[letters(book, "outbox", name)].protection.locked
              for name in ("status", "hold", "did_it_arrive")}  # fmt: skip
    assert locked == {"status": True, "hold": False, "did_it_arrive": False}


def test_people_may_still_sort_and_widen_a_grey_tab(book):
    protection = book["problems"].protection
    assert not protection.sort and not protection.formatColumns  # False: not forbidden


def test_the_boxes_of_the_page_can_be_ticked(book):
    page = book["start_here"]
    boxes = {cell.value: page.cell(cell.row, 2) for cell in page["A"] if "_" in str(cell.value)}
    assert [(name, box.value, box.protection.locked) for name, box in boxes.items()] == [
        ("check_now", False, False),
        ("propose_matches_now", False, False),
        ("accept_big_change", False, False),
    ]
    assert page.protection.sheet and page["A1"].value == "Reverse mentoring: start here"


def test_each_setting_takes_what_it_means(book):
    rows = {name: setting(book, name) for name in ("mail_mode", "matches_announced_on", "meetings_needed")}
    found = {name: rule(book, "settings", "value", row) for name, row in rows.items()}
    assert found["mail_mode"].formula1 == '"off,outbox,redirect,live"'
    assert found["matches_announced_on"].type == "date"
    assert (found["meetings_needed"].formula1, found["meetings_needed"].formula2) == ("1", "99")


def test_a_settings_date_is_shown_as_a_date(book):
    cell = book["settings"].cell(setting(book, "matches_announced_on"), 2)
    assert (cell.value, cell.number_format) == (None, "yyyy-mm-dd")


def test_the_programs_id_is_written_and_grey(book):
    cell = book["settings"].cell(setting(book, "program_id"), 2)
    assert (cell.value, cell.fill.start_color.rgb) == ("P1", "00F2F2F2")


def test_a_row_is_as_high_as_its_text(book):
    assert book["templates"].row_dimensions[2].height > 100
    assert book["survey_items"].row_dimensions[2].height is None


def test_no_cell_is_made_for_rows_to_come(book):
    assert book["applicants"].dimensions == "A1:AD1"


def test_our_own_reader_finds_what_was_written(path):
    snapshot, _ = read(path)
    topics = snapshot.get("topics")
    assert topics and topics.rows[0]["topic"] == "A day on the front line"


def test_values_of_every_kind_are_written_as_they_are(tmp_path):
    columns = [plain("text"), plain("number"), plain("tick"), plain("day", CellLayout(Format.DATE))]
    row = StartingRow(("=1+1", 4.5, True, date(2027, 4, 3)))
    create(tmp_path / "p.xlsx", [small(*columns, rows=(row,))], MADE_AT)
    cells = load_workbook(tmp_path / "p.xlsx")["people"][2]
    assert [cell.value for cell in cells[:3]] == ["=1+1", 4.5, True]
    assert cells[3].value.date() == date(2027, 4, 3)
    assert cells[0].data_type == "s"


def test_a_text_that_no_cell_can_hold_is_refused_at_its_cell(tmp_path):
    row = StartingRow(("x" * 40_000,))
    words = "people!A2 cannot be written: a cell holds at most 32,767 characters; change that value"
    with pytest.raises(Refusal, match=words):
        create(tmp_path / "p.xlsx", [small(plain("text"), rows=(row,))], MADE_AT)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_this_name_is_left_as_it_is(tmp_path):
    (tmp_path / "p.xlsx").write_text("a letter")
    with pytest.raises(Refusal, match="was left as it is; give the new one another name"):
        create(tmp_path / "p.xlsx", [small(plain("text"))], MADE_AT)
    assert (tmp_path / "p.xlsx").read_text() == "a letter"


def test_the_same_layouts_and_moment_give_the_same_bytes(path, tmp_path):
    create(tmp_path / "again.xlsx", LAYOUTS, MADE_AT)
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_a_workbook_is_never_written_over(tmp_path):
    old = tmp_path / "p.xlsx"
    old.write_text("mine")
    with pytest.raises(Refusal) as refusal:
        create(old, LAYOUTS, MADE_AT)
    assert refusal.value.exit_code is Exit.REFUSED_FOR_SAFETY
    assert old.read_text() == "mine"


def test_nothing_but_the_workbook_is_left_in_the_folder(path):
    assert [file.name for file in path.parent.iterdir()] == ["program.xlsx"]
