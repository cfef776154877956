"""Tabs as people made them: drawn as text, with notes, bold cells, and whatever is hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from textwrap import dedent
from typing import Any

from pictures import cell

from sheets_sync.spreadsheet.a1 import cell_name
from sheets_sync.spreadsheet.snapshot import Cell

Line = tuple[Cell, ...]


@dataclass(frozen=True)
class Drawn:
    """One tab: its lines, the headers first, and what people did to it besides typing."""

    name: str
    lines: tuple[Line, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)  # by address
    bold: tuple[str, ...] = ()  # addresses
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()  # 1-based

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Yield each cell that holds anything, with its address."""
        for row, line in enumerate(self.lines, 1):
            for column, value in enumerate(line, 1):
                if value is not None:
                    yield cell_name(row, column), value


def drawn(picture: str, **looks: Any) -> Drawn:
    """Return the tab of a picture: its name, its headers, its rows; cells between bars."""
    name, *lines = [line.strip() for line in dedent(picture).strip().splitlines()]
    cells = (tuple(cell(part.strip()) for part in line.split("|")) for line in lines)
    return replace(Drawn(name, tuple(cells)), **looks)
