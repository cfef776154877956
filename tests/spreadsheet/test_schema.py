"""The schemas: valid JSON Schema, every rule worded, and the records' fields all columns of theirs."""

import json
from dataclasses import fields

import pytest
from jsonschema import Draft202012Validator

from sheets_sync.mentoring import records
from sheets_sync.mentoring.settings import setting_columns
from sheets_sync.spreadsheet.problems import explanations
from sheets_sync.spreadsheet.rowcheck import _wording
from sheets_sync.spreadsheet.schema import Column, load_schemas, schema_folder

SCHEMAS = load_schemas()
RULES = ("type", "enum", "minimum", "maximum", "pattern", "format", "maxItems", "maxLength")
RECORDS = {
    records.Person: "applicants",
    records.RubricScore: "rubric_scores",
    records.Match: "matches",
    records.Meeting: "meetings",
    records.SurveyAnswer: "surveys",
    records.Employee: "org_chart",
    records.Agenda: "agendas",
    records.Event: "events",
    records.Helper: "helpers",
}


def every_column() -> list[Column]:
    """Return the columns that people fill, and the settings."""
    columns = [c for schema in SCHEMAS.values() for c in schema.columns if not c.tool_owned]
    return [*columns, *setting_columns(SCHEMAS["settings"]).values()]


def breakable_rules(column: Column) -> list[str]:
    """Return the rules a cell can break: reading makes text of everything, and an id's faults have names."""
    always_text = column.rule["type"] in ("string", "array") and column.kind not in ("date", "date-time")
    rules = [rule for rule in RULES if rule in column.rule and not (rule == "type" and always_text)]
    if column.kind == "id":
        rules = [rule for rule in rules if rule != "format"] + ["format:invisible", "format:mixed-scripts"]
    return [*rules, "required"] if column.required else rules


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_valid(name: str):
    schema = json.loads((schema_folder() / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == name and schema["description"].endswith(".")


@pytest.mark.parametrize("column", every_column(), ids=lambda column: column.name)
def test_every_rule_of_every_column_has_a_code(column: Column):
    assert all(_wording(column, rule)[0] in explanations() for rule in breakable_rules(column))


@pytest.mark.parametrize("column", every_column(), ids=lambda column: column.name)
def test_every_column_says_what_it_is_for(column: Column):
    assert column.description.strip()


@pytest.mark.parametrize("kind", RECORDS)
def test_the_fields_of_a_record_are_columns_of_its_tab(kind: type):
    columns = {column.name for column in SCHEMAS[RECORDS[kind]].columns}
    assert {field.name for field in fields(kind)} - {"record"} <= columns


def test_keys_are_columns():
    for schema in SCHEMAS.values():
        assert set(schema.key) <= {column.name for column in schema.columns}


def columns_made(tab: str, source: str, column: str, *names: str | None) -> list[str]:
    """Return the columns that rows of another tab with these names make in a tab."""
    spelled = SCHEMAS[tab].with_columns_from({source: [{column: name} for name in names]})
    return [column.name for column in spelled.columns if column.columns_from]


def test_a_column_comes_from_each_row_of_another_tab_once():
    assert columns_made("rubric_scores", "rubric", "criterion", "candor", None, "tact", "Candor") == [
        "Candor",
        "tact",
    ]


@pytest.mark.parametrize(("tab", "source", "column"), [
    ("rubric_scores", "rubric", "criterion"), ("surveys", "survey_items", "item_id"),
])  # fmt: skip
def test_no_column_is_made_under_a_header_that_the_tab_has_anyway(tab: str, source: str, column: str):
    fixed = [name for one in SCHEMAS[tab].columns for name in (one.name, *one.aliases)]
    capitals = [name.upper() for name in fixed]
    assert columns_made(tab, source, column, *fixed, *capitals, "candor") == ["candor"]
