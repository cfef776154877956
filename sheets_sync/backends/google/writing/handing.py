"""What a run that gives up hands over to people: what a write of ours hit in their cells."""

from collections.abc import Iterator

from sheets_sync.backends.google.http.failures import Rejected
from sheets_sync.backends.google.reading.cells import said
from sheets_sync.backends.google.reading.grids import Grid, schema_of
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.backends.google.writing.writes import NOTE, VALUE, Wanted, Write
from sheets_sync.spreadsheet.identities import tool_columns
from sheets_sync.spreadsheet.notes import OURS
from sheets_sync.spreadsheet.refusals import Left, Refusal, Unrestored
from sheets_sync.spreadsheet.snapshot import CellRef


def left_undone(failure: Refusal | Rejected, now: Wanted, state: Reading) -> Refusal | Rejected:
    """Return the failure, with what it kept from being given back to people's cells."""
    theirs = ((state.grids.get(one.sheet_id), one) for one in now.writes if one.theirs)
    cells = tuple(left for grid, one in theirs if grid for left in _left(grid, one))
    return Unrestored(failure, cells) if cells else failure


def _left(grid: Grid, write: Write) -> Iterator[Left]:
    """Yield what is people's of a write: the next run mends grey columns and our notes."""
    cell = CellRef(grid.title, *write.place)
    if VALUE in write.fields and cell.column not in tool_columns(grid.tab, schema_of(grid)):
        yield Left(cell, "value", said(write.data))
    note = write.data.get(NOTE, "")
    if note and not note.startswith(OURS):
        yield Left(cell, "note", note)
