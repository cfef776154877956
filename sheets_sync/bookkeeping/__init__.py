"""What the tool writes for people to read: the problems tab and the log."""

from sheets_sync.bookkeeping.log import added_rows, kept_lines, log_entries, logged_edits, run_name, write_log
from sheets_sync.bookkeeping.problems import problems_tab
from sheets_sync.bookkeeping.typedover import edited_by_people

__all__ = [
    "added_rows",
    "edited_by_people",
    "kept_lines",
    "log_entries",
    "logged_edits",
    "problems_tab",
    "run_name",
    "write_log",
]
