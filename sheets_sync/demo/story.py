"""The demo: a made-up program is written, checked, matched, decided on and synced, and told about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from textwrap import wrap
from uuid import NAMESPACE_URL, uuid5

from sheets_sync.backends import xlsx
from sheets_sync.config import STATE_FOLDER, Config
from sheets_sync.demo.program import make_program
from sheets_sync.demo.workbook import with_starter
from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.mentoring.starter import starter_rows
from sheets_sync.plan import Plan
from sheets_sync.report import change_totals, totals
from sheets_sync.run import Request, run
from sheets_sync.spreadsheet.changes import CellEdit, ChangeSet
from sheets_sync.spreadsheet.layout import layout_of
from sheets_sync.spreadsheet.refusals import Exit, Refusal
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Row, Tab
from sheets_sync.spreadsheet.text import isolated

SHOWN = 3  # problems, pairs and people in each part of the story
WIDTH = 110  # characters a line
ROLES = {"mentor": "mentor", "mentee": "executive"}
LEFT_OPEN = 2  # of the proposals: the taskforce wants to think about them


@dataclass(frozen=True)
class Demo:
    """Where the demo's program lies, and which day it is there."""

    path: Path
    today: date

    @property
    def backups(self) -> Path:
        """Return the folder in which earlier versions are kept."""
        return self.path.parent / STATE_FOLDER / "backups"

    def run(self, command: str) -> Plan:
        """Run one command on the demo's workbook and return its plan."""
        outcome = run(Config({"spreadsheet": str(self.path)}), Request(command, self.today), _keep_quiet)
        assert outcome.plan is not None
        return outcome.plan


def _keep_quiet(plan: Plan) -> None:
    """Show nothing: the story tells what each run did."""


def tell(folder: Path, today: date, seed: int, command: str) -> Iterator[str]:
    """Write the program into `folder`, run it, and yield the story; `command` is what people type."""
    demo = Demo(folder / "program.xlsx", today)
    earlier = _write(demo, seed)
    yield f"A fictional hospital's reverse mentoring program, on {today}: {demo.path}"
    if earlier:
        yield f"It takes the place of an earlier demo, which is kept with all that was typed: {earlier}"
    yield ""
    yield from _checked(demo.run("validate"))
    matched = demo.run("match")
    yield from _matched(matched)
    yield from _decided(demo)
    yield from _synced(demo)
    yield ""
    yield from _next_steps(demo, command)


def _write(demo: Demo, seed: int) -> Path | None:
    """Write the program; return where an earlier demo in its place is kept, if there was one."""
    starter = starter_rows()
    program = make_program(
        topics=[str(row["topic"]) for row in starter["topics"]],
        criteria=[str(row["criterion"]) for row in starter["rubric"]],
        survey_items=starter["survey_items"],
        today=demo.today,
        seed=seed,
        mess=True,
    )
    program_id = str(uuid5(NAMESPACE_URL, f"sheets-sync-demo-{seed}"))
    layouts = layout_of(load_schemas(), with_starter(program, f"demo-{program_id}"), PAGE)
    with _folder_named(demo.path.parent):
        demo.path.parent.mkdir(parents=True, exist_ok=True)
        earlier = _moved_away(demo) if demo.path.exists() else None
        xlsx.create(demo.path, layouts, datetime.combine(demo.today, time()))
    return earlier


@contextmanager
def _folder_named(folder: Path) -> Iterator[None]:
    """Say of whatever keeps the demo from being written which folder it was to go into."""
    where = f"The demo goes into the folder {folder}; mend that, or name another: sheets-sync demo FOLDER."
    try:
        yield
    except Refusal as refusal:
        raise Refusal(refusal.exit_code, f"{refusal} {where}") from None
    except OSError as error:
        raise Refusal(Exit.FIX_NEEDED, f"It cannot be made: {error.strerror}. {where}") from None


def _moved_away(demo: Demo) -> Path:
    """Move an earlier demo to the backups and return where it is; Refusal for any other workbook."""
    path = demo.path
    xlsx.refuse_if_open(path)
    settings = xlsx.read(path)[0].get("settings") or Tab("settings")
    program_id = next((row.values[1] for row in settings.rows if row.values[0] == "program_id"), None)
    if not str(program_id).startswith("demo-"):
        sentence = f"{path.name} is not a demo's workbook, so it is left as it is; move it elsewhere."
        raise Refusal(Exit.REFUSED_FOR_SAFETY, sentence)
    kept = xlsx.keep_backup(
        demo.backups, path.name, path.read_bytes(), path.stat(), datetime.combine(demo.today, time())
    )
    path.unlink()
    return kept


def _checked(plan: Plan) -> Iterator[str]:
    yield f"1. Checked every row (sheets-sync validate): {totals(plan.problems)}. Among them:"
    kinds = {problem.code: problem for problem in reversed(plan.problems)}
    for problem in sorted(kinds.values(), key=lambda one: one.order)[: SHOWN + 2]:
        yield from _wrapped(f"{problem.cell!s:<14} {problem.code}  {problem.message}")
    yield "   These rows are set aside until somebody mends them; everybody else goes on."


def _matched(plan: Plan) -> Iterator[str]:
    proposals, columns = plan.proposals, plan.columns
    assert proposals is not None and columns is not None
    best = sorted(proposals.matches, key=lambda match: (-match.score, match.mentor_id))
    left = proposals.unmatched
    yield f"2. Proposed the best matches (sheets-sync match): {len(best)} pairs. Among them:"
    for match in best[:SHOWN]:
        mentor, mentee = isolated(match.mentor_name), isolated(match.mentee_name)
        topics = ", ".join(match.shared_topics)
        yield from _wrapped(f"{match.score / 10:.1f}  {mentor} mentors {mentee} on {topics}.")
    yield from _wrapped(f"Proof that the first of them may be a pair: {best[0].chain_of_command}.")
    yield f"   {len(left)} people are left. Among them:"
    names = {p.person_id: isolated(p.full_name) for p in columns.situation.program.people}
    executives_first = sorted(left, key=lambda one: (one.role == "mentor", one.person_id))
    for one in executives_first[:SHOWN]:
        why = columns.why_unmatched(one.person_id)
        yield from _wrapped(f"{names[one.person_id]} ({ROLES[one.role]}): {why}")


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=" " * 5, subsequent_indent=" " * 8)


def _decided(demo: Demo) -> Iterator[str]:
    """Approve proposals as a taskforce would: all but the weakest two, which wait."""
    snapshot, read_as = xlsx.read(demo.path)
    matches = snapshot.get("matches")
    assert matches is not None
    proposed = [row for row in matches.rows if row["status"] == "proposed"]
    proposed.sort(key=lambda row: (-float(str(row["score"])), str(row["mentor_id"])))
    approved = proposed[:-LEFT_OPEN]
    changes = ChangeSet(tuple(_approval(row) for row in approved))
    xlsx.apply(demo.path, changes, read_as, demo.backups, datetime.combine(demo.today, time(9)))
    yield f"3. The taskforce decided in the sheet: {len(approved)} pairs approved, {LEFT_OPEN} left open."


def _approval(row: Row) -> CellEdit:
    pair = str(row["mentor_id"]), str(row["mentee_id"])
    return CellEdit(row.cell("decision"), pair, "decision", None, "approve")


def _synced(demo: Demo) -> Iterator[str]:
    plan = demo.run("sync")
    meetings = sum(row.tab == "meetings" for row in plan.changes.new_rows)
    words = [status.word for status in plan.columns.match_statuses.values()] if plan.columns else []
    yield (
        f"4. The nightly run (sheets-sync sync): {words.count('announced')} pairs announced, "
        f"{meetings} meetings with due dates; {change_totals(plan.changes)}."
    )
    again = demo.run("sync")
    yield f"5. The nightly run once more: {change_totals(again.changes)}"


def _next_steps(demo: Demo, command: str) -> Iterator[str]:
    path = demo.path
    yield f"Now open {path} in Excel or LibreOffice: start_here, problems, matches, meetings."
    yield "Change something (mend what problems names, approve a pair, fill held_on), save, close, and type:"
    yield f"   {command} sync {path} --today {demo.today}"
    yield f"   {command} match {path} --today {demo.today} --why PERSON_ID"
    yield f"   {command} explain MU310"
