"""What a new workbook starts with: a rubric, agendas, topics, survey items, mails and settings."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sheets_sync.spreadsheet.cells import Conventions
from sheets_sync.spreadsheet.layout import Rows
from sheets_sync.spreadsheet.schema import TabSchema, load_schemas
from sheets_sync.spreadsheet.snapshot import Plain, Snapshot
from sheets_sync.spreadsheet.tables import Record, is_in_use, read_table

STARTED_TABS = ("rubric", "agendas", "topics", "survey_items", "templates")


def starting_rows(program_id: str, found: Snapshot | None = None) -> Rows:
    """Return the rows a program starts with; where `found` has rows that name columns, those instead."""
    schemas = load_schemas()
    known_by_another = found is not None and is_in_use(found.get("matches"))
    settings = settings_rows(schemas["settings"].definitions, None if known_by_another else program_id)
    named = _rows_that_name_columns(found, schemas) if found else {}
    return {**starter_rows(), "settings": settings, **named}


def starter_rows() -> dict[str, tuple[dict[str, Plain], ...]]:
    """Return the rows that each pre-filled tab starts with, by column."""
    return {tab: tuple(_tidy(row) for row in _read(tab)["row"]) for tab in STARTED_TABS}


def settings_rows(definitions: Mapping[str, Any], program_id: str | None) -> tuple[dict[str, Plain], ...]:
    """Return a row for every setting that the settings' schema defines, all but `program_id` blank."""
    return tuple(
        {
            "setting": name,
            "value": program_id if name == "program_id" else None,
            "default": rule.get("default"),
            "meaning": rule["description"],
        }
        for name, rule in definitions.items()
    )


@cache
def placeholders() -> dict[str, frozenset[str]]:
    """Return which `{{ placeholders }}` each template may use."""
    listed = _read("placeholders")
    return {
        template: frozenset([*names, *listed["everywhere"]])
        for template, names in listed["templates"].items()
    }


def _rows_that_name_columns(found: Snapshot, schemas: Mapping[str, TabSchema]) -> Rows:
    sources = {c.columns_from[0] for schema in schemas.values() for c in schema.columns if c.columns_from}
    tabs = {name: tab for name in sources if (tab := found.get(name)) and tab.rows}
    tables = {name: read_table(tab, schemas[name], Conventions()) for name, tab in tabs.items()}
    return {name: tuple(map(_accepted, table.records)) for name, table in tables.items()}


def _accepted(record: Record) -> dict[str, Plain]:
    """Return what can be used of a row, by column: a name that cannot be a header is left out."""
    return {name: value for name, value in record.values.items() if isinstance(value, str | int | float)}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("sheets_sync") / "starter" / f"{name}.toml").read_text("utf-8"))


def _tidy(row: Mapping[str, Plain]) -> dict[str, Plain]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in row.items()}
