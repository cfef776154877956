"""What is open in the tool's tabs stays open, also where Google cuts ranges without an end to the grid."""

from dataclasses import replace

import pytest
from backends.google.layout_pictures import LAYOUTS, Json, Site, blank, ground

__all__ = ["blank", "ground"]

TOOLS = [layout for layout in LAYOUTS if layout.name in ("start_here", "outbox")]


@pytest.fixture
def cut(blank: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Give a blank spreadsheet whose open ranges end at the grid."""
    store = blank.emulator.store
    answers = replace(store.undocumented, open_ranges_end_at_the_grid=True)
    monkeypatch.setattr(store, "undocumented", answers)
    return blank


def opened(site: Site) -> list[Json]:
    """Return the cells that people fill in the outbox."""
    [protection] = site.tab("outbox").named("protectedRanges")
    return list(protection["unprotectedRanges"])


def test_a_range_that_ends_at_the_grid_is_not_added_again(cut):
    cut.init(TOOLS)
    height = cut.tab("outbox").grid["rowCount"]
    assert {area["endRowIndex"] for area in opened(cut)} == {height}
    assert cut.init(TOOLS) == []


def test_rows_added_below_are_opened_by_a_range_in_place_of_the_old(cut):
    cut.init(TOOLS)
    before = opened(cut)
    sheet_id = cut.tab("outbox").properties["sheetId"]
    cut.person.do({"appendDimension": {"sheetId": sheet_id, "dimension": "ROWS", "length": 5}})
    assert "Opened again what people fill in outbox." in cut.init(TOOLS)
    assert opened(cut) == [{**area, "endRowIndex": area["endRowIndex"] + 5} for area in before]
