"""Which tab and which column is which, however people renamed or moved them."""

from collections.abc import Iterable, Mapping, Sequence

from sheets_sync.backends.google.layout.numbers import number_of
from sheets_sync.backends.google.layout.sheet import Sheet
from sheets_sync.backends.google.reading.memory import TAB
from sheets_sync.spreadsheet.look import ColumnLayout, TabLayout
from sheets_sync.spreadsheet.text import key_of


def tab_tag(tab: str) -> str:
    """Return the name under which the tab's metadata gets its number."""
    return f"tab {tab}"


def column_tag(tab: str, column: str) -> str:
    """Return what the metadata of a column says."""
    return f"{tab}.{column}"


def sheets_of(layouts: Iterable[TabLayout], sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    """Return the sheet that is each tab, under the tab's name: by metadata, else by title."""
    found = ((layout.name, _sheet_of(layout.name, sheets)) for layout in layouts)
    return {name: sheet for name, sheet in found if sheet}


def _sheet_of(name: str, sheets: Sequence[Sheet]) -> Sheet | None:
    marked = [sheet for sheet in sheets if name in sheet.tags(TAB)]
    ours = [sheet for sheet in marked if sheet.tags(TAB)[name] == number_of(tab_tag(name))]
    alike = [s for s in sheets if key_of(s.title) == key_of(name) and not s.tags(TAB)]
    titled = sorted(alike, key=lambda sheet: sheet.title != name)
    return next(iter([*ours, *marked, *titled]), None)  # a copy of a tab may carry its mark as well


def places_of(layout: TabLayout, sheet: Sheet) -> dict[str, int]:
    """Return where each column stands: by the header in row 1, else by its metadata.

    Where people moved cells, not columns, the metadata stays behind; so a header is taken at its word.
    Of two that mean one column, that with the metadata is believed.
    """
    tagged = _tagged(layout, sheet)
    if layout.is_page:
        return {
            column.header: tagged.get(column.header, [place])[0]
            for place, column in enumerate(layout.columns)
        }
    headers = {place: text for place in range(sheet.width) if (text := sheet.text(0, place))}
    return _chosen(layout.columns, headers, tagged)


def _tagged(layout: TabLayout, sheet: Sheet) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    names = {column_tag(layout.name, column.header): column.header for column in layout.columns}
    for place, value, _ in sheet.column_tags:
        if value in names:
            found.setdefault(names[value], []).append(place)
    return found


def _chosen(
    columns: Sequence[ColumnLayout], headers: Mapping[int, str], tagged: Mapping[str, Sequence[int]]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in columns:
        headed = [place for place, text in headers.items() if text in column.spellings]
        marked = [place for place in headed if place in tagged.get(column.header, ())]
        exact = [place for place in headed if headers[place] == key_of(column.header)]
        if headed:
            found[column.header] = (marked or exact or headed)[0]
    known = {spelling for column in columns for spelling in column.spellings}
    for column in columns:
        renamed = [place for place in tagged.get(column.header, ()) if headers.get(place) not in known]
        if column.header not in found and renamed:
            found[column.header] = renamed[0]
    return found
