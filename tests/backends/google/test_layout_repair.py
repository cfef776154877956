"""A Google spreadsheet that people worked in: what they lost is put back, by one write, and nothing else."""

from typing import Any

import pytest
from backends.google.layout_pictures import (
    LAYOUTS,
    ROWS,
    SCHEMAS,
    Site,
    built,
    condition_of,
    ground,
    short,
    site,
)

from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.mentoring.starter import starting_rows
from sheets_sync.spreadsheet.layout import layout_of

__all__ = ["built", "ground", "short", "site"]


def span(site: Site, tab: str, header: str, first: int, last: int) -> dict[str, Any]:
    """Return rows of a column, numbered as people number them."""
    sheet_id, place = site.tab(tab).properties["sheetId"], site.tab(tab).column(header)
    return {
        "sheetId": sheet_id, "startRowIndex": first - 1, "endRowIndex": last,
        "startColumnIndex": place, "endColumnIndex": place + 1,
    }  # fmt: skip


def pasted_over(site: Site, tab: str, header: str, row: int, value: Any) -> None:
    """Paste a cell from elsewhere over one: its value, and neither rule nor format."""
    cell = {"userEnteredValue": {"stringValue": value}}
    fields = "userEnteredValue,userEnteredFormat,dataValidation"
    where = span(site, tab, header, row, row)
    site.person.do({"repeatCell": {"range": where, "cell": cell, "fields": fields}})


def test_what_lacks_nothing_is_read_once_and_not_written(site):
    reads, writes = site.emulator.count("read"), site.emulator.count("write")
    assert site.init() == []
    assert (site.emulator.count("read"), site.emulator.count("write")) == (reads + 2, writes)


def test_a_drop_down_that_was_pasted_over_comes_back_and_the_value_stays(site):
    pasted_over(site, "applicants", "role", 5, "mentor")
    assert site.init() == ["Put drop-downs and boxes back in applicants: role."]
    applicants = site.tab("applicants")
    assert applicants.condition("role", 5) == ("ONE_OF_LIST", ["mentor", "mentee"])
    assert applicants.values(5)[applicants.column("role")] == "mentor"


def test_several_gaps_in_a_column_are_all_closed(site):
    for row in (3, 4, 9, ROWS):
        pasted_over(site, "matches", "keep_this_pair", row, "x")
    site.init()
    matches = site.tab("matches")
    assert [matches.condition("keep_this_pair", row) for row in range(2, ROWS + 1)] == [("BOOLEAN", [])] * 19


def test_a_box_a_date_picker_and_a_limit_come_back(site):
    pasted_over(site, "matches", "keep_this_pair", 2, "x")
    pasted_over(site, "matches", "paused_until", 2, "x")
    pasted_over(site, "rubric_scores", "candor", 2, "x")
    assert site.init() == [
        "Put drop-downs and boxes back in rubric_scores: candor.",
        "Set number formats again in matches: paused_until.",
        "Put drop-downs and boxes back in matches: keep_this_pair, paused_until.",
    ]


def test_a_drop_down_whose_tab_was_deleted_offers_the_new_ones_words(site):
    site.person.delete_tab("helpers")
    assert site.init() == [
        "Put drop-downs and boxes back in applicants: interviewer_email.",
        "Put drop-downs and boxes back in rubric_scores: interviewer_email.",
        "Added the tab helpers.",
    ]
    assert site.tab("applicants").condition("interviewer_email", ROWS) == (
        "ONE_OF_RANGE",
        ["=helpers!$A$2:$A"],
    )


def test_a_cleared_format_comes_back_and_the_value_stays(site):
    site.person.edit("applicants", "A2", "E0012")
    where = span(site, "applicants", "person_id", 2, 2)
    site.person.do({"repeatCell": {"range": where, "cell": {}, "fields": "userEnteredFormat"}})
    assert site.init() == ["Set number formats again in applicants: person_id."]
    cell = site.tab("applicants").cell("person_id", 2)
    assert cell["userEnteredFormat"] == {"numberFormat": {"type": "TEXT", "pattern": "@"}}
    assert cell["userEnteredValue"] == {"stringValue": "E0012"}


def test_a_lost_note_comes_back(site):
    where = span(site, "events", "place", 1, 1)
    site.person.do({"repeatCell": {"range": where, "cell": {}, "fields": "note"}})
    assert site.init() == ["Put notes on the headers of events: place."]
    assert site.tab("events").cell("place", 1)["note"] == "Where it is."


def test_a_deleted_tab_is_added_at_its_place_with_its_rows(site):
    site.person.delete_tab("topics")
    assert site.init() == ["Added the tab topics."]
    assert site.titles[6:9] == ["surveys", "topics", "rubric"]
    assert site.tab("topics").values(2)[0] == "A day on the front line"


def test_a_deleted_column_is_added_right_of_everything(site):
    site.person.delete_column("matches", "decision")
    assert site.init() == [
        "Added to matches: decision.",
        "Coloured what needs to be seen in matches: decision.",
        "Marked matches and its columns, so that they may be renamed.",
    ]
    matches = site.tab("matches")
    assert matches.column("decision") == 21
    assert matches.condition("decision", ROWS) == ("ONE_OF_LIST", ["approve", "reject"])
    assert matches.cell("decision", 1)["note"]


def test_a_deleted_tool_column_asks_again_before_it_is_changed(site):
    site.person.delete_column("matches", "why")
    assert "Protected in matches: why." in site.init()
    ranges = [protection["range"] for protection in site.tab("matches").named("protectedRanges")]
    assert {"startColumnIndex": 21, "endColumnIndex": 22}.items() <= ranges[-1].items()


def test_a_column_is_added_right_of_what_people_wrote_beside(site):
    site.person.delete_column("helpers", "helps_as")
    sheet_id = site.tab("helpers").properties["sheetId"]
    site.person.do({"appendDimension": {"sheetId": sheet_id, "dimension": "COLUMNS", "length": 3}})
    site.person.edit("helpers", "E7", "mine")
    site.init()
    helpers = site.tab("helpers")
    assert helpers.values(1) == ["email", "full_name", "away_until", None, None, "helps_as"]
    assert helpers.values(7)[4] == "mine"
    assert helpers.grid["columnCount"] == 7


def test_a_renamed_header_is_still_its_column(site):
    site.person.rename_column("applicants", "email", "Dienstliche Adresse")
    assert site.init() == []


def test_a_header_that_means_the_column_is_enough(site):
    site.person.rename_column("applicants", "email", "E-Mail Address ")
    assert site.init() == []


def test_all_headers_may_be_renamed(site):
    for header in ("email", "full_name", "helps_as", "away_until"):
        site.person.rename_column("helpers", header, f"our {header}")
    assert site.init() == []


def test_a_renamed_tab_is_still_the_tab(site):
    site.person.rename_tab("helpers", "Who helps")
    assert site.init() == []
    site.person.rename_tab("matches", "helpers")
    assert site.init() == []


def test_a_list_in_a_renamed_tab_is_offered_by_its_new_name(site):
    site.person.rename_tab("helpers", "Who's who")
    pasted_over(site, "applicants", "interviewer_email", 5, "ana@example.org")
    site.init()
    offered = site.tab("applicants").condition("interviewer_email", 5)
    assert offered == ("ONE_OF_RANGE", ["='Who''s who'!$A$2:$A"])


def test_a_moved_column_stays_where_it_is(site):
    site.person.move_column("applicants", "status", before="email")
    assert site.init() == []
    assert site.tab("applicants").values(1)[2] == "status"


def test_inserted_columns_stay(site):
    site.person.insert_columns("matches", before="decision", count=2)
    assert site.init() == []


def test_a_header_that_was_cut_and_pasted_elsewhere_takes_its_mark_along(site):
    sheet_id = site.tab("helpers").properties["sheetId"]
    site.person.do({"appendDimension": {"sheetId": sheet_id, "dimension": "COLUMNS", "length": 1}})
    source = {"sheetId": sheet_id, "startColumnIndex": 2, "endColumnIndex": 3}
    target = {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 4}
    site.person.do({"cutPaste": {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}})
    assert site.init() == ["Took the headers of helpers at their word: helps_as."]
    marks = [c.get("developerMetadata", []) for c in site.tab("helpers").sheet["data"][0]["columnMetadata"]]
    assert [len(mark) for mark in marks] == [1, 1, 0, 1, 1]
    assert marks[4][0]["metadataValue"] == "helpers.helps_as"


def mark(site: Site, tab: str, place: int) -> list[str]:
    """Return what a column remembers, by its place counted from 0."""
    column = site.tab(tab).sheet["data"][0]["columnMetadata"][place]
    return [one["metadataValue"] for one in column.get("developerMetadata", [])]


def test_headers_that_were_exchanged_are_taken_at_their_word(site):
    notes, status = (site.tab("applicants").column(header) for header in ("notes", "status"))
    site.person.rename_column("applicants", "status", "Status then")
    site.person.rename_column("applicants", "notes", "status")
    site.person.rename_column("applicants", "Status then", "notes")
    assert site.init()[-1] == "Took the headers of applicants at their word: notes, status."
    assert (mark(site, "applicants", notes), mark(site, "applicants", status)) == (
        ["applicants.status"],
        ["applicants.notes"],
    )
    assert site.init() == []


def test_a_header_of_ours_over_another_column_is_taken_at_its_word_while_the_marked_one_is_renamed(site):
    site.person.insert_columns("applicants", before="email")
    site.person.rename_column("applicants", "status", "State")
    site.person.edit("applicants", "C1", "status")
    assert "Took the headers of applicants at their word: status." in site.init()
    assert mark(site, "applicants", 2) == ["applicants.status"]


def test_of_two_alike_headers_the_marked_one_is_the_column(site):
    site.person.insert_columns("applicants", before="email")
    site.person.edit("applicants", "C1", "status")
    assert site.init() == []


def test_a_cleared_header_is_written_again(site):
    site.person.edit("events", "E1", "")
    assert site.init() == ["Put headers back in events: place."]
    assert site.tab("events").values(1)[4] == "place"


def test_a_deleted_filter_view_comes_back(site):
    [view] = site.tab("applicants").named("filterViews")
    site.person.do({"deleteFilterView": {"filterId": view["filterViewId"]}})
    assert site.init() == ["Added the filter view “applicants: needs attention”."]
    assert site.tab("applicants").named("filterViews") == [view]


def test_removed_protections_come_back(site):
    for tab in ("matches", "outbox"):
        protection = site.tab(tab).named("protectedRanges")[0]
        number = protection["protectedRangeId"]
        site.person.do({"deleteProtectedRange": {"protectedRangeId": number}})
    assert site.init() == ["Protected in matches: mentor_name.", "Protected the tab outbox."]


def test_a_deleted_colour_comes_back_behind_the_others(site):
    sheet_id = site.tab("problems").properties["sheetId"]
    site.person.do({"deleteConditionalFormatRule": {"sheetId": sheet_id, "index": 0}})
    assert site.init() == ["Coloured what needs to be seen in problems: severity."]
    rules = [condition_of(rule["booleanRule"]) for rule in site.tab("problems").named("conditionalFormats")]
    assert rules == [("TEXT_EQ", ["error"]), ("TEXT_EQ", ["warning"])]


def test_a_colour_of_ones_own_for_a_word_of_ours_stays(site):
    rule = site.tab("problems").named("conditionalFormats")[0]
    rule["booleanRule"]["format"] = {"textFormat": {"bold": True}}
    site.person.do({"updateConditionalFormatRule": {"rule": rule, "index": 0}})
    assert site.init() == []


def test_rows_that_people_add_below_get_everything_too(site):
    sheet_id = site.tab("matches").properties["sheetId"]
    site.person.do({"appendDimension": {"sheetId": sheet_id, "dimension": "ROWS", "length": 5}})
    done = site.init()
    matches = site.tab("matches")
    assert "Put drop-downs and boxes back in matches: mentor_id, mentee_id, decision" in done[1]
    assert matches.condition("decision", ROWS + 5) == ("ONE_OF_LIST", ["approve", "reject"])
    assert matches.cell("mentor_id", ROWS + 5)["userEnteredFormat"]["numberFormat"]["type"] == "TEXT"
    assert {view["range"]["endRowIndex"] for view in matches.named("filterViews")} == {ROWS + 5}


def test_a_colour_that_ends_above_new_rows_goes_on_below(site):
    rule = site.tab("problems").named("conditionalFormats")[1]
    rule["ranges"][0]["endRowIndex"] = 10
    site.person.do({"updateConditionalFormatRule": {"rule": rule, "index": 1}})
    assert site.init() == ["Coloured what needs to be seen in problems: severity."]
    ranges = [rule["ranges"][0] for rule in site.tab("problems").named("conditionalFormats")]
    assert (ranges[1]["endRowIndex"], ranges[2]["startRowIndex"]) == (10, 10)


def test_a_missing_setting_is_added_below_with_its_drop_down(site):
    site.person.delete_rows("settings", site.tab("settings").row("mail_mode"))
    assert site.init() == ["Added 1 row to settings: mail_mode."]
    settings = site.tab("settings")
    row = settings.row("mail_mode")
    assert settings.values(row)[:3] == ["mail_mode", None, "off"]
    assert settings.condition("value", row) == ("ONE_OF_LIST", ["off", "outbox", "redirect", "live"])


def test_a_setting_added_to_a_full_grid_makes_it_larger(site):
    site.person.delete_rows("settings", site.tab("settings").row("mail_mode"))
    height = site.tab("settings").grid["rowCount"]
    site.person.edit("settings", f"D{height}", "a note of mine")
    site.init()
    settings = site.tab("settings")
    assert settings.row("mail_mode") == height + 1
    assert settings.grid["rowCount"] == height + 101


def test_settings_whose_rules_stayed_behind_in_a_sort_get_their_own_back(site):
    settings = site.tab("settings")
    cohort, mail_mode = settings.row("cohort"), settings.row("mail_mode")
    site.person.edit("settings", f"A{cohort}", "mail_mode")
    site.person.edit("settings", f"A{mail_mode}", "cohort")
    assert site.init() == ["Put drop-downs and boxes back in settings: cohort, mail_mode."]
    settings = site.tab("settings")
    assert settings.condition("value", cohort) == ("ONE_OF_LIST", ["off", "outbox", "redirect", "live"])
    assert settings.condition("value", mail_mode) is None


def test_a_lost_line_of_the_page_is_added_below_and_its_box_can_be_ticked(site):
    row = site.tab("start_here").row("check_now")
    for column in "ABC":
        site.person.edit("start_here", f"{column}{row}", "")
    assert site.init() == [
        "Added 1 row to start_here: check_now.",
        "Opened again what people fill in start_here.",
    ]
    page = site.tab("start_here")
    added = page.row("check_now")
    assert condition_of(page.cells(added)[1]["dataValidation"]) == ("BOOLEAN", [])
    helper = site.emulator.person(site.spreadsheet_id, "helper@example.org")
    helper.edit("start_here", f"B{added}", True)


def test_an_emptied_green_tab_is_filled_again_and_a_used_one_is_not(site):
    site.person.delete_rows("topics", 2, 20)
    site.person.delete_rows("rubric", 3, 4)
    assert site.init() == ["Added 20 rows to topics."]
    assert not any(site.tab("rubric").values(3))


def test_a_new_row_of_the_rubric_becomes_a_column_of_the_scores(site):
    rows = starting_rows("P1")
    more = {**rows, "rubric": (*rows["rubric"], {"criterion": "humour", "question": "What makes you laugh?"})}
    assert site.init(layout_of(SCHEMAS, more, PAGE))[0] == "Added to rubric_scores: humour."
    assert site.tab("rubric_scores").values(1)[-2:] == ["score", "humour"]


def test_marks_that_were_lost_are_set_again(site):
    number = site.tab("events").sheet["developerMetadata"][0]["metadataId"]
    lookup = {"developerMetadataLookup": {"metadataId": number}}
    site.person.do({"deleteDeveloperMetadata": {"dataFilter": lookup}})
    assert site.init() == ["Marked events and its columns, so that they may be renamed."]


def test_a_copied_tab_is_left_alone(site):
    site.person.copy_tab("matches")
    before = site.tab("Copy of matches")
    assert site.init() == []
    assert site.tab("Copy of matches") == before


def test_an_uploaded_workbook_gets_what_a_workbook_cannot_have(site):
    everything = {"developerMetadataLookup": {"visibility": "DOCUMENT"}}
    site.person.do({"deleteDeveloperMetadata": {"dataFilter": everything}})
    done = site.init()
    assert done == [
        f"Marked {layout.name} and its columns, so that they may be renamed." for layout in LAYOUTS
    ]


LED_THERE = {
    "applicants": [
        "Put drop-downs and boxes back in rubric_scores: applicant_id.",
        "Put drop-downs and boxes back in matches: mentor_id, mentee_id.",
        "Put drop-downs and boxes back in surveys: person_id.",
    ],
    "start_here": [],
}


@pytest.mark.parametrize("tab", LED_THERE)
def test_a_tab_with_nothing_in_it_is_built_where_it_is(site, tab):
    site.person.delete_tab(tab)
    site.person.do({"addSheet": {"properties": {"title": tab.upper(), "index": 3}}})
    assert site.init() == [f"Added the tab {tab}.", *LED_THERE[tab]]
    assert site.titles[3] == tab.upper()
    assert site.tab(tab.upper()).values(1)
