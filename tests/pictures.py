"""Small pictures of spreadsheets: tabs drawn as text, whole programs filled up around them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from textwrap import dedent

from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.plan import Order, Plan, make_plan
from sheets_sync.spreadsheet.cells import Conventions
from sheets_sync.spreadsheet.changes import ChangeSet
from sheets_sync.spreadsheet.problems import Problem
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Row, Snapshot, Tab

TODAY = date(2027, 3, 1)

ORG_CHART = """
    org_chart
    person_id | full_name | manager_id | dotted_manager_ids
    E1        | Chief One |            |
    E2        | Vice Two  | E1         |
    E3        | Vice Three| E1         |
    E4        | Head Four | E2         |
    E5        | Ann Five  | E4         |
    E6        | Bo Six    | E4         |
    E7        | Cy Seven  | E3         |
"""
TOPICS = """
    topics
    topic        | also_known_as
    night shifts | nights; night work
    staffing     | nurse staffing
    safety       |
    pay          |
"""
RUBRIC = """
    rubric
    criterion     | weight
    communication | 1
    candor        | 1
"""
AGENDAS = """
    agendas
    number | title     | due_days | mandatory
    1      | Hello     | 30       |
    2      | Shadowing | 120      | yes
    3      | Ideas     | 210      |
    4      | Farewell  | 300      |
"""
SURVEY_ITEMS = """
    survey_items
    item_id | wording        | asked_of
    pulse   | I know the pulse. | mentee
    valued  | I feel valued. | both
"""
HELPERS = """
    helpers
    email           | full_name | helps_as
    ina@example.org | Ina View  | interviewer
"""
EVENTS = """
    events
    event_id | kind          | starts_at        | ends_at
    meet     | meet_and_greet | 2027-03-10 17:00 | 2027-03-10 19:00
"""
GREEN = (ORG_CHART, TOPICS, RUBRIC, AGENDAS, SURVEY_ITEMS, HELPERS, EVENTS)


def tab(picture: str) -> Tab:
    """Return the tab drawn as text: its name, its headers, its rows; cells between bars."""
    name, headers, *rows = [line.strip() for line in dedent(picture).strip().splitlines()]
    columns = tuple(cell.strip() for cell in headers.split("|"))
    drawn = [tuple(map(cell, _cells(line, len(columns)))) for line in rows]
    numbered = [Row(name, n, columns, values) for n, values in enumerate(drawn, start=2)]
    return Tab(
        name, columns, tuple(row for row in numbered if any(value is not None for value in row.values))
    )


def _cells(line: str, count: int) -> list[str]:
    cells = [part.strip() for part in line.split("|")]
    return (cells + [""] * count)[:count]


def cell(text: str) -> Cell:
    """Return the value a drawn cell means: "text", 12, TRUE, 2027-03-01, #REF!, =A1 → 5."""
    if text.startswith('"'):
        return text[1:-1].replace("\\n", "\n")
    if text.startswith("="):
        formula, _, value = text.partition(" → ")
        return Formula(formula, cell(value))
    if text.startswith("#"):
        return CellError(text)
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2}(\.\d{3})?)?", text):
        return datetime.fromisoformat(text)
    return {"": None, "TRUE": True, "FALSE": False}.get(text, text)


def spreadsheet(*pictures: str | Tab, **settings: object) -> Snapshot:
    """Return a whole program: the tabs drawn, the usual green ones, the others empty, and tabs of forms."""
    usual = {drawn.name: drawn for drawn in map(tab, GREEN)}
    drawn = {one.name: one for one in (tab(p) if isinstance(p, str) else p for p in pictures)}
    found = {**usual, "settings": settings_tab(**settings), "start_here": start_here(), **drawn}
    known = (_complete(found.get(name, Tab(name)), found) for name in load_schemas())
    return Snapshot((*known, *(one for name, one in found.items() if name not in load_schemas())))


def settings_tab(**values: object) -> Tab:
    """Return the settings tab with every setting, the given ones filled."""
    headers = ("setting", "value", "default", "meaning")
    rules = load_schemas()["settings"].definitions.items()
    rows = ((name, values.get(name), rule.get("default"), rule["description"]) for name, rule in rules)
    return Tab("settings", headers, tuple(Row("settings", n, headers, row) for n, row in enumerate(rows, 2)))


def start_here() -> Tab:
    """Return the page as init makes it."""
    headers = ("Reverse mentoring: start here", "", "")
    lines = ((line.item, line.value, line.explanation) for line in PAGE[1:])
    return Tab(
        "start_here",
        headers,
        tuple(Row("start_here", n, headers, values) for n, values in enumerate(lines, 2)),
    )


def _complete(one: Tab, all_tabs: dict[str, Tab]) -> Tab:
    """Add the headers a drawn tab leaves out."""
    schema = load_schemas()[one.name]
    if schema.is_page:
        return one
    sources = {column.columns_from[0] for column in schema.columns if column.columns_from}
    spelled = schema.with_columns_from({name: _rows(all_tabs[name]) for name in sources})
    known = {spelled.headers.get(header.casefold(), header) for header in one.headers}
    missing = tuple(c.name for c in spelled.columns if c.name not in known)
    headers = (*one.headers, *missing)
    rows = (replace(row, headers=headers, values=(*row.values, *[None] * len(missing))) for row in one.rows)
    return replace(one, headers=headers, rows=tuple(rows))


def _rows(one: Tab) -> list[dict[str, Cell]]:
    return [dict(zip(one.headers, row.values, strict=True)) for row in one.rows]


# --- running --------------------------------------------------------------------------------------


def plan(snapshot: Snapshot, command: str = "sync", today: date = TODAY, **order: object) -> Plan:
    """Return the plan of one run on `today`."""
    return make_plan(snapshot, Order(command, datetime.combine(today, time(2)), **order))  # type: ignore[arg-type]


def problems(*pictures: str | Tab, conventions: Conventions | None = None, **settings: object) -> list[str]:
    """Return what validate finds, as `where CODE`, infos and warnings included."""
    snapshot = spreadsheet(*pictures, **settings)
    return told(plan(snapshot, "validate", conventions=conventions or Conventions()).problems)


def told(found: Iterable[Problem]) -> list[str]:
    """Return problems as `where CODE`."""
    return [f"{one.cell} {one.code}" for one in found]


def applied(snapshot: Snapshot, changes: ChangeSet) -> Snapshot:
    """Return the spreadsheet after `changes`, as a backend should leave it."""
    tabs = {one.name: one for one in snapshot}
    for edit in changes.edits:
        tabs[edit.cell.tab] = _edited(tabs[edit.cell.tab], edit.cell.row, edit.cell.column, edit.after)
    for row in changes.new_rows:
        tabs[row.tab] = _added(
            tabs[row.tab], tuple(row.values.get(header) for header in tabs[row.tab].headers)
        )
    for replaced in changes.replaced:
        tabs[replaced.tab] = replace(tabs[replaced.tab], rows=())
        for values in replaced.rows:
            tabs[replaced.tab] = _added(tabs[replaced.tab], values)
    for name in changes.shown:
        tabs[name] = replace(tabs[name], hidden=False)
    return Snapshot(tuple(tabs.values()))


def _edited(one: Tab, number: int, column: int, value: Cell) -> Tab:
    def edit(row: Row) -> Row:
        if row.number != number:
            return row
        return replace(row, values=(*row.values[: column - 1], value, *row.values[column:]))

    return replace(one, rows=tuple(map(edit, one.rows)))


def _added(one: Tab, values: tuple[Cell, ...]) -> Tab:
    return replace(one, rows=(*one.rows, Row(one.name, one.last_row + 1, one.headers, values)))


def run(snapshot: Snapshot, command: str = "sync", today: date = TODAY, **order: object) -> Snapshot:
    """Return the spreadsheet after one run."""
    return applied(snapshot, plan(snapshot, command, today, **order).changes)


def column(snapshot: Snapshot, tab_name: str, *headers: str) -> list[tuple[Cell, ...]]:
    """Return the values under `headers`, row by row."""
    one = snapshot.get(tab_name)
    assert one is not None
    return [tuple(row[header] for header in headers) for row in one.rows]


def line(snapshot: Snapshot, item: str) -> Cell:
    """Return what start_here says beside `item`."""
    one = snapshot.get("start_here")
    assert one is not None
    return next(row.values[1] for row in one.rows if row.values[0] == item)


# Two mentors who passed every gate, and an executive: all ready to match.
APPLICANTS = """
    applicants
    person_id | full_name  | email           | role   | manager_id | topics               | selection | manager_approval | good_standing
    E5        | Ann Five   | ann@example.org | mentor | E4         | night shifts; safety | accept    | yes              | yes
    E6        | Bo Six     | bo@example.org  | mentor | E4         | staffing; pay        | accept    | yes              | yes
    E3        | Vice Three | vic@example.org | mentee | E1         | safety; staffing     | accept    |                  |
"""  # noqa: E501
