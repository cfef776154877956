"""A real workbook with form-response tabs: what a night makes of them, and of the next night."""

import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from test_cli import CHART, TODAY, VIC, add, change, sheets_sync

MAPPING = (
    ("Applications", "E-mail address", "applicants", "email"),
    ("Applications", "First name", "applicants", "full_name"),
    ("Applications", "Last name", "applicants", "full_name"),
    ("Applications", "=mentor", "applicants", "role"),
    ("Applications", "What could you tell an executive about?", "applicants", "topics"),
    ("Applications", "Why?", "applicants", "motivation"),
    ("Approvals", "Whom do you approve?", "applicants", "person_id"),
    ("Approvals", "Do you approve?", "applicants", "manager_said"),
    ("Survey before", "E-mail address", "surveys", "person_id"),
    ("Survey before", "=pre", "surveys", "phase"),
    ("Survey before", "Would you like a call?", "surveys", "comment"),
)
APPLICATION = (
    datetime(2027, 2, 20, 9, 15, 1, 250_000),
    "Ann.Five@example.org", "Ann", "Five", "Speaking up, Safety at work", "=HYPERLINK(1)",
)  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook whose forms were answered: an application, a manager's yes, a survey."""
    path = tmp_path_factory.mktemp("forms") / "program.xlsx"
    assert sheets_sync("init", path).exit_code == 0
    chart = [{**row, "email": f"{row['full_name'].replace(' ', '.')}@example.org"} for row in CHART]
    add(path, "org_chart", *chart)
    add(path, "applicants", VIC)
    add(
        path,
        "forms",
        *(dict(zip(("form_tab", "question", "into_tab", "column"), row, strict=True)) for row in MAPPING),
    )
    change(path, answer_forms)
    return path


def answer_forms(book: openpyxl.Workbook) -> None:
    """Add the tabs that forms would, with one response each."""
    questions = ("Timestamp", "E-mail address", "First name", "Last name")
    more = ("What could you tell an executive about?", "Why?")
    respond(book.create_sheet("Applications"), (*questions, *more), APPLICATION)
    approval = (datetime(2027, 2, 22, 8), "ann.five@example.org", "Yes")
    respond(
        book.create_sheet("Approvals"), ("Timestamp", "Whom do you approve?", "Do you approve?"), approval
    )
    survey = (datetime(2027, 2, 23, 18, 0, 3), "vic.three@example.org", "Please.")
    respond(
        book.create_sheet("Survey before"), ("Timestamp", "E-mail address", "Would you like a call?"), survey
    )


def respond(sheet: object, *rows: tuple[object, ...]) -> None:
    """Write rows below the others, text that looks like a formula as text."""
    for row in rows:
        sheet.append(row)  # type: ignore[attr-defined]
        for cell in sheet[sheet.max_row]:  # type: ignore[attr-defined]
            if isinstance(cell.value, str):
                cell.data_type = "s"


@pytest.fixture
def workbook(opened: Path, folder: Path) -> Path:
    """Return the workbook, a test's own."""
    return Path(shutil.copy(opened, folder))


def rows(path: Path, tab: str) -> list[dict[str, object]]:
    """Return the rows of a tab, by header."""
    headers, *values = openpyxl.load_workbook(path)[tab].iter_rows(values_only=True)
    return [dict(zip(map(str, headers), row, strict=True)) for row in values if any(row)]


def test_a_night_takes_every_form_over(workbook: Path):
    form_tabs = {tab: rows(workbook, tab) for tab in ("Applications", "Approvals", "Survey before")}
    shown = sheets_sync("sync", workbook, *TODAY)
    assert shown.exit_code == 0, shown.output
    assert "+ applicants  Applications, 2027-02-20 09:15:01.250\n" in shown.output
    _, ann = rows(workbook, "applicants")
    expected = {
        "person_id": "E5", "full_name": "Ann Five", "email": "Ann.Five@example.org", "role": "mentor",
        "topics": "Speaking up, Safety at work", "motivation": "=HYPERLINK(1)", "manager_said": "yes",
        "applied_on": datetime(2027, 2, 20), "status": "awaiting_standing",
    }  # fmt: skip
    assert {name: ann[name] for name in expected} == expected
    [survey] = rows(workbook, "surveys")
    assert (survey["person_id"], survey["phase"], survey["submitted_on"]) == (
        "E3",
        "pre",
        datetime(2027, 2, 23),
    )
    assert {tab: rows(workbook, tab) for tab in form_tabs} == form_tabs


def test_a_second_night_leaves_the_file_as_it_is(workbook: Path):
    sheets_sync("sync", workbook, *TODAY)
    after = workbook.read_bytes()
    assert "Nothing to change." in sheets_sync("sync", workbook, *TODAY).output
    assert workbook.read_bytes() == after


def test_a_dry_run_says_the_same_and_writes_nothing(workbook: Path):
    before = workbook.read_bytes()
    shown = sheets_sync("sync", workbook, "--dry-run", *TODAY).output
    assert workbook.read_bytes() == before
    assert shown == sheets_sync("sync", workbook, *TODAY).output


def test_validate_shows_a_second_application_and_no_name(workbook: Path):
    again = (datetime(2027, 2, 25, 7, 30), *APPLICATION[1:])
    change(workbook, lambda book: respond(book["Applications"], again))
    shown = sheets_sync("validate", workbook, *TODAY).output
    assert "Applications!B3" in shown and "MU622 warning" in shown
    assert "Five" not in shown


def test_a_row_that_people_deleted_stays_away(workbook: Path):
    sheets_sync("sync", workbook, *TODAY)
    change(workbook, lambda book: book["applicants"].delete_rows(3))
    shown = sheets_sync("sync", workbook, "--today", "2027-03-02").output
    assert "+ applicants" not in shown
    assert [row["person_id"] for row in rows(workbook, "applicants")] == ["E3"]


def test_init_leaves_the_tabs_of_forms_alone(workbook: Path):
    before = rows(workbook, "Applications")
    assert sheets_sync("init", workbook).exit_code == 0
    assert rows(workbook, "Applications") == before
