"""Tables that people made of cells in Google Sheets: a column of one may say what it takes and shows."""

from dataclasses import dataclass

from sheets_sync.backends.google.reading.areas import FAR
from sheets_sync.backends.google.reading.cells import Json

TABLE_FIELDS = "tables(range,columnProperties(columnIndex,columnType))"
_UNTYPED = ("", "COLUMN_TYPE_UNSPECIFIED")


@dataclass(frozen=True)
class Table:
    """Where a table stands, and which of its columns have a type; all counted from 0."""

    rows: range
    columns: range
    typed: frozenset[int] = frozenset()  # as columns of the tab

    @classmethod
    def of(cls, table: Json) -> "Table":
        """Return what a Table of the API says.

        >>> Table.of({"range": {"endRowIndex": 9}, "columnProperties": [{"columnType": "DATE"}]}).typed
        frozenset({0})
        """
        where, columns = table.get("range", {}), table.get("columnProperties", ())
        left = where.get("startColumnIndex", 0)
        typed = (one for one in columns if one.get("columnType", "") not in _UNTYPED)
        return cls(
            rows=range(where.get("startRowIndex", 0), where.get("endRowIndex", FAR)),
            columns=range(left, where.get("endColumnIndex", FAR)),
            typed=frozenset(left + one.get("columnIndex", 0) for one in typed),
        )

    def holds(self, row: int, column: int) -> bool:
        """Is the cell one of the table's?"""
        return row in self.rows and column in self.columns


def tables_of(sheet: Json) -> tuple[Table, ...]:
    """Return the tables of a Sheet of the API."""
    return tuple(map(Table.of, sheet.get("tables", ())))
