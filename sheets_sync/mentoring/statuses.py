"""Every derived status: the first that holds, from what people typed and the tool's own dates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sheets_sync.mentoring.records import Match, Person
from sheets_sync.mentoring.scheduling import held_on, is_skipped
from sheets_sync.mentoring.situation import Situation

RUNNING = ("active", "announced", "on_hold")
WAITING = ("proposed", "approved", "blocked")
OVER = ("completed", "unfinished")
SEE_PROBLEMS = "This row has an error; the problems tab says which."


@dataclass(frozen=True)
class Status:
    """One word for where something stands, and why."""

    word: str
    reason: str = ""


# --- matches -------------------------------------------------------------------------------------


def match_status(match: Match, situation: Situation) -> Status:
    """Return where a match stands; a match whose row has an error stays where it was."""
    if match.set_aside:
        return Status(match.status, SEE_PROBLEMS)
    return next(found for found in _match_statuses(match, situation) if found)


def _match_statuses(match: Match, situation: Situation) -> Iterator[Status | None]:
    yield _rejected(match)
    yield _ended(match, situation.today)
    if match.announced_on:
        yield _completed(match, situation)
        yield _on_hold(match, situation)
        yield _active(match, situation)
        yield Status("announced", f"Announced on {match.announced_on}.")
    if match.decision == "approve" or match.touched:
        yield _blocked(match, situation)
    if match.decision == "approve":
        yield Status("approved", _when_announced(situation))
    if match.status == "superseded" and not match.touched:
        yield Status("superseded", "The best set has other pairs now.")
    yield _proposed(match, situation)


def _rejected(match: Match) -> Status | None:
    if match.decision == "reject" and not match.announced_on:
        return Status("rejected", "This pair will never be proposed again.")
    return None


def _ended(match: Match, today: date) -> Status | None:
    if match.ended_on is None or match.ended_on > today:
        return None
    if match.end_reason == "completed_early":
        return Status("completed", f"Completed early on {match.ended_on}.")
    return Status("ended", f"Ended on {match.ended_on}.")


def _completed(match: Match, situation: Situation) -> Status | None:
    meetings = situation.meetings_of(match)
    held = [m for m in meetings if held_on(m, situation.today)]
    done = {m.number for m in held}
    mandatory = {number for number, agenda in situation.agendas.items() if agenda.mandatory}
    skipped = {m.number for m in meetings if is_skipped(m, situation.agendas.get(m.number))}
    enough = mandatory <= done and len(held) >= situation.program.settings["meetings_needed"]
    if enough and (situation.program_is_over or situation.agendas.keys() <= done | skipped):
        return Status("completed", f"{len(held)} meetings held.")
    if situation.program_is_over:
        return Status("unfinished", f"The program is over; {len(held)} meetings were held.")
    return None


def _on_hold(match: Match, situation: Situation) -> Status | None:
    causes = list(_why_on_hold(match, situation))
    return Status("on_hold", " ".join(causes)) if causes else None


def _why_on_hold(match: Match, situation: Situation) -> Iterator[str]:
    chain = situation.chain_of(match)
    if chain.state == "conflict":
        yield f"Chain of command: {chain.proof}."
    if match.paused_until and match.paused_until > situation.today:
        yield f"Paused until {match.paused_until}."
    for person_id in match.pair:
        person = situation.person(person_id)
        away = _why_away(person, situation) if person else ""
        if person and away:
            yield f"{person.full_name} {away}."


def _why_away(person: Person, situation: Situation) -> str:
    if person.withdrawn_on and person.withdrawn_on <= situation.today:
        return "has withdrawn"
    employment = situation.eligibility.employment(person)
    return {"leave": "is on leave", "left": "has left the organization"}.get(employment, "")


def _active(match: Match, situation: Situation) -> Status | None:
    people = [situation.person(person_id) for person_id in match.pair]
    if all(person is not None and person.meet_and_greet == "attended" for person in people):
        return Status("active", "Both were at the meet-and-greet.")
    first = [m for m in situation.meetings_of(match) if m.number == 1 and held_on(m, situation.today)]
    return Status("active", "They have met.") if first else None


def _blocked(match: Match, situation: Situation) -> Status | None:
    why = why_barred(match, situation) or _why_taken(match, situation)
    return Status("blocked", f"{why[0].upper()}{why[1:]}.") if why else None


def _proposed(match: Match, situation: Situation) -> Status:
    why = why_barred(match, situation) or _why_taken(match, situation)
    if why:
        return Status("proposed", f"No longer possible: {why}. Run match for another idea.")
    return Status("proposed", "Waiting for a decision.")


def _when_announced(situation: Situation) -> str:
    day = situation.program.settings.day("matches_announced_on")
    return f"To be announced on {day}." if day else "To be announced once matches_announced_on is set."


def why_barred(match: Match, situation: Situation) -> str:
    """Return the hard rule a pair breaks, in words; "" where it breaks none."""
    people = [situation.person(person_id) for person_id in match.pair]
    mentor, mentee = people
    if mentor is None or mentee is None:
        return "one of the two is not in applicants, or their row has an error"
    for person in (mentor, mentee):
        if why := situation.eligibility.why_not_in_pool(person):
            return f"{person.full_name} is not in the pool: {why}"
    return _why_pair_barred(match, mentor, mentee, situation)


def _why_pair_barred(match: Match, mentor: Person, mentee: Person, situation: Situation) -> str:
    chain = situation.chain_of(match)
    if chain.state == "conflict":
        return f"chain of command, {chain}"
    if chain.state == "cannot tell" and not match.allow_anyway_because:
        return f"the chain of command cannot be told: {chain.proof}"
    if match.pair in situation.program.past_pairs:
        return "the two were a pair before"
    shared = set(situation.eligibility.topics(mentor)) & set(mentee.topics)
    least = situation.program.settings["min_shared_topics"]
    return f"the two share {len(shared)} of the {least} topics needed" if len(shared) < least else ""


def _why_taken(match: Match, situation: Situation) -> str:
    for person_id in match.pair:
        for other in situation.matches_of(person_id):
            if other.row != match.row and _holds(other, match, situation.today):
                person = situation.person(person_id)
                name = person.full_name if person else person_id
                return f"{name} is in another match ({other.name})"
    return ""


def _holds(other: Match, match: Match, today: date) -> bool:
    """Does `other` take its people away from `match`?"""
    if other.ended_on and other.ended_on <= today:
        return False
    both_approved = other.decision == "approve" and match.decision == "approve"
    return other.announced_on is not None or both_approved


# --- people --------------------------------------------------------------------------------------


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
    return f"With {partner.full_name if partner else other}."


def _between(person: Person, theirs: list[tuple[Match, Status]], today: date) -> Status | None:
    ended = [match.ended_on for match, status in theirs if status.word == "ended" and match.announced_on]
    last = max((day for day in ended if day), default=None)
    if last is None:
        return None
    if person.rematch_from is None or person.rematch_from < last:
        return Status(
            "between_matches", f"Their match ended on {last}. To match them again, fill rematch_from."
        )
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
    if person.person_id in situation.chart.roots and not situation.program.settings["top_executive_distance"]:
        return Status("ready_to_match", AT_THE_TOP)
    kept = person.status_reason if person.status == "ready_to_match" else ""
    return Status(
        "ready_to_match", kept if kept not in ("", AT_THE_TOP) else "In the pool; run match for a proposal."
    )


AT_THE_TOP = (
    "At the top of the organization: everybody is in their chain of command. "
    "Set top_executive_distance if a mentor from far enough below is fine."
)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
