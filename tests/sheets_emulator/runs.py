"""Runs of rich text and of chips within a cell: which may be written, and how they are told (discovery)."""

from itertools import pairwise
from typing import Any

from .errors import Invalid
from .spreadsheet import Cell, Json

RUNS = ("textFormatRuns", "chipRuns")
DRIVE = ("https://docs.google.com/", "https://drive.google.com/")
PLACEHOLDER = "@"


def refuse_runs(cell: Cell, by_hand: bool) -> None:
    """Raise Invalid for runs in what is no text, and for chips that a program cannot write (discovery)."""
    text = cell.get("userEnteredValue", {}).get("stringValue")
    if text is None and any(cell.get(name) for name in RUNS):
        raise Invalid("Runs are only valid on user entered strings.")
    for run in cell.get("chipRuns", ()):
        link = run["chip"].get("richLinkProperties")
        if link and not by_hand and not link.get("uri", "").startswith(DRIVE):
            raise Invalid("Only Drive files can be written as chips.")
        if _slice(text, run.get("startIndex", 0), 1) != PLACEHOLDER:
            raise Invalid("A chip must stand for an @ of the text.")


def only_chips(runs: list[Any]) -> list[Any]:
    """Return the runs that have a chip: no others are written (discovery)."""
    return [run for run in runs if run.get("chip")]


def chip_runs_told(cell: Cell) -> list[Json] | None:
    """Return all runs, those between the chips with an empty one (discovery)."""
    if not cell.get("chipRuns"):
        return None
    chips = {run.get("startIndex", 0): run for run in cell["chipRuns"]}
    length = len(cell["userEnteredValue"]["stringValue"].encode("utf-16-le")) // 2
    starts = sorted({0, *chips, *(at + 1 for at in chips)})
    return [
        chips.get(at) or _plain(at) for at, _ in pairwise([*(at for at in starts if at < length), length])
    ]


def _plain(at: int) -> Json:
    return {"startIndex": at, "chip": {}} if at else {"chip": {}}


def _slice(text: str, start: int, count: int) -> str:
    """Return part of a text; indexes count UTF-16 code units (discovery)."""
    return text.encode("utf-16-le")[2 * start : 2 * (start + count)].decode("utf-16-le", "replace")
