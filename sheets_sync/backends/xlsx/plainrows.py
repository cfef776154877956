"""Rows written in the plainest way, read without a parser, since nearly all are."""

import re
from typing import NamedTuple

from sheets_sync.backends.xlsx.grid import Grid
from sheets_sync.backends.xlsx.plain import plain_text
from sheets_sync.backends.xlsx.values import Reader, Values
from sheets_sync.spreadsheet.a1 import column_number
from sheets_sync.spreadsheet.snapshot import Cell

_ROW = re.compile(r'<row r="([1-9]\d*)"(?: [\w:.]+="[^"&<]*")*>')
_CELL = re.compile(
    r'([A-Z]{1,3})([1-9]\d*)("(?: s="(\d+)")?(?: t="(\w+)")?'
    r'(?:><v>|><is><t>|><is><t xml:space="preserve">|(?= ?/>)))[\s\S]*'
)


class _Shape(NamedTuple):
    """How the cells of one column are written, but for row numbers and values."""

    letters: str
    opening: str  # what stands between the row number and the value
    ending: str
    read: Reader


class _NotPlainError(Exception):
    """This row takes a parser."""


def _no_value(_text: str) -> None:
    raise _NotPlainError


_UNKNOWN = _Shape("", "unknown", "", _no_value)


class PlainRows:
    """Reads rows by the shape that the cell above had, and learns a new shape where that differs."""

    def __init__(self, grid: Grid, values: Values) -> None:
        self._grid = grid
        self._readers = values.reader
        self._shapes: dict[int, _Shape] = {}

    def take(self, row: str) -> bool:
        """Add the row, given without its end tag, and return True; return False if it takes a parser."""
        head, *cells = row.split('<c r="')
        match = _ROW.fullmatch(head)
        if match is None or 'hidden="1"' in head or 'hidden="true"' in head:
            return False
        try:
            values = self._values(match[1], cells)
        except _NotPlainError:
            return False
        self._grid.add(int(match[1]), values)
        return True

    def _values(self, number: str, cells: list[str]) -> list[Cell]:
        values: list[Cell] = []
        shapes, column = self._shapes, 1
        for cell in cells:
            letters, opening, ending, read = shapes.get(column, _UNKNOWN)
            start = letters + number + opening
            if not (cell.startswith(start) and cell.endswith(ending)):
                column, start, ending, read = self._learned(cell, number, column)
            text = cell[len(start) : len(cell) - len(ending)]
            if "<" in text or "&" in text:
                text = _resolved(text)
            value = read(text) if text else None
            if value is not None:
                if column > len(values) + 1:
                    values.extend([None] * (column - 1 - len(values)))
                values.append(value)
            column += 1
        return values

    def _learned(self, cell: str, number: str, after: int) -> tuple[int, str, str, Reader]:
        match = _CELL.fullmatch(cell)
        if match is None or match[2] != number:
            raise _NotPlainError
        column = column_number(match[1])
        shape = self._shape(match)
        if column < after or not cell.endswith(shape.ending):
            raise _NotPlainError
        self._shapes[column] = shape
        return column, shape.letters + number + shape.opening, shape.ending, shape.read

    def _shape(self, match: re.Match[str]) -> _Shape:
        letters, opening, style, kind = match[1], match[3], match[4] or "0", match[5] or "n"
        if not opening.endswith(">"):
            return _Shape(letters, opening, " />" if match[0].endswith(" />") else "/>", _no_value)
        if opening.endswith("<v>") == (kind == "inlineStr"):
            raise _NotPlainError
        ending = "</v></c>" if opening.endswith("<v>") else "</t></is></c>"
        return _Shape(letters, opening, ending, self._readers(kind, style))


def _resolved(text: str) -> str:
    resolved = plain_text(text)
    if resolved is None:
        raise _NotPlainError
    return resolved
