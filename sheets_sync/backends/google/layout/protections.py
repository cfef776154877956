"""What the tool writes is protected: its columns with a warning, its tabs but for what people fill there."""

from collections.abc import Iterable, Iterator

from sheets_sync.backends.google.layout.addition import Addition, Stage, addition
from sheets_sync.backends.google.layout.numbers import Numbers, number_of
from sheets_sync.backends.google.layout.requests import column_span, span
from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.backends.google.layout.tab import VALUE, Tab
from sheets_sync.backends.google.reading.areas import FAR

_TAB = "sheets-sync writes this tab"
_COLUMN = "sheets-sync fills this column"


def missing_protections(tab: Tab, numbers: Numbers, editor: str | None) -> Iterator[Addition]:
    """Yield the protections that are not there; those that people made count as well."""
    if tab.layout.protected:
        yield from _whole_tab(tab, numbers, editor)
    else:
        yield from _tool_columns(tab, numbers)


def _tool_columns(tab: Tab, numbers: Numbers) -> Iterator[Addition]:
    owned = [column for column in tab.layout.columns if column.cells.tool_owned]
    bare = [column.header for column in owned if not _is_covered(tab, tab.places[column.header])]
    requests = [
        _protect(
            numbers.give(f"protection {tab.layout.name}.{header}"),
            range=column_span(tab.sheet_id, tab.places[header]),
            description=_COLUMN,
            warningOnly=True,
        )
        for header in bare
    ]
    if requests:
        yield addition(f"Protected in {tab.layout.name}: {', '.join(bare)}.", Stage.LOOK, requests)


def _is_covered(tab: Tab, column: int) -> bool:
    wanted = column_span(tab.sheet_id, column, 1, tab.sheet.height)
    return any(_holds(protection.get("range", {}), wanted) for protection in _existing(tab))


def _whole_tab(tab: Tab, numbers: Numbers, editor: str | None) -> Iterator[Addition]:
    whole = [found for found in _existing(tab) if not found.get("range", {}).keys() - {"sheetId"}]
    if not whole:  # there can only be one
        who = {"editors": {"users": [editor]}} if editor else {"warningOnly": True}
        request = _protect(
            numbers.give(_name(tab)),
            range=span(tab.sheet_id),
            description=_TAB,
            unprotectedRanges=list(_open_cells(tab)),
            **who,
        )
        yield addition(f"Protected the tab {tab.layout.name}.", Stage.LOOK, [request])
    elif _is_ours(whole[0], tab) and whole[0].get("requestingUserCanEdit"):
        yield from _opened(tab, whole[0])


def _opened(tab: Tab, protection: Json) -> Iterator[Addition]:
    """Yield the cells that people fill and our own protection shuts."""
    opened = protection.get("unprotectedRanges", [])
    shut = [
        cells for cells in _open_cells(tab) if not any(_holds(area, _in_grid(cells, tab)) for area in opened)
    ]
    if shut:
        number = protection["protectedRangeId"]
        kept = [area for area in opened if not any(_holds(wider, area) for wider in shut)]
        changed = {"protectedRangeId": number, "unprotectedRanges": [*kept, *shut]}
        request = {"updateProtectedRange": {"protectedRange": changed, "fields": "unprotectedRanges"}}
        yield addition(f"Opened again what people fill in {tab.layout.name}.", Stage.LOOK, [request])


def _open_cells(tab: Tab) -> Iterator[Json]:
    """Yield the cells of a tool's tab that people fill."""
    for column in tab.layout.columns:
        if not column.cells.tool_owned:
            yield column_span(tab.sheet_id, tab.places[column.header], tab.first_row)
    for number, row in tab.rows_with_own_cells():
        if row.value_cell and not row.value_cell.tool_owned:
            yield column_span(tab.sheet_id, tab.places[VALUE], number, number + 1)


def _protect(number: int, **protection: object) -> Json:
    kept = {name: part for name, part in protection.items() if part != []}
    return {"addProtectedRange": {"protectedRange": {"protectedRangeId": number, **kept}}}


def _existing(tab: Tab) -> Iterable[Json]:
    return list(tab.sheet.json.get("protectedRanges", []))


def _name(tab: Tab) -> str:
    return f"protection {tab.layout.name}"


def _is_ours(protection: Json, tab: Tab) -> bool:
    ours = protection.get("description") == _TAB
    return ours or protection["protectedRangeId"] == number_of(_name(tab))


def _in_grid(cells: Json, tab: Tab) -> Json:
    """Return the cells as far as there is a grid: Google may answer no more than that."""
    return {"endRowIndex": tab.sheet.height, "endColumnIndex": tab.sheet.width, **cells}


def _holds(area: Json, cells: Json) -> bool:
    """Does an area hold all of some cells? A side left open reaches as far as the grid ever will."""
    sides = (("startRowIndex", "endRowIndex"), ("startColumnIndex", "endColumnIndex"))
    return all(
        area.get(start, 0) <= cells.get(start, 0) and area.get(end, FAR) >= cells.get(end, FAR)
        for start, end in sides
    )
