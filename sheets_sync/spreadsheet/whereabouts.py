"""Where the rows and columns of a tab have gone since it was read: found by what they say, not by place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.spreadsheet.alignment import aligned, named_alike, once
from sheets_sync.spreadsheet.columnmoves import ColumnMoves
from sheets_sync.spreadsheet.identities import Identities, Place, all_cells, key_places, tool_columns
from sheets_sync.spreadsheet.schema import TabSchema
from sheets_sync.spreadsheet.snapshot import Row, Tab

HEADERS = 1  # the row of the headers, which stays where it is


@dataclass(frozen=True)
class Whereabouts:
    """One tab as it was and as it is now; `doubtful` cells of now tell nothing about what they belong to."""

    before: Tab
    now: Tab
    schema: TabSchema | None  # None: a tab that the tool does not know
    doubtful: Collection[Place] = ()
    widths: tuple[int, int] | None = None  # in columns, before and now, blank ones at the end included

    def place(self, row: int, column: int) -> Place | None:
        """Return where the cell is now, None where its row or column cannot be told for certain."""
        to_row, to_column = self._row(row), self.column(column)
        return (to_row, to_column) if to_row and to_column else None

    def column(self, column: int) -> int | None:
        """Return where the column is now; one beyond everything is where it was while nothing is there."""
        beyond = column > max(len(self.before.headers), len(self.now.headers))
        return self.columns.get(column, column if beyond else None)

    def origin(self, row: int, column: int) -> Place | None:
        """Return where a cell of now was before, as far as can be told; None where it was nowhere."""
        from_row = self._origin_rows.get(row) or self._origin_rows_by_place.get(row)
        from_column = self._moves.origins.get(column)
        return (from_row, from_column) if from_row and from_column else None

    def is_same_row(self, before: int, now: int) -> bool:
        """Is this the row it was, or another of the same key?"""
        if self._row(before) == now:
            return True
        old, new = self._old.keys.get(before), self._new.keys.get(now)
        return old is not None and old == new

    def _row(self, row: int) -> int | None:
        """Return where a row is now; a blank one is where it was while that place is blank."""
        if row in self._sure_rows:
            return self._sure_rows[row]
        if (likely := self.rows.get(row)) in self._overwritten:
            return likely
        if (likely := self._rows_by_place.get(row)) in self._doubtful_rows and self._have_one_key(
            row, likely
        ):
            return likely
        return row if row not in self._old.keys and row not in self._new.keys else None

    @property
    def columns(self) -> Mapping[int, int]:
        """Return where each column of before is now, both 1-based; one that the witnesses dispute is gone."""
        return self._moves.columns

    @property
    def disputed(self) -> frozenset[int]:
        """Return the columns of before that header and memory no longer find in the same place, 1-based."""
        return self._moves.disputed

    @cached_property
    def _moves(self) -> ColumnMoves:
        return ColumnMoves(self.before, self.now, self.doubtful, self.widths)

    # --- rows ------------------------------------------------------------------------------------

    @cached_property
    def _old(self) -> "Identities":
        columns = {column: column for column in self._peoples_columns.values()}
        return Identities.of(self.before, self.schema, columns, ())

    @cached_property
    def _new(self) -> "Identities":
        return Identities.of(self.now, self.schema, self._peoples_columns, self.doubtful)

    @cached_property
    def _peoples_columns(self) -> Mapping[int, int]:
        """Return the columns of now that people own and that were there before, with their places then."""
        tools = tool_columns(self.before, self.schema)
        return {now: before for before, now in self.columns.items() if before not in tools}

    @cached_property
    def _sure_rows(self) -> Mapping[int, int]:
        """Return where each row went: by its key, or else by everything that people wrote into it."""
        found: dict[int, int] = {HEADERS: HEADERS, **named_alike(self._old.keys, self._new.keys)}
        found |= self._by_cells_beyond_doubt(found)  # first: what we wrote into, people may just have copied
        for others in (self._by_all_cells, self._unmoved):
            taken = set(found.values())
            found |= {at: to for at, to in others.items() if at not in found and to not in taken}
        return found | self._by_cells_beyond_doubt(found)

    def _by_cells_beyond_doubt(self, found: Mapping[int, int]) -> dict[int, int]:
        """Return where the rows went that are not yet `found`, by what is not in doubt of each."""
        taken = set(found.values())
        old = [row for row in self.before.rows if row.number not in found]
        doubtful = [row for row in self.now.rows if row.number in self._doubtful_rows - taken]
        came = {row.number: self._only_one_like(row, old) for row in doubtful}
        return {at: to for at, to in once(came).items() if isinstance(at, int)}

    def _only_one_like(self, row: Row, old: Sequence[Row]) -> int | None:
        """Return which of the old rows, and no other, says what is not in doubt of a row of now."""
        columns = self._beyond_doubt(row.number)
        said, places = all_cells(row, columns), {before: before for before in columns.values()}
        found = [one.number for one in old if all_cells(one, places) == said]
        return found[0] if said and len(found) == 1 else None

    @cached_property
    def _unmoved(self) -> Mapping[int, int]:
        """Return the rows that say at their old place what they said there, be it what others say too."""
        old, new = self._old, self._new
        return {row: row for row in old.rows if row in new.keys and old.known(row) == new.known(row)}

    @cached_property
    def _by_all_cells(self) -> Mapping[int, int]:
        return named_alike(self._old.cells, self._new.cells)

    @cached_property
    def rows(self) -> Mapping[int, int]:
        """Return where each row of before is now, as far as can be told: the sure ones and the likely."""
        return {at: to for to, at in self._origin_rows.items()}

    @cached_property
    def _overwritten(self) -> frozenset[int]:
        """Return the rows of now whose very key is in doubt."""
        places = key_places(self.now, self.schema)
        return frozenset(row for row, column in self.doubtful if column in places)

    @cached_property
    def _doubtful_rows(self) -> frozenset[int]:
        return frozenset(row for row, _ in self.doubtful)

    def _have_one_key(self, before: int, now: int | None) -> bool:
        """Have both rows the same key, or neither of them any?"""
        return now is not None and self._old.keys.get(before) == self._new.keys.get(now)

    @cached_property
    def _origin_rows(self) -> Mapping[int, int]:
        """Return where each row of now was: the sure ones, and those between them while the count agrees."""
        old, new = sorted({HEADERS, *self._old.rows}), sorted({HEADERS, *self._new.rows})
        at_old, at_new = ({number: at for at, number in enumerate(rows)} for rows in (old, new))
        sure = {at_old[at]: at_new[to] for at, to in self._sure_rows.items()}
        likely = {old[at]: new[to] for at, to in aligned(len(old), len(new), sure).items()}
        return {to: at for at, to in likely.items() if not self._is_emptied(at, to)}

    @cached_property
    def _rows_by_place(self) -> Mapping[int, int]:
        """Return where rows are now that tell nothing of themselves: as far from the others as before."""
        last_old, last_new = max(self.rows.items())
        beyond = max(last_old, last_new, *self._old.rows, *self._new.rows)
        likely = aligned(last_old + beyond, last_new + beyond, self.rows)
        return {at: to for at, to in likely.items() if not self._is_emptied(at, to)}

    def _is_emptied(self, at: int, to: int) -> bool:
        """Has a row nothing left beyond doubt, though the one that it seems to be had? It is another then."""
        if at == HEADERS or to not in self._doubtful_rows:
            return False
        columns = self._beyond_doubt(to)
        before, now = self._rows_before.get(at), self._rows_now.get(to)
        had = before and all_cells(before, {place: place for place in columns.values()})
        return bool(had) and not (now and all_cells(now, columns))

    @cached_property
    def _rows_before(self) -> Mapping[int, Row]:
        return {row.number: row for row in self.before.rows}

    @cached_property
    def _rows_now(self) -> Mapping[int, Row]:
        return {row.number: row for row in self.now.rows}

    def _beyond_doubt(self, row: int) -> dict[int, int]:
        """Return people's columns whose cells in a row of now are not in doubt, with their places before."""
        peoples = self._peoples_columns.items()
        return {now: before for now, before in peoples if (row, now) not in self.doubtful}

    @cached_property
    def _origin_rows_by_place(self) -> Mapping[int, int]:
        return {to: at for at, to in self._rows_by_place.items()}
