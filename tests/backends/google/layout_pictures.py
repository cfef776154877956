"""A spreadsheet on the emulator for the tests of its layout: built, damaged by people, built again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from gspread.http_client import HTTPClient
from sheets_emulator import SERVICE_ACCOUNT, Emulator, Person, open_client
from sheets_emulator.store import new_id

from sheets_sync.backends.google.http.failures import Unsettled
from sheets_sync.backends.google.layout import Builder
from sheets_sync.backends.google.layout.build import Client
from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.mentoring.starter import starting_rows
from sheets_sync.spreadsheet.layout import layout_of
from sheets_sync.spreadsheet.look import TabLayout
from sheets_sync.spreadsheet.schema import load_schemas

Json = dict[str, Any]
NOW = datetime(2027, 3, 1, 2, tzinfo=UTC)
TABS = (
    "start_here", "problems", "applicants", "rubric_scores", "matches", "meetings", "surveys", "topics",
    "rubric", "survey_items", "events", "helpers", "settings", "past_pairs", "outbox",
)  # fmt: skip
SCHEMAS = {tab: load_schemas()[tab] for tab in TABS}
LAYOUTS = layout_of(SCHEMAS, starting_rows("P1"), PAGE)
ROWS = 20  # of a tab in the tests of what people damage, unless it holds more
FEW = [layout for layout in LAYOUTS if layout.name in ("start_here", "problems", "helpers", "past_pairs")]
LOOKED_AT = (
    "sheets(properties,developerMetadata,protectedRanges,conditionalFormats,filterViews,data("
    "rowData.values(userEnteredValue,userEnteredFormat,note,dataValidation),columnMetadata))"
)


@dataclass(frozen=True)
class StandIn:
    """gspread's own client under the names that the tool's client has."""

    http: HTTPClient

    def read(self, spreadsheet_id: str, *, fields: str) -> Json:
        """Return the fields of the spreadsheet."""
        return dict(self.http.fetch_sheet_metadata(spreadsheet_id, params={"fields": fields}))

    def write(self, spreadsheet_id: str, body: Json, *, fields: str = "") -> Json:
        """Apply a batchUpdate."""
        return dict(self.http.batch_update(spreadsheet_id, body))

    def wait_after(self, unsettled: Unsettled, tried: int) -> None:
        """Wait for nothing: what is on its way in a test arrives when it is to."""


def build(
    client: Client, spreadsheet_id: str, layouts: Sequence[TabLayout], editor: str | None
) -> tuple[str, ...]:
    """Build or repair a spreadsheet as a run of its own does."""
    return Builder(client, spreadsheet_id, editor, "init", lambda: NOW).build(layouts)


@dataclass(frozen=True)
class Site:
    """One spreadsheet, and the tool that builds it."""

    emulator: Emulator
    client: StandIn
    spreadsheet_id: str
    seen: dict[str, "Picture"] = field(default_factory=dict)  # of a spreadsheet that nobody changes

    def init(self, layouts: Sequence[TabLayout] = LAYOUTS, editor: str | None = SERVICE_ACCOUNT) -> list[str]:
        """Build or repair it; check that doing so again would read once and write nothing."""
        done = build(self.client, self.spreadsheet_id, layouts, editor)
        before = self.emulator.count("write"), self.emulator.count("read")
        assert build(self.client, self.spreadsheet_id, layouts, editor) == ()
        assert (self.emulator.count("write"), self.emulator.count("read")) == (before[0], before[1] + 1)
        return list(done)

    @property
    def person(self) -> Person:
        """Return somebody who works in it."""
        return self.emulator.person(self.spreadsheet_id)

    @property
    def titles(self) -> list[str]:
        """Return what its tabs are called, in their order."""
        return [sheet.title for sheet in self.emulator.spreadsheet(self.spreadsheet_id).sheets]

    def json(self) -> Json:
        """Return everything Google would tell about it, but for the number that the last write took."""
        found = dict(self.client.http.fetch_sheet_metadata(self.spreadsheet_id, {"includeGridData": True}))
        found.pop("developerMetadata", None)
        return found

    def tab(self, title: str) -> "Picture":
        """Return one tab as it is now, or as it was when nobody changes it."""
        if title in self.seen:
            return self.seen[title]
        params = {"fields": LOOKED_AT, "ranges": f"'{title}'"}
        return Picture(self.client.http.fetch_sheet_metadata(self.spreadsheet_id, params)["sheets"][0])

    def copy(self) -> "Site":
        """Return the same spreadsheet once more, to do something else with it."""
        now = self.emulator.spreadsheet(self.spreadsheet_id).copy()
        self.emulator.store.add(replace(now, spreadsheet_id=new_id()))
        return replace(self, spreadsheet_id=list(self.emulator.store.files)[-1], seen={})


@dataclass(frozen=True)
class Picture:
    """One tab, with rows numbered from 1 and columns named by their header."""

    sheet: Json

    @property
    def properties(self) -> Json:
        """Return title, colour, grid and so on."""
        return dict(self.sheet["properties"])

    @property
    def grid(self) -> Json:
        """Return rows, columns and what is frozen."""
        return dict(self.properties["gridProperties"])

    def cells(self, row: int) -> list[Json]:
        """Return the cells of a row."""
        rows = self.sheet["data"][0].get("rowData", [])
        return list(rows[row - 1].get("values", [])) if row <= len(rows) else []

    def values(self, row: int) -> list[Any]:
        """Return what was entered in a row."""
        return [next(iter(cell.get("userEnteredValue", {}).values()), None) for cell in self.cells(row)]

    def column(self, header: str) -> int:
        """Return where the column with that header stands, from 0."""
        return self.values(1).index(header)

    def cell(self, header: str, row: int) -> Json:
        """Return one cell, {} where nothing is."""
        cells, place = self.cells(row), self.column(header)
        return cells[place] if place < len(cells) else {}

    def rule(self, header: str, row: int = 150) -> Json:
        """Return what a cell takes, as kind and values, {} for anything."""
        return dict(self.cell(header, row).get("dataValidation", {}))

    def condition(self, header: str, row: int = 150) -> tuple[str, list[str]] | None:
        """Return the kind and the values of the rule of a cell."""
        return condition_of(self.rule(header, row))

    def row(self, name: str) -> int:
        """Return the number of the row that begins with a name."""
        rows = self.sheet["data"][0]["rowData"]
        return next(n for n in range(1, len(rows) + 1) if self.values(n)[:1] == [name])

    def named(self, kind: str) -> list[Json]:
        """Return what hangs on the tab of one kind, such as filterViews."""
        return list(self.sheet.get(kind, []))


def condition_of(rule: Json) -> tuple[str, list[str]] | None:
    """Return the kind and the values of a rule."""
    if not rule:
        return None
    condition = rule["condition"]
    return condition["type"], [value["userEnteredValue"] for value in condition.get("values", [])]


@pytest.fixture(scope="module")
def ground() -> Iterator[Site]:
    """Give an emulator with a blank spreadsheet, for all tests of a module."""
    with Emulator() as emulator:
        client = open_client(emulator)
        yield Site(emulator, StandIn(client.http_client), emulator.create())
        client.http_client.session.close()
    assert emulator.violations == []


@pytest.fixture(scope="module")
def built(ground: Site) -> Site:
    """Give a spreadsheet that was built from a blank one, to look at."""
    site = ground.copy()
    site.init()
    site.seen.update({title: site.tab(title) for title in site.titles})
    return site


@pytest.fixture
def blank(ground: Site) -> Site:
    """Give a blank spreadsheet."""
    return ground.copy()


@pytest.fixture(scope="module")
def short(built: Site) -> Site:
    """Give the same with fewer blank rows, which the emulator takes its time over."""
    site = built.copy()
    for sheet in site.emulator.spreadsheet(site.spreadsheet_id).sheets:
        kept = max(ROWS, sheet.height_filled() + 9)
        site.person.delete_rows(sheet.title, kept + 1, len(sheet.rows) - kept)
    return site


@pytest.fixture
def site(short: Site) -> Site:
    """Give a built spreadsheet to damage."""
    return short.copy()
