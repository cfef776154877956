"""gspread's ordinary use, by the real library: the emulator is Google to it."""

import gspread
import pytest
from gspread.exceptions import APIError, SpreadsheetNotFound, WorksheetNotFound
from sheets_emulator import SERVICE_ACCOUNT, Emulator


@pytest.fixture
def sheet(google: gspread.Client) -> gspread.Worksheet:
    return google.create("program").sheet1


def test_a_spreadsheet_is_created_listed_opened_and_deleted(google: gspread.Client):
    made = google.create("spring cohort")
    assert [found["name"] for found in google.list_spreadsheet_files()] == ["spring cohort"]
    assert google.open("spring cohort").id == google.open_by_key(made.id).id == made.id
    google.del_spreadsheet(made.id)
    assert google.list_spreadsheet_files() == []


def test_a_spreadsheet_is_copied_with_its_cells(google: gspread.Client):
    made = google.create("spring cohort")
    made.sheet1.update([["person_id"]])
    copy = google.copy(made.id, title="autumn cohort")
    assert (copy.title, copy.sheet1.acell("A1").value) == ("autumn cohort", "person_id")


def test_a_spreadsheet_is_shared(google: gspread.Client):
    made = google.create("program")
    made.share("ada@example.org", perm_type="user", role="writer")
    assert [item["emailAddress"] for item in made.list_permissions()] == [SERVICE_ACCOUNT, "ada@example.org"]


def test_an_unknown_spreadsheet_is_not_found(google: gspread.Client):
    with pytest.raises(SpreadsheetNotFound):
        google.open_by_key("1nothing")


def test_a_spreadsheet_that_is_not_shared_is_a_permission_error(emulator: Emulator, google: gspread.Client):
    with pytest.raises(PermissionError):
        google.open_by_key(emulator.create("private", shared=None))


def test_an_uploaded_workbook_is_no_spreadsheet(emulator: Emulator, google: gspread.Client):
    uploaded = emulator.create("program.xlsx", office_file=True)
    assert len(uploaded) == 33
    with pytest.raises(APIError, match="This operation is not supported for this document") as refused:
        google.open_by_key(uploaded)
    assert refused.value.error["status"] == "FAILED_PRECONDITION"
    assert google.list_spreadsheet_files() == []


@pytest.mark.parametrize("role", ["reader", "commenter"])
def test_a_spreadsheet_shared_for_reading_cannot_be_written(
    emulator: Emulator, google: gspread.Client, role: str
):
    sheet = google.open_by_key(emulator.create("program", shared=role)).sheet1
    with pytest.raises(APIError, match="does not have permission"):
        sheet.update_acell("A1", "x")


def test_nobody_shares_as_what_google_does_not_know(emulator: Emulator):
    with pytest.raises(ValueError, match="use one of reader, commenter, writer"):
        emulator.create("program", shared="editor")


def test_tabs_are_added_renamed_reordered_and_deleted(google: gspread.Client):
    spreadsheet = google.create("program")
    matches = spreadsheet.add_worksheet("matches", rows=5, cols=4)
    matches.update_title("pairs")
    spreadsheet.reorder_worksheets([matches, spreadsheet.sheet1])
    assert [tab.title for tab in spreadsheet.worksheets()] == ["pairs", "Sheet1"]
    spreadsheet.del_worksheet(matches)
    with pytest.raises(WorksheetNotFound):
        spreadsheet.worksheet("pairs")


def test_a_tab_is_duplicated_hidden_and_coloured(google: gspread.Client):
    spreadsheet = google.create("program")
    copy = spreadsheet.sheet1.duplicate(new_sheet_name="copy")
    copy.hide()
    copy.update_tab_color("#3300CC")
    found = spreadsheet.worksheet("copy")
    assert (found.isSheetHidden, found.get_tab_color()) == (True, "#3300CC")


def test_values_are_written_read_and_cleared(sheet: gspread.Worksheet):
    sheet.update([["name", "age"], ["Ada", 36]])
    assert sheet.get_all_records() == [{"name": "Ada", "age": 36}]
    assert [cell.address for cell in sheet.findall("Ada")] == ["A2"]
    sheet.batch_clear(["A2:B2"])
    assert sheet.get_all_values() == [["name", "age"]]
    sheet.clear()
    assert sheet.get_all_values() == [[]]


def test_rows_are_appended_inserted_and_deleted(sheet: gspread.Worksheet):
    sheet.append_rows([["a"], ["c"]])
    sheet.insert_row(["b"], index=2)
    assert sheet.col_values(1) == ["a", "b", "c"]
    sheet.delete_rows(1)
    assert sheet.col_values(1) == ["b", "c"]


def test_columns_are_inserted_and_the_grid_is_resized(sheet: gspread.Worksheet):
    sheet.update([["a", "b"]])
    sheet.insert_cols([["new"]], col=2)
    sheet.resize(rows=2, cols=3)
    assert sheet.get_values() == [["a", "new", "b"]]
    assert (sheet.row_count, sheet.col_count) == (2, 3)


def test_a_sort_reorders_the_cells(sheet: gspread.Worksheet):
    sheet.update([["name", "score"], ["Ada", 1], ["Kofi", 3], ["Mei", 2]])
    sheet.sort((2, "des"), range="A2:B4")
    assert sheet.col_values(1) == ["name", "Kofi", "Mei", "Ada"]


def test_formats_freezing_and_filters_are_accepted(sheet: gspread.Worksheet):
    sheet.format("A1:B1", {"textFormat": {"bold": True}, "numberFormat": {"type": "TEXT"}})
    sheet.freeze(rows=1)
    sheet.set_basic_filter("A1:B3")
    sheet.columns_auto_resize(0, 2)
    assert sheet.frozen_row_count == 1
    assert sheet.clear_basic_filter() is not None


def test_notes_are_written_and_read(sheet: gspread.Worksheet):
    sheet.update_note("B2", "not an address")
    assert sheet.get_note("B2") == "not an address"
    sheet.clear_note("B2")
    assert sheet.get_note("B2") == ""


def test_ranges_are_protected_named_merged_and_grouped(sheet: gspread.Worksheet):
    sheet.add_protected_range("A1:B2", description="keep")
    sheet.define_named_range("A1:A3", "people")
    sheet.merge_cells("C1:D1")
    sheet.add_dimension_group_rows(1, 3)
    [protection] = sheet.spreadsheet.list_protected_ranges(sheet.id)
    assert protection["description"] == "keep"
    assert [named["name"] for named in sheet.spreadsheet.list_named_ranges()] == ["people"]
    sheet.unmerge_cells("C1:D1")
    sheet.delete_dimension_group_rows(1, 3)
    sheet.delete_protected_range(protection["protectedRangeId"])


def test_a_drop_down_is_set(sheet: gspread.Worksheet, emulator: Emulator):
    sheet.add_validation(
        "A2", gspread.utils.ValidationConditionType.one_of_list, ["yes", "no"], showCustomUi=True
    )
    cell = emulator.spreadsheet(sheet.spreadsheet.id).sheets[0].cell(1, 0)
    assert cell["dataValidation"]["condition"]["type"] == "ONE_OF_LIST"


def test_cells_are_copied_and_cut(sheet: gspread.Worksheet):
    sheet.update([["a", "b"]])
    sheet.copy_range("A1:B1", "A3:B3")
    sheet.cut_range("A1:A1", "D1")
    assert sheet.get_values() == [["", "b", "", "a"], ["", "", "", ""], ["a", "b", "", ""]]


def test_a_tab_is_copied_to_another_spreadsheet(google: gspread.Client, sheet: gspread.Worksheet):
    other = google.create("other")
    sheet.copy_to(other.id)
    assert [tab.title for tab in other.worksheets()] == ["Sheet1", "Copy of Sheet1"]


def test_bad_values_are_refused_with_googles_message(sheet: gspread.Worksheet):
    with pytest.raises(APIError, match="Unable to parse range"):
        sheet.spreadsheet.values_get("nowhere!A1")
