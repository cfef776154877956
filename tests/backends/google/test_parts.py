"""What one run writes, in as few requests as are small enough."""

import json

import pytest

from sheets_sync.backends.google.writing import requests
from sheets_sync.backends.google.writing.requests import parts
from sheets_sync.backends.google.writing.writes import Append, Wanted, Write

STATUS = {"userEnteredValue": {"stringValue": "ready_to_match"}}
MEGABYTES_2 = 2_000_000


def column(count: int, *, every: int) -> Wanted:
    """Return so many statuses, one in every so many rows."""
    return Wanted(tuple(Write(7, (2 + at * every, 28), STATUS) for at in range(count)))


def sizes(wanted: Wanted) -> list[int]:
    """Return how many characters of JSON the cells of each part take."""
    return [len(json.dumps(list(requests._updates(part.writes)))) for part in parts(wanted)]


def test_cells_apart_from_each_other_go_in_parts_that_google_takes():
    assert len(sizes(column(30_000, every=2))) == 4
    assert max(sizes(column(30_000, every=2))) < MEGABYTES_2


@pytest.mark.parametrize("wanted", [column(20_000, every=1), column(5_000, every=2)])
def test_what_is_small_enough_goes_in_one_part(wanted: Wanted):
    assert list(parts(wanted)) == [wanted]


def test_every_cell_and_row_goes_in_one_part(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(requests, "LARGEST", 500)
    rows = tuple(Append(8, {1: {"userEnteredValue": {"numberValue": at}}}) for at in range(10))
    wanted = Wanted(column(9, every=3).writes, rows, shown=(8,))
    found = list(parts(wanted))
    assert tuple(write for part in found for write in part.writes) == wanted.writes
    assert tuple(row for part in found for row in part.appends) == rows
    assert [part.shown for part in found if part.shown] == [(8,)]
