"""Requests a minute: 60 reads and 60 writes for each user, refilled every minute (facts §1)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import ApiError

MINUTE = 60.0


@dataclass
class Quota:
    """Counts the requests of each user in the current minute."""

    reads: int = 60
    writes: int = 60
    clock: Callable[[], float] = time.monotonic
    used: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)  # since when, how many

    def spend(self, user: str, is_write: bool) -> None:
        """Count one request, or raise 429 when the minute's are used up."""
        kind, most = ("write", self.writes) if is_write else ("read", self.reads)
        now = self.clock()
        since, count = self.used.get((user, kind), (now, 0))
        if now - since >= MINUTE:
            since, count = now, 0
        if count >= most:
            raise exceeded(kind)
        self.used[user, kind] = (since, count + 1)


def exceeded(kind: str) -> ApiError:
    """Return the per-user 429 in Google's words (facts §1: 429 body)."""
    title = kind.capitalize()
    name = f"{title} requests"
    message = (
        f"Quota exceeded for quota metric '{name}' and limit '{name} per minute per user' of service "
        "'sheets.googleapis.com' for consumer 'project_number:123456789012'."
    )
    detail = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "consumer": "projects/123456789012",
            "quota_limit": f"{title}RequestsPerMinutePerUser",
            "quota_metric": f"sheets.googleapis.com/{kind}_requests",
            "service": "sheets.googleapis.com",
        },
    }
    return ApiError(429, message, (detail,))
