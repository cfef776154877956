"""What people made in a Google spreadsheet stays theirs, whatever init adds around it."""

from typing import Any

import pytest
from backends.google.layout_pictures import FEW, Site, blank, built, ground, short, site
from sheets_emulator import draw_tab

from sheets_sync.spreadsheet.refusals import Exit, Refusal

__all__ = ["blank", "built", "ground", "short", "site"]


BOLD = "userEnteredFormat.textFormat"


def without(whole: dict[str, Any], *titles: str) -> dict[str, Any]:
    """Return the whole spreadsheet without some tabs, and without the tabs' places."""
    kept = []
    for sheet in whole["sheets"]:
        if sheet["properties"]["title"] not in titles:
            properties = {name: part for name, part in sheet["properties"].items() if name != "index"}
            kept.append({**sheet, "properties": properties})
    return {**whole, "sheets": kept}


def number(site: Site, tab: str) -> int:
    return int(site.tab(tab).properties["sheetId"])


def decorate(site: Site) -> None:
    """Do what people do: make tabs, columns, rules, colours, filters, notes and rows of their own."""
    person, sheet_id = site.person, number(site, "helpers")
    bold = {"textFormat": {"bold": True}}
    where = {"sheetId": sheet_id, "startRowIndex": 1, "startColumnIndex": 2, "endColumnIndex": 3}
    rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "ours"}]}}
    person.do(
        {"addSheet": {"properties": {"title": "Our notes", "sheetId": 77, "index": 2}}},
        {"appendDimension": {"sheetId": sheet_id, "dimension": "COLUMNS", "length": 1}},
        {"repeatCell": {"range": where, "cell": {"userEnteredFormat": bold}, "fields": BOLD}},
        {"setDataValidation": {"range": where, "rule": rule}},
        {"setBasicFilter": {"filter": {"range": {"sheetId": sheet_id}}}},
        {"addFilterView": {"filter": {"title": "my view", "range": {"sheetId": sheet_id}}}},
        {"addProtectedRange": {"protectedRange": {"range": where, "warningOnly": True}}},
        {
            "addConditionalFormatRule": {
                "rule": {
                    "ranges": [where],
                    "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": bold},
                },
                "index": 0,
            }
        },
        {"updateDimensionProperties": {
            "range": {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1},
            "properties": {"pixelSize": 333}, "fields": "pixelSize",
        }},
        {"updateSheetProperties": {
            "properties": {"sheetId": sheet_id, "tabColorStyle": {"rgbColor": {"red": 1}},
                           "gridProperties": {"frozenRowCount": 2}},
            "fields": "tabColorStyle,gridProperties.frozenRowCount",
        }},
        {"updateCells": {
            "start": {"sheetId": sheet_id}, "rows": [{"values": [{"note": "Ask Ana first."}]}],
            "fields": "note",
        }},
    )  # fmt: skip
    person.edit("Our notes", "C3", "=1+1")
    person.edit("helpers", "E1", "our own column")
    person.add_row("helpers", "ana@example.org", "Ana Sommer", "ours", "2027-04-03", "x")
    person.move_column("helpers", "helps_as", before="email")
    person.rename_column("helpers", "full_name", "Name")
    person.hide_rows("helpers", 2)


def test_everything_that_people_made_is_the_same_afterwards(site):
    decorate(site)
    site.person.delete_tab("topics")
    before = site.json()
    assert site.init() == ["Added the tab topics."]
    assert without(site.json(), "topics") == without(before)


def test_a_tab_that_lacks_something_changes_in_that_alone(site):
    decorate(site)
    site.person.delete_column("helpers", "away_until")
    before = site.tab("helpers")
    site.init()
    after = site.tab("helpers")
    for row in range(1, 21):
        old = before.cells(row)
        assert after.cells(row)[: len(old)] == old
    assert after.sheet["conditionalFormats"] == before.sheet["conditionalFormats"]
    assert after.sheet["filterViews"] == before.sheet["filterViews"]
    assert after.sheet["protectedRanges"] == before.sheet["protectedRanges"]


def test_a_drop_down_and_a_note_that_people_changed_stay_theirs(site):
    where = {
        "sheetId": number(site, "events"),
        "startColumnIndex": 1,
        "endColumnIndex": 2,
        "startRowIndex": 1,
    }
    rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "our own kind"}]}}
    site.person.do({"setDataValidation": {"range": where, "rule": rule}})
    assert site.init() == []


def test_a_tab_that_people_protected_themselves_is_not_protected_twice(site):
    [protection] = site.tab("outbox").named("protectedRanges")
    site.person.do({"deleteProtectedRange": {"protectedRangeId": protection["protectedRangeId"]}})
    site.person.protect("outbox")
    before = site.json()
    assert site.init() == []
    assert site.json() == before


@pytest.mark.parametrize("title", ["Applicants: needs attention", "Needs attention"])
def test_a_filter_view_of_the_same_title_is_not_added_twice(site, title):
    [view] = site.tab("applicants").named("filterViews")
    site.person.do({"deleteFilterView": {"filterId": view["filterViewId"]}})
    own = {"title": title, "range": {"sheetId": number(site, "applicants"), "endRowIndex": 4}}
    site.person.do({"addFilterView": {"filter": own}})
    assert site.init() == []


def test_a_view_of_ours_that_people_changed_stays_as_they_want_it(site):
    [view] = site.tab("applicants").named("filterViews")
    changed = {"filterViewId": view["filterViewId"], "title": "my view", "filterSpecs": []}
    site.person.do({"updateFilterView": {"filter": changed, "fields": "title,filterSpecs"}})
    assert site.init() == []


def test_the_tabs_of_a_spreadsheet_in_use_stay_behind_ours(ground):
    notes = draw_tab("Budget", [["item", "cost"], ["cake", 12.5]], sheet_id=5)
    ideas = draw_tab("Ideas", [["=1+1"]], sheet_id=6)
    used = Site(ground.emulator, ground.client, ground.emulator.create(tabs=(notes, ideas)))
    before = used.json()
    used.init(FEW)
    assert used.titles == [*(layout.name for layout in FEW), "Budget", "Ideas"]
    assert without(used.json(), *(layout.name for layout in FEW)) == without(before)


def test_a_tab_with_our_headers_that_people_made_is_used_as_it_is(ground):
    rows = [["E-Mail", "full_name", "helps_as", "away_until"], ["ana@example.org", "Ana Sommer", "hr", None]]
    used = Site(
        ground.emulator, ground.client, ground.emulator.create(tabs=(draw_tab("Helpers", rows, sheet_id=5),))
    )
    used.init(FEW)
    helpers = used.tab("Helpers")
    assert helpers.values(1)[:5] == ["E-Mail", "full_name", "helps_as", "away_until"]
    assert helpers.grid["columnCount"] == 26
    assert helpers.condition("helps_as", 2)[0] == "ONE_OF_LIST"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [["day", "place", "notes"], ["Monday", "Hall", None]],
            "Row 1 of the tab helpers is not its headers.",
        ),
        (
            [["Our helpers"], ["email", "full_name", "helps_as", "away_until"]],
            "Row 1 of the tab helpers is not",
        ),
    ],
)
def test_a_tab_of_our_name_that_is_something_else_is_refused(ground, rows, sentence):
    tab = draw_tab("helpers", rows, sheet_id=5)
    used = Site(ground.emulator, ground.client, ground.emulator.create(tabs=(tab,)))
    before = used.json()
    with pytest.raises(Refusal, match=sentence) as refusal:
        used.init(FEW)
    assert refusal.value.exit_code is Exit.FIX_NEEDED
    assert "then run init again" in refusal.value.remedy
    assert used.json() == before


def test_a_page_of_somebody_elses_is_refused(ground):
    tab = draw_tab("start_here", [["Welcome to our program"]], sheet_id=5)
    used = Site(ground.emulator, ground.client, ground.emulator.create(tabs=(tab,)))
    with pytest.raises(Refusal, match="The tab start_here holds something else than our page"):
        used.init(FEW)


def test_headers_pushed_down_by_a_row_are_refused(site):
    site.person.insert_rows("events", 1)
    with pytest.raises(Refusal, match="Row 1 of the tab events is blank"):
        site.init()


def test_a_deleted_row_of_headers_is_refused(site):
    site.person.add_row("events", "E1", "closing")
    site.person.delete_rows("events", 1)
    with pytest.raises(Refusal, match="Row 1 of the tab events is no longer its headers"):
        site.init()


def test_a_name_that_another_of_our_tabs_was_given_is_not_fought_over(site):
    site.person.delete_tab("events")
    site.person.rename_tab("topics", "Events")
    with pytest.raises(Refusal, match="Another tab of the program is called events now"):
        site.init()


def test_no_sentence_repeats_what_people_called_a_tab(site):
    site.person.rename_tab("helpers", "Ana Sommer")
    site.person.delete_column("Ana Sommer", "helps_as")
    assert site.init()[0] == "Added to helpers: helps_as."
