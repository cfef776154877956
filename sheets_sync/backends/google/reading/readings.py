"""A whole Google spreadsheet read in one request: one consistent snapshot."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.backends.google.reading.grids import Grid
from sheets_sync.backends.google.reading.lease import Lease, lease_numbers
from sheets_sync.backends.google.reading.tables import TABLE_FIELDS
from sheets_sync.spreadsheet.snapshot import Snapshot
from sheets_sync.spreadsheet.text import key_of

_CELL = (
    "userEnteredValue,effectiveValue,note,textFormatRuns,chipRuns,"
    "userEnteredFormat.numberFormat,userEnteredFormat.textFormat.link,effectiveFormat.numberFormat.type"
)
_SHEET = (
    "properties(sheetId,title,index,sheetType,hidden,gridProperties(rowCount,columnCount)),"
    f"developerMetadata,{TABLE_FIELDS},data(startRow,startColumn,rowData.values({_CELL}),"
    "rowMetadata(hiddenByFilter,hiddenByUser),columnMetadata(hiddenByUser,developerMetadata))"
)
_PROTECTIONS = "protectedRanges(range,unprotectedRanges,warningOnly,requestingUserCanEdit)"
_WHOLE = "spreadsheetId,properties(title,locale,timeZone),developerMetadata"
FIELDS = f"{_WHOLE},sheets({_SHEET})"
FIELDS_TO_EXAMINE = f"{_WHOLE},sheets({_SHEET},{_PROTECTIONS})"
FIELDS_AFTER = f"replies,updatedSpreadsheet({FIELDS})"  # of what a write answers


@dataclass(frozen=True)
class Reading:
    """What was read at one moment: the tabs with cells, and the note that the last run left."""

    grids: Mapping[int, Grid]  # by the tab's id, in the order of the spreadsheet
    lease: Lease | None
    metadata_ids: frozenset[int]
    lease_numbers: frozenset[int] = frozenset()  # of the last writes
    locale: str = ""
    time_zone: str = ""

    @classmethod
    def of(cls, spreadsheet: Json) -> "Reading":
        """Return the reading that a Spreadsheet of the API describes."""
        sheets = [s for s in spreadsheet.get("sheets", ()) if _has_cells(s)]
        properties, name = spreadsheet.get("properties", {}), spreadsheet.get("spreadsheetId", "")
        return cls(
            grids={grid.sheet_id: grid for grid in (Grid.of(s, name) for s in sheets)},
            lease=Lease.found(spreadsheet),
            metadata_ids=frozenset(_metadata_ids(spreadsheet)),
            lease_numbers=lease_numbers(spreadsheet),
            locale=properties.get("locale", ""),
            time_zone=properties.get("timeZone", ""),
        )

    @cached_property
    def snapshot(self) -> Snapshot:
        """Return what the spreadsheet says."""
        return Snapshot(tuple(grid.tab for grid in self.grids.values()))

    def grid(self, title: str) -> Grid:
        """Return the tab called `title`; KeyError where there is none."""
        return {grid.title: grid for grid in self.grids.values()}[title]

    def instead_of(self, earlier: "Reading", sheet_ids: Collection[int]) -> "Reading":
        """Return the reading of some tabs, with the others as earlier; tabs renamed since are still known."""
        others = {at: grid for at, grid in earlier.grids.items() if at not in sheet_ids}
        again = {at: _known_as(grid, earlier.grids.get(at)) for at, grid in self.grids.items()}
        return replace(self, grids={**others, **again})

    def with_grids(self, grids: Iterable[Grid]) -> "Reading":
        """Return the reading with some of its tabs read anew."""
        return replace(self, grids={**self.grids, **{grid.sheet_id: grid for grid in grids}})


def _known_as(grid: Grid, earlier: Grid | None) -> Grid:
    return grid if earlier is None else replace(grid, made_as=earlier.made_as or key_of(earlier.title))


def _has_cells(sheet: Json) -> bool:
    return bool(sheet["properties"].get("sheetType", "GRID") == "GRID")


def _metadata_ids(spreadsheet: Json) -> Iterable[int]:
    for place in _places(spreadsheet):
        yield from (item["metadataId"] for item in place.get("developerMetadata", ()))


def _places(spreadsheet: Json) -> Iterable[Json]:
    yield spreadsheet
    for sheet in spreadsheet.get("sheets", ()):
        yield sheet
        for data in sheet.get("data", ()):
            yield from data.get("columnMetadata", ())
