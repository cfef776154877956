"""What a spreadsheet lacks of its layouts, and the requests that add it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.backends.google.layout.addition import Addition, Stage, addition
from sheets_sync.backends.google.layout.binding import places_of, sheets_of
from sheets_sync.backends.google.layout.columns import (
    missing_columns,
    missing_grid,
    missing_headers,
    missing_own_headers,
)
from sheets_sync.backends.google.layout.doubts import refuse_taken_name, refuse_unless_ours
from sheets_sync.backends.google.layout.highlights import missing_highlights
from sheets_sync.backends.google.layout.marks import begun, columns_kept, ended, missing_marks
from sheets_sync.backends.google.layout.newtabs import added, made_of, spare_sheet
from sheets_sync.backends.google.layout.numbers import Numbers
from sheets_sync.backends.google.layout.ownrules import missing_own_rules
from sheets_sync.backends.google.layout.protections import missing_protections
from sheets_sync.backends.google.layout.room import with_room
from sheets_sync.backends.google.layout.rows import missing_odd_formats, missing_rows
from sheets_sync.backends.google.layout.rules import Address
from sheets_sync.backends.google.layout.sheet import Json, Sheet
from sheets_sync.backends.google.layout.tab import Tab
from sheets_sync.backends.google.layout.upkeep import left_to_tables, missing_formats, missing_rules
from sheets_sync.backends.google.layout.views import missing_views
from sheets_sync.backends.google.reading.memory import FILLING
from sheets_sync.spreadsheet.a1 import column_letters, tab_name
from sheets_sync.spreadsheet.look import TabLayout

LARGEST_BATCH = 1_800_000  # characters of JSON; Google recommends at most 2 MB


@dataclass(frozen=True)
class Building:
    """The requests that add what is missing, in their order, and a sentence for each thing done."""

    requests: tuple[Json, ...] = ()
    done: tuple[str, ...] = ()


def building(found: Json, layouts: Sequence[TabLayout], editor: str | None) -> Building:
    """Return what adds everything the spreadsheet lacks; `editor` is the account the tool writes with.

    `found` is the answer to a get with LAYOUT_FIELDS. Refusal where a tab of our name is somebody's own.
    """
    sheets = [Sheet(sheet) for sheet in found.get("sheets", ())]
    numbers = _Given.of(found, sheets)
    tabs = list(_tabs(layouts, sheets, numbers.tabs))
    address = _addresses(tabs)
    additions = [one for tab in tabs for one in _of_tab(tab, address, numbers, editor)]
    additions += _marks_of_filling(tabs, additions, numbers.marks)
    ordered = sorted((part for one in additions for part in one.requests), key=lambda part: part[0])
    done = dict.fromkeys(one.done for one in additions if one.done)
    requests = tuple(request for _, request in ordered)
    return Building(requests, tuple(done) if requests else ())  # a remark alone changes nothing


@dataclass(frozen=True)
class _Given:
    """The numbers in use, by what they are given to."""

    tabs: Numbers
    protections: Numbers
    views: Numbers
    marks: Numbers

    @classmethod
    def of(cls, found: Json, sheets: Sequence[Sheet]) -> "_Given":
        """Return the numbers that the spreadsheet uses already."""
        own = (tag["metadataId"] for tag in found.get("developerMetadata", ()))
        return cls(
            Numbers(sheet.sheet_id for sheet in sheets),
            Numbers(_ids(sheets, "protectedRanges", "protectedRangeId")),
            Numbers(_ids(sheets, "filterViews", "filterViewId")),
            Numbers([*own, *(number for sheet in sheets for number in sheet.tag_numbers())]),
        )


def _ids(sheets: Sequence[Sheet], kind: str, key: str) -> Iterator[int]:
    yield from (thing[key] for sheet in sheets for thing in sheet.json.get(kind, ()))


def _tabs(layouts: Sequence[TabLayout], sheets: Sequence[Sheet], numbers: Numbers) -> Iterator[Tab]:
    """Yield every tab: one of the sheets, or a new one behind the last of ours."""
    known, spare = sheets_of(layouts, sheets), spare_sheet(sheets)
    order = [sheet.sheet_id for sheet in sheets]
    place = 0
    for layout in layouts:
        sheet = known.get(layout.name) or (spare if layout is layouts[0] else None)
        if sheet is spare and layout is not layouts[0]:
            sheet = None  # it is called as a tab of people's own, and is something else now
        if sheet is None:
            refuse_taken_name(layout, sheets)
            tab = added(layout, place, numbers)
            order.insert(place, tab.sheet_id)
        elif sheet.is_grid and sheet.is_untouched:
            tab = made_of(sheet, layout)
        else:
            refuse_unless_ours(layout, sheet)
            tab = with_room(Tab(sheet, layout, places_of(layout, sheet)))
        place = max(place, order.index(tab.sheet_id) + 1)
        yield tab


def _addresses(tabs: Sequence[Tab]) -> Address:
    by_name: Mapping[str, Tab] = {tab.layout.name: tab for tab in tabs}

    def address(name: str, column: str) -> str | None:
        tab = by_name.get(name)
        if tab is None or column not in tab.places:
            return None
        letters = column_letters(tab.places[column] + 1)
        return f"{tab_name(tab.sheet.title)}!${letters}$2:${letters}"

    return address


def _of_tab(tab: Tab, address: Address, numbers: _Given, editor: str | None) -> Iterator[Addition]:
    missing = [
        *missing_grid(tab, address),
        *missing_columns(tab, address),
        *missing_headers(tab),
        *missing_own_headers(tab),
        *missing_formats(tab),
        *missing_rules(tab, address),
        *missing_rows(tab, address),
        *missing_odd_formats(tab),
        *missing_own_rules(tab, address),
        *missing_protections(tab, numbers.protections, editor),
        *missing_highlights(tab),
        *missing_views(tab, numbers.views),
        *left_to_tables(tab, address),
        *missing_marks(tab, numbers.marks),
    ]
    if tab.making is None:
        if any(one.requests for one in missing):
            yield addition("", Stage.GRID, columns_kept(tab))
        yield from missing
        return
    requests = (part for one in missing for part in one.requests)
    yield Addition(f"Added the tab {tab.layout.name}.", ((Stage.GRID, tab.making), *requests))


def _marks_of_filling(
    tabs: Sequence[Tab], additions: Sequence[Addition], numbers: Numbers
) -> Iterator[Addition]:
    """Yield marks for new tabs whose rows do not all come with them, so that a run cut off can go on."""
    for tab in tabs:
        for number in tab.sheet.tags(FILLING).values():
            yield Addition("", ((Stage.END, ended(number)),))
    parts = [part for one in additions for part in one.requests]
    if sum(len(json.dumps(request)) for _, request in parts) > LARGEST_BATCH:
        for tab in tabs:
            if tab.is_filled_anew and not tab.is_being_filled:
                mark, number = begun(tab, numbers)
                yield Addition("", ((Stage.LOOK, mark), (Stage.END, ended(number))))
