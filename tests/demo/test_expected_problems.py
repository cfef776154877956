"""The made-up mess against a list written by hand: every slip is found at its cell, and nothing else."""

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from sheets_sync.cli import main

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_program.py"
# Beside each problem the slip that causes it, as somebody told it who watched people type.
EXPECTED = [
    ("applicants!C4", "MU110"),  # a comma stands in the address where its last dot should be
    ("applicants!C7", "MU113"),  # a name was pasted into the e-mail column
    ("applicants!J8", "MU011"),  # a formula lost the sheet it pointed to: #REF!
    ("applicants!J19", "MU203"),  # somebody reports to this mentor now
    ("applicants!A20", "MU044"),  # applied twice …
    ("applicants!A45", "MU044"),  # … with one topic only
    ("applicants!E25", "MU022"),  # 03/04: the third of April, or the fourth of March
    ("applicants!C28", "MU112"),  # a colleague filled in the form …
    ("applicants!C41", "MU112"),  # … with their own address
    ("matches!G2", "MU310"),  # a pair typed by hand, the mentor under the executive
    ("org_chart!F147", "MU302"),  # manager and report were mixed up …
    ("org_chart!F293", "MU302"),  # … so each reports to the other
    ("rubric_scores!A40", "MU201"),  # a score under the id of somebody who never applied
    ("surveys!E2", "MU501"),  # the answer is 6 where 5 is the most there is
    ("applicants!U9", "MU202"),  # accepted before the manager said no
    ("applicants!L10", "MU124"),  # “nite shifts” is no topic
    ("applicants!L12", "MU124"),  # two letters of a topic have changed places
    ("applicants!S17", "MU213"),  # the interviewer stood in for a colleague
    ("org_chart!F373", "MU303"),  # the manager's last digit was typed twice
    ("past_pairs!A2", "MU042"),  # the id lost its letter and became a number
]


def make_program(*arguments: object) -> None:
    """Write the made-up program of 1 March 2027."""
    subprocess.run([sys.executable, SCRIPT, "--today", "2027-03-01", *map(str, arguments)], check=True)


def test_every_slip_is_found_at_its_cell_with_its_code_and_nothing_else(tmp_path: Path):
    workbook = tmp_path / "program.xlsx"
    make_program("--mess", workbook)
    arguments = ["validate", str(workbook), "--format", "json", "--today", "2027-03-01"]
    found = json.loads(CliRunner().invoke(main, arguments).stdout)["problems"]
    assert sorted((one["where"], one["code"]) for one in found) == sorted(EXPECTED)


def test_the_clean_program_has_no_problems(tmp_path: Path):
    workbook = tmp_path / "program.xlsx"
    make_program(workbook)
    result = CliRunner().invoke(main, ["validate", str(workbook), "--today", "2027-03-01"])
    assert result.stdout.splitlines()[-1] == "0 errors, 0 warnings, 0 notes"
