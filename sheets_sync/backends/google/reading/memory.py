"""What the tool has the spreadsheet remember: which tab and column is which, and the last run."""

from collections.abc import Iterator, Mapping
from typing import Any

TAB = "sheets-sync.tab"  # on a tab: the name the tool made it under
FILLING = "sheets-sync.filling"  # on a new tab whose rows are not all there yet: how many there will be
COLUMN = "sheets-sync.column"  # on a column: its tab and name, such as matches.status
TRIAL = "sheets-sync.trial"  # on the spreadsheet, within one request: may this account write?
RUN = "sheets-sync.run"  # on the spreadsheet: which run wrote last, and whether it is still at work


def remembered(place: Mapping[str, Any], key: str) -> str | None:
    """Return what a tab, a column or the spreadsheet remembers first under `key`."""
    return next(all_remembered(place, key), None)


def all_remembered(place: Mapping[str, Any], key: str) -> Iterator[str]:
    """Yield everything that a tab, a column or the spreadsheet remembers under `key`."""
    found = (item for item in place.get("developerMetadata", ()) if item.get("metadataKey") == key)
    yield from (item.get("metadataValue", "") for item in found)
