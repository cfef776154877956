"""The shell of one run: lock, read, plan, apply."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sheets_sync.backends import csv_file
from sheets_sync.backends.collector import without_collector
from sheets_sync.backends.keeping import keep
from sheets_sync.backends.store import Store
from sheets_sync.config import Config, clock
from sheets_sync.spreadsheet.cells import Conventions
from sheets_sync.spreadsheet.refusals import Exit, Refusal, Unrestored
from sheets_sync.spreadsheet.snapshot import Snapshot
from sheets_sync.spreadsheet.unfinished import cut_off
from sheets_sync.stopping import uninterrupted
from sheets_sync.stores import Tell, open_store

if TYPE_CHECKING:
    from sheets_sync.plan import Plan

LOCK = "run.lock"
PATIENCE = 1.0  # seconds: a doctor's look at the lock is over long before
NOWHERE_TO_ASK = "The tab start_here is missing, so nobody can ask for a run; sheets-sync init adds it again."


@dataclass(frozen=True)
class Request:
    """What the person at the command line asked for."""

    command: str  # validate, match or sync
    today: date | None = None  # None: the clock says
    objective: str | None = None
    annotate: bool = False
    accept_big_change: bool = False
    dry_run: bool = False
    if_asked: bool = False  # only where somebody ticked a box in start_here

    @property
    def writes(self) -> bool:
        """May this run change the spreadsheet?"""
        return not self.dry_run and (self.command != "validate" or self.annotate)


@dataclass(frozen=True)
class Outcome:
    """What a run decided, and what of it could not be written yet."""

    plan: "Plan | None"  # None: nobody asked for anything
    waiting: int = 0  # changes whose rows people moved or edited meanwhile


def run(
    config: Config, request: Request, show: Callable[["Plan"], None], tell: Tell = lambda _: None
) -> Outcome:
    """Read, plan, apply the plan, show it; Refusal where it cannot go on."""
    with without_collector():
        return _run(config, request, show, tell)


def _run(config: Config, request: Request, show: Callable[["Plan"], None], tell: Tell) -> Outcome:
    store = open_store(config, tell)
    if not request.writes:
        snapshot, _ = store.read()
        if request.if_asked and not _asked(snapshot):
            return Outcome(None)
        plan = _plan(config, request, _program_in(snapshot))
        show(plan)
        return Outcome(plan)
    with alone(config.state):
        try:
            snapshot, read_as = store.read(to_write=True)
        except Refusal as busy:
            if request.if_asked and busy.exit_code is Exit.BUSY and not _asked(store.read()[0]):
                return Outcome(None)
            raise
        if request.if_asked and not _asked(snapshot):
            return Outcome(None)
        plan = _plan(config, request, _program_in(snapshot))
        with uninterrupted(tell):
            waiting = _apply(config, store, plan, read_as) if plan.changes else 0
        show(plan)  # what is told of has happened
        return Outcome(plan, waiting)


def _apply(config: Config, store: Store, plan: "Plan", read_as: Any) -> int:
    """Write the plan; keep in a file what could not be given back to people's cells."""
    try:
        return store.apply(plan.changes, read_as)
    except Unrestored as left:
        raise Refusal(left.exit_code, _kept(left, config.state)) from None


def _kept(left: Unrestored, state: Path) -> str:
    """Keep what could not be given back; return the sentence that says where it is now."""
    cells = dict.fromkeys(str(one.cell) for one in left.cells)
    sentence = (
        f"People moved columns or rows while sheets-sync wrote, and {len(cells)} of their cells "
        f"could not be given back what stood there ({left})."
    )
    try:
        kept = keep(left.cells, state, clock(None))
    except OSError as error:
        return (
            f"{sentence} It could not be kept in {state} either ({error.strerror}); "
            f"look in Google, File, Version history, for what stood in {', '.join(cells)}."
        )
    return f"{sentence} It is kept in {kept}; put it back by hand."


def _program_in(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot; a Refusal where it holds nothing of a program, or only part of it."""
    from sheets_sync.spreadsheet.schema import load_schemas

    if not any(snapshot.get(name) for name in load_schemas()):
        sentence = (
            "This spreadsheet has none of the tabs of a program. If it is the right one and new, "
            "run sheets-sync init on it first."
        )
        raise Refusal(Exit.FIX_NEEDED, sentence)
    if unfinished := cut_off(snapshot):
        raise unfinished
    return snapshot


def _asked(snapshot: Snapshot) -> bool:
    """Did somebody tick a box in start_here? A Refusal where there is no such page."""
    from sheets_sync.mentoring.page import Page
    from sheets_sync.mentoring.start_here import BOXES

    found = _program_in(snapshot).get("start_here")
    if found is None:
        raise Refusal(Exit.FIX_NEEDED, NOWHERE_TO_ASK)
    page = Page(found)
    return any(page.ticked(box) for box in BOXES)


def _plan(config: Config, request: Request, snapshot: Snapshot) -> "Plan":
    from sheets_sync.plan import Order, make_plan

    conventions = Conventions(date_order=config.get("date_order"), decimal=config.get("decimal") or ".")
    if config.org_chart:
        snapshot = with_org_chart(snapshot, config.org_chart, config.origin("org_chart"))
    order = Order(
        command=request.command,
        now=now_in_program(snapshot, request.today, conventions),
        conventions=conventions,
        objective=request.objective,
        annotate=request.annotate,
        accept_big_change=request.accept_big_change,
    )
    return make_plan(snapshot, order)


def with_org_chart(snapshot: Snapshot, path: Path, origin: str) -> Snapshot:
    """Return the snapshot with the company's CSV file, named by `origin`, in place of its org_chart tab."""
    from sheets_sync.spreadsheet.schema import load_schemas
    from sheets_sync.spreadsheet.text import key_of

    taken = {*load_schemas(), *(key_of(tab.name) for tab in snapshot)}
    name = f"{path.name} (file)" if key_of(path.name) in taken else path.name
    return replace(snapshot, tabs=(*snapshot, csv_file.read_tab(path, name, "org_chart", origin)))


def now_in_program(snapshot: Snapshot, today: date | None, conventions: Conventions) -> datetime:
    """Return the moment of the run in the program's time zone; midnight of `today` if given."""
    from sheets_sync.mentoring.reading import zone_of

    if today:
        return datetime.combine(today, time())
    zone = zone_of(snapshot, conventions)
    return clock(zone if isinstance(zone, ZoneInfo) else None)


@contextmanager
def alone(state: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock that keeps a second run on this machine out; wait for it that many seconds."""
    from filelock import FileLock, Timeout

    if not state.parent.is_dir():
        yield  # a workbook beside it is not there either, and in Google a run's own note keeps others out
        return
    with ExitStack() as held:
        try:
            state.mkdir(exist_ok=True)
            held.enter_context(FileLock(state / LOCK, timeout=patience))
        except Timeout:
            sentence = "Another run is at work on this program; try again in a minute."
            raise Refusal(Exit.BUSY, sentence) from None
        except OSError as error:
            sentence = (
                f"{state} cannot be the folder of locks and backups ({error.strerror}); "
                "check its permissions, or name another as state_dir in sheets-sync.toml."
            )
            raise Refusal(Exit.FIX_NEEDED, sentence) from None
        yield
