"""Form responses taken over: rows for applications, interviews and surveys, what managers and pairs said."""

from sheets_sync.mentoring.intake.forms import with_constants
from sheets_sync.mentoring.intake.newrows import TakenRow, rows_there, taken_over
from sheets_sync.mentoring.intake.reports import left_out, with_reports
from sheets_sync.mentoring.intake.responses import NEW_ROW
from sheets_sync.mentoring.intake.taking import Intake, take_over

__all__ = [
    "NEW_ROW",
    "Intake",
    "TakenRow",
    "left_out",
    "rows_there",
    "take_over",
    "taken_over",
    "with_constants",
    "with_reports",
]
