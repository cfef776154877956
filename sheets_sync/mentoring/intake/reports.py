"""What pairs reported of their meetings: it fills `reported`, the newest report wins."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sheets_sync.mentoring.intake.directory import Directory
from sheets_sync.mentoring.intake.responses import Response
from sheets_sync.mentoring.intake.words import (
    CALL,
    HELD,
    NEW_DATE,
    NOT_YET,
    OFFERED_TO_PAIRS,
    REPORTS,
    words_of,
)
from sheets_sync.mentoring.records import Meeting
from sheets_sync.mentoring.situation import Situation
from sheets_sync.spreadsheet.cells import as_text
from sheets_sync.spreadsheet.problems import Problem, problem
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.text import key_of

Key = tuple[str, int]  # the match in key form, and the number of the meeting
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Said:
    """One thing that somebody reported of a meeting; prints as the column `reported` shows it."""

    word: str
    day: date | None = None
    by: str = ""

    def __str__(self) -> str:
        who = f"({self.by})" if self.by else ""
        return " ".join(filter(None, (self.word, self.day.isoformat() if self.day else "", who)))


def with_reports(situation: Situation, responses: Iterable[Response]) -> Situation:
    """Return the situation in which every meeting says what the pair reported of it."""
    told, _ = _read(situation, responses)
    heard = (
        replace(meeting, reported=_in_words(told[_key(meeting)])) if told.get(_key(meeting)) else meeting
        for meeting in situation.meetings
    )
    return replace(situation, meetings=tuple(heard))


def left_out(situation: Situation, responses: Iterable[Response]) -> tuple[Problem, ...]:
    """Return a problem for each report that fits no meeting or cannot be understood."""
    return _read(situation, responses)[1]


def _read(
    situation: Situation, responses: Iterable[Response]
) -> tuple[Mapping[Key, list[Said]], tuple[Problem, ...]]:
    """Return everything that was said of each meeting, the oldest first, and what is left out."""
    calendar = _Calendar(situation)
    told: dict[Key, list[Said]] = defaultdict(list)
    problems: list[Problem] = []
    for response in sorted(responses, key=lambda one: one.order):
        key = calendar.key(response)
        if key is None:
            problems.append(problem("MU408", response.who_cell))
        elif meeting := calendar.meetings.get(key):  # else its row has an error, which is told there
            found = list(calendar.said(response, meeting, tuple(told[key])))
            told[key] += (one for one in found if isinstance(one, Said))
            problems += (one for one in found if isinstance(one, Problem))
    return told, tuple(problems)


def _key(meeting: Meeting) -> Key:
    return key_of(meeting.match_id), meeting.number


def _in_words(told: Sequence[Said]) -> str:
    """Return the newest report, and whoever wants to be called: that is never lost."""
    newest = [str(one) for one in told if one.word != CALL][-1:]
    return "; ".join((*newest, *dict.fromkeys(str(one) for one in told if one.word == CALL)))


@dataclass(frozen=True)
class _Calendar:
    """The meetings a report can be about, and how it is read."""

    situation: Situation

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.situation.program)

    @cached_property
    def meetings(self) -> dict[Key, Meeting]:
        return {_key(meeting): meeting for meeting in self.situation.meetings}

    def key(self, response: Response) -> Key | None:
        """Return the one meeting that a response is about."""
        numbers = _NUMBER.findall(" ".join(map(as_text, response.answers("number"))))
        answers = response.answers("match_id")
        if len(numbers) != 1 or not answers:
            return None
        names = set.intersection(*map(self._matches, answers))
        keys = [(name, int(numbers[0][:9])) for name in names]
        there = [key for key in keys if key in self.meetings or key in self.situation.program.meeting_keys]
        return there[0] if len(there) == 1 else None

    def _matches(self, answer: Plain) -> set[str]:
        """Return the matches, in key form, that an answer names: a pair, or one of the two."""
        text = as_text(answer)
        if "/" in text:
            return {key_of("/".join(part.strip() for part in text.split("/")))}
        person_id = self.directory.known([answer])
        theirs = [m for m in self.situation.matches_of(person_id) if m.announced_on]
        running = [match for match in theirs if not match.ended_on]
        return {key_of(match.name) for match in running or theirs}

    def said(self, response: Response, meeting: Meeting, before: Sequence[Said]) -> Iterator[Said | Problem]:
        """Yield what a response says of its meeting, and what in it is left out."""
        days, words = _days_and_words(response)
        by = self._reporter(response)
        if CALL in words:
            yield Said(CALL, by=by)
        told = set(words) - {CALL}
        if None in told or len(told) > 1 or not words:
            yield self._problem("MU624", response, column="reported", words=", ".join(OFFERED_TO_PAIRS))
        elif NOT_YET in told:
            yield Said(NOT_YET, by=by)
        elif told:
            word = str(told.pop())
            planned = [_planned(response, meeting, before)] if word == HELD else []
            day = next(filter(None, (*days, *planned)), None)
            fits = day is not None and _is_likely(word, day, response.day)
            yield Said(word, day, by) if fits else self._problem("MU625", response)

    def _reporter(self, response: Response) -> str:
        answers = response.answers("match_id")
        return self.directory.known(answers) if len(answers) == 1 else ""

    def _problem(self, code: str, response: Response, **facts: str) -> Problem:
        cell = response.cell("reported")
        return problem(code, cell, person_id=self._reporter(response), **facts)


def _days_and_words(response: Response) -> tuple[list[date], list[str | None]]:
    """Return the dates among the answers, and the words; None for what is neither."""
    answers = response.answers("reported")
    found = [(answer, response.moment(answer)) for answer in answers]
    days = [moment.date() for _, moment in found if moment]
    others = [answer for answer, moment in found if moment is None]
    return days, [word for answer in others for word in words_of(answer, REPORTS) or (None,)]


def _planned(response: Response, meeting: Meeting, before: Sequence[Said]) -> date | None:
    """Return the day a meeting was planned for, if it had come; else the day of the report."""
    scheduled = meeting.scheduled_for
    moved = [one.day for one in before if one.word == NEW_DATE]
    days = [scheduled.date() if scheduled else None, *moved[-1:]]
    come = (day for day in days if day and (response.day is None or day <= response.day))
    return next(come, response.day)


def _is_likely(word: str, day: date, reported_on: date | None) -> bool:
    """Can a meeting held have been on that day, or a new date be on it?"""
    return reported_on is None or (day <= reported_on if word == HELD else day >= reported_on)
