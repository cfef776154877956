"""A tab that people have worked in, as openpyxl loaded it: where its columns are, and what they have."""

from collections.abc import Iterator, Sequence
from copy import copy

from openpyxl.cell import Cell
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.text import key_of


class OldTab:
    """A loaded tab beside the layout it should have."""

    def __init__(self, sheet: Worksheet, layout: TabLayout, elsewhere: Sequence[str] = ()) -> None:
        self.sheet = sheet
        self.layout = layout
        self.places = _places(sheet, layout)
        # openpyxl does not see the drop-downs that Excel keeps in an extension: `elsewhere` says where.
        self._elsewhere = [CellRange(area) for areas in elsewhere for area in areas.split()]

    def filled(self) -> Iterator[Cell]:
        """Yield every cell that holds anything; openpyxl's own ways would make cells for all that do not."""
        return (cell for cell in self.sheet._cells.values() if cell.value is not None)

    @property
    def last_row(self) -> int:
        """Return the number of the last row that says anything, 0 if none does."""
        return max((cell.row for cell in self.filled() if cell.value is not False), default=0)

    @property
    def next_column(self) -> int:
        """Return the number of the first column to the right of everything."""
        return 1 + max((cell.column for cell in self.filled()), default=0)

    def has_rows(self) -> bool:
        """Does anything stand below the headers that we know?"""
        ours = set(self.places.values())
        said = (cell for cell in self.filled() if cell.value is not False)  # a box that nobody ticked is not
        return any(cell.row > 1 and cell.column in ours for cell in said)

    def rows_by_name(self) -> dict[str, int]:
        """Return the number of the row that begins with each name, in key form."""
        first = self.places[self.layout.columns[0].header]
        named = {key_of(str(cell.value)): cell.row for cell in self.filled() if cell.column == first}
        return {name: row for name, row in named.items() if self.layout.names_a_row(name, row)}

    def rules(self, column: int, first: int, last: int) -> list[DataValidation]:
        """Return what rules any cell of `column` between the two rows."""
        every = self.sheet.data_validations.dataValidation
        return [rule for rule in every if any(_meet(area, column, first, last) for area in rule.sqref.ranges)]

    def is_ruled_elsewhere(self, column: int, first: int, last: int) -> bool:
        """Does an extension rule any cell of `column` between the two rows?"""
        return any(_meet(area, column, first, last) for area in self._elsewhere)

    def release(self, column: int, row: int) -> None:
        """Take one cell out of every rule."""
        for rule in self.rules(column, row, row):
            rule.sqref = MultiCellRange(
                [p for area in rule.sqref.ranges for p in _without(area, column, row)]
            )
            if not rule.sqref.ranges:
                self.sheet.data_validations.dataValidation.remove(rule)

    def dimension(self, column: int) -> ColumnDimension | None:
        """Return what holds the width and style of `column`, perhaps with its neighbours."""
        return next((d for d in self.sheet.column_dimensions.values() if _holds(d, column)), None)

    def own_dimension(self, column: int) -> ColumnDimension:
        """Return what holds the width and style of `column` alone, parted from its neighbours."""
        shared = self.dimension(column)
        dimensions = self.sheet.column_dimensions
        if shared is None:
            return dimensions[column_letters(column)]
        shared.reindex()
        del dimensions[shared.index]
        for first, last in ((shared.min, column - 1), (column, column), (column + 1, shared.max)):
            if first <= last:
                part = copy(shared)
                part.index, part.min, part.max = column_letters(first), first, last
                dimensions[part.index] = part
        return dimensions[column_letters(column)]


def _places(sheet: Worksheet, layout: TabLayout) -> dict[str, int]:
    """Return the number of each column that has a header, the first where several say the same."""
    headers = {cell.column: key_of(str(cell.value)) for cell in sheet[1] if cell.value is not None}
    if layout.is_page:
        titled = (number for number, header in headers.items() if header == key_of(layout.title))
        return {column.header: number for number, column in enumerate(layout.columns, start=next(titled, 1))}
    found = {}
    for column in layout.columns:
        numbers = [number for number, header in headers.items() if header in column.spellings]
        if numbers:
            found[column.header] = numbers[0]
    return found


def _meet(area: CellRange, column: int, first: int, last: int) -> bool:
    in_rows = area.min_row <= last and area.max_row >= first
    return bool(in_rows and area.min_col <= column <= area.max_col)


def _without(area: CellRange, column: int, row: int) -> Iterator[CellRange]:
    """Yield the parts of the area around one cell: above, below, left and right."""
    left, top, right, bottom = area.bounds
    if not _meet(area, column, row, row):
        yield area
        return
    parts = (
        (left, top, right, row - 1),
        (left, row + 1, right, bottom),
        (left, row, column - 1, row),
        (column + 1, row, right, row),
    )
    for west, north, east, south in parts:
        if west <= east and north <= south:
            yield CellRange(min_col=west, min_row=north, max_col=east, max_row=south)


def _holds(dimension: ColumnDimension, column: int) -> bool:
    dimension.reindex()
    return bool(dimension.min <= column <= dimension.max)
