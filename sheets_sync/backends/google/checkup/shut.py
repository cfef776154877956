"""Protected ranges that shut the tool out of cells which it must be able to write to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sheets_sync.backends.google.reading.areas import Area
from sheets_sync.backends.google.reading.cells import Json
from sheets_sync.backends.google.reading.grids import schema_of
from sheets_sync.backends.google.reading.readings import Reading
from sheets_sync.spreadsheet.headers import bind_columns
from sheets_sync.spreadsheet.identities import key_text
from sheets_sync.spreadsheet.schema import TabSchema, load_schemas
from sheets_sync.spreadsheet.snapshot import Snapshot, Tab

ALWAYS_FED = frozenset(("matches", "meetings"))  # of the tabs that people fill


@dataclass(frozen=True)
class Protection:
    """A range that others than the tool may edit, but for the parts of it that are open."""

    sheet_id: int
    area: Area
    opened: tuple[Area, ...] = ()

    def shuts(self, wanted: Area) -> bool:
        """Does it keep the tool out of any of the wanted cells?"""
        common = self.area.common(wanted)
        return common is not None and not any(area.holds(common) for area in self.opened)


def against_us(spreadsheet: Json) -> tuple[Protection, ...]:
    """Return the protections that Google says the account may not edit behind."""
    return tuple(
        Protection(
            sheet["properties"].get("sheetId", 0),
            Area.of(found.get("range", {})),
            tuple(map(Area.of, found.get("unprotectedRanges", ()))),
        )
        for sheet in spreadsheet.get("sheets", ())
        for found in sheet.get("protectedRanges", ())
        if not found.get("requestingUserCanEdit") and not found.get("warningOnly")
    )


def shut_ranges(reading: Reading, protections: Iterable[Protection]) -> tuple[list[str], list[str]]:
    """Return the ranges of our tabs that shut out what a run must write, and what at most is a note's."""
    fed = ALWAYS_FED | _fed_by_forms(reading.snapshot)
    must: list[str] = []
    may: list[str] = []
    for protection in protections:
        grid = reading.grids.get(protection.sheet_id)
        schema = schema_of(grid) if grid else None
        if grid and schema:
            written = _written(grid.tab, schema, gets_rows=schema.name in fed)
            ranges = must if any(map(protection.shuts, written)) else may
            ranges.append(protection.area.within(grid.row_count).name(grid.title))
    return must, may


def _fed_by_forms(snapshot: Snapshot) -> frozenset[str]:
    """Return the tabs into which the answers of forms are taken."""
    forms = snapshot.get("forms")
    into = bind_columns(forms, load_schemas()["forms"])[0].get("into_tab") if forms else None
    return frozenset(key_text(row.values[into]) for row in forms.rows) if forms and into else frozenset()


def _written(tab: Tab, schema: TabSchema, *, gets_rows: bool) -> Iterator[Area]:
    """Yield the cells that a run writes: the tool's columns below the headers, and new rows at the end."""
    if schema.is_page:
        yield Area()
        return
    places, _ = bind_columns(tab, schema)
    for column in schema.tool_owned:
        if column.name in places:
            yield Area(top=1, left=places[column.name], right=places[column.name] + 1)
    if schema.filled_by == "tool" or gets_rows:
        yield Area(top=tab.last_row)  # inserted across all columns
