"""From a snapshot to the program: every tab read by its schema, then checked against the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo

from sheets_sync.mentoring.checks import check_program
from sheets_sync.mentoring.page import Page
from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.settings import read_settings
from sheets_sync.spreadsheet.cells import Conventions
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.schema import CONFIDENTIAL, TabSchema, load_schemas
from sheets_sync.spreadsheet.snapshot import CellRef, Snapshot, Tab
from sheets_sync.spreadsheet.tables import Table, missing_table, read_table
from sheets_sync.spreadsheet.text import key_of

MISSING, ELSEWHERE = "MU001", "MU020"  # a tab; both that may lie in a second spreadsheet
_COPIES = ("copy of {}", "{} copy", "{} (2)", "{} (copy)", "{}_2", "{} 2")


@dataclass(frozen=True)
class ReadProgram:
    """The program as it stands in the sheet, and everything wrong with its tabs."""

    tables: Mapping[str, Table]
    problems: tuple[Problem, ...]
    program: Program | None  # None: a tab that people fill cannot be read
    apart: frozenset[str] = frozenset()  # names of the tabs that fewer people see than the rest

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Return the tabs that cannot be read, in the order of the tabs."""
        return tuple(name for name, table in self.tables.items() if not table.readable)


def read_program(snapshot: Snapshot, conventions: Conventions) -> ReadProgram:
    """Return the program that `snapshot` holds; bad rows are set aside, each with its problem."""
    schemas = load_schemas()
    settings_table = read_table(snapshot.get("settings"), schemas["settings"], conventions)
    settings, found = read_settings(settings_table, conventions)
    conventions = replace(conventions, zone=settings.zone)
    tables = _read_tables(snapshot, schemas, conventions)
    tables["settings"] = settings_table.with_problems(found)
    apart = frozenset(tab.name for tab in snapshot if tab.confidential)
    if not all(table.readable for table in tables.values()):
        return ReadProgram(tables, _all_problems(tables, snapshot), None, apart)
    program = _checked(Program.of(tables, settings))
    return ReadProgram(program.tables, _all_problems(program.tables, snapshot), program, apart)


def is_without(snapshot: Snapshot) -> bool:
    """Has a program neither of its confidential tabs, as where they lie in a second spreadsheet?"""
    return snapshot.get("settings") is not None and not any(map(snapshot.get, CONFIDENTIAL))


def _read_tables(
    snapshot: Snapshot, schemas: Mapping[str, TabSchema], conventions: Conventions
) -> dict[str, Table]:
    strangers = [tab.name for tab in snapshot.without_files if key_of(tab.name) not in schemas]
    tables: dict[str, Table] = {}
    sources = {c.columns_from[0] for schema in schemas.values() for c in schema.columns if c.columns_from}
    for name in sorted(schemas, key=lambda name: name not in sources):  # they name columns of the others
        if not schemas[name].is_page and name != "settings":
            rows = {tab: [record.values for record in tables[tab].usable] for tab in sources & tables.keys()}
            schema, tab = schemas[name].with_columns_from(rows), snapshot.get(name)
            code = ELSEWHERE if name in CONFIDENTIAL and is_without(snapshot) else MISSING
            table = read_table(tab, schema, conventions) if tab else missing_table(schema, strangers, code)
            tables[name] = table.with_problems(_taken_names(table, schemas))
    has_synced = any(line.get("command") == "sync" for line in tables["log"].records)
    pages = (schema for schema in schemas.values() if schema.is_page)
    tables |= {s.name: _read_page(snapshot.get(s.name), s, strangers, has_synced) for s in pages}
    return {name: tables[name] for name in schemas if name in tables}


def _read_page(tab: Tab | None, schema: TabSchema, strangers: list[str], has_synced: bool) -> Table:
    """Return the page as a table without records: its lines are found one by one."""
    if tab is None:
        return missing_table(schema, strangers)
    return Table(schema, tab, {}, problems=tuple(Page(tab, has_synced).problems()))


def _taken_names(table: Table, schemas: Mapping[str, TabSchema]) -> Iterator[Problem]:
    """Yield the names that make no column of another tab, because it has one called so anyway."""
    for schema in schemas.values():
        for column in schema.columns:
            tab, name = column.columns_from or ("", "")
            for record in table.records if tab == table.schema.name else ():
                if schema.has(column.named_by(record.values)):
                    yield record.problem("MU627", name, tab=schema.name)


def _checked(program: Program) -> Program:
    """Return the program without the rows that a rule between tabs sets aside."""
    found = tuple(check_program(program))
    return replace(
        program, tables={name: table.with_problems(found) for name, table in program.tables.items()}
    )


def _all_problems(tables: Mapping[str, Table], snapshot: Snapshot) -> tuple[Problem, ...]:
    found = [one for table in tables.values() for one in table.problems]
    return tuple(sorted({*found, *_copies(tables, snapshot), *_renamed(tables)}, key=lambda one: one.order))


def _copies(tables: Mapping[str, Table], snapshot: Snapshot) -> Iterator[Problem]:
    copies = {form.format(name) for name in tables for form in _COPIES}
    for tab in snapshot.without_files:
        if key_of(tab.name) in copies:
            yield problem("MU005", CellRef(tab.name, 1, 1), tab=tab.name)


def _renamed(tables: Mapping[str, Table]) -> Iterator[Problem]:
    for name, table in tables.items():
        if key_of(table.tab.name) != name and not table.tab.is_file:
            yield problem("MU018", CellRef(table.tab.name, 1, 1), tab=name)


def zone_of(snapshot: Snapshot, conventions: Conventions) -> tzinfo:
    """Return the program's time zone as the settings tab says."""
    table = read_table(snapshot.get("settings"), load_schemas()["settings"], conventions)
    return read_settings(table, conventions)[0].zone
