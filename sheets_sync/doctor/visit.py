"""One visit of the doctor: looks at each thing in turn, and goes on as far as what it finds allows."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date

from sheets_sync.addresses import GoogleSpreadsheet
from sheets_sync.backends.store import together
from sheets_sync.config import Config, Place, load_config
from sheets_sync.doctor.configuration import configuration_checks
from sheets_sync.doctor.places import Google, Looked, look_at_workbook
from sheets_sync.doctor.program import NAMES, Evidence, program_checks
from sheets_sync.doctor.statefolder import run_at_work, state_folder_check
from sheets_sync.run import now_in_program, with_org_chart
from sheets_sync.spreadsheet.cells import Conventions
from sheets_sync.spreadsheet.checkup import Check, Section, fine, first_broken, is_broken, refused, skipped
from sheets_sync.spreadsheet.refusals import Refusal
from sheets_sync.spreadsheet.snapshot import Snapshot
from sheets_sync.stores import Tell

EVERYTHING_ELSE, ORG_CHART = "everything else", "org chart"


def examine(flags: Mapping[str, str | None], today: date | None, tell: Tell) -> tuple[Section, ...]:
    """Return how everything is that a run needs; what is broken hides what depends on it."""
    try:
        config = load_config(dict(flags))
    except Refusal as refusal:
        rest = skipped(EVERYTHING_ELSE, "the configuration")
        return (Section("Configuration", (refused("configuration", refusal), rest)),)
    checks = tuple(configuration_checks(config))
    if name := first_broken(checks):
        return (Section("Configuration", (*checks, skipped(EVERYTHING_ELSE, name))),)
    with ExitStack() as closing:
        found = tuple(_at_work(config, today, Google(config, tell, closing)))
    return (Section("Configuration", checks), *found)


def _at_work(config: Config, today: date | None, google: Google) -> Iterator[Section]:
    busy = run_at_work(config.state)

    def look_at(place: Place) -> Looked:
        if isinstance(place, GoogleSpreadsheet):
            return google.look_at(place.spreadsheet_id, busy)
        return look_at_workbook(place, config.state / "backups", busy)

    main = look_at(config.spreadsheet)
    second = look_at(config.confidential) if config.confidential else None
    account = main.account or (second.account if second else ())
    if account:
        yield Section("Google account", account)
    yield Section("Spreadsheet", (*main.checks, state_folder_check(config.state)))
    if second:
        since = () if first_broken(account) else second.account  # Google may have failed in between
        yield Section("Confidential spreadsheet", (*filter(is_broken, since), *second.checks))
    chart, with_chart = _org_chart(config, main.snapshot)
    yield Section("Program", (*chart, *_program(config, today, main, second, with_chart)))


def _org_chart(config: Config, snapshot: Snapshot | None) -> tuple[tuple[Check, ...], Snapshot | None]:
    """Return how the company's file is, if one is named, and the snapshot with it."""
    if not config.org_chart:
        return (), snapshot
    try:
        origin = config.origin("org_chart")
        whole = with_org_chart(snapshot or Snapshot(()), config.org_chart, origin)
    except Refusal as refusal:
        return (refused(ORG_CHART, refusal),), snapshot
    chart = whole.get("org_chart")
    return (fine(ORG_CHART, f"{len(chart.rows) if chart else 0} people in the file"),), whole


def _program(
    config: Config, today: date | None, main: Looked, second: Looked | None, with_chart: Snapshot | None
) -> Iterator[Check]:
    unread = [one for one in (main, second) if one and one.snapshot is None]
    if unread or main.snapshot is None or with_chart is None:
        because = first_broken(check for one in unread for check in (*one.account, *one.checks))
        yield from (skipped(name, because or EVERYTHING_ELSE) for name in NAMES)
        return
    conventions = Conventions(date_order=config.get("date_order"), decimal=config.get("decimal") or ".")
    whole = together(with_chart, second.snapshot) if second and second.snapshot else with_chart
    found = Evidence(
        main=main.snapshot,
        whole=whole,
        today=now_in_program(whole, today, conventions).date(),
        split=second is not None,
        shared=isinstance(config.spreadsheet, GoogleSpreadsheet),
        time_zone=main.time_zone,
        conventions=conventions,
    )
    yield from program_checks(found)
