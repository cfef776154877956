"""Every derived status: the first that holds, from what people typed and the tool's own dates."""

from sheets_sync.mentoring.statuses.matches import match_status
from sheets_sync.mentoring.statuses.people import person_status
from sheets_sync.mentoring.statuses.words import OVER, RUNNING, SEE_PROBLEMS, Status

__all__ = ["OVER", "RUNNING", "SEE_PROBLEMS", "Status", "match_status", "person_status"]
