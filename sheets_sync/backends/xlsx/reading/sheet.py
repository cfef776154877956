"""One worksheet part, read as it is unpacked."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar
from xml.parsers.expat import ParserCreate

from sheets_sync.backends.xlsx.container.package import DAMAGED, Unreadable
from sheets_sync.backends.xlsx.reading.formulas import formula_cell
from sheets_sync.backends.xlsx.reading.grid import Grid
from sheets_sync.backends.xlsx.reading.places import area, column_of
from sheets_sync.backends.xlsx.reading.plain import feed
from sheets_sync.backends.xlsx.reading.plainrows import PlainRows
from sheets_sync.backends.xlsx.reading.texts import MAX_DEPTH
from sheets_sync.backends.xlsx.reading.values import Value, Values
from sheets_sync.spreadsheet.snapshot import Cell

_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_TRUE = ("1", "true")

Attributes = dict[str, str]
_Answer = TypeVar("_Answer")


class SheetReader:
    """Answers the parser's calls for one worksheet."""

    def __init__(self, values: Values) -> None:
        self.grid = Grid()
        self.hidden_columns: list[range] = []
        self._values = values
        self._plain = PlainRows(self.grid, values)
        self._shared: dict[str, str] = {}  # the texts of shared formulas
        self._depth = 0
        self._in_rows = False
        self._pronounced = False  # inside what tells how to pronounce a text
        self._number = ""  # of the row being read
        self._row: list[Cell] = []  # its values up to the last one that is not blank
        self._column = 0  # of the cell read last
        self._cell: Attributes = {}
        self._formula: Attributes | None = None
        self._runs: dict[str, list[str]] = {"v": [], "f": [], "t": []}  # the texts inside the cell
        self._open: list[str] | None = None  # the one of these that text belongs to now
        self._begin = _in_namespaces(self._beginnings())
        self._finish = _in_namespaces(self._ends())

    def read(self, blocks: Iterable[bytes]) -> None:
        """Read a whole part."""
        parser = ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        feed(parser, blocks, "row", self._take)

    def _take(self, text: str, at: int) -> int:
        return self._plain.take(text, at) if self._in_rows else at

    def _beginnings(self) -> dict[str, Callable[[Attributes], None]]:
        return {
            "sheetData": lambda _: setattr(self, "_in_rows", True),
            "row": self._begin_row,
            "c": self._begin_cell,
            "v": partial(self._begin_text, "v"),
            "f": self._begin_formula,
            "t": partial(self._begin_text, "t"),
            "rPh": lambda _: setattr(self, "_pronounced", True),
            "col": self._begin_column,
        }

    def _ends(self) -> dict[str, Callable[[], None]]:
        return {
            "sheetData": lambda: setattr(self, "_in_rows", False),
            "row": self._finish_row,
            "c": self._finish_cell,
            "v": self._finish_text,
            "f": self._finish_text,
            "t": self._finish_text,
            "rPh": lambda: setattr(self, "_pronounced", False),
        }

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Unreadable(DAMAGED)
        begin = self._begin.get(name)
        if begin is not None:
            begin(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        finish = self._finish.get(name)
        if finish is not None:
            finish()

    def _add(self, text: str) -> None:
        if self._open is not None:
            self._open.append(text)

    def _begin_row(self, attributes: Attributes) -> None:
        number = int(attributes.get("r") or self.grid.last + 1)
        self._number, self._row, self._column = str(number), [], 0
        if attributes.get("hidden") in _TRUE:
            self.grid.hidden_rows.add(number)

    def _finish_row(self) -> None:
        self.grid.add(int(self._number), self._row)

    def _begin_cell(self, attributes: Attributes) -> None:
        self._cell, self._formula = attributes, None

    def _begin_text(self, tag: str, _attributes: Attributes) -> None:
        self._open = None if self._pronounced else self._runs[tag]

    def _begin_formula(self, attributes: Attributes) -> None:
        self._formula, self._open = attributes, self._runs["f"]

    def _finish_text(self) -> None:
        self._open = None

    def _begin_column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE:
            self.hidden_columns.append(range(int(attributes["min"]), int(attributes["max"]) + 1))

    def _finish_cell(self) -> None:
        at = self._cell.get("r")
        column = column_of(at, self._number) if at else self._column + 1
        if column <= self._column:
            raise Unreadable(DAMAGED)
        self._column = column
        value = self._cell_value()
        if value is not None:
            if column > len(self._row) + 1:
                self._row.extend([None] * (column - 1 - len(self._row)))
            self._row.append(value)

    def _cell_value(self) -> Cell:
        kind = self._cell.get("t", "n")
        inline, text = self._taken("t"), self._taken("v")
        if kind == "inlineStr":
            text = inline
        value = self._values.reader(kind, self._cell.get("s", "0"))(text) if text else None
        return value if self._formula is None else self._formula_cell(self._formula, value, kind)

    def _formula_cell(self, attributes: Attributes, value: Value, kind: str) -> Cell:
        text = "=" + self._taken("f")
        if attributes.get("t") == "shared":
            text = self._shared.setdefault(attributes.get("si", ""), text)
        elif ":" in attributes.get("ref", ""):
            self.grid.add_area(area(text, attributes["ref"]))
        return formula_cell(text, value, kind, alone="t" not in attributes)

    def _taken(self, tag: str) -> str:
        runs = self._runs[tag]
        if not runs:
            return ""
        text = "".join(runs)
        runs.clear()
        return text


def _in_namespaces(answers: Mapping[str, _Answer]) -> dict[str, _Answer]:
    return {f"{namespace}}}{tag}": answer for namespace in _NAMESPACES for tag, answer in answers.items()}
