"""The page start_here: its boxes, its lines, what they say, and which of them are gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.mentoring.start_here import NO_RUN_YET, Item
from sheets_sync.spreadsheet.breaker import read_counts
from sheets_sync.spreadsheet.cells import YES, as_text, constant
from sheets_sync.spreadsheet.changes import CellEdit
from sheets_sync.spreadsheet.headers import page_places
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import CellRef, Plain, Row, Tab
from sheets_sync.spreadsheet.text import key_of

UNGUARDED = "MU028"  # the line is gone that remembers how many rows each tab had
FORGOTTEN = "MU029"  # it is there, and remembers nothing


@dataclass(frozen=True)
class Page:
    """The page start_here as it was read: lines found by the text in their first cell."""

    tab: Tab | None
    has_synced: bool = False  # does the log tell of an earlier sync?

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return page_places(self.tab, load_schemas()["start_here"]) if self.tab else {}

    def row(self, item: str) -> Row | None:
        """Return the line of `item`, or None where people removed it."""
        rows = self.tab.rows if self.tab else ()
        return next((row for row in rows if key_of(as_text(self._cell(row, "item"))) == key_of(item)), None)

    def _cell(self, row: Row, column: str) -> Plain:
        at = self._places[column]
        return constant(row.values[at]) if at < len(row.values) else None

    def value(self, item: str) -> Plain:
        """Return what stands beside `item`."""
        row = self.row(item)
        return self._cell(row, "value") if row else None

    def ticked(self, item: str) -> bool:
        """Did somebody tick the box `item`?"""
        return key_of(as_text(self.value(item))) in YES

    def edits(self, values: Mapping[str, Plain]) -> Iterator[CellEdit]:
        """Yield the fewest edits after which each item has its value."""
        for item, value in values.items():
            row = self.row(item)
            if row is not None and as_text(self.value(item)) != as_text(value):
                yield CellEdit(self._beside(row), (item,), "value", self.value(item), value)

    def _beside(self, row: Row) -> CellRef:
        return CellRef(row.tab, row.number, self._places["value"] + 1)

    def problems(self) -> Iterator[Problem]:
        """Yield the lines that are gone, and whether the rows at the last good run were forgotten."""
        if self.tab is None:
            return
        gone = [item for item in Item if self.row(item) is None]
        if gone:
            code = UNGUARDED if Item.ROWS_THEN in gone else "MU049"
            yield problem(code, CellRef(self.tab.name, 1, 1), lines=", ".join(gone))
        memory = self.row(Item.ROWS_THEN)
        if memory and self._has_run and not read_counts(as_text(self.value(Item.ROWS_THEN))):
            yield problem(FORGOTTEN, self._beside(memory))

    @property
    def _has_run(self) -> bool:
        return self.has_synced or as_text(self.value(Item.LAST_GOOD_RUN)) not in ("", NO_RUN_YET)
