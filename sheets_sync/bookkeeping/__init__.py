"""What the tool writes for people to read: the problems tab, the log, the lines of start_here."""

from sheets_sync.bookkeeping.log import hidden, kept_lines, log_entries, run_name, scores_hidden, write_log
from sheets_sync.bookkeeping.page import Page
from sheets_sync.bookkeeping.problems import problems_tab
from sheets_sync.bookkeeping.typedover import edited_by_people

__all__ = [
    "Page",
    "edited_by_people",
    "hidden",
    "kept_lines",
    "log_entries",
    "problems_tab",
    "run_name",
    "scores_hidden",
    "write_log",
]
