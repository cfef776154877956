"""sheets-sync doctor on real workbooks: each check once as it should be, and once not."""

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import openpyxl
import pytest
from checkups import DAY, configure, doctor, sheets_sync
from filelock import FileLock


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a new program that was synced once."""
    folder = tmp_path_factory.mktemp("synced")
    path = folder / "program.xlsx"
    assert sheets_sync("init", path).exit_code == 0
    assert sheets_sync("sync", path, "--today", DAY).exit_code == 0
    return folder


@pytest.fixture
def workbook(synced: Path, folder: Path) -> Path:
    """Return a workbook of the test's own, in the folder it stands in."""
    shutil.copytree(synced, folder, dirs_exist_ok=True)
    return Path("program.xlsx")


def change(path: Path, act: Callable[[openpyxl.Workbook], object]) -> None:
    """Change a workbook as a person would."""
    book = openpyxl.load_workbook(path)
    act(book)
    book.save(path)


def test_nothing_is_wrong_with_a_workbook_that_was_synced(workbook: Path):
    found = doctor(workbook)
    assert (found.exit_code, {one["state"] for one in found.checks}) == (0, {"ok"})


def test_the_doctor_changes_nothing(workbook: Path, folder: Path):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    doctor(workbook)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_it_prints_a_line_for_each_thing_and_what_to_do_below(workbook: Path):
    lines = sheets_sync("doctor", workbook, "--today", "2027-03-09").output.splitlines()
    assert "ok       workbook        there, and readable" in lines
    place = lines.index("look     last good run   2027-03-01, 8 days ago")
    assert lines[place + 1].startswith(" " * 25 + "next: look at what cron wrote")
    assert lines[-1] == "19 ok, 1 to look at"


def test_only_states_are_coloured_and_never_by_colour_alone(workbook: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32mok\x1b[0m       workbook " in sheets_sync("doctor", workbook).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in sheets_sync("doctor", workbook).output


def test_each_value_says_where_it_came_from(workbook: Path, folder: Path, monkeypatch: pytest.MonkeyPatch):
    configure(folder, date_order="DMY", org_chart="people.csv", credentials="key.json")
    monkeypatch.setenv("SHEETS_SYNC_DECIMAL", ",")
    found = doctor(workbook)
    assert found["configuration"] == ("ok", str(folder / "sheets-sync.toml"))
    assert found["spreadsheet"] == ("ok", "program.xlsx (from the command line)")
    assert found["date_order"] == ("ok", "DMY (from sheets-sync.toml)")
    assert found["decimal"] == ("ok", ", (from SHEETS_SYNC_DECIMAL)")
    assert found["org_chart"] == ("ok", f"{folder / 'people.csv'} (from sheets-sync.toml)")
    assert found["Configuration: credentials"] == ("ok", f"{folder / 'key.json'} (from sheets-sync.toml)")
    assert found["state_dir"] == ("ok", f"{folder / '.sheets-sync'} (default)")


def test_a_configuration_that_cannot_be_read_hides_the_rest(folder: Path):
    (folder / "sheets-sync.toml").write_text("spreadsheet = program.xlsx")
    found = doctor()
    assert (found.exit_code, found["configuration"][0]) == (3, "broken")
    assert found.named("skipped") == ["everything else"]


@pytest.mark.parametrize("named", [[], ["https://example.org/spreadsheets"]])
def test_no_spreadsheet_named_is_a_matter_of_typing(folder: Path, named: list[str]):
    found = doctor(*named)
    assert (found.exit_code, found["spreadsheet"][0], found.named("skipped")) == (
        2,
        "broken",
        ["everything else"],
    )


def test_the_confidential_spreadsheet_must_be_another(workbook: Path, folder: Path):
    configure(folder, spreadsheet="program.xlsx", confidential="program.xlsx")
    found = doctor()
    assert (found.exit_code, found["confidential"]) == (
        3,
        ("broken", "this is the spreadsheet of the program itself"),
    )


def test_the_confidential_spreadsheet_of_another_is_left_alone(workbook: Path, folder: Path):
    configure(folder, spreadsheet="other.xlsx", confidential="secret.xlsx")
    found = doctor(workbook)
    words = "that of sheets-sync.toml belongs to another spreadsheet and is left alone"
    assert (found.exit_code, found["confidential"]) == (0, ("ok", words))
    assert {one["about"] for one in found.checks} == {"Configuration", "Spreadsheet", "Program"}


@pytest.mark.parametrize("content", [None, b"", b"<html></html>"])
def test_a_workbook_that_is_not_there_or_none(folder: Path, content: bytes | None):
    if content is not None:
        (folder / "program.xlsx").write_bytes(content)
    found = doctor("program.xlsx")
    assert (found.exit_code, found["workbook"][0]) == (3, "broken")
    assert found["saving"] == ("skipped", "not looked at, because of the trouble with workbook")
    assert {"tabs", "headers", "time zone", "last good run", "answers"} <= set(found.named("skipped"))


@pytest.mark.parametrize("lock", [".~lock.program.xlsx#", "~$program.xlsx"])
def test_a_workbook_that_is_open_in_a_program(workbook: Path, folder: Path, lock: str):
    (folder / lock).write_text("")
    found = doctor(workbook)
    assert (found.exit_code, found["open elsewhere"][0], found.named("skipped")) == (5, "broken", [])


@pytest.mark.parametrize("path", ["program.xlsx", "."])
def test_a_file_or_folder_that_nobody_may_write_to(workbook: Path, folder: Path, path: str):
    mode = (folder / path).stat().st_mode
    (folder / path).chmod(mode & ~0o222)
    found = doctor(workbook)
    (folder / path).chmod(mode)
    assert (found.exit_code, found["saving"][0]) == (3, "broken")
    assert str((folder / path).resolve()) in found["saving"][1]


def test_the_backups_are_counted(workbook: Path, folder: Path):
    assert "1 in .sheets-sync/backups, the newest of 20" in doctor(workbook)["backups"][1]
    shutil.rmtree(folder / ".sheets-sync")
    assert doctor(workbook)["backups"] == (
        "ok",
        "none yet; .sheets-sync/backups gets a copy before each change",
    )


def test_a_run_at_work_on_this_machine(workbook: Path, folder: Path):
    with FileLock(folder / ".sheets-sync" / "run.lock"):
        found = doctor(workbook)
    assert (found.exit_code, found["other runs"]) == (5, ("broken", "Another run is at work on this program"))


def test_a_look_makes_no_lock(workbook: Path, folder: Path):
    (folder / ".sheets-sync" / "run.lock").unlink()
    assert doctor(workbook)["other runs"] == ("ok", "none is at work")
    assert not (folder / ".sheets-sync" / "run.lock").exists()


def test_a_look_at_the_lock_keeps_no_run_out(workbook: Path, folder: Path):
    held = FileLock(folder / ".sheets-sync" / "run.lock", thread_local=False)
    held.acquire()
    Timer(0.2, held.release).start()
    assert sheets_sync("sync", workbook, "--today", DAY).exit_code == 0


def test_a_state_folder_that_cannot_be_used(workbook: Path, folder: Path):
    (folder / "file").write_text("")
    configure(folder, spreadsheet="program.xlsx", state_dir="file")
    assert doctor()["state folder"] == ("broken", f"{folder / 'file'} is a file")
    configure(folder, spreadsheet="program.xlsx", state_dir="nowhere/state")
    assert doctor()["state folder"][0] == "look"


def test_the_companys_org_chart(workbook: Path, folder: Path):
    (folder / "people.csv").write_text("person_id,manager_id\nE1,\nE2,E1\n")
    found = doctor(workbook, "--org-chart", "people.csv")
    assert (found["org chart"], found["tabs"][0]) == (("ok", "2 people in the file"), "ok")
    found = doctor(workbook, "--org-chart", "nobody.csv")
    assert (found.exit_code, found["org chart"]) == (3, ("broken", "There is no file nobody.csv"))
    assert found.action("org chart") == "mend --org-chart"


def test_a_missing_tab_is_named(workbook: Path):
    change(workbook, lambda book: book.remove(book["topics"]))
    found = doctor(workbook)
    assert (found.exit_code, found["tabs"]) == (3, ("broken", "topics!A1: The tab topics is missing"))
    assert "sheets-sync init" in found.action("tabs")
    assert found["headers"][0] == "skipped"


def test_several_tabs_that_cannot_be_read_are_named_together(workbook: Path):
    def act(book: openpyxl.Workbook) -> None:
        book.remove(book["topics"])
        book["applicants"].cell(1, 1, "who")

    change(workbook, act)
    assert doctor(workbook)["tabs"] == ("broken", "these cannot be read: applicants, topics")


def test_tabs_that_may_lie_in_a_second_spreadsheet_are_told_of_as_that(workbook: Path):
    change(workbook, lambda book: [book.remove(book[name]) for name in ("surveys", "rubric_scores")])
    found = doctor(workbook)
    assert found["tabs"] == ("broken", "these cannot be read: rubric_scores, surveys")
    assert "name it as confidential in sheets-sync.toml" in found.action("tabs")


def test_a_settings_tab_that_is_gone_hides_the_time_zone(workbook: Path):
    change(workbook, lambda book: book.remove(book["settings"]))
    assert doctor(workbook)["time zone"] == ("skipped", "not looked at, because of the trouble with tabs")


def test_missing_columns_are_worth_a_look(workbook: Path):
    change(workbook, lambda book: book["matches"].delete_cols(6))
    found = doctor(workbook)
    assert (found.exit_code, found["headers"][0]) == (0, "look")
    assert found["headers"][1].startswith("matches!A1: The column")


def test_a_program_that_never_ran(folder: Path):
    sheets_sync("init", "program.xlsx")
    found = doctor("program.xlsx")
    assert (found.exit_code, found["last good run"]) == (0, ("look", "there was none yet"))


@pytest.mark.parametrize(("today", "state"), [("2027-03-03", "ok"), ("2027-03-04", "look")])
def test_a_last_good_run_of_more_than_two_days_ago(workbook: Path, today: str, state: str):
    assert doctor(workbook, today=today)["last good run"][0] == state


def answers(book: openpyxl.Workbook) -> None:
    """Type two answers and a score."""
    for number in (2, 3):
        book["surveys"].cell(number, 1, f"r{number}")
    book["rubric_scores"].cell(2, 1, "E5")


def test_answers_in_a_workbook_that_everybody_opens(workbook: Path):
    assert doctor(workbook)["answers"] == ("ok", "no answers and no scores yet")
    change(workbook, answers)
    found = doctor(workbook)
    assert (found.exit_code, found["answers"][0]) == (0, "look")
    assert found["answers"][1].startswith("2 answers and 1 score can be read by everybody who can open")
    assert found.action("answers").endswith("sheets-sync copy OLD NEW --confidential-to SECOND")


def test_answers_in_a_workbook_of_their_own(workbook: Path, folder: Path):
    configure(folder, spreadsheet="program.xlsx", confidential="secret.xlsx")
    shutil.copy(workbook, "secret.xlsx")
    found = doctor()
    assert (found.exit_code, found["answers"][0], found["tabs"][0]) == (0, "ok", "ok")
    change(workbook, answers)
    found = doctor()
    assert found["answers"][0] == "look"
    assert found["answers"][1].startswith("2 answers and 1 score lie in the first spreadsheet still")


def logged_answer(book: openpyxl.Workbook) -> None:
    """Leave an answer in the log, as a run before the second spreadsheet did."""
    columns = [cell.value for cell in book["log"][1]]
    for name, value in {"run": "r1", "tab": "surveys", "column": "comment", "before": "CANARY"}.items():
        book["log"].cell(2, columns.index(name) + 1, value)


def form_of_answers(book: openpyxl.Workbook) -> None:
    """Let a survey's form write into the first workbook."""
    for at, value in enumerate(("Survey before", "E-mail", "surveys", "person_id"), 1):
        book["forms"].cell(2, at, value)
    book.create_sheet("Survey before").append(["E-mail"])
    book["Survey before"].append(["vic@example.org"])


def test_the_log_and_the_forms_of_the_first_workbook_tell_answers_too(workbook: Path, folder: Path):
    configure(folder, spreadsheet="program.xlsx", confidential="secret.xlsx")
    shutil.copy(workbook, "secret.xlsx")
    change(workbook, logged_answer)
    assert doctor()["answers"] == ("look", "in the first spreadsheet can be seen values in log (row 2)")
    change(workbook, form_of_answers)
    found = doctor()
    assert found["answers"][1].endswith("values in log (row 2) and responses in Survey before")
    assert found.action("answers").endswith("sheets-sync copy OLD NEW --confidential-to SECOND")


def test_a_confidential_workbook_that_is_not_there(workbook: Path, folder: Path):
    configure(folder, spreadsheet="program.xlsx", confidential="secret.xlsx")
    found = doctor()
    assert (found.exit_code, found["Confidential: workbook"][0]) == (3, "broken")
    assert found["Spreadsheet: workbook"][0] == "ok"
    assert found["tabs"] == ("skipped", "not looked at, because of the trouble with workbook")
