"""What is to be written as the requests of one batchUpdate, and as few of them as can be."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import TypeVar

from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.backends.google.reading.grids import Grid, Place
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.backends.google.writing.writes import Append, Wanted, Write

LARGEST = 1_700_000  # characters that write cells in one request: with all around less than Google's 2 MB

T = TypeVar("T")
Run = tuple[int, int, list[Json]]  # row, first column, cells side by side


def requests_of(wanted: Wanted, reading: Reading) -> list[Json]:
    """Return the requests that write what is wanted; the grid grows first where it must.

    New rows are inserted last, when everything else has been written where it was read.
    """
    return [
        *_growth(wanted, reading),
        *_shown(wanted),
        *_updates(wanted.writes),
        *_insertions(wanted.appends, reading),
    ]


def parts(wanted: Wanted) -> Iterator[Wanted]:
    """Yield what is wanted in parts that are small enough for one request each."""
    if _size(_updates(wanted.writes)) + _size(_filled(wanted.appends)) <= LARGEST:
        yield wanted
        return
    yield from _parts_of_writes(wanted)
    yield from (Wanted(appends=batch) for batch in _batches(wanted.appends, _filled))
    if wanted.shown:
        yield Wanted(shown=wanted.shown)


def _parts_of_writes(wanted: Wanted) -> Iterator[Wanted]:
    """Yield the writes in parts of whole rows, each with what is done of a page before it."""
    rows = [tuple(row) for _, row in groupby(wanted.writes, lambda write: (write.sheet_id, write.place[0]))]
    batches = [_joined(batch) for batch in _batches(rows, lambda some: _updates(_joined(some)))]
    last = {write.sheet_id: at for at, batch in enumerate(batches) for write in batch if write.in_page}
    done: list[Write] = []
    for at, batch in enumerate(batches):
        instead = tuple(one for one in wanted.instead if last.get(one.sheet_id) == at)
        yield Wanted(writes=batch, instead=instead, done=tuple(done))
        done += (write for write in batch if write.in_page)


def _joined(rows: Sequence[Sequence[T]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(rows))


def _batches(items: Sequence[T], sent: Callable[[Sequence[T]], Iterator[Json]]) -> Iterator[tuple[T, ...]]:
    """Yield the items in even batches, as few as are small enough when they are sent."""
    size = _size(sent(items))
    if size > LARGEST and len(items) > 1:
        length = -(-len(items) // -(-size // LARGEST))
        for at in range(0, len(items), length):
            yield from _batches(items[at : at + length], sent)
    elif items:
        yield tuple(items)


def _size(requests: Iterator[Json]) -> int:
    return sum(len(json.dumps(request)) for request in requests)


def _filled(appends: Sequence[Append]) -> Iterator[Json]:
    return _updates([write for row, one in enumerate(appends, 2) for write in one.at(row)])


def _growth(wanted: Wanted, reading: Reading) -> Iterator[Json]:
    """Yield the rows that a tab needs before it can be written below its end, or get new rows there."""
    lowest: dict[int, int] = {}
    for write in wanted.writes:
        lowest[write.sheet_id] = max(write.place[0], lowest.get(write.sheet_id, 0))
    for one in wanted.appends:
        below = reading.grids[one.sheet_id].tab.last_row + 1
        lowest[one.sheet_id] = max(below, lowest.get(one.sheet_id, 0))
    for sheet_id, row in lowest.items():
        missing = row - reading.grids[sheet_id].row_count
        if missing > 0:
            yield {"appendDimension": {"sheetId": sheet_id, "dimension": "ROWS", "length": missing}}


def _shown(wanted: Wanted) -> Iterator[Json]:
    for sheet_id in wanted.shown:
        properties = {"sheetId": sheet_id, "hidden": False}
        yield {"updateSheetProperties": {"properties": properties, "fields": "hidden"}}


def _updates(writes: Sequence[Write]) -> Iterator[Json]:
    """Yield an updateCells for each block of cells that stand together and need the same fields."""
    groups: dict[tuple[int, tuple[str, ...]], dict[Place, Json]] = defaultdict(dict)
    for write in writes:
        groups[write.sheet_id, write.fields][write.place] = write.data
    for (sheet_id, fields), cells in groups.items():
        for row, column, lines in _blocks(cells):
            start = {"sheetId": sheet_id, "rowIndex": row - 1, "columnIndex": column - 1}
            rows = [{"values": line} for line in lines]
            yield {"updateCells": {"start": start, "rows": rows, "fields": ",".join(fields)}}


def _blocks(cells: Mapping[Place, Json]) -> Iterator[tuple[int, int, list[list[Json]]]]:
    """Yield first row, first column and lines of each block: runs of one width below each other."""
    below: dict[tuple[int, int], tuple[int, list[list[Json]]]] = {}  # by column and width
    for row, column, line in _runs(cells):
        shape = column, len(line)
        start, lines = below.get(shape, (0, []))
        if lines and start + len(lines) == row:
            lines.append(line)
        else:
            if lines:
                yield start, column, lines
            below[shape] = row, [line]
    for (column, _), (start, lines) in below.items():
        yield start, column, lines


def _runs(cells: Mapping[Place, Json]) -> Iterator[Run]:
    """Yield the cells that stand side by side, from the top down."""
    run: Run | None = None
    for (row, column), data in sorted(cells.items(), key=lambda item: item[0]):
        if run and run[0] == row and run[1] + len(run[2]) == column:
            run[2].append(data)
            continue
        if run:
            yield run
        run = row, column, [data]
    if run:
        yield run


def _insertions(appends: Sequence[Append], reading: Reading) -> Iterator[Json]:
    """Yield what inserts new rows below the last one of each tab, and fills them.

    Whatever people add at that place in the meantime is moved down, so nothing can be written over.
    """
    rows: dict[int, list[Append]] = defaultdict(list)
    for one in appends:
        rows[one.sheet_id].append(one)
    for sheet_id, new in rows.items():
        grid = reading.grids[sheet_id]
        first = grid.tab.last_row + 1
        yield _inserted(grid, first, len(new))
        yield from _updates([write for row, one in enumerate(new, first) for write in one.at(row)])


def _inserted(grid: Grid, first: int, count: int) -> Json:
    """Insert rows that look as the blank one below, which nobody coloured.

    Where the grid ended there, they look as the last one, and one more waits for the next row to look as it.
    """
    at_end = first > max(grid.row_count, 2)
    span = {"sheetId": grid.sheet_id, "dimension": "ROWS", "startIndex": first - 1}
    span["endIndex"] = first - 1 + count + at_end
    return {"insertDimension": {"range": span, "inheritFromBefore": at_end}}
