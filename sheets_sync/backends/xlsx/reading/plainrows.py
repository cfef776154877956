"""Rows written in the plainest way, read many at a time without a parser, since nearly all are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sheets_sync.backends.xlsx.reading.columns import ColumnReader, column_reader, formula_cells
from sheets_sync.backends.xlsx.reading.grid import Grid
from sheets_sync.backends.xlsx.reading.plain import PLAIN, PLAIN_TEXT
from sheets_sync.backends.xlsx.reading.values import Values
from sheets_sync.spreadsheet.a1 import column_letters, column_number
from sheets_sync.spreadsheet.snapshot import Cell

_PATIENCE = 50  # so often the expression may grow
_LETTERS = 2  # no column beyond ZZ: many rows of blanks that wide would fill the memory
_ROW = r'<row r="([1-9]\d*)"([^<>/\x00-\x1f]*)>'
_CELL = re.compile(
    r'([A-Z]{1,3})\d+"((?: s="(\d+)")?(?: t="(\w+)")?'
    r'(?: ?/>|><v>|><is><t(?: xml:space="preserve")?>|><f(?: aca="\w+")?>))'
)
_HIDDEN = re.compile(r"""\shidden=["'](?:1|true)["']""")
_GROUPS = {"": "", "s": r"(\d+)", "inlineStr": f"({PLAIN_TEXT})"}


class _Shape(NamedTuple):
    """How a cell is written but for its place and content, and its type where it holds anything."""

    before: str
    after: str
    kind: str

    @property
    def is_formula(self) -> bool:
        """Does a formula stand before the value?"""
        return "<f" in self.before

    @property
    def pattern(self) -> str:
        """The regular expression of such a cell, its formula and value the groups if it has them."""
        value = _GROUPS.get(self.kind, f"({PLAIN})") + re.escape(self.after)
        formula = f"({PLAIN_TEXT})</f><v>" if self.is_formula else ""
        return re.escape(self.before) + formula + value


class _Column(NamedTuple):
    """What the groups of one shape mean: the cells of which column, read how."""

    at: int
    shape: _Shape
    read: ColumnReader

    def cells(self, groups: Iterator[tuple[str | None, ...]]) -> Sequence[Cell]:
        """Return the cells from as many groups as the shape has."""
        formulas = next(groups) if self.shape.is_formula else None
        values = self.read(next(groups))
        return values if formulas is None else formula_cells(formulas, values, self.shape.kind)


class PlainRows:
    """Reads rows by one regular expression, which grows with each new way of writing a cell."""

    def __init__(self, grid: Grid, values: Values) -> None:
        self._grid = grid
        self._values = values
        self._row = re.compile(f"{_ROW}</row>")
        self._columns: list[_Column] = []  # in the order of the expression's groups
        self._shapes: dict[int, dict[_Shape, ColumnReader]] = {}  # by column
        self._patience = _PATIENCE

    def take(self, text: str, at: int) -> int:
        """Add the rows from `at` on; return where the first one begins that takes a parser."""
        found: list[tuple[str, ...]] = []
        while True:
            while match := self._row.match(text, at):
                found.append(match.groups())
                at = match.end()
            self._add(found)
            found.clear()
            if at == len(text) or not self._learned(text[at : text.index("</row>", at)]):
                return at

    def _add(self, found: Sequence[tuple[str, ...]]) -> None:
        if not found:
            return
        numbers, attributes, *groups = zip(*found, strict=True)
        for number, values in zip(map(int, numbers), self._rows(groups, len(found)), strict=True):
            self._grid.add(number, values)
        hidden = {attribute for attribute in set(attributes) if _HIDDEN.search(attribute)}
        if hidden:
            shown = zip(numbers, attributes, strict=True)
            self._grid.hidden_rows.update(int(number) for number, attribute in shown if attribute in hidden)

    def _rows(self, groups: Sequence[tuple[str, ...]], count: int) -> Iterable[tuple[Cell, ...]]:
        """Return the values of so many rows from the texts of their groups."""
        blank: Sequence[Cell] = (None,) * count
        columns = [blank] * max(self._shapes, default=0)
        texts = iter(groups)
        for column in self._columns:
            cells, others = column.cells(texts), columns[column.at - 1]
            columns[column.at - 1] = cells if others is blank else list(map(_either, cells, others))
        return zip(*columns, strict=True) if columns else [()] * count

    def _learned(self, row: str) -> bool:
        """Tell whether the row holds new ways of writing a cell; know them from now on."""
        if self._patience == 0:
            return False
        cells = map(_CELL.match, row.split('<c r="')[1:])
        learned = [self._learn(*cell.groups()) for cell in cells if cell]
        if not any(learned):
            return False
        self._patience -= 1
        columns = sorted(self._shapes.items())
        row_pattern = _ROW + "".join(_pattern(column, shapes) for column, shapes in columns) + "</row>"
        self._row = re.compile(row_pattern)
        self._columns = [
            _Column(at, shape, read) for at, shapes in columns for shape, read in shapes.items() if shape.kind
        ]
        return True

    def _learn(self, letters: str, before: str, style: str | None, kind: str | None) -> bool:
        shape = _shape(before, kind or "n")
        if shape is None or len(letters) > _LETTERS:
            return False
        shapes = self._shapes.setdefault(column_number(letters), {})
        if shape in shapes:
            return False
        shapes[shape] = column_reader(self._values, shape.kind, style or "0")
        return True


def _shape(before: str, kind: str) -> _Shape | None:
    if before.endswith("/>"):
        return _Shape(before, "", "")
    in_runs = before.endswith(("<t>", '"preserve">'))
    if in_runs != (kind == "inlineStr"):
        return None
    return _Shape(before, "</t></is></c>" if in_runs else "</v></c>", kind)


def _pattern(column: int, shapes: Iterable[_Shape]) -> str:
    ways = "|".join(shape.pattern for shape in shapes)
    return rf'(?:<c r="{column_letters(column)}\1"(?:{ways}))?' if ways else ""


def _either(one: Cell, other: Cell) -> Cell:
    return other if one is None else one
