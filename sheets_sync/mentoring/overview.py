"""What start_here says today: the figures, who is waited for, and the next step."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sheets_sync.mentoring.columns import Columns
from sheets_sync.mentoring.matching.reasons import joined
from sheets_sync.mentoring.records import Match, Person
from sheets_sync.mentoring.scheduling import held_on, wants_call
from sheets_sync.mentoring.settings import setting_columns
from sheets_sync.mentoring.start_here import Item
from sheets_sync.mentoring.statuses import is_only_paused
from sheets_sync.spreadsheet.problems import Problem
from sheets_sync.spreadsheet.snapshot import Plain
from sheets_sync.spreadsheet.text import counted, isolated

GONE = ("withdrawn", "left")


@dataclass(frozen=True)
class Overview:
    """The figures and sentences of start_here, from the statuses of this run."""

    columns: Columns
    problems: tuple[Problem, ...]

    def values(self) -> dict[str, Plain]:
        """Return the text of each line of start_here, by its item."""
        return {
            Item.NEXT_STEP: self.next_step(),
            Item.WAITING_FOR: "\n".join(self.waited_for()) or "Nobody.",
            Item.TO_DECIDE: "\n".join(self.to_decide()) or "Nothing.",
            Item.PROBLEMS: count_problems(self.problems),
            **self._people(),
            **self._matches(),
        }

    def _people(self) -> dict[str, Plain]:
        here = [p for p in self._everybody if self._status(p) not in GONE]
        ready = [p for p in here if self._status(p) == "ready_to_match"]
        mentors, mentees = sum(p.is_mentor for p in ready), sum(p.is_mentee for p in ready)
        return {
            Item.MENTORS: str(sum(p.is_mentor for p in here)),
            Item.EXECUTIVES: str(sum(p.is_mentee for p in here)),
            Item.READY_TO_MATCH: f"{counted(mentors, 'mentor')}, {counted(mentees, 'executive')}",
        }

    def _matches(self) -> dict[str, Plain]:
        words = self._match_words
        situation = self.columns.situation
        held = sum(held_on(m, situation.today) is not None for m in situation.meetings)
        return {
            Item.PROPOSED: str(words["proposed"]),
            Item.APPROVED: str(words["approved"]),
            Item.ANNOUNCED_OR_ACTIVE: str(words["announced"] + words["active"] + words["on_hold"]),
            Item.COMPLETED: str(words["completed"]),
            Item.MEETINGS_HELD: f"{held} of {len(situation.meetings)}",
        }

    @property
    def _everybody(self) -> tuple[Person, ...]:
        return self.columns.situation.program.people

    @property
    def _match_words(self) -> Counter[str]:
        return Counter(status.word for status in self.columns.match_statuses.values())

    def _status(self, person: Person) -> str:
        return self.columns.person_statuses[person.record.row.number].word

    def waited_for(self) -> Iterator[str]:
        """Yield who is waited for and for what, those with most to do first; nobody once it is over."""
        if self.columns.situation.program_is_over:
            return
        waiting = [p for p in self._everybody if self._status(p) == "awaiting_interview"]
        names = {
            helper.email: isolated(helper.full_name) for helper in self.columns.situation.program.helpers
        }
        yield from _lines(Counter(_interviewer(p, names) for p in waiting), "interview")
        approvals = sum(self._status(p) == "awaiting_approval" for p in self._everybody)
        standing = sum(self._status(p) == "awaiting_standing" for p in self._everybody)
        if approvals:
            yield f"Managers: {counted(approvals, 'approval')}"
        if standing:
            yield f"HR: {counted(standing, 'answer')} on good standing"
        overdue = [
            m for m in self.columns.situation.meetings if self.columns.meeting(m)["status"] == "overdue"
        ]
        if overdue:
            yield f"Pairs: {counted(len(overdue), 'meeting')} overdue"

    def to_decide(self) -> Iterator[str]:
        """Yield what only the taskforce can decide; nothing once the program is over."""
        if self.columns.situation.program_is_over:
            return
        selections = sum(self._status(p) == "awaiting_selection" for p in self._everybody)
        words = self._match_words
        if calls := sum(map(self._asks_for_a_call, self.columns.situation.matches)):
            ask = "asks" if calls == 1 else "ask"
            yield f"{counted(calls, 'pair')} {ask} for a call (meetings: reported)"
        if selections:
            yield f"{counted(selections, 'applicant')} to select (applicants: selection)"
        if words["proposed"]:
            yield f"{counted(words['proposed'], 'proposed pair')} to approve or reject (matches: decision)"
        if words["blocked"]:
            yield f"{counted(words['blocked'], 'blocked pair')} to solve (matches: status_reason)"
        on_hold = sum(map(self._is_stuck, self.columns.situation.matches))
        if on_hold:
            yield f"{counted(on_hold, 'pair')} on hold (matches: status_reason)"

    def _asks_for_a_call(self, match: Match) -> bool:
        """Does a pair that has not ended wait for a call?"""
        meetings = self.columns.situation.meetings_of(match)
        has_ended = match.ended_on is not None and match.ended_on <= self.columns.situation.today
        return not has_ended and any(map(wants_call, meetings))

    def _is_stuck(self, match: Match) -> bool:
        """Is the pair on hold until people solve what holds it?"""
        on_hold = self.columns.match_statuses[match.row].word == "on_hold"
        return on_hold and not is_only_paused(match, self.columns.situation)

    def next_step(self) -> str:
        """Return the one thing that helps most now."""
        errors = sum(problem.severity == "error" for problem in self.problems)
        settings = self.columns.situation.program.settings
        if errors:
            return f"Mend the {counted(errors, 'error')} in the problems tab."
        if self.columns.situation.program_is_over:
            return f"The program ended on {settings.day('program_ends_on')}: close it (step 12 below)."
        if decide := next(self.to_decide(), ""):
            return f"Decide: {decide}."
        if self._match_words["approved"] and settings.day("matches_announced_on") is None:
            return "Fill matches_announced_on in settings, so that approved pairs are told."
        if not self._everybody:
            return self._set_up()
        return "Nothing is waiting for the taskforce."

    def _set_up(self) -> str:
        """Return what is still to be filled in before anybody can apply."""
        program = self.columns.situation.program
        columns = setting_columns(program.tables["settings"].schema).values()
        dates = [c.name for c in columns if c.kind == "date" and program.settings.day(c.name) is None]
        missing = [f"{joined(dates)} in settings"] if dates else []
        missing += [] if program.helpers else ["who helps in helpers"]
        return f"Fill in {', and '.join(missing)}." if missing else "Let people apply (step 2 below)."


def count_problems(problems: Iterable[Problem]) -> str:
    """Return how many problems of each severity there are.

    >>> count_problems(())
    'None.'
    """
    counts = Counter(problem.severity for problem in problems)
    nouns = {"error": "error", "warning": "warning", "info": "note"}
    return ", ".join(counted(counts[word], noun) for word, noun in nouns.items() if counts[word]) or "None."


def _interviewer(person: Person, names: dict[str, str]) -> str:
    return names.get(person.interviewer_email, person.interviewer_email) or "Nobody named yet"


def _lines(counts: Counter[str], noun: str) -> Iterator[str]:
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{name}: {counted(count, noun)}"
