"""Cells of the tool's that people typed into, told by what the log says was written there last."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sheets_sync.bookkeeping.log import LogEntry, shown
from sheets_sync.mentoring.intake import NEW_ROW
from sheets_sync.mentoring.matching import without_score
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.problems import Problem
from sheets_sync.spreadsheet.tables import Record, Table


def edited_by_people(
    lines: Iterable[Record], entries: Iterable[LogEntry], tables: Mapping[str, Table], today: date
) -> Iterator[Problem]:
    """Yield MU016 for each cell of the tool's that people typed into and a run of today wrote anew.

    `lines` are those that stay in the log: what is told must be told again as long as it holds.
    """
    last: dict[_Row, dict[str, str]] = defaultdict(dict)  # what was written into each column of a row
    told: dict[_Row, dict[str, None]] = defaultdict(dict)
    first_run: dict[_Row, str] = {}
    everything = (*map(_logged, lines), *map(_entered, entries))
    found = [one for one in everything if one[1] == today]
    emptied = _emptied_columns(found, _by_column(entries), tables)
    for run, day, (tab, key, column), before, after in everything:
        row = tab, key
        if column == NEW_ROW:
            for names in _names(key):  # whatever was typed into an earlier row of this name went with it
                last.pop((tab, names), None)
                told.pop((tab, names), None)
            continue
        is_old = first_run.setdefault(row, run) != run
        stood = without_score(before)  # it may have been withheld since
        known = _known_without_log(tab, key, column, is_old, stood)
        is_typed = last[row].get(column, known) != stood and column not in told[row]
        if day == today and is_typed and (before or (run, tab, column) not in emptied):
            told[row][column] = None
        last[row][column] = without_score(after)
    for (tab, key), columns in told.items():
        for column in columns:
            yield from _at(tab, key, column, tables)


_SEPARATOR = re.compile(r"[#/](?=[^#/]*\Z)")  # the last one in the name of a new pair or meeting
_Row = tuple[str, str]  # tab and key
_Entry = tuple[str, date | None, tuple[str, str, str], str, str]


def _by_column(entries: Iterable[LogEntry]) -> Mapping[_Row, Mapping[str, str]]:
    """Return what this run writes into each column, by tab and column, then by key."""
    found: dict[_Row, dict[str, str]] = defaultdict(dict)
    for entry in entries:
        found[entry.tab, entry.column][entry.key] = entry.after
    return found


def _emptied_columns(
    found: Iterable[_Entry], written: Mapping[_Row, Mapping[str, str]], tables: Mapping[str, Table]
) -> frozenset[tuple[str, str, str]]:
    """Return the run, tab and column of whatever a run found empty as a whole and filled.

    Somebody deleted such a column and `init` put it back: what it says once this run has `written`, that
    run wrote.
    """
    filled: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    added: dict[tuple[str, str], set[str]] = defaultdict(set)
    for run, _, (tab, key, column), before, _ in found:
        if column == NEW_ROW:
            added[run, tab] |= _names(key)
        elif not before:
            filled[run, tab, column].add(key)
    return frozenset(
        (run, tab, column)
        for (run, tab, column), keys in filled.items()
        if tab in tables
        and _filled(tables[tab], column, written.get((tab, column), {})) <= keys | added[run, tab]
    )


def _names(called: str) -> set[str]:
    """Return the keys that a new row of this name may have."""
    return {called, _SEPARATOR.sub(" ", called)}


def _filled(table: Table, column: str, written: Mapping[str, str]) -> set[str]:
    """Return the keys of the rows in which the column says something once this run has `written`."""
    there = [r for r in table.records if column in r.positions and r.raw(column) not in (None, "")]
    now = {key for record in there if (key := _key(record, table)) not in written}
    return now | {key for key, after in written.items() if after}


def _key(record: Record, table: Table) -> str:
    return " ".join(as_text(record.get(name)) for name in table.schema.key)


def _logged(record: Record) -> _Entry:
    started = record.get("started_at")
    run, tab, key, column = (str(record.get(name) or "") for name in ("run", "tab", "key", "column"))
    before, after = (
        shown(record.raw(name)) if name in record.positions else "" for name in ("before", "after")
    )
    return run, started.date() if started else None, (tab, key, column), before, after


def _entered(entry: LogEntry) -> _Entry:
    place = entry.tab, entry.key, entry.column
    return entry.run, entry.started_at.date(), place, entry.before, entry.after


def _known_without_log(tab: str, key: str, column: str, is_old: bool, stood: str) -> str:
    """Return what the tool had written into a cell of which no line of the log tells.

    A new row is not logged cell by cell, but a pair's match_id is its name; a day of announcement always is.
    """
    if (tab, column) == ("matches", "announced_on"):
        return ""
    return key.replace(" ", "/") if (tab, column) == ("matches", "match_id") and is_old and stood else stood


def _at(tab: str, key: str, column: str, tables: Mapping[str, Table]) -> Iterator[Problem]:
    if tab not in tables:
        return
    found = [record for record in tables[tab].records if _key(record, tables[tab]) == key]
    if len(found) == 1:  # two rows of one key share their lines in the log
        yield found[0].problem("MU016", column)
