"""What stands in the way of giving a spreadsheet what it lacks: mishaps that adding would make worse."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sheets_sync.spreadsheet.headers import (
    bind_columns,
    known_headers,
    looks_like,
    near_header,
    stray_headers,
    whose_headers,
)
from sheets_sync.spreadsheet.identities import key_text
from sheets_sync.spreadsheet.schema import TabSchema
from sheets_sync.spreadsheet.snapshot import CellRef, Snapshot, Tab
from sheets_sync.spreadsheet.tables import is_in_use
from sheets_sync.spreadsheet.text import key_of
from sheets_sync.spreadsheet.witnesses import Witnesses

LOOKED_THROUGH = 20  # rows, for the headers that should stand in the first


def obstacles(snapshot: Snapshot, schemas: Mapping[str, TabSchema]) -> tuple[str, ...]:
    """Return a sentence for each thing that a person must put right before anything is added."""
    ours = [(schema, snapshot.get(name)) for name, schema in schemas.items()]
    strangers = [tab for tab in snapshot if not any(tab is one for _, one in ours)]
    has_people = any(is_in_use(tab) for schema, tab in ours if schema.filled_by == "people")
    found: list[str] = []
    for schema, tab in ours:
        if tab is None:
            found += _renamed_tab(schema, strangers)
        elif not schema.is_page:
            spelled = schema.with_columns_from(_rows_of_sources(schema, snapshot, schemas))
            headers = list(_headers_elsewhere(tab, schema)) or list(_in_columns(tab, spelled))
            found += headers or (_rows_gone(tab, schema) if has_people and not tab.unfinished else ())
    return tuple(found)


def _rows_of_sources(
    schema: TabSchema, snapshot: Snapshot, schemas: Mapping[str, TabSchema]
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the tabs that name columns of this one, by column."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in {column.columns_from[0] for column in schema.columns if column.columns_from}:
        if tab := snapshot.get(name):
            places = bind_columns(tab, schemas[name])[0].items()
            found[name] = [{column: row.values[at] for column, at in places} for row in tab.rows]
    return found


def _renamed_tab(schema: TabSchema, strangers: Sequence[Tab]) -> Iterator[str]:
    like = next((tab for tab in strangers if looks_like(tab, schema)), None)
    if like:
        yield (
            f"Is the tab {like.name} meant to be {schema.name}? Give it its name back; "
            f"or, if it is a tab of your own, add an empty tab called {schema.name}."
        )


def _headers_elsewhere(tab: Tab, schema: TabSchema) -> Iterator[str]:
    here = len(known_headers(tab.headers, schema))
    below = [(len(known_headers(row.values, schema)), -row.number) for row in tab.rows[:LOOKED_THROUGH]]
    most, row = max(below, default=(0, 0))
    first = f"Row 1 of {tab.name}"
    if most > max(here, 1):
        yield f"{first} is not its header row; delete the rows above row {-row}."
    elif not here and (other := whose_headers(tab)):
        yield f"{first} holds the headers of {other}; give each of the two tabs its own name back."
    elif not here and (any(map(str.strip, tab.headers)) or tab.rows):
        yield f"{first} is not its header row; write the headers into it, or give the tab another name."


def _in_columns(tab: Tab, schema: TabSchema) -> Iterator[str]:
    yield from _lost_columns(tab, schema)
    yield from _renamed_columns(tab, schema)


def _lost_columns(tab: Tab, schema: TabSchema) -> Iterator[str]:
    """Yield the columns under whose headers others are remembered, which no header names any more."""
    found = Witnesses(tab, schema.headers)
    named = {schema.headers.get(key_of(header)) for header in tab.headers}
    for at in found.disputed:
        for column in found.remembered.get(at, ()):
            if column not in named:
                yield f"The header in {CellRef(tab.name, 1, at + 1)} was {column}; put it back there."


def _renamed_columns(tab: Tab, schema: TabSchema) -> Iterator[str]:
    positions, _ = bind_columns(tab, schema)
    strays = stray_headers(positions, tab, schema)
    there = positions.keys() | Witnesses(tab, schema.headers).unclear
    for column in schema.columns:
        if column.name in there or column.tool_owned or column.columns_from:
            continue
        if header := near_header(column, strays):
            yield (
                f"Is {header} in {tab.name} meant to be {column.name}? Give it its name back; "
                f"or, if it is a column of your own, add the header {column.name} yourself."
            )


def _rows_gone(tab: Tab, schema: TabSchema) -> Iterator[str]:
    """Yield a sentence where most of the rows that the tab must have are gone."""
    place, total = bind_columns(tab, schema)[0].get(schema.key[0]), len(schema.definitions)
    names = {key_text(row.values[place]) for row in tab.rows} if place is not None else frozenset()
    if schema.is_mostly_gone(names):
        there = total - len(schema.not_named(names))
        yield (
            f"The tab {tab.name} has {there} of its {total} {schema.name}, and there are people in the "
            "program. Bring the others back: in Google with File, Version history; a workbook from its "
            "newest copy in .sheets-sync/backups. If there is nothing to bring back, delete the tab "
            f"{tab.name}, and init adds it anew."
        )
