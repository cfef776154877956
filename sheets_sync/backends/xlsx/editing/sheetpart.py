"""A worksheet part as bytes: where its rows lie, and the same part with some cells changed."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.backends.xlsx.container.tags import (
    Element,
    Splice,
    elements,
    spliced,
    start_tag,
    with_attributes,
)
from sheets_sync.backends.xlsx.editing.rowspans import Located, located
from sheets_sync.backends.xlsx.reading.places import place
from sheets_sync.spreadsheet.a1 import cell_name

_AREA = re.compile(r"[A-Z]{1,3}\d+(:[A-Z]{1,3}\d+)?")


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell as it stands in the bytes of its row."""

    column: int
    start: int
    end: int
    style: str | None
    holds_formula: bool


Write = Callable[[int, int, PlacedCell | None], str]  # row, column and what stands there → the new cell
Height = Callable[[int], str | None]  # row → the points its texts need, None where one line is enough


@dataclass(frozen=True)
class SheetPart:
    """The bytes of one worksheet part, and where its rows lie."""

    data: bytes
    located: Located

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows that are there."""
        return tuple(self.located.rows)

    @cached_property
    def _placed(self) -> dict[int, list[PlacedCell]]:
        return {}

    def cells(self, number: int) -> list[PlacedCell]:
        """Return the cells of a row from left to right; none if there is no such row."""
        if number not in self.located.rows:
            return []
        if number not in self._placed:
            self._placed[number] = list(_placed_cells(self._row(number), number))
        return self._placed[number]

    def _row(self, number: int) -> bytes:
        start, end = self.located.rows[number]
        return self.data[start:end]

    def edited(self, wanted: Mapping[int, Mapping[int, object]], write: Write, height: Height) -> bytes:
        """Return the part with the wanted columns of the wanted rows written anew."""
        splices = [
            self._row_splice(number, sorted(wanted[number]), write, height) for number in sorted(wanted)
        ]
        if self.located.sheet_data.is_empty_tag:
            splices = [self._opened(splices)]
        if self.located.dimension and _AREA.fullmatch(self.located.dimension.attributes.get("ref", "")):
            splices.append(_widened(self.data, self.located.dimension, wanted))
        return spliced(self.data, splices)

    def _row_splice(self, number: int, columns: list[int], write: Write, height: Height) -> Splice:
        if number in self.located.rows:
            return Splice(*self.located.rows[number], self._edited_row(number, columns, write, height))
        at = bisect_left(self.numbers, number)
        start = (
            self.located.rows[self.numbers[at]][0]
            if at < len(self.numbers)
            else self.located.sheet_data.close
        )
        cells = "".join(write(number, column, None) for column in columns)
        tag = f"{self.located.sheet_data.prefix}row"
        points = height(number)
        high = f' ht="{points}"' if points else ""
        return Splice(start, start, f'<{tag} r="{number}"{high}>{cells}</{tag}>'.encode() if cells else b"")

    def _edited_row(self, number: int, columns: list[int], write: Write, height: Height) -> bytes:
        data, cells = self._row(number), self.cells(number)
        [row] = elements(data, "row")
        end = cells[-1].end if cells else row.inside
        changed = {"spans": None, **({} if _is_set_by_people(row) else {"ht": height(number)})}
        opening = Splice(row.start, row.inside, with_attributes(start_tag(data, row), changed))
        splices = list(_cell_splices(cells, end, number, columns, write))
        if not row.is_empty_tag:
            return spliced(data, [opening, *splices])
        added = b"".join(splice.content for splice in splices)
        return opening.content.removesuffix(b"/>") + b">" + added + f"</{row.tag}>".encode()

    def _opened(self, rows: list[Splice]) -> Splice:
        """Return `<sheetData/>` with rows inside."""
        found = self.located.sheet_data
        opening = start_tag(self.data, found).removesuffix(b"/>").rstrip() + b">"
        added = b"".join(row.content for row in rows)
        return Splice(found.start, found.end, opening + added + f"</{found.tag}>".encode())


def _is_set_by_people(row: Element) -> bool:
    """Tell whether somebody chose the height of a row, or hid it."""
    said = row.attributes
    return any(said.get(name) in ("1", "true") for name in ("customHeight", "hidden"))


def sheet_part(data: bytes) -> SheetPart:
    """Return a worksheet part to be changed."""
    return SheetPart(data, located(data))


def _placed_cells(row: bytes, number: int) -> Iterator[PlacedCell]:
    column, holds_formula = 0, False
    for element in elements(row, "c", "f"):  # a formula ends before its cell does
        if element.name == "f":
            holds_formula = True
            continue
        name = element.attributes.get("r") or cell_name(number, column + 1)
        column = place(name)[1]
        yield PlacedCell(column, element.start, element.end, element.attributes.get("s"), holds_formula)
        holds_formula = False


def _cell_splices(
    cells: list[PlacedCell], end: int, number: int, columns: list[int], write: Write
) -> Iterator[Splice]:
    """Yield what changes in a row: cells written anew where they stand, others put before the next one."""
    known = [cell.column for cell in cells]
    for column in columns:
        at = bisect_left(known, column)
        cell = cells[at] if at < len(known) and known[at] == column else None
        start, stop = (cell.start, cell.end) if cell else (cells[at].start if at < len(known) else end,) * 2
        yield Splice(start, stop, write(number, column, cell).encode())


def _widened(data: bytes, dimension: Element, wanted: Mapping[int, Mapping[int, object]]) -> Splice:
    first, _, last = dimension.attributes["ref"].partition(":")
    corners = [
        place(first),
        place(last or first),
        *((row, at) for row, cells in wanted.items() for at in cells),
    ]
    rows, columns = [row for row, _ in corners], [column for _, column in corners]
    area = f"{cell_name(min(rows), min(columns))}:{cell_name(max(rows), max(columns))}"
    return Splice(
        dimension.start, dimension.inside, with_attributes(start_tag(data, dimension), {"ref": area})
    )
