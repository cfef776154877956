"""One worksheet part, read as it is unpacked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate

from sheets_sync.backends.xlsx.grid import Grid
from sheets_sync.backends.xlsx.package import DAMAGED, Unreadable
from sheets_sync.backends.xlsx.places import LAST_COLUMN, area, place
from sheets_sync.backends.xlsx.plain import feed
from sheets_sync.backends.xlsx.plainrows import PlainRows
from sheets_sync.backends.xlsx.texts import Runs
from sheets_sync.backends.xlsx.values import Values
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Plain

_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_TAGS = ("sheetData", "row", "c", "v", "f", "is", "t", "rPh", "col")
_LOCAL = {f"{namespace}}}{tag}": tag for namespace in _NAMESPACES for tag in _TAGS}
_TRUE = ("1", "true")

Attributes = dict[str, str]


@dataclass
class _OpenCell:
    """The cell being read."""

    column: int = 0
    kind: str = ""
    style: str = "0"
    formula: Attributes | None = None


@dataclass
class _OpenRow:
    """The row being read, and its values up to the last one that is not blank."""

    number: int = 0
    values: list[Cell] = field(default_factory=list)
    column: int = 0  # of the cell read last


class SheetReader:
    """Answers the parser's calls for one worksheet."""

    def __init__(self, values: Values) -> None:
        self.grid = Grid()
        self.hidden_columns: list[range] = []
        self._values = values
        self._runs = Runs("v", "f", "t")
        self._shared: dict[str, str] = {}  # the texts of shared formulas
        self._row = _OpenRow()
        self._cell = _OpenCell()
        self._plain = PlainRows(self.grid, values)
        self._in_rows = False
        self._begin: dict[str, Callable[[Attributes], None]] = {
            "sheetData": self._begin_rows,
            "row": self._begin_row,
            "c": self._begin_cell,
            "f": self._begin_formula,
            "col": self._begin_column,
        }
        self._finish: dict[str, Callable[[], None]] = {
            "sheetData": self._finish_rows,
            "row": self._finish_row,
            "c": self._finish_cell,
        }

    def read(self, blocks: Iterable[bytes]) -> None:
        """Read a whole part."""
        parser = ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._runs.add
        feed(parser, blocks, "row", self._take)

    def _take(self, text: str, at: int) -> int:
        return self._plain.take(text, at) if self._in_rows else at

    def _start(self, name: str, attributes: Attributes) -> None:
        tag = _LOCAL.get(name, "")
        self._runs.start(tag)
        if tag in self._begin:
            self._begin[tag](attributes)

    def _end(self, _name: str) -> None:
        finish = self._finish.get(self._runs.end())
        if finish:
            finish()

    def _begin_rows(self, _attributes: Attributes) -> None:
        self._in_rows = True

    def _finish_rows(self) -> None:
        self._in_rows = False

    def _begin_row(self, attributes: Attributes) -> None:
        number = int(attributes.get("r") or self.grid.last + 1)
        self._row = _OpenRow(number)
        if attributes.get("hidden") in _TRUE:
            self.grid.hidden_rows.add(number)

    def _finish_row(self) -> None:
        self.grid.add(self._row.number, self._row.values)

    def _begin_cell(self, attributes: Attributes) -> None:
        at = attributes.get("r")
        row, column = place(at) if at else (self._row.number, self._row.column + 1)
        if row != self._row.number or not self._row.column < column <= LAST_COLUMN:
            raise Unreadable(DAMAGED)
        self._row.column = column
        self._cell = _OpenCell(column, attributes.get("t", "n"), attributes.get("s", "0"))

    def _begin_formula(self, attributes: Attributes) -> None:
        self._cell.formula = attributes

    def _begin_column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE:
            self.hidden_columns.append(range(int(attributes["min"]), int(attributes["max"]) + 1))

    def _finish_cell(self) -> None:
        shown, formula = self._value(), self._cell.formula
        value = shown if formula is None else self._formula(formula, shown)
        if value is not None:
            values = self._row.values
            values.extend([None] * (self._cell.column - 1 - len(values)))
            values.append(value)

    def _value(self) -> Plain | CellError:
        inline, value = self._runs.taken("t"), self._runs.taken("v")
        text = inline if self._cell.kind == "inlineStr" else value
        return self._values.reader(self._cell.kind, self._cell.style)(text) if text else None

    def _formula(self, attributes: Attributes, value: Plain | CellError) -> Formula:
        text = "=" + self._runs.taken("f")
        if attributes.get("t") == "shared":
            key = attributes.get("si", "")
            text = self._shared.setdefault(key, text)
        elif ":" in attributes.get("ref", ""):
            self.grid.add_area(area(text, attributes["ref"]))
        return Formula(text, "" if value is None and self._cell.kind == "str" else value)
