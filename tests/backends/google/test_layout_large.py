"""A whole program at once: rows in several batches, runs that are cut off, limits that Google sets."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests
from backends.google.layout_pictures import Json, Site, StandIn, blank, build, ground
from sheets_emulator import faults

from sheets_sync.backends.google.http.answers import TROUBLE
from sheets_sync.backends.google.http.failures import Unsettled
from sheets_sync.backends.google.layout.attention import COLOURED_WORDS, VIEWS, WAITING
from sheets_sync.backends.google.layout.build import batches
from sheets_sync.backends.google.layout.building import building
from sheets_sync.backends.google.reading.memory import COLUMN, TAB
from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.mentoring.starter import starting_rows
from sheets_sync.spreadsheet.layout import layout_of
from sheets_sync.spreadsheet.look import CellLayout, ColumnLayout, Format, StartingRow, TabLayout
from sheets_sync.spreadsheet.refusals import Refusal
from sheets_sync.spreadsheet.schema import load_schemas

__all__ = ["blank", "ground"]

EVERY = layout_of(load_schemas(), starting_rows("P1"), PAGE)
NOTHING: Json = {"sheets": [{"properties": {"title": "Ideas", "gridProperties": {}, "sheetId": 9, "index": 0},
                             "merges": [{}]}]}  # fmt: skip


def people(count: int) -> list[TabLayout]:
    """Return a program of two tabs, one of them with many rows of 2,000 characters."""
    columns = tuple(
        ColumnLayout(name, frozenset({name}), "A note.", 12, CellLayout(Format.TEXT))
        for name in ("id", "text")
    )
    rows = tuple(StartingRow((f"E{n}", "x" * 2000)) for n in range(count))
    return [TabLayout("people", "people", columns, rows), TabLayout("others", "people", columns)]


@dataclass
class Interrupted:
    """A client whose line breaks at the nth batch, before or after Google applied it."""

    client: StandIn
    breaks: dict[int, bool]  # at which batch, and was it applied?
    sent: list[Json] = field(default_factory=list)

    def read(self, spreadsheet_id: str, *, fields: str) -> Json:
        """Return the fields of the spreadsheet."""
        return self.client.read(spreadsheet_id, fields=fields)

    def write(self, spreadsheet_id: str, body: Json, *, fields: str = "") -> Json:
        """Apply a batchUpdate, if the line holds."""
        self.sent.append(body)
        applied = self.breaks.get(len(self.sent))
        answer = {} if applied is False else self.client.write(spreadsheet_id, body, fields=fields)
        if applied is not None:
            raise Unsettled(TROUBLE)
        return answer

    def wait_after(self, unsettled: Unsettled, tried: int) -> None:
        """Wait for nothing."""


@dataclass(frozen=True)
class Breaking(StandIn):
    """A client that says so when a connection broke while it was writing."""

    def write(self, spreadsheet_id: str, body: Json, *, fields: str = "") -> Json:
        """Apply a batchUpdate."""
        try:
            return super().write(spreadsheet_id, body)
        except requests.ConnectionError:
            raise Unsettled(TROUBLE) from None


def ids(site: Site) -> list[str]:
    return [row[0] for row in site.emulator.values(site.spreadsheet_id, "people")[1:] if row[0]]


MANY = people(2_000)  # 4 MB of rows
ALL_IDS = [f"E{n}" for n in range(2_000)]


def test_a_program_of_many_rows_is_written_in_few_batches_below_two_megabytes(blank):
    writes = blank.emulator.count("write")
    assert blank.init(MANY) == ["Added the tab people.", "Added the tab others."]
    batches = [request for request in blank.emulator.requests if request.operation.endswith("batchUpdate")]
    sizes = [len(json.dumps(request.body)) for request in batches[-3:]]
    assert blank.emulator.count("write") == writes + 3
    assert max(sizes) < 2_000_000
    assert ids(blank) == ALL_IDS
    assert blank.tab("people").grid["rowCount"] == 2_101


@pytest.mark.parametrize("applied", [True, False])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_line_that_breaks_during_any_batch_costs_another_round_and_nothing_else(blank, nth, applied):
    client = Interrupted(blank.client, {nth: applied})
    done = build(client, blank.spreadsheet_id, MANY, None)
    assert done[:2] == ("Added the tab people.", "Added the tab others.")
    assert ids(blank) == ALL_IDS
    assert blank.init(MANY) == []
    assert [tag["metadataKey"] for tag in blank.tab("people").sheet["developerMetadata"]] == [TAB]


def test_a_run_that_was_cut_off_is_ended_by_the_next(blank):
    with pytest.raises(Unsettled):
        build(Interrupted(blank.client, {2: False, 3: False, 4: False}), blank.spreadsheet_id, MANY, None)
    assert 0 < len(ids(blank)) < 2_000
    assert blank.init(MANY)[0].startswith("Added ")
    assert ids(blank) == ALL_IDS


def test_boxes_that_were_made_before_it_was_full_are_no_rows(blank):
    with pytest.raises(Unsettled):
        build(Interrupted(blank.client, {2: False, 3: False, 4: False}), blank.spreadsheet_id, MANY, None)
    people_tab = blank.emulator.spreadsheet(blank.spreadsheet_id).tab("people")
    boxes = {"sheetId": people_tab.sheet_id, "startRowIndex": 1, "startColumnIndex": 2, "endColumnIndex": 3}
    blank.person.do(
        {"appendDimension": {"sheetId": people_tab.sheet_id, "dimension": "COLUMNS", "length": 1}},
        {"setDataValidation": {"range": boxes, "rule": {"condition": {"type": "BOOLEAN"}}}},
    )
    blank.init(MANY)
    assert ids(blank) == ALL_IDS


def test_a_tab_that_people_changed_before_it_was_full_is_not_guessed_at(blank):
    with pytest.raises(Unsettled):
        build(Interrupted(blank.client, {2: False, 3: False, 4: False}), blank.spreadsheet_id, MANY, None)
    blank.person.delete_rows("people", 5)
    with pytest.raises(Refusal, match="The tab people was filled in part only; if a copy was cut off, empty"):
        blank.init(MANY)


def responses(count: int) -> list[TabLayout]:
    """Return a program of one tab, and many responses of a form, which begin with a time or with nothing."""
    first = datetime(2027, 2, 3, 4, 5, 6, 123_000)
    times = [first + timedelta(seconds=n) if n % 7 else None for n in range(count)]
    rows = tuple(StartingRow((), own=(one, "x" * 2000 if one else None)) for one in times)
    return [people(3)[1], TabLayout("Form 1", "", (), rows, own_headers=("Timestamp", "Why?"))]


@pytest.mark.parametrize("applied", [True, False])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_tab_of_peoples_own_is_filled_once_whatever_batch_breaks(blank, nth, applied):
    many = responses(2_000)
    build(Interrupted(blank.client, {nth: applied}), blank.spreadsheet_id, many, None)
    texts = [row[1] for row in blank.emulator.values(blank.spreadsheet_id, "Form 1")[1:] if row]
    assert len(texts) == sum(row.own[1] is not None for row in many[1].rows)
    assert blank.titles == ["others", "Form 1"]
    assert blank.tab("Form 1").sheet.get("developerMetadata") is None
    assert blank.tab("Form 1").cells(3)[0]["userEnteredFormat"]["numberFormat"]["type"] == "DATE_TIME"


def test_three_rounds_are_enough(blank):
    client = Interrupted(blank.client, {1: False, 2: False, 3: False, 4: False})
    with pytest.raises(Unsettled):
        build(client, blank.spreadsheet_id, people(3), None)
    assert len(client.sent) == 3


def test_a_batch_is_never_sent_again_without_looking(blank):
    blank.emulator.inject(faults.reset(applied=True), on="write")
    writes = blank.emulator.count("write")
    build(Breaking(blank.client.http), blank.spreadsheet_id, people(3), None)
    assert blank.emulator.count("write") == writes + 1
    assert blank.init(people(3)) == []


def test_requests_keep_their_order_when_they_are_split():
    ten = [{"n": n} for n in range(10)]
    split = list(batches(ten, largest=20))
    assert [request for batch in split for request in batch] == ten
    assert len(split) == 5


def test_a_request_too_large_for_a_batch_goes_alone():
    assert [len(batch) for batch in batches([{"a": 1}, {"b": "x" * 50}, {"c": 1}], largest=30)] == [1, 1, 1]


def asked_for() -> tuple[Json, ...]:
    """Return the requests that add everything to a spreadsheet with one tab of somebody's."""
    return building(NOTHING, EVERY, None).requests


def numbers(kind: str, key: str) -> list[int]:
    return [_inside(request[kind])[key] for request in asked_for() if kind in request]


def _inside(body: dict[str, Any]) -> dict[str, Any]:
    return dict(next(part for part in body.values() if isinstance(part, dict)))


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("addSheet", "sheetId"),
        ("addProtectedRange", "protectedRangeId"),
        ("addFilterView", "filterViewId"),
        ("createDeveloperMetadata", "metadataId"),
    ],
)
def test_every_number_is_given_once(kind, key):
    given = numbers(kind, key)
    assert len(given) > 5
    assert len(set(given)) == len(given)
    assert all(0 < number < 2**31 for number in given)


def test_the_marks_of_all_tabs_stay_below_the_least_that_google_may_allow():
    found = [_inside(r["createDeveloperMetadata"]) for r in asked_for()
             if "createDeveloperMetadata" in r]  # fmt: skip
    assert {mark["metadataKey"] for mark in found} == {TAB, COLUMN}
    assert sum(len(mark["metadataKey"]) + len(mark["metadataValue"]) for mark in found) < 30_000


def test_every_word_with_a_colour_is_one_that_its_column_may_hold():
    for (tab, column), shades in COLOURED_WORDS.items():
        options = load_schemas()[tab].column(column).options
        for word in (word for words in shades.values() for word in words):
            assert any(option == word or option.startswith(word.rstrip("*")) for option in options)


def test_every_filter_view_shows_words_that_its_columns_may_hold():
    for view in VIEWS:
        for column, words in view.shown.items():
            assert set(words) <= set(load_schemas()[view.tab].column(column).options)
    for wait in WAITING:
        assert wait.word in load_schemas()[wait.tab].column(wait.beside).options


def test_an_empty_program_takes_little_of_the_cells_that_google_allows():
    grids = [r["addSheet"]["properties"]["gridProperties"] for r in asked_for() if "addSheet" in r]
    assert sum(grid["rowCount"] * grid["columnCount"] for grid in grids) < 50_000
