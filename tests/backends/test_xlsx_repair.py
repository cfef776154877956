"""An old workbook repaired: what is missing is added, what people made stays, else nothing is written."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.backends.xlsx.layout.creating import create
from sheets_sync.backends.xlsx.layout.repair import repair
from sheets_sync.backends.xlsx.reading.snapshots import read
from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.mentoring.starter import starting_rows
from sheets_sync.spreadsheet.layout import layout_of
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.schema import load_schemas

MADE_AT = datetime(2027, 1, 5, 8, 30, tzinfo=UTC)
LATER = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
TABS = (
    "start_here", "applicants", "rubric_scores", "org_chart", "topics", "rubric", "events", "helpers",
    "templates", "settings", "past_pairs",
)  # fmt: skip
SCHEMAS = {tab: load_schemas()[tab] for tab in TABS}
LAYOUTS = layout_of(SCHEMAS, starting_rows("P1"), PAGE)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("new") / "program.xlsx"
    create(path, LAYOUTS, MADE_AT)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, new: bytes) -> Path:
    path = tmp_path / "program.xlsx"
    path.write_bytes(new)
    return path


def edited(path: Path, edit: Callable[[Workbook], object]) -> None:
    book = load_workbook(path)
    edit(book)
    book.save(path)


def in_part(path: Path, part: str, old: bytes, new: bytes) -> None:
    with ZipFile(path) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    assert old in contents[part]
    contents[part] = contents[part].replace(old, new)
    with ZipFile(path, "w") as parts:
        for name, content in contents.items():
            parts.writestr(name, content)


def repaired(path: Path) -> list[str]:
    """Repair the workbook; check that a second repair finds nothing to do."""
    added = repair(path, LAYOUTS, path.parent / "backups", LATER)
    after = path.read_bytes()
    assert repair(path, LAYOUTS, path.parent / "backups", LATER) == []
    assert path.read_bytes() == after
    return added


def headers(sheet: Worksheet) -> list[object]:
    return [cell.value for cell in sheet[1]]


def rules(sheet: Worksheet, place: str) -> list[str]:
    return [rule.formula1 for rule in sheet.data_validations.dataValidation if place in rule.sqref]


def without(header: str, tab: str = "applicants") -> Callable[[Workbook], None]:
    """Return an edit that deletes a column, its rule and its note."""

    def edit(book: Workbook) -> None:
        sheet = book[tab]
        cell = next(cell for cell in sheet[1] if cell.value == header)
        sheet.delete_cols(cell.column)

    return edit


def test_a_new_workbook_lacks_nothing_and_is_not_touched(path, new):
    assert repair(path, LAYOUTS, path.parent / "backups", LATER) == []
    assert path.read_bytes() == new
    assert [file.name for file in path.parent.iterdir()] == ["program.xlsx"]


def test_a_missing_tab_is_added_at_its_place_with_its_rows(path):
    edited(path, lambda book: book.remove(book["topics"]))
    assert repaired(path) == ["Added the tab topics."]
    book = load_workbook(path)
    assert book.sheetnames[3:6] == ["org_chart", "topics", "rubric"]
    assert book["topics"]["A2"].value == "A day on the front line"
    assert book["topics"].max_row == 21


def test_the_tab_that_people_were_looking_at_stays_in_front(path):
    def edit(book: Workbook) -> None:
        book.remove(book["topics"])
        book.active = book["settings"]

    edited(path, edit)
    repaired(path)
    assert load_workbook(path).active.title == "settings"


def test_a_missing_column_is_added_right_of_everything(path):
    def edit(book: Workbook) -> None:
        book["helpers"].delete_cols(3)
        book["helpers"]["F5"] = "mine"

    edited(path, edit)
    assert repaired(path)[0] == "Added to helpers: helps_as."
    sheet = load_workbook(path)["helpers"]
    assert headers(sheet)[:7] == ["email", "full_name", "away_until", None, None, None, "helps_as"]
    assert rules(sheet, "G9") == ['"taskforce,interviewer,hr,sponsor,alumni_executive"']
    assert sheet["G1"].comment.text == "What the person does; one row for each thing. Needed in every row."
    assert sheet["F5"].value == "mine"


def test_what_people_wrote_stays_where_it_is(path):
    def edit(book: Workbook) -> None:
        book["applicants"].append(["00123", "Ann Lee", "ann@example.org", "mentor"])
        book["applicants"]["AF1"] = "our own column"
        book.create_sheet("our own tab", 0)["B3"] = "=not a formula"
        book["our own tab"]["B3"].data_type = "s"
        book.remove(book["topics"])

    edited(path, edit)
    repaired(path)
    book = load_workbook(path)
    assert [cell.value for cell in book["applicants"][2]][:4] == [
        "00123",
        "Ann Lee",
        "ann@example.org",
        "mentor",
    ]
    assert book["applicants"]["AF1"].value == "our own column"
    assert (book.sheetnames[0], book["our own tab"]["B3"].value) == ("our own tab", "=not a formula")


def test_a_header_that_means_the_column_is_enough(path):
    edited(path, lambda book: book["applicants"].__setitem__("C1", "E-Mail Address "))
    assert repaired(path) == []


def test_a_tab_is_known_whatever_its_capitals(path):
    in_part(path, "xl/workbook.xml", b'name="helpers"', b'name="Helpers"')
    assert repaired(path) == []


def test_a_moved_column_stays_where_it_is(path):
    def edit(book: Workbook) -> None:
        row = book["events"]
        row["E1"].value, row["F1"].value = "link", "place"

    edited(path, edit)
    assert repaired(path) == []
    assert headers(load_workbook(path)["events"])[4:] == ["link", "place"]


def test_a_missing_setting_is_added_below_with_its_drop_down(path):
    def edit(book: Workbook) -> None:
        row = next(cell.row for cell in book["settings"]["A"] if cell.value == "mail_mode")
        book["settings"].delete_rows(row)

    edited(path, edit)
    assert repaired(path)[0] == "Added 1 row to settings: mail_mode."
    sheet = load_workbook(path)["settings"]
    last = sheet.max_row
    assert [cell.value for cell in sheet[last]][:3] == ["mail_mode", None, "off"]
    assert '"off,outbox,redirect,live"' in rules(sheet, f"B{last}")


def test_sorted_settings_get_their_own_drop_downs_back(path):
    def edit(book: Workbook) -> None:
        rows = {cell.value: cell.row for cell in book["settings"]["A"]}
        book["settings"].cell(rows["mail_mode"], 1).value = "cohort"
        book["settings"].cell(rows["cohort"], 1).value = "mail_mode"

    edited(path, edit)
    assert repaired(path) == ["Put the drop-downs and messages back in settings: cohort, mail_mode."]
    sheet = load_workbook(path)["settings"]
    rows = {cell.value: cell.row for cell in sheet["A"]}
    assert rules(sheet, f"B{rows['mail_mode']}") == ['"off,outbox,redirect,live"']
    assert rules(sheet, f"B{rows['cohort']}") == []


def test_lost_drop_downs_are_put_back(path):
    edited(path, lambda book: setattr(book["events"].data_validations, "dataValidation", []))
    assert repaired(path) == ["Put the drop-downs and messages back in events: kind, starts_at, ends_at."]
    assert rules(load_workbook(path)["events"], "B7") == [
        '"mentor_orientation,mentee_orientation,meet_and_greet,closing"'
    ]


def test_a_drop_down_that_people_changed_stays_theirs(path):
    def edit(book: Workbook) -> None:
        book["events"].data_validations.dataValidation[0].formula1 = '"ours,yours"'

    edited(path, edit)
    assert repaired(path) == []


def test_a_lost_note_is_put_back(path):
    edited(path, lambda book: setattr(book["events"]["E1"], "comment", None))
    assert repaired(path) == ["Put notes on the headers of events: place."]
    assert load_workbook(path)["events"]["E1"].comment.text == "Where it is."


def test_a_lost_format_is_put_back_for_new_cells(path):
    edited(path, lambda book: setattr(book["org_chart"].column_dimensions["A"], "number_format", "General"))
    assert repaired(path) == ["Set the number format of new cells in org_chart: person_id."]
    assert load_workbook(path)["org_chart"].column_dimensions["A"].number_format == "@"


def test_columns_that_share_a_width_are_parted_before_one_changes(path):
    def edit(book: Workbook) -> None:
        columns = book["past_pairs"].column_dimensions
        del columns["B"], columns["C"], columns["D"]
        columns["A"].min, columns["A"].max, columns["A"].number_format = 1, 5, "General"

    edited(path, edit)
    assert repaired(path) == ["Set the number format of new cells in past_pairs: mentor_id, mentee_id."]
    columns = load_workbook(path)["past_pairs"].column_dimensions
    assert [(d.min, d.max, d.number_format) for d in columns.values()] == [
        (1, 1, "@"), (2, 2, "@"), (3, 5, "General"),
    ]  # fmt: skip


def test_a_new_row_of_the_rubric_becomes_a_column_of_the_scores(path):
    edited(path, lambda book: book["rubric"].append(["humour", "What makes you laugh?"]))
    layouts = layout_of(SCHEMAS, starting_rows("P1", read(path)[0]), PAGE)
    assert repair(path, layouts, path.parent / "backups", LATER) == ["Added to rubric_scores: humour."]
    assert headers(load_workbook(path)["rubric_scores"])[-2:] == ["score", "humour"]


def test_a_rubric_of_ones_own_brings_no_criteria_of_ours(path):
    def edit(book: Workbook) -> None:
        book["rubric"].delete_rows(2, 5)
        book["rubric"].append(["humour", "What makes you laugh?"])
        book.remove(book["rubric_scores"])

    edited(path, edit)
    layouts = layout_of(SCHEMAS, starting_rows("P1", read(path)[0]), PAGE)
    repair(path, layouts, path.parent / "backups", LATER)
    assert headers(load_workbook(path)["rubric_scores"])[2:5] == [
        "interviewed_on",
        "humour",
        "topics_confirmed",
    ]


def test_an_emptied_green_tab_is_filled_again_and_a_used_one_is_not(path):
    def edit(book: Workbook) -> None:
        book["topics"].delete_rows(2, 30)
        book["templates"].delete_rows(3, 40)

    edited(path, edit)
    [added] = repaired(path)
    assert added.startswith("Added 20 rows to topics: A day on the front line, Staffing and workload")
    book = load_workbook(path)
    assert (book["topics"].max_row, book["templates"].max_row) == (21, 2)


def test_a_lost_line_of_the_page_is_added_below(path):
    def edit(book: Workbook) -> None:
        row = next(cell.row for cell in book["start_here"]["A"] if cell.value == "check_now")
        for cell in book["start_here"][row]:
            cell.value = None

    edited(path, edit)
    assert repaired(path)[0] == "Added 1 row to start_here: check_now."
    sheet = load_workbook(path)["start_here"]
    assert [cell.value for cell in sheet[sheet.max_row]][:2] == ["check_now", False]
    assert rules(sheet, f"B{sheet.max_row}") == ['"TRUE,FALSE"']


def test_a_lost_line_of_a_page_that_people_moved_right_is_added_below_its_other_lines(path):
    def edit(book: Workbook) -> None:
        book["start_here"].delete_rows(35)
        book["start_here"].insert_cols(1)

    edited(path, edit)
    assert repaired(path)[0] == "Added 1 row to start_here: Rows at the last good run."
    sheet = load_workbook(path)["start_here"]
    assert [cell.value for cell in sheet[sheet.max_row]][:2] == [None, "Rows at the last good run"]


def test_a_list_whose_tab_was_deleted_is_named_again(path):
    def edit(book: Workbook) -> None:
        book["topics"].delete_rows(2, 30)
        book.defined_names["topics_topic"].attr_text = "#REF!"

    edited(path, edit)
    assert repaired(path)[-1] == "Named the list topics_topic again."
    assert load_workbook(path).defined_names["topics_topic"].attr_text.startswith("topics!$A$2:INDEX(")


def test_the_old_file_is_kept_as_a_backup(path):
    edited(path, lambda book: book.remove(book["topics"]))
    before = path.read_bytes()
    repaired(path)
    [backup] = (path.parent / "backups").iterdir()
    assert backup.read_bytes() == before


@pytest.mark.parametrize("lock", ["~$program.xlsx", ".~lock.program.xlsx#"])
def test_a_workbook_that_is_open_is_not_touched(path, lock):
    edited(path, lambda book: book.remove(book["topics"]))
    before = path.read_bytes()
    (path.parent / lock).write_text("Ana")
    with pytest.raises(Refusal) as refusal:
        repair(path, LAYOUTS, path.parent / "backups", LATER)
    assert refusal.value.exit_code is Exit.BUSY
    assert path.read_bytes() == before


def with_a_formula(book: Workbook) -> None:
    book.create_sheet("budget")["A1"] = "=1+1"


def test_a_decorated_workbook_that_lacks_nothing_is_fine(path):
    edited(path, with_a_formula)
    before = path.read_bytes()
    assert repair(path, LAYOUTS, path.parent / "backups", LATER) == []
    assert path.read_bytes() == before


def test_a_workbook_that_would_lose_something_is_left_alone_and_says_what_to_do(path):
    edited(path, lambda book: (with_a_formula(book), book.remove(book["past_pairs"])))
    before = path.read_bytes()
    with pytest.raises(Refusal) as refusal:
        repair(path, LAYOUTS, path.parent / "backups", LATER)
    assert refusal.value.exit_code is Exit.FIX_NEEDED
    assert str(refusal.value) == (
        "program.xlsx was left as it is, since adding what is missing would lose results of formulas in the"
        " tab budget. By hand: add a tab called past_pairs with these headers in row 1: mentor_id, mentee_id,"
        " cohort, outcome."
    )
    assert path.read_bytes() == before


def test_a_value_that_would_come_out_changed_is_a_loss_too(path):
    def edit(book: Workbook) -> None:
        book["applicants"]["K2"] = "first line and second line"
        book.remove(book["past_pairs"])

    edited(path, edit)
    in_part(path, "xl/worksheets/sheet2.xml", b"first line and", b"first line&#13;and")
    with pytest.raises(Refusal, match=r"would lose values in the tab applicants\. By hand"):
        repair(path, LAYOUTS, path.parent / "backups", LATER)


def test_a_drop_down_that_excel_keeps_in_an_extension_is_not_missing(path):
    edited(path, lambda book: setattr(book["helpers"].data_validations, "dataValidation", []))
    extension = (
        b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CC}">'
        b'<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        b'<x14:dataValidation type="list"><x14:formula1><xm:f>topics!$A$2:$A$9</xm:f></x14:formula1>'
        b"<xm:sqref>C2:D99</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    in_part(path, "xl/worksheets/sheet8.xml", b"</worksheet>", extension)
    assert repair(path, LAYOUTS, path.parent / "backups", LATER) == []


def test_what_libreoffice_makes_of_ticks_is_made_plain_again(path):
    def edit(book: Workbook) -> None:
        book["start_here"]["B8"] = "=FALSE()"
        book.remove(book["past_pairs"])

    edited(path, edit)
    repaired(path)
    assert load_workbook(path)["start_here"]["B8"].value is False


def test_notes_that_people_wrote_keep_their_words(path):
    def edit(book: Workbook) -> None:
        book["applicants"]["A1"].comment.text = "Ask Ana first."
        book.remove(book["past_pairs"])

    edited(path, edit)
    repaired(path)
    assert load_workbook(path)["applicants"]["A1"].comment.text == "Ask Ana first."
