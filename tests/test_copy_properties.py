"""Whatever people typed, it arrives: drawn programs from a workbook to Google, on to Google, and back."""

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live import Live
from pictures import start_here
from sheets_emulator import Emulator

from sheets_sync.backends import xlsx
from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.spreadsheet.copied import GOOGLE, WORKBOOK, Kind
from sheets_sync.spreadsheet.copies import copy_of
from sheets_sync.spreadsheet.layout import layout_of
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Cell, Row, Snapshot, Tab

EXAMPLES = 300 if os.environ.get("SHEETS_SYNC_LONG") else 15
# Columns of every kind: ids, dates, numbers, words of a list, a checkbox.
LAYOUTS = layout_of({name: load_schemas()[name] for name in ("start_here", "meetings", "outbox")}, {}, PAGE)
MADE_AT = datetime(2027, 3, 1)

texts = st.one_of(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1, max_size=12
    ),
    st.sampled_from(["=1+1", "'quoted", "0042", "1e5", "TRUE", "2027-03-01", " ", "_x000D_", "#N/A", "</t>"]),
)
days = st.dates(date(1900, 1, 1))
clocks = st.times().map(lambda clock: clock.replace(microsecond=clock.microsecond // 1000 * 1000))
moments = st.builds(datetime.combine, days, clocks.filter(lambda clock: clock != time()))
numbers = st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(allow_nan=False, allow_infinity=False)
values = st.one_of(st.none(), texts, numbers, days, moments, clocks, st.booleans())
names = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8).map("E".__add__)


@st.composite
def rows(draw: st.DrawFn, tab: str, headers: tuple[str, ...]) -> tuple[Row, ...]:
    """Draw rows that begin with a name, some of them after a gap."""
    numbers = draw(st.lists(st.integers(2, 9), unique=True, max_size=2).map(sorted))
    rest = st.tuples(*(values for _ in headers[1:]))
    return tuple(Row(tab, number, headers, (draw(names), *draw(rest))) for number in numbers)


@st.composite
def programs(draw: st.DrawFn) -> Snapshot:
    """Draw a page as it always is, two tabs with people's own columns, and a tab of people's own."""
    headers = {layout.name: (*layout.headers, "Mine", layout.headers[0], "") for layout in LAYOUTS[1:]}
    headers["Form 1"] = ("Timestamp", "Why?", "Why?")
    tabs = (
        Tab(name, found, draw(rows(name, found)), hidden=draw(st.booleans()))
        for name, found in headers.items()
    )
    return Snapshot((start_here(), *tabs))


@pytest.fixture(scope="module")
def blank() -> Iterator[Callable[[], Live]]:
    """Give what makes a blank spreadsheet and forgets the last; one emulator serves all examples."""
    with Emulator() as running:

        def fresh() -> Live:
            running.reset()
            return Live(running, running.create())

        yield fresh
        assert running.violations == []


def in_workbook(snapshot: Snapshot) -> Snapshot:
    """Return what a workbook says into which the program was copied."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "program.xlsx"
        xlsx.create(path, layouts(snapshot, WORKBOOK), MADE_AT)
        return xlsx.read(path)[0]


def on_google(snapshot: Snapshot, live: Live) -> Snapshot:
    """Return what a Google spreadsheet says into which the program was copied."""
    store = live.store()
    with store.client:
        store.build(lambda _: layouts(snapshot, GOOGLE))
        return store.read()[0]


def layouts(snapshot: Snapshot, kind: Kind) -> tuple[TabLayout, ...]:
    """Return the layouts of a copy."""
    return copy_of(snapshot, LAYOUTS, kind).layouts


def said(snapshot: Snapshot) -> dict[str, Any]:
    """Return every value with its kind, by tab, row and column; blanks at the end are left out."""
    return {
        tab.name: (tab.hidden, {row.number: list(map(kept, row.headers, row.values)) for row in tab.rows})
        for tab in snapshot
    }


def kept(header: str, cell: Cell) -> Any:
    """Return a value so that True is not 1; a box not ticked and white space under no header are blank."""
    if (header == "hold" and cell is False) or (not header and isinstance(cell, str) and not cell.strip()):
        return None
    return ("tick", cell) if isinstance(cell, bool) else cell


@given(program=programs())
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_value_arrives_with_its_kind_in_its_row_and_goes_back(
    program: Snapshot, blank: Callable[[], Live]
):
    there = on_google(program, blank())
    further = on_google(there, blank())
    back = in_workbook(further)
    expected = said(in_workbook(program))
    assert expected == {name: padded(tab, expected[name]) for name, tab in said(program).items()}
    assert said(there) == said(further) == said(back) == expected


def padded(tab: Any, like: Any) -> Any:
    """Return the tab without the columns at its end that nobody filled, as a spreadsheet tells of it."""
    width = len(next(iter(like[1].values()), []))
    return tab[0], {number: row[:width] for number, row in tab[1].items() if not any(row[width:])}
