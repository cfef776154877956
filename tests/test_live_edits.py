"""People sort, insert, delete, move and type while the tool runs: every value stays with its record."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from live import Live, put
from pictures import APPLICANTS, spreadsheet
from sheets_emulator import Emulator, Person
from sheets_emulator.ranges import column_letters

from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.text import key_of

TABS = ("applicants", "matches", "meetings", "org_chart")
TOOLS = {tab: {column.name for column in load_schemas()[tab].tool_owned} for tab in TABS}
MATCHES = """
    matches
    mentor_id | mentee_id | decision | decided_by      | keep_this_pair | end_reason | ours
    E5        | E3        | approve  | ina@example.org |                |            | =A2&F2 → "E5"
    E6        | E3        | reject   |                 | TRUE           |            | =A3&F3 → "E6"
"""
DATES = {"matches_announced_on": date(2027, 2, 1), "pre_survey_closes_on": date(2027, 1, 20)}

Act = Callable[[Person], object]
rows = st.integers(2, 7)
tabs = st.sampled_from(("applicants", "matches", "meetings", "start_here", "problems"))
columns = st.integers(0, 12)


@st.composite
def acts(draw: st.DrawFn, *, of_content: bool = True) -> Act:
    """Return something that people do to a tab."""
    tab, at, to, column = draw(tabs), draw(rows), draw(rows), draw(columns)
    moving: list[Act] = [
        lambda p: p.insert_rows(tab, at, 2),
        lambda p: p.move_rows(tab, at, to),
        lambda p: p.insert_columns(tab, header(p, tab, column)),
        lambda p: p.insert_columns("matches", header(p, "matches", column)),
        lambda p: p.move_column(tab, header(p, tab, column), header(p, tab, column + 3)),
    ]
    if tab != "start_here":
        moving.append(lambda p: p.sort_rows(tab, header(p, tab, column), descending=at % 2 == 0))
    content: list[Act] = [
        lambda p: p.delete_rows(tab, at),
        lambda p: p.duplicate_row(tab, at),
        lambda p: p.cut_and_paste_rows(tab, at, to),
        lambda p: p.edit(tab, f"{column_letters(column + 1)}{at}", "typed"),
        lambda p: p.edit("matches", f"C{at}", draw_word(at)),
        lambda p: p.edit(tab, f"{column_letters(column + 1)}{at}", formula(p, tab, column + 3, at)),
        lambda p: p.undo(),
        lambda p: p.tick("matches", f"E{at}"),
    ]
    return draw(st.sampled_from(moving + content if of_content else moving))


def draw_word(number: int) -> str:
    """Return one of the decisions."""
    return ("approve", "reject", "")[number % 3]


def formula(person: Person, tab: str, column: int, row: int) -> str:
    """Return a formula about another cell of its row."""
    about = column_letters(person.column(tab, header(person, tab, column)))
    return f'={about}{row}&"!"'


def header(person: Person, tab: str, number: int) -> str:
    """Return a header that can be found again, be it the last before `number`."""
    sheet = person.spreadsheet.tab(tab)
    named = [
        sheet.cell(0, at).get("userEnteredValue", {}).get("stringValue") for at in range(len(sheet.columns))
    ]
    once = [name for name in named if name and named.count(name) == 1]
    return str(once[min(number, len(once) - 1)])


def peoples_rows(live: Live) -> Counter[Any]:
    """Return what people own, row by row and wherever it stands: header and value of each filled cell."""
    found: Counter[Any] = Counter()
    for sheet in live.emulator.spreadsheet(live.spreadsheet_id).sheets:
        if sheet.title in TABS:
            rows: dict[int, dict[int, str]] = defaultdict(dict)
            for row, column in sheet.filled():
                [value] = sheet.cell(row, column)["userEnteredValue"].values()
                rows[row][column] = str(value)
            headers = rows.pop(0, {})
            owned = (frozenset(_owned(sheet.title, headers, cells)) for cells in rows.values())
            found.update((sheet.title, cells) for cells in owned if cells)
    return found


def _owned(tab: str, headers: dict[int, str], cells: dict[int, str]) -> Iterator[tuple[str, str]]:
    for column, value in cells.items():
        header = headers.get(column, "")
        if value and key_of(header) not in TOOLS[tab]:
            yield header, value


@dataclass
class Ledger:
    """What people's rows should be: as at the beginning, and changed by people alone."""

    live: Live
    rows: Counter[Any]

    def by(self, act: Act) -> Act:
        """Return the act, entered into the books when it happens."""

        def do(person: Person) -> None:
            before = peoples_rows(self.live)
            try:
                act(person)
            except Exception:  # such as a row that is not there: nothing was done
                return
            self.rows += Counter()
            after = peoples_rows(self.live)
            self.rows.subtract(before)
            self.rows.update(after)

        return do


class PeopleAtWork(RuleBasedStateMachine):
    """A sheet that people work in while the tool runs on it again and again."""

    @initialize()
    def begin(self) -> None:
        """Put a program with two decided pairs into a live sheet."""
        self.emulator = Emulator().__enter__()
        self.live = put(self.emulator, spreadsheet(APPLICANTS, MATCHES, **DATES))
        self.ledger = Ledger(self.live, peoples_rows(self.live))
        assert self.ledger.rows.total() == 12  # 3 applicants, 2 matches, 7 employees

    @rule(act=acts())
    def people_edit_between_runs(self, act: Act) -> None:
        """Let people act while the tool does not run."""
        self.ledger.by(act)(self.live.person)

    @rule(
        command=st.sampled_from(("sync", "match")),
        before_rereading=st.lists(acts(), max_size=2),
        before_writing=st.lists(acts(), max_size=2),
        before_repairing=st.lists(acts(of_content=False), max_size=1),
    )
    def people_edit_within_a_run(
        self,
        command: str,
        before_rereading: list[Act],
        before_writing: list[Act],
        before_repairing: list[Act],
    ) -> None:
        """Let people act between any two requests of one run."""
        for on, nth, moments in (
            ("spreadsheets.getByDataFilter", 1, before_rereading),
            ("write", 1, before_writing),
            ("write", 2, before_repairing),
        ):
            for act in moments:
                self.emulator.before(on, nth, self.ledger.by(act))
        self._run(command)
        self.emulator._appointments.clear()
        self.everything_is_with_its_record()

    def _run(self, command: str = "sync") -> None:
        try:
            self.waiting = self.live.run(command, accept_big_change=True)[1]
        except Refusal as refusal:  # somebody undid even what the tool had written
            assert refusal.exit_code == Exit.BUSY, refusal

    def everything_is_with_its_record(self) -> None:
        """Check that nobody's values are anywhere else than people put them."""
        found = peoples_rows(self.live)
        wanted = +self.ledger.rows
        assert not wanted - found, f"lost: {wanted - found}"
        added = found - wanted
        assert all(tab == "matches" and _is_new_pair(cells) for tab, cells in added), f"strange: {added}"
        self.ledger.rows = found

    @rule()
    def a_second_sync_changes_nothing(self) -> None:
        """Check that a sync after which nobody did anything leaves nothing to do."""
        self._run()
        self.everything_is_with_its_record()
        self.live.forget_requests()
        plan, _ = self.live.run(accept_big_change=True)
        assert not plan.changes, f"{self.waiting} {plan.changes}"[:1500]
        assert self.live.requests() == ["spreadsheets.get"]

    def teardown(self) -> None:
        """Stop the emulator."""
        if hasattr(self, "emulator"):
            try:
                self.a_second_sync_changes_nothing()
                assert self.emulator.violations == []
            finally:
                self.emulator.__exit__(None, None, None)


def _is_new_pair(cells: frozenset[tuple[str, str]]) -> bool:
    return {name for name, _ in cells} == {"mentor_id", "mentee_id"}


def machine(number: int, examples: int, steps: int) -> Any:
    """Return the tests of one machine; several of them share the work of a long run."""
    one = type(f"PeopleAtWork{number}", (PeopleAtWork,), {})
    one.TestCase.settings = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    return one.TestCase


if os.environ.get("SHEETS_SYNC_LONG"):  # 2,000 x 50
    TestPeople1, TestPeople2, TestPeople3, TestPeople4 = (machine(n, 500, 50) for n in range(4))
else:
    TestPeople = machine(0, 30, 12)
