"""A tab beside the layout it should have: where its columns and rows are, and will be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.backends.google.layout.sheet import Json, Sheet, text_of
from sheets_sync.backends.google.layout.values import entered
from sheets_sync.backends.google.reading.memory import FILLING
from sheets_sync.spreadsheet.look import ColumnLayout, StartingRow, TabLayout
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import CellRef

VALUE = "value"  # the column whose cells may differ from row to row
SPARE_ROWS = 100  # below what is written: empty cells count as well, so not more


@dataclass(frozen=True)
class Tab:
    """A tab, which may be new and empty, and its layout; rows and columns are counted from 0."""

    sheet: Sheet
    layout: TabLayout
    found: Mapping[str, int]  # where each column that is there stands
    making: Json | None = None  # the request that makes it, where it is new
    room: tuple[Json, ...] = ()  # the requests that make room for what it lacks, where it is not
    bare_from: int | None = None  # the first row that was added at the end of the grid for that

    @property
    def sheet_id(self) -> int:
        """Return what Google calls the tab."""
        return self.sheet.sheet_id

    @property
    def first_row(self) -> int:
        """Return the first row below the headers, which a page does not have."""
        return 0 if self.layout.is_page else 1

    @cached_property
    def missing_columns(self) -> tuple[ColumnLayout, ...]:
        """Return the columns that are to be inserted, right of everything."""
        return tuple(column for column in self.layout.columns if column.header not in self.found)

    @cached_property
    def places(self) -> dict[str, int]:
        """Return where each column stands, or will."""
        added = enumerate(self.missing_columns, start=self.next_column)
        return {**self.found, **{column.header: place for place, column in added}}

    @cached_property
    def next_column(self) -> int:
        """Return the first place right of everything."""
        used = map(_reach, self.sheet.rows)
        tagged = (place + 1 for place, _, _ in self.sheet.column_tags)
        return max((*used, *tagged), default=0)

    @cached_property
    def last_row(self) -> int:
        """Return the last row that says something, -1 if none does."""
        return max((row for row, _ in self.sheet.filled()), default=-1)

    @cached_property
    def names(self) -> dict[str, int]:
        """Return the row that begins with each name, in key form."""
        if not self.layout.is_ours or self.layout.columns[0].header not in self.found:
            return {}
        named = ((self.sheet.text(row, self._first), row) for row in range(self.first_row, self.last_row + 1))
        return {name: row for name, row in named if name and self.layout.names_a_row(name, row + 1)}

    @property
    def _first(self) -> int:
        """Return where what names a row stands."""
        return self.places[self.layout.columns[0].header] if self.layout.is_ours else 0

    @cached_property
    def new_rows(self) -> dict[int, StartingRow]:
        """Return the starting rows that are to be written, by where they go."""
        if self.is_being_filled:
            missing = self._rest_of_rows()
        elif self.layout.is_page:
            missing = self.layout.rows_missing(self.names, is_empty=not any(self.names.values()))
        else:
            missing = self.layout.rows_missing(self.names, is_empty=not self._has_rows())
        return dict(enumerate(missing, start=max(self.first_row, self.last_row + 1)))

    @property
    def unformatted_rows(self) -> Mapping[int, StartingRow]:
        """Return the rows to be written, and those that a build wrote before it was cut off."""
        if not self.is_being_filled:
            return self.new_rows
        return dict(enumerate(self.layout.rows, start=self.first_row))

    def _has_rows(self) -> bool:
        ours = set(self.found.values())
        own = bool(
            self.layout.own_headers
        )  # of a copy, which has no other starting rows than what stands there
        return any(row > 0 and (own or column in ours) for row, column in self.sheet.filled())

    def _rest_of_rows(self) -> tuple[StartingRow, ...]:
        """Return what a build that was cut off has not written; Refusal where this is another build's tab."""
        begun = max(0, self.last_row + 1 - self.first_row)
        there = [self.sheet.text(row, self._first) for row in range(self.first_row, self.last_row + 1)]
        if self._is_of_another_build or there != [_name_of(row) for row in self.layout.rows[:begun]]:
            sentence = (
                f"The tab {self.layout.name} was filled in part only; if a copy was cut off, empty this "
                "spreadsheet and copy again, else delete the tab and run this again."
            )
            raise Refusal(Exit.FIX_NEEDED, sentence)
        return self.layout.rows[begun:]

    @property
    def _is_of_another_build(self) -> bool:
        """Were other rows to come than now, so that going on would hide that they never did?"""
        is_emptied = self.last_row < 0
        return not is_emptied and str(len(self.layout.rows)) not in self.sheet.tags(FILLING)

    @property
    def is_being_filled(self) -> bool:
        """Was it made by a build that was cut off before all its rows were there?"""
        return bool(self.sheet.tags(FILLING))

    @property
    def is_filled_anew(self) -> bool:
        """Are all its starting rows still to be written?"""
        return len(self.new_rows) == len(self.layout.rows) > 0

    def rows_with_own_cells(self) -> Iterator[tuple[int, StartingRow]]:
        """Yield each row whose value differs from its column, and where it stands or will."""
        for number, row in self.new_rows.items():
            if row.value_cell:
                yield number, row
        for row in self.layout.rows:
            if row.value_cell and _name_of(row) in self.names:
                yield self.names[_name_of(row)], row


def _reach(cells: Sequence[Json]) -> int:
    """Return how many of a row's cells there are up to the last with more than a format."""
    used = (place for place, cell in enumerate(cells) if cell.keys() - {"userEnteredFormat"})
    return max(used, default=-1) + 1


def _name_of(row: StartingRow) -> str:
    first = next(iter((*row.values, *row.own)), None)
    return text_of(entered(first, CellRef("", 1, 1)))
