#!/usr/bin/env python
"""Write a made-up hospital's reverse-mentoring program as an .xlsx workbook."""

import argparse
import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path

from sheets_sync.backends.xlsx.layout.creating import create
from sheets_sync.demo import Row, Rows, make_program, with_starter
from sheets_sync.mentoring.start_here import PAGE
from sheets_sync.mentoring.starter import starter_rows
from sheets_sync.spreadsheet.layout import layout_of
from sheets_sync.spreadsheet.schema import load_schemas


def main() -> None:
    """Read the arguments and write the files."""
    arguments = parse_arguments()
    program = made(arguments)
    if arguments.csv_org_chart:
        write_csv(arguments.csv_org_chart, program.pop("org_chart"))
    rows = with_starter(program, program_id=f"made-up-{arguments.seed}")
    made_at = datetime.combine(arguments.today, time(), UTC)  # the same arguments give the same bytes
    create(arguments.out, layout_of(load_schemas(), rows, PAGE), made_at)


def parse_arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT.xlsx")
    parser.add_argument("--employees", type=int, default=400)
    parser.add_argument("--mentors", type=int, default=30)
    parser.add_argument("--mentees", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now().astimezone().date())
    parser.add_argument("--stage", default="matching", help="applications or matching (default)")
    parser.add_argument("--mess", action="store_true", help="with some twenty slips of real life")
    parser.add_argument("--csv-org-chart", type=Path, metavar="FILE", help="the org chart as a CSV instead")
    return parser.parse_args()


def made(arguments: argparse.Namespace) -> Rows:
    """Return the program that was asked for, in the words of the starter content."""
    starter = starter_rows()
    return make_program(
        topics=[str(row["topic"]) for row in starter["topics"]],
        criteria=[str(row["criterion"]) for row in starter["rubric"]],
        survey_items=starter["survey_items"],
        employees=arguments.employees,
        mentors=arguments.mentors,
        mentees=arguments.mentees,
        seed=arguments.seed,
        today=arguments.today,
        mess=arguments.mess,
        stage=arguments.stage,
    )


def write_csv(path: Path, rows: Iterable[Row]) -> None:
    """Write rows that have the same columns as a CSV file."""
    first, *others = rows
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, first)
        writer.writeheader()
        writer.writerows([first, *others])


if __name__ == "__main__":
    main()
