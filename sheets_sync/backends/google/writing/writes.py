"""What a change set means for the cells of a Google spreadsheet, at the places where they were read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from sheets_sync.backends.google.reading.cells import (
    PATTERNS,
    Json,
    cell_data,
    is_number,
    read_cell,
    shows_moments,
)
from sheets_sync.backends.google.reading.grids import Grid, Place, schema_of
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet, NewRow, Note, ReplaceTab
from sheets_sync.spreadsheet.schema import Column, TabSchema
from sheets_sync.spreadsheet.snapshot import CellRef, Plain
from sheets_sync.spreadsheet.text import key_of
from sheets_sync.spreadsheet.witnesses import Witnesses

VALUE, NUMBER_FORMAT, LINK, NOTE = (
    "userEnteredValue",
    "userEnteredFormat.numberFormat",
    "userEnteredFormat.textFormat.link",
    "note",
)
EVERYTHING = (VALUE, NUMBER_FORMAT, NOTE)  # of a cell in a new row
_KIND_FORMATS = {"id": "TEXT", "list": "TEXT", "date": "DATE", "date-time": "DATE_TIME"}


@dataclass(frozen=True)
class Write:
    """One cell to be written, and which fields of it."""

    sheet_id: int
    place: Place
    data: Json
    fields: tuple[str, ...] = (VALUE,)
    in_page: bool = False  # is the row's number what counts, and not what stands in the row?
    theirs: bool = False  # does it give a cell back what stood in it before a write of ours?


@dataclass(frozen=True)
class Append:
    """One new row, to be inserted below the last one that says anything."""

    sheet_id: int
    cells: Mapping[int, Json]  # by 1-based column; those that get nothing stay as the row has them
    fields: tuple[str, ...] = EVERYTHING

    def at(self, row: int) -> Iterator[Write]:
        """Yield the writes that fill it once it is there."""
        for column, data in self.cells.items():
            yield Write(self.sheet_id, (row, column), data, self.fields)


@dataclass(frozen=True)
class Wanted:
    """All that is to be written, at places as of one reading."""

    writes: tuple[Write, ...] = ()
    appends: tuple[Append, ...] = ()
    shown: tuple[int, ...] = ()  # hidden tabs that are used from now on
    instead: tuple[Append, ...] = ()  # new rows of a page, for below it where the page itself must wait
    done: tuple[Write, ...] = ()  # what earlier parts wrote of a page

    def __bool__(self) -> bool:
        return bool(self.writes or self.appends or self.shown)

    def __len__(self) -> int:
        return len(self.writes) + len(self.appends)

    @property
    def sheet_ids(self) -> tuple[int, ...]:
        """Return the ids of the tabs that are written to."""
        written = (write.sheet_id for write in self.writes)
        appended = (one.sheet_id for one in self.appends)
        return tuple(dict.fromkeys((*written, *appended, *self.shown)))


def wanted(changes: ChangeSet, reading: Reading) -> Wanted:
    """Return what the change set wants written, at the places as they were read."""
    new_rows = _numbered(changes.new_rows, reading)
    notes = {note.cell: note.text for note in changes.notes}
    appended = {CellRef(row.tab, number, 1): row for number, row in new_rows}
    links = {**{grid.title: f"#gid={at}" for at, grid in reading.grids.items()}, **changes.elsewhere}
    loose = (n for n in changes.notes if n.text is None or CellRef(n.cell.tab, n.cell.row, 1) not in appended)
    return Wanted(
        writes=(
            *(_edit(edit, reading) for edit in changes.edits),
            *chain.from_iterable(_replaced(tab, reading, links) for tab in changes.replaced),
            *(_note(note, reading) for note in loose),
        ),
        appends=tuple(_append(row, number, notes, reading) for number, row in new_rows),
        shown=tuple(reading.grid(name).sheet_id for name in changes.shown),
        instead=tuple(chain.from_iterable(_added(tab, reading) for tab in changes.replaced)),
    )


def value_write(grid: Grid, place: Place, value: Plain, *, in_page: bool = False) -> Write:
    """Return the write that makes a cell say `value`, and show it as what it is."""
    data = cell_data(value)
    shown = "userEnteredFormat" in data or (is_number(value) and shows_moments(grid.cell(place)))
    return Write(grid.sheet_id, place, data, (VALUE, NUMBER_FORMAT) if shown else (VALUE,), in_page)


def _edit(edit: CellEdit, reading: Reading) -> Write:
    grid = reading.grid(edit.cell.tab)
    return value_write(grid, (edit.cell.row, edit.cell.column), edit.after)


def _note(note: Note, reading: Reading) -> Write:
    grid = reading.grid(note.cell.tab)
    data = {"note": note.text} if note.text else {}
    return Write(grid.sheet_id, (note.cell.row, note.cell.column), data, (NOTE,))


# --- tabs of the tool's own ------------------------------------------------------------------------


def _replaced(new: ReplaceTab, reading: Reading, links: Mapping[str, str]) -> Iterator[Write]:
    """Yield the rows of the tool's own tab that change, whole; columns it is not sure of are left alone."""
    grid = reading.grid(new.tab)
    schema, ours = schema_of(grid), page_columns(grid)
    for number in range(2, max(grid.last_row, len(new.rows) + 1) + 1):
        row = new.rows[number - 2] if number - 2 < len(new.rows) else (None,) * len(new.headers)
        values = {(number, column): row[column - 1] for column in ours}
        if not all(_says(grid.cell(place), value) for place, value in values.items()):
            for place, value in values.items():
                yield _linked(value_write(grid, place, value, in_page=True), schema, grid, links)


def page_columns(grid: Grid) -> list[int]:
    """Return the columns of a tab of the tool's own that it is sure are its own, 1-based."""
    schema = schema_of(grid)
    places = Witnesses(grid.tab, schema.headers).places.values() if schema else range(len(grid.tab.headers))
    return [at + 1 for at in sorted(places)]


def _added(new: ReplaceTab, reading: Reading) -> Iterator[Append]:
    """Yield the new rows of the tool's own tab, as they go below it where the others must wait."""
    for row in new.rows[len(new.rows) - new.added :]:
        values = dict(zip(new.headers, row, strict=True))
        yield _append(NewRow(new.tab, values), 0, {}, reading)


def _says(data: Json, value: Plain) -> bool:
    cell = read_cell(data)
    return (cell in (None, "") and value in (None, "")) or (type(cell) is type(value) and cell == value)


def _linked(write: Write, schema: TabSchema | None, grid: Grid, links: Mapping[str, str]) -> Write:
    """Make the name of a cell a link to it, in a column that names cells; `links` open the tabs."""
    column = _column_at(write.place[1], schema, grid)
    if column is None or column.rule.get("x-names-cells") is None:
        return write
    name = write.data.get("userEnteredValue", {}).get("stringValue", "")
    title, _, cell = name.rpartition("!")
    to_tab = links.get(title.strip("'").replace("''", "'"))
    link = {"link": {"uri": f"{to_tab}&range={cell}"}} if to_tab else {}
    data = {**write.data, "userEnteredFormat": {"textFormat": link}}
    return replace(write, data=data, fields=(VALUE, LINK))


def _column_at(number: int, schema: TabSchema | None, grid: Grid) -> Column | None:
    if schema is None:
        return None
    headers = grid.tab.headers
    name = schema.headers.get(key_of(headers[number - 1])) if number <= len(headers) else None
    made = {at: name for name, at in grid.made_columns.items()}
    return schema.by_name.get(name or made.get(number - 1, ""))


# --- new rows --------------------------------------------------------------------------------------


def _numbered(rows: tuple[NewRow, ...], reading: Reading) -> list[tuple[int, NewRow]]:
    """Return the new rows with the number each will have if nobody adds one meanwhile."""
    last: dict[str, int] = {}
    found = []
    for row in rows:
        last[row.tab] = last.get(row.tab, reading.grid(row.tab).tab.last_row) + 1
        found.append((last[row.tab], row))
    return found


def _append(row: NewRow, number: int, notes: Mapping[CellRef, str | None], reading: Reading) -> Append:
    grid = reading.grid(row.tab)
    schema = schema_of(grid)
    cells: dict[int, Json] = {}
    for at, header in enumerate(grid.tab.headers, 1):
        note = notes.get(CellRef(row.tab, number, at))
        data = _with_format(cell_data(row.values.get(header)), _column_at(at, schema, grid), schema)
        if data or note:
            cells[at] = {**data, "note": note} if note else data
    return Append(grid.sheet_id, cells)


def _with_format(data: Json, column: Column | None, schema: TabSchema | None) -> Json:
    """Give a new cell the number format of its column, as the cells above it have it."""
    if column is None or schema is None or "userEnteredFormat" in data:
        return data
    is_key = column.name in schema.key and column.kind == "text"
    kind = "TEXT" if is_key else _KIND_FORMATS.get(column.kind)
    if kind is None:
        return data
    pattern = {"pattern": PATTERNS[kind]} if kind in PATTERNS else {}
    return {**data, "userEnteredFormat": {"numberFormat": {"type": kind, **pattern}}}
