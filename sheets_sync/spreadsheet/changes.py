"""What one run wants changed in a spreadsheet, and the fewest edits that get there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType

from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.snapshot import Cell, CellRef, Formula, Plain
from sheets_sync.spreadsheet.tables import Table


@dataclass(frozen=True)
class CellEdit:
    """One value of the tool's own columns, before and after."""

    cell: CellRef  # where the cell stood when the snapshot was taken
    key: tuple[str, ...]  # the key of its row: what finds the row again if it has moved
    column: str  # the schema's name of the column
    before: Cell
    after: Plain  # None empties the cell


@dataclass(frozen=True)
class NewRow:
    """A row to be added below the last one of its tab."""

    tab: str
    values: Mapping[str, Plain]  # by header as it stands in the sheet
    called: str = ""  # where a run says what it did: nothing that people typed


@dataclass(frozen=True)
class Note:
    """The note a cell should carry; `None` takes ours away."""

    cell: CellRef
    text: str | None


@dataclass(frozen=True)
class ReplaceTab:
    """All rows below the headers of one of the tool's own tabs."""

    tab: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Plain, ...], ...]
    added: int = 0  # so many of the last rows are new: they go below where the others must wait


@dataclass(frozen=True)
class ChangeSet:
    """Everything one run changes: all or nothing in a workbook, in Google in parts beyond 2 MB."""

    edits: tuple[CellEdit, ...] = ()
    new_rows: tuple[NewRow, ...] = ()
    replaced: tuple[ReplaceTab, ...] = ()
    notes: tuple[Note, ...] = ()
    shown: tuple[str, ...] = ()  # hidden tabs that are used from now on
    elsewhere: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # tab to address

    def only(self, wanted: Callable[[str], bool]) -> "ChangeSet":
        """Return the part of it that lies in the tabs that are `wanted`."""
        return ChangeSet(
            edits=tuple(edit for edit in self.edits if wanted(edit.cell.tab)),
            new_rows=tuple(row for row in self.new_rows if wanted(row.tab)),
            replaced=tuple(tab for tab in self.replaced if wanted(tab.tab)),
            notes=tuple(note for note in self.notes if wanted(note.cell.tab)),
            shown=tuple(name for name in self.shown if wanted(name)),
            elsewhere=self.elsewhere,
        )

    def __bool__(self) -> bool:
        return bool(self.edits or self.new_rows or self.replaced or self.notes or self.shown)


def diff(table: Table, desired: Mapping[int, Mapping[str, Plain]]) -> tuple[CellEdit, ...]:
    """Return the fewest edits after which the rows of `table` say what is `desired`, by row number."""
    edits = []
    for record in table.records:
        for column, value in desired.get(record.row.number, {}).items():
            if column in record.positions and _differs(record.raw(column), value):
                key = tuple(as_text(record.get(name)) for name in table.schema.key)
                edits.append(CellEdit(record.cell(column), key, column, record.raw(column), value))
    return tuple(edits)


def new_row(table: Table, values: Mapping[str, Plain], called: str) -> NewRow:
    """Return the row that adds `values`, given by column; blanks are left out."""
    there = {table.header(name): value for name, value in values.items() if name in table.positions}
    filled = {header: value for header, value in there.items() if value not in (None, "")}
    return NewRow(table.tab.name, filled, called)


def _differs(cell: Cell, value: Plain) -> bool:
    if isinstance(cell, Formula):
        return False  # somebody's work: a problem tells about it, nothing overwrites it
    if value in (None, ""):
        return cell not in (None, "")
    if isinstance(value, date) and not isinstance(value, datetime) and isinstance(cell, datetime):
        return cell != datetime.combine(value, time())
    return type(cell) in _OTHER_KIND.get(type(value), ()) or cell != value


# 1 == True in Python, but not in a spreadsheet
_OTHER_KIND: Mapping[type, tuple[type, ...]] = {bool: (int, float), int: (bool,), float: (bool,)}
