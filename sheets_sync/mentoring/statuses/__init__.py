"""Every derived status: the first that holds, from what people typed and the tool's own dates."""

from sheets_sync.mentoring.statuses.matches import is_only_paused, match_status, why_blocked
from sheets_sync.mentoring.statuses.people import AT_THE_TOP, is_at_the_top, person_status
from sheets_sync.mentoring.statuses.words import SEE_PROBLEMS, Status

__all__ = [
    "AT_THE_TOP",
    "SEE_PROBLEMS",
    "Status",
    "is_at_the_top",
    "is_only_paused",
    "match_status",
    "person_status",
    "why_blocked",
]
