"""Requests a minute: 60 reads and 60 writes for each user, 300 for all, refilled each minute (facts §1)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import ERROR_INFO, PROJECT, ApiError

MINUTE = 60.0


@dataclass
class Quota:
    """Counts the requests of each user, and of all users together, in the current minute."""

    reads: int = 60
    writes: int = 60
    project: int = 300  # reads, and as many writes, of all users together
    clock: Callable[[], float] = time.monotonic
    used: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)  # since when, how many

    def spend(self, user: str, is_write: bool) -> None:
        """Count one request, or raise 429 when the minute's are used up."""
        kind, most = ("write", self.writes) if is_write else ("read", self.reads)
        for whose, limit in ((user, most), (PROJECT, self.project)):
            if self._count(whose, kind) >= limit:
                raise exceeded(kind, of_user=whose == user)
        for whose in (user, PROJECT):
            since, count = self.used[whose, kind]
            self.used[whose, kind] = (since, count + 1)

    def _count(self, whose: str, kind: str) -> int:
        """Return how many were used this minute; a minute after its first request it is refilled."""
        now = self.clock()
        since, count = self.used.get((whose, kind), (now, 0))
        if now - since >= MINUTE:
            since, count = now, 0
        self.used[whose, kind] = (since, count)
        return count


def exceeded(kind: str, of_user: bool = True) -> ApiError:
    """Return the 429 for one user, or for the project, in Google's words (facts §1: 429 body)."""
    title, whose = kind.capitalize(), ("User" if of_user else "Project")
    name = f"{title} requests"
    message = (
        f"Quota exceeded for quota metric '{name}' and limit '{name} per minute{' per user' * of_user}' "
        f"of service 'sheets.googleapis.com' for consumer 'project_number:{PROJECT}'."
    )
    metadata = {
        "consumer": f"projects/{PROJECT}",
        "quota_limit": f"{title}RequestsPerMinutePer{whose}",
        "quota_metric": f"sheets.googleapis.com/{kind}_requests",
        "service": "sheets.googleapis.com",
    }
    return ApiError(429, message, ({**ERROR_INFO, "reason": "RATE_LIMIT_EXCEEDED", "metadata": metadata},))
