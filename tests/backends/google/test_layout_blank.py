"""A blank Google spreadsheet made into a program: what people find in it, read back over HTTP."""

from datetime import date, datetime, time

import pytest
from backends.google.layout_pictures import FEW, LAYOUTS, TABS, blank, built, condition_of, ground
from sheets_emulator import OWNER, SERVICE_ACCOUNT

from sheets_sync.spreadsheet.look import CellLayout, ColumnLayout, Format, StartingRow, TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal

__all__ = ["blank", "built", "ground"]


def small(*columns: ColumnLayout, rows: tuple[StartingRow, ...] = ()) -> TabLayout:
    return TabLayout("people", "people", columns, rows)


def plain(header: str, cells: CellLayout | None = None, width: int = 12) -> ColumnLayout:
    return ColumnLayout(header, frozenset({header}), "A note.", width, cells or CellLayout())


def names(layouts: list[TabLayout]) -> list[str]:
    return [layout.name for layout in layouts]


def background(cell: dict) -> str:
    shade = cell["userEnteredFormat"]["backgroundColorStyle"]["rgbColor"]
    return "".join(f"{round(shade.get(part, 0) * 255):02X}" for part in ("red", "green", "blue"))


def test_the_empty_tab_becomes_the_first_and_the_tabs_stand_in_their_order(built):
    assert built.titles == list(TABS)
    assert built.tab("start_here").properties["sheetId"] == 0


def test_everything_is_one_write_between_two_reads(blank):
    reads, writes = blank.emulator.count("read"), blank.emulator.count("write")
    blank.init()  # and looks once more, to find nothing
    assert (blank.emulator.count("read"), blank.emulator.count("write")) == (reads + 3, writes + 1)


def test_each_new_tab_is_told(blank):
    assert blank.init(FEW)[:2] == ["Added the tab start_here.", "Added the tab problems."]


@pytest.mark.parametrize("title", ["Tabellenblatt1", "Feuille 1", "シート1", "الورقة١"])
def test_the_empty_tab_is_known_in_any_language(blank, title):
    blank.person.rename_tab("Sheet1", title)
    blank.person.do({"updateSpreadsheetProperties": {"properties": {"locale": "de_DE"}, "fields": "locale"}})
    blank.init(FEW)
    assert blank.titles == names(FEW)


def test_an_empty_tab_with_a_name_of_its_own_stays(blank):
    blank.person.rename_tab("Sheet1", "Ideas")
    blank.init(FEW)
    assert blank.titles == [*names(FEW), "Ideas"]


def test_a_tab_that_holds_a_single_note_stays(blank):
    note = {"start": {}, "rows": [{"values": [{"note": "mine"}]}], "fields": "note"}
    blank.person.do({"updateCells": note})
    blank.init(FEW)
    assert blank.titles == [*names(FEW), "Sheet1"]


def test_tabs_are_coloured_by_who_fills_them(built):
    colours = [built.tab(tab).properties["tabColorStyle"]["rgbColor"] for tab in ("applicants", "topics")]
    assert [round(colour["blue"] * 255) for colour in colours] == [0xBA, 0x42]


def test_seldom_used_tabs_are_hidden_until_used(built):
    hidden = [tab for tab in TABS if built.tab(tab).properties.get("hidden")]
    assert hidden == ["past_pairs", "outbox"]


def test_a_grid_is_as_wide_as_its_columns_and_has_room_to_work_in(built):
    assert built.tab("applicants").grid == {
        "rowCount": 200, "columnCount": 30, "frozenRowCount": 1, "frozenColumnCount": 2,
    }  # fmt: skip


def test_headers_are_bold_white_on_the_colour_of_who_fills_them_and_explained(built):
    applicants = built.tab("applicants")
    email, status = applicants.cell("email", 1), applicants.cell("status", 1)
    assert email["userEnteredFormat"]["textFormat"]["bold"]
    assert (background(email), background(status)) == ("2F6EBA", "7A7A7A")
    assert applicants.cell("role", 1)["note"].startswith("mentor: front-line staff who will mentor")


def test_columns_are_as_wide_as_their_words(built):
    column = built.tab("applicants").sheet["data"][0]["columnMetadata"]
    assert [c["pixelSize"] for c in column[:3]] == [94, 178, 206]


def test_ids_are_text_and_dates_are_dates(built):
    applicants = built.tab("applicants")
    formats = [
        applicants.cell(h, 200)["userEnteredFormat"]["numberFormat"] for h in ("person_id", "applied_on")
    ]
    assert formats == [{"type": "TEXT", "pattern": "@"}, {"type": "DATE", "pattern": "yyyy-mm-dd"}]


def test_a_closed_list_is_a_strict_drop_down_to_the_last_row(built):
    role = built.tab("applicants").rule("role", row=200)
    assert condition_of(role) == ("ONE_OF_LIST", ["mentor", "mentee"])
    assert role["strict"] and role["showCustomUi"]


@pytest.mark.parametrize(
    ("tab", "header", "offered"),
    [
        ("matches", "mentor_id", "=applicants!$A$2:$A"),
        ("matches", "mentee_id", "=applicants!$A$2:$A"),
        ("surveys", "person_id", "=applicants!$A$2:$A"),
        ("rubric_scores", "applicant_id", "=applicants!$A$2:$A"),
        ("rubric_scores", "interviewer_email", "=helpers!$A$2:$A"),
        ("applicants", "interviewer_email", "=helpers!$A$2:$A"),
    ],
)
def test_the_people_of_another_tab_are_offered_but_not_enforced(built, tab: str, header: str, offered: str):
    rule = built.tab(tab).rule(header)
    assert condition_of(rule) == ("ONE_OF_RANGE", [offered])
    assert not rule.get("strict")


@pytest.mark.parametrize(("tab", "header"), [("applicants", "person_id"), ("helpers", "email")])
def test_the_people_who_are_offered_stand_in_the_first_column(built, tab: str, header: str):
    assert built.tab(tab).column(header) == 0


def test_several_topics_in_a_cell_are_not_marked_as_wrong_and_the_note_says_where_they_stand(built):
    applicants = built.tab("applicants")
    assert applicants.rule("topics") == {}
    assert applicants.cell("topics", 1)["note"].endswith(
        "Several are fine, separated by ; They stand in the tab topics, column topic."
    )


def test_ticks_are_boxes_and_dates_have_a_picker_that_lets_text_in(built):
    assert built.tab("matches").condition("keep_this_pair") == ("BOOLEAN", [])
    interview = built.tab("applicants").rule("interview_on")
    assert condition_of(interview) == ("DATE_IS_VALID", [])
    assert not interview.get("strict")


def test_scores_are_kept_within_their_limits(built):
    candor = built.tab("rubric_scores").rule("candor")
    assert condition_of(candor) == ("NUMBER_BETWEEN", ["1", "5"])
    assert candor["strict"]


def test_a_limit_is_written_without_a_decimal_point_which_depends_on_the_language():
    from sheets_sync.backends.google.layout.rules import rule_of
    from sheets_sync.spreadsheet.look import Limits

    found = rule_of(CellLayout(limits=Limits(0.5, 10_000_000, whole=False)), lambda tab, column: None)
    assert found and condition_of(found) == ("NUMBER_BETWEEN", ["=1/2", "10000000"])


def test_tool_columns_are_grey_and_ask_before_they_are_changed(built):
    applicants = built.tab("applicants")
    assert background(applicants.cell("status", 150)) == "F2F2F2"
    assert applicants.rule("status") == {}
    assert applicants.cell("status", 1)["note"].endswith("is overwritten at its next run.")
    place = applicants.column("status")
    [protection] = [
        one for one in applicants.named("protectedRanges") if one["range"]["startColumnIndex"] == place
    ]
    assert protection["warningOnly"] and protection["range"]["endColumnIndex"] == place + 1


def test_tool_tabs_are_locked_but_for_what_people_fill(built):
    outbox = built.tab("outbox")
    [protection] = outbox.named("protectedRanges")
    assert protection["editors"]["users"] == [SERVICE_ACCOUNT, OWNER]
    opened = [span["startColumnIndex"] for span in protection["unprotectedRanges"]]
    assert opened == [outbox.column("hold"), outbox.column("did_it_arrive")]


def test_somebody_may_tick_a_box_and_nothing_else_of_the_page(built):
    site, page = built.copy(), built.tab("start_here")
    helper = site.emulator.person(site.spreadsheet_id, "helper@example.org")
    helper.edit("start_here", f"B{page.row('check_now')}", True)
    with pytest.raises(Exception, match="protected cell"):
        helper.edit("start_here", f"B{page.row('Next step')}", "mine")


def test_where_the_tools_address_is_not_known_its_tabs_only_warn(blank):
    blank.init(FEW, editor=None)
    [protection] = blank.tab("problems").named("protectedRanges")
    assert protection["warningOnly"]


def test_the_page_has_its_lines_boxes_and_sections(built):
    page = built.tab("start_here")
    assert page.values(1)[0] == "Reverse mentoring: start here"
    row = page.row("check_now")
    assert page.values(row) == ["check_now", False, "Check every row again at the next run."]
    assert condition_of(page.cells(row)[1]["dataValidation"]) == ("BOOLEAN", [])
    assert background(page.cells(page.row("Key figures"))[0]) == "44546A"
    assert page.grid["hideGridlines"]


def test_each_setting_takes_what_it_means(built):
    settings = built.tab("settings")
    found = {name: settings.condition("value", settings.row(name)) for name in ("mail_mode", "cohort")}
    assert found == {"mail_mode": ("ONE_OF_LIST", ["off", "outbox", "redirect", "live"]), "cohort": None}
    day = settings.cell("value", settings.row("matches_announced_on"))
    assert day["userEnteredFormat"]["numberFormat"]["type"] == "DATE"
    assert condition_of(day["dataValidation"]) == ("DATE_IS_VALID", [])


def test_the_rubrics_criteria_are_columns_of_the_scores(built):
    assert built.tab("rubric_scores").values(1)[3:5] == ["communication", "candor"]


def test_starting_rows_stand_below_the_headers(built):
    assert built.tab("topics").values(2)[0] == "A day on the front line"
    assert built.tab("settings").values(built.tab("settings").row("program_id"))[1] == "P1"


def test_words_that_wait_for_a_person_have_a_colour(built):
    rules = built.tab("matches").named("conditionalFormats")
    found = [(rule["ranges"][0]["startColumnIndex"], *condition_of(rule["booleanRule"])) for rule in rules]
    status, decision = built.tab("matches").column("status"), built.tab("matches").column("decision")
    assert found[0] == (status, "TEXT_EQ", ["proposed"])
    assert found[-1] == (decision, "CUSTOM_FORMULA", ['=(($J2="")*($Q2="proposed"))>0'])


def test_no_two_filter_views_of_the_spreadsheet_have_one_title(built):
    titles = [view["title"] for tab in built.titles for view in built.tab(tab).named("filterViews")]
    assert len(titles) == len(set(titles)) == 6


def test_a_filter_view_shows_what_waits_for_a_decision(built):
    matches = built.tab("matches")
    [view] = [
        one for one in matches.named("filterViews") if one["title"] == "matches: waiting for a decision"
    ]
    assert view["filterSpecs"] == [
        {
            "columnIndex": matches.column("status"),
            "filterCriteria": {
                "condition": {"type": "TEXT_EQ", "values": [{"userEnteredValue": "proposed"}]}
            },
        },
        {"columnIndex": matches.column("decision"), "filterCriteria": {"condition": {"type": "BLANK"}}},
    ]


def test_a_filter_view_hides_the_words_that_need_nobody(built):
    applicants = built.tab("applicants")
    [view] = applicants.named("filterViews")
    [spec] = view["filterSpecs"]
    hidden = spec["filterCriteria"]["hiddenValues"]
    assert view["title"] == "applicants: needs attention"
    assert {"", "active", "ready_to_match"} <= set(hidden)
    assert not {"needs_fixing", "awaiting_interview"} & set(hidden)


def test_tabs_and_columns_are_marked_with_their_names(built):
    helpers = built.tab("helpers").sheet
    [tab] = helpers["developerMetadata"]
    assert (tab["metadataKey"], tab["metadataValue"], tab["visibility"]) == (
        "sheets-sync.tab", "helpers", "DOCUMENT",
    )  # fmt: skip
    columns = [column["developerMetadata"][0] for column in helpers["data"][0]["columnMetadata"]]
    assert [(column["metadataKey"], column["metadataValue"]) for column in columns[:2]] == [
        ("sheets-sync.column", "helpers.email"),
        ("sheets-sync.column", "helpers.full_name"),
    ]


def test_the_columns_of_the_page_are_marked_too(built):
    columns = built.tab("start_here").sheet["data"][0]["columnMetadata"]
    assert [column["developerMetadata"][0]["metadataValue"] for column in columns] == [
        "start_here.item", "start_here.value", "start_here.explanation",
    ]  # fmt: skip


def test_values_of_every_kind_are_written_as_they_are(blank):
    columns = [plain(name) for name in ("text", "number", "tick", "day", "moment", "time")]
    row = StartingRow(("=1+1", 4.5, True, date(2027, 4, 3), datetime(2027, 4, 3, 12), time(18)))
    blank.init([small(*columns, rows=(row,))])
    cells = blank.tab("people").cells(2)
    assert [cell["userEnteredValue"] for cell in cells] == [
        {"stringValue": "=1+1"}, {"numberValue": 4.5}, {"boolValue": True},
        {"numberValue": 46480}, {"numberValue": 46480.5}, {"numberValue": 0.75},
    ]  # fmt: skip
    shown = [cell["userEnteredFormat"].get("numberFormat", {}).get("type") for cell in cells]
    assert shown == [None, None, None, "DATE", "DATE_TIME", "TIME"]


def test_a_blank_among_the_starting_rows_stays_blank(blank):
    rows = (StartingRow(("E1", None, "x")),)
    blank.init([small(plain("id", CellLayout(Format.TEXT)), plain("b"), plain("c"), rows=rows)])
    assert blank.tab("people").values(2) == ["E1", None, "x"]


def test_a_text_that_no_cell_can_hold_is_refused_at_its_cell(blank):
    with pytest.raises(Refusal, match="people!A2 cannot be written, since") as refusal:
        blank.init([small(plain("text"), rows=(StartingRow(("x" * 60_000,)),))])
    assert refusal.value.exit_code is Exit.FIX_NEEDED
    assert blank.titles == ["Sheet1"]


def test_a_list_of_a_tab_that_lies_elsewhere_is_not_offered(blank):
    blank.init([layout for layout in LAYOUTS if layout.name == "applicants"])
    assert blank.tab("applicants").condition("interviewer_email") is None


def test_the_same_number_is_given_to_the_same_thing_everywhere(blank, built):
    blank.init(FEW)
    one, other = blank.tab("problems"), built.tab("problems")
    assert one.properties["sheetId"] == other.properties["sheetId"]
    for kind, key in (("protectedRanges", "protectedRangeId"), ("filterViews", "filterViewId")):
        assert one.named(kind)[0][key] == other.named(kind)[0][key]
