"""Where a match stands: the first that holds, from rejected to proposed."""

from collections.abc import Callable, Iterator
from datetime import date

from sheets_sync.mentoring.records import TOLD, Agenda, Match, Person
from sheets_sync.mentoring.scheduling import held_on, is_skipped
from sheets_sync.mentoring.situation import Situation
from sheets_sync.mentoring.statuses.words import SEE_PROBLEMS, Status
from sheets_sync.spreadsheet.text import isolated

Calling = Callable[[Person], str]


def match_status(match: Match, situation: Situation) -> Status:
    """Return where a match stands; a match whose row has an error stays where it was."""
    if match.set_aside:
        typed = match.announced_on and match.status not in TOLD
        return Status("announced" if typed else match.status, SEE_PROBLEMS)
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
    missing = [a for a in situation.agendas.values() if a.mandatory and a.number not in done]
    skipped = {m.number for m in meetings if is_skipped(m, situation.agendas.get(m.number))}
    needed = situation.program.settings["meetings_needed"]
    enough = not missing and len(held) >= needed
    if enough and (situation.program_is_over or situation.agendas.keys() <= done | skipped):
        return Status("completed", f"{len(held)} meetings held.")
    if situation.program_is_over:
        return Status(
            "unfinished", "; ".join(("The program is over", *_missed(len(held), needed, missing))) + "."
        )
    return None


def _missed(held: int, needed: int, missing: list[Agenda]) -> Iterator[str]:
    """Yield what a pair did not do in time."""
    if held < needed:
        was = "was" if held < 2 else "were"
        yield f"{held or 'none'} of the {needed} meetings needed {was} held"
    for agenda in missing:
        yield f"meeting {agenda.number} ({isolated(agenda.title)}), which is mandatory, was not held"


def _on_hold(match: Match, situation: Situation) -> Status | None:
    causes = list(_why_on_hold(match, situation))
    return Status("on_hold", " ".join(causes)) if causes else None


def _why_on_hold(match: Match, situation: Situation) -> Iterator[str]:
    if match.paused_until and match.paused_until > situation.today:
        yield f"Paused until {match.paused_until}."
    yield from _held_by(match, situation)


def is_only_paused(match: Match, situation: Situation) -> bool:
    """Does nothing hold this pair on hold but a pause that ends by itself?"""
    return not any(_held_by(match, situation))


def _held_by(match: Match, situation: Situation) -> Iterator[str]:
    """Yield what holds a running pair until people solve it."""
    chain = situation.chain_of(match)
    if chain.state == "conflict":
        yield f"Chain of command: {chain.proof}."
    for person_id in match.pair:
        person = situation.person(person_id)
        away = _why_away(person, situation) if person else ""
        if person and away:
            yield f"{person.called} {away}."


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
    why = why_blocked(match, situation)
    return Status("blocked", why) if why else None


def _proposed(match: Match, situation: Situation) -> Status:
    if why := _why_impossible(match, situation, _by_name):
        return Status("proposed", f"No longer possible: {why}. Run match for another idea.")
    return Status("proposed", "Waiting for a decision.")


def _when_announced(situation: Situation) -> str:
    day = situation.program.settings.day("matches_announced_on")
    return f"To be announced on {day}." if day else "To be announced once matches_announced_on is set."


def _by_name(person: Person) -> str:
    return person.called


def why_blocked(match: Match, situation: Situation, called: Calling = _by_name) -> str:
    """Return why a pair cannot be announced, as a sentence with people `called` so; "" where it can."""
    why = _why_impossible(match, situation, called)
    return f"{why[0].upper()}{why[1:]}." if why else ""


def _why_impossible(match: Match, situation: Situation, called: Calling) -> str:
    return _why_barred(match, situation, called) or _why_taken(match, situation, called)


def _why_barred(match: Match, situation: Situation, called: Calling) -> str:
    """Return the hard rule a pair breaks, in words; "" where it breaks none."""
    people = [situation.person(person_id) for person_id in match.pair]
    mentor, mentee = people
    if mentor is None or mentee is None:
        return "one of the two is not in applicants, or their row has an error"
    for person in (mentor, mentee):
        if why := situation.eligibility.why_not_in_pool(person):
            return f"{called(person)} is not in the pool: {why}"
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


def _why_taken(match: Match, situation: Situation, called: Calling) -> str:
    for person_id in match.pair:
        for other in situation.matches_of(person_id):
            if other.row != match.row and _holds(other, match, situation.today):
                person = situation.person(person_id)
                name = called(person) if person else person_id
                return f"{name} is in another match ({other.name})"
    return ""


def _holds(other: Match, match: Match, today: date) -> bool:
    """Does `other` take its people away from `match`?"""
    if other.ended_on and other.ended_on <= today:
        return False
    both_approved = other.decision == "approve" and match.decision == "approve"
    return other.announced_on is not None or both_approved
