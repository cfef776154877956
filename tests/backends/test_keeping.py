"""A file of what people typed: nothing in it is computed where it is opened."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from sheets_sync.backends.keeping import keep
from sheets_sync.spreadsheet.refusals import Left
from sheets_sync.spreadsheet.snapshot import CellRef


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('=HYPERLINK("http://example.org","a")', '\'=HYPERLINK("http://example.org","a")'),
        ("＋1", "'＋1"),
        ("mind the gap", "mind the gap"),
    ],
)
def test_what_people_typed_is_kept_as_text(tmp_path: Path, typed: str, kept: str):
    path = keep([Left(CellRef("applicants", 2, 3), "value", typed)], tmp_path / "new", datetime(2027, 1, 1))
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == [["applicants!C2", "value", kept]]
