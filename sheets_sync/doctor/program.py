"""What the doctor says of the program in the spreadsheet: its tabs, its clock, its last run, its secrets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sheets_sync.doctor.answers import ANSWERS, answers_check
from sheets_sync.mentoring.guard import REFUSED, big_changes_of
from sheets_sync.mentoring.page import Page
from sheets_sync.mentoring.reading import MISSING, ReadProgram, read_program
from sheets_sync.mentoring.settings import Settings, read_settings
from sheets_sync.mentoring.start_here import Item
from sheets_sync.spreadsheet.cells import Conventions
from sheets_sync.spreadsheet.checkup import Check, broken, fine, is_broken, look, refused, skipped
from sheets_sync.spreadsheet.problems import explanations
from sheets_sync.spreadsheet.refusals import Exit
from sheets_sync.spreadsheet.schema import load_schemas
from sheets_sync.spreadsheet.snapshot import Plain, Snapshot
from sheets_sync.spreadsheet.tables import read_table
from sheets_sync.spreadsheet.unfinished import cut_off

TABS, HEADERS, TIME_ZONE = "tabs", "headers", "time zone"
LAST_RUN, BIG_CHANGE = "last good run", "big change"
NAMES = (TABS, HEADERS, TIME_ZONE, LAST_RUN, BIG_CHANGE, ANSWERS)
OLD = timedelta(days=2)  # as start_here tells people
HEADER_CODES = {"MU004", "MU005", "MU007", "MU008", "MU017", "MU018", "MU049"}


@dataclass(frozen=True)
class Evidence:
    """What was read, and what there is to compare it with."""

    main: Snapshot
    whole: Snapshot  # with the tabs of the confidential spreadsheet, where there is one
    today: date
    split: bool = False  # is there a confidential spreadsheet?
    shared: bool = False  # does the main one lie at Google?
    time_zone: str = ""  # of the main spreadsheet itself, where it has one
    conventions: Conventions = field(default_factory=Conventions)

    @cached_property
    def program(self) -> ReadProgram:
        """Return the program as far as its tabs can be read."""
        return read_program(self.whole, self.conventions)

    @cached_property
    def settings(self) -> Settings | None:
        """Return the settings, None where their tab is not readable."""
        table = read_table(self.whole.get("settings"), load_schemas()["settings"], self.conventions)
        return read_settings(table, self.conventions)[0] if table.readable else None


def program_checks(found: Evidence) -> Iterator[Check]:
    """Yield how it stands with the program."""
    tabs = _tabs(found)
    yield tabs
    yield skipped(HEADERS, TABS) if is_broken(tabs) else _headers(found)
    yield _time_zone(found)
    yield _last_run(found)
    yield _big_change(found)
    yield answers_check(found.main, split=found.split, shared=found.shared)


# --- tabs and headers ------------------------------------------------------------------------------


def _tabs(found: Evidence) -> Check:
    if unfinished := cut_off(found.whole):
        return refused(TABS, unfinished)
    bad = [one for one in found.program.problems if one.verdict == "tab"]
    expected = len(load_schemas())
    if not bad:
        return fine(TABS, f"all {expected} are there, with the columns they need")
    if sum(one.code == MISSING for one in bad) == expected:
        return broken(TABS, "none of the program's tabs is there yet", "run sheets-sync init: it builds them")
    if len(bad) == 1:
        return broken(TABS, f"{bad[0].cell}: {_stop(bad[0].message)}", _stop(bad[0].fix))
    names = ", ".join(dict.fromkeys(one.cell.tab for one in bad))
    fixes = {_stop(one.fix) for one in bad}
    action = fixes.pop() if len(fixes) == 1 else "sheets-sync validate says what to do with each"
    return broken(TABS, f"these cannot be read: {names}", action)


def _headers(found: Evidence) -> Check:
    bad = [one for one in found.program.problems if one.code in HEADER_CODES]
    if not bad:
        return fine(HEADERS, "every column stands under its own name")
    if len(bad) == 1:
        return look(HEADERS, f"{bad[0].cell}: {_stop(bad[0].message)}", _stop(bad[0].fix))
    tabs = ", ".join(dict.fromkeys(one.cell.tab for one in bad))
    sentence = f"{len(bad)} columns, lines or tabs are renamed, copied or missing: {tabs}"
    return look(HEADERS, sentence, "sheets-sync validate says what to do with each")


def _stop(sentence: str) -> str:
    return sentence.rstrip(".")


# --- clock -----------------------------------------------------------------------------------------


def _time_zone(found: Evidence) -> Check:
    if found.settings is None:
        return skipped(TIME_ZONE, TABS)
    ours, theirs = str(found.settings["timezone"]), found.time_zone
    if not theirs:
        return fine(TIME_ZONE, f"{ours} (setting timezone)")
    if _same(ours, theirs, found.today):
        return fine(TIME_ZONE, f"{ours}, in the spreadsheet and in the setting timezone")
    sentence = f"the setting timezone says {ours}, the spreadsheet itself is in {theirs}"
    action = "make them the same: File > Settings in the spreadsheet, or timezone in the tab settings"
    return look(TIME_ZONE, sentence, action)


def _same(one: str, other: str, today: date) -> bool:
    """Do two zones show the same time, in summer as in winter?"""
    if one == other:
        return True
    try:
        zones = ZoneInfo(one), ZoneInfo(other)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    days = [date(today.year, month, 1) for month in range(1, 13)]
    offsets = [[datetime.combine(day, time(12), tzinfo=zone).utcoffset() for day in days] for zone in zones]
    return offsets[0] == offsets[1]


# --- last good run ---------------------------------------------------------------------------------


def _last_run(found: Evidence) -> Check:
    page = found.whole.get("start_here")
    if page is None:
        return skipped(LAST_RUN, TABS)
    day = _day(Page(page).value(Item.LAST_GOOD_RUN))
    if day is None:
        return look(LAST_RUN, "there was none yet", "run sheets-sync sync, and have it run every night")
    age = found.today - day
    if age > OLD:
        sentence = f"{day}, {age.days} days ago"
        return look(LAST_RUN, sentence, "look at what cron wrote, and run sheets-sync sync by hand")
    return fine(LAST_RUN, f"{day}")


def _day(value: Plain) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _big_change(found: Evidence) -> Check:
    """Return whether a run would refuse to act on what changed since the last good one."""
    page = found.whole.get("start_here")
    if page is None or found.program.program is None:
        return skipped(BIG_CHANGE, TABS)
    if changes := tuple(big_changes_of(found.program, Page(page))):
        fix = _stop(explanations()[REFUSED].fix)
        return broken(BIG_CHANGE, ". ".join(changes), fix, Exit.REFUSED_FOR_SAFETY)
    return fine(BIG_CHANGE, "no tab lost many of its rows since the last good run")
