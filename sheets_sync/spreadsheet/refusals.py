"""Why a run stops before it changes anything, and the exit code that says so."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sheets_sync.spreadsheet.snapshot import CellRef


class Exit(IntEnum):
    """The exit codes of every command."""

    OK = 0
    ERRORS_FOUND = 1
    USAGE = 2
    FIX_NEEDED = 3  # a person must fix the configuration, sharing or workbook
    TRY_LATER = 4  # quota or outage
    BUSY = 5  # another run, or the file is open in a spreadsheet program
    PARTLY_DONE = 6
    REFUSED_FOR_SAFETY = 7
    OUR_BUG = 70
    STOPPED = 130  # with Ctrl-C, or told to end; this and the next as every shell has it
    UNREAD = 141  # the output went to a program that has ended, such as head


class Refusal(Exception):
    """The run cannot go on; its text says what is the matter and, after a ; . ? or :, what to do."""

    def __init__(self, exit_code: Exit, sentence: str) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code

    @property
    def trouble(self) -> str:
        """Return what is the matter."""
        return _halves(str(self))[0]

    @property
    def remedy(self) -> str:
        """Return what to do about it."""
        return _halves(str(self))[1]


@dataclass(frozen=True)
class Left:
    """What stood in a cell of people's and could not be given back to it."""

    cell: "CellRef"
    part: str  # value or note
    text: str


class Unrestored(Refusal):
    """What people had typed in cells that a write of ours hit could not be given back to them.

    `cells` say where, and what stood there; it must not get lost.
    """

    def __init__(self, why: str, cells: tuple[Left, ...]) -> None:
        super().__init__(Exit.PARTLY_DONE, why)
        self.cells = cells


def _halves(sentence: str) -> tuple[str, str]:
    """Return what stands before and behind the mark that parts trouble and remedy.

    >>> _halves("program.xlsx cannot be read: the disk is full; make room and run again.")
    ('program.xlsx cannot be read: the disk is full', 'make room and run again')
    """
    parted = (sentence.partition(mark) for mark in ("; ", ". ", "? ", ": "))
    trouble, mark, remedy = next((halves for halves in parted if halves[1]), (sentence, "", ""))
    is_new_sentence = mark in (". ", "? ")
    return (
        trouble.rstrip(".") + mark.strip("; .:"),
        (remedy[:1].lower() + remedy[1:] if is_new_sentence else remedy).rstrip("."),
    )
