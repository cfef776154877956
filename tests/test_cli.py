"""The command line on real workbooks: what it prints, its exit codes, and every mistake of a user's."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from command_line import TODAY, sheets_sync
from freezegun import freeze_time

ANN = {
    "person_id": "E5", "full_name": "Ann Five", "email": "ann@example.org", "role": "mentor",
    "topics": "Speaking up", "manager_approval": "yes", "good_standing": "yes", "selection": "accept",
}  # fmt: skip
VIC = {
    "person_id": "E3", "full_name": "Vic Three", "email": "vic@example.org", "role": "mentee",
    "topics": "Speaking up; Safety at work", "selection": "accept",
}  # fmt: skip
CHART = [
    {"person_id": "E1", "full_name": "Chief One"},
    {"person_id": "E3", "full_name": "Vic Three", "manager_id": "E1"},
    {"person_id": "E4", "full_name": "Head Four", "manager_id": "E1"},
    {"person_id": "E5", "full_name": "Ann Five", "manager_id": "E4"},
]


def add(path: Path, tab: str, *rows: dict[str, object]) -> None:
    """Type rows into a workbook, as a person with a spreadsheet program would."""
    book = openpyxl.load_workbook(path)
    sheet = book[tab]
    headers = {cell.value: cell.column for cell in sheet[1]}
    for row in rows:
        number = max((cell.row for cell in sheet["A"] if cell.value is not None), default=1) + 1
        for header, value in row.items():
            sheet.cell(number, headers[header], value)
    book.save(path)


def change(path: Path, act: Callable[[openpyxl.Workbook], object]) -> None:
    """Change a workbook as a person would."""
    book = openpyxl.load_workbook(path)
    act(book)
    book.save(path)


def setting(path: Path, name: str, value: object) -> None:
    """Type the value of a setting."""

    def act(book: openpyxl.Workbook) -> None:
        row = next(cell.row for cell in book["settings"]["A"] if cell.value == name)
        book["settings"].cell(row, 2, value)

    change(path, act)


@pytest.fixture(scope="module")
def small_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small program that nobody changes: one mentor, one executive, four in the org chart."""
    path = tmp_path_factory.mktemp("small") / "program.xlsx"
    assert sheets_sync("init", path).exit_code == 0
    add(path, "org_chart", *CHART)
    add(path, "applicants", ANN, VIC)
    return path


@pytest.fixture
def workbook(small_program: Path, folder: Path) -> Path:
    """Return a small program of the test's own, in the folder it stands in."""
    return Path(shutil.copy(small_program, folder))


# --- the daily work -------------------------------------------------------------


def test_a_new_workbook_has_no_errors(folder: Path):
    assert sheets_sync("init", "program.xlsx").exit_code == 0
    result = sheets_sync("validate", "program.xlsx", *TODAY)
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "0 errors, 0 warnings, 1 note")


def test_validate_prints_each_problem_with_its_cell_and_fix(workbook: Path):
    add(workbook, "applicants", {**ANN, "person_id": "E4", "email": "head@example"})
    result = sheets_sync("validate", workbook, *TODAY)
    assert result.exit_code == 1
    assert "applicants!C4" in result.output and "MU110 error" in result.output
    assert "fix: Write it like ann@example.org." in result.output


def test_validate_writes_nothing_unless_asked(workbook: Path):
    before = workbook.read_bytes()
    sheets_sync("validate", workbook, *TODAY)
    assert workbook.read_bytes() == before
    sheets_sync("validate", workbook, "--annotate", *TODAY)
    assert [cell.value for cell in openpyxl.load_workbook(workbook)["problems"]["A"]][1:] == ["MU611"]


def test_json_has_a_version_and_every_problem(workbook: Path):
    found = json.loads(sheets_sync("validate", workbook, "--format", "json", *TODAY).output)
    assert (found["version"], [one["code"] for one in found["problems"]]) == (1, ["MU611"])


def test_csv_never_holds_a_formula(workbook: Path):
    result = sheets_sync("validate", workbook, "--format", "csv", *TODAY)
    rows = list(csv.reader(io.StringIO(result.output)))
    assert rows[0][:2] == ["where", "code"] and rows[1][:2] == ["events!A1", "MU611"]


def test_github_annotations_name_the_cell(workbook: Path):
    result = sheets_sync("validate", workbook, "--format", "github", *TODAY)
    assert result.output.startswith("::notice title=MU611 events!A1::")


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_fail_on_decides_the_exit_code(workbook: Path, fail_on: str, code: int):
    add(workbook, "applicants", {**ANN, "person_id": "E99", "email": "new@example.org"})
    assert sheets_sync("validate", workbook, "--fail-on", fail_on, *TODAY).exit_code == code


def test_match_prints_the_pairs_and_writes_them(workbook: Path):
    result = sheets_sync("match", workbook, *TODAY)
    assert "E5 Ann Five" in result.output and "1 pair proposed" in result.output
    sheet = openpyxl.load_workbook(workbook)["matches"]
    assert [sheet.cell(2, n).value for n in (1, 2, 5)] == ["E5", "E3", "Speaking up"]


def test_match_with_nobody_prints_no_table(folder: Path):
    sheets_sync("init", "program.xlsx")
    result = sheets_sync("match", "program.xlsx", *TODAY)
    assert result.output.splitlines()[0] == "0 pairs proposed, 0 people not matched."


def test_a_dry_run_shows_the_plan_and_writes_nothing(workbook: Path):
    before = workbook.read_bytes()
    shown = sheets_sync("sync", workbook, "--dry-run", *TODAY).output
    assert workbook.read_bytes() == before
    assert shown == sheets_sync("sync", workbook, *TODAY).output


def test_why_shows_a_persons_candidates(workbook: Path):
    before = workbook.read_bytes()
    for person in ("e5", "ann five"):
        result = sheets_sync("match", workbook, "--why", person, *TODAY)
        assert "E3 Vic Three" in result.output and "proposed" in result.output
    assert workbook.read_bytes() == before


def test_a_second_sync_leaves_the_file_as_it_is(workbook: Path):
    sheets_sync("match", workbook, *TODAY)
    change(workbook, lambda book: book["matches"].cell(2, 10, "approve"))
    setting(workbook, "matches_announced_on", date(2027, 3, 1))
    sheets_sync("sync", workbook, *TODAY)
    after = workbook.read_bytes()
    assert "Nothing to change." in sheets_sync("sync", workbook, *TODAY).output
    assert workbook.read_bytes() == after
    statuses = [cell.value for cell in openpyxl.load_workbook(workbook)["meetings"]["A"]][1:]
    assert statuses == ["E5/E3"] * 4


def test_the_org_chart_may_be_a_csv_of_the_whole_company(workbook: Path, folder: Path):
    (folder / "company.csv").write_text(
        "Employee ID;Name;Manager\nE1;Chief;\nE3;Vic;E1\nE5;Ann;E3\n", "utf-8"
    )
    (folder / "sheets-sync.toml").write_text('org_chart = "company.csv"\nspreadsheet = "program.xlsx"\n')
    result = sheets_sync("match", *TODAY)
    assert "0 pairs proposed" in result.output and "in their chain of command" in result.output


@pytest.mark.parametrize("code", ["MU310", "mu310", "310", " mu310 "])
def test_explain_tells_reason_and_remedy(code: str):
    result = sheets_sync("explain", code)
    assert "Why:" in result.output and "Fix:" in result.output


def test_explain_all_tells_every_code():
    assert sheets_sync("explain", "--all").output.count("Fix:") > 100


# --- mistakes of users' ---------------------------------------------------------


def refused(result: Result, code: int, *words: str) -> None:
    """Check that a command ended in one clear sentence, with its exit code and no traceback."""
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    assert all(word in result.output for word in words), result.output
    assert len(result.output.strip().splitlines()) <= 3


@pytest.mark.parametrize("command", ["validate", "match", "sync"])
def test_no_spreadsheet_named(folder: Path, command: str):
    refused(sheets_sync(command), 2, "Which spreadsheet?")


@pytest.mark.parametrize("command", ["validate", "match", "sync"])
def test_no_such_file(folder: Path, command: str):
    refused(sheets_sync(command, "nowhere.xlsx"), 3, "nowhere.xlsx")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><body>Sign in</body></html>",
        b"PK\x03\x04 half a file",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99,
        b"\0" * 99,
    ],
)
def test_a_wrong_file(folder: Path, content: bytes):
    (folder / "program.xlsx").write_bytes(content)
    refused(sheets_sync("sync", "program.xlsx"), 3, "program.xlsx")


def test_a_folder_is_no_workbook(folder: Path):
    (folder / "program.xlsx").mkdir()
    refused(sheets_sync("sync", "program.xlsx"), 3, "program.xlsx")


def test_the_folder_one_stands_in_is_no_workbook(folder: Path):
    refused(sheets_sync("validate", "."), 3, f"{folder.name} is a folder")


@pytest.mark.parametrize("command", ["validate --annotate", "match", "sync", "init", "doctor"])
@pytest.mark.parametrize("named", ["nowhere.xls", "folder.xlsx", "letter.xlsx", "."])
def test_nothing_is_left_beside_what_is_no_workbook(folder: Path, command: str, named: str):
    (folder / "folder.xlsx").mkdir()
    (folder / "letter.xlsx").write_text("Dear Ann")
    assert sheets_sync(*command.split(), named).exit_code in (2, 3)
    assert {path.name for path in folder.rglob("*")} == {"folder.xlsx", "letter.xlsx"}


@pytest.mark.parametrize("name", ["program.xlsm", "program.xls", "program"])
def test_a_workbook_by_another_name(workbook: Path, name: str):
    workbook.rename(workbook.with_name(name))
    refused(sheets_sync("sync", workbook.with_name(name), *TODAY), 3, name, "let its name end in .xlsx")


@pytest.mark.parametrize("lock", [".~lock.program.xlsx#", "~$program.xlsx"])
def test_open_in_a_spreadsheet_program(workbook: Path, lock: str):
    (workbook.parent / lock).write_text("ann")
    refused(sheets_sync("sync", workbook, *TODAY), 5, "open")


def test_reading_is_fine_while_it_is_open(workbook: Path):
    (workbook.parent / ".~lock.program.xlsx#").write_text("ann")
    assert sheets_sync("validate", workbook, *TODAY).exit_code == 0
    assert sheets_sync("sync", workbook, "--dry-run", *TODAY).exit_code == 0


def test_a_missing_tab(workbook: Path):
    change(workbook, lambda book: book.remove(book["topics"]))
    result = sheets_sync("sync", workbook, *TODAY)
    assert result.exit_code == 3
    assert "topics" in result.output and "sheets-sync init adds a tab that is missing" in result.output
    written = openpyxl.load_workbook(workbook)
    assert [cell.value for cell in written["problems"]["A"]][1:2] == ["MU001"]


def test_a_renamed_header(workbook: Path):
    change(workbook, lambda book: book["applicants"].cell(1, 2, "full nam"))
    result = sheets_sync("validate", workbook, *TODAY)
    assert result.exit_code == 3
    assert "Did you mean “full nam”?" in result.output


def test_nonsense_in_a_setting_is_a_problem_and_the_default_counts(workbook: Path):
    setting(workbook, "min_shared_topics", "lots")
    result = sheets_sync("validate", workbook, *TODAY)
    assert result.exit_code == 1
    assert "MU031" in result.output
    assert sheets_sync("sync", workbook, *TODAY).exit_code == 0


def test_a_configuration_that_is_no_toml(workbook: Path, folder: Path):
    (folder / "sheets-sync.toml").write_text("spreadsheet = program.xlsx")
    refused(sheets_sync("sync"), 3, "sheets-sync.toml", "TOML")


def test_a_configuration_with_an_unknown_name(workbook: Path, folder: Path):
    (folder / "sheets-sync.toml").write_text('spreadshet = "program.xlsx"')
    refused(sheets_sync("sync"), 3, "spreadshet")


@pytest.mark.parametrize("state", ["/proc/state", "program.xlsx"])
def test_a_state_folder_that_cannot_be_made_is_named(workbook: Path, folder: Path, state: str):
    (folder / "sheets-sync.toml").write_text(f'spreadsheet = "program.xlsx"\nstate_dir = "{state}"')
    refused(sheets_sync("sync", *TODAY), 3, f"{folder / state} cannot be", "state_dir")


def test_a_folder_that_keeps_backups_from_being_made_is_named(workbook: Path, folder: Path):
    (folder / "sheets-sync.toml").write_text('spreadsheet = "program.xlsx"\nstate_dir = "program.xlsx/state"')
    told = f"program.xlsx cannot be saved: Not a directory ({folder}/program.xlsx/state"
    refused(sheets_sync("sync", *TODAY), 3, told)


def test_the_folder_one_stands_in_was_deleted(workbook: Path, tmp_path_factory: pytest.TempPathFactory):
    gone = tmp_path_factory.mktemp("gone")
    os.chdir(gone)
    gone.rmdir()
    refused(sheets_sync("sync", workbook, *TODAY), 3, "The folder you stand in is not there any more")


def test_a_file_that_may_only_be_read_is_named_not_its_folder(workbook: Path):
    workbook.chmod(0o444)
    refused(sheets_sync("sync", workbook, *TODAY), 3, f"change the permissions of {workbook}.")


def test_what_else_cannot_be_read_is_named(folder: Path):
    long = "x" * 300
    refused(sheets_sync("sync", long), 3, f"{long} could not be read or written (File name too long);")


def test_an_org_chart_that_is_not_there(workbook: Path):
    words = "There is no file company.csv; mend --org-chart."
    refused(sheets_sync("sync", workbook, "--org-chart", "company.csv"), 3, words)


def test_an_org_chart_in_the_configuration_that_is_not_there(
    workbook: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder / "sheets-sync.toml").write_text('org_chart = "company.csv"')
    refused(sheets_sync("sync", workbook), 3, "company.csv; mend org_chart in sheets-sync.toml.")
    monkeypatch.setenv("SHEETS_SYNC_ORG_CHART", "people.csv")
    refused(sheets_sync("sync", workbook), 3, "people.csv; mend SHEETS_SYNC_ORG_CHART.")


def test_an_org_chart_that_is_a_folder(workbook: Path, folder: Path):
    words = f"{folder.name} is a folder, not a file; mend --org-chart."
    refused(sheets_sync("sync", workbook, "--org-chart", "."), 3, words)


@pytest.mark.parametrize("day", ["1 March", "tomorrow", "2027-02-30"])
def test_a_wrong_day(workbook: Path, day: str):
    result = sheets_sync("sync", workbook, "--today", day)
    assert result.exit_code == 2
    assert "'--today': write a day as YYYY-MM-DD, such as 2027-03-01." in result.output


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_of_another_age(workbook: Path, day: str):
    result = sheets_sync("sync", workbook, "--today", day)
    assert result.exit_code == 2 and "the year must lie between 2000 and 2100.\n" in result.output


@pytest.mark.parametrize("person", ["", "E99", "Nobody"])
def test_why_of_somebody_who_is_not_there(workbook: Path, person: str):
    before = workbook.read_bytes()
    refused(sheets_sync("match", workbook, "--why", person, *TODAY), 2, "nobody", "; check how it is")
    assert workbook.read_bytes() == before


def test_an_address_that_is_none_of_a_spreadsheet(folder: Path):
    refused(sheets_sync("sync", "https://docs.google.com/spreadsheets/d/1x/edit"), 2, "browser's address bar")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"docs.google.com/spreadsheets/d/e/2PACX-{'x' * 44}/pubhtml", "of a published page"),
        (f"https://docs.google.com/document/d/{'x' * 44}/edit", "of a document, not of a Google spreadsheet"),
        (f"https://docs.google.com/forms/d/e/{'x' * 44}/viewform", "of a form,"),
        (f"https://docs.google.com/presentation/d/{'x' * 44}/edit", "of a presentation,"),
        (f"https://drive.google.com/drive/u/0/folders/{'x' * 33}", "of a folder in Drive,"),
        ("https://example.org/forms/", "This is not the address of a Google spreadsheet"),
    ],
)
def test_another_address_is_told_what_it_leads_to(folder: Path, address: str, words: str):
    refused(sheets_sync("sync", address), 2, words, "browser's address bar")


def test_an_address_that_is_wrong_in_the_configuration_is_to_be_mended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder / "sheets-sync.toml").write_text('spreadsheet = "https://example.org"')
    refused(sheets_sync("sync"), 3, "not the address")
    refused(sheets_sync("sync", "https://example.org"), 2, "not the address")
    monkeypatch.setenv("SHEETS_SYNC_CONFIDENTIAL", "https://example.org")
    refused(sheets_sync("sync", "program.xlsx"), 3, "not the address")


def test_what_is_confidential_lies_elsewhere(folder: Path):
    (folder / "sheets-sync.toml").write_text('spreadsheet = "one.xlsx"\nconfidential = "one.xlsx"')
    refused(sheets_sync("sync"), 3, "name a second one")
    refused(sheets_sync("sync", "one.xlsx"), 2, "name a second one")


@pytest.mark.parametrize("typed", ["1AbCdEfGhIjKlMnOpQrS", f"1AbCdEfG{'x' * 36}/edit"])
def test_an_id_that_is_none_is_not_repeated(folder: Path, typed: str):
    refused(sheets_sync("sync", typed), 3, "There is no workbook 1AbCdE…;")


@pytest.mark.parametrize("command", ["validate", "match", "sync"])
def test_a_workbook_that_is_not_there_yet_is_built_by_init(folder: Path, command: str):
    refused(
        sheets_sync(command, "new.xlsx"), 3, "There is no workbook new.xlsx;", "init, which builds a new one."
    )


def test_a_google_address_without_credentials(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(folder))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    address = f"https://docs.google.com/spreadsheets/d/{'x' * 44}/edit#gid=0"
    refused(sheets_sync("sync", address), 3, "credentials")


def test_an_unknown_code():
    result = sheets_sync("explain", "MU999")
    refused(result, 2, "There is no such code")
    assert "Usage" not in result.output


def test_no_code():
    result = sheets_sync("explain")
    assert (result.exit_code, "Give a code such as MU203" in result.output) == (2, True)


def test_one_code_and_all():
    result = sheets_sync("explain", "MU310", "--all")
    assert (result.exit_code, "Give a code or --all, not both." in result.output) == (2, True)


def test_an_unknown_command():
    assert sheets_sync("synch").exit_code == 2


def test_init_in_a_folder_that_is_not_there(folder: Path):
    refused(sheets_sync("init", "elsewhere/program.xlsx"), 3, "elsewhere")


@pytest.mark.parametrize(("act", "words"), [
    (lambda book: book["applicants"].insert_rows(1), "delete the rows above row 2"),
    (lambda book: book["applicants"].cell(1, 3, "Emial"), "Is Emial in applicants meant to be email?"),
    (lambda book: setattr(book["topics"], "title", "Our topics"), "Is the tab Our topics meant"),
])  # fmt: skip
def test_init_does_not_make_a_mishap_worse(workbook: Path, act: Callable[..., object], words: str):
    change(workbook, act)
    before = workbook.read_bytes()
    refused(sheets_sync("init", workbook), 3, "was left as it is", words)
    assert workbook.read_bytes() == before


def test_the_demo_leaves_a_workbook_of_somebodys_alone(workbook: Path, folder: Path):
    (folder / "demo").mkdir()
    workbook.rename(folder / "demo" / "program.xlsx")
    refused(sheets_sync("demo", "demo", *TODAY), 7, "it is left as it is; move it elsewhere")


def test_a_demo_in_place_of_an_earlier_one_says_where_that_is_kept(folder: Path):
    assert "earlier demo" not in sheets_sync("demo", "demo", *TODAY).output
    change(folder / "demo" / "program.xlsx", lambda book: book["applicants"].cell(2, 3, "mine@example.org"))
    typed_into = (folder / "demo" / "program.xlsx").read_bytes()
    [told] = [
        line for line in sheets_sync("demo", "demo", *TODAY).output.splitlines() if "earlier demo" in line
    ]
    assert (folder / told.split(": ")[1]).read_bytes() == typed_into


@pytest.mark.parametrize("name", ["program.xlsx", "~$program.xlsx"])
def test_what_keeps_the_demo_from_its_folder_names_it(folder: Path, name: str):
    (folder / "here").mkdir()
    (folder / "here" / "program.xlsx").write_text("a letter")
    (folder / "here" / name).write_text("a letter")
    result = sheets_sync("demo", "here", *TODAY)
    assert result.exit_code in (3, 5)
    assert "goes into the folder here" in result.output


def test_the_demo_in_a_folder_that_cannot_be_made(folder: Path):
    (folder / "file").write_text("")
    refused(sheets_sync("demo", "file/below", *TODAY), 3, "goes into the folder file/below")


def test_a_second_run_is_kept_out(workbook: Path):
    from filelock import FileLock

    (workbook.parent / ".sheets-sync").mkdir(exist_ok=True)
    with FileLock(workbook.parent / ".sheets-sync" / "run.lock"):
        refused(sheets_sync("sync", workbook, *TODAY), 5, "Another run")


@pytest.fixture
def bug(monkeypatch: pytest.MonkeyPatch) -> str:
    """Break the planning; return what its error says."""

    def broken(*arguments: object) -> None:
        raise ValueError("ann@example.org")

    monkeypatch.setattr("sheets_sync.plan.make_plan", broken)
    return "ann@example.org"


def test_a_bug_of_ours_shows_no_private_text(workbook: Path, bug: str):
    result = sheets_sync("validate", workbook)
    assert result.exit_code == 70
    assert bug not in result.output


def test_a_bug_of_ours_is_shown_whole_to_whoever_asks(workbook: Path, bug: str):
    result = sheets_sync("--debug", "validate", workbook)
    assert result.exit_code == 70
    assert "Traceback" in result.output and bug in result.output


# --- the start ------------------------------------------------------------------


def test_help_imports_nothing_heavy():
    command = [sys.executable, "-X", "importtime", "-m", "sheets_sync", "--help"]
    imported = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    modules = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in imported.splitlines()}
    heavy = {"pandas", "numpy", "scipy", "openpyxl", "gspread", "google", "jsonschema", "jsonschema_rs"}
    assert not modules & heavy


def test_colour_is_left_out_where_nobody_wants_it(workbook: Path, monkeypatch: pytest.MonkeyPatch):
    add(workbook, "applicants", {**ANN, "person_id": "E4", "email": "head@example"})
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m" in sheets_sync("validate", workbook).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in sheets_sync("validate", workbook).output


@freeze_time("2027-03-01 03:30:00")
def test_today_is_the_day_in_the_programs_time_zone(workbook: Path):
    setting(workbook, "timezone", "America/Chicago")
    assert sheets_sync("sync", workbook).exit_code == 0
    page = openpyxl.load_workbook(workbook)["start_here"]
    assert [row[1].value for row in page.iter_rows() if row[0].value == "Last good run"] == ["2027-02-28"]
