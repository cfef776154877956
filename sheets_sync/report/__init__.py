"""A plan in words; strings only."""

from sheets_sync.report.changes import change_totals, plan_as_text, waiting_as_text
from sheets_sync.report.problems import (
    PROBLEM_FORMATS,
    explanation_as_text,
    problems_as_text,
    totals,
)
from sheets_sync.report.runs import match_as_text, sync_as_text, why_as_text

__all__ = [
    "PROBLEM_FORMATS",
    "change_totals",
    "explanation_as_text",
    "match_as_text",
    "plan_as_text",
    "problems_as_text",
    "sync_as_text",
    "totals",
    "waiting_as_text",
    "why_as_text",
]
