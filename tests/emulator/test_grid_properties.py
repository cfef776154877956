"""Whatever happens to rows and columns, the grid agrees with a list of lists."""

import os
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sheets_emulator import OWNER, Person
from sheets_emulator.ranges import Area
from sheets_emulator.spreadsheet import new_sheet
from sheets_emulator.store import Store
from sheets_emulator.tags import every_tag
from sheets_emulator.values import Rendering, value_range

LONG = bool(os.environ.get("SHEETS_SYNC_LONG"))
SIDE = st.sampled_from(["ROWS", "COLUMNS"])
PART = st.floats(0, 1, exclude_max=True)  # a place, as a part of whatever the grid has then
TEXT = st.sampled_from(["", "a", "b", "c", "d"])


class Grid(RuleBasedStateMachine):
    """One tab, changed through the API's requests and in a naive model."""

    def __init__(self) -> None:
        super().__init__()
        store = Store()
        made = store.create("program", OWNER, (new_sheet(0, "tab", 4, 3),))
        self.person = Person(store, made.spreadsheet_id, OWNER)
        self.model = [["" for _ in range(3)] for _ in range(4)]
        self.row_names = [0, 1, 2, 3]  # which row is which, wherever it is now
        for at in self.row_names:
            self.person.do(_tag(at))

    def size(self, side: str) -> int:
        """Return the number of rows or columns."""
        return len(self.model) if side == "ROWS" else len(self.model[0])

    @rule(row=PART, column=PART, text=TEXT)
    def write(self, row: float, column: float, text: str) -> None:
        """Write one cell."""
        down, right = int(row * len(self.model)), int(column * len(self.model[0]))
        cell = {"userEnteredValue": {"stringValue": text}} if text else {}
        start = {"rowIndex": down, "columnIndex": right}
        self.do("updateCells", start=start, rows=[{"values": [cell]}], fields="userEnteredValue")
        self.model[down][right] = text

    @rule(side=SIDE, place=PART, count=st.integers(1, 2))
    def insert(self, side: str, place: float, count: int) -> None:
        """Insert rows or columns."""
        at = int(place * (self.size(side) + 1))
        at_end = at == self.size(side)  # where nothing stands after it to look like
        self.do("insertDimension", range=_span(side, at, at + count), inheritFromBefore=at_end)
        if side == "ROWS":
            self.model[at:at] = [["" for _ in self.model[0]] for _ in range(count)]
            self.row_names[at:at] = [-1] * count
        else:
            self.model = [row[:at] + [""] * count + row[at:] for row in self.model]

    @rule(side=SIDE, place=PART)
    def delete(self, side: str, place: float) -> None:
        """Delete a row or a column, unless it is the last."""
        at = int(place * self.size(side))
        if self.size(side) == 1:
            return
        self.do("deleteDimension", range=_span(side, at, at + 1))
        if side == "ROWS":
            del self.model[at], self.row_names[at]
        else:
            self.model = [row[:at] + row[at + 1 :] for row in self.model]

    @rule(side=SIDE, place=PART, onto=PART)
    def move(self, side: str, place: float, onto: float) -> None:
        """Move a row or a column."""
        old, to = int(place * self.size(side)), int(onto * (self.size(side) + 1))
        self.do("moveDimension", source=_span(side, old, old + 1), destinationIndex=to)
        lists = [self.model, self.row_names] if side == "ROWS" else self.model
        for line in lists:
            line.insert(to - (to > old), line.pop(old))  # type: ignore[attr-defined]

    @rule(column=PART, descending=st.booleans())
    def sort(self, column: float, descending: bool) -> None:
        """Sort all rows by one column; the rows themselves stay where they are."""
        at = int(column * len(self.model[0]))
        order = "DESCENDING" if descending else "ASCENDING"
        self.do("sortRange", range={"sheetId": 0}, sortSpecs=[{"dimensionIndex": at, "sortOrder": order}])
        full = sorted((row for row in self.model if row[at]), key=lambda row: row[at], reverse=descending)
        self.model = full + [row for row in self.model if not row[at]]

    @rule()
    def undo(self) -> None:
        """Do something and take it back."""
        self.do("deleteSheet", sheetId=self.do("addSheet")["addSheet"]["properties"]["sheetId"])
        self.do("insertDimension", range=_span("ROWS", 0, 1))
        self.person.undo()

    def do(self, kind: str, **body: Any) -> Any:
        """Carry out one request and return its reply."""
        return self.person.do({kind: body})[0]

    @invariant()
    def cells_are_where_the_model_has_them(self) -> None:
        spreadsheet = self.person.spreadsheet
        [sheet] = spreadsheet.sheets
        assert sheet.grid == Area(0, len(self.model), 0, len(self.model[0]))
        values = value_range(spreadsheet, sheet, sheet.grid, Rendering()).get("values", [])
        padded = [row + [""] * (len(self.model[0]) - len(row)) for row in values]
        assert padded + [[""] * len(self.model[0])] * (len(self.model) - len(padded)) == self.model

    @invariant()
    def tags_are_on_their_rows(self) -> None:
        spans = [
            (tagged.tag, tagged.location["dimensionRange"]) for tagged in every_tag(self.person.spreadsheet)
        ]
        places = {tag.metadata_id - 1: span["startIndex"] for tag, span in spans}
        assert places == {name: at for at, name in enumerate(self.row_names) if name >= 0}


def _span(side: str, start: int, end: int) -> Any:
    return {"sheetId": 0, "dimension": side, "startIndex": start, "endIndex": end}


def _tag(at: int) -> Any:
    location = {"dimensionRange": _span("ROWS", at, at + 1)}
    found = {"metadataId": at + 1, "metadataKey": "row", "visibility": "DOCUMENT", "location": location}
    return {"createDeveloperMetadata": {"developerMetadata": found}}


TestGrid = Grid.TestCase
TestGrid.settings = settings(max_examples=500 if LONG else 60, stateful_step_count=30, deadline=None)
