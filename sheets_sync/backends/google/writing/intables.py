"""What a run writes into tables that people made: values and notes, for a table has formats of its own."""

from dataclasses import replace

from sheets_sync.backends.google.reading.cells import shows_moments
from sheets_sync.backends.google.reading.grids import Grid
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.backends.google.writing.writes import LINK, NOTE, NUMBER_FORMAT, VALUE, Append, Wanted, Write


def suited(wanted: Wanted, reading: Reading) -> Wanted:
    """Return what is wanted without the formats that Google refuses in tables."""
    return replace(
        wanted,
        writes=tuple(_write(one, reading.grids[one.sheet_id]) for one in wanted.writes),
        appends=tuple(_append(one, reading.grids[one.sheet_id]) for one in wanted.appends),
    )


def _write(one: Write, grid: Grid) -> Write:
    refused = _refused(one, grid) if grid.is_in_table(one.place) else ()
    return replace(one, fields=tuple(field for field in one.fields if field not in refused))


def _refused(one: Write, grid: Grid) -> tuple[str, ...]:
    """Return the formats to leave out; where no type shows a day as a day, the write still has to."""
    if grid.is_typed(one.place):
        return NUMBER_FORMAT, LINK
    is_shown = "userEnteredFormat" in one.data and shows_moments(grid.cell(one.place))
    return (NUMBER_FORMAT,) if is_shown else ()


def _append(one: Append, grid: Grid) -> Append:
    return replace(one, fields=(VALUE, NOTE)) if grid.has_table_in(one.cells) else one
