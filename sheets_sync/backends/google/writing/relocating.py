"""What is to be written, moved to where its cells have gone in the meantime; what has no place is dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sheets_sync.backends.google.reading.cells import Json, read_cell
from sheets_sync.backends.google.reading.grids import Grid, Place, schema_of
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.backends.google.writing.restoring import as_now, following
from sheets_sync.backends.google.writing.writes import NOTE, VALUE, Append, Wanted, Write, page_columns
from sheets_sync.spreadsheet.identities import key_places, key_text
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.whereabouts import Whereabouts


@dataclass(frozen=True)
class Moved:
    """Tabs as they were and as they are now."""

    before: Reading
    now: Reading

    def relocated(self, wanted: Wanted) -> tuple[Wanted, int]:
        """Return what is still to be written, at today's places, and how many changes have none."""
        there = self._whole_pages(self._still_there(wanted))
        writes = [moved for write in there.writes if (moved := self._write(write))]
        appends = [there_now for one in there.appends if (there_now := self._append(one))]
        count = len(wanted.writes) + len(wanted.appends)
        instead = tuple(replace(one, cells=self._under_headers(one)) for one in there.instead)
        left = Wanted(tuple(writes), tuple(appends), there.shown, instead)
        return left, count - len(writes) - len(appends)

    def homeless(self, wanted: Wanted) -> tuple[Write, ...]:
        """Return the writes that give cells of people's something back, where these are nowhere now."""
        there = self._still_there(wanted).writes
        return tuple(one for one in there if one.theirs and one.data and self._place(one) is None)

    def _still_there(self, wanted: Wanted) -> Wanted:
        grids = self.now.grids
        return Wanted(
            tuple(one for one in wanted.writes if one.sheet_id in grids),
            tuple(one for one in wanted.appends if one.sheet_id in grids),
            tuple(one for one in wanted.shown if one in grids),
            tuple(one for one in wanted.instead if one.sheet_id in grids),
            tuple(one for one in wanted.done if one.sheet_id in grids),
        )

    def _whole_pages(self, wanted: Wanted) -> Wanted:
        """Return what is wanted without the pages that people changed; their new rows go below them."""
        pages = {write.sheet_id for write in wanted.writes if _is_page(write)}
        changed = {sheet_id for sheet_id in pages if self._is_changed(sheet_id, wanted.done)}
        return replace(
            wanted,
            writes=tuple(one for one in wanted.writes if not (_is_page(one) and one.sheet_id in changed)),
            appends=(*wanted.appends, *(one for one in wanted.instead if one.sheet_id in changed)),
            instead=tuple(one for one in wanted.instead if one.sheet_id not in changed),
        )

    def _is_changed(self, sheet_id: int, done: Sequence[Write]) -> bool:
        """Do the tool's columns of a page say anything but what they said, or what is done of it?"""
        before, now = self.before.grids[sheet_id], self.now.grids[sheet_id]
        written = {write.place: write.data for write in done if write.sheet_id == sheet_id}
        whereabouts = self.whereabouts(sheet_id)
        columns = [(at, to) for at in page_columns(before) if (to := whereabouts.column(at))]
        return not all(
            _same(written.get((row, at), before.cell((row, at))), now.cell((row, to)), VALUE)
            for row in range(2, max(len(before.cells), len(now.cells)) + 1)
            for at, to in columns
        )

    def _write(self, write: Write) -> Write | None:
        place = self._place(write)
        if place is None:
            return None
        before, now = self.before.grids[write.sheet_id], self.now.grids[write.sheet_id]
        same = all(_same(before.cell(write.place), now.cell(place), field) for field in write.fields)
        if not same:  # somebody wrote there meanwhile
            return None
        return replace(following(write, as_now(before.title, self._whereabouts.values())), place=place)

    def _place(self, write: Write) -> Place | None:
        whereabouts = self.whereabouts(write.sheet_id)
        if not write.in_page:
            return whereabouts.place(*write.place)
        row, column = write.place
        moved = whereabouts.column(column)
        return (row, moved) if moved else None

    def _append(self, one: Append) -> Append | None:
        """Return the new row with its cells under their headers; None where it is there already.

        Refusal where a header is gone: the log would tell of a row that is nowhere.
        """
        grid, columns = self.now.grids[one.sheet_id], self.whereabouts(one.sheet_id).columns
        filled = {at for at, data in one.cells.items() if data.get("userEnteredValue")}
        if not filled <= columns.keys():
            sentence = (
                f"Columns of the tab {grid.title} were taken away while the run was at work, "
                "so the rest was not written; run again."
            )
            raise Refusal(Exit.REFUSED_FOR_SAFETY, sentence)
        moved = self._under_headers(one)
        return None if _key_of(moved, grid) in self._keys[one.sheet_id] else replace(one, cells=moved)

    def _under_headers(self, one: Append) -> dict[int, Json]:
        columns = self.whereabouts(one.sheet_id).columns
        return {columns[at]: data for at, data in one.cells.items() if at in columns}

    def whereabouts(self, sheet_id: int) -> Whereabouts:
        """Return where the rows and columns of one tab have gone."""
        return self._whereabouts[sheet_id]

    @cached_property
    def _whereabouts(self) -> Mapping[int, Whereabouts]:
        both = ((before, self.now.grids.get(sheet_id)) for sheet_id, before in self.before.grids.items())
        return {
            before.sheet_id: Whereabouts(
                before.tab, now.tab, schema_of(before), widths=(before.column_count, now.column_count)
            )
            for before, now in both
            if now
        }

    @cached_property
    def _keys(self) -> Mapping[int, frozenset[tuple[str, ...]]]:
        return {sheet_id: keys(grid) for sheet_id, grid in self.now.grids.items()}


def keys(grid: Grid) -> frozenset[tuple[str, ...]]:
    """Return the keys of the rows that are in a tab."""
    places = key_places(grid.tab, schema_of(grid))
    found = (tuple(key_text(row.values[at - 1]) for at in places) for row in grid.tab.rows)
    return frozenset(key for key in found if key and all(key))


def _key_of(cells: dict[int, Json], grid: Grid) -> tuple[str, ...]:
    places = key_places(grid.tab, schema_of(grid))
    shown = ({"effectiveValue": cells.get(at, {}).get("userEnteredValue")} for at in places)
    return tuple(key_text(read_cell(data)) for data in shown)


def _is_page(write: Write) -> bool:
    """Is it one cell of a whole page? What gives people theirs back is not."""
    return write.in_page and not write.theirs


def _same(before: Json, now: Json, field: str) -> bool:
    if field == VALUE:
        return all(before.get(part) == now.get(part) for part in (field, "chipRuns"))
    return field != NOTE or before.get(field) == now.get(field)
