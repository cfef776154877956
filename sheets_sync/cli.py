"""The command line: each command reads its options, calls, prints and exits."""

import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sheets_sync import __version__
from sheets_sync.terminal import Commands, say, say_all, tell

if TYPE_CHECKING:
    from sheets_sync.config import Config
    from sheets_sync.plan import Plan
    from sheets_sync.run import Request

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="sheets-sync")
@click.option("--debug", is_flag=True, help="Show a traceback when something breaks.")
def main(debug: bool) -> None:
    """Run a reverse mentoring program out of a spreadsheet."""


# --- options that several commands share -----------------------------------------------------------

spreadsheet_argument = click.argument("spreadsheet", required=False)


def _day(_: click.Context, option: click.Parameter, typed: str | None) -> date | None:
    if typed is None:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise click.BadParameter("write a day as YYYY-MM-DD, such as 2027-03-01.", param=option) from None
    if not 2000 <= day.year <= 2100:
        raise click.BadParameter("the year must lie between 2000 and 2100.", param=option)
    return day


today_option = click.option(
    "--today", callback=_day, metavar="YYYY-MM-DD", help="Act as if it were this day."
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
big_change_option = click.option(
    "--accept-big-change", is_flag=True, help="Go on although many rows were lost or set aside overnight."
)


def on_a_program(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command SPREADSHEET, --org-chart and --today, as its `config` and `today`."""

    @wraps(command)
    def with_config(spreadsheet: str | None, org_chart: str | None, **others: Any) -> None:
        command(config=_config(spreadsheet, org_chart), **others)

    chart = click.option("--org-chart", metavar="CSV", help="The whole company's org chart as a CSV file.")
    return spreadsheet_argument(chart(today_option(with_config)))


def _config(spreadsheet: str | None, org_chart: str | None = None) -> "Config":
    from sheets_sync.config import load_config

    return load_config({"spreadsheet": spreadsheet, "org_chart": org_chart})


def _run(config: "Config", request: "Request", show: Callable[["Plan"], None]) -> "Plan | None":
    from sheets_sync import report
    from sheets_sync.run import run
    from sheets_sync.spreadsheet.refusals import Exit

    outcome = run(config, request, show, tell)
    if outcome.plan and outcome.plan.stopped:
        say(outcome.plan.stopped, err=True)
        sys.exit(outcome.plan.exit_code)
    if outcome.waiting:
        say(report.waiting_as_text(outcome.waiting), err=True)
        sys.exit(Exit.PARTLY_DONE)
    return outcome.plan


# --- commands --------------------------------------------------------------------------------------


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"))
@today_option
@click.option("--seed", default=1, show_default=True, help="Another number makes another hospital.")
def demo(folder: Path, today: date | None, seed: int) -> None:
    """Write a fictional hospital's program, run the nightly job on it, and show what happened."""
    from sheets_sync.config import clock
    from sheets_sync.demo.story import tell

    say_all(tell(folder, today or clock().date(), seed, _our_name()))


def _our_name() -> str:
    """Return what people type to call this program: its name, or its path where it is not found."""
    import os
    import shutil

    from sheets_sync.config import here

    return "sheets-sync" if shutil.which("sheets-sync") else os.path.relpath(sys.argv[0], here())


@main.command()
@spreadsheet_argument
@click.option(
    "--take-headers", is_flag=True, help="Believe headers that say otherwise than the spreadsheet remembers."
)
def init(spreadsheet: str | None, take_headers: bool) -> None:
    """Build the tabs of a new spreadsheet, or repair an existing one; nothing of yours is removed."""
    from sheets_sync import setup

    say_all(setup.init(_config(spreadsheet), tell, take_headers=take_headers))


@main.command()
@on_a_program
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "csv"]), default="text")
@click.option(
    "--annotate", is_flag=True, help="Also write the problems tab, and in Google notes on bad cells."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="From which severity the exit code is 1.",
)
def validate(*, config: "Config", today: date | None, form: str, annotate: bool, fail_on: str) -> None:
    """Check every row and tab."""
    from sheets_sync import report
    from sheets_sync.run import Request
    from sheets_sync.spreadsheet.refusals import Exit

    def show(plan: "Plan") -> None:
        if form == "text":
            say_all(_coloured(line) for line in report.problems_as_text(plan.problems))
        else:
            say(report.PROBLEM_FORMATS[form](plan.problems))

    plan = _run(config, Request("validate", today, annotate=annotate), show)
    failing = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    if plan and any(problem.severity in failing for problem in plan.problems):
        sys.exit(Exit.ERRORS_FOUND)


def _coloured(line: str) -> str:
    for word, colour in ((" error  ", "red"), (" warning  ", "yellow")):
        if word in line:
            return line.replace(word, click.style(word, fg=colour), 1)
    return line


@main.command()
@on_a_program
@click.option(
    "--objective",
    type=click.Choice(["most_pairs", "best_fit", "nobody_left_behind"]),
    help="What the best set of pairs is; else the setting decides.",
)
@click.option(
    "--why",
    metavar="PERSON",
    help="Show one person's candidates and what became of each; write nothing.",
)
@big_change_option
@dry_run_option
def match(
    *,
    config: "Config",
    today: date | None,
    objective: str | None,
    why: str | None,
    accept_big_change: bool,
    dry_run: bool,
) -> None:
    """Propose the best matches and write them to the matches tab."""
    from sheets_sync import report
    from sheets_sync.run import Request

    def show(plan: "Plan") -> None:
        if why is None:
            say_all(report.match_as_text(plan))
        else:
            say_all(report.why_as_text(plan, why))

    request = Request(
        "match",
        today,
        objective,
        accept_big_change=accept_big_change or why is not None,  # a look at one person writes nothing
        dry_run=dry_run or why is not None,
    )
    _run(config, request, show)


@main.command()
@on_a_program
@big_change_option
@dry_run_option
@click.option("--if-asked", is_flag=True, help="Do it only where somebody ticked a box in start_here.")
def sync(
    *, config: "Config", today: date | None, accept_big_change: bool, dry_run: bool, if_asked: bool
) -> None:
    """Do the nightly run: check, derive statuses, carry out decisions, write it all back."""
    from sheets_sync import report
    from sheets_sync.run import Request

    request = Request("sync", today, accept_big_change=accept_big_change, dry_run=dry_run, if_asked=if_asked)
    _run(config, request, lambda plan: say_all(report.sync_as_text(plan)))


@main.command()
@spreadsheet_argument
@click.option("--org-chart", metavar="CSV", help="The whole company's org chart as a CSV file.")
@today_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def doctor(spreadsheet: str | None, org_chart: str | None, today: date | None, form: str) -> None:
    """Look at configuration, credentials, sharing and tabs; say what to do next."""
    from sheets_sync.doctor.telling import all_checks, as_json, as_text
    from sheets_sync.doctor.visit import examine
    from sheets_sync.spreadsheet.checkup import exit_code_of

    sections = examine({"spreadsheet": spreadsheet, "org_chart": org_chart}, today, tell)
    if form == "json":
        say(as_json(sections))
    else:
        say_all(_in_colour_of_state(line) for line in as_text(sections))
    sys.exit(exit_code_of(all_checks(sections)))


def _in_colour_of_state(line: str) -> str:
    state = line.partition(" ")[0]
    colour = {"ok": "green", "look": "yellow", "broken": "red", "skipped": "bright_black"}.get(state)
    return click.style(state, fg=colour) + line.removeprefix(state) if colour else line


@main.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--confidential-from", metavar="SPREADSHEET", help="Where surveys and scores of FROM lie.")
@click.option("--confidential-to", metavar="SPREADSHEET", help="Where surveys and scores shall lie.")
@dry_run_option
def copy(
    source: str, target: str, confidential_from: str | None, confidential_to: str | None, dry_run: bool
) -> None:
    """Copy a program from a workbook to a new Google spreadsheet, or back; FROM stays as it is."""
    from sheets_sync import copying
    from sheets_sync.config import configured_near

    config = _config(target)
    here = copying.Home.named(config, source, confidential_from).as_configured(configured_near(source))
    there = copying.Home.named(config, target, confidential_to)
    say_all(copying.copy(config, here, there, tell, dry_run=dry_run))


@main.command()
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Explain every code.")
def explain(code: str | None, every: bool) -> None:
    """Say what a problem code means and how to fix it."""
    from sheets_sync import report
    from sheets_sync.spreadsheet.problems import explanations
    from sheets_sync.spreadsheet.refusals import Exit, Refusal

    known = explanations()
    if every and code:
        raise click.UsageError("Give a code or --all, not both.")
    if every:
        for one in known.values():
            say_all((*report.explanation_as_text(one), ""))
    elif code and (found := known.get(_full_code(code))):
        say_all(report.explanation_as_text(found))
    elif code:
        raise Refusal(Exit.USAGE, "There is no such code; sheets-sync explain --all tells all there are.")
    else:
        raise click.UsageError("Give a code such as MU203, or --all.")


def _full_code(typed: str) -> str:
    """Return a problem code in full: mu310 and 310 are MU310."""
    return f"MU{typed.strip().upper().removeprefix('MU')}"
