"""One thing that a spreadsheet lacks: what to tell people, and the requests that add it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from sheets_sync.backends.google.layout.sheet import Json
from sheets_sync.spreadsheet.look import ColumnLayout


class Stage(IntEnum):
    """When a request is due: a drop-down needs the tab it points at, a row the grid to stand in."""

    GRID = 1  # tabs, and their size
    LOOK = 2  # headers, formats, rules, and what hangs on them
    ROWS = 3  # starting rows
    CELLS = 4  # what single cells of them have that their columns have not
    END = 5


@dataclass(frozen=True)
class Addition:
    """One thing that was missing; `done` says so, in a sentence without anything that people typed."""

    done: str
    requests: tuple[tuple[Stage, Json], ...]


def addition(done: str, stage: Stage, requests: Iterable[Json]) -> Addition:
    """Return an addition all of whose requests belong to one stage."""
    return Addition(done, tuple((stage, request) for request in requests))


def names_of(columns: Sequence[ColumnLayout]) -> str:
    """Return the headers of columns as they are listed in a sentence."""
    return ", ".join(column.header for column in columns)
