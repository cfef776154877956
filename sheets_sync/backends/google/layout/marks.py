"""Metadata that ties tabs and columns to their names, so that people may rename them."""

from collections.abc import Iterator

from sheets_sync.backends.google.layout.addition import Addition, Stage, addition, names_of
from sheets_sync.backends.google.layout.binding import column_tag, tab_tag
from sheets_sync.backends.google.layout.numbers import Numbers
from sheets_sync.backends.google.layout.requests import (
    keep_tag,
    move_tag,
    on_column,
    on_tab,
    remove_tag,
    tag,
)
from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.backends.google.layout.tab import Tab
from sheets_sync.backends.google.reading.memory import COLUMN, FILLING, TAB
from sheets_sync.spreadsheet.look import ColumnLayout


def missing_marks(tab: Tab, numbers: Numbers) -> Iterator[Addition]:
    """Yield the marks that are not there, or not where they should be; people's own tabs have none."""
    if tab.layout.is_ours:
        yield from _moved_marks(tab)
        if new := [*_tab_mark(tab, numbers), *_column_marks(tab, numbers)]:
            done = f"Marked {tab.layout.name} and its columns, so that they may be renamed."
            yield addition(done, Stage.LOOK, new)


def _tab_mark(tab: Tab, numbers: Numbers) -> Iterator[Json]:
    name = tab.layout.name
    if name not in tab.sheet.tags(TAB):
        yield tag(numbers.give(tab_tag(name)), TAB, name, on_tab(tab.sheet_id))


def _column_marks(tab: Tab, numbers: Numbers) -> Iterator[Json]:
    for column in tab.layout.columns:
        name = column_tag(tab.layout.name, column.header)
        if not _marked(tab, column):
            where = on_column(tab.sheet_id, tab.places[column.header])
            yield tag(numbers.give(f"column {name}"), COLUMN, name, where)


def _moved_marks(tab: Tab) -> Iterator[Addition]:
    """Yield what moves the marks of columns to where their headers stand now."""
    marks = ((column, _marked(tab, column)) for column in tab.layout.columns)
    astray = {c: next(iter(m.values())) for c, m in marks if m and tab.places[c.header] not in m}
    if astray:
        done = f"Took the headers of {tab.layout.name} at their word: {names_of(tuple(astray))}."
        places = ((number, tab.places[column.header]) for column, number in astray.items())
        moves = [move_tag(number, on_column(tab.sheet_id, place)) for number, place in places]
        yield addition(done, Stage.LOOK, moves)


def _marked(tab: Tab, column: ColumnLayout) -> dict[int, int]:
    """Return where the column is marked, and by which number."""
    name = column_tag(tab.layout.name, column.header)
    return {place: number for place, value, number in tab.sheet.column_tags if value == name}


def columns_kept(tab: Tab) -> Iterator[Json]:
    """Yield requests that Google refuses, and all others with them, where a column is elsewhere by now.

    All others name columns by place only, and would write over somebody's header or note.
    """
    for place, value, number in tab.sheet.column_tags:
        yield keep_tag(number, value, on_column(tab.sheet_id, place))


def begun(tab: Tab, numbers: Numbers) -> tuple[Json, int]:
    """Return the mark of a tab whose rows follow in later batches, and the number it is taken off by."""
    number = numbers.give(f"filling {tab.layout.name}")
    return tag(number, FILLING, str(len(tab.layout.rows)), on_tab(tab.sheet_id)), number


def ended(number: int) -> Json:
    """Take that mark off again: a run that is cut off leaves it, and the next one goes on from there."""
    return remove_tag(number)
