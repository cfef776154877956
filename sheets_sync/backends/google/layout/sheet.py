"""A tab as Google describes it: its cells, and what hangs on it and on its columns.

Rows and columns are counted from 0 here, as the API does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sheets_sync.backends.google.reading.memory import COLUMN
from sheets_sync.backends.google.reading.tables import TABLE_FIELDS, Table, tables_of
from sheets_sync.spreadsheet.text import key_of

Json = dict[str, Any]

LAYOUT_FIELDS = (
    "sheets("
    "properties(sheetId,title,index,sheetType,gridProperties(rowCount,columnCount)),"
    "developerMetadata(metadataId,metadataKey,metadataValue),"
    "protectedRanges(protectedRangeId,range,description,unprotectedRanges,requestingUserCanEdit),"
    "conditionalFormats(ranges,booleanRule.condition),"
    "filterViews(filterViewId,title,range),"
    f"basicFilter.range,bandedRanges.bandedRangeId,charts.chartId,{TABLE_FIELDS},slicers.slicerId,merges,"
    "data(startRow,startColumn,"
    "rowData.values(userEnteredValue,note,dataValidation.condition,userEnteredFormat.numberFormat.type),"
    "columnMetadata.developerMetadata(metadataId,metadataKey,metadataValue))"
    "),developerMetadata(metadataId,metadataKey,metadataValue)"
)
_UNTICKED = {"boolValue": False}
_MADE_BY_PEOPLE = (
    "developerMetadata",
    "protectedRanges",
    "conditionalFormats",
    "filterViews",
    "basicFilter",
    "bandedRanges",
    "charts",
    "tables",
    "slicers",
    "merges",
)


@dataclass(frozen=True)
class Sheet:
    """One tab of the answer."""

    json: Json

    @property
    def sheet_id(self) -> int:
        """Return what Google calls the tab, whatever its title."""
        return int(self.json["properties"].get("sheetId", 0))

    @property
    def title(self) -> str:
        """Return what people call the tab."""
        return str(self.json["properties"]["title"])

    @property
    def is_grid(self) -> bool:
        """Is this a table of cells, not a chart that fills a tab?"""
        return "gridProperties" in self.json["properties"]

    @property
    def height(self) -> int:
        """Return how many rows the grid has."""
        return int(self.json["properties"]["gridProperties"]["rowCount"])

    @property
    def width(self) -> int:
        """Return how many columns the grid has."""
        return int(self.json["properties"]["gridProperties"]["columnCount"])

    @cached_property
    def rows(self) -> list[list[Json]]:
        """Return the cells of each row, as far as they hold anything at all."""
        grid = (self.json.get("data") or [{}])[0]
        return [row.get("values", []) for row in grid.get("rowData", [])]

    def cell(self, row: int, column: int) -> Json:
        """Return one cell, {} where there is nothing."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else {}

    def filled(self) -> Iterator[tuple[int, int]]:
        """Yield the row and column of every cell that says something; a box that nobody ticked does not."""
        for row, cells in enumerate(self.rows):
            said = (cell.get("userEnteredValue") not in (None, _UNTICKED) for cell in cells)
            yield from ((row, column) for column, says in enumerate(said) if says)

    def text(self, row: int, column: int) -> str:
        """Return what was typed into a cell, in key form."""
        return text_of(self.cell(row, column).get("userEnteredValue", {}))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables that people made of its cells."""
        return tables_of(self.json)

    def is_in_table(self, row: int, column: int) -> bool:
        """Is the cell in a table, which has drop-downs and number formats of its own?"""
        return any(table.holds(row, column) for table in self.tables)

    @property
    def is_untouched(self) -> bool:
        """Has nobody ever put anything here?"""
        attached = any(self.json.get(name) for name in _MADE_BY_PEOPLE)
        return not attached and not self.column_tags and not any(cell for row in self.rows for cell in row)

    def tags(self, key: str) -> dict[str, int]:
        """Return the values of the tab's own metadata under `key`, each with its number."""
        return {tag.get("metadataValue", ""): tag["metadataId"] for tag in self._tags() if _is(tag, key)}

    @cached_property
    def column_tags(self) -> list[tuple[int, str, int]]:
        """Return place, name and number of each piece of metadata that says what a column is."""
        return [
            (place, tag.get("metadataValue", ""), tag["metadataId"])
            for place, tags in enumerate(self._tags_of_columns())
            for tag in tags
            if _is(tag, COLUMN)
        ]

    def tag_numbers(self) -> Iterator[int]:
        """Yield the numbers of all metadata of the tab and of its columns."""
        yield from (tag["metadataId"] for tag in self._tags())
        yield from (tag["metadataId"] for tags in self._tags_of_columns() for tag in tags)

    def _tags(self) -> list[Json]:
        return list(self.json.get("developerMetadata", []))

    def _tags_of_columns(self) -> Iterator[list[Json]]:
        grid = (self.json.get("data") or [{}])[0]
        yield from (column.get("developerMetadata", []) for column in grid.get("columnMetadata", []))


def text_of(entered: Json) -> str:
    """Return what an ExtendedValue says, in key form.

    >>> text_of({"stringValue": " E12"}), text_of({"numberValue": 12.0}), text_of({})
    ('e12', '12', '')
    """
    value = next(iter(entered.values()), "")
    if isinstance(value, float):
        value = int(value) if value.is_integer() else f"{value:.10g}"
    return key_of(str(value))


def _is(tag: Json, key: str) -> bool:
    return bool(tag.get("metadataKey") == key)
