"""A whole program that moves: from a workbook to a live spreadsheet and back, and runs there as here."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from command_line import TODAY, done, sheets_sync
from live import Live
from sheets_emulator import Emulator, faults

from sheets_sync.backends import xlsx
from sheets_sync.mentoring.confidential import kept_apart
from sheets_sync.spreadsheet.snapshot import Cell, CellError, Formula, Snapshot

MAKE_PROGRAM = Path(__file__).parent.parent / "scripts" / "make_program.py"
BOXES = ("keep_this_pair", "hold")  # blank ones come to hold FALSE on Google
FORM = "Form Responses 1"
RESPONSES = [
    ["Timestamp", "Your e-mail", "Why?", "Why?"],
    [datetime(2027, 2, 20, 9, 15, 1, 250_000), "zoe@example.org", "=1+1", None],
    [None, None, None, None],
    [datetime(2027, 2, 21, 10, 20, 30), "007", "'quoted", 12.5],
]


def said(snapshot: Snapshot) -> dict[str, tuple[tuple[str, ...], dict[int, list[Cell]]]]:
    """Return headers and rows of every tab, by its name; True is not 1, and an unticked box is blank."""
    return {
        tab.name: (
            tab.headers,
            {row.number: list(map(_shown, row.headers, row.values)) for row in tab.rows},
        )
        for tab in snapshot
    }


def _shown(header: str, cell: Cell) -> Any:
    if header in BOXES and cell is False:
        return None
    shown = cell.value if isinstance(cell, Formula) else cell
    shown = shown.text if isinstance(shown, CellError) else shown
    return (bool, shown) if isinstance(shown, bool) else shown


@dataclass
class Moved:
    """One program in a workbook and on Google, and what each said to the same commands."""

    path: Path
    live: Live
    told: Result
    problems: list[Any] = field(default_factory=list)
    matched: list[str] = field(default_factory=list)
    approved: list[int] = field(default_factory=list)
    synced: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # of Google, by the second sync

    def both(self, *arguments: str) -> list[str]:
        """Return what a command prints in both places."""
        command, *options = arguments
        places = (self.path, self.live.spreadsheet_id)
        return [sheets_sync(command, place, *options, *TODAY).stdout for place in places]

    def approve(self) -> None:
        """Approve all but the weakest two proposals, in both places."""
        rows = {row.number: row for row in self.here.get("matches").rows if row["status"] == "proposed"}
        self.approved = sorted(rows, key=lambda number: -float(str(rows[number]["score"])))[:-2]
        book = openpyxl.load_workbook(self.path)
        column = [cell.value for cell in book["matches"][1]].index("decision") + 1
        for number in self.approved:
            book["matches"].cell(number, column, "approve")
            self.live.person.edit_row("matches", number, decision="approve")
        book.save(self.path)

    @property
    def here(self) -> Snapshot:
        """Return what the workbook says."""
        return xlsx.read(self.path)[0]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moved]:
    """Return the made-up hospital's program, copied and then run in both places."""
    path = tmp_path_factory.mktemp("moved") / "program.xlsx"
    subprocess.run([sys.executable, MAKE_PROGRAM, "--mess", *TODAY, path], check=True)
    with_things_of_peoples_own(path)
    with Emulator() as emulator, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEETS_EMULATOR_HOST", emulator.url)
        patch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(emulator.credentials_file))
        patch.chdir(path.parent)
        live = Live(emulator, emulator.create("program"))
        one = Moved(path, live, done("copy", path, live.spreadsheet_id))
        one.problems = list(map(json.loads, one.both("validate", "--format", "json")))
        one.matched = one.both("match")
        one.approve()
        one.synced = one.both("sync")
        live.forget_requests()
        one.again = one.both("sync")
        one.asked = live.requests()
        yield one
        assert emulator.violations == []


def with_things_of_peoples_own(path: Path) -> None:
    """Add a column, a tab of form responses and a hidden tab, as a person would."""
    book = openpyxl.load_workbook(path)
    width = book["applicants"].max_column
    book["applicants"].cell(1, width + 1, "Shirt size")
    book["applicants"].cell(3, width + 1, "XL")
    for row in RESPONSES:
        book.create_sheet(FORM) if FORM not in book else None
        book[FORM].append(row)
    book[FORM]["C2"].data_type = "s"
    book.create_sheet("Ideas").append(["Ask for more rooms"])
    book["Ideas"].sheet_state = "hidden"
    book.save(path)


# --- there and here --------------------------------------------------------------------------------


def test_the_problems_are_the_same_at_the_same_cells(moved: Moved):
    here, there = moved.problems
    assert here["totals"]["error"] == 14
    assert there == here


def test_the_matches_and_their_reasons_are_the_same(moved: Moved):
    here, there = moved.matched
    assert "pairs proposed" in here
    assert there == f"{here.rstrip()}, 20 notes\n"


def test_a_sync_announces_the_same_pairs_and_seeds_the_same_meetings(moved: Moved):
    here, there = moved.synced
    assert here.count("+ meetings") == 4 * len(moved.approved) > 0
    assert there == here


def test_after_that_every_cell_of_every_tab_says_the_same(moved: Moved):
    here, there = said(moved.here), said(moved.live.read())
    for name, tab in here.items():
        assert there[name] == tab, name
    assert list(there) == list(here)


def test_a_second_sync_changes_nothing_and_asks_google_once(moved: Moved):
    assert [text.splitlines()[0] for text in moved.again] == ["Nothing to change.", "Nothing to change."]
    assert len(moved.asked) == 1


def test_init_finds_nothing_missing_in_a_copy(moved: Moved):
    assert "Nothing is missing" in done("init", moved.live.spreadsheet_id).stdout


def test_what_people_made_for_themselves_comes_along(moved: Moved):
    there = moved.live.read()
    applicants, form, ideas = (there.get(name) for name in ("applicants", FORM.casefold(), "ideas"))
    assert applicants.headers[-1] == "Shirt size" and applicants.rows[1].values[-1] == "XL"
    assert form.headers == tuple(RESPONSES[0])
    assert {row.number: list(row.values) for row in form.rows} == {2: RESPONSES[1], 4: RESPONSES[3]}
    assert ideas.hidden and not form.hidden


def test_copied_back_it_is_the_program_it_was(moved: Moved, tmp_path: Path):
    done("copy", moved.live.spreadsheet_id, tmp_path / "back.xlsx")
    back = xlsx.read(tmp_path / "back.xlsx")[0]
    assert said(back) == said(moved.here)
    assert [tab.hidden for tab in back] == [tab.hidden for tab in moved.here]


def test_texts_of_several_lines_on_the_page_are_seen_whole_in_a_workbook(moved: Moved, tmp_path: Path):
    done("copy", moved.live.spreadsheet_id, tmp_path / "back.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "back.xlsx")["start_here"]
    [memory] = [row for row in sheet.iter_rows() if row[0].value == "Rows at the last good run"]
    assert sheet.row_dimensions[memory[0].row].ht >= 15 * memory[1].value.count("\n")


# --- what a copy says, and what it refuses ---------------------------------------------------------


def test_a_copy_says_what_it_leaves_behind(moved: Moved):
    assert moved.told.stdout.splitlines() == [
        "Copied 24 tabs with 647 rows.",
        "Not copied of yours: comments, colours, drop-downs, charts, filters and rights.",
        (
            "To move there, work in the copy only from now on, and name it in sheets-sync.toml "
            "and in your cron job; to look at it, there is nothing more to do."
        ),
    ]


def test_nothing_is_copied_over_a_spreadsheet_with_something_in_it(moved: Moved):
    before = moved.live.emulator.count("write")
    result = sheets_sync("copy", moved.path, moved.live.spreadsheet_id)
    assert result.exit_code == 7 and "copy into a new, empty one" in result.output
    assert moved.live.emulator.count("write") == before


def test_nothing_is_copied_over_a_file_be_it_blank(moved: Moved, tmp_path: Path):
    openpyxl.Workbook().save(tmp_path / "blank.xlsx")
    before = (tmp_path / "blank.xlsx").read_bytes()
    result = sheets_sync("copy", moved.path, tmp_path / "blank.xlsx")
    assert result.exit_code == 7 and "blank.xlsx exists already; copy into one of a new name" in result.output
    assert (tmp_path / "blank.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("target", "code", "words"),
    [
        (".", 2, "is a folder; name a new .xlsx file in it"),
        ("nowhere/copy.xlsx", 3, "There is no folder"),
        ("copy.ods", 2, "The name of a workbook ends in .xlsx"),
    ],
)
def test_where_no_workbook_can_be_nothing_is_written_or_said_to_be(
    moved: Moved, tmp_path: Path, target: str, code: int, words: str
):
    result = sheets_sync("copy", moved.path, tmp_path / target)
    assert (result.exit_code, words in result.stderr) == (code, True)
    assert "Writing" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_writes_nothing(moved: Moved, tmp_path: Path):
    result = done("copy", moved.path, tmp_path / "copy.xlsx", "--dry-run")
    assert result.stdout.startswith("Would copy 24 tabs")
    assert list(tmp_path.iterdir()) == []


def test_surveys_and_scores_can_go_where_fewer_people_see_them(moved: Moved, tmp_path: Path):
    main, confidential = (Live(moved.live.emulator, moved.live.emulator.create()) for _ in range(2))
    done("copy", moved.path, main.spreadsheet_id, "--confidential-to", confidential.spreadsheet_id)
    names = [[tab.name for tab in live.read()] for live in (main, confidential)]
    assert names[1] == ["rubric_scores", "surveys"]
    assert not {*names[0]} & {*names[1]}
    one = tmp_path / "one.xlsx"
    done("copy", main.spreadsheet_id, one, "--confidential-from", confidential.spreadsheet_id)
    assert said(xlsx.read(one)[0]) == said(kept_apart(moved.here))  # the log stays without its values


def test_rows_that_break_a_rule_are_copied_even_if_strict_rules_bind_programs(moved: Moved):
    emulator = moved.live.emulator
    emulator.assume(strict_rules_bind_programs=True)
    try:
        done("copy", moved.path, emulator.create())
    finally:
        emulator.assume(strict_rules_bind_programs=False)


def test_a_copy_that_was_cut_off_says_so_and_what_to_do(moved: Moved):
    emulator = moved.live.emulator
    target = emulator.create()
    emulator.inject(faults.reset(applied=False), on="write", times=3)
    result = sheets_sync("copy", moved.path, target)
    assert result.exit_code == 4 and "Empty that spreadsheet and copy again" in result.output
    done("copy", moved.path, target)


def test_a_text_as_long_as_a_workbook_takes_goes_there_and_back(moved: Moved, tmp_path: Path):
    long, target = tmp_path / "long.xlsx", moved.live.emulator.create()
    book = openpyxl.load_workbook(moved.path)
    book["Ideas"]["A2"] = "x" * 32_767
    book.save(long)
    done("copy", long, target)
    done("copy", target, tmp_path / "back.xlsx")
    assert said(xlsx.read(tmp_path / "back.xlsx")[0])["Ideas"][1] == {2: ["x" * 32_767]}


def test_a_spreadsheet_without_settings_is_no_program(tmp_path: Path):
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    result = sheets_sync("copy", tmp_path / "other.xlsx", tmp_path / "copy.xlsx")
    assert result.exit_code == 3 and "; name the spreadsheet of a program" in result.output
    assert not (tmp_path / "copy.xlsx").exists()
