"""A program as it should stand in another spreadsheet: every row that is there, whoever wrote it.

Our tabs come first, with our columns in their usual order and people's own columns right of them; then the
tabs that people made for themselves. Every row keeps its number. The first row of a tab becomes text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sheets_sync.spreadsheet.copied import Kind, copied, refuse_unless_copyable
from sheets_sync.spreadsheet.look import CellLayout, Format, StartingRow, TabLayout
from sheets_sync.spreadsheet.notcopied import told_of_cells, told_of_tabs, told_of_titles
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.snapshot import EPOCH_1900, CellRef, Plain, Row, Snapshot, Tab
from sheets_sync.spreadsheet.text import key_of
from sheets_sync.spreadsheet.witnesses import Witnesses

_OF_DAYS = (Format.DATE, Format.DATE_TIME)


@dataclass(frozen=True)
class Copy:
    """The tabs to be built, and a sentence for whatever will not be quite as it was."""

    layouts: tuple[TabLayout, ...]
    told: tuple[str, ...]

    @property
    def row_count(self) -> int:
        """Return how many rows with anything in them there are below the headers."""
        rows = (row for layout in self.layouts if not layout.is_page for row in layout.rows)
        return sum(any(value is not None for value in (*row.values, *row.own)) for row in rows)


def copy_of(snapshot: Snapshot, layouts: Sequence[TabLayout], kind: Kind) -> Copy:
    """Return the copy of a program; `layouts` are what `init` would build for it, the page first.

    A tab that is missing is built as `init` would. Refusal where a value has no room in a cell of the kind,
    or where it cannot be told which column is which.
    """
    refuse_unless_copyable(snapshot, kind)
    found = {layout.name: snapshot.get(layout.name) for layout in layouts}
    ours = [_ours(tab, layout, kind) if (tab := found[layout.name]) else layout for layout in layouts]
    strangers = [tab for tab in snapshot if all(tab is not known for known in found.values())]
    titles = _titles(strangers, [layout.name for layout in layouts], kind)
    own = [_own_tab(tab, title, kind) for tab, title in zip(strangers, titles, strict=True)]
    shown_first = replace(ours[0], hidden=False)  # not all tabs can be hidden
    told = (
        *told_of_tabs(found),
        *told_of_titles(strangers, titles, snapshot),
        *told_of_cells(snapshot, kind),
    )
    return Copy((shown_first, *ours[1:], *own), told)


def is_blank(snapshot: Snapshot) -> bool:
    """Is there nothing yet that somebody wrote?"""
    return not any(any(map(str.strip, tab.headers)) or tab.rows or tab.notes for tab in snapshot)


# --- our tabs --------------------------------------------------------------------------------------


def _ours(tab: Tab, layout: TabLayout, kind: Kind) -> TabLayout:
    return _page(tab, layout, kind) if layout.is_page else _table(tab, layout, kind)


def _page(tab: Tab, layout: TabLayout, kind: Kind) -> TabLayout:
    """Return the page with the lines that are there; row 1 is a line as well."""
    width = len(layout.columns)
    known = {_name(row): row for row in layout.rows}
    first = Row(tab.name, 1, tab.headers, tuple(header or None for header in tab.headers))
    rows = []
    for row in _without_gaps((first, *tab.rows), 1, len(tab.headers)):
        values = [copied(cell, kind) for cell in row.values]
        line = StartingRow(_padded(values[:width], width), own=tuple(values[width:]))
        like = known.get(_name(line))
        rows.append(replace(line, kind=like.kind, value_cell=like.value_cell) if like else line)
    return replace(layout, rows=tuple(rows), hidden=tab.hidden)


def _table(tab: Tab, layout: TabLayout, kind: Kind) -> TabLayout:
    places = _places(tab, layout)
    own = [at for at in range(len(tab.headers)) if at not in places.values() and _is_used(tab, at)]
    value_cells = {_name(row): row.value_cell for row in layout.rows if row.value_cell}
    rows = []
    for row in _without_gaps(tab.rows, 2, len(tab.headers)):
        values = (
            _value(row, places.get(column.header), column.cells, tab.epoch, kind) for column in layout.columns
        )
        line = StartingRow(tuple(values), own=tuple(copied(row.values[at], kind) for at in own))
        if value_cell := value_cells.get(_name(line)):
            line = _with_value_cell(line, value_cell, layout.headers.index("value"), tab.epoch)
        rows.append(line)
    headers = tuple(tab.headers[at] for at in own)
    return replace(layout, rows=tuple(rows), own_headers=headers, hidden=tab.hidden)


def _places(tab: Tab, layout: TabLayout) -> dict[str, int]:
    """Return the 0-based place of each of our columns; Refusal where its header and its memory disagree."""
    meaning = {spelling: column.header for column in layout.columns for spelling in column.spellings}
    found = Witnesses(tab, meaning)
    for at, name in found.disputed.items():
        if name in found.places and at not in found.remembered:
            continue  # a header twice, one of them where it always was
        sentence = (
            f"The header in {CellRef(tab.name, 1, at + 1)} is not what the spreadsheet remembers of it; "
            "sheets-sync validate says what to do. Then copy again. Nothing was written."
        )
        raise Refusal(Exit.FIX_NEEDED, sentence)
    return dict(found.places)


def _is_used(tab: Tab, place: int) -> bool:
    return bool(tab.headers[place].strip()) or any(row.values[place] is not None for row in tab.rows)


def _value(row: Row, place: int | None, cells: CellLayout, epoch: date, kind: Kind) -> Plain:
    return None if place is None else _counted_from_1900(copied(row.values[place], kind), cells, epoch)


def _with_value_cell(line: StartingRow, cells: CellLayout, place: int, epoch: date) -> StartingRow:
    value = _counted_from_1900(line.values[place], cells, epoch)
    return replace(line, values=(*line.values[:place], value, *line.values[place + 1 :]), value_cell=cells)


def _counted_from_1900(value: Plain, cells: CellLayout, epoch: date) -> Plain:
    """Return a day that was left as a number as the number it has where days count from 1900."""
    if isinstance(value, bool) or not isinstance(value, int | float) or cells.format not in _OF_DAYS:
        return value
    return value + (epoch - EPOCH_1900).days


# --- people's own tabs -----------------------------------------------------------------------------


def _own_tab(tab: Tab, title: str, kind: Kind) -> TabLayout:
    rows = _without_gaps(tab.rows, 2, len(tab.headers))
    return TabLayout(
        name=title,
        filled_by="",
        columns=(),
        rows=tuple(StartingRow((), own=tuple(copied(cell, kind) for cell in row.values)) for row in rows),
        own_headers=tab.headers,
        hidden=tab.hidden,
        frozen_rows=1 if tab.headers else 0,
        confidential=tab.confidential,
    )


def _titles(tabs: Sequence[Tab], taken: Sequence[str], kind: Kind) -> list[str]:
    titles = list(taken)
    for tab in tabs:
        titles.append(kind.titles.fitting(tab.name, titles))
    return titles[len(taken) :]


# --- rows ------------------------------------------------------------------------------------------


def _without_gaps(rows: Sequence[Row], first: int, width: int) -> Iterator[Row]:
    """Yield a row for each number from `first` on, blank where nothing stands, so that all keep theirs."""
    number = first
    for row in rows:
        for gap in range(number, row.number):
            yield Row(row.tab, gap, row.headers, (None,) * width)
        yield row
        number = row.number + 1


def _padded(values: Sequence[Plain], width: int) -> tuple[Plain, ...]:
    return (*values, *(None,) * (width - len(values)))


def _name(row: StartingRow) -> str:
    return key_of(str(row.values[0] or ""))
