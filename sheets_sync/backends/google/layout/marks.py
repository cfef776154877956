"""Metadata that ties tabs and columns to their names, so that people may rename them."""

from collections.abc import Iterator

from sheets_sync.backends.google.layout.addition import Addition, Stage
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
from sheets_sync.backends.google.layout.sheet import COLUMN_KEY, FILLING_KEY, TAB_KEY, Json
from sheets_sync.backends.google.layout.tab import Tab


def missing_marks(tab: Tab, numbers: Numbers) -> Iterator[Addition]:
    """Yield the marks that are not there, or not where they should be; people's own tabs have none."""
    requests = [*_tab_mark(tab, numbers), *_column_marks(tab, numbers)]
    if requests and tab.layout.is_ours:
        done = f"Marked {tab.layout.name} and its columns, so that they may be renamed."
        yield Addition(done, tuple((Stage.LOOK, request) for request in requests))


def _tab_mark(tab: Tab, numbers: Numbers) -> Iterator[Json]:
    name = tab.layout.name
    if name not in tab.sheet.tags(TAB_KEY):
        yield tag(numbers.give(tab_tag(name)), TAB_KEY, name, on_tab(tab.sheet_id))


def _column_marks(tab: Tab, numbers: Numbers) -> Iterator[Json]:
    for column in tab.layout.columns:
        name, place = column_tag(tab.layout.name, column.header), tab.places[column.header]
        marked = {where: number for where, value, number in tab.sheet.column_tags if value == name}
        if not marked:
            yield tag(numbers.give(f"column {name}"), COLUMN_KEY, name, on_column(tab.sheet_id, place))
        elif place not in marked:
            yield move_tag(next(iter(marked.values())), on_column(tab.sheet_id, place))


def columns_kept(tab: Tab) -> Iterator[Json]:
    """Yield requests that Google refuses, and all others with them, where a column is elsewhere by now.

    All others name columns by place only, and would write over somebody's header or note.
    """
    for place, value, number in tab.sheet.column_tags:
        yield keep_tag(number, value, on_column(tab.sheet_id, place))


def begun(tab: Tab, numbers: Numbers) -> tuple[Json, int]:
    """Return the mark of a tab whose rows follow in later batches, and the number it is taken off by."""
    name = tab.layout.name
    number = numbers.give(f"filling {name}")
    return tag(number, FILLING_KEY, name, on_tab(tab.sheet_id)), number


def ended(number: int) -> Json:
    """Take that mark off again: a run that is cut off leaves it, and the next one goes on from there."""
    return remove_tag(number)
