"""Whether each value of ours stands where it belongs after a write, and what puts it right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.backends.google.reading.grids import Grid, Place, schema_of
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.backends.google.writing.restoring import RUNS, AsNow, as_now, following, restored
from sheets_sync.backends.google.writing.writes import (
    EVERYTHING,
    NOTE,
    VALUE,
    Append,
    Wanted,
    Write,
)
from sheets_sync.spreadsheet.whereabouts import Whereabouts

UNTICKED = {"boolValue": False}


@dataclass(frozen=True)
class Repair:
    """What puts a write right again, and how many changes have lost their row or column."""

    wanted: Wanted
    lost: int
    homeless: tuple[Write, ...] = ()  # those of them that were to give people's cells something back


def verified(written: Wanted, before: Reading, after: Reading, *, mending: bool = False) -> Repair:
    """Return what must be written to put right what landed elsewhere, because people moved something.

    Where the writes were to mend others, `before` is the spreadsheet with what these had left behind.
    """
    there = [sheet_id for sheet_id in written.sheet_ids if sheet_id in after.grids]
    left = before if mending else None
    before = as_done(written, before) if mending else before
    checks = [
        _Check(before.grids[at], after.grids[at], written, left.grids[at] if left else None) for at in there
    ]
    everywhere = [check.whereabouts for check in checks]
    mends = [check.mends(as_now(check.before.title, everywhere)) for check in checks]
    lost = sum(_count(written, sheet_id) for sheet_id in written.sheet_ids if sheet_id not in there)
    homeless = chain.from_iterable(check.homeless for check in checks)
    everything = Wanted(tuple(chain.from_iterable(mends)))
    return Repair(everything, lost + sum(check.lost for check in checks), tuple(homeless))


def as_done(mends: Wanted, state: Reading) -> Reading:
    """Return the spreadsheet as it is when the mends are written: what a cell that they miss gets back."""
    grids = []
    for sheet_id in mends.sheet_ids:
        grid = state.grids[sheet_id]
        there = [write for write in mends.writes if write.sheet_id == sheet_id]
        cells: dict[Place, Json] = {}
        for one in there:
            cells[one.place] = _merged(cells.get(one.place, grid.cell(one.place)), one)
        grids.append(grid.with_cells(cells))
    return state.with_grids(grids)


def _count(written: Wanted, sheet_id: int) -> int:
    return sum(write.sheet_id == sheet_id for write in written.writes) + sum(
        one.sheet_id == sheet_id for one in written.appends
    )


def _merged(data: Json, write: Write) -> Json:
    kept = {name: part for name, part in data.items() if name.split(".")[0] not in _tops(write)}
    shown = {"effectiveValue": write.data[VALUE]} if write.data.get(VALUE) else {}
    return {**kept, **write.data, **(shown if VALUE in write.fields else {})}


def _tops(write: Write) -> set[str]:
    tops = {field.split(".")[0] for field in write.fields}
    return tops | {"effectiveValue", *RUNS} if VALUE in write.fields else tops


class _Check:
    """One tab, compared after a write with what it was before."""

    def __init__(self, before: Grid, after: Grid, written: Wanted, left: Grid | None) -> None:
        self.before, self.after = before, after
        self.writes = [one for one in written.writes if one.sheet_id == before.sheet_id]
        self.appends = [one for one in written.appends if one.sheet_id == before.sheet_id]
        values = [write for write in self.writes if VALUE in write.fields]
        ours = {write.place for write in values if _holds(after.cell(write.place), write)}
        doubtful = ours | set(self._left_behind(values, left)) if left else ours
        widths = before.column_count, after.column_count
        self.whereabouts = Whereabouts(before.tab, after.tab, schema_of(before), doubtful, widths)
        self.lost = 0
        self.homeless: list[Write] = []

    def _left_behind(self, mends: Sequence[Write], left: Grid) -> Iterator[Place]:
        """Yield the cells that hold what was to be mended, because the mends missed them."""
        columns = Whereabouts(self.before.tab, self.after.tab, None).columns
        for mend in mends:
            row, column = mend.place
            stray, to = left.cell(mend.place).get(VALUE), columns.get(column)
            if to and stray and stray != mend.data.get(VALUE):
                rows = [at for at in range(2, len(self.after.cells) + 1) if self._says(at, to, stray)]
                yield from ((at, to) for at in ([row] if row in rows else rows))

    def _says(self, row: int, column: int, value: Json) -> bool:
        return bool(self.after.cell((row, column)).get(VALUE) == value)

    def mends(self, as_now: AsNow) -> list[Write]:
        """Return the writes that each wrong cell needs: one for what it says, one for its note."""
        stray = [write for write in self.writes if not self._is_right(write, as_now)]
        taken_back = [self._taken_back(write, as_now) for write in stray if self._is_ours(write)]
        again = []
        for write in stray:
            if place := self._place(write):
                again.append(replace(following(write, as_now), place=place))
            else:
                self.lost += 1
                self.homeless += [write] if write.theirs and write.data else []
        mends = (*taken_back, *again, *self._strayed_rows())
        return list({(one.place, VALUE in one.fields): one for one in mends}.values())

    def _is_right(self, write: Write, as_now: AsNow) -> bool:
        return self._is_in_place(write) and following(write, as_now) == write

    def _is_in_place(self, write: Write) -> bool:
        row, column = write.place
        if self.whereabouts.column(column) != column:
            return False
        return write.in_page or self._is_pushed_down(row) or self.whereabouts.is_same_row(row, row)

    def _is_pushed_down(self, row: int) -> bool:
        """Was it a blank row, below which it came to stand when our new ones were inserted?"""
        return bool(self.appends) and row > self.before.tab.last_row

    def _place(self, write: Write) -> Place | None:
        row, column = write.place
        if not write.in_page:
            return self.whereabouts.place(row, column)
        moved = self.whereabouts.column(column)
        return (row, moved) if moved else None

    def _is_ours(self, write: Write) -> bool:
        return _holds(self.after.cell(write.place), write)

    def _taken_back(self, write: Write, as_now: AsNow) -> Write:
        """Return the write that gives a cell back what stood in it before it came to stand there."""
        origin = self.whereabouts.origin(*write.place)
        before = self.before.cell(origin) if origin else {}
        return replace(restored(write, before, as_now), theirs=True)

    # --- new rows --------------------------------------------------------------------------------

    def _strayed_rows(self) -> Iterator[Write]:
        """Yield the cells of new rows that do not stand under their headers."""
        for one in self.appends:
            moved = {at: self._column_of_new_row(at) for at in one.cells}
            if any(at != to for at, to in moved.items()):
                yield from self._under_headers(one, moved)

    def _column_of_new_row(self, at: int) -> int | None:
        """Return where a cell of a new row belongs: a disputed one stays, since it stands on nobody's."""
        return at if at in self.whereabouts.disputed else self.whereabouts.columns.get(at)

    def _under_headers(self, one: Append, moved: dict[int, int | None]) -> Iterator[Write]:
        row = next(self._rows_saying(one), None)
        if row is None:
            self.lost += 1
            return
        cells: dict[int, Json] = {at: {} for at in one.cells}
        cells |= {to: one.cells[at] for at, to in moved.items() if to}
        for column, data in cells.items():
            yield Write(one.sheet_id, (row, column), data, EVERYTHING)

    def _rows_saying(self, one: Append) -> Iterator[int]:
        """Yield the rows that say, column by column, what was appended."""
        said = {at: data[VALUE] for at, data in one.cells.items() if data.get(VALUE)}
        for row in range(len(self.after.cells), 1, -1):
            if all(self.after.cell((row, at)).get(VALUE) == value for at, value in said.items()):
                yield row


def _holds(data: Json, write: Write) -> bool:
    """Does the cell hold just what was written into it? A box that is cleared holds FALSE."""
    shown = [name for name in (VALUE, NOTE) if name in write.fields]
    cleared = VALUE in write.fields and not write.data.get(VALUE) and data.get(VALUE) == UNTICKED
    return all(data.get(name) == write.data.get(name) or (cleared and name == VALUE) for name in shown)
