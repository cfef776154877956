"""When to ask Google again: pauses between tries, quotas by the minute, and what one run may spend."""

import random
import re
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from sheets_sync.backends.google.http.failures import Passing
from sheets_sync.spreadsheet.refusals import Exit, Refusal

MINUTE = 60.0
LONGEST_PAUSE = 64.0


@dataclass(frozen=True)
class Clock:
    """Time and chance, as values, so that tests need not wait."""

    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random


@dataclass(frozen=True)
class Limits:
    """What one run may cost; times are in seconds."""

    connect: float = 10.0
    read: float = 180.0  # Google gives up after as long
    tries: int = 6  # of one request
    calls: int = 24
    seconds: float = 600.0
    a_minute: int = (
        50  # reads, and writes; Google allows 60 (facts: the margin is for its repeats after a 401)
    )


LONG = Limits(calls=600, seconds=7200.0)  # of a whole program that is written once


@dataclass
class Budget:
    """What is left of one run's calls and time; the time begins with the first call."""

    clock: Clock = Clock()
    limits: Limits = Limits()
    calls: int = 0
    ends: float | None = None

    def left(self) -> float:
        """Return the seconds that are left."""
        return self.limits.seconds if self.ends is None else self.ends - self.clock.monotonic()

    def spend(self) -> float:
        """Count one call and return the seconds left for it; a Refusal where nothing is left."""
        if self.ends is None:
            self.ends = self.clock.monotonic() + self.limits.seconds
        left = self.left()
        if self.calls >= self.limits.calls or left <= 0:
            sentence = "Google took more calls or more time than one run may spend; try again later."
            raise Refusal(Exit.TRY_LATER, sentence)
        self.calls += 1
        return left


@dataclass
class Pacing:
    """The requests of the last minute, reads and writes apart, as Google counts them."""

    clock: Clock = Clock()
    limits: Limits = Limits()
    sent: dict[bool, deque[float]] = field(default_factory=lambda: {True: deque(), False: deque()})

    def pause(self, *, is_read: bool) -> float:
        """Return how many seconds the next request must wait."""
        sent = self.sent[is_read]
        if len(sent) < self.limits.a_minute:
            return 0.0
        return max(0.0, sent[0] + MINUTE - self.clock.monotonic())

    def count(self, *, is_read: bool) -> None:
        """Note that a request is sent now."""
        sent = self.sent[is_read]
        sent.append(self.clock.monotonic())
        if len(sent) > self.limits.a_minute:
            sent.popleft()


def pause_after(failure: Passing, tried: int, clock: Clock) -> float:
    """Return the seconds to wait after the nth try: as asked, a minute for a quota, else more each time."""
    if failure.wait is not None:
        return failure.wait + clock.chance()
    if failure.quota:
        return MINUTE + 5 * clock.chance()  # it is refilled every minute
    return clock.chance() * min(2.0 ** (tried - 1), LONGEST_PAUSE)


def seconds_asked(headers: Mapping[str, str], now: float) -> float | None:
    """Return what Retry-After asks for, in seconds; `now` counts where the answer bears no date.

    >>> seconds_asked({"Retry-After": "Fri, 01 Jan 2027 00:00:30 GMT"}, now=1798761600.0)
    30.0
    """
    asked = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", asked):
        return float(asked)
    until = _timestamp(asked)
    if until is None:
        return None
    sent = _timestamp(headers.get("Date", ""))
    return max(0.0, until - (now if sent is None else sent))


def _timestamp(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None
