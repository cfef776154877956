"""A workbook file as a snapshot."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.backends.collector import without_collector
from sheets_sync.backends.xlsx.container.checks import checked
from sheets_sync.backends.xlsx.container.files import (
    Fingerprint,
    bytes_of,
    fingerprint,
    judged,
    refuse_other_name,
)
from sheets_sync.backends.xlsx.container.prologs import utf8
from sheets_sync.backends.xlsx.reading.notes import notes_of
from sheets_sync.backends.xlsx.reading.sheet import SheetReader
from sheets_sync.backends.xlsx.reading.workbook import Sheet, Workbook, open_workbook
from sheets_sync.spreadsheet.snapshot import Cell, Row, Snapshot, Tab


@dataclass(frozen=True)
class SheetRead:
    """A tab, and those of its rows that say nothing although formulas or boxes stand in them."""

    tab: Tab
    silent: dict[int, tuple[Cell, ...]]


def read(path: Path) -> tuple[Snapshot, Fingerprint]:
    """Return what a workbook holds and the fingerprint of its bytes; Refusal if it cannot be used."""
    data = bytes_of(path)
    with judged(path.name), without_collector():
        workbook = open_workbook(checked(data))
        tabs = tuple(read_sheet(workbook, sheet).tab for sheet in workbook.sheets)
    refuse_other_name(path)
    return Snapshot(tabs), fingerprint(data)


def read_sheet(workbook: Workbook, sheet: Sheet) -> SheetRead:
    """Return one tab of a workbook."""
    reader = SheetReader(workbook.values)
    reader.read(utf8(workbook.package, sheet.part))
    headers, rows = reader.grid.finished(sheet.name)
    tab = Tab(
        name=sheet.name,
        headers=headers,
        rows=rows,
        hidden_rows=_with_data(reader.grid.hidden_rows, rows),
        hidden_columns=_within(reader.hidden_columns, len(headers)),
        notes=notes_of(workbook, sheet),
        epoch=workbook.epoch,
        hidden=sheet.hidden,
    )
    return SheetRead(tab, reader.grid.silent)


def _with_data(hidden: set[int], rows: Iterable[Row]) -> frozenset[int]:
    return frozenset(hidden & {1, *(row.number for row in rows)}) if hidden else frozenset()


def _within(hidden: Iterable[range], width: int) -> frozenset[int]:
    return frozenset(at for columns in hidden for at in columns[: max(0, width + 1 - columns.start)])
