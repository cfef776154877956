"""The applications of mentors and executives, and how far they have come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sheets_sync.demo.calendar import Calendar
from sheets_sync.demo.cast import Cast
from sheets_sync.demo.hospital import Employee
from sheets_sync.demo.stories import Story, story_of_mentee, story_of_mentor
from sheets_sync.demo.topics import FEWEST_TOPICS, topics_of_mentee, topics_of_mentor

# The first and the last day on which it happened, counted from the announcement.
_APPLIED = (-70, -46)
_INTERVIEWED = (-40, -20)


@dataclass(frozen=True)
class Application:
    """One person who applied, and how far they have come."""

    employee: Employee
    role: str
    story: Story
    topics: tuple[str, ...]  # most important first
    applied_on: date
    interview_on: date | None = None
    interviewers: tuple[Employee, ...] = ()


def make_applications(
    cast: Cast, calendar: Calendar, stage: str, topics: Sequence[str], seed: int
) -> list[Application]:
    """Return every application in the order they came in; ValueError for too few topics."""
    if len(topics) < FEWEST_TOPICS:
        raise ValueError(f"A program needs at least {FEWEST_TOPICS} topics, not {len(topics)}.")
    rng = Random(f"{seed} applications")
    mentors = _of_mentors(cast, calendar, stage, topics, rng)
    mentees = _of_mentees(cast, calendar, stage, topics, rng)
    return sorted([*mentors, *mentees], key=lambda application: application.applied_on)


def _of_mentors(
    cast: Cast, calendar: Calendar, stage: str, topics: Sequence[str], rng: Random
) -> Iterator[Application]:
    for number, mentor in enumerate(cast.mentors):
        story = story_of_mentor(stage, number)
        yield Application(
            employee=mentor,
            role="mentor",
            story=story,
            topics=topics_of_mentor(mentor, cast, topics, rng),
            applied_on=calendar.after_announcement(rng.randint(*_APPLIED)),
            interview_on=_interview_on(story, calendar, rng),
            interviewers=_interviewers(number, mentor, story, cast),
        )


def _of_mentees(
    cast: Cast, calendar: Calendar, stage: str, topics: Sequence[str], rng: Random
) -> Iterator[Application]:
    for number, mentee in enumerate(cast.mentees):
        applied = rng.randint(*_APPLIED) if number else _APPLIED[0]  # the first stands first in the tab
        yield Application(
            employee=mentee,
            role="mentee",
            story=story_of_mentee(stage),
            topics=topics_of_mentee(mentee, cast, topics, rng),
            applied_on=calendar.after_announcement(applied),
        )


def _interview_on(story: Story, calendar: Calendar, rng: Random) -> date | None:
    if not story.has_interview:
        return None
    if story.interview_in is not None:
        return calendar.today + timedelta(story.interview_in)
    return calendar.working_day(rng.randint(*_INTERVIEWED))


def _interviewers(number: int, mentor: Employee, story: Story, cast: Cast) -> tuple[Employee, ...]:
    needed = max(1, len(story.verdicts)) if story.has_interview else 0
    return tuple(cast.interviewers_of(number, mentor)[:needed])
