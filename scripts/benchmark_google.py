"""Prints what a sync costs on Google Sheets, in requests and seconds, beside the usual ways to do it."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

from gspread.utils import rowcol_to_a1
from sheets_emulator import Emulator, open_client

from sheets_sync.spreadsheet.a1 import column_letters

TODAY = "2027-03-01"
QUOTA = 60  # requests a minute that Google allows a service account, reads and writes apart
HERE = Path(__file__).parent
TAB = "applicants"
COLUMNS = ("status", "status_reason")
NOT_DONE = f"""
The others do less than a sync. They are handed the finished values of {" and ".join(COLUMNS)}
and write these two columns (gspread-dataframe: the whole tab with them): no other tab, no problems,
no notes on bad cells, no log of what was overwritten. They do not read again before or after the
write: where somebody sorts, inserts or deletes rows meanwhile, people get the status of others."""


def main() -> None:
    """Copy programs to the emulator, sync them, and let the others do the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 5000], help="applicants")
    parser.add_argument("--naive", type=int, default=50, help="the most applicants for cell by cell")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chdir(folder), Emulator(quota=None) as emulator:
        for size in arguments.sizes:
            compare(emulator, program(Path(folder), size), size, arguments.naive)
    print(NOT_DONE)


def compare(emulator: Emulator, workbook: Path, size: int, naive: int) -> None:
    """Print what a sync costs, and what the same statuses cost in the usual ways."""
    print(f"\n{size:,} applicants in a spreadsheet    requests   seconds   minutes by quota")
    spreadsheet_id = copied(emulator, workbook)
    for name in ("sheets-sync sync", "sheets-sync sync once more"):
        measured(emulator, name, lambda: run(emulator, "sync", spreadsheet_id))
    answer(emulator, spreadsheet_id, 20)
    measured(emulator, "sheets-sync sync, 20 changes", lambda: run(emulator, "sync", spreadsheet_id))
    values = statuses(emulator, spreadsheet_id)
    for name, way in WAYS.items():
        if way is cell_by_cell and size > naive:
            print(left_out(name, size, naive))
            continue
        clear_statuses(emulator, spreadsheet_id)
        measured(emulator, name, lambda way=way: way(emulator, spreadsheet_id, values))
        assert statuses(emulator, spreadsheet_id) == values


def left_out(name: str, size: int, naive: int) -> str:
    """Return the line of a way that would take hours, and why it was not gone."""
    writes = size * len(COLUMNS)
    return f"{name:<34}not run above {naive}: {writes:,} writes are {writes / QUOTA:,.0f} minutes by quota"


def program(folder: Path, applicants: int) -> Path:
    """Return the workbook of a made-up program with so many applicants."""
    path = folder / f"{applicants}.xlsx"
    mentees = min(applicants // 5, 150)
    employees = max(400, applicants * 2)
    sizes = (f"--mentors={applicants - mentees}", f"--mentees={mentees}", f"--employees={employees}")
    subprocess.run([sys.executable, HERE / "make_program.py", *sizes, f"--today={TODAY}", path], check=True)
    return path


def copied(emulator: Emulator, workbook: Path) -> str:
    """Return the id of a spreadsheet on the emulator that holds the workbook's program."""
    spreadsheet_id = emulator.create()
    run(emulator, "copy", workbook, spreadsheet_id)
    return spreadsheet_id


def run(emulator: Emulator, command: str, *arguments: object) -> None:
    """Run a command in a process of its own."""
    google = {
        "SHEETS_EMULATOR_HOST": emulator.url,
        "GOOGLE_APPLICATION_CREDENTIALS": str(emulator.credentials_file),
    }
    today = ["--today", TODAY] if command == "sync" else []
    line = [sys.executable, "-m", "sheets_sync", command, *map(str, arguments), *today]
    subprocess.run(line, check=True, capture_output=True, env={**os.environ, **google})


def measured(emulator: Emulator, name: str, job: Callable[[], object]) -> None:
    """Print what a job cost: requests to the API, seconds here, and minutes if the quota sets the pace."""
    emulator.requests.clear()
    started = time.perf_counter()
    job()
    seconds = time.perf_counter() - started
    counts = emulator.count("read"), emulator.count("write")
    print(f"{name:<34}{sum(counts):>9}{seconds:>10.2f}{max(counts) / QUOTA:>12.1f}")


def answer(emulator: Emulator, spreadsheet_id: str, people: int) -> None:
    """Let so many people withdraw."""
    person = emulator.person(spreadsheet_id)
    column = column_letters(person.column(TAB, "withdrawn_on") + 1)
    for row in range(2, 2 + people):
        person.edit(TAB, f"{column}{row}", TODAY)


def statuses(emulator: Emulator, spreadsheet_id: str) -> list[list[Any]]:
    """Return what stands in the columns that the tool fills, row by row."""
    headers, *rows = emulator.values(spreadsheet_id, TAB)
    places = [headers.index(name) for name in COLUMNS]
    return [[row[at] if at < len(row) else "" for at in places] for row in rows]


def clear_statuses(emulator: Emulator, spreadsheet_id: str) -> None:
    """Let a person empty the columns that the tool fills."""
    person = emulator.person(spreadsheet_id)
    sheet = person.spreadsheet.tab(TAB)
    for name in COLUMNS:
        span = {"sheetId": sheet.sheet_id, "startRowIndex": 1}
        at = person.column(TAB, name)
        place = {**span, "startColumnIndex": at, "endColumnIndex": at + 1}
        person.do({"updateCells": {"range": place, "fields": "userEnteredValue"}})


# --- the usual ways to write a status beside every person --------------------------------------------


def cell_by_cell(emulator: Emulator, spreadsheet_id: str, values: list[list[Any]]) -> None:
    """Read all records, then update one cell after the other with gspread."""
    worksheet = open_client(emulator).open_by_key(spreadsheet_id).worksheet(TAB)
    headers = worksheet.row_values(1)
    worksheet.get_all_records()
    for number, row in enumerate(values, start=2):
        for name, value in zip(COLUMNS, row, strict=True):
            worksheet.update_cell(number, headers.index(name) + 1, value)


def whole_tab(emulator: Emulator, spreadsheet_id: str, values: list[list[Any]]) -> None:
    """Read the tab into a data frame and write all of it back with gspread-dataframe."""
    from gspread_dataframe import get_as_dataframe, set_with_dataframe

    worksheet = open_client(emulator).open_by_key(spreadsheet_id).worksheet(TAB)
    frame = get_as_dataframe(worksheet, dtype=str, keep_default_na=False).iloc[: len(values)]
    for at, name in enumerate(COLUMNS):
        frame[name] = [row[at] for row in values]
    set_with_dataframe(worksheet, frame)


def one_range(emulator: Emulator, spreadsheet_id: str, values: list[list[Any]]) -> None:
    """Write both columns as one range with gspread, wherever the rows have gone since."""
    worksheet = open_client(emulator).open_by_key(spreadsheet_id).worksheet(TAB)
    first = worksheet.row_values(1).index(COLUMNS[0]) + 1
    worksheet.update(values, range_name=rowcol_to_a1(2, first))


WAYS = {
    "gspread, cell by cell": cell_by_cell,
    "gspread-dataframe, whole tab": whole_tab,
    "gspread, one range by position": one_range,
}

if __name__ == "__main__":
    main()
