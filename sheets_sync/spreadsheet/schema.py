"""What each tab holds: its columns, rules and wording, as the files in schemas/ say."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from sheets_sync.spreadsheet.text import key_of, loosely

# The order of the tabs in a new spreadsheet: what people open first stands first.
TAB_ORDER = (
    "start_here", "problems",
    "applicants", "rubric_scores", "matches", "meetings", "surveys",
    "org_chart", "topics", "rubric", "agendas", "events", "survey_items", "helpers", "templates", "settings",
    "forms", "past_pairs", "organization_survey",
    "outbox", "log", "published",
)  # fmt: skip
CONFIDENTIAL = ("surveys", "rubric_scores")  # what may lie in a spreadsheet that fewer people see
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Column:
    """One column of a tab, as its schema describes it."""

    name: str
    rule: Mapping[str, Any]  # the JSON Schema of one value
    required: bool = False

    @property
    def description(self) -> str:
        """Return the sentence that stands as a note on the header."""
        return str(self.rule.get("description", ""))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return other headers that mean this column."""
        return tuple(self.rule.get("x-aliases", ()))

    @property
    def tool_owned(self) -> bool:
        """Is this a column that the tool fills and people leave alone?"""
        return bool(self.rule.get("readOnly", False))

    @cached_property
    def options(self) -> tuple[str, ...]:
        """Return the closed list of words a cell, or each entry of its list, may hold."""
        return tuple(self.rule.get("enum") or self.rule.get("items", {}).get("enum", ()))

    @cached_property
    def option_of(self) -> Mapping[str, str]:
        """Return each option under every spelling of it: case, spaces and hyphens do not count."""
        return {loosely(option): option for option in self.options}

    @property
    def options_from(self) -> tuple[str, str] | None:
        """Return the tab and column whose values are offered as a drop-down."""
        return _tab_and_column(self.rule.get("x-values-from"))

    @property
    def columns_from(self) -> tuple[str, str] | None:
        """Return the tab and column whose rows each make one column here."""
        return _tab_and_column(self.rule.get("x-columns-from"))

    def named_by(self, row: Mapping[str, Any]) -> str:
        """Return the name that a row of the other tab gives its column here; "" where it has none."""
        unless = self.rule.get("x-columns-unless", {}).items()
        if self.columns_from is None or any(row.get(other) == word for other, word in unless):
            return ""
        return str(row.get(self.columns_from[1]) or "")

    def made_by(self, row: Mapping[str, Any]) -> "Column":
        """Return the column that a row of the other tab makes."""
        where = self.rule.get("x-columns-where", {}).items()
        rules = (kinds[row[other]] for other, kinds in where if row.get(other) in kinds)
        rule = {"x-columns-from": self.rule["x-columns-from"], **next(rules, self.rule)}
        return replace(self, name=self.named_by(row), rule=rule)

    @property
    def width(self) -> int:
        """Return the column's width in characters."""
        return int(self.rule.get("x-width", 16))

    @cached_property
    def kind(self) -> str:
        """Return how a cell is read: text, id, email, date, yes_no, integer, list …"""
        if self.options == YES_NO:
            return "yes_no"
        if self.rule["type"] == "string":
            return str(self.rule.get("format", "text"))
        return "list" if self.rule["type"] == "array" else str(self.rule["type"])

    @property
    def never_read(self) -> bool:
        """Is this people's own space, whatever they type?"""
        return bool(self.rule.get("x-never-read", False))

    @property
    def sets_aside_cell_only(self) -> bool:
        """Does a bad value here cost only the value, not the whole row?"""
        return self.rule.get("x-sets-aside") == "cell"


@dataclass(frozen=True)
class TabSchema:
    """One tab: who fills it, what finds a row again, and its columns in order."""

    name: str
    description: str
    filled_by: str  # people (blue), program (green) or tool (grey)
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()  # what no two rows may have in common: the key, unless more is named
    hidden_until_used: bool = False
    is_page: bool = False  # a page to read, not a table of rows
    definitions: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Return the columns under their names."""
        return {column.name: column for column in self.columns}

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError where there is none."""
        return self.by_name[name]

    @cached_property
    def headers(self) -> dict[str, str]:
        """Return the column name for every header that means it, in key form."""
        found = {key_of(alias): column.name for column in self.columns for alias in column.aliases}
        return found | {key_of(column.name): column.name for column in self.columns}

    def has(self, name: str) -> bool:
        """Is this a header of one of the tab's columns, in whatever spelling?"""
        return key_of(name) in self.headers

    @property
    def tool_owned(self) -> tuple[Column, ...]:
        """Return the columns that the tool fills."""
        return tuple(column for column in self.columns if column.tool_owned)

    def not_named(self, names: Container[str]) -> tuple[str, ...]:
        """Return what the tab must have a row for and has not; `names`, in key form, are of those there."""
        return tuple(name for name in self.definitions if key_of(name) not in names)

    def is_mostly_gone(self, names: Container[str]) -> bool:
        """Are more than half of the rows that the tab must have not among `names`?"""
        return len(self.not_named(names)) * 2 > len(self.definitions)

    def with_columns_from(self, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> "TabSchema":
        """Return the schema with each column that comes from another tab's `rows` spelled out."""
        return replace(self, columns=tuple(column for column, _ in self.spelled_out(rows)))

    def spelled_out(
        self, rows: Mapping[str, Iterable[Mapping[str, Any]]]
    ) -> Iterator[tuple[Column, Mapping[str, Any]]]:
        """Yield each column; or one for each row it comes from, and that row; no header comes twice."""
        for column in self.columns:
            if column.columns_from is None:
                yield column, {}
                continue
            named = {key_of(column.named_by(row)): row for row in rows.get(column.columns_from[0], ())}
            for key, row in named.items():
                if key and not self.has(key):
                    yield column.made_by(row), row


def load_schemas() -> dict[str, TabSchema]:
    """Return the schema of every tab, in the order of the tabs."""
    return dict(_schemas())


@cache
def _schemas() -> tuple[tuple[str, TabSchema], ...]:
    folder = schema_folder()
    return tuple(
        (name, parse_schema(json.loads((folder / f"{name}.schema.json").read_text("utf-8"))))
        for name in TAB_ORDER
    )


def schema_folder() -> Traversable:
    """Return the folder of the schemas: inside the wheel, or beside the package in a checkout."""
    inside = files("sheets_sync") / "schemas"
    return inside if inside.is_dir() else files("sheets_sync") / ".." / "schemas"


def parse_schema(schema: Mapping[str, Any]) -> TabSchema:
    """Return the tab that one JSON Schema describes."""
    required = set(schema["required"])
    return TabSchema(
        name=schema["title"],
        description=schema["description"],
        filled_by=schema["x-filled-by"],
        key=tuple(schema["x-key"]),
        columns=tuple(Column(name, rule, name in required) for name, rule in schema["properties"].items()),
        unique=tuple(schema.get("x-unique", schema["x-key"])),
        hidden_until_used=schema.get("x-hidden-until-used", False),
        is_page=schema.get("x-page", False),
        definitions=schema.get("$defs", {}),
    )


def _tab_and_column(reference: str | None) -> tuple[str, str] | None:
    if reference is None:
        return None
    tab, _, column = reference.partition(".")
    return tab, column
