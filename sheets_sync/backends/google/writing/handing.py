"""What a run that gives up hands over to people: what a write of ours hit in their cells."""

from collections.abc import Iterable, Iterator

from sheets_sync.backends.google.http.failures import Rejected
from sheets_sync.backends.google.reading.cells import said
from sheets_sync.backends.google.reading.grids import Grid, schema_of
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.backends.google.writing.writes import NOTE, VALUE, Write
from sheets_sync.spreadsheet.identities import tool_columns
from sheets_sync.spreadsheet.notes import OURS
from sheets_sync.spreadsheet.refusals import Left, Refusal
from sheets_sync.spreadsheet.snapshot import CellRef


def left_of(mends: Iterable[Write], state: Reading) -> tuple[Left, ...]:
    """Return what of people's the mends were to give back; `state` is where their places are of."""
    theirs = ((state.grids.get(one.sheet_id), one) for one in mends if one.theirs)
    return tuple(left for grid, one in theirs if grid for left in _left(grid, one))


def _left(grid: Grid, write: Write) -> Iterator[Left]:
    """Yield what is people's of a write: the next run mends grey columns and our notes."""
    cell = CellRef(grid.title, *write.place)
    if VALUE in write.fields and cell.column not in tool_columns(grid.tab, schema_of(grid)):
        yield Left(cell, "value", said(write.data))
    note = write.data.get(NOTE, "")
    if note and not note.startswith(OURS):
        yield Left(cell, "note", note)


def why(failure: BaseException) -> str:
    """Return in a few words why what a write hit was not given back."""
    if isinstance(failure, Refusal):
        return str(failure).partition("; ")[0].rstrip(".")
    if isinstance(failure, KeyboardInterrupt):
        return "the run was stopped"
    if isinstance(failure, Rejected):
        return "Google refused it"
    return f"sheets-sync has a bug there: {type(failure).__name__}"
