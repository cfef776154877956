"""The circuit breaker: when so much changed overnight that a person should look first."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from sheets_sync.spreadsheet.blanks import is_blank
from sheets_sync.spreadsheet.problems import explanations, with_gaps
from sheets_sync.spreadsheet.tables import Table

FEWEST = 10  # rows; a smaller tab may change as it likes
MOST_LOST = 0.30
MOST_WITH_ERRORS = 0.50
MANY_MORE = 30  # of 100 rows, since the last good run
_NONE: Mapping[str, int] = MappingProxyType({})
_LINE = re.compile(r"(\w+): (\d+)(?: \((\d+) with errors\))?\Z")


@dataclass(frozen=True)
class RowCount:
    """How many rows a tab had, and how many of them had errors and were set aside."""

    tab: str
    rows: int
    with_errors: int = 0
    called: str = field(default="", repr=False, compare=False)  # what a sentence calls the tab, or its file
    most_often: str = field(default="", repr=False, compare=False)  # why its rows are set aside
    what: str = field(default="rows", repr=False, compare=False)  # values, where all rows are always there

    def __str__(self) -> str:
        errors = f" ({self.with_errors} with errors)" if self.with_errors else ""
        return f"{self.tab}: {self.rows}{errors}"


def count_rows(tables: Iterable[Table], added: Mapping[str, int] = _NONE) -> tuple[RowCount, ...]:
    """Return the row count of every tab that people fill, the rows `added` in this run included."""
    return tuple(
        RowCount(
            table.schema.name,
            _filled(table) + added.get(table.tab.name, 0),
            sum(record.set_aside for record in table.records),
            table.tab.called,
            _most_often(table),
            "values" if table.schema.definitions else "rows",
        )
        for table in tables
        if table.schema.filled_by != "tool"
    )


def _filled(table: Table) -> int:
    """Return how many rows say something: those of settings are there, whether anybody fills them or not."""
    if not table.schema.definitions:
        return len(table.records)
    return sum("value" in record.positions and not is_blank(record.raw("value")) for record in table.records)


def _most_often(table: Table) -> str:
    """Return what sets most rows of a table aside, with its code and column."""
    causes = [one for one in table.problems if one.verdict == "row"]
    if not causes:
        return ""
    counts = Counter((one.code, one.cell.column) for one in causes)
    example = max(causes, key=lambda one: counts[one.code, one.cell.column])
    column = table.tab.headers[example.cell.column - 1]
    words = with_gaps(explanations()[example.code].message)  # what a cell says may be confidential
    return f"{words.removesuffix('.')} ({example.code}, column {column})"


def show_counts(counts: Iterable[RowCount]) -> str:
    """Return the counts as the text that start_here keeps, one tab a line."""
    return "\n".join(str(count) for count in counts if count.rows)


def read_counts(text: str) -> dict[str, RowCount]:
    """Return the counts that `show_counts` wrote, by tab; what is not one is left out.

    >>> read_counts("matches: 12 (3 with errors)")
    {'matches': RowCount(tab='matches', rows=12, with_errors=3)}
    """
    found = (_LINE.match(line.strip()) for line in text.splitlines())
    return {f[1]: RowCount(f[1], int(f[2]), int(f[3] or 0)) for f in found if f}


def big_changes(
    before: dict[str, RowCount], now: Iterable[RowCount], apart: Container[str] = ()
) -> Iterator[str]:
    """Yield a sentence for each tab that lost too many rows, or where too many are set aside.

    `apart` are the tabs that lie in a second spreadsheet.
    """
    for count in now:
        then = before.get(count.tab)
        if then is None or then.rows < FEWEST:
            continue
        if count.rows < then.rows * (1 - MOST_LOST):
            where = " (the others may still lie in the first spreadsheet)" if count.tab in apart else ""
            yield (
                f"The {count.called} had {then.rows} {count.what} at the last good run "
                f"and has {count.rows} now{where}"
            )
        elif count.with_errors > count.rows * MOST_WITH_ERRORS and _points_more(then, count) >= MANY_MORE:
            yield (
                f"In the {count.called} {count.with_errors} of {count.rows} rows are set aside now, "
                f"and {then.with_errors} of {then.rows} were at the last good run; "
                f"most often: {count.most_often}"
            )


def _points_more(then: RowCount, now: RowCount) -> Fraction:
    """Return by how many percentage points the share of rows set aside has grown."""
    return 100 * (Fraction(now.with_errors, now.rows) - Fraction(then.with_errors, then.rows))
