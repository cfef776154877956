"""The program's dates and rules, typed; their defaults stand in the settings schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sheets_sync.spreadsheet.cells import Conventions, read_cell, typed
from sheets_sync.spreadsheet.problems import Problem, hint, problem
from sheets_sync.spreadsheet.rowcheck import RowCheck
from sheets_sync.spreadsheet.schema import Column, TabSchema
from sheets_sync.spreadsheet.snapshot import CellRef
from sheets_sync.spreadsheet.tables import Record, Table
from sheets_sync.spreadsheet.text import key_of, near_miss

OPENS_BEFORE_CLOSES = (
    ("applications_open_on", "applications_close_on"),
    ("pre_survey_opens_on", "pre_survey_closes_on"),
    ("post_survey_opens_on", "post_survey_closes_on"),
    ("matches_announced_on", "program_ends_on"),
)


@dataclass(frozen=True)
class Settings:
    """Every setting's value: the sheet's where it is valid, else the default."""

    values: Mapping[str, Any]
    rows: Mapping[str, Record]  # the row each setting stands in

    def __getitem__(self, name: str) -> Any:
        """Return the value of the setting `name`; None where it is blank."""
        return self.values[name]

    def day(self, name: str) -> date | None:
        """Return the date called `name`; None means not yet."""
        value: date | None = self.values[name]
        return value

    def yes(self, name: str) -> bool:
        """Is the setting `name` a yes?"""
        return bool(self.values[name])

    @property
    def zone(self) -> tzinfo:
        """Return the program's time zone."""
        return ZoneInfo(self.values["timezone"])

    def cell(self, name: str) -> CellRef:
        """Return the cell of the setting's value; of the tab where its row is missing."""
        return self.rows[name].cell("value") if name in self.rows else CellRef("settings", 1, 1)


def setting_columns(schema: TabSchema) -> dict[str, Column]:
    """Return each setting as if it were a column of its own."""
    return {name: Column(name, rule) for name, rule in schema.definitions.items()}


def read_settings(table: Table, conventions: Conventions) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings and what is wrong with them."""
    columns = setting_columns(table.schema)
    rows = {_name(record): record for record in table.usable}
    known = {name: rows[key_of(name)] for name in columns if key_of(name) in rows}
    cells = {name: record.raw("value") for name, record in known.items() if "value" in record.positions}
    checked = RowCheck(tuple(columns.values())).check(
        cells, lambda name: known[name].cell("value"), conventions
    )
    values = {name: checked.values.get(name, default_of(column)) for name, column in columns.items()}
    settings = Settings(values, known)
    between = (*_dates(settings), *_weights(settings))
    problems = (*checked.problems, *_unknown(table, columns), *_missing(table), *between)
    return settings, tuple(replace(found, verdict="cell") for found in problems)


def default_of(column: Column) -> Any:
    """Return the typed default of a setting, None where it has none."""
    default = column.rule.get("default")
    if default is None:
        return () if column.kind == "list" else None
    return typed(read_cell(default, column, Conventions()).value, column)


def _name(record: Record) -> str:
    return key_of(str(record.get("setting")))


def _unknown(table: Table, columns: Mapping[str, Column]) -> Iterator[Problem]:
    names = {key_of(name) for name in columns}
    for record in table.usable:
        if _name(record) not in names:
            near = near_miss(str(record.get("setting")), columns)
            yield problem("MU601", record.cell("setting"), hint=hint(near))


def _missing(table: Table) -> Iterator[Problem]:
    there = {_name(record) for record in table.records}  # also those with an error, which tells enough
    gone = table.schema.not_named(there) if table.readable else ()
    if gone and table.schema.is_mostly_gone(there):
        yield problem("MU631", CellRef("settings", 1, 1), count=len(gone), of=len(table.schema.definitions))
        return
    for name in gone:
        yield problem("MU603", CellRef("settings", 1, 1), setting=name)


def _dates(settings: Settings) -> Iterator[Problem]:
    for first, second in OPENS_BEFORE_CLOSES:
        opens, closes = settings.day(first), settings.day(second)
        if opens and closes and opens > closes:
            yield problem("MU605", settings.cell(first), first=first, second=second)
    announced, closes = settings.day("matches_announced_on"), settings.day("pre_survey_closes_on")
    if announced and closes and announced < closes:
        yield problem("MU604", settings.cell("matches_announced_on"))


def _weights(settings: Settings) -> Iterator[Problem]:
    weights = [name for name in settings.values if name.startswith("weight_")]
    if not any(settings[name] for name in weights):
        yield problem("MU630", settings.cell(weights[0]))
