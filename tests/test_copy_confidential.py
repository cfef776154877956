"""A program copied into two spreadsheets: what is confidential stands nowhere in the first."""

from pathlib import Path

import openpyxl
import pytest
from command_line import done, sheets_sync

from sheets_sync.backends import xlsx
from sheets_sync.mentoring.confidential import WITHHELD

SOURCE = "Survey before, 2027-02-20 09:15:01.250, k3f9ab"
LOG = [
    ("r1", "surveys", "E5 pre", "comment", "secret", None),
    ("r1", "rubric_scores", "E5 ina@example.org", "score", 2, 3),
    ("r1", "surveys", "E6 pre", "(new row)", None, SOURCE),
    ("r1", "matches", "M1", "status", "proposed", "active"),
    ("r1", "matches", "M1", "why", None, "interview 4.4 of 5; same site."),
]
FORMS = [
    ("Survey before", "Email Address", "surveys", "person_id"),
    ("Interviews", "Whom?", "Rubric Scores", "applicant_id"),
    ("Sign-up", "E-mail", "applicants", "email"),
]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a program in one workbook, with forms and a log that tell answers."""
    monkeypatch.chdir(tmp_path)
    path = Path("program.xlsx")
    done("init", path)
    book = openpyxl.load_workbook(path)
    columns = [cell.value for cell in book["log"][1]]
    for number, row in enumerate(LOG, 2):
        for name, value in zip(("run", "tab", "key", "column", "before", "after"), row, strict=True):
            book["log"].cell(number, columns.index(name) + 1, value)
    for number, row in enumerate(FORMS, 2):
        for at, value in enumerate(row, 1):
            book["forms"].cell(number, at, value)
        book.create_sheet(row[0]).append([row[1]])
    book["surveys"].cell(2, 1, "s1")
    book.save(path)
    return path


def split(path: Path) -> None:
    """Copy a program into two workbooks."""
    done("copy", path, "main.xlsx", "--confidential-to", "second.xlsx")


def names(path: str) -> set[str]:
    """Return the titles of a workbook's tabs."""
    return {tab.name for tab in xlsx.read(Path(path))[0]}


def logged(path: str) -> list[tuple[object, object]]:
    """Return what each row of the log says stood there before and after."""
    log = xlsx.read(Path(path))[0].get("log")
    return [(row["before"], row["after"]) for row in log.rows]


def configure(**values: str) -> None:
    """Write sheets-sync.toml."""
    Path("sheets-sync.toml").write_text("".join(f'{name} = "{value}"\n' for name, value in values.items()))


def test_the_log_tells_no_answer_and_no_score_but_which_responses_were_taken_over(program: Path):
    split(program)
    hidden = (WITHHELD, WITHHELD)
    why = (None, "interview score confidential; same site.")
    assert logged("main.xlsx") == [hidden, hidden, (None, SOURCE), ("proposed", "active"), why]


def test_the_log_of_one_spreadsheet_stays_as_it_is(program: Path):
    done("copy", program, "main.xlsx")
    assert logged("main.xlsx")[0] == ("secret", None)


def test_forms_of_surveys_and_interviews_go_into_the_second(program: Path):
    split(program)
    assert names("second.xlsx") == {"surveys", "rubric_scores", "Survey before", "Interviews"}
    assert "Sign-up" in names("main.xlsx")
    assert not names("main.xlsx") & names("second.xlsx")


def test_what_people_keep_in_the_second_stays_in_a_second(program: Path):
    split(program)
    book = openpyxl.load_workbook("second.xlsx")
    book.create_sheet("Notes").append(["private"])
    book.save("second.xlsx")
    done(
        *("copy", "main.xlsx", "new.xlsx"),
        *("--confidential-from", "second.xlsx", "--confidential-to", "new2.xlsx"),
    )
    assert "Notes" in names("new2.xlsx") - names("new.xlsx")


def test_the_second_spreadsheet_that_is_configured_comes_along(program: Path):
    split(program)
    configure(spreadsheet="main.xlsx", confidential="second.xlsx")
    told = done("copy", "main.xlsx", "back.xlsx").stdout
    assert xlsx.read(Path("back.xlsx"))[0].get("surveys").rows[0].values[0] == "s1"
    assert "--confidential-to would keep them apart" in told


def test_another_program_has_nothing_to_do_with_the_configured_one(program: Path):
    split(program)
    configure(spreadsheet="main.xlsx", confidential="second.xlsx")
    assert "keep them apart" not in done("copy", program, "back.xlsx").stdout


def test_half_a_program_is_not_copied(program: Path):
    split(program)
    result = sheets_sync("copy", "main.xlsx", "back.xlsx")
    assert result.exit_code == 3 and "--confidential-from" in result.output
    assert not Path("back.xlsx").exists()


def test_both_cannot_go_into_one(program: Path):
    result = sheets_sync("copy", program, "main.xlsx", "--confidential-to", "./main.xlsx")
    assert result.exit_code == 2
    assert not Path("main.xlsx").exists()
