"""The script writes the made-up program as files, the same ones each time."""

import os
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_program.py"


def make(folder, *arguments, hash_seed="0"):
    """Run the script in `folder`, with Python's own shuffling of sets set to `hash_seed`."""
    subprocess.run(
        [sys.executable, SCRIPT, "--today", "2026-03-02", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=True,
        capture_output=True,
    )


def test_two_runs_write_the_same_bytes(tmp_path):
    make(tmp_path, "--mess", "one.xlsx", hash_seed="1")
    make(tmp_path, "--mess", "two.xlsx", hash_seed="2")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_org_chart_can_be_a_file_of_its_own(tmp_path):
    make(
        tmp_path,
        "--employees",
        "60",
        "--mentors",
        "5",
        "--mentees",
        "2",
        "--csv-org-chart",
        "org.csv",
        "out.xlsx",
    )
    assert len((tmp_path / "org.csv").read_text("utf-8").splitlines()) == 61
    book = load_workbook(tmp_path / "out.xlsx")
    assert book["org_chart"].max_row == 1
    assert book["applicants"].max_row == 8
    assert book["topics"].max_row > 1
