"""The guard: what changed so much since the last good run that a person should look first."""

from collections.abc import Iterator

from sheets_sync.mentoring.page import FORGOTTEN, Page
from sheets_sync.mentoring.reading import ReadProgram
from sheets_sync.mentoring.start_here import Item
from sheets_sync.spreadsheet.breaker import big_changes, count_rows, read_counts
from sheets_sync.spreadsheet.cells import as_text

REFUSED = "MU901"
NOTHING_TO_COMPARE = (
    "It is no longer known how many rows each tab had at the last good run, "
    "so it cannot be told whether many are gone"
)


def big_changes_of(read: ReadProgram, page: Page) -> Iterator[str]:
    """Yield a sentence for each big change since the last good run that nobody has accepted."""
    if page.ticked(Item.ACCEPT_BIG_CHANGE):
        return
    if any(one.code == FORGOTTEN for one in read.problems):
        yield NOTHING_TO_COMPARE
        return
    before = read_counts(as_text(page.value(Item.ROWS_THEN)))
    tables = read.tables.values()
    apart = {table.schema.name for table in tables if table.tab.confidential}
    yield from big_changes(before, count_rows(tables), apart)
