"""Which column stands where in a tab, and what is wrong with its headers."""

from collections.abc import Iterable, Iterator, Mapping

from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.spreadsheet.blanks import is_blank
from sheets_sync.spreadsheet.problems import Problem, hint, problem
from sheets_sync.spreadsheet.schema import Column, TabSchema, load_schemas
from sheets_sync.spreadsheet.snapshot import Cell, CellRef, Tab
from sheets_sync.spreadsheet.text import key_of, near_miss
from sheets_sync.spreadsheet.witnesses import Witnesses

ROUGHLY = 70  # of 100: as near as a renamed header may be to be offered


def bind_columns(tab: Tab, schema: TabSchema) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """Return where each column stands (0-based), and what is wrong with the headers."""
    if not known_headers(tab.headers, schema):
        return {}, (_no_headers(tab, schema),)
    witnesses = Witnesses(tab, schema.headers)
    positions = dict(witnesses.places)
    problems = [
        *_disputed_headers(witnesses),
        *_renamed_columns(witnesses),
        *_doubled_headers(witnesses),
        *_missing_columns(witnesses, schema),
        *_blank_headers(tab, positions),
    ]
    return positions, tuple(problems)


def _no_headers(tab: Tab, schema: TabSchema) -> Problem:
    other = whose_headers(tab)
    exchanged = f" It holds the headers of {other}: did somebody exchange the tabs' names?" if other else ""
    return problem("MU009", _header(tab, 0), first=schema.columns[0].name, hint=exchanged)


def whose_headers(tab: Tab) -> str | None:
    """Return the tab of a program that the headers are mostly those of, or None."""
    like = [schema for schema in load_schemas().values() if looks_like(tab, schema)]
    closest = max(like, key=lambda schema: len(known_headers(tab.headers, schema)), default=None)
    return closest.name if closest else None


def looks_like(tab: Tab, schema: TabSchema) -> bool:
    """Are the headers mostly those that the schema's tab has?"""
    if schema.is_page:
        return key_of(" ".join(tab.headers[:1])) == key_of(schema.columns[0].rule["title"])
    fixed = [column for column in schema.columns if not column.columns_from]
    return len(known_headers(tab.headers, schema)) * 2 > len(fixed)


def known_headers(cells: Iterable[Cell], schema: TabSchema) -> set[str]:
    """Return the columns that the cells would name if they were headers."""
    names = (schema.headers.get(key_of(cell)) for cell in cells if isinstance(cell, str))
    return {name for name in names if name}


def page_places(tab: Tab, schema: TabSchema) -> dict[str, int]:
    """Return where each column of a page stands (0-based): as remembered, or else from its title on."""
    titles = [key_of(header) for header in tab.headers]
    title = key_of(schema.columns[0].rule["title"])
    first = titles.index(title) if title in titles else 0
    return {column.name: first + at for at, column in enumerate(schema.columns)} | dict(tab.made_columns)


def _disputed_headers(found: Witnesses) -> Iterator[Problem]:
    for at, name in found.disputed.items():
        here = [f"this column as {made}" for made in found.remembered.get(at, ())]
        there = f"column {column_letters(found.tab.made_columns.get(name, at) + 1)} as {name}"
        yield problem("MU019", _header(found.tab, at), column=name, memory=(*here, there)[0])


def _renamed_columns(found: Witnesses) -> Iterator[Problem]:
    for name, at in found.places.items():
        if name not in found.headed:
            yield problem("MU017", _header(found.tab, at), column=name)


def _doubled_headers(found: Witnesses) -> Iterator[Problem]:
    for name, places in found.headed.items():
        if len(places) > 1:
            yield problem("MU003", _header(found.tab, places[-1]), column=name)


def _missing_columns(found: Witnesses, schema: TabSchema) -> Iterator[Problem]:
    strangers = stray_headers(found.places, found.tab, schema)
    for column in schema.columns:
        if column.name not in found.places and column.name not in found.unclear:
            code = "MU007" if column.columns_from else "MU002" if _is_needed(column, schema) else "MU008"
            suggestion = hint(near_header(column, strangers))
            yield problem(code, _header(found.tab, 0), column=column.name, hint=suggestion)


def _header(tab: Tab, at: int) -> CellRef:
    return CellRef(tab.name, 1, at + 1)


def stray_headers(positions: Mapping[str, int], tab: Tab, schema: TabSchema) -> list[str]:
    """Return the headers that mean no column of the tab."""
    taken = set(positions.values())
    headers = (header for at, header in enumerate(tab.headers) if header and at not in taken)
    return [header for header in headers if key_of(header) not in schema.headers]


def near_header(column: Column, strays: Iterable[str]) -> str | None:
    """Return the stray header that a missing column may be called now, or None."""
    names, strays = (column.name.replace("_", " "), *column.aliases), list(strays)
    near = (near_miss(name, strays, ROUGHLY) for name in names)
    return next((found for found in near if found), None)


def _is_needed(column: Column, schema: TabSchema) -> bool:
    """Must this column be there? In a blue tab, whatever holds decisions: without it they would be undone."""
    decides = schema.filled_by == "people" and not column.tool_owned
    return column.required or (decides and (column.kind != "text" or bool(column.options)))


def _blank_headers(tab: Tab, positions: Mapping[str, int]) -> Iterator[Problem]:
    bound = set(positions.values())
    strangers = [at for at, header in enumerate(tab.headers) if not header.strip() and at not in bound]
    for at in strangers:
        if not all(is_blank(row.values[at]) for row in tab.rows):
            yield problem("MU004", _header(tab, at))
