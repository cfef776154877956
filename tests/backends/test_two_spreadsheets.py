"""One program in two spreadsheets: what is confidential lies in the second, and so do its forms."""

from datetime import datetime, time
from pathlib import Path

import pytest
from click.testing import CliRunner
from live import TODAY, Live, put
from openpyxl import load_workbook
from pictures import APPLICANTS, column, spreadsheet, tab
from sheets_emulator import Emulator

from sheets_sync.backends.store import SplitStore
from sheets_sync.cli import main
from sheets_sync.plan import Order, make_plan
from sheets_sync.spreadsheet.schema import CONFIDENTIAL
from sheets_sync.spreadsheet.snapshot import Snapshot

FORMS = """
    forms
    form_tab      | question      | into_tab   | column
    Survey before | Email Address | surveys    | person_id
    Survey before | "=pre"        | surveys    | phase
    Survey before | Pulse         | surveys    | pulse
"""
SURVEY_BEFORE = """
    Survey before
    Timestamp               | Email Address   | Pulse
    2027-02-20 09:15:01.250 | vic@example.org | 4
"""
FEEDBACK = """
    Feedback
    Timestamp               | Words
    2027-02-20 09:15:01.250 | {}
"""


@pytest.fixture
def two(emulator: Emulator) -> tuple[Live, Live]:
    """Return a program without the confidential tabs, and a spreadsheet that has them and a survey's form."""
    whole = spreadsheet(APPLICANTS, FORMS, SURVEY_BEFORE, FEEDBACK.format("Thanks"))
    secret = [one for one in whole if one.name in (*CONFIDENTIAL, "Survey before")]
    rest = [one for one in whole if one not in secret]
    return put(emulator, Snapshot(tuple(rest))), put(emulator, Snapshot(tuple(secret)))


def sync(program: Live, secret: Live) -> None:
    """Run the nightly job on both; nothing may have to wait."""
    store = SplitStore(program.store(), secret.store())
    snapshot, read_as = store.read(to_write=True)
    plan = make_plan(snapshot, Order("sync", datetime.combine(TODAY, time(2))))
    assert store.apply(plan.changes, read_as) == 0


def test_a_form_in_the_confidential_spreadsheet_feeds_the_tab_beside_it(two: tuple[Live, Live]):
    program, secret = two
    sync(program, secret)
    assert column(secret.read(), "surveys", "person_id", "pulse") == [("E3", 4)]
    assert program.read().get("surveys") is None


def test_a_tab_of_both_spreadsheets_is_the_one_of_the_first(two: tuple[Live, Live]):
    program, secret = two
    confidential = [*secret.read(), tab(FEEDBACK.format("Secret"))]
    copied = put(secret.emulator, Snapshot(tuple(confidential)))
    snapshot, _ = SplitStore(program.store(), copied.store()).read()
    assert column(snapshot, "feedback", "Words") == [("Thanks",)]


def test_changes_stay_in_the_first_spreadsheet_where_the_second_is_a_copy_of_it(emulator: Emulator):
    whole = spreadsheet(APPLICANTS)
    program, copied = put(emulator, whole), put(emulator, whole)
    sync(program, copied)
    assert column(program.read(), "applicants", "status") == [("ready_to_match",)] * 3
    assert column(copied.read(), "applicants", "status") == [(None,)] * 3


def test_two_workbooks_are_built_and_synced_like_one(folder: Path):
    (folder / "sheets-sync.toml").write_text('spreadsheet = "program.xlsx"\nconfidential = "answers.xlsx"\n')
    assert CliRunner().invoke(main, ["init"]).exit_code == 0
    assert set(load_workbook(folder / "answers.xlsx").sheetnames) == set(CONFIDENTIAL)
    assert not set(CONFIDENTIAL) & set(load_workbook(folder / "program.xlsx").sheetnames)
    assert CliRunner().invoke(main, ["sync"]).exit_code == 0
    assert CliRunner().invoke(main, ["sync"]).output.startswith("Nothing to change.")
