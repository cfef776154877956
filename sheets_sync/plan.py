"""One run, decided: from a snapshot, an order and the day to everything that should change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain

from sheets_sync.bookkeeping import (
    added_rows,
    edited_by_people,
    kept_lines,
    log_entries,
    logged_edits,
    problems_tab,
    run_name,
    write_log,
)
from sheets_sync.mentoring.announcing import announced, with_meetings
from sheets_sync.mentoring.checks import check_situation
from sheets_sync.mentoring.columns import Columns
from sheets_sync.mentoring.discretion import Discretion
from sheets_sync.mentoring.earlier import not_judged
from sheets_sync.mentoring.guard import REFUSED, big_changes_of
from sheets_sync.mentoring.intake import (
    Intake,
    left_out,
    rows_there,
    take_over,
    taken_over,
    with_constants,
    with_reports,
)
from sheets_sync.mentoring.matching import Pool, Proposals, propose_matches
from sheets_sync.mentoring.overview import Overview, count_problems
from sheets_sync.mentoring.page import FORGOTTEN, Page
from sheets_sync.mentoring.program import Program
from sheets_sync.mentoring.proposing import match_rules, pool_of, revise
from sheets_sync.mentoring.reading import ReadProgram, read_program
from sheets_sync.mentoring.situation import Situation
from sheets_sync.mentoring.start_here import BOXES, Item
from sheets_sync.mentoring.unreadable import next_step, why_stopped
from sheets_sync.spreadsheet.breaker import count_rows, show_counts
from sheets_sync.spreadsheet.cells import Conventions, as_text
from sheets_sync.spreadsheet.changes import ChangeSet, NewRow, diff, new_row
from sheets_sync.spreadsheet.notes import notes
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.refusals import Exit
from sheets_sync.spreadsheet.snapshot import CellRef, Plain, Snapshot
from sheets_sync.spreadsheet.tables import Table

NOT_ALL_CHECKED = "the run stopped before everything was checked"
OLDER_PROBLEMS = "the tab problems still says what an earlier run found"


@dataclass(frozen=True)
class Order:
    """What a run was asked to do, and when it began."""

    command: str  # validate, match or sync
    now: datetime  # in the program's time zone
    conventions: Conventions = field(default_factory=Conventions)
    objective: str | None = None  # match only; else the setting's
    annotate: bool = False  # validate only: write the problems tab
    accept_big_change: bool = False

    @property
    def today(self) -> date:
        """Return the day of the run."""
        return self.now.date()


@dataclass(frozen=True)
class Plan:
    """Everything one run found and wants changed; applying it is all that is left."""

    problems: tuple[Problem, ...]
    changes: ChangeSet = field(default_factory=ChangeSet)
    exit_code: Exit = Exit.OK
    stopped: str = ""  # why little or nothing is written
    columns: Columns | None = None  # where everybody stands, for reports
    pool: Pool | None = None
    proposals: Proposals | None = None
    objective: str | None = None  # of the matching, where the order named one


def make_plan(snapshot: Snapshot, order: Order) -> Plan:
    """Return the plan of one run: the same snapshot, order and day give the same plan."""
    snapshot = with_constants(snapshot)
    read = read_program(snapshot, order.conventions)
    page = Page(snapshot.get("start_here"))
    if read.program is None:
        return _unreadable(read, page, order)
    is_guarded = order.command != "validate" and not order.accept_big_change
    if is_guarded and (changes := tuple(big_changes_of(read, page))):
        return _tripped(read, page, changes)
    intake = take_over(snapshot, read, read.program, order.conventions)
    if order.command != "sync":  # responses are looked at, and taken over at night
        intake = Intake(read, problems=intake.problems, reports=intake.reports)
    program = intake.read.program or read.program
    if order.command == "validate":
        plan = _validated(intake, program, order)
    else:
        plan = _decided(intake, program, page, order)
    return plan if order.command == "validate" and not order.annotate else _with_notes(plan, snapshot)


def _with_notes(plan: Plan, snapshot: Snapshot) -> Plan:
    return replace(plan, changes=replace(plan.changes, notes=notes(plan.problems, snapshot)))


# --- runs that stop ------------------------------------------------------------------------------


def _unreadable(read: ReadProgram, page: Page, order: Order) -> Plan:
    told = _in_order(read, read.problems, not_judged(read))
    problems = problems_tab(read.tables["problems"], told, order.today)
    if order.command == "validate":
        changes = ChangeSet(replaced=problems if order.annotate else ())
    else:
        values: dict[str, Plain] = {Item.NEXT_STEP: next_step(read), Item.PROBLEMS: count_problems(told)}
        changes = ChangeSet(edits=tuple(page.edits(values)), replaced=problems)
    shown = tuple(map(Discretion.of(read).told, read.problems))
    return Plan(shown, changes, Exit.FIX_NEEDED, why_stopped(read, order.command))


def _tripped(read: ReadProgram, page: Page, big_changes: tuple[str, ...]) -> Plan:
    found = tuple(problem(REFUSED, CellRef("start_here", 1, 1), what=what) for what in big_changes)
    problems = (*found, *map(Discretion.of(read).told, read.problems))
    all_at_once = problem(REFUSED, CellRef("start_here", 1, 1), what=".\n".join(big_changes))
    sentences = f"{all_at_once.message}\n{all_at_once.fix}"
    values: dict[str, Plain] = {
        Item.NEXT_STEP: sentences,
        Item.PROBLEMS: f"{count_problems(problems)}; {NOT_ALL_CHECKED}, and {OLDER_PROBLEMS}",
    }
    changes = ChangeSet(edits=tuple(page.edits(values)))
    return Plan(problems, changes, Exit.REFUSED_FOR_SAFETY, " ".join(sentences.splitlines()))


# --- runs that go on -----------------------------------------------------------------------------


def _validated(intake: Intake, program: Program, order: Order) -> Plan:
    read = intake.read
    columns = Columns(Situation.of(program, order.today))
    problems = _in_order(
        read,
        read.problems,
        intake.problems,
        left_out(columns.situation, intake.reports),
        check_situation(columns.situation, columns.match_statuses),
    )
    replaced = problems_tab(read.tables["problems"], problems, order.today) if order.annotate else ()
    return Plan(problems, ChangeSet(replaced=replaced), columns=columns)


def _decided(intake: Intake, program: Program, page: Page, order: Order) -> Plan:
    situation = Situation.of(program, order.today)
    pool = proposals = None
    if order.command == "match" or page.ticked(Item.PROPOSE_MATCHES_NOW):
        pool = pool_of(situation)
        proposals = propose_matches(pool, match_rules(situation, order.objective))
        last_row = program.tables["matches"].tab.last_row
        situation = replace(situation, matches=revise(situation, proposals, last_row))
    if order.command == "sync":
        situation = announced(situation)
        situation = with_meetings(situation, program.tables["meetings"].tab.last_row)
        situation = with_reports(situation, intake.reports)
    columns = Columns.of(situation, proposals)
    plan = _written(intake, columns, page, order)
    return replace(plan, pool=pool, proposals=proposals, objective=order.objective)


def _written(intake: Intake, columns: Columns, page: Page, order: Order) -> Plan:
    """Return the plan that makes the sheet say what `columns` want, and keeps the books."""
    read, tables = intake.read, intake.read.tables
    discretion = Discretion.of(read)
    desired = columns.by_tab()
    edits = {
        tab: (*intake.edits.get(tab, ()), *diff(tables[tab], rows_there(intake, tab, rows)))
        for tab, rows in desired.items()
    }
    taken = taken_over(intake, desired)
    new_rows = tuple(_new_rows(columns, desired, tables))
    log = tables["log"]
    added = added_rows(taken, new_rows, tables, discretion)
    logged = list(logged_edits(edits, tables, discretion))
    entries = log_entries(logged, added, order.command, run_name(log, order.now), order.now)
    runs_kept = columns.situation.program.settings["log_runs_kept"]
    problems = _in_order(
        read,
        _left_standing(read, order),
        intake.problems,
        left_out(columns.situation, intake.reports),
        check_situation(columns.situation, columns.match_statuses),
        edited_by_people(kept_lines(log, entries, runs_kept), entries, tables, order.today),
    )
    log_rows, log_tab = write_log(log, entries, runs_kept)
    changes = ChangeSet(
        edits=(
            *chain.from_iterable(edits.values()),
            *page.edits(_page_values(columns, problems, read, new_rows, order)),
        ),
        new_rows=(*(one.row for one in taken), *new_rows, *log_rows),
        replaced=(*problems_tab(tables["problems"], problems, order.today), *log_tab),
        shown=(log.tab.name,) if entries and log.tab.hidden else (),
    )
    return Plan(problems, changes, columns=columns)


def _left_standing(read: ReadProgram, order: Order) -> Iterable[Problem]:
    """Return the problems without the one that a sync itself does away with: it remembers anew."""
    return (one for one in read.problems if one.code != FORGOTTEN or order.command != "sync")


def _in_order(read: ReadProgram, *found: Iterable[Problem]) -> tuple[Problem, ...]:
    discretion = Discretion.of(read)
    problems = {discretion.told(one) for some in found for one in some}
    return tuple(sorted(problems, key=lambda one: one.order))


def _new_rows(
    columns: Columns, desired: Mapping[str, Mapping[int, Mapping[str, Plain]]], tables: Mapping[str, Table]
) -> list[NewRow]:
    """Return the matches and meetings that are not in the sheet yet, in the order of their rows."""
    added: list[NewRow] = []
    for match in columns.situation.matches:
        if not match.record.positions:
            values = {
                "mentor_id": match.mentor_id,
                "mentee_id": match.mentee_id,
                **desired["matches"][match.row],
            }
            added.append(new_row(tables["matches"], values, match.name))
    for meeting in columns.situation.meetings:
        if not meeting.record.positions:
            row = desired["meetings"][meeting.record.row.number]
            values = {"match_id": meeting.match_id, "number": meeting.number, **row}
            added.append(new_row(tables["meetings"], values, as_text(row["meeting_id"])))
    return added


def _page_values(
    columns: Columns,
    problems: tuple[Problem, ...],
    read: ReadProgram,
    new_rows: Sequence[NewRow],
    order: Order,
) -> dict[str, Plain]:
    values = Overview(columns, problems).values()
    if order.command == "sync":
        values |= dict.fromkeys(BOXES, False)
        counts = count_rows(read.tables.values(), Counter(row.tab for row in new_rows))
        values[Item.ROWS_THEN] = show_counts(counts)
        values[Item.LAST_GOOD_RUN] = order.today.isoformat()  # the last: a run may be cut off
    return values
