"""values.get and values.update: trimming, ranges, render options, and what is refused (facts §2, §3)."""

import pytest
from emulator.calling import Caller


def test_trailing_blanks_are_left_out_and_inner_rows_are_ragged(caller: Caller):
    caller.put("A1", [["a", "", ""], [], ["", "b"]])
    assert caller.read("A1:D9") == [["a"], [], ["", "b"]]


def test_a_blank_range_has_no_values(caller: Caller):
    answer = caller.about("GET", "/values/B2:C3").json()
    assert answer == {"range": "Sheet1!B2:C3", "majorDimension": "ROWS"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Sheet1", "Sheet1!A1:Z1000"),
        ("A1:C", "Sheet1!A1:C1000"),
        ("B:B", "Sheet1!B1:B1000"),
        ("2:3", "Sheet1!A2:Z3"),
        ("A3:3", "Sheet1!A3:Z3"),
        ("$B$2", "Sheet1!B2"),
        ("C3:A1", "Sheet1!A1:C3"),
        ("A1:A2000", "Sheet1!A1:A1000"),
        ("'Sheet1'!a1:b2", "Sheet1!A1:B2"),
    ],
)
def test_the_range_is_told_in_full_and_cut_to_the_grid(caller: Caller, asked: str, told: str):
    assert caller.about("GET", f"/values/{asked}").json()["range"] == told


@pytest.mark.parametrize("title", ["two words", "it's", "A1", "2026", "R1C1", "naïve", "a!b"])
def test_a_title_that_is_no_plain_word_is_quoted(caller: Caller, title: str):
    caller.batch({"addSheet": {"properties": {"title": title}}})
    quoted = "'" + title.replace("'", "''") + "'"
    answer = caller.about("GET", f"/values/{quoted}!A1").json()
    assert answer["range"] == f"{quoted}!A1"


def test_a_named_range_is_a_range(caller: Caller):
    span = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    caller.batch({"addNamedRange": {"namedRange": {"name": "people", "range": span}}})
    assert caller.about("GET", "/values/people").json()["range"] == "Sheet1!A2:B3"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("nowhere!A1", "Unable to parse range: nowhere!A1"),
        ("Sheet1!A1:B2:C3", "Unable to parse range: Sheet1!A1:B2:C3"),
        ("A1001", "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("AA1", "Range (Sheet1!AA1) exceeds grid limits. Max rows: 1000, max columns: 26"),
    ],
)
def test_a_range_that_is_none_is_refused(caller: Caller, asked: str, message: str):
    answer = caller.about("GET", f"/values/{asked}")
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, message)


def test_writing_past_the_grid_is_refused(caller: Caller):
    message = caller.put("A1000", [["in"], ["out"]])["error"]["message"]
    assert message == "Range (Sheet1!A1000:A1001) exceeds grid limits. Max rows: 1000, max columns: 26"
    assert caller.read("A1000") == []


def test_writing_past_the_range_is_refused(caller: Caller):
    message = caller.put("A1:B1", [["a"], ["b"]])["error"]["message"]
    assert message == "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]"
    message = caller.put("A1:B1", [["a", "b", "c"]])["error"]["message"]
    assert message == "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]"


def test_null_skips_a_cell_and_an_empty_text_clears_it(caller: Caller):
    caller.put("A1:C1", [["a", "b", "c"]])
    answer = caller.put("A1:C1", [[None, "", "d"]])
    assert caller.read("A1:C1") == [["a", "", "d"]]
    assert answer["updatedCells"] == 2


def test_columns_may_be_the_major_dimension(caller: Caller):
    body = {"majorDimension": "COLUMNS", "values": [["a", "b"], ["c"]]}
    caller.about("PUT", "/values/A1", body, valueInputOption="RAW")
    assert caller.read("A1:B2") == [["a", "c"], ["b"]]
    assert caller.read("A1:B2", majorDimension="COLUMNS") == [["a", "b"], ["c"]]


def test_formula_rendering_gives_formulas_and_serial_dates(caller: Caller):
    caller.put("A1", [["=4/2", "2020-01-01", "string", 53]], "USER_ENTERED")
    assert caller.read("A1:D1", valueRenderOption="FORMULA") == [["=4/2", 43831, "string", 53]]


def test_an_error_cell_is_just_a_text(caller: Caller):
    caller.put("A1", [["=1/0"]], "USER_ENTERED")
    assert caller.read("A1", valueRenderOption="UNFORMATTED_VALUE") == [["#DIV/0!"]]


def test_what_was_written_comes_back_when_asked_for(caller: Caller):
    body = {
        "valueInputOption": "USER_ENTERED",
        "data": [{"range": "A1", "values": [["12%"]]}],
        "includeValuesInResponse": True,
        "responseValueRenderOption": "UNFORMATTED_VALUE",
    }
    [response] = caller.about("POST", "/values:batchUpdate", body).json()["responses"]
    assert response["updatedData"] == {"range": "Sheet1!A1", "majorDimension": "ROWS", "values": [[0.12]]}


def test_several_ranges_are_written_all_or_none(caller: Caller):
    data = [{"range": "A1", "values": [["a"]]}, {"range": "A1001", "values": [["b"]]}]
    answer = caller.about("POST", "/values:batchUpdate", {"valueInputOption": "RAW", "data": data})
    assert answer.status_code == 400
    assert caller.read("A1") == []


def test_clearing_keeps_notes_and_formats(caller: Caller):
    cell = {
        "userEnteredValue": {"numberValue": 1},
        "note": "n",
        "userEnteredFormat": {"wrapStrategy": "WRAP"},
    }
    caller.batch({"updateCells": {"start": {}, "rows": [{"values": [cell]}], "fields": "*"}})
    caller.about("POST", "/values/A1:clear")
    [kept] = caller.get("sheets.data.rowData.values")["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert kept.keys() >= {"note", "userEnteredFormat"}
    assert "userEnteredValue" not in kept


def test_a_cell_holds_fifty_thousand_characters(caller: Caller):
    assert "error" not in caller.put("A1", [["x" * 50_000]])
    assert "maximum of 50000 characters" in caller.put("A1", [["x" * 50_001]])["error"]["message"]
