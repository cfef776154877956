"""Where a mentor or mentee stands: the first that holds, from withdrawn to ready to match."""

from collections.abc import Iterator, Mapping
from datetime import date

from sheets_sync.mentoring.records import OVER, RUNNING, Match, Person
from sheets_sync.mentoring.situation import Situation
from sheets_sync.mentoring.statuses.words import SEE_PROBLEMS, Status
from sheets_sync.spreadsheet.text import key_of

AT_THE_TOP = (
    "At the top of the organization: everybody below is in their chain of command. "
    "Set top_executive_distance if a mentor from far enough below is fine."
)


def person_status(person: Person, situation: Situation, matches: Mapping[int, Status]) -> Status:
    """Return where a mentor or mentee stands; `matches` are the statuses by row number."""
    return next(found for found in _person_statuses(person, situation, matches) if found)


def _person_statuses(
    person: Person, situation: Situation, matches: Mapping[int, Status]
) -> Iterator[Status | None]:
    theirs = [(m, matches[m.row]) for m in situation.matches_of(person.person_id)] if person.person_id else []
    yield _gone(person, situation)
    yield _by_match(theirs, RUNNING, person, situation)
    yield _by_match(theirs, OVER, person, situation)
    yield _between(person, theirs, situation.today)
    if person.record.set_aside:
        yield Status("needs_fixing", SEE_PROBLEMS)
    yield _gate_failed(person, situation)
    if person.selection == "decline":
        yield Status("not_selected", "The taskforce declined.")
    yield _gate_open(person, situation)
    yield _selection(person, situation)
    yield _proposed_to(person, theirs, situation)
    yield _ready(person, situation)


def _gone(person: Person, situation: Situation) -> Status | None:
    if person.withdrawn_on and person.withdrawn_on <= situation.today:
        return Status("withdrawn", f"Withdrew on {person.withdrawn_on}.")
    if situation.eligibility.employment(person) == "left":
        return Status("left", "The org chart says that they have left.")
    return None


def _by_match(
    theirs: list[tuple[Match, Status]], words: tuple[str, ...], person: Person, situation: Situation
) -> Status | None:
    for match, status in theirs:
        if status.word in words:
            return Status(status.word, f"{_with_whom(person, match, situation)} {status.reason}".strip())
    return None


def _with_whom(person: Person, match: Match, situation: Situation) -> str:
    other = match.mentee_id if person.person_id == match.mentor_id else match.mentor_id
    partner = situation.person(other)
    return f"With {partner.called if partner else other}."


def _between(person: Person, theirs: list[tuple[Match, Status]], today: date) -> Status | None:
    ended = [match.ended_on for match, status in theirs if status.word == "ended" and match.announced_on]
    last = max((day for day in ended if day), default=None)
    if last is None:
        return None
    if person.rematch_from is None or person.rematch_from < last:
        again = f"To match them again, fill rematch_from with a day from {last} on."
        return Status("between_matches", f"Their match ended on {last}. {again}")
    if person.rematch_from > today:
        return Status(
            "between_matches", f"Their match ended on {last}. Can be matched from {person.rematch_from}."
        )
    return None


def _gate_failed(person: Person, situation: Situation) -> Status | None:
    failed = situation.eligibility.failed(person)
    if not failed:
        return None
    return Status("ineligible", _sentence("; ".join(gate.sentence for gate in failed)))


def _gate_open(person: Person, situation: Situation) -> Status | None:
    for gate in situation.eligibility.open(person):
        word = "awaiting_approval" if gate.name == "approval" else "awaiting_standing"
        return Status(word, _sentence(gate.sentence))
    return None


def _selection(person: Person, situation: Situation) -> Status | None:
    if person.selection == "waitlist":
        return Status("waitlisted", "On the waiting list.")
    if person.selection == "accept":
        return None
    interviewed = person.person_id in situation.eligibility.interviews
    if person.is_mentor and not interviewed:
        who = f" by {person.interviewer_email}" if person.interviewer_email else ""
        return Status("awaiting_interview", f"To be interviewed{who}.")
    return Status("awaiting_selection", "Waiting for the taskforce to fill selection.")


def _proposed_to(person: Person, theirs: list[tuple[Match, Status]], situation: Situation) -> Status | None:
    for word in ("approved", "proposed", "blocked"):
        for match, status in theirs:
            if status.word == word:
                return Status("proposed", f"{_with_whom(person, match, situation)} {status.reason}".strip())
    return None


def _ready(person: Person, situation: Situation) -> Status:
    written = situation.program.reasons_written.get(key_of(person.person_id), person.status_reason)
    told = written if person.status == "ready_to_match" else ""
    is_of_the_top = told.endswith(AT_THE_TOP)
    if is_at_the_top(person, situation) and not situation.program.settings["top_executive_distance"]:
        return Status("ready_to_match", told if is_of_the_top else AT_THE_TOP)
    kept = "" if is_of_the_top else told
    return Status("ready_to_match", kept or "In the pool; run match for a proposal.")


def is_at_the_top(person: Person, situation: Situation) -> bool:
    """Is this an executive above everybody, whom only a mentor from far enough below may meet?"""
    return person.is_mentee and person.person_id in situation.chart.roots


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
