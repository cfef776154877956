"""What the tool writes for people to read: the problems tab, the log, the lines of start_here."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sheets_sync.mentoring.confidential import WITHHELD
from sheets_sync.mentoring.intake import NEW_ROW
from sheets_sync.mentoring.matching import without_score
from sheets_sync.spreadsheet.cells import LONG_TEXT, YES, as_text
from sheets_sync.spreadsheet.changes import CellEdit, NewRow, ReplaceTab
from sheets_sync.spreadsheet.problems import Problem
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Cell, CellError, CellRef, Formula, Plain, Row, Tab
from sheets_sync.spreadsheet.tables import Record, Table, page_places
from sheets_sync.spreadsheet.text import key_of

# --- problems ------------------------------------------------------------------------------------


def problems_tab(table: Table, problems: Iterable[Problem], today: date) -> tuple[ReplaceTab, ...]:
    """Return the problems tab as it should be, or nothing where it is already so."""
    since = {_identity(record): record.get("first_seen") for record in table.records}
    wanted = [_in_order(table, _problem_row(found, since, today)) for found in problems]
    ours = sorted(table.positions.values())  # what people write beside it is theirs
    there = (_texts(map(_plain, (row.values[at] for at in ours))) for row in table.tab.rows)
    if not ours or [row for row in there if any(row)] == [_texts(row[at] for at in ours) for row in wanted]:
        return ()
    return (ReplaceTab(table.tab.name, table.tab.headers, tuple(wanted)),)


def _identity(record: Record) -> tuple[str, str, str]:
    code, person_id, message = (str(record.get(name) or "") for name in ("code", "person_id", "message"))
    return code, person_id, message


def _problem_row(
    found: Problem, since: Mapping[tuple[str, str, str], date | None], today: date
) -> dict[str, Plain]:
    first = since.get((found.code, found.person_id, found.message))
    return {
        "code": found.code,
        "severity": found.severity,
        "where": str(found.cell),
        "person_id": found.person_id,
        "message": found.message,
        "how_to_fix": found.fix,
        "first_seen": first or today,
    }


def _in_order(table: Table, values: Mapping[str, Plain]) -> tuple[Plain, ...]:
    """Return the values in the order in which the columns stand in the sheet."""
    by_place = {table.positions[name]: value for name, value in values.items() if name in table.positions}
    return tuple(by_place.get(index) for index in range(len(table.tab.headers)))


def _plain(cell: Cell) -> Plain:
    return None if isinstance(cell, CellError | Formula) else cell


def _texts(values: Iterable[Plain]) -> tuple[str, ...]:
    return tuple(as_text(value) for value in values)


# --- log -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LogEntry:
    """One cell the tool changed in a blue tab."""

    run: str
    started_at: datetime
    command: str
    tab: str
    key: str
    column: str
    before: str
    after: str

    def values(self) -> dict[str, Plain]:
        """Return the entry as a row of the log tab, by column."""
        return {name: getattr(self, name) or None for name in self.__dataclass_fields__}


def log_entries(
    edits: Iterable[CellEdit], new_rows: Iterable[tuple[str, str, str]], command: str, run: str, now: datetime
) -> tuple[LogEntry, ...]:
    """Return what the log should say of this run; `new_rows` are tabs, keys and sources."""
    changed = [
        LogEntry(run, now, command, e.cell.tab, " ".join(e.key), e.column, _shown(e.before), _shown(e.after))
        for e in edits
    ]
    added = [LogEntry(run, now, command, tab, key, NEW_ROW, "", source) for tab, key, source in new_rows]
    return (*changed, *added)


def hidden(edit: CellEdit) -> CellEdit:
    """Return the edit as a log tells of it that more people see than the cell itself."""
    return replace(edit, before=WITHHELD, after=WITHHELD)


def scores_hidden(edit: CellEdit) -> CellEdit:
    """Return the edit of a reason without the interview's score that it told."""
    if edit.column != "why" or not isinstance(edit.before, str):
        return edit
    return replace(edit, before=without_score(edit.before))


def _shown(cell: Cell) -> str:
    if isinstance(cell, CellError | Formula):
        return cell.text
    return as_text(cell)[:LONG_TEXT]


def run_name(log: Table, now: datetime) -> str:
    """Return a name for this run that no earlier run has."""
    taken = {record.get("run") for record in log.records}
    name = f"{now:%Y-%m-%d %H:%M}"
    numbers = (name if n == 1 else f"{name} ({n})" for n in range(1, len(taken) + 2))
    return next(candidate for candidate in numbers if candidate not in taken)


def write_log(
    log: Table, entries: Sequence[LogEntry], runs_kept: int
) -> tuple[tuple[NewRow, ...], tuple[ReplaceTab, ...]]:
    """Return the new rows of the log, or the whole tab where old runs drop out."""
    if not entries or not log.positions:
        return (), ()
    rows = [
        {log.header(name): value for name, value in e.values().items() if name in log.positions}
        for e in entries
    ]
    kept = kept_lines(log, entries, runs_kept)
    if len(kept) == len(log.records):
        return tuple(NewRow(log.tab.name, row) for row in rows), ()
    old = [tuple(map(_plain, line.row.values)) for line in kept]
    new = [tuple(row.get(header) for header in log.tab.headers) for row in rows]
    return (), (ReplaceTab(log.tab.name, log.tab.headers, (*old, *new)),)


def kept_lines(log: Table, entries: Sequence[LogEntry], runs_kept: int) -> tuple[Record, ...]:
    """Return the lines that stay in the log when a run adds its entries: those of the newest runs."""
    runs = list(dict.fromkeys(record.get("run") for record in log.records))
    if not entries or len(runs) < runs_kept:
        return log.records
    newest = set(runs[len(runs) - runs_kept + 1 :])
    return tuple(line for line in log.records if line.get("run") in newest or _is_memory(line))


def _is_memory(line: Record) -> bool:
    """Does this line say which form response a row came from? Else a deleted row would come back one day."""
    return line.get("column") == NEW_ROW and bool(line.get("after"))


def edited_by_people(
    lines: Iterable[Record], entries: Iterable[LogEntry], tables: Mapping[str, Table], today: date
) -> Iterator[Problem]:
    """Yield MU016 for each cell of the tool's that people typed into and a run of today wrote anew.

    `lines` are those that stay in the log: what is told must be told again as long as it holds.
    """
    last: dict[tuple[str, str, str], str] = {}
    told: set[tuple[str, str, str]] = set()
    first_run: dict[tuple[str, str], str] = {}
    everything = (*map(_logged, lines), *map(_entered, entries))
    emptied = _emptied_columns([one for one in everything if one[1] == today], tables)
    found = [one for one in everything if one[2][2] != NEW_ROW]
    for run, day, place, before, after in found:
        is_old = first_run.setdefault(place[:2], run) != run
        known = _name_of_pair(place) if is_old and before else ""
        stood = without_score(before)  # it may have been withheld since
        if day == today and last.get(place, known or stood) != stood and place not in told:
            told.add(place)
            if before or (run, place[0], place[2]) not in emptied:
                yield from _at(place, tables)
        last[place] = without_score(after)


_SEPARATOR = re.compile(r"[#/](?=[^#/]*\Z)")  # the last one in the name of a new pair or meeting
_Entry = tuple[str, date | None, tuple[str, str, str], str, str]


def _emptied_columns(found: Iterable[_Entry], tables: Mapping[str, Table]) -> frozenset[tuple[str, str, str]]:
    """Return the run, tab and column of whatever a run found empty as a whole and filled.

    Somebody deleted such a column and `init` put it back: what it says now, that run wrote.
    """
    filled: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    added: dict[tuple[str, str], set[str]] = defaultdict(set)
    for run, _, (tab, key, column), before, _ in found:
        if column == NEW_ROW:
            added[run, tab] |= {key, _SEPARATOR.sub(" ", key)}
        elif not before:
            filled[run, tab, column].add(key)
    return frozenset(
        (run, tab, column)
        for (run, tab, column), keys in filled.items()
        if tab in tables and _says_nothing_but(keys | added[run, tab], tables[tab], column)
    )


def _says_nothing_but(keys: Container[str], table: Table, column: str) -> bool:
    filled = (r for r in table.records if column in r.positions and r.raw(column) not in (None, ""))
    return all(_key(record, table) in keys for record in filled)


def _key(record: Record, table: Table) -> str:
    return " ".join(as_text(record.get(name)) for name in table.schema.key)


def _logged(record: Record) -> _Entry:
    started = record.get("started_at")
    run, tab, key, column = (str(record.get(name) or "") for name in ("run", "tab", "key", "column"))
    before, after = (
        _shown(record.raw(name)) if name in record.positions else "" for name in ("before", "after")
    )
    return run, started.date() if started else None, (tab, key, column), before, after


def _entered(entry: LogEntry) -> _Entry:
    place = entry.tab, entry.key, entry.column
    return entry.run, entry.started_at.date(), place, entry.before, entry.after


def _name_of_pair(place: tuple[str, str, str]) -> str:
    """Return what stood in the match_id of a pair that earlier runs knew; a new row is not logged."""
    tab, key, column = place
    return key.replace(" ", "/") if (tab, column) == ("matches", "match_id") else ""


def _at(place: tuple[str, str, str], tables: Mapping[str, Table]) -> Iterator[Problem]:
    tab, key, column = place
    if tab not in tables:
        return
    found = [record for record in tables[tab].records if _key(record, tables[tab]) == key]
    if len(found) == 1:  # two rows of one key share their lines in the log
        yield found[0].problem("MU016", column)


# --- start_here ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """The page start_here as it was read: lines found by the text in their first cell."""

    tab: Tab | None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return page_places(self.tab, load_schemas()["start_here"]) if self.tab else {}

    def row(self, item: str) -> Row | None:
        """Return the line of `item`, or None where people removed it."""
        rows = self.tab.rows if self.tab else ()
        return next((row for row in rows if key_of(as_text(self._cell(row, "item"))) == key_of(item)), None)

    def _cell(self, row: Row, column: str) -> Plain:
        at = self._places[column]
        return _plain(row.values[at]) if at < len(row.values) else None

    def value(self, item: str) -> Plain:
        """Return what stands beside `item`."""
        row = self.row(item)
        return self._cell(row, "value") if row else None

    def ticked(self, item: str) -> bool:
        """Did somebody tick the box `item`?"""
        return key_of(as_text(self.value(item))) in YES

    def edits(self, values: Mapping[str, Plain]) -> Iterator[CellEdit]:
        """Yield the fewest edits after which each item has its value."""
        for item, value in values.items():
            row = self.row(item)
            if row is not None and as_text(self.value(item)) != as_text(value):
                place = CellRef(row.tab, row.number, self._places["value"] + 1)
                yield CellEdit(place, (item,), "value", self.value(item), value)
