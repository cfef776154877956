"""Links, rich text and validation rules of cells, as the API's description has them."""

from typing import Any

import pytest
from emulator.calling import Caller

URI = {"uri": "https://example.org"}
LINK = "userEnteredFormat.textFormat.link"
A1_A3 = {"endRowIndex": 3, "endColumnIndex": 1}


def write(caller: Caller, fields: str, **cell: Any) -> None:
    """Write A1 with updateCells."""
    caller.batch({"updateCells": {"start": {}, "rows": [{"values": [cell]}], "fields": fields}})


def told(caller: Caller, fields: str) -> Any:
    """Return those fields of A1."""
    [sheet] = caller.get(f"sheets.data.rowData.values({fields})", ranges="A1")["sheets"]
    rows = sheet["data"][0].get("rowData", [])
    return rows[0]["values"][0] if rows else {}


def text(value: str) -> Any:
    """Return a value as updateCells has it."""
    return {"stringValue": value}


def test_a_link_of_the_whole_cell_is_told_and_styled(caller: Caller):
    write(
        caller,
        f"userEnteredValue,{LINK}",
        userEnteredValue=text("a"),
        userEnteredFormat={"textFormat": {"link": URI}},
    )
    found = told(caller, "hyperlink,userEnteredFormat.textFormat(link,underline)")
    assert found == {
        "hyperlink": "https://example.org",
        "userEnteredFormat": {"textFormat": {"link": URI, "underline": True}},
    }


def test_a_style_of_ones_own_wins_over_the_links(caller: Caller):
    style = {"link": URI, "underline": False}
    write(caller, "userEnteredFormat.textFormat(link,underline)", userEnteredFormat={"textFormat": style})
    assert told(caller, "userEnteredFormat.textFormat.underline") == {
        "userEnteredFormat": {"textFormat": {"underline": False}}
    }


@pytest.mark.parametrize(
    ("runs", "link"),
    [
        ([{"format": {"link": URI}}], {"hyperlink": "https://example.org"}),
        ([{"format": {"link": URI}}, {"startIndex": 1, "format": {"link": {"uri": "https://x.org"}}}], {}),
        ([{"format": {"bold": True}}], {}),
    ],
)
def test_the_only_link_of_a_rich_text_is_the_cells(caller: Caller, runs: Any, link: Any):
    write(caller, "userEnteredValue,textFormatRuns", userEnteredValue=text("ab"), textFormatRuns=runs)
    assert told(caller, "hyperlink") == link


@pytest.mark.parametrize("by", ["updateCells", "values"])
def test_a_new_value_erases_the_runs_of_the_old(caller: Caller, by: str):
    runs = [{"format": {"bold": True}}]
    write(caller, "*", userEnteredValue=text("ab"), textFormatRuns=runs, note="n")
    if by == "values":
        caller.put("A1", [["cd"]])
    else:
        write(caller, "userEnteredValue", userEnteredValue=text("cd"))
    assert told(caller, "formattedValue,textFormatRuns,note") == {"formattedValue": "cd", "note": "n"}


KIM = {"chip": {"personProperties": {"email": "kim@example.org"}}}
A_FILE = {"chip": {"richLinkProperties": {"uri": "https://docs.google.com/document/d/1"}}}
A_VIDEO = {"chip": {"richLinkProperties": {"uri": "https://videos.example.org"}}}


def test_a_chip_is_told_with_the_text_around_it(caller: Caller):
    runs = [{"startIndex": 3, **KIM}, {"startIndex": 9, **A_FILE}]
    write(caller, "userEnteredValue,chipRuns", userEnteredValue=text("🙂 @ has @"), chipRuns=runs)
    found = told(caller, "formattedValue,chipRuns")
    plain = [{"chip": {}}, {"startIndex": 4, "chip": {}}]
    assert found == {"formattedValue": "🙂 @ has @", "chipRuns": [plain[0], runs[0], plain[1], runs[1]]}


def test_of_what_is_told_only_the_chips_are_written_again(caller: Caller):
    write(caller, "userEnteredValue,chipRuns", userEnteredValue=text("@"), chipRuns=[KIM, {"startIndex": 1}])
    assert told(caller, "chipRuns") == {"chipRuns": [KIM]}


@pytest.mark.parametrize("by", ["updateCells", "values"])
def test_a_new_value_erases_the_chips_of_the_old(caller: Caller, by: str):
    write(caller, "userEnteredValue,chipRuns", userEnteredValue=text("@"), chipRuns=[KIM])
    if by == "values":
        caller.put("A1", [["@"]])
    else:
        write(caller, "userEnteredValue", userEnteredValue=text("@"))
    assert told(caller, "formattedValue,chipRuns") == {"formattedValue": "@"}


@pytest.mark.parametrize(
    ("value", "runs", "message"),
    [
        (text("@"), {"chipRuns": [A_VIDEO]}, "Only Drive files can be written as chips."),
        (text("Kim"), {"chipRuns": [KIM]}, "A chip must stand for an @ of the text."),
        ({"numberValue": 5}, {"chipRuns": [KIM]}, "Runs are only valid on user entered strings."),
        ({"formulaValue": "=B1"}, {"textFormatRuns": [{"format": {"bold": True}}]}, "only valid on user"),
    ],
)
def test_runs_that_cannot_be_are_refused(caller: Caller, value: Any, runs: Any, message: str):
    rows = [{"values": [{"userEnteredValue": value, **runs}]}]
    assert message in caller.refusal({"updateCells": {"start": {}, "rows": rows, "fields": "*"}})


def test_people_may_make_chips_that_programs_may_not(caller: Caller):
    person = caller.emulator.person(caller.spreadsheet_id)
    person.fill("Sheet1", "A1", userEnteredValue=text("@"), chipRuns=[A_VIDEO])
    assert told(caller, "chipRuns") == {"chipRuns": [A_VIDEO]}


def test_an_effective_format_lies_over_the_default(caller: Caller):
    write(caller, "userEnteredValue", userEnteredValue={"numberValue": 1})
    assert told(caller, "effectiveFormat.numberFormat") == {"effectiveFormat": {}}
    write(caller, "userEnteredFormat.numberFormat", userEnteredFormat={"numberFormat": {"type": "DATE"}})
    assert told(caller, "effectiveFormat(numberFormat,textFormat.fontSize)") == {
        "effectiveFormat": {"numberFormat": {"type": "DATE"}, "textFormat": {"fontSize": 10}}
    }


@pytest.mark.parametrize(("filled", "row"), [(False, 2), (True, 4)])
def test_a_checkbox_that_is_not_ticked_is_data_when_it_holds_false(caller: Caller, filled: bool, row: int):
    caller.emulator.assume(checkboxes_start_as_false=filled)
    caller.put("B1", [["x"]])
    rule = {"condition": {"type": "BOOLEAN"}}
    cells = [{"values": [{}, {"userEnteredValue": text("appended")}]}]
    caller.batch(
        {"setDataValidation": {"range": A1_A3, "rule": rule}},
        {"appendCells": {"sheetId": 0, "rows": cells, "fields": "userEnteredValue"}},
    )
    assert caller.read(f"B{row}") == [["appended"]]


@pytest.mark.parametrize("filled", [False, True])
def test_an_inserted_box_is_as_blank_as_one_that_a_rule_made(caller: Caller, filled: bool):
    caller.emulator.assume(checkboxes_start_as_false=filled)
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    rule = {"range": A1_A3, "rule": {"condition": {"type": "BOOLEAN"}}}
    caller.batch({"setDataValidation": rule}, {"insertDimension": {"range": span}})
    assert caller.read("A1:A9") == [["FALSE"]] * 4 * filled


RULES = [
    ("ONE_OF_LIST", ["yes", "no"], "yes", "maybe"),
    ("ONE_OF_RANGE", ["=Sheet1!C1:C2"], "Ada", "Kofi"),
    ("BOOLEAN", [], True, "yes"),
    ("NUMBER_BETWEEN", ["1", "5"], 5, 6),
    ("TEXT_IS_EMAIL", [], "ada@example.org", "ada at example"),
]


@pytest.mark.parametrize(("kind", "values", "good", "bad"), RULES, ids=[kind for kind, *_ in RULES])
def test_a_strict_rule_refuses_programs_only_when_assumed(
    caller: Caller, kind: str, values: list[str], good: Any, bad: Any
):
    caller.put("C1", [["Ada"], ["Mei"]])
    condition = {"type": kind, "values": [{"userEnteredValue": value} for value in values]}
    rule = {"condition": condition, "strict": True}
    caller.batch({"setDataValidation": {"range": A1_A3, "rule": rule}})
    assert "error" not in caller.put("A1", [[bad]])
    caller.emulator.assume(strict_rules_bind_programs=True)
    assert "violates the data validation rules" in caller.put("A2", [[bad]])["error"]["message"]
    assert "error" not in caller.put("A2", [[good]])


def test_people_may_paste_over_a_strict_rule(caller: Caller):
    caller.emulator.assume(strict_rules_bind_programs=True)
    rule = {"condition": {"type": "BOOLEAN"}, "strict": True}
    caller.batch({"setDataValidation": {"range": A1_A3, "rule": rule}})
    caller.emulator.person(caller.spreadsheet_id).edit("Sheet1", "A1", "whatever")
    assert caller.read("A1") == [["whatever"]]


def rule(kind: str, *values: str) -> Any:
    """Return a condition."""
    return {"type": kind, "values": [{"userEnteredValue": value} for value in values]}


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (rule("NOT_BLANK"), "NOT_BLANK is not supported by data validation."),
        (rule("TEXT_STARTS_WITH", "E"), "TEXT_STARTS_WITH is not supported by data validation."),
        (rule("NUMBER_BETWEEN", "1"), "NUMBER_BETWEEN requires 2 condition values."),
        (rule("DATE_IS_VALID", "x"), "DATE_IS_VALID requires 0 condition values."),
        (rule("ONE_OF_RANGE", "=nowhere!A2:A"), "Unable to parse range: nowhere!A2:A"),
        (rule("ONE_OF_LIST", "=A1"), "Formulas are not supported"),
        ({"type": "DATE_AFTER", "values": [{"relativeDate": "TODAY"}]}, "Relative dates are not supported"),
        ({}, "A condition must have a type."),
    ],
)
def test_a_validation_that_cannot_be_is_refused(caller: Caller, condition: Any, message: str):
    request = {"setDataValidation": {"range": A1_A3, "rule": {"condition": condition, "strict": True}}}
    assert message in caller.refusal(request)


@pytest.mark.parametrize(
    ("boolean", "message"),
    [
        ({"condition": rule("DATE_IS_VALID"), "format": {}}, "not supported by conditional formatting."),
        ({"condition": rule("BLANK"), "format": {"wrapStrategy": "WRAP"}}, "cannot apply wrapStrategy."),
        ({"condition": rule("BLANK"), "format": {"textFormat": {"fontSize": 9}}}, "cannot apply fontSize."),
    ],
)
def test_a_conditional_format_that_cannot_be_is_refused(caller: Caller, boolean: Any, message: str):
    request = {"addConditionalFormatRule": {"rule": {"ranges": [A1_A3], "booleanRule": boolean}}}
    assert message in caller.refusal(request)


def test_a_filter_that_cannot_be_is_refused(caller: Caller):
    spec = {"columnIndex": 0, "filterCriteria": {"condition": rule("TEXT_IS_EMAIL")}}
    request = {"addFilterView": {"filter": {"range": {}, "filterSpecs": [spec]}}}
    assert "TEXT_IS_EMAIL is not supported by filters." in caller.refusal(request)
