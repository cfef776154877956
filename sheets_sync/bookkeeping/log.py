"""The log: every cell that the tool changed in a blue tab, and every row that it added."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sheets_sync.mentoring.confidential import WITHHELD
from sheets_sync.mentoring.discretion import Discretion
from sheets_sync.mentoring.intake import NEW_ROW, TakenRow
from sheets_sync.mentoring.matching import without_score
from sheets_sync.spreadsheet.cells import LONG_TEXT, as_text, constant
from sheets_sync.spreadsheet.changes import CellEdit, NewRow, ReplaceTab
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Plain
from sheets_sync.spreadsheet.tables import Record, Table


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
        LogEntry(run, now, command, e.cell.tab, " ".join(e.key), e.column, shown(e.before), shown(e.after))
        for e in edits
    ]
    added = [LogEntry(run, now, command, tab, key, NEW_ROW, "", source) for tab, key, source in new_rows]
    return (*changed, *added)


def logged_edits(
    edits: Mapping[str, Iterable[CellEdit]], tables: Mapping[str, Table], discretion: Discretion
) -> Iterator[CellEdit]:
    """Yield the edits that the log tells of, in the tabs that people fill, whatever these are called now."""
    apart = tables["rubric_scores"].tab.confidential
    for tab, found in edits.items():
        if tables[tab].schema.filled_by == "people":
            known = (
                replace(edit, cell=replace(edit.cell, tab=tab), key=discretion.key(edit.cell.tab, edit.key))
                for edit in found
            )
            shown = (_hidden(edit) if tables[tab].tab.confidential else edit for edit in known)
            yield from map(_scores_hidden, shown) if apart else shown


def _hidden(edit: CellEdit) -> CellEdit:
    """Return the edit as a log tells of it that more people see than the cell itself."""
    return replace(edit, before=WITHHELD, after=WITHHELD)


def _scores_hidden(edit: CellEdit) -> CellEdit:
    """Return the edit of a reason without the interview's score that it told."""
    if edit.column != "why" or not isinstance(edit.before, str):
        return edit
    return replace(edit, before=without_score(edit.before))


def added_rows(
    taken: Iterable[TakenRow], new_rows: Iterable[NewRow], tables: Mapping[str, Table], discretion: Discretion
) -> Iterator[tuple[str, str, str]]:
    """Yield tab, key and source of each new row, of the responses taken over first."""
    names = {table.tab.name: name for name, table in tables.items()}
    for one in taken:
        tab = one.row.tab
        yield names[tab], " ".join(discretion.key(tab, one.key)).strip(), one.source
    for row in new_rows:
        yield names[row.tab], row.called, ""


def shown(cell: Cell) -> str:
    """Return what the log says of a cell, shortened where that is long."""
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
    old = [tuple(map(constant, line.row.values)) for line in kept]
    new = [tuple(row.get(header) for header in log.tab.headers) for row in rows]
    return (), (ReplaceTab(log.tab.name, log.tab.headers, (*old, *new), added=len(new)),)


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
