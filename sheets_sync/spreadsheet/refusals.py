"""Why a run stops before it changes anything, and the exit code that says so."""

from enum import IntEnum


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


class Refusal(Exception):
    """The run cannot go on; its text is one sentence for the person who started it."""

    def __init__(self, exit_code: Exit, sentence: str) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
