"""A changed workbook read again before it replaces the old one, so that no bug of ours costs any work."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sheets_sync.backends.xlsx.container.checks import checked
from sheets_sync.backends.xlsx.editing.edits import Edited
from sheets_sync.backends.xlsx.editing.writes import Writes
from sheets_sync.backends.xlsx.reading.snapshots import SheetRead, read_sheet
from sheets_sync.backends.xlsx.reading.workbook import open_workbook
from sheets_sync.spreadsheet.snapshot import Cell, Plain

_CLOSE = timedelta(milliseconds=2)


class NotAsPlannedError(Exception):
    """What was built is not what was asked for: a bug of this program."""


def prove(result: Edited) -> None:
    """Raise NotAsPlannedError unless the workbook holds what was written and all that was there before."""
    workbook = open_workbook(checked(result.data))
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for tab in result.tabs:
        after = _values(read_sheet(workbook, sheets[tab.sheet.name]))
        before = _not_cleared(_values(tab.before), tab.writes)
        if not _as_written(after, tab.writes.values) or not _kept(before, after, tab.writes.values):
            raise NotAsPlannedError(f"the changed copy of tab {tab.sheet.name} does not read as planned")


def _values(read: SheetRead) -> dict[int, tuple[Cell, ...]]:
    return {row.number: row.values for row in read.tab.rows} | read.silent


def _not_cleared(before: Mapping[int, tuple[Cell, ...]], writes: Writes) -> Mapping[int, tuple[Cell, ...]]:
    """Return what there was, less what goes when a tab is written anew."""
    if not writes.clears:
        return before
    return {
        number: tuple(value if at in writes.kept else None for at, value in enumerate(values, start=1))
        for number, values in before.items()
    }


def _as_written(after: Mapping[int, tuple[Cell, ...]], written: Mapping[int, Mapping[int, Plain]]) -> bool:
    return all(
        _reads_as(value, _at(after.get(row, ()), column))
        for row, cells in written.items()
        for column, value in cells.items()
        if row > 1
    )


def _kept(
    before: Mapping[int, tuple[Cell, ...]],
    after: Mapping[int, tuple[Cell, ...]],
    written: Mapping[int, Mapping[int, Plain]],
) -> bool:
    """Tell whether every row has its values still, and no other row has any."""
    rows = (before.keys() | after.keys()) - written.keys()
    untouched = all(_alike(before.get(row, ()), after.get(row, ())) for row in rows)
    return untouched and all(
        _alike(_others(before.get(row, ()), cells), _others(after.get(row, ()), cells))
        for row, cells in written.items()
    )


def _others(values: tuple[Cell, ...], written: Mapping[int, Plain]) -> tuple[Cell, ...]:
    return tuple(None if column in written else value for column, value in enumerate(values, start=1))


def _alike(one: tuple[Cell, ...], other: tuple[Cell, ...]) -> bool:
    """Compare two rows but for blanks at their ends; by their words where a NaN differs from itself."""
    if one == other:
        return True
    return repr(_trimmed(one)) == repr(_trimmed(other))


def _trimmed(values: tuple[Cell, ...]) -> tuple[Cell, ...]:
    while values and values[-1] is None:
        values = values[:-1]
    return values


def _at(values: tuple[Cell, ...], column: int) -> Cell:
    return values[column - 1] if column <= len(values) else None


def _reads_as(written: Plain, found: Cell) -> bool:
    if written is None or isinstance(written, str):
        return _text(written) == _text(found)
    if isinstance(written, date | time):
        return _is_close(written, found)
    return isinstance(found, bool) == isinstance(written, bool) and found == written


def _text(value: Cell) -> Cell:
    """Return text as any program reads it back: blank as nothing, halves of signs replaced."""
    if not isinstance(value, str) or not value.strip():
        return None if isinstance(value, str) else value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_close(written: date | time, found: Cell) -> bool:
    if not isinstance(found, date | time) or isinstance(written, time) != isinstance(found, time):
        return False
    return abs(_moment(written) - _moment(found)) < _CLOSE


def _moment(value: date | time) -> datetime:
    if isinstance(value, time):
        return datetime.combine(date(2000, 1, 1), value.replace(tzinfo=None))
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return datetime.combine(value, time.min)
