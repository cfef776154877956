"""Developer metadata as requests that hang it somewhere, and filters that look for it."""

from typing import Any

import pytest
from emulator.calling import Caller


def line(dimension: str, at: int) -> Any:
    """Return one row or column as a DimensionRange."""
    return {"sheetId": 0, "dimension": dimension, "startIndex": at, "endIndex": at + 1}


def tag(number: int, location: Any, key: str = "field", value: str = "person_id") -> Any:
    """Return a request that hangs a tag somewhere."""
    found = {"metadataId": number, "metadataKey": key, "metadataValue": value, "location": location}
    return {"createDeveloperMetadata": {"developerMetadata": {**found, "visibility": "DOCUMENT"}}}


@pytest.fixture
def tagged(caller: Caller) -> Caller:
    """Give a tab with a tag on row 5 and one on column C."""
    caller.batch(tag(1, {"dimensionRange": line("ROWS", 4)}), tag(2, {"dimensionRange": line("COLUMNS", 2)}))
    return caller


def lookup(**wanted: Any) -> Any:
    """Return a data filter."""
    return {"developerMetadataLookup": wanted}
