"""A tab understood: its columns found by their headers, its rows checked, its keys told apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheets_sync.spreadsheet.blanks import is_blank
from sheets_sync.spreadsheet.cells import Conventions, read_cell, typed
from sheets_sync.spreadsheet.headers import bind_columns
from sheets_sync.spreadsheet.problems import Problem, hint, problem
from sheets_sync.spreadsheet.rowcheck import RowCheck
from sheets_sync.spreadsheet.schema import Column, TabSchema
from sheets_sync.spreadsheet.snapshot import Cell, CellRef, Formula, Row, Tab
from sheets_sync.spreadsheet.text import counted, key_of


@dataclass(frozen=True)
class Record:
    """One row's typed values by column; blank cells are left out."""

    row: Row
    positions: Mapping[str, int]  # 0-based place in the row of each column
    values: Mapping[str, Any]
    set_aside: bool = False  # an error here keeps the whole row from being used

    def get(self, column: str) -> Any:
        """Return the value under `column`, or None where it is blank."""
        return self.values.get(column)

    def raw(self, column: str) -> Cell:
        """Return the cell under `column` as it was read."""
        return self.row.values[self.positions[column]]

    def cell(self, column: str) -> CellRef:
        """Return the address of the value under `column`; of the row where there is no such column."""
        return CellRef(self.row.tab, self.row.number, self.positions.get(column, 0) + 1)

    def problem(self, code: str, at: str, /, **facts: Any) -> Problem:
        """Return the problem `code` at the column `at` of this row."""
        return problem(code, self.cell(at), **{"person_id": self.owner, **facts})

    @property
    def owner(self) -> str:
        """Return the id of the person this row is about, if it is about one."""
        return self.get("person_id") or self.get("applicant_id") or ""


@dataclass(frozen=True)
class Table:
    """A tab's records and what is wrong with it."""

    schema: TabSchema
    tab: Tab
    positions: Mapping[str, int]
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        """Can this tab be read at all?"""
        return not any(problem.verdict == "tab" for problem in self.problems)

    @property
    def usable(self) -> tuple[Record, ...]:
        """Return the records that no error sets aside."""
        return tuple(record for record in self.records if not record.set_aside)

    def header(self, column: str) -> str:
        """Return the header under which `column` stands in the sheet."""
        return self.tab.headers[self.positions[column]]

    def with_problems(self, found: Iterable[Problem]) -> "Table":
        """Return the table with further problems, their rows set aside where the problem says so."""
        mine = tuple(one for one in found if one.cell.tab == self.tab.name)
        if not mine:
            return self
        rows = {one.cell.row for one in mine if one.verdict == "row"}
        records = tuple(replace(r, set_aside=True) if r.row.number in rows else r for r in self.records)
        return replace(self, records=records, problems=self.problems + mine)


def read_table(tab: Tab | None, schema: TabSchema, conventions: Conventions) -> Table:
    """Return the tab's table; problems say what could not be read."""
    if tab is None:
        return missing_table(schema, ())
    positions, problems = bind_columns(tab, schema)
    table = Table(schema, tab, positions, problems=(*problems, *_hidden_data(tab)))
    if not table.readable:
        return table
    records, found = _read_rows(table, replace(conventions, epoch=tab.epoch))
    table = replace(table, records=records).with_problems(found)
    return table.with_problems(_doubled_keys(table))


def missing_table(schema: TabSchema, others: Iterable[str], code: str = "MU001") -> Table:
    """Return the table of a tab that is not there; `others` are the tabs it may be called now."""
    renamed = next((name for name in others if key_of(name).startswith(schema.name[:-1])), None)
    missing = problem(code, CellRef(schema.name, 1, 1), tab=schema.name, hint=hint(renamed))
    return Table(schema, Tab(schema.name), {}, problems=(missing,))


def _says_something(cell: Cell) -> bool:
    """Did a person fill this cell? A box that nobody ticked is FALSE all the way down."""
    return not is_blank(cell) and cell is not False


def is_in_use(tab: Tab | None) -> bool:
    """Did people fill any row of the tab?"""
    return tab is not None and any(_says_something(cell) for row in tab.rows for cell in row.values)


def _hidden_data(tab: Tab) -> Iterator[Problem]:
    hidden = sorted(tab.hidden_rows & {row.number for row in tab.rows})
    if hidden:
        yield problem("MU006", CellRef(tab.name, hidden[0], 1), what=counted(len(hidden), "hidden row"))
    columns = sorted(n for n in tab.hidden_columns if n <= len(tab.headers) and tab.headers[n - 1])
    if columns:
        yield problem("MU006", CellRef(tab.name, 1, columns[0]), what=counted(len(columns), "hidden column"))


def _read_rows(table: Table, conventions: Conventions) -> tuple[tuple[Record, ...], list[Problem]]:
    records: list[Record] = []
    problems: list[Problem] = []
    positions = table.positions
    mine = (c for c in table.schema.columns if c.name in positions and not c.tool_owned)
    people = [(column.name, positions[column.name]) for column in mine if not column.never_read]
    tools = [(c, positions[c.name]) for c in table.schema.tool_owned if c.name in positions]
    check = RowCheck(tuple(table.schema.column(name) for name, _ in people))
    for row in table.tab.rows:
        cells = {name: cell for name, index in people if (cell := row.values[index]) is not None}
        if people and not any(map(_says_something, cells.values())) and not _keyed_by_tool(table, row):
            problems += _remains(row, tools)  # nothing of anybody's: blank, or what is left of a cleared row
            continue
        checked = check.check(cells, Record(row, positions, {}).cell, conventions)
        record = Record(row, positions, {**_tools_values(row, tools, conventions), **checked.values})
        records.append(record)
        problems += (replace(one, person_id=record.owner) for one in checked.problems)
    return tuple(records), [*problems, *_formulas_in_the_way(table)]


def _keyed_by_tool(table: Table, row: Row) -> bool:
    """Is the row found by a key of the tool's own, and that key is there?"""
    return any(
        table.schema.column(name).tool_owned and not is_blank(row.values[table.positions[name]])
        for name in table.schema.key
        if name in table.positions
    )


def _remains(row: Row, columns: Sequence[tuple[Column, int]]) -> Iterator[Problem]:
    """Yield that only what the tool wrote is left in a row, at the first such cell."""
    for _, index in columns:
        if _says_something(row.values[index]):
            yield problem("MU045", CellRef(row.tab, row.number, index + 1))
            return


def _tools_values(
    row: Row, columns: Sequence[tuple[Column, int]], conventions: Conventions
) -> dict[str, Any]:
    """Return what the tool itself wrote; what cannot be read counts as blank."""
    values = {}
    for column, index in columns:
        reading = read_cell(row.values[index], column, conventions)
        value = None if reading.refused else _typed_or_none(reading.value, column)
        if value is not None:
            values[column.name] = value
    return values


def _typed_or_none(value: Any, column: Column) -> Any:
    try:
        return None if value is None else typed(value, column)
    except ValueError:
        return None


def _formulas_in_the_way(table: Table) -> Iterator[Problem]:
    places = [table.positions[c.name] for c in table.schema.tool_owned if c.name in table.positions]
    for row in table.tab.rows if table.schema.filled_by != "tool" else ():  # such tabs are rewritten whole
        for index in places:
            if isinstance(row.values[index], Formula):
                yield problem("MU014", CellRef(row.tab, row.number, index + 1))


def _doubled_keys(table: Table) -> list[Problem]:
    if table.schema.filled_by == "tool":
        return []
    rows: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in table.records:
        key = tuple(key_of(str(record.get(name) or "")) for name in table.schema.unique)
        if all(key):
            rows[key].append(record)
    doubled = [p for same in rows.values() if len(same) > 1 for p in _all_copies(table, same)]
    return [*doubled, *_lost_zeros(table)]


def _all_copies(table: Table, records: list[Record]) -> Iterator[Problem]:
    numbers = ", ".join(str(record.row.number) for record in records)
    name = table.schema.unique[0]
    for record in records:
        yield record.problem("MU044", name, key=" and ".join(table.schema.unique), rows=numbers)


def _lost_zeros(table: Table) -> Iterator[Problem]:
    """Tell apart 123 as a number and 00123 as text: they may be one person, or two."""
    if len(table.schema.key) != 1 or table.schema.column(table.schema.key[0]).kind != "id":
        return
    name = table.schema.key[0]
    as_numbers = {r.get(name): r for r in table.records if isinstance(r.raw(name), int | float)}
    for record in table.records:
        text = record.raw(name)
        if isinstance(text, str) and text.strip().startswith("0"):
            twin = as_numbers.get(text.strip().lstrip("0"))
            if twin:
                yield record.problem("MU043", name)
                yield twin.problem("MU043", name)
