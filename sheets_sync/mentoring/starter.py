"""What a new workbook starts with: a rubric, agendas, topics, survey items, mails and settings."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sheets_sync.spreadsheet.snapshot import Plain

STARTED_TABS = ("rubric", "agendas", "topics", "survey_items", "templates")


def starter_rows() -> dict[str, tuple[dict[str, Plain], ...]]:
    """Return the rows that each pre-filled tab starts with, by column."""
    return {tab: tuple(_tidy(row) for row in _read(tab)["row"]) for tab in STARTED_TABS}


def settings_rows(definitions: Mapping[str, Any], program_id: str) -> tuple[dict[str, Plain], ...]:
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


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("sheets_sync") / "starter" / f"{name}.toml").read_text("utf-8"))


def _tidy(row: Mapping[str, Plain]) -> dict[str, Plain]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in row.items()}
