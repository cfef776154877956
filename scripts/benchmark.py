"""Prints how long each command takes on a large program, and the matching beside its peers."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

HEAVY = ("pandas", "numpy", "scipy", "openpyxl", "gspread", "google", "jsonschema", "jsonschema_rs")
TODAY = "2027-03-01"
HERE = Path(__file__).parent


def main() -> None:
    """Make the program, then measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--employees", type=int, default=25_000)
    parser.add_argument("--mentors", type=int, default=500)
    parser.add_argument("--mentees", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-peer", action="store_true", help="leave mentor-match out: it takes minutes")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workbook = make_program(Path(folder), arguments)
        print(
            f"{arguments.employees} employees, {arguments.mentors} mentors x {arguments.mentees} executives,"
        )
        print(f"{workbook.stat().st_size / 1e6:.1f} MB workbook; median of {arguments.runs} runs")
        print_commands(workbook, arguments.runs)
        print_start(arguments.runs * 4)
        print_matching(workbook, arguments.runs, with_peer=not arguments.no_peer)


def make_program(folder: Path, arguments: argparse.Namespace) -> Path:
    """Return the path of a made-up program's workbook."""
    out = folder / "program.xlsx"
    sizes = [f"--{name}={getattr(arguments, name)}" for name in ("employees", "mentors", "mentees")]
    subprocess.run([sys.executable, HERE / "make_program.py", *sizes, f"--today={TODAY}", out], check=True)
    return out


# --- whole processes --------------------------------------------------------------------------------


def print_commands(workbook: Path, runs: int) -> None:
    """Print wall seconds and peak memory of validate, match and sync, each on a fresh copy."""
    print("\nwhole process                 seconds     peak MB")
    for command in ("validate", "match", "sync"):
        measured = [measure_on_a_copy(workbook, command) for _ in range(runs)]
        print_row(f"sheets-sync {command}", measured)
    print_row("openpyxl reads the workbook", [measure([sys.executable, "-c", OPENPYXL, str(workbook)])])


OPENPYXL = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
print(sum(1 for sheet in book for row in sheet.iter_rows(values_only=True)))
"""


def measure_on_a_copy(workbook: Path, command: str) -> tuple[float, float]:
    """Return seconds and peak MB of one command on a copy of the workbook."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(workbook, folder)
        return measure([sys.executable, "-m", "sheets_sync", command, copy, "--today", TODAY])


def measure(command: list[str]) -> tuple[float, float]:
    """Return wall seconds and peak MB of one process, from the operating system's own accounting."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def print_row(name: str, measured: list[tuple[float, float]]) -> None:
    """Print the medians of seconds and of peak MB."""
    seconds, peaks = zip(*measured, strict=True)
    print(f"{name:<28}{statistics.median(seconds):>9.3f}{statistics.median(peaks):>12.0f}")


def print_start(runs: int) -> None:
    """Print how long --help takes as a multiple of bare Python, and what it imports."""
    bare, command = [sys.executable, "-c", "pass"], [shutil.which("sheets-sync") or script(), "--help"]
    pairs = [(measure(command)[0], measure(bare)[0]) for _ in range(runs)]
    ratio = statistics.median(ours / floor for ours, floor in pairs)
    times = [statistics.median(column) * 1000 for column in zip(*pairs, strict=True)]
    print(f"\nsheets-sync --help {times[0]:.0f} ms, python -c pass {times[1]:.0f} ms: {ratio:.1f} x")
    imported = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sheets_sync", "--help"],
        capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    modules = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in imported.splitlines()}
    print(f"heavy modules imported by --help: {', '.join(sorted(modules & set(HEAVY))) or 'none'}")


def script() -> str:
    """Return the path of the console script beside this Python."""
    return str(Path(sys.executable).parent / "sheets-sync")


# --- the matching alone -----------------------------------------------------------------------------


def print_matching(workbook: Path, runs: int, *, with_peer: bool) -> None:
    """Print the matching alone, beside a plain dense solve and beside mentor-match."""
    from scipy.optimize import linear_sum_assignment

    from sheets_sync.mentoring.matching import propose_matches
    from sheets_sync.mentoring.matching.pairs import weigh_pairs
    from sheets_sync.mentoring.matching.solver import best_set

    pool, rules = pool_and_rules(workbook)
    pairs = weigh_pairs(pool, rules)
    size = f"{len(pool.mentors)} x {len(pool.mentees)}"
    print(f"\nmatching alone, {size} in the pool         seconds")
    ours = timed("scores, bars and the best set", runs, lambda: solve(pool, rules, weigh_pairs, best_set))
    timed("… with all reasons", runs, lambda: propose_matches(pool, rules))
    dense = timed("scipy dense solve of the same scores", runs, lambda: linear_sum_assignment(-pairs.scores))
    print(f"ours / scipy dense: {ours / dense:.2f}")
    if with_peer:
        peer = timed("mentor-match 7.0.1, same scores", 1, lambda: mentor_match(pairs))
        print(f"mentor-match / ours: {peer / ours:.0f} x")


def solve(pool: Any, rules: Any, weigh_pairs: Callable[..., Any], best_set: Callable[..., Any]) -> Any:
    """Return the best set from people and rules, scores included."""
    pairs = weigh_pairs(pool, rules)
    return best_set(pairs.scores, pairs.allowed, rules.objective)


def timed(name: str, runs: int, job: Callable[[], object]) -> float:
    """Print and return the median seconds of a job."""
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        job()
        seconds.append(time.perf_counter() - started)
    median = statistics.median(seconds)
    print(f"{name:<40}{median:>9.3f}")
    return median


def pool_and_rules(workbook: Path) -> tuple[Any, Any]:
    """Return who is ready to match in the workbook, and the rules."""
    from sheets_sync.backends import xlsx
    from sheets_sync.mentoring.proposing import match_rules
    from sheets_sync.plan import Order, make_plan

    plan = make_plan(xlsx.read(workbook)[0], Order("match", datetime.fromisoformat(TODAY)))
    assert plan.pool is not None and plan.columns is not None
    return plan.pool, match_rules(plan.columns.situation)


def mentor_match(pairs: Any) -> object:
    """Return mentor-match's answer; it is handed our scores, so that only its own work is timed."""
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.process import process_data
    from matching.rules.rule import Disqualify, Rule

    class OurScore(Rule):
        def apply(self, match_object: Any) -> int:
            return int(pairs.scores[place(match_object)])

        def evaluate(self, match_object: Any) -> bool:
            return True

    def place(match: Any) -> tuple[int, int]:
        return match.mentor.grade, match.mentee.grade

    mentors = [Mentor(grade=n, email=f"m{n}@example.org") for n in range(len(pairs.pool.mentors))]
    mentees = [Mentee(grade=n, email=f"e{n}@example.org") for n in range(len(pairs.pool.mentees))]
    rules = [Disqualify(lambda match: not pairs.allowed[place(match)]), OurScore()]
    return process_data(mentors, mentees, [rules])


if __name__ == "__main__":
    main()
