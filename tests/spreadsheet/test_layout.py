"""What a new tab looks like, drawn up from its schema."""

from typing import Any

from sheets_sync.spreadsheet.layout import Rows, layout_of
from sheets_sync.spreadsheet.look import (
    CellLayout,
    Choices,
    ColumnLayout,
    Format,
    Limits,
    LineKind,
    PageLine,
    TabLayout,
)
from sheets_sync.spreadsheet.schema import load_schemas, parse_schema

TEXT = {"type": "string", "description": "Words."}


def schema(title: str = "people", filled_by: str = "people", **extra: Any) -> dict[str, Any]:
    return {
        "title": title,
        "description": "A tab.",
        "x-filled-by": filled_by,
        "x-key": extra.pop("key", ["name"]),
        "required": extra.pop("required", []),
        "properties": extra.pop("properties", {"name": TEXT}),
        **extra,
    }


def laid_out(*schemas: dict[str, Any], rows: Rows | None = None) -> dict[str, TabLayout]:
    parsed = {one["title"]: parse_schema(one) for one in schemas}
    return {layout.name: layout for layout in layout_of(parsed, rows or {})}


def column(rule: dict[str, Any], filled_by: str = "people") -> ColumnLayout:
    described = {"description": "Words.", **rule}
    tab = laid_out(schema(filled_by=filled_by, properties={"name": TEXT, "it": described}))["people"]
    return tab.columns[1]


def cells(rule: dict[str, Any], filled_by: str = "people") -> CellLayout:
    return column(rule, filled_by).cells


def test_columns_stand_in_the_order_of_the_schema():
    tab = laid_out(schema(properties={"b": TEXT, "a": TEXT}, key=["b"]))["people"]
    assert tab.headers == ("b", "a")


def test_a_tab_has_the_colour_of_whoever_fills_it():
    tabs = laid_out(schema("a", "people"), schema("b", "program"), schema("c", "tool"))
    assert [tab.colour for tab in tabs.values()] == ["2F6EBA", "4E8542", "7A7A7A"]


def test_only_the_tools_own_tabs_are_protected():
    tabs = laid_out(schema("a", "people"), schema("b", "program"), schema("c", "tool"))
    assert [tab.protected for tab in tabs.values()] == [False, False, True]


def test_a_tool_owned_column_is_grey_and_says_so():
    owned = column({**TEXT, "readOnly": True})
    assert owned.cells.tool_owned
    assert owned.cells.hint == "The tool fills this in. What you type here is overwritten at its next run."
    assert laid_out(schema())["people"].header_colour(owned) == "7A7A7A"


def test_a_whole_grey_tab_need_not_say_so_in_every_cell():
    assert cells({**TEXT, "readOnly": True}, filled_by="tool").hint == ""


def test_what_people_fill_in_a_grey_tab_has_a_blue_header():
    hold = column({"type": "boolean"}, filled_by="tool")
    assert laid_out(schema(filled_by="tool"))["people"].header_colour(hold) == "2F6EBA"


def test_an_enum_is_a_strict_drop_down():
    assert cells({"type": "string", "enum": ["a", "b"]}).choices == Choices(("a", "b"), strict=True)


def test_a_tool_owned_enum_has_no_drop_down():
    assert cells({"type": "string", "enum": ["a", "b"], "readOnly": True}).choices is None


def test_another_tabs_column_is_offered_but_not_enforced():
    found = cells({"type": "string", "format": "id", "x-values-from": "people.name"})
    assert found.choices == Choices(source=("people", "name"))


def test_a_list_column_offers_its_words_and_takes_several():
    found = cells({"type": "array", "items": {"type": "string"}, "x-values-from": "topics.topic"})
    assert found.choices == Choices(source=("topics", "topic"), several=True)
    assert found.hint == "Several are fine, separated by ; The list offers them one at a time."


def test_a_list_of_fixed_words_offers_them():
    found = cells({"type": "array", "items": {"type": "string", "enum": ["pre", "post"]}})
    assert found.choices == Choices(("pre", "post"), several=True)


def test_numbers_are_kept_within_their_limits():
    rule = {"type": "integer", "minimum": 1, "maximum": 5}
    assert cells(rule).limits == Limits(1, 5, whole=True)
    assert cells({**rule, "type": "number"}).limits == Limits(1, 5, whole=False)


def test_ids_and_lists_stay_text_so_that_zeros_stay():
    assert cells({"type": "string", "format": "id"}).format is Format.TEXT
    assert cells({"type": "array", "items": {"type": "string"}}).format is Format.TEXT


def test_a_text_that_is_a_key_stays_as_it_was_typed():
    assert laid_out(schema())["people"].columns[0].cells.format is Format.TEXT


def test_dates_and_ticks_have_their_formats():
    assert cells({"type": "string", "format": "date"}).format is Format.DATE
    assert cells({"type": "string", "format": "date-time"}).format is Format.DATE_TIME
    assert cells({"type": "boolean"}).format is Format.TICK


def test_long_texts_wrap_and_short_ones_do_not():
    assert cells({**TEXT, "x-width": 40}).wrap
    assert not cells({**TEXT, "x-width": 20}).wrap


def test_a_column_is_never_narrower_than_its_header():
    tab = laid_out(schema(properties={"a_rather_long_header": {**TEXT, "x-width": 5}}, key=[]))["people"]
    assert tab.columns[0].width == 23


def test_the_note_is_the_description_and_says_what_must_not_be_blank():
    tab = laid_out(schema(properties={"name": TEXT, "more": TEXT}, required=["name"]))["people"]
    assert [found.note for found in tab.columns] == ["Words. Needed in every row.", "Words."]


def test_a_header_may_be_spelled_in_any_way_the_schema_knows():
    found = laid_out(schema(properties={"email": {**TEXT, "x-aliases": ["E-Mail "]}}, key=["email"]))[
        "people"
    ]
    assert found.columns[0].spellings == {"email", "e-mail"}


RUBRIC = schema("rubric", "program", key=["criterion"], properties={"criterion": TEXT, "question": TEXT})
SCORES = schema(
    "scores",
    key=[],
    properties={
        "who": TEXT,
        "<criterion>": {
            "type": "integer", "minimum": 1, "maximum": 5,
            "description": "1 to 5.", "x-columns-from": "rubric.criterion",
        },
        "score": TEXT,
    },
)  # fmt: skip
CRITERIA = {"rubric": ({"criterion": "candor", "question": "Do they dare?"}, {"criterion": "tact"})}


def test_each_row_of_the_rubric_is_a_column_of_the_scores():
    assert laid_out(RUBRIC, SCORES, rows=CRITERIA)["scores"].headers == ("who", "candor", "tact", "score")


def test_a_row_without_a_name_or_named_twice_makes_no_further_column():
    rows = {"rubric": ({"criterion": "tact"}, {"question": "Why?"}, {"criterion": "tact"})}
    assert laid_out(RUBRIC, SCORES, rows=rows)["scores"].headers == ("who", "tact", "score")


def test_a_column_from_a_row_is_explained_by_what_the_row_says():
    columns = laid_out(RUBRIC, SCORES, rows=CRITERIA)["scores"].columns
    assert [found.note for found in columns[1:3]] == ["Do they dare?\n1 to 5.", "1 to 5."]


def test_starting_rows_follow_the_columns():
    rows = laid_out(RUBRIC, rows={"rubric": ({"question": "Why?", "criterion": "candor"},)})["rubric"].rows
    assert [row.values for row in rows] == [("candor", "Why?")]


def test_each_setting_has_a_cell_of_its_own():
    tab = load_schemas()["settings"]
    rows = {"settings": ({"setting": "mail_mode"}, {"setting": "program_id"}, {"setting": "cohort"})}
    [settings] = layout_of({"settings": tab}, rows)
    mail_mode, program_id, cohort = (row.value_cell for row in settings.rows)
    assert mail_mode and mail_mode.choices == Choices(("off", "outbox", "redirect", "live"), strict=True)
    assert program_id and program_id.tool_owned
    assert cohort and cohort.format is Format.TEXT


def test_the_first_two_columns_of_a_wide_tab_stay_in_view():
    names = [f"column{n}" for n in range(11)]
    wide = schema(properties=dict.fromkeys(names, TEXT), key=[])
    assert laid_out(wide)["people"].frozen_columns == 2
    assert laid_out(schema())["people"].frozen_columns == 0


def test_seldom_used_tabs_are_hidden():
    assert laid_out(schema(**{"x-hidden-until-used": True}))["people"].hidden


def test_a_page_has_lines_and_boxes_to_tick():
    owned = {**TEXT, "readOnly": True}
    three = {"item": owned, "value": owned, "explanation": owned}
    page = parse_schema(schema("start", "tool", key=["item"], properties=three, **{"x-page": True}))
    lines = (PageLine("Go", LineKind.TITLE), PageLine("now", LineKind.BOX, False, "Tick it."))
    [tab] = layout_of({"start": page}, {}, lines)
    assert [row.values for row in tab.rows] == [("Go", None, None), ("now", False, "Tick it.")]
    box = tab.rows[1].value_cell
    assert box and box.format is Format.TICK and not box.tool_owned
    assert [row.needed for row in tab.rows] == [False, True]
